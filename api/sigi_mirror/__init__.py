"""A small reference consumer of our exports: a GeoPackage that stays in step through deltas.

It knows a commune by its address alone and uses HTTP and SQLite, nothing of our database;
``docs/sigi.md`` describes the same protocol for those who write their own.

``mirror.gpkg`` is only ever replaced as a whole: it opens at any time, whoever reads it, and
shows one revision. Work is done on a copy, ``work.gpkg``, one transaction for each page with
the cursor inside: killed at any point, the next run goes on from the last page that was
committed, or from the files that were downloaded. At the end the server is told what is held,
features by layer and their hash, and says whether it fits.
"""

from api.sigi_mirror.mirror import Mirror, Report
from api.sigi_mirror.server import MirrorError, Server

__all__ = ["Mirror", "MirrorError", "Report", "Server"]
