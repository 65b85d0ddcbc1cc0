"""What lies in the ground and stands in the streets: declarations only."""
