"""What is joined to what: the graph of a theme's lines and points, and what flows through it."""
