"""The SQL that puts tables under the journal, made from the declarations."""

from __future__ import annotations

from importlib.resources import files

from layers.spec import Layer

# jsonb_build_object takes at most 100 arguments, two for each field.
_FIELDS_PER_OBJECT = 40


def commune_sql(catalogue_version: int) -> str:
    """Return the SQL that gives a commune its journal, with the placeholder ``{schema}``."""
    return _template("commune.sql").replace("{catalogue}", str(catalogue_version))


def layer_sql(layer: Layer) -> str:
    """Return the SQL that puts a layer's table under the journal, with ``{schema}``."""
    names = {
        "{table}": layer.name,
        "{layer}": f"'{layer.name}'",
        "{guard}": f"{layer.name}_guard",
        "{inserted}": f"{layer.name}_inserted",
        "{changed}": f"{layer.name}_changed",
        "{before}": _before_image(layer),
    }
    sql = _template("layer.sql")
    for placeholder, value in names.items():
        sql = sql.replace(placeholder, value)
    return sql


def _before_image(layer: Layer) -> str:
    names = ["version", *(field.name for field in layer.all_fields)]
    objects = []
    for start in range(0, len(names), _FIELDS_PER_OBJECT):
        part = names[start : start + _FIELDS_PER_OBJECT]
        pairs = ", ".join(f"'{name}', {name}" for name in part)
        objects.append(f"jsonb_build_object({pairs})")
    return "\n           || ".join(objects)


def _template(name: str) -> str:
    return files("gis.database").joinpath("sql", name).read_text(encoding="utf-8")
