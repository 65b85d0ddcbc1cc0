"""Mappings as YAML: proposed by Netzkaart, corrected by people, given back.

The file explains itself in comments. What it may hold is checked word by word when it comes
back: a mistyped key is an error that names its place, not a setting without effect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from gis.exchange import values
from gis.exchange.errors import BadMapping
from gis.exchange.mapping import ColumnMapping, LayerMapping, Mapping, Position, Where
from gis.sentences import Phrase, phrase
from gis.validation.fields import check_properties
from layers.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping as Map
    from pathlib import Path

    from gis.exchange.source import Source, SourceLayer
    from layers.spec import Catalogue, Layer

_MOST_BYTES = 1 << 20
_NOT_MAPPED = "not taken over"
_NUMBERS = (Kind.NUMBER, Kind.INTEGER)

_POSITION = "# position: {x: COLUMN, y: COLUMN}"

_HEAD = """\
# Which rows of the file become assets of which layer, and which column fills which field.
#
#   from      the layer of the file            to      the layer here
#   where     only rows whose column holds one of these values
#   columns   column: field; or column: {to: field, unit: cm, codes: {theirs: ours}}
#             decimal: "," or "." says which mark is decimal in its numbers
#             a code may be ~ (nothing): then the field stays empty
#   set       fields that get the same value in every row
#   position  of a table: {x: column, y: column}, x being east or longitude; or {wkt: column}
#   empty_clears   true: an empty cell empties the field of an asset that is already there
"""


def dump(mapping: Mapping) -> str:
    """Write a mapping for people to read and change."""
    lines = [_HEAD + f"model: {_scalar(mapping.model)}", "layers:"]
    for layer in mapping.layers:
        lines += [f"  - from: {_scalar(layer.source)}", f"    to: {_scalar(layer.target)}"]
        if layer.where:
            lines.append("    where:")
            for where in layer.where:
                listed = ", ".join(map(_scalar, where.values))
                lines.append(f"      {_scalar(where.column)}: [{listed}]")
        if layer.position is not None:
            pairs = (("x", layer.position.x), ("y", layer.position.y), ("wkt", layer.position.wkt))
            listed = ", ".join(f"{key}: {_scalar(name)}" for key, name in pairs if name is not None)
            written = f"position: {{{listed}}}" if listed else _POSITION
            lines.append(f"    {written}")
        if layer.empty_clears:
            lines.append("    empty_clears: true")
        lines.append("    columns:" if layer.columns else "    columns: {}")
        for column in layer.columns:
            lines += _column_lines(column)
        if layer.constants:
            lines.append("    set:")
            lines += [f"      {_scalar(k)}: {_scalar(v)}" for k, v in layer.constants.items()]
        lines += [f"    # {_NOT_MAPPED}: {_comment(name)}" for name in layer.unused]
    if not mapping.layers:
        lines[-1] = "layers: []"
    return "\n".join(lines) + "\n"


def _column_lines(column: ColumnMapping) -> list[str]:
    if not column.unit and not column.codes and not column.decimal:
        return [f"      {_scalar(column.column)}: {_scalar(column.field)}"]
    lines = [f"      {_scalar(column.column)}:", f"        to: {_scalar(column.field)}"]
    if column.unit:
        lines.append(f"        unit: {_scalar(column.unit)}")
    if column.decimal:
        lines.append(f"        decimal: {_scalar(column.decimal)}")
    if column.codes:
        lines.append("        codes:")
        lines += [f"          {_scalar(k)}: {_scalar(v)}" for k, v in column.codes.items()]
    return lines


def _scalar(value: Any) -> str:
    if value is None:
        return "~"
    text: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6)
    return text.removesuffix("\n").removesuffix("...").strip()


def _comment(text: str) -> str:
    return " ".join(text.split())


class _Loader(yaml.SafeLoader):
    """YAML without its traps: no aliases, no key twice, texts stay what is written."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(
                None, None, phrase("yaml_alias"), event.start_mark
            )
        return super().compose_node(parent, index)


