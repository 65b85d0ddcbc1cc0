"""What can go wrong, named by its condition.

::

    NetzkaartError
    ├── NotFound ── UnknownCommune, UnknownLayer, UnknownAsset, UnknownRevision
    ├── Conflict ── StaleVersion, CodeTaken, CommuneExists, SameIdOtherContent, StillReferred,
    │               AlreadyDecided
    ├── Forbidden ── NotAllowed
    ├── Unauthenticated ── TokenRevoked
    ├── CursorGone
    ├── TooLarge
    ├── BlobDamaged, BackupFailed
    ├── SheetTooFull
    ├── Unreadable ── UnknownCrs, CrsNeeded, ...
    ├── VersionMissing
    ├── RightMissing, DatabaseUnreachable
    └── Invalid             carries every `Issue` found, never only the first
        └── UndoRefused, DatabaseUnfit, TerrainRefused

An error knows its sentence and its remedy in the commune's languages and the details that
fill them; it knows nothing of HTTP. One table in `api.problems` gives each a status.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from gis.sentences import phrase, sentence_of, wording
from layers.spec import Text


class Severity(StrEnum):
    """How much an issue weighs: an error refuses, a warning is reviewed, a note is told."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing found wrong with a value.

    Attributes
    ----------
    code : str
        Names the sentence in `gis.sentences`.
    path : str
        Where: ``properties.diameter_mm``, ``geometry``, ``features.12.properties.code``.
    details : dict
        What fills the sentence.
    """

    code: str
    path: str
    severity: Severity = Severity.ERROR
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> Text:
        """What is wrong and what helps, in four languages."""
        return sentence_of(self.code).format(**{"path": self.path, **self.details})

    def below(self, prefix: str) -> Issue:
        """Return the same issue, seen from the value that contains this one."""
        path = f"{prefix}.{self.path}" if self.path else prefix
        return Issue(self.code, path, self.severity, self.details)

    def to_json(self, language: str) -> dict[str, Any]:
        """Return the issue as it stands in problems and reports."""
        return {
            "code": self.code,
            "path": self.path,
            "severity": self.severity.value,
            "message": self.sentence.to(language),
        }


def out_of_range(
    path: str, value: object, minimum: object, maximum: object, unit: str | None = None
) -> Issue:
    """Return the issue of a number outside what is possible; None is an open end."""
    end = f" {unit}" if unit else ""
    if maximum is None:
        limits = wording(f"≥ {{least}}{end}", least=minimum)
    elif minimum is None:
        limits = wording(f"≤ {{most}}{end}", most=maximum)
    else:
        limits = wording(f"{{least}} … {{most}}{end}", least=minimum, most=maximum)
    return Issue("out_of_range", path, details={"value": value, "range": limits})


class NetzkaartError(Exception):
    """Base of all errors that a user can do something about."""

    code: ClassVar[str] = "error"

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    @property
    def sentence(self) -> Text:
        """What is wrong and what helps, in four languages."""
        return sentence_of(self.code).format(**vars(self))

    def __str__(self) -> str:
        return self.sentence.en


class NotFound(NetzkaartError):
    """Something was named that is not here, or that the viewer may not know of."""


@dataclass(eq=False)
class UnknownCommune(NotFound):
    """No commune has this name."""

    commune: str


@dataclass(eq=False)
class UnknownLayer(NotFound):
    """No layer has this name, or the viewer may not know of it."""

    layer: str
    known: str


@dataclass(eq=False)
class UnknownAsset(NotFound):
    """No asset of this layer has this id."""

    layer: str
    asset: str


_THINGS = {
    "page": "thing_page",
    "person": "thing_person",
    "file": "thing_file",
    "bundle": "thing_bundle",
    "resource": "thing_resource",
    "service request": "thing_service_request",
    "token": "thing_token",
    "tile": "thing_tile",
    "photo": "thing_photo",
    "chunk": "thing_chunk",
    "conflict": "thing_conflict",
    "task": "thing_task",
    "area": "thing_area",
    "works": "thing_works",
    "checklist": "thing_checklist",
}


@dataclass(eq=False)
class UnknownThing(NotFound):
    """Nothing of this kind has this id (a report, a token, a tile, a page)."""

    kind: str
    name: str

    def __post_init__(self) -> None:
        if self.kind in _THINGS:
            self.kind = phrase(_THINGS[self.kind])


class UnknownToken(NotFound):
    """No token is spelt like this."""


@dataclass(eq=False)
class UnknownRevision(NotFound):
    """No revision of this number changed what was asked for."""

    revision: int


class Conflict(NetzkaartError):
    """The change contradicts what is already there."""


@dataclass(eq=False)
class StaleVersion(Conflict):
    """The asset was changed by somebody else since it was read.

    Attributes
    ----------
    asset : UUID or str
        Its id, or the number by which people know it.
    """

    layer: str
    asset: UUID | str
    expected: int
    found: int


class SheetOutdated(Conflict):
    """The differences of a sheet are others than those that its sender was shown."""


@dataclass(eq=False)
class CodeTaken(Conflict):
    """Another asset of the layer has the same code or id."""

    layer: str
    value: str


@dataclass(eq=False)
class StillReferred(Conflict):
    """A reference points to an asset that is not there (any more)."""

    layer: str
    value: str


@dataclass(eq=False)
class AlreadyDecided(Conflict):
    """Somebody has decided about it meanwhile; a decision is not decided again."""

    state: str


@dataclass(eq=False)
class CommuneExists(Conflict):
    """A commune of this name is already there."""

    commune: str


@dataclass(eq=False)
class CommuneKept(Conflict):
    """A commune was to be removed, and that was not confirmed by its name."""

    commune: str
    loss: str


@dataclass(eq=False)
class Unwritable(Conflict):
    """A file cannot be written where it was wanted."""

    path: str
    why: str


@dataclass(eq=False)
class SameIdOtherContent(Conflict):
    """An id was sent again with another content: nothing is overwritten."""

    id: UUID


@dataclass(eq=False)
class VersionMissing(NetzkaartError):
    """A change was sent without the version it is made to; the asset stands at `version`."""

    version: int


@dataclass(eq=False)
class Unauthenticated(NetzkaartError):
    """Nobody, or somebody with a token that is not (or no longer) valid."""


class TokenRevoked(Unauthenticated):
    """A token that was valid once: what its tablet keeps is still wanted."""


@dataclass(eq=False)
class NotAllowed(NetzkaartError):
    """The viewer is known but may not do this."""

    role: str
    action: str


@dataclass(eq=False)
class CursorGone(NetzkaartError):
    """The cursor belongs to another incarnation of the database, or is too old."""

    cursor: str
    incarnation: str


@dataclass(eq=False)
class TooLarge(NetzkaartError):
    """More was sent than this door takes."""

    limit: str


@dataclass(eq=False)
class BlobDamaged(NetzkaartError):
    """A kept file is no longer what it was: the disk, or somebody, changed it."""

    sha256: str


@dataclass(eq=False)
class BackupFailed(NetzkaartError):
    """A backup could not be made, or not be read again."""

    what: str
    why: str


@dataclass(eq=False)
class SheetTooFull(NetzkaartError):
    """More lies on a printed map than can be read."""

    most: int


@dataclass(eq=False)
class Unreadable(NetzkaartError):
    """The input is not what it claims to be."""

    what: str
    why: str


@dataclass(eq=False)
class UnknownCrs(NetzkaartError):
    """The coordinate system is not known, or not fit for the purpose."""

    crs: str
    why: str


@dataclass(eq=False)
class CrsNeeded(NetzkaartError):
    """A file does not say in which coordinate system it is: never guessed silently."""

    file: str
    extent: str
    guess: str


@dataclass(eq=False)
class PortTaken(Conflict):
    """Something else listens at the address."""

    host: str
    port: int
    why: str


class NoLocalNetwork(NotFound):
    """The machine has no address in a private network."""


@dataclass(eq=False)
class BadName(NetzkaartError):
    """A name that cannot be one of a commune."""

    name: str


@dataclass(eq=False)
class BadPersonName(NetzkaartError):
    """A name that cannot be one of a person in the database."""

    name: str


@dataclass(eq=False)
class RightMissing(NetzkaartError):
    """The database's role may not do what was asked for; `remedy` is SQL."""

    right: str
    remedy: str


@dataclass(eq=False)
class DatabaseUnreachable(NetzkaartError):
    """Nothing answers at a database's URL (told without its password)."""

    url: str
    why: str


@dataclass(eq=False)
class Invalid(NetzkaartError):
    """The values break rules; `issues` has all of them."""

    issues: Sequence[Issue]

    def __post_init__(self) -> None:
        self.count = len(self.issues)

    def __str__(self) -> str:
        return "; ".join(issue.sentence.en for issue in self.issues)


@dataclass(eq=False)
class UndoRefused(Invalid):
    """Some assets cannot be set back; nothing was."""

    revision: int
    total: int

    def __post_init__(self) -> None:
        self.count = self.total


@dataclass(eq=False)
class TerrainRefused(Invalid):
    """A raster cannot be the ground of a commune."""

    file: str


@dataclass(eq=False)
class DatabaseUnfit(Invalid):
    """A database lacks what Netzkaart needs, or its roles lack rights."""

    database: str
