"""The tablets' door: what they push is read, merged, carried out and answered."""
