"""The states that things go through, and who may move them. Pure tables."""
