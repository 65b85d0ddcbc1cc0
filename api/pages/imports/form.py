"""The mapping of a file as a form, and what comes back from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.pages.assets.view import capital
from gis.exchange import values
from gis.exchange.entry import Entry
from gis.session import CommuneSession
from layers.spec import Field, Kind, Layer

AS_IT_STANDS = "?"
"""Of a value of the file: the importer finds out itself, or refuses the row."""

_UNITS = (
    *("mm", "cm", "dm", "m", "km", "in", "ft"),
    *("bar", "mbar", "kPa", "MPa", "psi", "mWS"),
    *("W", "kW", "V", "kV"),
    *("l/s", "l/min", "m³/h", "m³/s", "l", "hl", "m³"),
)

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Value:
    """A value of a column, and the code that it means."""

    name: str
    text: str
    chosen: str


@dataclass(frozen=True)
class Column:
    """A column of the file as a line of the form."""

    number: int
    name: str
    samples: Sequence[str]
    chosen: str
    unit: str
    units: Sequence[str]
    codes: Choices
    values: Sequence[Value]


@dataclass(frozen=True)
class Part:
    """One entry of the mapping as a part of the form."""

    number: int
    source: str
    where: str
    rows: int
    chosen: str
    fields: Choices
    columns: Sequence[Column]
    table: bool
    position: Mapping[str, str]
    empty_clears: bool
    head: Sequence[str]
    preview: Sequence[Sequence[str]]
    first: bool


def parts(
    session: CommuneSession, file: Mapping[str, Any], entries: Sequence[Entry], language: str
) -> list[Part]:
    """Return the form of a file's mapping."""
    tables = {each["name"]: each for each in file["tables"]}
    seen: set[str] = set()
    found = []
    for number, entry in enumerate(entries):
        table = tables.get(entry.source)
        if table is None:
            continue
        layer = session.layer(entry.to) if entry.to else None
        found.append(
            Part(
                number=number,
                source=entry.source,
                where="; ".join(f"{c}: {', '.join(v)}" for c, v in entry.where.items()),
                rows=table["rows"],
                chosen=entry.to or "",
                fields=_fields(session, layer, language) if layer else (),
                columns=[
                    _column(k, each, entry, layer, language)
                    for k, each in enumerate(table["columns"])
                ]
                if layer
                else (),
                table=table["table"],
                position=entry.position or {},
                empty_clears=entry.empty_clears,
                head=[each["name"] for each in table["columns"]],
                preview=table["preview"],
                first=entry.source not in seen,
            )
        )
        seen.add(entry.source)
    return found


def layer_choices(session: CommuneSession, language: str) -> Choices:
    """Return the layers that rows may go to, by their labels."""
    listed = session.viewer.layers(session.catalogue)
    named = [(each.name, capital(each.label.to(language))) for each in listed]
    return sorted(named, key=lambda each: each[1].casefold())


def _fields(session: CommuneSession, layer: Layer, language: str) -> Choices:
    return [(each.name, _label(each, language)) for each in session.viewer.fields(layer)]


def _label(each: Field, language: str) -> str:
    unit = f" [{each.unit}]" if each.unit else ""
    return f"{capital(each.label.to(language))}{unit}"


def _column(
    number: int, seen: Mapping[str, Any], entry: Entry, layer: Layer | None, language: str
) -> Column:
    said = entry.columns.get(seen["name"], {})
    target = layer.by_name.get(said.get("to", "")) if layer else None
    codes: Choices = ()
    listed: list[Value] = []
    if target is not None and target.codes is not None:
        codes = [(each.value, each.label.to(language)) for each in target.codes.codes]
        known = said.get("codes") or {}
        listed = [
            Value(str(n), text, _chosen(text, known, target))
            for n, text in enumerate(seen["values"])
        ]
    return Column(
        number=number,
        name=seen["name"],
        samples=seen["samples"],
        chosen=said.get("to", ""),
        unit=said.get("unit") or "",
        units=_units(target),
        codes=codes,
        values=listed,
    )


def _chosen(text: str, known: Mapping[str, str | None], target: Field) -> str:
    if text in known:
        return known[text] or ""
    return text if target.codes and text in target.codes.values else AS_IT_STANDS


def _units(target: Field | None) -> Sequence[str]:
    if target is None or target.kind not in (Kind.NUMBER, Kind.INTEGER) or not target.unit:
        return ()
    return [each for each in _UNITS if values.factor(each, target.unit) is not None]


def read(
    form: Mapping[str, str],
    file: Mapping[str, Any],
    entries: Sequence[Entry],
    session: CommuneSession,
) -> list[Entry]:
    """Return the entries as the form corrects them; what it does not name stays."""
    tables = {each["name"]: each for each in file["tables"]}
    return [
        _entry(form, number, entry, tables[entry.source], session)
        for number, entry in enumerate(entries)
        if entry.source in tables
    ]


def _entry(
    form: Mapping[str, str],
    number: int,
    entry: Entry,
    table: Mapping[str, Any],
    session: CommuneSession,
) -> Entry:
    wanted = form.get(f"to.{number}", entry.to or "")
    if not wanted:
        return replace(entry, to=None)
    layer = session.layer(wanted)
    if wanted != entry.to:
        return Entry(entry.source, wanted, where=entry.where, afresh=True)
    columns = {}
    for k, seen in enumerate(table["columns"]):
        chosen = _read_column(form, f"{number}.{k}", seen, entry, layer)
        if chosen is not None:
            columns[seen["name"]] = chosen
    position = _position(form, number, entry, table)
    for taken in (position or {}).values():
        columns.pop(taken, None)
    return replace(
        entry,
        columns=columns,
        position=position,
        empty_clears=form.get(f"clears.{number}") == "yes",
    )


def _read_column(
    form: Mapping[str, str], place: str, seen: Mapping[str, Any], entry: Entry, layer: Layer
) -> dict[str, Any] | None:
    was = entry.columns.get(seen["name"], {})
    wanted = form.get(f"field.{place}", was.get("to", ""))
    if wanted not in layer.by_name:
        return None
    said = {"to": wanted, "unit": form.get(f"unit.{place}") or None, "decimal": was.get("decimal")}
    if wanted != was.get("to"):
        return said | {"codes": None, "unit": None, "decimal": None}
    codes = dict(was.get("codes") or {})
    for n, text in enumerate(seen["values"]):
        code = form.get(f"code.{place}.{n}")
        if code is None:
            continue
        codes.pop(text, None)
        if code not in (AS_IT_STANDS, text):
            codes[text] = code or None
    return said | {"codes": codes}


def _position(
    form: Mapping[str, str], number: int, entry: Entry, table: Mapping[str, Any]
) -> dict[str, str] | None:
    if not table["table"] or f"x.{number}" not in form:
        return entry.position
    names = {each["name"] for each in table["columns"]}
    said = {key: form.get(f"{key}.{number}", "") for key in ("x", "y", "wkt")}
    said = {key: name for key, name in said.items() if name in names}
    return {"wkt": said["wkt"]} if "wkt" in said else said or None
