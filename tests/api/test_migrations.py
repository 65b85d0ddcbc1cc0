"""Migrations over many communes: each by itself, asked for in one question."""

from __future__ import annotations

import shutil
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event, text

from api import migrations
from gis import communes
from layers.catalogue import CATALOGUE

INSERT = (
    "INSERT INTO {}.pole (id, geom) VALUES (gen_random_uuid(), 'SRID=2169;POINT(85000 92000)')"
    " RETURNING code"
)


def _scripts(tmp_path: Path, newest: str) -> Path:
    """The migrations as they were, up to this one."""
    scripts = tmp_path / f"until-{newest}"
    shutil.copytree(migrations.HERE / "commune", scripts)
    for file in (scripts / "versions").iterdir():
        if file.is_dir():
            shutil.rmtree(file)
        elif file.name[:4] > newest:
            file.unlink()
    return scripts


@pytest.fixture
def old(owner_engine: Engine, tmp_path: Path):
    """Three communes of the first version, with data."""
    names = ["alt_a", "alt_b", "alt_c"]
    with owner_engine.begin() as connection:
        scripts = _scripts(tmp_path, "0001")
        for name in names:
            migrations.create_commune(connection, name, title=name, srid=2169, scripts=scripts)
            assert connection.scalar(text(INSERT.format(name))) == "PO-00001"
    yield names
    with owner_engine.begin() as connection:
        for name in names:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {name} CASCADE"))
            connection.execute(text("DELETE FROM platform.commune WHERE name = :n"), {"n": name})


def test_old_communes_become_new_ones_with_their_data(old, owner_engine) -> None:
    told: list[str] = []
    with owner_engine.connect() as connection:
        assert migrations.pending(connection) == old
    assert migrations.upgrade(owner_engine, told.append) == old
    assert told == old
    assert migrations.upgrade(owner_engine) == []
    with owner_engine.begin() as connection:
        assert migrations.pending(connection) == []
        for name in old:
            commune = communes.find(connection, name)
            assert migrations.drift(connection, CATALOGUE, commune) == []
            assert connection.scalar(text(INSERT.format(name))) == "PO-00002"
            connection.execute(text(f"SELECT setval('{name}.pole_code_seq', 99999)"))
            assert connection.scalar(text(INSERT.format(name))) == "PO-100000"


def test_a_commune_that_fails_leaves_the_others_whole(old, owner_engine, tmp_path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(migrations.HERE / "commune", broken)
    first = min((broken / "versions").glob("0002*.sql"))
    first.write_text(
        first.read_text() + "\nSELECT 1 / (CASE '{schema}' WHEN '\"alt_b\"' THEN 0 ELSE 1 END);\n"
    )
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrations.upgrade(owner_engine, scripts=broken)
    with owner_engine.connect() as connection:
        assert migrations.pending(connection) == ["alt_b", "alt_c"]
        one = connection.scalar(text("SELECT version_num FROM alt_b.alembic_version"))
        assert one == "0001"
    assert migrations.upgrade(owner_engine) == ["alt_b", "alt_c"]


def test_the_question_for_pending_migrations_does_not_grow(old, owner_engine) -> None:
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    event.listen(owner_engine, "before_cursor_execute", note)
    try:
        with owner_engine.connect() as connection:
            migrations.pending(connection)
    finally:
        event.remove(owner_engine, "before_cursor_execute", note)
    assert len(asked) == 3


def test_a_commune_whose_schema_is_gone_is_named_and_the_others_served(
    old, owner_engine, client
) -> None:
    migrations.upgrade(owner_engine)
    assert client.get("/readyz").status_code == 200
    with owner_engine.begin() as connection:
        connection.execute(text("DROP SCHEMA alt_c CASCADE"))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (200, "current")
    assert answer.json()["missing"].startswith("alt_c:")
    assert migrations.upgrade(owner_engine) == []
