"""Edits of a sheet, made or tried; each row through the door of all changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis import assets
from gis.errors import CodeTaken, Invalid, Issue
from gis.exchange import sheet_diff
from layers.spec import FieldRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.exchange.sheet_diff import Differences, Edit
    from gis.session import CommuneSession
    from layers.spec import Layer


def attempt(session: CommuneSession, found: Differences, taken: Sequence[Edit]) -> list[Edit]:
    """Try edits, and take them back; return those that cannot be made, with the reasons."""
    with session.connection.begin_nested() as savepoint:
        failed = make(session, found, taken)
        savepoint.rollback()
    return failed


def make(session: CommuneSession, found: Differences, taken: Sequence[Edit]) -> list[Edit]:
    """Make all edits and those conflicts that were decided; return those that cannot be made.

    Raises
    ------
    StaleVersion
        Somebody changed one of them in this very moment.
    """
    failed = []
    for edit in [*found.edits, *taken]:
        issues = _make(session, found.layer, edit)
        if issues:
            edit.issues += issues
            failed.append(edit)
    return failed


def _make(session: CommuneSession, layer: Layer, edit: Edit) -> list[Issue]:
    properties, geometry = sheet_diff.properties(edit), sheet_diff.point(edit)
    try:
        with session.connection.begin_nested():
            if edit.asset is None:
                assets.create(session, layer, geometry, properties)
            else:
                assets.change(
                    session,
                    layer,
                    edit.asset,
                    edit.version,
                    properties=properties,
                    geometry=geometry,
                )
    except Invalid as error:
        return [issue.below(str(edit.row)) for issue in error.issues]
    except CodeTaken:
        code = layer.field_of(FieldRole.CODE)
        name = code.name if code else ""
        details = {"value": properties.get(name), "layer": layer.name}
        return [Issue("code_elsewhere", f"{edit.row}.{name}", details=details)]
    return []
