"""The inbox of what waits for a decision."""
