"""What of a file has no layer here: told row by kind of row, never silently dropped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from gis.errors import Issue, Severity
from gis.exchange.source import Leftover
from gis.exchange.values import text
from gis.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gis.exchange.batch import Batch
    from gis.exchange.report import ImportReport
    from gis.exchange.source import Source, SourceLayer

_SHOWN = 12


def leave_behind(source: Source, batches: Sequence[Batch], report: ImportReport) -> None:
    """Write into the report which rows no mapping takes; an error where none at all is taken."""
    report.leftovers += source.leftovers
    taken = sum(len(batch) for batch in batches)
    if not any(len(layer) for layer in source.layers):
        report.tell([Issue("no_features", source.name, Severity.WARNING)])
        return
    severity = Severity.NOTE if taken else Severity.ERROR
    for layer in source.layers:
        own = [batch for batch in batches if batch.source is layer]
        left = np.ones(len(layer), dtype=bool)
        for batch in own:
            left[batch.rows] = False
        count = int(left.sum())
        if not count:
            continue
        why = _kinds(layer, left, own) or phrase("no_layer_here")
        report.leftovers.append(Leftover(layer.name, count, why))
        details = {"count": count, "source": layer.name}
        report.tell([Issue("no_layer", layer.name, severity, details)])


def tell_left(name: str, count: int, report: ImportReport, *, some_taken: bool) -> None:
    """Write into the report how many rows of a large layer no mapping takes."""
    if count <= 0:
        return
    severity = Severity.NOTE if some_taken else Severity.ERROR
    report.leftovers.append(Leftover(name, count, phrase("no_layer_here")))
    details = {"count": count, "source": name}
    report.tell([Issue("no_layer", name, severity, details)])


def _kinds(layer: SourceLayer, left: NDArray[np.bool_], batches: Sequence[Batch]) -> str:
    """Tell what kinds of rows are left: ``node_type: TANK 2, PUMP 2``."""
    columns = list(dict.fromkeys(w.column for b in batches for w in b.mapping.where))
    columns = [column for column in columns if column in layer.columns]
    if not columns:
        return ""
    cells = layer.frame.loc[left, columns].itertuples(index=False, name=None)
    counts = Counter("=".join(text(cell) or "?" for cell in row) for row in cells)
    listed = ", ".join(f"{kind} {count}" for kind, count in counts.most_common(_SHOWN))
    more = f", ... ({len(counts)})" if len(counts) > _SHOWN else ""
    return f"{'='.join(columns)}: {listed}{more}"
