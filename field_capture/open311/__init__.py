"""Open311 GeoReport v2: what others ask us, and what we hand over to others."""
