"""Observed positions and the best estimate they make together.

The raw fixes that made a position are kept beside the asset. A better visit improves the
position, a worse one does not harm it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape
from shapely import Point
from sqlalchemy import insert, select

from gis.assets import new_id
from gis.session import CommuneSession
from layers.spec import Layer

# A visit further than this many standard errors from the others is left out of the estimate.
_OUTLIER_SIGMAS = 3.5


@dataclass(frozen=True, slots=True)
class Observation:
    """One visit to an asset: east and north in the home CRS, standard error, all in metres."""

    east: float
    north: float
    sigma_m: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """The best position from several observations, metres; `used` of them agreed."""

    east: float
    north: float
    sigma_m: float
    used: int


def best_position(observations: Sequence[Observation]) -> Estimate:
    """Return the mean of the observations, weighted by 1/sigma², outliers left out.

    The centre is the visit that agrees with most of the weight. A visit agrees that is no
    further from it than `_OUTLIER_SIGMAS` times its own and the best visit's standard error
    together. Where precise visits contradict each other, one side is taken: halfway between
    them nobody has been. The order of observations does not matter.

    Raises
    ------
    ValueError
        There are no observations.
    """
    if not observations:
        raise ValueError("a position needs an observation")
    ordered = sorted(observations, key=lambda o: (o.sigma_m, o.east, o.north))
    best = ordered[0].sigma_m

    def agreeing(centre: Observation) -> list[Observation]:
        return [
            o
            for o in ordered
            if math.hypot(o.east - centre.east, o.north - centre.north)
            <= _OUTLIER_SIGMAS * math.hypot(o.sigma_m, best)
        ]

    # Of equals the first is taken, which is the most precise.
    kept = max(map(agreeing, ordered), key=_weight)
    weight = _weight(kept)
    return Estimate(
        east=math.fsum(o.east * o.sigma_m**-2 for o in kept) / weight,
        north=math.fsum(o.north * o.sigma_m**-2 for o in kept) / weight,
        sigma_m=weight**-0.5,
        used=len(kept),
    )


def _weight(observations: Sequence[Observation]) -> float:
    return math.fsum(o.sigma_m**-2 for o in observations)


def record(session: CommuneSession, *args: Any, **told: Any) -> UUID:
    """Keep an observation beside its asset; see `row`."""
    made = row(session, *args, **told)
    record_all(session, [made])
    return UUID(str(made["id"]))


def record_all(session: CommuneSession, rows: Sequence[dict[str, Any]]) -> None:
    """Keep observations, in one statement."""
    if rows:
        session.connection.execute(insert(session.tables.tables["commune.observation"]), rows)


def row(  # noqa: PLR0913  what is known of a visit
    session: CommuneSession,
    layer: Layer,
    asset: UUID,
    *,
    position: Point,
    sigma_m: float,
    at: datetime,
    fix: dict[str, Any],
    ground_level_m: float | None,
    epoch: int = 0,
) -> dict[str, Any]:
    """Return an observation of an asset as it is kept, with the operation that projected it."""
    return {
        "id": new_id(),
        "layer": layer.name,
        "asset": asset,
        "epoch": epoch,
        "at": at,
        "geom": from_shape(position, srid=session.commune.srid),
        "sigma_m": sigma_m,
        "operation": session.commune.operation.name,
        "fix": fix,
        "ground_level_m": ground_level_m,
    }


def latest_epoch(session: CommuneSession, asset: UUID) -> tuple[int, list[Observation]]:
    """Return the number of an asset's last epoch, and what was observed in it.

    An epoch begins where the thing itself was moved; 0 and nothing where nobody observed it.
    """
    table = session.tables.tables["commune.observation"]
    columns = (table.c.epoch, table.c.geom.ST_X(), table.c.geom.ST_Y(), table.c.sigma_m)
    rows = session.connection.execute(select(*columns).where(table.c.asset == asset)).all()
    last = max((row[0] for row in rows), default=0)
    return last, [Observation(*row[1:]) for row in rows if row[0] == last]


def of_asset(session: CommuneSession, asset: UUID) -> list[dict[str, Any]]:
    """Return the observations of an asset, the first first; positions in the home CRS."""
    table = session.tables.tables["commune.observation"]
    query = (
        select(
            table.c.id,
            table.c.at,
            table.c.geom.ST_X().label("east"),
            table.c.geom.ST_Y().label("north"),
            table.c.sigma_m,
            table.c.operation,
            table.c.fix,
            table.c.ground_level_m,
        )
        .where(table.c.asset == asset)
        .order_by(table.c.at, table.c.id)
    )
    return [dict(row._mapping) for row in session.connection.execute(query)]  # noqa: SLF001
