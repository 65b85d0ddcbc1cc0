"""The reference of all layers, written from their declarations alone.

`markdown` makes ``docs/layers.md``; `explain` the same for one layer, for a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gis.viewer import LEVELS, ViewerRole
from layers.asset import ASSET_FIELDS
from layers.spec import (
    LANGUAGES,
    Catalogue,
    CodeList,
    Field,
    GeometryKind,
    Kind,
    Layer,
    Positioning,
    Text,
    Visibility,
)

ANY_MODEL = "*"
"""Names that people use in files of no known model."""

_GEOMETRY = {
    GeometryKind.POINT: "points",
    GeometryKind.LINE: "lines",
    GeometryKind.AREA: "areas",
}
_HEAD = """\
# Layers

All that Netzkaart keeps about a kind of asset: generated from the declarations in
[`layers/`](../layers) by `./netzkaart layers docs`, so do not edit this page. In the terminal,
`./netzkaart layers explain {example}` tells the same of one layer, with the column names that an
import recognises.

Names are those of tables, of GeoJSON properties and of the API. Lengths and levels are metres
above sea level or metres unless the name says otherwise; positions are in the commune's home CRS.

**Who sees what.** {levels} A field may be stricter than its layer: then its table says so.

**Accuracy** is the horizontal standard error that a captured position must reach to become an
asset at once; what misses it waits for review. *By RTK fix*: what a receiver tells must be a fixed
solution besides, unless the commune has set otherwise. **Same place** is the distance below which a
second capture is taken for a double, and waits too.
"""


def markdown(catalogue: Catalogue) -> str:
    """Return the whole reference as a Markdown page."""
    example = next(iter(catalogue))
    parts = [
        _HEAD.format(example=example, levels=_levels()),
        _overview(catalogue),
        "## Fields of every asset\n",
        "Beside them the store keeps `id` (UUID), `version` and the geometry.\n",
        _table(_FIELD_HEADINGS, (_field_row(field, Visibility.PUBLIC) for field in ASSET_FIELDS)),
    ]
    for theme in dict.fromkeys(layer.theme for layer in catalogue.values()):
        parts.append(f"## {_capital(theme.label.en)}\n")
        parts += [_section(layer) for layer in catalogue.values() if layer.theme == theme]
    parts.append("## Code lists\n")
    parts += [_code_list(codes) for codes in _code_lists(catalogue)]
    return "\n".join(parts).rstrip() + "\n"


def explain(layer: Layer, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, label, type and recognised column names of each field of a layer."""
    for field in layer.all_fields:
        names = ", ".join(field.external.get(ANY_MODEL, ()))
        yield field.name, field.label.to(language), kind_of(field), names


def summary(layer: Layer, language: str) -> list[str]:
    """Return what a layer is, a sentence or two for each line."""
    lines = [
        f"{_capital(layer.label.to(language))}: {_GEOMETRY[layer.geometry]} of {layer.theme.name}",
        f"role in the network: {layer.role.value}; codes {layer.code_prefix}-…",
        f"visible to: {readers(layer.visibility)}",
        f"accuracy {_accuracy(layer)}, same place {layer.snap_m:g} m",
    ]
    models = [model for model in layer.external if model != ANY_MODEL]
    if models:
        lines.append(f"recognised in files of {', '.join(models)}")
    if layer.faults:
        reported = "; ".join(fault.label.to(language) for fault in layer.faults)
        lines.append(f"citizens may report: {reported}")
    return lines


def readers(level: Visibility) -> str:
    """Return the roles that see things of this visibility."""
    if LEVELS[ViewerRole.ANYONE] >= level:
        return "everyone"
    return ", ".join(role.value for role, reach in LEVELS.items() if reach >= level)


def kind_of(field: Field) -> str:
    """Return what values a field takes, in words."""
    match field.kind:
        case Kind.TEXT:
            return f"text, up to {field.max_length}"
        case Kind.BOOLEAN:
            return "yes or no"
        case Kind.REFERENCE:
            return f"id of a {field.refers_to}"
        case Kind.CODE | Kind.CODES:
            name = field.codes.name if field.codes else ""
            return f"code of {name}" if field.kind is Kind.CODE else f"codes of {name}"
        case Kind.DATE:
            return "date"
        case Kind.INTEGER | Kind.NUMBER:
            return f"{field.kind.value}{_range(field)}"


