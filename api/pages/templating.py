"""Templates, filled with the words of a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from api.pages.words import LANGUAGE_NAMES, words_in
from gis import local_time
from gis.maps.words import notice_in

_TEMPLATES = Environment(
    loader=PackageLoader("api.pages"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _filled_names(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the names that have a value in any row: a table of empty columns helps nobody."""
    return {name for row in rows for name, value in row.items() if value is not None}


def local_date(day: date, language: str) -> str:
    """Return a day as it is written in a language of the commune."""
    return f"{day:%d.%m.%Y}" if language in {"lb", "de"} else f"{day:%d/%m/%Y}"


_TEMPLATES.filters["filled_names"] = _filled_names
_TEMPLATES.filters["date"] = local_date


def _local(moment: datetime) -> datetime:
    """Return a moment by the commune's clock."""
    return local_time.local(moment)


def _day(moment: datetime, language: str) -> str:
    return local_date(_local(moment).date(), language)


def _moment(moment: datetime, language: str) -> str:
    return f"{_day(moment, language)} {_local(moment):%H:%M}"


def _notice(notice: str, language: str) -> str:
    """Return a commune's notice, translated where it is known."""
    return " ".join(notice_in(notice, language)).strip()


_TEMPLATES.filters["notice"] = _notice
_TEMPLATES.filters["day"] = _day
_TEMPLATES.filters["moment"] = _moment


def render(template: str, language: str, **values: Any) -> str:
    """Return a page; `values` are escaped where the template puts them."""
    always = {"w": words_in(language), "language": language, "languages": LANGUAGE_NAMES}
    return _TEMPLATES.get_template(template).render(always | values)
