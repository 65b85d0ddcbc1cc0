"""Values as people write them in files, turned into values of our fields.

Real tables hold ``"12,5"``, ``"DN 100"``, ``"NULL"``, ``1998.0``, ``"12.05.1987"``, ``"ja"``.
What can be read in one way only is read that way; what cannot is left to the field's own check
to refuse. Nothing is guessed between two meanings.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import orjson

from layers.spec import Field, FieldRole, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

NOTHING = frozenset({"", "null", "<null>", "none", "nan", "nat", "n/a", "#n/a"})
"""Texts that stand for an empty cell, in any field."""

UNKNOWN = NOTHING | frozenset(
    {"-", "--", "---", "?", "??", "na", "n.a.", "k.a.", "k. a.", "k.a", "unbekannt", "inconnu"}
    | {"unknown", "onbekannt", "nicht bekannt", "non connu", "n.c.", "keine angabe", "s/o"}
)
"""Texts that stand for "not known" wherever a number, a date or a code is asked for."""

SENTINELS = frozenset({0.0, -1.0, -9.0, -99.0, -999.0, -9999.0, -99999.0, 9999.0, 99999.0})
"""Numbers that programs write for "not known", if the field makes them impossible."""

_TRUE = frozenset({"1", "true", "t", "yes", "y", "ja", "j", "jo", "wahr", "oui", "o", "vrai", "x"})
_FALSE = frozenset({"0", "false", "f", "no", "n", "nein", "nee", "falsch", "non", "faux"})
_CLOSED = frozenset({"closed", "geschlossen", "zu", "fermé", "ferme", "fermée", "fermee", "zou"})
_OPEN = frozenset({"open", "offen", "auf", "ouvert", "ouverte", "op"})

_NUMBER = re.compile(
    r"(?:dn|da|pn|sn|sdr|od|id|[øØ⌀])?\s*([-+]?[\d][\d\s.,'\u2019]*(?:e[-+]?\d+)?|[-+]?[.,]\d+)\s*"
    r"([a-zµ%°\"][a-z0-9²³/·]*)?\s*\Z",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[-+]?\d{1,3}([\s'\u2019.,])\d{3}(\1\d{3})*\Z")
_SEPARATOR = re.compile(r"[\s'\u2019.,]")
_TWO_READINGS = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T].*)?\Z")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?\Z")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_SEPARATORS = re.compile(r"\s*[;|,]\s*")
YEAR = re.compile(r"\s*(1[89]|20|21)\d\d(\.0+)?\s*\Z")

_M = "length"
_FACTORS: dict[str, tuple[str, float]] = {
    "mm": (_M, 1e-3),
    "cm": (_M, 1e-2),
    "dm": (_M, 1e-1),
    "m": (_M, 1.0),
    "km": (_M, 1e3),
    "in": (_M, 0.0254),
    "inch": (_M, 0.0254),
    "zoll": (_M, 0.0254),
    '"': (_M, 0.0254),
    "ft": (_M, 0.3048),
    "bar": ("pressure", 1.0),
    "mbar": ("pressure", 1e-3),
    "kpa": ("pressure", 1e-2),
    "mpa": ("pressure", 10.0),
    "psi": ("pressure", 0.0689475729),
    "mws": ("pressure", 0.0980665),
    "mce": ("pressure", 0.0980665),
    "w": ("power", 1.0),
    "kw": ("power", 1e3),
    "v": ("voltage", 1.0),
    "kv": ("voltage", 1e3),
    "l/s": ("flow", 1.0),
    "l/min": ("flow", 1 / 60),
    "m3/h": ("flow", 1 / 3.6),
    "m³/h": ("flow", 1 / 3.6),
    "m3/s": ("flow", 1e3),
    "l": ("volume", 1e-3),
    "m3": ("volume", 1.0),
    "m³": ("volume", 1.0),
    "hl": ("volume", 0.1),
}
UNITS = frozenset(_FACTORS)


class Unfit(ValueError):
    """A value that means nothing in its field; says so in the words of an issue."""

    def __init__(self, code: str, value: Any, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = {"value": str(value)[:60], **details}


def factor(unit: str, target: str | None) -> float | None:
    """Return what a number in `unit` is multiplied with to be in `target`, None if it cannot."""
    if target is None:
        return None
    source, wanted = _FACTORS.get(unit.lower()), _FACTORS.get(target.lower())
    if source is None or wanted is None or source[0] != wanted[0]:
        return None
    return source[1] / wanted[1]


def is_nothing(value: Any) -> bool:
    """Tell whether a cell is empty."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    if isinstance(value, str):
        return value.strip().lower() in NOTHING
    # pandas' NaT and NA are equal to nothing, not even to themselves.
    return type(value).__name__ in ("NaTType", "NAType")


def reader(
    field: Field, unit: str | None = None, decimal: str | None = None
) -> Callable[[Any], Any]:
    """Return the function that reads a cell for `field`; empty cells are not given to it.

    It returns None for "not known" and raises `Unfit` for what means nothing here.

    Parameters
    ----------
    unit : str, optional
        Of the numbers in the column, where it is not the field's own.
    decimal : str, optional
        The column's decimal mark, where it is known.
    """
    match field.kind:
        case Kind.TEXT | Kind.REFERENCE:
            return text
        case Kind.NUMBER:
            return _number_reader(field, unit, decimal)
        case Kind.INTEGER:
            return _integer_reader(_number_reader(field, unit, decimal))
        case Kind.BOOLEAN:
            return _closed if field.role is FieldRole.CLOSED else boolean
        case Kind.DATE:
            return day
        case Kind.CODE:
            return text
        case Kind.CODES:
            return several


