"""What goes out comes in again: the same assets, and no change where they are already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gis.exchange.export import geopackage, text
from gis.exchange.export.profile import Profile
from gis.exchange.report import ImportReport
from tests.gis.exchange.conftest import EXCERPTS

pytestmark = pytest.mark.slow  # whole communes go out and in

Imported = Callable[..., ImportReport]

NETWORKS = {
    "ky4_excerpt.inp": (26916, "EPSG:3089"),
    "bellinge_excerpt.inp": (25832, "EPSG:25832"),
}


def exported(opened: Any, commune: str, folder: Path) -> dict[str, Path]:
    """Write every layer that holds anything, as SIGI gets it."""
    folder.mkdir()
    found = {}
    with opened(commune, snapshot=True) as session:
        for layer in session.catalogue.values():
            content = b"".join(text.collection(session, layer, Profile.RFC7946))
            if b'"Feature"' in content:
                found[layer.name] = folder / f"{layer.name}.geojson"
                found[layer.name].write_bytes(content)
    return found


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines()


@pytest.mark.parametrize("name", NETWORKS)
def test_exported_and_imported_again(
    name: str, make_commune: Any, imported: Imported, opened: Any, revisions: Any, tmp_path: Path
) -> None:
    srid, crs = NETWORKS[name]
    make_commune("first", srid=srid)
    make_commune("second", srid=srid)
    imported("first", EXCERPTS / name, crs=crs)
    out = exported(opened, "first", tmp_path / "first")
    assert len(out) >= 2
    for path in out.values():
        assert imported("second", path).errors == 0
    back = exported(opened, "second", tmp_path / "second")
    assert back.keys() == out.keys()
    for layer, path in out.items():
        assert lines(back[layer]) == lines(path)
    before = revisions("first")
    for path in out.values():
        report = imported("first", path)
        assert report.total("created") == report.total("changed") == 0
    assert revisions("first") == before


def test_our_geopackage_imported_again(
    make_commune: Any,
    imported: Imported,
    opened: Any,
    revisions: Any,
    now: datetime,
    tmp_path: Path,
) -> None:
    make_commune("first", srid=26916)
    make_commune("second", srid=26916)
    imported("first", EXCERPTS / "ky4_excerpt.inp", crs="EPSG:3089")
    path = tmp_path / "first.gpkg"
    with opened("first", snapshot=True) as session:
        geopackage.write(session, list(session.catalogue.values()), path, now)
    before = revisions("first")
    report = imported("first", path)
    assert report.total("created") == report.total("changed") == 0
    assert report.total("unchanged") > 0
    assert revisions("first") == before
    imported("second", path)
    out = exported(opened, "first", tmp_path / "out")
    back = exported(opened, "second", tmp_path / "back")
    for layer, file in out.items():
        ids = [line.split('"geometry"', 1)[1:] for line in lines(file)]
        assert sorted(ids) == sorted(line.split('"geometry"', 1)[1:] for line in lines(back[layer]))
