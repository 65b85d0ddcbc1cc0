"""How far the commune is known: positions that were observed, faults in the data, what waits."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from api.pages.review import view as review_view
from api.pages.statistics import table
from api.pages.statistics.makeup import Asked, map_link, values_label
from api.pages.statistics.table import Row, Statistic
from gis.errors import Severity
from gis.quality import listing
from gis.quality.listing import Wanted, Which
from gis.statistics import groups
from gis.statistics.groups import By
from gis.viewer import Action
from layers.spec import FieldRole, Role

TREND_DAYS = 90


def positions(asked: Asked) -> Statistic:
    """Return how many assets of each layer have a position that somebody observed."""
    rows = []
    for layer in asked.layers:
        found = asked.groups(layer, By.OBSERVED)
        if not found or layer.role is Role.ORIENTS or layer.role is Role.BOUNDS:
            continue
        observed = sum(each.count for each in found if each.value is not None)
        count = sum(each.count for each in found)
        label = values_label(layer, asked.language)
        share = round(100 * observed / count, 1)
        cells = (layer.name, label, count, observed, count - observed, share)
        shown = f"{table.cell(share, asked.language)}\u00a0%"
        accuracy = groups.seen_fields(asked.session, layer).get(FieldRole.ACCURACY_HORIZONTAL)
        href = map_link(asked, layer, accuracy)
        rows.append(Row(label, cells, share, shown, href, layer=layer))
    columns = ("layer", "label", "count", "observed", "not_observed", "observed_percent")
    return Statistic("positions", columns, tuple(rows))


def captured(asked: Asked) -> Statistic:
    """Return in which months positions were observed for the first time, and how many by then."""
    first: Counter[str] = Counter()
    for layer in asked.layers:
        for each in asked.groups(layer, By.OBSERVED):
            if each.value is not None:
                first[each.value] += each.count
    rows, running = [], 0
    for month in months(min(first), max(first)) if first else ():
        running += first[month]
        label = f"{month[5:]}/{month[:4]}"
        shown = table.counted(running, asked.language)
        rows.append(Row(label, (month, first[month], running), running, shown))
    return Statistic("captured", ("month", "observed_first", "observed_by_then"), tuple(rows))


def months(first: str, last: str) -> list[str]:
    """Return all months from one to another, as ``2026-11``."""
    numbers = [int(each[:4]) * 12 + int(each[5:]) - 1 for each in (first, last)]
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(numbers[0], numbers[1] + 1)]


def issues(asked: Asked) -> Statistic:
    """Return the open issues, the gravest first, by rule and layer."""
    found = listing.counted(asked.session, Wanted(which=Which.ALL), asked.now)
    order = list(Severity)
    rows = []
    for each in sorted(found, key=lambda e: (order.index(e.rule.severity), -e.open)):
        severity = asked.word(f"severity_{each.rule.severity.value}")
        layer = values_label(each.layer, asked.language)
        title = each.rule.title.to(asked.language)
        query = {"rule": each.rule.code, "layer": each.layer.name, "lang": asked.language}
        cells = (each.rule.code, title, severity, each.layer.name, layer, each.open, each.waived)
        rows.append(
            Row(
                f"{title} · {layer}",
                cells,
                each.open,
                table.cell(each.open, asked.language),
                f"/{asked.session.commune.name}/quality?{urlencode(query)}#list",
            )
        )
    columns = ("rule", "label", "severity", "layer", "layer_label", "open", "waived")
    return Statistic("issues", columns, tuple(rows))


def trend(asked: Asked) -> Statistic:
    """Return how many issues there were at the end of each of the last days."""
    rows = []
    for each in listing.trend(asked.session, asked.now, TREND_DAYS):
        numbers = [each.by_severity[severity] for severity in Severity]
        label = table.cell(each.day, asked.language)
        rows.append(Row(label, (each.day, *numbers, each.total), each.total))
    columns = ("day", *(severity.value for severity in Severity), "total")
    return Statistic("trend", columns, tuple(rows))


def waiting(asked: Asked) -> Statistic:
    """Return what waits for somebody who may decide it; nobody else is told."""
    rows = []
    if asked.session.viewer.may(Action.EDIT):
        for kind, count in review_view.counts(asked.session, asked.now).items():
            label = asked.word(f"review_kind_{kind}")
            href = f"/{asked.session.commune.name}/review?kind={kind}&lang={asked.language}"
            shown = table.cell(count, asked.language)
            rows.append(Row(label, (kind, label, count), count, shown, href if count else ""))
    return Statistic("waiting", ("kind", "label", "count"), tuple(rows))


def by_severity(found: Statistic) -> list[tuple[str, int]]:
    """Return how many issues are open of each severity, the gravest first."""
    severity, opened = found.columns.index("severity"), found.columns.index("open")
    sums: Counter[str] = Counter()
    for row in found.rows:
        sums[row.cells[severity]] += row.cells[opened]
    return list(sums.items())


def observed(asked: Asked, found: Statistic) -> str:
    """Return in a sentence how many positions were observed, of how many."""
    count, seen = found.columns.index("count"), found.columns.index("observed")
    known = sum(row.cells[seen] for row in found.rows)
    whole = table.counted(sum(row.cells[count] for row in found.rows), asked.language)
    return asked.word("dash_observed").format(
        observed=table.cell(known, asked.language), whole=whole
    )
