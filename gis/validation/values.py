"""What Pydantic found wrong with a value, as an issue in our own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from gis.errors import Issue, out_of_range
from gis.sentences import SENTENCES, Phrase, phrase, wording

_SHOWN = 60
_ALIKE = 0.75
_LISTED = 40
_BOUNDS = ("greater_than", "greater_than_equal", "less_than", "less_than_equal")
_PLAIN = {
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
    "dict_type": "not_an_object",
    "list_type": "not_a_list",
    "json_invalid": "json_invalid",
}
"""Pydantic's name -> our sentence, which names the place and nothing else."""
_SHOWN_WITH_VALUE = (
    ("finite_number", "not_finite"),
    ("date_", "not_a_date"),
    ("datetime", "not_a_time"),
    ("timezone", "not_a_time"),
)
_KINDS = (
    ("int", "kind_integer"),
    ("float", "kind_number"),
    ("decimal", "kind_number"),
    ("bool", "kind_boolean"),
    ("string", "kind_text"),
    ("uuid", "kind_uuid"),
)


def issue_of(
    found: Mapping[str, Any],
    path: str,
    *,
    known: Iterable[str] = (),
    kind: str | None = None,
    unit: str | None = None,
) -> Issue:
    """Return the issue that tells one of Pydantic's errors.

    Parameters
    ----------
    found : mapping
        One of `ValidationError.errors()`. A type that is one of our own sentences stands for it.
    path : str
        Where the value is, for the reader.
    known : iterable of str
        The names that could have been meant, where one is unknown.
    kind : str, optional
        What is expected, a phrase's code; read off the error where it is not given.
    unit : str, optional
        Of the limits of a number.
    """
    error, context = str(found["type"]), found.get("ctx") or {}
    value = found.get("input")
    shown = value if isinstance(value, (int, float)) else str(value)[:_SHOWN]
    if error in _PLAIN:
        return Issue(_PLAIN[error], path)
    if error in _BOUNDS:
        return _beyond(path, shown, context, unit)
    name = path.rpartition(".")[2]
    for start, code in _SHOWN_WITH_VALUE:
        if error.startswith(start):
            return Issue(code, path, details={"value": shown})
    match error:
        case "extra_forbidden":
            return Issue("unknown_field", path, details={"hint": nearest(name, known)})
        case "string_too_long" | "too_long":
            length = context.get("actual_length") or len(str(value))
            details = {"length": length, "limit": context.get("max_length", 0)}
            return Issue("too_long", path, details=details)
        case "string_pattern_mismatch":
            form = context.get("pattern", "")
            return Issue("wrong_form", path, details={"value": shown, "form": form})
        case "literal_error" | "enum":
            allowed = "→ " + str(context.get("expected", "")).replace("'", "")
            details = {"value": shown, "list": name, "hint": allowed}
            return Issue("unknown_code", path, details=details)
        case _ if error in SENTENCES:
            return Issue(error, path)
        case _:
            expected = phrase(kind) if kind else _kind(error)
            return Issue("wrong_type", path, details={"value": shown, "kind": expected})


def _beyond(path: str, value: object, context: Mapping[str, Any], unit: str | None) -> Issue:
    """Return the issue of a number beyond one limit, which belongs to what is possible or not."""
    end = f" {unit}" if unit else ""
    if "gt" in context or "lt" in context:
        sign, limit = (">", context["gt"]) if "gt" in context else ("<", context["lt"])
        details = {"value": value, "range": wording(f"{sign} {{limit}}{end}", limit=limit)}
        return Issue("out_of_range", path, details=details)
    return out_of_range(path, value, context.get("ge"), context.get("le"), unit)


def _kind(error: str) -> Phrase:
    for start, name in _KINDS:
        if error.startswith(start):
            return phrase(name)
    return phrase("kind_value")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the hint at the name that was probably meant, or at all there are.

    The beginning of a word weighs most: who types ``gat`` means ``gate``, not ``irrigation``.
    """
    names = list(known)
    found = process.extractOne(
        word[:_SHOWN].lower(), names, scorer=JaroWinkler.similarity, score_cutoff=_ALIKE
    )
    if found:
        return f"→ {found[0]}?"
    return "→ " + ", ".join(names[:_LISTED])
