"""The statistics of a commune: each one table, drawn on a page or handed out as CSV and JSON."""
