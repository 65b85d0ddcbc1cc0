"""What can go wrong with an import, beyond what `gis.errors` already names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.errors import CrsNeeded, Invalid, Severity, Unreadable

if TYPE_CHECKING:
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

    def __post_init__(self) -> None:
        self.count = sum(issue.severity is Severity.ERROR for issue in self.issues)
