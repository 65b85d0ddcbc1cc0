"""Reports that may be the same, told so that a clerk decides without opening each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.pages.desk import view as desk_view
from field_capture.desk import inbox as desk
from field_capture.desk.duplicates import Group
from field_capture.desk.inbox import Filed
from field_capture.reports import photos as report_photos
from gis.session import CommuneSession

MOST = 150
"""Reports told closely on one page; of more groups there are the numbers and the reasons."""

_FIRST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a group.

    Attributes
    ----------
    words : str
        How what was written begins.
    away_m : int or None
        From the oldest report of the group, where both have a place.
    reason : str
        Why it may repeat the oldest; empty for that one itself.
    photo, thumb : optional
        Its first photo, as it is kept now: what was blacked out is black here, too.
    """

    number: str
    reason: str = ""
    filed: Filed | None = None
    label: str = ""
    words: str = ""
    away_m: int | None = None
    photo: UUID | None = None
    thumb: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """The oldest report of a group and those that may repeat it."""

    oldest: Member
    repeats: Sequence[Member]


def told(
    session: CommuneSession, groups: Sequence[Group], now: datetime, language: str
) -> list[Alike]:
    """Return groups of reports as a clerk compares them, the first `MOST` reports closely."""
    close: list[str] = []
    for each in groups:
        numbers = [each.oldest, *(repeat.number for repeat in each.repeats)]
        if len(close) + len(numbers) > MOST:
            break
        close += numbers
    filed = {each.number: each for each in desk.numbered(session, close, now)}
    photos = report_photos.first(session, [each.id for each in filed.values()])
    return [_alike(each, filed, photos, language) for each in groups]


def _alike(
    group: Group,
    filed: Mapping[str, Filed],
    photos: Mapping[UUID, report_photos.ReportPhoto],
    language: str,
) -> Alike:
    oldest = filed.get(group.oldest)

    def member(number: str, reason: str = "") -> Member:
        found = filed.get(number)
        if found is None:
            return Member(number, reason)
        photo, away = photos.get(found.id), None
        if reason and oldest and oldest.place and found.place:
            away = round(found.place.distance(oldest.place))
        words = " ".join((found.description or "").split())
        return Member(
            number,
            reason,
            found,
            desk_view.label_of(found, language),
            words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS].rstrip()} …",
            away,
            photo.id if photo else None,
            photo.thumb if photo else "",
        )

    repeats = [member(each.number, each.reason.to(language)) for each in group.repeats]
    return Alike(member(group.oldest), repeats)
