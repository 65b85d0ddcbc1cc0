"""The report as one page that opens without a network, with a Folium map of the problems."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from gis.errors import UnknownThing
from gis.exchange import problem_map
from gis.exchange.report import LISTED
from gis.exchange.words import word
from gis.maps import vendor

if TYPE_CHECKING:
    from gis.exchange.report import ImportReport

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
    drawn = problem_map.problems(report, language)
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


def _map(drawn: dict[str, Any]) -> tuple[str, str]:
    """Return what the map needs in the page's head, and the map."""
    made = problem_map.draw(drawn)
    scripts = [_body(address).replace("</script", "<\\/script") for address in made.scripts]
    # Pictures of controls are left out: the page stands alone.
    styles = [_PICTURE.sub("none", _body(address)) for address in made.styles]
    head = [f"<style>{style}</style>" for style in styles]
    head += [f"<style>{_SIZE}</style>", *(f"<script>{script}</script>" for script in scripts)]
    return "\n".join(head), f"{made.html}<script>{made.script}</script>"


def _body(address: str) -> str:
    return vendor.find(address).body.decode()
