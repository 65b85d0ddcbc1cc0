"""OGC API Features for every collection that the viewer may see: Part 1 Core, Part 2 CRS."""
