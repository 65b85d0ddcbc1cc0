"""Issues as they are kept in the database, and read again in any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gis.errors import CodeTaken, Invalid, Issue, NetzkaartError, Severity
from layers.spec import Text


def keep(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """Return issues as JSON, with everything that fills their sentences."""
    return [
        {
            "code": each.code,
            "path": each.path,
            "severity": each.severity.value,
            "details": {name: _kept(value) for name, value in each.details.items()},
        }
        for each in issues
    ]


def read(kept: Sequence[Mapping[str, Any]]) -> list[Issue]:
    """Return the issues that `keep` made JSON of."""
    return [
        Issue(
            each["code"],
            each["path"],
            Severity(each["severity"]),
            {name: _read(value) for name, value in (each["details"] or {}).items()},
        )
        for each in kept
    ]


def of_error(error: NetzkaartError) -> list[Issue]:
    """Return what an error says as issues: all of an invalid one's, else its own sentence."""
    if isinstance(error, Invalid):
        return list(error.issues)
    path = "code" if isinstance(error, CodeTaken) else ""
    return [Issue(error.code, path, details=dict(vars(error)))]


def _kept(value: Any) -> Any:
    words = getattr(value, "words", value)
    if isinstance(words, Text):
        return {"words": list(words)}
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _read(value: Any) -> Any:
    return Text(*value["words"]) if isinstance(value, dict) else value
