"""The clerk's desk: the inbox, what belongs together, what is behind it, numbers."""