def _members(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        # YAML reads `no: x` and `1: x` as False and 1; a column is called what is written.
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if key is None or key in found:
            why = phrase("yaml_no_key") if key is None else phrase("yaml_key_twice", key=key)
            raise yaml.constructor.ConstructorError(None, None, why, key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _members)


def load(path: Path, catalogue: Catalogue, source: Source) -> Mapping:
    """Read a mapping and check it against the layers here and the file it is for.

    Raises
    ------
    BadMapping
        Naming the place.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadMapping(
                path.name, phrase("mapping_too_large", limit=_MOST_BYTES >> 20), "file"
            )
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadMapping(path.name, str(error)[:120], "file") from None
    return loads(text, catalogue, source, path.name)


def loads(text: str, catalogue: Catalogue, source: Source, name: str = "mapping") -> Mapping:
    """Read a mapping from text; see `load`."""
    try:
        document = yaml.load(text, _Loader)  # noqa: S506  a SafeLoader, made stricter
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "YAML"
        why = getattr(error, "problem", None) or phrase("yaml_malformed")
        raise BadMapping(name, why, place) from None
    except RecursionError:
        raise BadMapping(name, phrase("yaml_too_deep"), "YAML") from None
    return _Check(name, catalogue, source).mapping(document)


class _Check:
    """Turns the parsed document into a mapping; every step knows its place."""

    def __init__(self, name: str, catalogue: Catalogue, source: Source) -> None:
        self.name = name
        self.catalogue = catalogue
        self.sources = {layer.name: layer for layer in source.layers}

    def fail(self, place: str, why: str) -> BadMapping:
        return BadMapping(self.name, why, place)

    def members(self, value: Any, place: str, allowed: set[str]) -> Map[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(place, phrase("names_expected"))
        for key in value:
            if key not in allowed:
                why = phrase("key_unknown", known=_listed(allowed))
                raise self.fail(f"{place}.{key}".lstrip("."), why)
        return value

    def mapping(self, document: Any) -> Mapping:
        top = self.members(document, "", {"model", "layers"})
        model = top.get("model")
        if model is not None and not isinstance(model, str):
            raise self.fail("model", phrase("text_expected"))
        layers = top.get("layers")
        if not isinstance(layers, list):
            raise self.fail("layers", phrase("list_expected"))
        return Mapping(
            model, tuple(self.layer(each, f"layers[{n}]") for n, each in enumerate(layers))
        )

    def layer(self, value: Any, place: str) -> LayerMapping:
        found = self.members(
            value, place, {"from", "to", "where", "columns", "set", "empty_clears", "position"}
        )
        source = self.sources.get(str(found.get("from")))
        if source is None:
            known = _listed(self.sources)
            why = phrase("source_unknown", name=str(found.get("from")), known=known)
            raise self.fail(f"{place}.from", why)
        target = self.catalogue.get(str(found.get("to")))
        if target is None:
            known = _listed(self.catalogue)
            why = phrase("target_unknown", name=str(found.get("to")), known=known)
            raise self.fail(f"{place}.to", why)
        clears = found.get("empty_clears", False)
        if not isinstance(clears, bool):
            raise self.fail(f"{place}.empty_clears", phrase("boolean_expected"))
        columns = self.columns(found.get("columns") or {}, source, target, f"{place}.columns")
        where = self.where(found.get("where") or {}, source, f"{place}.where")
        position = self.position(found.get("position"), source, f"{place}.position")
        used = {column.column for column in columns} | {each.column for each in where}
        used |= set(position.columns) if position else set()
        return LayerMapping(
            source=source.name,
            target=target.name,
            where=where,
            position=position,
            columns=columns,
            constants=self.constants(found.get("set") or {}, target, f"{place}.set"),
            empty_clears=clears,
            unused=tuple(name for name in source.columns if name not in used),
        )

    def position(self, value: Any, source: SourceLayer, place: str) -> Position | None:
        if value is None:
            return None
        said = self.members(value, place, {"x", "y", "wkt"})
        if set(said) not in ({"x", "y"}, {"wkt"}) or not source.table:
            raise self.fail(place, phrase("position_expected"))
        for key, column in said.items():
            self.column_of(str(column), source, f"{place}.{key}")
        return Position(**{key: str(column) for key, column in said.items()})

    def where(self, value: Any, source: SourceLayer, place: str) -> tuple[Where, ...]:
        if not isinstance(value, dict):
            raise self.fail(place, phrase("choices_expected"))
        found = []
        for column, wanted in value.items():
            self.column_of(column, source, f"{place}.{column}")
            listed = wanted if isinstance(wanted, list) else [wanted]
            found.append(Where(column, tuple(_text(each) for each in listed)))
        return tuple(found)

    def column_of(self, column: str, source: SourceLayer, place: str) -> None:
        if column not in source.columns:
            known = _listed(source.columns)
            why = phrase("column_unknown", source=source.name, column=column, known=known)
            raise self.fail(place, why)

    def columns(
        self, value: Any, source: SourceLayer, target: Layer, place: str
    ) -> tuple[ColumnMapping, ...]:
        if not isinstance(value, dict):
            raise self.fail(place, phrase("columns_expected"))
        found: dict[str, ColumnMapping] = {}
        for column, wanted in value.items():
            here = f"{place}.{column}"
            self.column_of(column, source, here)
            if wanted is None:
                continue
            mapped = self.column(column, wanted, target, here)
            if mapped.field in found:
                other = found[mapped.field].column
                raise self.fail(here, phrase("field_filled", field=mapped.field, column=other))
            found[mapped.field] = mapped
        return tuple(found.values())

    def column(self, column: str, value: Any, target: Layer, place: str) -> ColumnMapping:
        if isinstance(value, str):
            value = {"to": value}
        said = self.members(value, place, {"to", "unit", "codes", "decimal"})
        field = target.by_name.get(str(said.get("to")))
        if field is None:
            known = _listed(target.by_name)
            wanted = str(said.get("to"))
            why = phrase("field_unknown", layer=target.name, field=wanted, known=known)
            raise self.fail(f"{place}.to", why)
        unit = said.get("unit")
        if unit is not None and values.factor(str(unit), field.unit) is None:
            why = phrase("unit_needless", unit=str(unit))
            if field.unit:
                why = phrase("unit_unfit", unit=str(unit), wanted=field.unit)
            raise self.fail(f"{place}.unit", why)
        decimal = said.get("decimal")
        if decimal is not None and (decimal not in (".", ",") or field.kind not in _NUMBERS):
            raise self.fail(f"{place}.decimal", phrase("decimal_expected"))
        codes = said.get("codes") or {}
        if not isinstance(codes, dict) or (codes and field.codes is None):
            raise self.fail(f"{place}.codes", phrase("codes_needless", field=field.name))
        for theirs, ours in codes.items():
            if ours is not None and field.codes is not None and ours not in field.codes.values:
                known = _listed(field.codes.values)
                why = phrase("code_not_listed", code=str(ours), known=known)
                raise self.fail(f"{place}.codes.{theirs}", why)
        unit = None if unit is None else str(unit)
        return ColumnMapping(column, field.name, unit, codes, decimal)

    def constants(self, value: Any, target: Layer, place: str) -> Map[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(place, phrase("constants_expected"))
        _, issues = check_properties(target, value, partial=True)
        if issues:
            raise self.fail(f"{place}.{issues[0].path}", Phrase(issues[0].sentence))
        return value


def _text(value: Any) -> str:
    return values.text(value) or ""


def _listed(known: Any) -> str:
    names = sorted(map(str, known))
    return ", ".join(names[:60]) + (", ..." if len(names) > 60 else "")  # noqa: PLR2004
