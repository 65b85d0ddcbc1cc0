"""Cursors of a restored or copied database are gone; a restart changes nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from api import migrations
from gis import communes, incarnation
from gis.database import journal
from gis.database.cluster import OWNER_ROLE, PrivateCluster
from gis.database.cluster.programs import find_programs
from gis.database.engine import make_engine
from gis.errors import CursorGone, UnknownCommune
from gis.session import open_session
from gis.viewer import ANYONE
from layers.catalogue import CATALOGUE


def _run(cluster: PrivateCluster, program: str, *arguments: str | Path) -> bytes:
    path = find_programs(cluster.paths.data) / program
    done = subprocess.run([path, *arguments], check=True, capture_output=True)
    return done.stdout


def _dump(cluster: PrivateCluster, *schemas: str, database: str = "netzkaart") -> bytes:
    chosen = [f"--schema={schema}" for schema in schemas]
    return _run(cluster, "pg_dump", "--format=plain", *chosen, cluster.dsn(database, OWNER_ROLE))


def _restore(cluster: PrivateCluster, database: str, script: bytes) -> None:
    path = find_programs(cluster.paths.data) / "psql"
    url = cluster.dsn(database, OWNER_ROLE)
    command = [path, "--quiet", "--set=ON_ERROR_STOP=1", "--no-psqlrc", url]
    subprocess.run(command, input=script, check=True, capture_output=True)


def _commune(engine: Engine, name: str = "heffingen") -> communes.Commune:
    with engine.connect() as connection:
        return communes.find(connection, name)


@pytest.fixture
def copy(cluster: PrivateCluster) -> Iterator[str]:
    cluster.ensure_database("copy")
    yield "copy"
    cluster.drop_database("copy")


def test_a_restart_changes_nothing(make_commune, owner_engine) -> None:
    made = make_commune()
    migrations.upgrade(owner_engine)
    assert _commune(owner_engine).incarnation == made.incarnation
    with owner_engine.begin() as connection:
        assert incarnation.confirm(connection) == {}


def test_a_restored_copy_is_a_new_incarnation(make_commune, owner_engine, cluster, copy) -> None:
    made = make_commune()
    with owner_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO heffingen.pole (id, geom)"
                " VALUES (gen_random_uuid(), 'SRID=2169;POINT(85000 92000)')"
            )
        )
    kept = str(journal.Cursor(made.incarnation, 1))
    _restore(cluster, copy, _dump(cluster, "platform", "heffingen"))
    engine = make_engine(cluster.dsn(copy, OWNER_ROLE))
    try:
        assert _commune(engine).incarnation == made.incarnation, "not before it starts"
        migrations.upgrade(engine)
        restored = _commune(engine)
        assert restored.incarnation != made.incarnation
        with open_session(engine, CATALOGUE, "heffingen", ANYONE) as session:
            with pytest.raises(CursorGone):
                journal.resume(session, kept)
            assert journal.head(session).revision == 1
        # It writes on where it was, and it is itself from now on.
        with engine.begin() as connection:
            connection.execute(text("UPDATE heffingen.pole SET height_m = 4"))
        migrations.upgrade(engine)
        assert _commune(engine).incarnation == restored.incarnation
        with open_session(engine, CATALOGUE, "heffingen", ANYONE) as session:
            assert journal.head(session) == journal.Cursor(restored.incarnation, 2)
            assert migrations.drift(session.connection, CATALOGUE, restored) == []
    finally:
        engine.dispose()
    migrations.upgrade(owner_engine)
    assert _commune(owner_engine).incarnation == made.incarnation, "the original goes on"


def test_one_commune_put_back_in_place_is_a_new_incarnation(
    make_commune, owner_engine, cluster
) -> None:
    made = make_commune()
    other = make_commune("other")
    script = _dump(cluster, "heffingen")
    with owner_engine.begin() as connection:
        connection.execute(text("DROP SCHEMA heffingen CASCADE"))
    _restore(cluster, "netzkaart", script)
    migrations.upgrade(owner_engine)
    assert _commune(owner_engine).incarnation != made.incarnation
    assert _commune(owner_engine, "other").incarnation == other.incarnation


def test_a_cursor_ahead_of_the_journal_is_gone(make_commune, opened) -> None:
    """An older copy of the data folder looks the same to PostgreSQL, but its journal is short."""
    made = make_commune()
    with opened("heffingen") as session:
        assert journal.resume(session, f"{made.incarnation}.0").revision == 0
        with pytest.raises(CursorGone):
            journal.resume(session, f"{made.incarnation}.1")


def test_an_incarnation_can_be_renewed_by_hand(make_commune, owner_engine) -> None:
    made = make_commune()
    with owner_engine.begin() as connection:
        renewed = incarnation.renew(connection, "heffingen")
    assert _commune(owner_engine).incarnation == renewed != made.incarnation
    with owner_engine.begin() as connection, pytest.raises(UnknownCommune):
        incarnation.renew(connection, "nowhere")


def test_the_identity_is_readable_where_the_system_is_not(cluster, make_commune) -> None:
    """Some managed services forbid pg_control_system()."""
    make_commune()
    root = make_engine(cluster.dsn("netzkaart", "postgres"), pool_size=1)
    owner = make_engine(cluster.dsn("netzkaart", OWNER_ROLE), pool_size=1)
    try:
        with root.begin() as connection:
            connection.execute(text("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC"))
        with owner.connect() as connection:
            assert incarnation.identities(connection)["heffingen"].startswith("0.")
    finally:
        with root.begin() as connection:
            connection.execute(text("GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC"))
        root.dispose()
        owner.dispose()
