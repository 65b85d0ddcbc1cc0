"""Maps, their tiles and their sheets of paper."""
