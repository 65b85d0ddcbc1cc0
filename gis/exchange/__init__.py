"""Files in and out: one module per format, one pipeline for all of them."""
