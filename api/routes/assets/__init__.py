"""Assets: by page and by program."""
