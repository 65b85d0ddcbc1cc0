"""The report as one page that opens without a network, with a Folium map of the problems."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

import folium
from folium.utilities import JsCode
from shapely import total_bounds
from shapely.geometry import shape

from gis.errors import UnknownThing
from gis.exchange.rejects import CODES, REASONS, ROW, in_degrees
from gis.exchange.report import LISTED
from gis.exchange.words import word
from gis.maps import folium_map, vendor

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.exchange.report import ImportReport

_DRAWN = 2000
"""Problems that the map shows; the file of rejected rows has all."""

_STYLE = """
body { font: 16px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem;
       color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; } th, td { padding: .2rem .8rem .2rem 0; text-align: left; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
.error::before { content: "✗ "; color: #b00020; }
.warning::before { content: "! "; color: #8a5a00; }
.note::before { content: "· "; } .refused { color: #b00020; font-weight: 600; }
li { list-style: none; } ul { padding: 0; }
"""
_POPUP = f"""function (feature, layer) {{
  const told = document.createElement("div");
  told.textContent = feature.properties.{ROW} + ": " + feature.properties.{REASONS};
  layer.bindPopup(told);
}}"""
"""What a file says is text and never markup."""

_SIZE = ".folium-map { height: 26rem; border: 1px solid #888; }"
_PICTURE = re.compile(r"url\([^)]*\)")
_NUMBERS = ("read", "new", "changed", "unchanged", "rejected")


def page(report: ImportReport, language: str) -> str:
    """Return the report as HTML in a language."""
    title = escape(f"{report.file} → {report.commune}")
    parts = [
        f"<!doctype html><html lang='{language}'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>{title}</title><style>{_STYLE}</style>",
    ]
    drawn = _problems(report, language)
    script = ""
    if drawn["features"]:
        try:
            head, script = _map(drawn)
        except UnknownThing:
            # The map's own files come with the installation of the web assets.
            head = ""
        parts.append(head)
    parts.append(f"</head><body><h1>{title}</h1>")
    if report.refused or report.dry_run:
        said = word("refused" if report.refused else "dry_run", language)
        parts.append(f"<p class='refused'>{escape(said)}</p>")
    parts.append(_table(report, language))
    if script:
        parts.append(f"<h2>{escape(word('problems', language))}</h2>{script}")
    parts.append(_issues(report, language))
    parts.append("</body></html>")
    return "\n".join(parts)


def _table(report: ImportReport, language: str) -> str:
    heads = "".join(f"<th>{escape(word(name, language))}</th>" for name in ("from", "to"))
    heads += "".join(f"<th class='n'>{escape(word(name, language))}</th>" for name in _NUMBERS)
    rows = []
    for layer in report.layers:
        numbers = (layer.read, layer.created, layer.changed, layer.unchanged, layer.rejected)
        cells = f"<td>{escape(layer.source)}</td><td>{escape(layer.target)}</td>"
        rows.append(cells + "".join(f"<td class='n'>{number}</td>" for number in numbers))
    known = dict.fromkeys(layer.place(language) for layer in report.layers if layer.crs)
    told = "".join(f"<p>{escape(line)}</p>" for line in known)
    return f"<table><tr>{heads}</tr><tr>{'</tr><tr>'.join(rows)}</tr></table>{told}"


def _issues(report: ImportReport, language: str) -> str:
    shown, more = report.some(LISTED)
    lines = [
        f"<li class='{issue.severity.value}'>{escape(issue.sentence.to(language))}</li>"
        for issue in shown
    ]
    lines += [
        f"<li class='{severity.value}'>… {escape(code)} +{count}</li>"
        for severity, code, count in more
    ]
    return f"<ul>{''.join(lines)}</ul>"


def _problems(report: ImportReport, language: str) -> dict[str, Any]:
    """Return the rejected rows that lie somewhere, as GeoJSON."""
    features: list[dict[str, Any]] = []
    for name, frame in report.rejects.frames(language).items():
        left = _DRAWN - len(features)
        somewhere = in_degrees(frame)
        if somewhere is None or left <= 0:
            continue
        features += _features(name, somewhere.head(left))
    return {"type": "FeatureCollection", "features": features}


def _features(name: str, frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    told = frame[[ROW, CODES, REASONS, frame.geometry.name]]
    found: list[dict[str, Any]] = json.loads(told.to_json())["features"]
    for feature in found:
        feature["properties"]["layer"] = name
    return found


def _map(drawn: dict[str, Any]) -> tuple[str, str]:
    """Return what the map needs in the page's head, and the map."""
    drawing = folium.Map(tiles=None, zoom_control=True)
    bounds = total_bounds([shape(feature["geometry"]) for feature in drawn["features"]]).tolist()
    layer = folium.GeoJson(
        drawn,
        marker=folium.CircleMarker(radius=6, color="#b00020", fill=True, fill_opacity=0.6),
        on_each_feature=JsCode(_POPUP),
        style_function=lambda _: {"color": "#b00020", "weight": 3},
    )
    layer.add_to(drawing)
    west, south, east, north = bounds
    drawing.fit_bounds([[south, west], [north, east]])
    made = folium_map.parts(drawing)
    scripts = [_body(address).replace("</script", "<\\/script") for address in made.scripts]
    # Pictures of controls are left out: the page stands alone.
    styles = [_PICTURE.sub("none", _body(address)) for address in made.styles]
    head = [f"<style>{style}</style>" for style in styles]
    head += [f"<style>{_SIZE}</style>", *(f"<script>{script}</script>" for script in scripts)]
    return "\n".join(head), f"{made.html}<script>{made.script}</script>"


def _body(address: str) -> str:
    return vendor.find(address).body.decode()
