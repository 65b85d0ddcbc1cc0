"""Each commune is served in a role that reaches no other commune, whatever a query says."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from shapely import Point
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from api import migrations
from gis import assets, communes
from gis.database import serving
from gis.database.engine import make_serving_engine
from gis.session import CommuneSession, open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

PLANNER = Viewer("test-planner", ViewerRole.PLANNER)
LOGIN = "netzkaart_app"


@pytest.fixture
def two(make_commune) -> tuple[str, str]:
    return make_commune().name, make_commune("other").name


@pytest.fixture
def single(cluster) -> Iterator[Engine]:
    """An engine with one connection: whoever comes next gets the one just used."""
    engine = make_serving_engine(cluster.dsn("netzkaart", LOGIN), pool_size=1)
    yield engine
    engine.dispose()


@pytest.fixture
def administrator(cluster) -> Iterator[psycopg.Connection]:
    with psycopg.connect(cluster.dsn("netzkaart", "postgres"), autocommit=True) as connection:
        yield connection
        connection.execute("ALTER ROLE netzkaart_owner CREATEROLE")


def _open(engine: Engine, commune: str, **how: bool):
    return open_session(engine, CATALOGUE, commune, PLANNER, **how)


def _count(session: CommuneSession, place: str) -> int:
    query = text(f"SELECT count(*) FROM {place}")  # noqa: S608  a constant of these tests
    return int(session.connection.scalar(query) or 0)


@pytest.mark.parametrize("how", [{}, {"reading": True}, {"snapshot": True}])
@pytest.mark.parametrize(
    "elsewhere",
    ["other.pole", "other.journal", "other.revision", "platform.password", "platform.session"],
)
def test_a_query_that_reaches_too_far_is_refused(two, single, how, elsewhere) -> None:
    with _open(single, "heffingen", **how) as session:
        assert _count(session, "heffingen.pole") == 0
        with pytest.raises(ProgrammingError, match="permission denied"):
            _count(session, elsewhere)
        session.connection.rollback()


def test_nobody_writes_elsewhere(two, single) -> None:
    with _open(single, "heffingen") as session:
        pole = session.layer("pole")
        assets.create(session, pole, Point(85000, 92000), {})
    with pytest.raises(ProgrammingError, match="permission denied"), _open(single, "other") as it:
        it.connection.execute(text("DELETE FROM heffingen.pole"))


def test_one_connection_serves_in_turns(two, single) -> None:
    """What a connection was for another commune, or for nobody, is no matter."""
    turns = [{"reading": True}, {}, {"snapshot": True}, {"reading": True}, {}]
    for how in turns:
        for commune in two:
            with _open(single, commune, **how) as session:
                assert _count(session, f"{commune}.pole") == 0
                assert session.connection.scalar(text("SELECT current_user")) == (
                    f"{LOGIN}_{commune}"
                )
            with single.connect() as shared:
                assert shared.scalar(text("SELECT current_user")) == LOGIN
                shared.execute(text("SELECT FROM platform.session"))


def test_who_signs_in_reaches_no_commune(two, single) -> None:
    for place in ("heffingen.pole", "heffingen.journal", "other.observation"):
        with single.connect() as connection, pytest.raises(ProgrammingError, match="denied"):
            connection.execute(text(f"SELECT FROM {place}"))


def test_an_installation_of_before_is_narrowed(two, single, owner_engine) -> None:
    with owner_engine.begin() as connection:
        for commune in two:
            connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {commune} TO {LOGIN}"))
            connection.execute(
                text(f"REVOKE ALL ON ALL TABLES IN SCHEMA {commune} FROM {LOGIN}_{commune}")
            )
        connection.execute(text("UPDATE platform.commune SET served_as = NULL"))
    migrations.upgrade(owner_engine)
    test_who_signs_in_reaches_no_commune(two, single)
    test_one_connection_serves_in_turns(two, single)
    with owner_engine.begin() as connection:
        for commune in two:
            found = communes.find(connection, commune)
            assert migrations.drift(connection, CATALOGUE, found) == []
        assert migrations.pending(connection) == []
    assert migrations.upgrade(owner_engine) == []


def test_an_owner_without_the_right_serves_all_the_same(
    single, owner_engine, administrator
) -> None:
    """And as soon as it may make roles, the next start makes them."""
    administrator.execute("ALTER ROLE netzkaart_owner NOCREATEROLE")
    try:
        with owner_engine.begin() as connection:
            made = migrations.create_commune(connection, "humble", title="Humble", srid=2169)
        assert made.served_as == LOGIN
        with _open(single, "humble") as session:
            assets.create(session, session.layer("pole"), Point(85000, 92000), {})
        with owner_engine.begin() as connection:
            assert migrations.drift(connection, CATALOGUE, made) == []
        administrator.execute("ALTER ROLE netzkaart_owner CREATEROLE")
        migrations.upgrade(owner_engine)
        with _open(single, "humble", reading=True) as session:
            assert _count(session, "humble.pole") == 1
            assert session.connection.scalar(text("SELECT current_user")) == f"{LOGIN}_humble"
        with single.connect() as connection, pytest.raises(ProgrammingError, match="denied"):
            connection.execute(text("SELECT FROM humble.pole"))
    finally:
        administrator.execute("DROP SCHEMA IF EXISTS humble CASCADE")
        administrator.execute("DELETE FROM platform.commune WHERE name = 'humble'")


def test_names_fit_into_postgresql() -> None:
    names = {serving.group_of("x" * 63, commune) for commune in ("heffingen", "heffinger")}
    assert len(names) == 2
    assert all(len(name) <= 63 for name in names)