def _range(field: Field) -> str:
    unit = f" {field.unit}" if field.unit else ""
    if field.minimum is None or field.maximum is None:
        return unit
    return f", {field.minimum:g} to {field.maximum:g}{unit}"


def _levels() -> str:
    told = (f"*{level.name.lower()}*: {readers(level)}." for level in Visibility)
    return " ".join(told)


def _overview(catalogue: Catalogue) -> str:
    headings = ("layer", *LANGUAGES, "drawn as", "visible", "accuracy")
    rows = (
        (
            f"[`{layer.name}`](#{_anchor(_title(layer))})",
            *(layer.label.to(language) for language in LANGUAGES),
            _GEOMETRY[layer.geometry],
            layer.visibility.name.lower(),
            _accuracy(layer),
        )
        for layer in catalogue.values()
    )
    return _table(headings, rows)


def _accuracy(layer: Layer) -> str:
    fixed = layer.positioning is Positioning.RTK_FIXED
    return f"{layer.accuracy_m:g} m{' by RTK fix' if fixed else ''}"


def _title(layer: Layer) -> str:
    return f"{_capital(layer.label.en)} ({layer.name})"


def _section(layer: Layer) -> str:
    facts = [
        f"{_capital(_GEOMETRY[layer.geometry])}",
        f"role in the network: {layer.role.value}",
        f"codes `{layer.code_prefix}-…`",
        f"visibility {layer.visibility.name.lower()}",
        f"accuracy {_accuracy(layer)}",
        f"same place {layer.snap_m:g} m",
    ]
    parts = [f"### {_title(layer)}\n", "; ".join(facts) + ".\n"]
    models = [f"{model}" for model in layer.external if model != ANY_MODEL]
    if models:
        parts.append(f"Recognised in files of: {', '.join(models)}.\n")
    if layer.faults:
        reported = ", ".join(f"{f.label.en} (`{f.code}`)" for f in layer.faults)
        parts.append(f"Citizens may report: {reported}.\n")
    if layer.fields:
        rows = (_field_row(field, layer.visibility) for field in layer.fields)
        parts.append(_table(_FIELD_HEADINGS, rows))
    else:
        parts.append("No fields of its own.\n")
    return "\n".join(parts)


_FIELD_HEADINGS = ("field", "meaning", "values", "de", "fr")


def _field_row(field: Field, level: Visibility) -> tuple[str, ...]:
    meaning = field.label.en
    if field.help:
        meaning += f". {field.help.en}"
    if field.only:
        wanted = ", ".join(f"`{value}`" for value in field.only.values)
        meaning += f". Only where `{field.only.field}` is {wanted}"
    if field.visibility > level:
        meaning += f" *({field.visibility.name.lower()})*"
    values = kind_of(field)
    if field.codes:
        values = values.replace(field.codes.name, _link_to(field.codes))
    if field.refers_to:
        values = values.replace(field.refers_to, f"`{field.refers_to}`")
    return f"`{field.name}`", meaning, values, field.label.de, field.label.fr


def _link_to(codes: CodeList) -> str:
    return f"[{codes.name}](#{_anchor(_list_title(codes))})"


def _list_title(codes: CodeList) -> str:
    return f"Codes of {codes.name}"


def _code_lists(catalogue: Catalogue) -> list[CodeList]:
    fields = [*ASSET_FIELDS, *(f for layer in catalogue.values() for f in layer.fields)]
    found = {f.codes.name: f.codes for f in fields if f.codes}
    return [found[name] for name in sorted(found)]


def _code_list(codes: CodeList) -> str:
    rows = ((f"`{code.value}`", *_in_all_languages(code.label)) for code in codes.codes)
    return f"### {_list_title(codes)}\n\n" + _table(("code", *LANGUAGES), rows)


def _in_all_languages(text: Text) -> tuple[str, ...]:
    return tuple(text.to(language) for language in LANGUAGES)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _anchor(heading: str) -> str:
    """Return the anchor that Git hosts make of a heading."""
    kept = "".join(c for c in heading.lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")