def text(value: Any) -> str | None:
    """Read a text; whole numbers lose the ``.0`` that a table with gaps gave them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return "; ".join(str(part) for part in value)
    return str(value).strip().replace("\0", "") or None


def number(value: Any, decimal: str | None = None) -> tuple[float, str] | None:
    """Read a number and the unit written after it, if any.

    A comma before the last digits is decimal; points and blanks between groups of three are not.
    What could be either (`has_two_readings`) follows the column's `decimal` mark.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value), ""
    written = str(value).strip()
    if written.lower() in UNKNOWN:
        return None
    match = _NUMBER.match(written)
    if match is None:
        raise Unfit("number_expected", written)
    plain = _decimal(match.group(1), decimal)
    if plain is None:
        raise Unfit("number_expected", written)
    return plain, match.group(2) or ""


def has_two_readings(value: Any) -> bool:
    """Tell whether a text is a number whose only mark may be decimal, or part thousands."""
    digits = _digits(value)
    return digits is not None and _TWO_READINGS.match(digits) is not None


def decimal_mark(value: Any) -> str | None:
    """Return which mark is decimal by what a text alone tells, or None."""
    digits = _digits(value)
    if digits is None or _TWO_READINGS.match(digits):
        return None
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        last = "." if digits.rfind(".") > digits.rfind(",") else ","
        return last if digits.count(last) == 1 else None
    mark, other = (".", ",") if points else (",", ".")
    if points + commas == 1:
        return mark
    # Groups of three, more than one: the mark between them is not the decimal one.
    return other if points + commas and _GROUPED.match(digits) else None


def _digits(value: Any) -> str | None:
    match = _NUMBER.match(value.strip()) if isinstance(value, str) else None
    return match.group(1).strip() if match else None


def _decimal(written: str, decimal: str | None = None) -> float | None:
    """Read digits with at most one decimal sign and groups of three, None if they are neither."""
    if decimal is not None and decimal not in written and _TWO_READINGS.match(written.strip()):
        return float(_SEPARATOR.sub("", written))
    whole, mark, rest = written, "", ""
    last = max(written.rfind(","), written.rfind("."))
    if last >= 0:
        mark = written[last]
        if written.count(mark) == 1:
            whole, rest = written[:last], written[last + 1 :]
    if _GROUPED.match(whole):
        whole = _SEPARATOR.sub("", whole)
    try:
        return float(f"{whole or 0}.{rest}" if rest else whole)
    except ValueError:
        return None


def _number_reader(
    field: Field, unit: str | None, decimal: str | None
) -> Callable[[Any], float | None]:
    scale = 1.0
    if unit and (found := factor(unit, field.unit)) is not None:
        scale = found

    def read(value: Any) -> float | None:
        pair = number(value, decimal)
        if pair is None:
            return None
        amount, written = pair
        own = factor(written, field.unit) if written else None
        if own is None and written.lower() in UNITS and field.unit:
            raise Unfit("wrong_unit", value, unit=field.unit)
        result = amount * (own if own is not None else scale)
        if scale != 1 or own is not None:
            # 0.11 m is 110 mm and not 110.00000000000001.
            result = float(f"{result:.12g}")
        return result

    return read


def _integer_reader(read: Callable[[Any], float | None]) -> Callable[[Any], Any]:
    def whole(value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        found = read(value)
        if found is None or not math.isfinite(found):
            return found
        return int(found) if found.is_integer() else found

    return whole


def boolean(value: Any) -> bool | None:
    """Read yes or no in the languages of the commune."""
    if isinstance(value, bool):
        return value
    word = (text(value) or "").lower()
    if word in UNKNOWN:
        return None
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise Unfit("wrong_type", value, kind=Kind.BOOLEAN.value)


def _closed(value: Any) -> bool | None:
    word = str(value).strip().lower()
    if word in _CLOSED or word in _OPEN:
        return word in _CLOSED
    return boolean(value)


def day(value: Any) -> date | None:
    """Read a day: ISO 8601, or day before month with points, slashes or dashes."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = (text(value) or "").strip()
    if written.lower() in UNKNOWN or written in ("0", "00.00.0000", "0000-00-00"):
        return None
    for pattern, order in (
        (_YEAR_FIRST, (1, 2, 3)),
        (_DAY_FIRST, (3, 2, 1)),
        (_COMPACT, (1, 2, 3)),
    ):
        match = pattern.match(written)
        if match is None:
            continue
        year, month, of_month = (int(match.group(n)) for n in order)
        try:
            return date(year, month, of_month)
        except ValueError:
            break
    raise Unfit("not_a_date", written)


def several(value: Any) -> list[str] | None:
    """Read a list of codes: a list, in JSON too, or words between commas, semicolons or bars."""
    if isinstance(value, (list, tuple)):
        return [str(part).strip() for part in value]
    written = str(value).strip()
    if written[:1] == "[" and isinstance(listed := _json(written), list):
        return [text(part) or "" for part in listed if not is_nothing(part)] or None
    if written[:1] in "[{" and written[-1:] in "]}":
        written = written[1:-1].replace('"', "").replace("'", "")
    return [part for part in _SEPARATORS.split(written) if part] or None


def _json(written: str) -> Any:
    try:
        return orjson.loads(written)
    except orjson.JSONDecodeError:
        return None


def fits(field: Field, value: Any) -> bool:
    """Tell whether a number is possible in a field."""
    if value is None or (field.kind is Kind.INTEGER and not isinstance(value, int)):
        return False
    too_low = field.minimum is not None and value < field.minimum
    return not too_low and (field.maximum is None or value <= field.maximum)


def is_sentinel(field: Field, value: Any) -> bool:
    """Tell whether a number means "not known": one that programs write so, impossible here."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value not in SENTINELS:
        return False
    too_low = field.minimum is not None and value < field.minimum
    return too_low or (field.maximum is not None and value > field.maximum)
