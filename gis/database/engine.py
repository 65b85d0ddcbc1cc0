"""Connections to PostGIS: few, recycled, checked before use."""

from __future__ import annotations

import select

import psycopg
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from gis.database import serving

# A backend that has touched every table of a hundred schemas grows to hundreds of megabytes.
_RECYCLE_AFTER_S = 600
# PostGIS declares its functions so dear that PostgreSQL would start a second process, 30 ms, to
# spare half of 10 ms; and there are other requests for the other cores. Snapshots may, see
# `gis.session`.
_HELPERS = 0


def make_serving_engine(dsn: str, *, pool_size: int = 10, statement_timeout_s: int = 60) -> Engine:
    """Return an engine for requests: each commune is served in its own role."""
    engine = make_engine(dsn, pool_size=pool_size, statement_timeout_s=statement_timeout_s)
    return serving.narrow(engine)


def make_engine(dsn: str, *, pool_size: int = 10, statement_timeout_s: int = 60) -> Engine:
    """Return an engine on the database that a libpq URL names.

    Every connection is checked before it is used, so that a database that was restarted is
    found again without an error for anybody. To ask PostgreSQL itself would cost each request
    a round trip; a connection that it closed has something to read, which costs nothing to see.
    """
    url: URL = make_url(dsn).set(drivername="postgresql+psycopg")
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_recycle=_RECYCLE_AFTER_S,
        pool_timeout=10,
        hide_parameters=True,  # they may be personal, and errors are logged
        connect_args={
            "application_name": "netzkaart",
            "options": f"-c timezone=UTC -c statement_timeout={statement_timeout_s}s"
            f" -c max_parallel_workers_per_gather={_HELPERS}",
        },
    )
    event.listen(engine, "checkout", _check)
    return engine


def _check(
    driver: psycopg.Connection[object], _: ConnectionPoolEntry, __: PoolProxiedConnection
) -> None:
    """Ask PostgreSQL whether it still serves a connection on which it said something unasked."""
    try:
        waiting = select.poll()
        waiting.register(driver.fileno(), select.POLLIN)
        if waiting.poll(0):
            driver.execute("")
            driver.rollback()
    except psycopg.OperationalError as error:
        raise InvalidatePoolError from error
