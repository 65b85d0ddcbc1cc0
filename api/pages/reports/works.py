"""Announced works as anybody reads of them: when, and what a clerk wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.pages.templating import local_date
from api.pages.words.works import REPORT_WORKS_WORDS
from field_capture.orders import followers
from field_capture.orders.announcing import Works
from field_capture.reports.state_words import WORKS_WORDS
from field_capture.states.order import OrderState
from gis.session import CommuneSession


def told(session: CommuneSession, works: Sequence[Works], language: str) -> list[dict[str, Any]]:
    """Return works in words."""
    concerned = followers.counts(session, [each.id for each in works])
    found = []
    for each in works:
        said, tongue = each.said(language)
        found.append(
            {
                "number": each.number,
                "when": when(each, language),
                "said": said,
                "tongue": tongue,
                "near": each.near,
                "state": WORKS_WORDS[each.state].to(language),
                "updated": each.updated_at,
                "concerned": concerned.get(each.id, 0),
            }
        )
    return found


def when(works: Works, language: str) -> str:
    """Return when something happens, as a sentence."""
    if works.state is OrderState.IN_PROGRESS:
        return REPORT_WORKS_WORDS["works_now"].to(language)
    days = {
        name: local_date(day, language)
        for name, day in (("begins", works.begins), ("ends", works.ends))
        if day is not None
    }
    if len(days) == 2 and works.begins != works.ends:  # noqa: PLR2004  the first and the last
        return REPORT_WORKS_WORDS["works_from"].format(**days).to(language)
    word = "works_on" if "begins" in days else "works_until"
    day = days.get("begins") or days["ends"]
    return REPORT_WORKS_WORDS[word].format(day=day).to(language)
