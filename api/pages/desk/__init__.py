"""The pages of the clerk's desk."""
