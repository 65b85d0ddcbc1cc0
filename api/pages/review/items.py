"""What stands in the inbox: its lines, and everything by which somebody decides about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from api.pages.assets.form import Entry
from api.pages.assets.view import Visits
from field_capture.captures.conflicts import Conflict
from field_capture.proposals import Proposal
from field_capture.review import Waiting
from gis.assets import Asset
from gis.errors import Severity
from gis.quality.listing import Listed
from layers.spec import Layer

PAGE = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """Which items are asked for; None is all."""

    kind: str | None = None
    layer: Layer | None = None
    severity: Severity | None = None
    mine: bool = False
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the inbox.

    Attributes
    ----------
    source
        What it stands for.
    version : int
        Of the asset that a correction or a conflict means, as it stands now; 0 where there is none.
    """

    kind: str
    id: UUID
    layer: Layer
    code: str
    severity: Severity
    at: datetime
    told: str
    source: Proposal | Conflict | Waiting | Listed
    version: int = 0
    assignee: str = ""

    @property
    def key(self) -> str:
        """How forms and addresses name it."""
        return f"{self.kind}.{self.id}"


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it is now, and what it is to be."""

    label: str
    now: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything by which somebody decides about an item.

    Attributes
    ----------
    asset : Asset or None
        What it is about, or what lies next to it; None where there is none (any more).
    version : int
        Of the asset as it is shown here; 0 where there is none.
    entries : sequence of Entry
        The fields that can be mended.
    photos : sequence of tuple of UUID and str
        Of a capture, which waits for what becomes of it: id and caption.
    """

    item: Item
    asset: Asset | None
    code: str
    version: int
    lines: Sequence[Line]
    reasons: Sequence[str]
    author: str
    picture: str
    visits: Visits = field(default_factory=Visits)
    entries: Sequence[Entry] = ()
    moved: str = ""
    since: bool = False
    photos: Sequence[tuple[UUID, str]] = ()

    @property
    def takeable(self) -> bool:
        """It can be taken over, as it is or mended; else only left."""
        match self.item.source:
            case Listed():
                return False
            case Waiting():
                return True
            case Conflict() if not self.item.source.writable:
                return False
        return self.asset is not None
