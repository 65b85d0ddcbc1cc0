"""The addresses, one module for each door."""
