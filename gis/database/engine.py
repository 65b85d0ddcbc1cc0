"""Connections to PostGIS: few, recycled, checked before use."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, make_url

# A backend that has touched every table of a hundred schemas grows to hundreds of megabytes.
_RECYCLE_AFTER_S = 600


def make_engine(dsn: str, *, pool_size: int = 10, statement_timeout_s: int = 60) -> Engine:
    """Return an engine on the database that a libpq URL names.

    Every connection is checked before it is used, so that a database that was restarted is
    found again without an error for anybody.
    """
    url: URL = make_url(dsn).set(drivername="postgresql+psycopg")
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_recycle=_RECYCLE_AFTER_S,
        pool_timeout=10,
        hide_parameters=True,  # they may be personal, and errors are logged
        connect_args={
            "application_name": "netzkaart",
            "options": f"-c timezone=UTC -c statement_timeout={statement_timeout_s}s",
        },
    )
