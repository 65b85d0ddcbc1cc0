"""Two people changed the same asset: what each of them wants, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages import values
from api.pages.assets import form as asset_form
from api.pages.assets.form import Raw
from api.pages.assets.view import capital
from gis import history
from gis.assets import Asset
from gis.session import CommuneSession
from layers.spec import Field, Kind

CHOICE = "choice."
_MOST = 1000  # changes between reading and saving


@dataclass(frozen=True, slots=True)
class Side:
    """A field that I changed; `chosen` is what is proposed, empty where both changed it."""

    name: str
    label: str
    raw: Sequence[str]
    was: str
    mine: str
    theirs: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What became of an asset since a version of it was read.

    Attributes
    ----------
    old : dict
        Field -> the value that was read, of those that are another one now.
    """

    old: Mapping[str, Any]
    changes: Sequence[history.Change]


def meanwhile(session: CommuneSession, asset: Asset, version: int) -> Meanwhile:
    """Return what happened to an asset since `version`."""
    if version >= asset.version:
        return Meanwhile({}, ())
    found = history.of_asset(session, asset.layer, asset.id, limit=_MOST)
    later = [each for each in found if each.version is None or each.version > version]
    old: dict[str, Any] = {}
    for change in reversed(later):
        for name, (before, _) in change.fields.items():
            old.setdefault(name, before)
    return Meanwhile(old, later)


def base_of(session: CommuneSession, asset: Asset, since: Meanwhile) -> Raw:
    """Return the texts of the form as they were when it was read."""
    return asset_form.raw_of(session, asset.layer, {**asset.properties, **since.old})


def sides(
    session: CommuneSession, asset: Asset, mine: Raw, base: Raw, language: str
) -> tuple[list[Side], list[Side]]:
    """Return the fields to choose for, and those that only the others changed.

    A field that both changed to the same is neither.
    """
    now = asset_form.raw_of(session, asset.layer, asset.properties)
    to_choose, untouched = [], []
    for field in session.viewer.fields(asset.layer):
        was, theirs = base.get(field.name, []), now.get(field.name, [])
        wanted = mine.get(field.name, was)
        if field.name in mine and wanted != theirs:
            to_choose.append(_side(field, wanted, was, theirs, language))
        elif was != theirs and field.name not in mine:
            untouched.append(_side(field, theirs, was, theirs, language))
    return to_choose, untouched


def _side(field: Field, mine: list[str], was: list[str], theirs: list[str], language: str) -> Side:
    return Side(
        name=field.name,
        label=capital(field.label.to(language)),
        raw=mine,
        was=shown(field, was, language),
        mine=shown(field, mine, language),
        theirs=shown(field, theirs, language),
        chosen="mine" if was == theirs else "",
    )


def shown(field: Field, texts: Sequence[str], language: str) -> str:
    """Return the texts of a form, which mean valid values, as people read them."""
    if not texts:
        return ""
    value: Any = texts[0]
    match field.kind:
        case Kind.CODES:
            value = list(texts)
        case Kind.BOOLEAN:
            value = value == "true"
        case Kind.NUMBER | Kind.INTEGER:
            value = float(value)
        case _:
            pass
    return values.plain(field, value, language)


def chosen(form: Mapping[str, Sequence[str]], given: Raw) -> Raw:
    """Return what was chosen of one's own; nothing is overwritten that was not chosen."""
    return {
        name: texts
        for name, texts in given.items()
        if list(form.get(CHOICE + name, ())) == ["mine"]
    }
