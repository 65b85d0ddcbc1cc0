"""The demo commune: Heffingen's real boundary, and an invented network that follows nature.

Everything but the boundary and the coarse relief is synthetic and says so on every map. The
same catalogue gives the same assets with the same ids, every time.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from api import migrations
from api.demo import (
    complaints,
    corrections,
    desk_life,
    orders,
    pictures,
    relief,
    rounds,
    visits,
    works,
)
from api.demo.plan import Plan, plan
from api.demo.year import BEGIN, CLERK, OFFICE, Step, live
from field_capture.reports import photos as report_photos
from gis import communes, crs, terrain
from gis.errors import UnknownCommune
from gis.quality.checking import check
from gis.session import open_session
from layers.spec import Catalogue

NAME = "heffingen"
NOTICE = (
    "Demo: all assets are synthetic. Boundary © OpenStreetMap contributors (ODbL), simplified; "
    "relief synthetic upon BD-L-MNT5 (CC0)."
)


def ensure(engine: Engine, catalogue: Catalogue, home: Path | None = None) -> bool:
    """Create the demo commune unless it is there; tell whether it was created.

    All in one transaction: a demo that was interrupted leaves nothing half done.

    Parameters
    ----------
    engine : Engine
        Of the role that owns the schemas: it alone may say when a revision happened.
    home : Path, optional
        Where files lie; without it reports have no photos.
    """
    with engine.connect() as connection:
        try:
            communes.find(connection, NAME)
        except UnknownCommune:
            pass
        else:
            return False
    with engine.begin() as connection:
        commune = migrations.create_commune(
            connection, NAME, title="Heffingen", srid=crs.LUREF, notice=NOTICE
        )
        drawn = plan(catalogue, commune.operation)
        _fill(engine, catalogue, NAME, connection, lived_steps(drawn))
        if home is not None:
            with open_session(
                engine, catalogue, NAME, CLERK, source="desk", within=connection
            ) as session:
                pictures.hang(session, report_photos.blobs_of(home, NAME))
    # Only what is committed has a revision up to which it can be checked.
    with open_session(engine, catalogue, NAME, OFFICE, source="check") as session:
        check(session, datetime.now(UTC))
    return True


def lived_steps(drawn: Plan) -> list[Step]:
    """Return everything that happened in the demo's year, the first import included."""
    return [
        *works.steps(drawn),
        *visits.steps(drawn),
        *complaints.steps(drawn),
        *desk_life.steps(drawn),
        *corrections.steps(),
        *orders.steps(drawn),
        *rounds.steps(drawn),
    ]


def populate(engine: Engine, catalogue: Catalogue, name: str, title: str, drawn: Plan) -> None:
    """Create one more commune with everything drawn in it, and no past.

    Raises
    ------
    CommuneExists
    """
    with engine.begin() as connection:
        migrations.create_commune(connection, name, title=title, srid=crs.LUREF, notice=NOTICE)
        everything = works.stored(list(drawn.drawing))
        _fill(engine, catalogue, name, connection, [Step(BEGIN, OFFICE, "import", everything)])


def _fill(
    engine: Engine, catalogue: Catalogue, name: str, connection: Connection, steps: list[Step]
) -> None:
    with open_session(
        engine, catalogue, name, OFFICE, source="import", within=connection
    ) as session:
        terrain.load(session, relief.fine())
    live(engine, catalogue, name, connection, steps)
