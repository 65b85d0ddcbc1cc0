"""``netzkaart map`` writes one file that needs nobody, and in it only what its level may see."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from shapely import Point
from typer.testing import CliRunner

from api.cli import app
from api.commands import map_file
from gis import assets
from gis.maps import single_file
from gis.maps.words import words_in
from layers.spec import LANGUAGES


@pytest.fixture
def run(make_commune, opened, owner_engine, monkeypatch):
    make_commune()
    with opened("heffingen") as session:
        open_to_all, hidden = session.layer("pole"), session.layer("water_pump")
        place = Point(85_000, 92_000)
        assets.create(session, open_to_all, place, {"code": "OPEN-1", "remark": "INSIDE-1"})
        assets.create(session, hidden, place, {"code": "SECRET-1"})

    @contextmanager
    def engine(_settings):
        yield owner_engine

    monkeypatch.setattr(map_file, "owner_engine", engine)

    def invoke(*arguments: object, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["map", *map(str, arguments)])
        assert done.exit_code == code, done.output
        return done.output

    return invoke


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (None, {"OPEN-1"}),
        ("public", {"OPEN-1"}),
        ("internal", {"OPEN-1", "INSIDE-1"}),
        ("restricted", {"OPEN-1", "INSIDE-1", "SECRET-1"}),
    ],
)
def test_a_level_is_what_may_be_in_the_file(run, tmp_path: Path, level, shown) -> None:
    out = tmp_path / "map.html"
    told = run("-c", "heffingen", "--out", out, *(("--level", level) if level else ()))
    assert "map.html" in told.replace("\n", "")
    page = out.read_text(encoding="utf-8")
    assert {code for code in ("OPEN-1", "INSIDE-1", "SECRET-1") if code in page} == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_speaks_a_language_and_asks_nobody(run, tmp_path: Path, language) -> None:
    out = tmp_path / "map.html"
    run("-c", "heffingen", "--out", out, "--lang", language)
    page = out.read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in page
    assert words_in(language)["legend"] in page
    assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', page)


def test_what_needs_a_server_is_not_in_the_file(run, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    run("-c", "heffingen", "--out", out)
    page = out.read_text(encoding="utf-8")
    markup = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    assert 'id="legend"' in markup
    for part in ("colour-layer", "filter-layer", "day-slider", "sheet-print"):
        assert part not in markup


def test_a_level_that_is_none_and_a_commune_that_is_not_there_are_refused(
    run, tmp_path: Path
) -> None:
    out = tmp_path / "map.html"
    assert "restricted" in run("-c", "heffingen", "--out", out, "--level", "secret", code=2)
    run("-c", "nowhere", "--out", out, code=1)
    assert not out.exists()


def test_what_is_too_large_for_a_file_says_what_helps(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(map_file, "render_file", _small)
    out = tmp_path / "map.html"
    told = run("-c", "heffingen", "--out", out, "--lang", "en", code=1)
    assert "--level public" in " ".join(told.split())
    assert not out.exists()


def _small(session, language: str) -> str:
    return single_file.render_file(session, language, most=10)
