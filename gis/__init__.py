"""The PostGIS core: tables, assets, journal, terrain, tiles, maps, exchange."""
