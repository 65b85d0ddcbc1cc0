"""What is shown before a line is split or two are joined: parts, pictures, both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from shapely.geometry.base import BaseGeometry

from api.pages import values
from api.pages.assets.view import Teller, capital
from api.pages.words import WORDS
from gis.assets import Asset
from gis.errors import Issue
from gis.line_edits import JoinPlan, SplitPlan
from gis.maps import vicinity
from gis.maps.vicinity import Ellipse, Frame
from gis.session import CommuneSession
from layers.spec import Layer

CHOICE = "choice."
_LEAST_M = 24.0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a line that is split; `lines` are labels and values that will differ."""

    keeps: bool
    length: str
    lines: Sequence[tuple[str, str]]


def metres(length: float, language: str) -> str:
    """Return a length in words."""
    return values.metres(length, language)


def parts(asset: Asset, plan: SplitPlan, language: str) -> list[Part]:
    """Return both parts as they would be, the first as the line runs."""
    longer = plan.halves.first_is_longer
    lengths = (plan.halves.first.length, plan.halves.second.length)
    return [
        Part(
            keeps=(number == 0) == longer,
            length=metres(lengths[number], language),
            lines=[
                (
                    capital(asset.layer.by_name[name].label.to(language)),
                    values.plain(asset.layer.by_name[name], value, language),
                )
                for name, value in changed.items()
                if value is not None
            ],
        )
        for number, changed in enumerate(plan.values)
    ]


def split_picture(
    session: CommuneSession, asset: Asset, plan: SplitPlan | None, language: str
) -> str:
    """Return the small map of a line, with the place of the cut."""
    marks = []
    if plan:
        marks = [Ellipse(plan.seam.x, plan.seam.y, 0.5, 0.5)]
    return _picture(session, asset, [asset.geometry], marks, language)


def join_picture(
    session: CommuneSession, asset: Asset, plan: JoinPlan | None, language: str
) -> str:
    """Return the small map of a line, or of both."""
    drawn: list[BaseGeometry] = [plan.seam.line if plan else asset.geometry]
    return _picture(session, asset, drawn, [], language)


def _picture(
    session: CommuneSession,
    asset: Asset,
    drawn: list[BaseGeometry],
    marks: list[Ellipse],
    language: str,
) -> str:
    frame = Frame.around(drawn, _LEAST_M)
    code = str(asset.properties.get("code", ""))
    label = WORDS["asset_picture"].format(code=code).to(language)
    return vicinity.draw_place(session, frame, label, asset.layer, drawn, marks)


@dataclass(frozen=True, slots=True)
class Side:
    """A field in which two lines differ; `chosen` is the id whose value holds, if any is."""

    name: str
    label: str
    kept: str
    other: str
    chosen: str


def sides(
    session: CommuneSession, plan: JoinPlan, chosen: Mapping[str, UUID], language: str
) -> list[Side]:
    """Return what somebody decides about; where one of two is empty the other is proposed."""
    both = (plan.kept, plan.other)
    tell = Teller(session, language, [(each.layer, each.properties) for each in both])
    found = []
    for field in plan.differing:
        kept, other = (tell(field, each.properties[field.name]) for each in both)
        proposed = chosen.get(field.name)
        if proposed is None and not (kept and other):
            proposed = plan.kept.id if kept else plan.other.id
        label = capital(field.label.to(language))
        found.append(Side(field.name, label, kept, other, str(proposed or "")))
    return found


def decided(form: Mapping[str, Sequence[str]]) -> dict[str, UUID]:
    """Return field -> whose value holds, as a form sends it."""
    found = {}
    for key, texts in form.items():
        if key.startswith(CHOICE):
            with suppress(ValueError):
                found[key.removeprefix(CHOICE)] = UUID(texts[0])
    return found


def told(layer: Layer, issues: Sequence[Issue], language: str) -> list[str]:
    """Return what is wrong, fields named by their labels."""
    found = []
    for issue in issues:
        field = layer.by_name.get(issue.path.removeprefix("properties."))
        path = capital(field.label.to(language)) if field else issue.path
        found.append(replace(issue, path=path).sentence.to(language))
    return found
