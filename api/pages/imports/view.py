"""What the pages of the import desk show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.pages.assets import history as asset_history
from api.pages.assets.view import capital
from api.pages.imports import form as import_form
from gis.errors import UnknownThing
from gis.exchange.desk import Held, State
from gis.exchange.entry import Entry
from gis.history import Revision
from gis.session import CommuneSession
from gis.undo import Undone


def report(held: Held, language: str) -> Mapping[str, Any] | None:
    """Return what is known of an import, in a language."""
    told = held.noted("report")
    found: Mapping[str, Any] | None = told[language] if told else None
    return found


def checked(session: CommuneSession, held: Held, state: State, language: str) -> dict[str, Any]:
    """Return what the page of a checked file shows."""
    file, noted = held.noted("file"), held.noted("entries")
    told = report(held, language)
    if told:
        # It is tried without the wrong rows, to tell what the others would change.
        issues = [each for each in told["issues"] if each["code"] != "rows_left_out"]
        told = {**told, "issues": issues}
    entries = [Entry(**each) for each in noted["entries"]] if noted else []
    return {
        "report": told,
        "file": file,
        "parts": import_form.parts(session, file, entries, language) if file else (),
        "layers": import_form.layer_choices(session, language),
        "labels": dict(import_form.layer_choices(session, language)),
        "problem_map": _problem_map(told),
        "error": state.error.get(language),
        "rejects": held.rejects.is_file(),
        "as_it_stands": import_form.AS_IT_STANDS,
    }


def done(session: CommuneSession, held: Held, language: str) -> dict[str, Any]:
    """Return what the page of an import shows afterwards."""
    return {
        "report": report(held, language),
        "labels": dict(import_form.layer_choices(session, language)),
        "rejects": held.rejects.is_file(),
    }


def _problem_map(told: Mapping[str, Any] | None) -> Any:
    if not told or not told["problems"]["features"]:
        return None
    from gis.exchange import problem_map  # noqa: PLC0415  only where there are problems

    try:
        return problem_map.draw(told["problems"])
    except UnknownThing:
        return None  # the map's own files are not installed


def revision(
    session: CommuneSession, found: Revision, names: Mapping[str, str], language: str
) -> dict[str, Any]:
    """Return an earlier import as the desk lists it."""
    layers = [
        f"{capital(session.catalogue[name].label.to(language))}: {sum(numbers.values())}"
        for name, numbers in found.layers.items()
    ]
    return {
        "revision": found.revision,
        "at": found.at,
        "who": names.get(found.actor, found.actor),
        "layers": layers,
    }


def undone(session: CommuneSession, found: Undone, language: str) -> dict[str, Any]:
    """Return what an undo did or would do, with people's names and layers' labels."""
    names = asset_history.names_of(session, {each.actor or "" for each in found.kept})
    kept = []
    for each in found.kept:
        issue = each.issue
        details = dict(issue.details)
        if details.get("actor") in names:
            details["actor"] = names[details["actor"]]
        known = session.catalogue.get(each.layer)
        path = f"{capital(known.label.to(language))} {each.code}" if known else issue.path
        sentence = type(issue)(issue.code, path, issue.severity, details).sentence
        kept.append(sentence.to(language))
    layers = [
        (capital(session.catalogue[name].label.to(language)), done)
        for name, done in found.layers.items()
    ]
    return {
        "undone": found,
        "kept": kept,
        "more": found.kept_total - len(kept),
        "layers": layers,
    }
