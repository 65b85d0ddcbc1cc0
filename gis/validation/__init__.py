"""What makes an asset right or wrong: pure functions that return all issues at once."""
