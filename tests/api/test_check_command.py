"""``netzkaart check`` at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from shapely import LineString, Point
from typer.testing import CliRunner

from api.cli import app
from gis import assets
from layers.catalogue import CATALOGUE

PIPE, LAMP = CATALOGUE["water_pipe"], CATALOGUE["luminaire"]


@pytest.fixture
def run(cluster, make_commune, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    """Call ``netzkaart check``; yield its exit code, output and errors."""
    monkeypatch.setenv("NETZKAART_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_owner"))
    monkeypatch.setenv("NETZKAART_APP_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_app"))
    monkeypatch.setenv("NETZKAART_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")
    make_commune()

    def call(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, ["check", *arguments])
        return result.exit_code, result.stdout, result.stderr

    return call


def test_warnings_pass_and_errors_do_not(run, opened) -> None:
    code, said, _ = run()
    assert code == 0
    assert "not checked, no terrain is loaded" in said
    with opened("heffingen") as session:
        assets.create(session, LAMP, Point(85000, 92000), {"code": "L-1", "circuit": "1"})
    code, said, _ = run("-c", "heffingen")
    assert code == 0
    assert "support_missing  warning  luminaire  1" in said
    assert "L-1: nothing carries it." in said
    with opened("heffingen") as session:
        course = LineString([(85000, 92000), (85000.01, 92000)])
        assets.create(session, PIPE, course, {"code": "P-1"})
    code, said, _ = run("-c", "heffingen")
    assert code == 1
    assert "+3" in said
    assert "line_too_short" in said
    assert run("-c", "heffingen", "--rule", "support_missing")[0] == 0


def test_a_machine_reads_json(run, opened) -> None:
    with opened("heffingen") as session:
        assets.create(session, LAMP, Point(85000, 92000), {"code": "L-1", "circuit": "1"})
    code, said, _ = run("-c", "heffingen", "--json", "-", "--full")
    (told,) = json.loads(said)
    assert code == 0
    assert told["full"]
    assert told["not_checked"] == {"cover_off_ground": None}
    assert told["rules"] == [
        {
            "rule": "support_missing",
            "severity": "warning",
            "layer": "luminaire",
            "open": 1,
            "waived": 0,
        }
    ]
    assert told["examples"]["support_missing"][0].startswith("L-1")


def test_mistakes_are_told(run) -> None:
    assert run("-c", "nowhere")[0] == 1
    assert run("--rule", "no_such_rule")[0] == 1
