"""An edited sheet on the import desk: its differences are shown, then made."""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson

from gis.errors import Invalid, SheetOutdated, Unreadable
from gis.exchange import sheet, sheet_reading, sheet_writing
from gis.exchange.sheet_diff import Differences, Edit, differences
from gis.sentences import phrase
from layers.spec import LANGUAGES, FieldRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.exchange.desk import Held, State
    from gis.exchange.sheet_reading import SheetFile
    from gis.session import CommuneSession

LISTED = 500
"""Rows of each kind that the page shows; all are counted."""


def opened(session: CommuneSession, held: Held, state: State) -> SheetFile | None:
    """Return the sheet that a file is, None where it is none of ours.

    Raises
    ------
    Unreadable
        It is another commune's.
    UnknownLayer
    """
    file = sheet_reading.recognised(held.file, session.catalogue, state.layer)
    if file is None:
        return None
    session.layer(file.layer.name)
    if file.commune not in (None, session.commune.name):
        raise Unreadable(state.name, phrase("sheet_elsewhere", commune=file.commune))
    return file


def check(session: CommuneSession, held: Held, file: SheetFile) -> None:
    """Keep what a sheet would change; nothing is changed."""
    found = differences(session, file)
    seen = _digest(found)
    failed = sheet_writing.attempt(session, found, found.conflicts)
    _set_aside(found, failed)
    _keep(session, held, file, found)
    held.note("sheet", {"seen": seen})


def write(session: CommuneSession, held: Held, state: State, file: SheetFile) -> None:
    """Make the edits that were shown, and those conflicts that their sender decided.

    Raises
    ------
    SheetOutdated
        They are others by now.
    Invalid
        An edit cannot be made, and leaving it out was not asked for.
    """
    found = differences(session, file)
    noted = held.noted("sheet") or {}
    if _digest(found) != noted.get("seen"):
        raise SheetOutdated
    taken = [each for each in found.conflicts if str(each.asset) in state.taken]
    found.conflicts = [each for each in found.conflicts if each not in taken]
    failed = sheet_writing.make(session, found, taken)
    if (failed or found.wrong) and not state.skip:
        raise Invalid([issue for each in [*found.wrong, *failed] for issue in each.issues])
    found.edits += taken
    _set_aside(found, failed)
    _keep(session, held, file, found)


def _set_aside(found: Differences, failed: Sequence[Edit]) -> None:
    found.edits = [each for each in found.edits if each not in failed]
    found.conflicts = [each for each in found.conflicts if each not in failed]
    found.wrong += failed


def _digest(found: Differences) -> str:
    """Return what two lists of differences share only where all of them are the same."""
    told = [
        [str(each.asset), each.version, each.after, each.theirs, each.row]
        for each in chain(found.edits, found.conflicts, found.wrong)
    ]
    return hashlib.sha256(orjson.dumps(told, default=str)).hexdigest()


def _keep(session: CommuneSession, held: Held, file: SheetFile, found: Differences) -> None:
    """Keep the report in every language, in the form that reports of other files have."""
    names = _Names(session, found)
    rows = {
        "read": len(file.rows),
        "created": sum(each.asset is None for each in found.edits),
        "changed": sum(each.asset is not None for each in found.edits),
        "unchanged": found.unchanged,
        "rejected": len(found.wrong) + len(found.conflicts) + len(found.gone),
    }
    issues = [issue for each in found.wrong for issue in each.issues]
    told: dict[str, Any] = {}
    for language in LANGUAGES:
        told[language] = {
            "format": file.format,
            "model": None,
            "rows": rows,
            "layers": [{"source": file.layer.name, "target": file.layer.name, "rows": rows}],
            "leftovers": [],
            "issues": [issue.to_json(language) for issue in issues[:LISTED]],
            "issue_counts": [],
            "errors": len(issues),
            "problems": {"features": []},
            "places": [],
            "sheet": {
                "edits": [names.row(each, language) for each in found.edits[:LISTED]],
                "more": max(0, len(found.edits) - LISTED),
                "conflicts": [names.row(each, language) for each in found.conflicts[:LISTED]],
                "gone": [names.row(each, language) for each in found.gone[:LISTED]],
                "missing": found.missing,
            },
        }
    held.note("report", told)


class _Names:
    """How values are told to people."""

    def __init__(self, session: CommuneSession, found: Differences) -> None:
        self.layer = found.layer
        self.references: dict[UUID, str] = {}
        shown = chain(found.edits[:LISTED], found.conflicts[:LISTED])
        values = {
            value
            for each in shown
            for part in (each.before, each.after, each.theirs)
            for value in part.values()
            if isinstance(value, UUID)
        }
        for each in session.viewer.fields(self.layer):
            target = session.catalogue.get(each.refers_to or "")
            if not values or target is None or target.visibility > session.viewer.level:
                continue
            code = target.field_of(FieldRole.CODE)
            if code is None:
                continue
            table = session.table(target)
            query = table.select().with_only_columns(table.c.id, table.c[code.name])
            rows = session.connection.execute(query.where(table.c.id.in_(values)))
            self.references.update((id_, name) for id_, name in rows)

    def row(self, edit: Edit, language: str) -> dict[str, Any]:
        """Return a row of the page."""
        return {
            "row": edit.row,
            "asset": str(edit.asset) if edit.asset else None,
            "code": edit.code,
            "lines": [
                {
                    "label": self._label(name, language),
                    "before": self._told(name, edit.before.get(name), language),
                    "after": self._told(name, value, language),
                    "theirs": self._told(name, edit.theirs.get(name), language),
                }
                for name, value in edit.after.items()
            ],
        }

    def _label(self, name: str, language: str) -> str:
        field = self.layer.by_name.get(name)
        if field is None:
            return " / ".join(sheet.LABELS[each].to(language) for each in (sheet.EAST, sheet.NORTH))
        return sheet.Column(name, field).label(language)

    def _told(self, name: str, value: Any, language: str) -> str:
        if value is None:
            return ""
        field = self.layer.by_name.get(name)
        if field is None:
            return " / ".join(f"{number:.3f}" for number in value)
        if isinstance(value, UUID):
            return self.references.get(value, str(value))
        return str(sheet.shown(field, value, language))
