"""Reasons as crews read them: by what their screens call a field, not by its path in JSON."""

from __future__ import annotations

from dataclasses import replace

from gis.errors import Issue
from gis.session import CommuneSession
from gis.viewer import Viewer
from layers.spec import Layer, Text

_POSITION = Text("Positioun", "Position", "Position", "Position")
_MEASURED = Text("Miessung", "Mesure", "Messung", "Measurement")
_TASK = Text("Aufgab", "Tâche", "Aufgabe", "Task")
_PHOTO = Text("Foto", "Photo", "Foto", "Photo")
_OPERATION = Text("Dës Saach", "Cette saisie", "Diese Sache", "This entry")

_PARTS = {
    "geometry": _POSITION,
    "fix": _MEASURED,
    "fixes": _MEASURED,
    "photos": _PHOTO,
    "task_id": _TASK,
    "task_version": _TASK,
}


def named(issue: Issue, viewer: Viewer, layer: Layer | None) -> Issue:
    """Return an issue whose sentence says what its path means; the path itself stays.

    Only what is no longer told by any name of ours, a field that the viewer may not see among it,
    is called by its path.
    """
    return replace(issue, details={"path": _name(issue.path, viewer, layer), **issue.details})


def layer_of(session: CommuneSession, body: object) -> Layer | None:
    """Return the layer that an operation, as it was sent, is about; None where nobody knows."""
    told = body.get("layer") if isinstance(body, dict) else None
    seen = session.viewer.layers(session.catalogue)
    return next((layer for layer in seen if layer.name == told), None)


def _name(path: str, viewer: Viewer, layer: Layer | None) -> Text | str:
    parts = path.split(".")
    fields = {} if layer is None else {each.name: each for each in viewer.fields(layer)}
    for each in parts:
        if each in fields:
            return _capital(fields[each].label)
        if each in _PARTS:
            return _PARTS[each]
    return _OPERATION if parts[0] in ("", "operation", "after") else path


def _capital(text: Text) -> Text:
    return Text(*(each[:1].upper() + each[1:] for each in text))
