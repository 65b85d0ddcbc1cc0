"""What can go wrong with an import, beyond what `gis.errors` already names."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy.exc import DBAPIError

from gis.errors import CrsNeeded, Invalid, NetzkaartError, Severity, TooLarge, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gis.exchange.report import ImportReport


@dataclass(eq=False)
class LocalCoordinates(CrsNeeded):
    """A file is in no coordinate system that would put it into the commune."""

    commune: str = ""


@dataclass(eq=False)
class BadMapping(Unreadable):
    """A mapping says something that cannot be; `place` is where: ``layers[0].columns.dn``."""

    place: str


@dataclass(eq=False)
class ImportRefused(Invalid):
    """A file has errors, so nothing of it was taken over; `report` tells all about it."""

    file: str
    report: ImportReport

    @classmethod
    def of(cls, report: ImportReport) -> ImportRefused:
        """Return the refusal of a file; it counts the errors that the report no longer lists."""
        refused = cls(report.issues, report.file, report)
        refused.count = report.errors
        return refused

    def __post_init__(self) -> None:
        self.count = sum(issue.severity is Severity.ERROR for issue in self.issues)


@dataclass(eq=False)
class NoRoom(TooLarge):
    """The disk of the database, or the one for unpacking, is full; nothing was changed."""


@dataclass(eq=False)
class ReportUnwritten(NetzkaartError):
    """What an import did could not be written down; what it did stays."""

    file: str
    why: str


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""A full disk, a person's quota of it, a limit of the process."""

_DATABASE_FULL = (psycopg.errors.DiskFull, psycopg.errors.ConfigurationLimitExceeded)


@contextmanager
def no_room() -> Iterator[None]:
    """Tell a full disk as what it is, wherever it shows."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoRoom(error.strerror or "ENOSPC") from error
        raise
    except (DBAPIError, *_DATABASE_FULL) as error:
        said = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(said, _DATABASE_FULL):
            raise NoRoom(str(said).split("\n", 1)[0][:120]) from error
        raise
