"""Values as people read them: labels of codes, units, numbers and dates of a language."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.pages.words import WORDS
from layers.spec import Field, Kind

NBSP = "\u00a0"
_DECIMALS = 3
# Thousands and decimals; Luxembourgish writes both as German does.
_SEPARATORS = {"en": (",", "."), "fr": ("\u202f", ","), "de": (".", ","), "lb": (".", ",")}


def number(value: float, language: str, *, grouped: bool = True, decimals: int = _DECIMALS) -> str:
    """Return a number with the separators of a language and no idle zeros."""
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    thousands, decimal = _SEPARATORS.get(language, _SEPARATORS["en"])
    signs = {",": thousands if grouped else "", ".": decimal, "-": "\u2212"}
    return "".join(signs.get(each, each) for each in text)


def typed(text: str, language: str) -> str:
    """Return the text of a number as its reader types it; `text` has a point."""
    return text.replace(".", _SEPARATORS.get(language, _SEPARATORS["en"])[1])


def metres(value: float, language: str, decimals: int = 2) -> str:
    """Return a length with its unit."""
    return f"{number(value, language, decimals=decimals)}{NBSP}m"


def day(value: date, language: str) -> str:
    """Return a date as it is written in a language."""
    sign = "/" if language in ("fr", "en") else "."
    return f"{value.day:02}{sign}{value.month:02}{sign}{value.year}"


def plain(field: Field, value: Any, language: str) -> str:
    """Return a field's value in words; empty where there is none.

    Values come from the tables or, as JSON has them, from the journal. References are told by
    whoever can look them up.
    """
    if value is None or value in ("", []):
        return ""
    match field.kind:
        case Kind.CODE:
            return _label(field, value, language)
        case Kind.CODES:
            return ", ".join(_label(field, each, language) for each in value)
        case Kind.BOOLEAN:
            return WORDS["yes" if value else "no"].to(language)
        case Kind.DATE:
            return _day(value, language)
        case Kind.INTEGER | Kind.NUMBER:
            # A year or a count is a name more than a quantity: no separators without a unit.
            text = number(value, language, grouped=field.unit is not None)
            return f"{text}{NBSP}{field.unit}" if field.unit else text
        case Kind.TEXT | Kind.REFERENCE:
            return str(value)


def _label(field: Field, value: str, language: str) -> str:
    """Return a code's label; the journal may hold codes that are declared no more."""
    if field.codes is None or value not in field.codes.values:
        return str(value)
    return field.codes[value].label.to(language)


def _day(value: Any, language: str) -> str:
    try:
        return day(value if isinstance(value, date) else date.fromisoformat(value), language)
    except ValueError:
        return str(value)
