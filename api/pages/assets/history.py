"""An asset's history as people read it: who, when, by which way, what was and what is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shapely.geometry.base import BaseGeometry

from api.pages import values
from api.pages.assets.view import Teller, capital
from api.pages.words import WORDS
from api.security import accounts, tokens
from gis import history
from gis.history import Change
from gis.session import CommuneSession
from layers.spec import Layer

PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """What one field was and is."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words."""

    revision: int
    at: datetime
    who: str
    how: str
    op: str
    what: str
    lines: Sequence[Line]
    moved: str | None
    was: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class Story:
    """A page of changes, the newest first; `older` is where the next page begins."""

    changes: Sequence[Told]
    older: int | None


def story(
    session: CommuneSession, layer: Layer, asset: UUID, language: str, before: int | None = None
) -> Story:
    """Return a page of an asset's history.

    Raises
    ------
    UnknownAsset
        There never was one.
    Unauthenticated
        The viewer has no role.
    """
    found = history.of_asset(session, layer, asset, before=before, limit=PAGE + 1)
    older = None
    if len(found) > PAGE:
        # The last revision may go on: it belongs to the next page as a whole.
        last = found[-1].revision
        found = [each for each in found if each.revision > last] or found
        older = found[-1].revision
    return Story(told(session, layer, found, language), older)


def since(
    session: CommuneSession, layer: Layer, asset: UUID, revision: int, language: str
) -> Sequence[Told]:
    """Return the first changes after a revision, the newest first."""
    found = history.of_asset(session, layer, asset, limit=PAGE)
    return told(session, layer, [each for each in found if each.revision > revision], language)


def told(
    session: CommuneSession, layer: Layer, changes: Sequence[Change], language: str
) -> list[Told]:
    """Return changes in words."""
    images = [
        (layer, {name: pair[side] for name, pair in each.fields.items()})
        for each in changes
        for side in (0, 1)
    ]
    tell = Teller(session, language, images)
    names = names_of(session, {each.actor for each in changes})
    return [_told(layer, each, tell, names[each.actor]) for each in changes]


def names_of(session: CommuneSession, actors: Collection[str]) -> dict[str, str]:
    """Return what actors are called: a person's name, a tablet's label, else the actor."""
    known = {actor: actor for actor in actors}
    known |= tokens.labels(session.connection, actors)
    return known | accounts.names(session.connection, actors)


def _told(layer: Layer, change: Change, tell: Teller, who: str) -> Told:
    language = tell.language
    source = WORDS.get(f"asset_source_{change.source}")
    lines = [
        Line(
            capital(field.label.to(language)),
            tell(field, change.fields[field.name][0]),
            tell(field, change.fields[field.name][1]),
        )
        for field in layer.all_fields
        if field.name in change.fields
    ]
    moved = None
    if change.moved_m:
        distance = values.metres(change.moved_m, language)
        moved = WORDS["asset_moved"].format(distance=distance).to(language)
    return Told(
        revision=change.revision,
        at=change.at,
        who=who,
        how=source.to(language) if source else change.source,
        op=change.op,
        what=WORDS[f"asset_op_{change.op}"].to(language),
        lines=lines,
        moved=moved,
        was=change.was,
    )
