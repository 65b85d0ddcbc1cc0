"""The commune's own boundary: a layer of one asset, whatever a file of all communes holds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import numpy as np
from sqlalchemy import select

from gis.errors import Issue
from gis.exchange import names
from gis.exchange.values import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.exchange.batch import Batch
    from gis.exchange.report import ImportReport
    from gis.session import CommuneSession
    from layers.spec import Layer


def keep_own_boundary(
    session: CommuneSession, batches: Sequence[Batch], report: ImportReport
) -> None:
    """Of several boundaries in a file, keep the one that bears the commune's name.

    The others stay in the file; where none or several bear it, that is an error.
    """
    bounds = session.catalogue.bounding()
    for batch in batches:
        if batch.layer is not bounds or len(batch) <= 1:
            continue
        own = {names.plain(session.commune.title), names.plain(session.commune.name)}
        frame = batch.source.frame[batch.source.columns].iloc[batch.rows]
        named = np.zeros(len(batch), dtype=bool)
        for column in frame.columns:
            named |= np.array([names.plain(text(v) or "") in own for v in frame[column]])
        if named.sum() != 1:
            details = {"count": len(batch), "commune": session.commune.title}
            report.tell([Issue("several_boundaries", batch.source_name, details=details)])
            continue
        batch.keep(named)


def identify_boundary(session: CommuneSession, layer: Layer, batches: Sequence[Batch]) -> None:
    """Give the boundary the id of the one that is there: a new one takes its place."""
    table = session.table(layer)
    there = session.connection.scalar(select(table.c.id).order_by(table.c.id).limit(1))
    id_ = there or uuid5(NAMESPACE_URL, f"netzkaart:{session.commune.name}/{layer.name}")
    for batch in batches:
        for row in batch.sound_rows():
            batch.ids[row] = id_
