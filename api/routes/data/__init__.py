"""Data in and out: imports, exports, changes, search."""
