"""History, undo, persons and incarnations at the command line, in a database of one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from shapely import Point
from typer.testing import CliRunner

from api.cli import app
from gis import assets
from layers.catalogue import CATALOGUE

POLE = CATALOGUE["pole"]


@pytest.fixture
def run(cluster, make_commune, opened, monkeypatch) -> Callable[..., tuple[int, str]]:
    """Call ``netzkaart`` with arguments; yield its exit code and what it said."""
    monkeypatch.setenv("NETZKAART_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_owner"))
    monkeypatch.setenv("NETZKAART_APP_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_app"))
    monkeypatch.setenv("NETZKAART_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "400")
    make_commune()
    with opened("heffingen") as session:
        made, _ = assets.create(session, POLE, Point(85000, 92000), {"code": "P-1"})
    with opened("heffingen") as session:
        assets.change(session, POLE, made.id, 1, properties={"height_m": 7})

    def call(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, arguments)
        return result.exit_code, result.stdout

    return call


def test_the_history_of_a_commune_and_of_an_asset(run) -> None:
    code, said = run("history", "-c", "heffingen")
    assert code == 0
    newest, oldest = said.splitlines()
    assert newest.split("\t")[0] == "2"
    assert oldest.endswith("test-planner\ttest\tpole: create 1")
    code, said = run("history", "-c", "heffingen", "--layer", "pole", "--asset", "P-1")
    assert said.splitlines()[0].endswith("change height_m: None → 7")
    assert run("history", "-c", "heffingen", "--layer", "pole")[0] == 1
    assert run("history", "-c", "heffingen", "--layer", "pole", "--asset", "P-9")[0] == 1


def test_undo_and_redo(run, opened) -> None:
    assert run("undo", "-c", "heffingen", "--revision", "1")[0] == 1
    code, said = run("undo", "-c", "heffingen", "--revision", "2", "--dry-run")
    assert (code, said) == (0, "pole\trestored 1\trecreated 0\tdeleted 0\n")
    assert run("undo", "-c", "heffingen", "--revision", "2")[0] == 0
    with opened("heffingen") as session:
        pole = assets.find_by_code(session, POLE, "P-1")
        assert pole.properties["height_m"] is None
        assert pole.version == 3
    assert run("undo", "-c", "heffingen", "--revision", "1", "--through", "3")[0] == 0
    one = ("--layer", "pole", "--asset", "P-1")  # found although it is gone
    code, said = run("undo", "-c", "heffingen", "--revision", "4", *one)
    assert (code, said) == (0, "pole\trestored 0\trecreated 1\tdeleted 0\n")


def test_an_owner_that_may_not_make_roles_is_told(run) -> None:
    code, _ = run("person", "create", "anna", "--commune", "heffingen")
    assert code == 1
    assert run("person", "list") == (0, "")
    assert run("person", "remove", "anna")[0] == 1


def test_a_new_incarnation(run, opened) -> None:
    code, said = run("commune", "new-incarnation", "heffingen")
    assert code == 0
    with opened("heffingen") as session:
        assert session.commune.incarnation == said.strip()
    assert run("commune", "new-incarnation", "nowhere")[0] == 1
