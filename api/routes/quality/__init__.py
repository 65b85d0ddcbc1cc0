"""What is wrong with the data, and what waits for a decision."""
