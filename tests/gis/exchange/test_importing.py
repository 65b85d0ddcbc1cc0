from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from rich.console import Console

from gis.errors import CrsNeeded, Issue, NotAllowed, Unauthenticated, UnknownLayer
from gis.exchange.errors import ImportRefused, LocalCoordinates
from gis.exchange.importer import import_file
from gis.exchange.options import ImportOptions
from gis.exchange.report import ImportReport
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.gis.exchange.conftest import EXCERPTS, HOME, point

Write = Callable[..., Path]
Imported = Callable[..., ImportReport]

AREA = shapely.box(70000, 90000, 100000, 100000)
"""Around Heffingen, LUREF."""


def features(count: int = 3, **properties: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [
        (point(HOME[0] + n / 1000, HOME[1]), {"code": f"P{n}", **properties}) for n in range(count)
    ]


def outcome(report: ImportReport) -> tuple[int, ...]:
    return tuple(report.total(w) for w in ("created", "changed", "unchanged", "rejected"))


def codes(issues: list[Issue], severity: str = "error") -> list[str]:
    return [issue.code for issue in issues if issue.severity == severity]


def refused(imported: Imported, path: Path, **options: Any) -> ImportReport:
    with pytest.raises(ImportRefused) as caught:
        imported("heffingen", path, **options)
    assert caught.value.report.refused
    return caught.value.report


def test_values_as_people_write_them(
    make_commune: Any, geojson: Write, imported: Imported, rows: Any
) -> None:
    make_commune(boundary=AREA)
    said = [
        {"Mastnummer": "La-17 ", "Höhe": "4,5", "Material": "STAHL", "Baujahr": "1998.0"},
        {"Mastnummer": "la-17", "Höhe": "NULL", "Material": "", "Baujahr": 0},
        {"Mastnummer": 18, "Höhe": "600 cm", "Material": "unbekannt", "Baujahr": None},
    ]
    path = geojson([(point(*HOME), each) for each in said], "Masten.geojson")
    report = imported("heffingen", path)
    assert outcome(report) == (3, 0, 0, 0)
    found = {row["code"]: row for row in rows("heffingen", "pole")}
    assert set(found) == {"La-17", "la-17", "18"}
    assert found["La-17"]["height_m"] == 4.5
    assert found["La-17"]["material"] == "steel"
    assert found["La-17"]["installed_year"] == 1998
    assert found["18"]["height_m"] == 6
    assert found["18"]["survey_method"] is None
    assert found["la-17"]["installed_year"] is None
    assert "sentinel" in codes(report.issues, "note")


def test_the_same_file_again_changes_nothing(
    make_commune: Any, geojson: Write, imported: Imported, revisions: Any, rows: Any
) -> None:
    make_commune(boundary=AREA)
    path = geojson(features(), "pole.geojson")
    assert outcome(imported("heffingen", path)) == (3, 0, 0, 0)
    before = rows("heffingen", "pole")
    assert outcome(imported("heffingen", path)) == (0, 0, 3, 0)
    assert revisions("heffingen") == [1, 3]
    assert rows("heffingen", "pole") == before


def test_a_changed_file_changes_only_what_it_says(
    make_commune: Any, geojson: Write, imported: Imported, revisions: Any, rows: Any
) -> None:
    make_commune(boundary=AREA)
    imported("heffingen", geojson(features(height_m=4, remark="old"), "pole.geojson"))
    changed = features(height_m=4)
    changed[1][1]["height_m"] = 5
    changed[2][0]["coordinates"][0] += 0.0000004  # three centimetres
    report = imported("heffingen", geojson(changed, "poles2.geojson"), layer="pole")
    assert outcome(report) == (0, 2, 1, 0)
    assert revisions("heffingen") == [1, 3, 2]
    found = rows("heffingen", "pole")
    assert [row["version"] for row in found] == [1, 2, 2]
    assert [row["remark"] for row in found] == ["old"] * 3  # the second file does not speak of it


def test_an_empty_cell_clears_only_in_our_own_form(
    make_commune: Any, geojson: Write, imported: Imported, rows: Any
) -> None:
    make_commune(boundary=AREA)
    imported("heffingen", geojson(features(1, height_m=4, remark="x"), "pole.geojson"))
    foreign = [(point(*HOME), {"Mastnummer": "P0", "Höhe": None})]
    report = imported("heffingen", geojson(foreign, "masten.geojson"))
    assert outcome(report) == (0, 0, 1, 0)
    own = geojson(features(1, height_m=None, remark="x"), "pole.geojson")
    assert outcome(imported("heffingen", own)) == (0, 1, 0, 0)
    assert rows("heffingen", "pole")[0]["height_m"] is None


def test_rounding_of_degrees_is_no_move(
    make_commune: Any, geojson: Write, imported: Imported, rows: Any
) -> None:
    make_commune(boundary=AREA)
    exact = [(point(6.24123456789, 49.77123456789), {"code": "A"})]
    imported("heffingen", geojson(exact, "pole.geojson"))
    rounded = [(point(6.2412346, 49.7712346), {"code": "A"})]
    assert outcome(imported("heffingen", geojson(rounded, "pole.geojson"))) == (0, 0, 1, 0)


def test_rows_without_code_are_known_again(
    make_commune: Any, geojson: Write, imported: Imported, rows: Any
) -> None:
    make_commune(boundary=AREA)
    without = [(geometry, {"height_m": 4}) for geometry, _ in features()]
    path = geojson(without, "pole.geojson")
    assert outcome(imported("heffingen", path)) == (3, 0, 0, 0)
    assert outcome(imported("heffingen", path)) == (0, 0, 3, 0)
    assert [row["code"][-6:] for row in rows("heffingen", "pole")] == ["-00001", "-00002", "-00003"]


def test_codes_in_our_own_numbering_do_not_meet_the_next_ones(
    make_commune: Any, geojson: Write, imported: Imported, rows: Any
) -> None:
    make_commune(boundary=AREA)
    prefix = CATALOGUE["pole"].code_prefix
    own = [(point(*HOME), {"code": f"{prefix}-00002"}), (point(6.241, 49.77), {"code": None})]
    imported("heffingen", geojson(own, "pole.geojson"))
    assert [row["code"] for row in rows("heffingen", "pole")] == [
        f"{prefix}-00002",
        f"{prefix}-00003",
    ]


def test_all_errors_are_told_and_nothing_is_changed(
    make_commune: Any, geojson: Write, imported: Imported, revisions: Any
) -> None:
    make_commune(boundary=AREA)
    bad = [
        (
            point(*HOME),
            {"code": "A", "height_m": "high", "installed_year": 1750, "status": "in_use"},
        ),
        (point(*HOME), {"code": "B", "height_m": 4, "installed_year": "x1", "status": "great"}),
        (point(*HOME), {"code": "B", "height_m": 4, "installed_year": 1990, "status": "in_use"}),
        (point(2, 48), {"code": "C", "height_m": 4, "installed_year": 1990, "status": "in_use"}),
        (None, {"code": "D", "height_m": 5, "installed_year": 1990, "status": "in_use"}),
        (point(*HOME), {"code": "E", "height_m": 4, "installed_year": 1990, "status": "in_use"}),
    ]
    path = geojson(bad, "pole.geojson")
    report = refused(imported, path)
    found = {(issue.code, issue.path) for issue in report.issues if issue.severity == "error"}
    assert found == {
        ("number_expected", "features.0.height_m"),
        ("out_of_range", "features.0.installed_year"),
        ("number_expected", "features.1.installed_year"),
        ("not_in_list", "pole.status"),
        ("outside_commune", "features.3.geometry"),
    }
    assert ("row_without_geometry", "features.4.geometry") in {
        (issue.code, issue.path) for issue in report.issues
    }
    assert revisions("heffingen") == [1]
    report = imported("heffingen", path, skip_errors=True)
    assert outcome(report) == (2, 0, 0, 4)
    assert report.errors == 5


def test_lists_and_objects_are_told_or_left_and_never_a_trace(
    make_commune: Any, geojson: Write, imported: Imported
) -> None:
    make_commune(boundary=AREA)
    nested: list[Any] = [["a", 1], {"a": [1]}, [], 5]
    rows = features(4, height_m=4, installed_on="2001-02-03", material="steel", owner="Commune")
    for (_, properties), value in zip(rows, nested, strict=True):
        properties["extra"] = value
    wrong = [(place, dict(properties)) for place, properties in rows]
    wrong[1][1].update(height_m=[4, 5], installed_on={"year": 2001}, material=["steel"])
    report = refused(imported, geojson(wrong, "pole.geojson"))
    assert {(i.code, i.path) for i in report.issues if i.severity == "error"} == {
        ("number_expected", "features.1.height_m"),
        ("not_a_date", "features.1.installed_on"),
    }
    rows[1][1].update(code=["P", 1], owner={"name": "Commune"})
    report = imported("heffingen", geojson(rows, "pole.geojson"))
    assert outcome(report) == (4, 0, 0, 0)
    assert report.layers[0].mapping.unused == ("extra",)


def test_what_is_not_understood_names_row_field_and_value(
    make_commune: Any, geojson: Write, imported: Imported
) -> None:
    make_commune(boundary=AREA)
    for years in (["1990", "anno 1987", "1991"], ["anno 1987", "ëm 1950", None]):
        rows = features()
        for (_, properties), year in zip(rows, years, strict=True):
            properties.update({"Baujahr": year, "Material": "Stahl"})
        path = geojson(rows, "pole.geojson")
        if "1990" in years:
            report = refused(imported, path)
        else:
            report = imported("heffingen", path)
            assert report.layers[0].mapping.unused == ("Baujahr",)
        said = " ".join(issue.sentence.en for issue in report.issues if issue.severity != "note")
        for word in ("anno 1987", "Baujahr", f"features.{years.index('anno 1987')}"):
            assert word in said
    rows = features(Material="grouss", Baujahr="1990")
    report = imported("heffingen", geojson(rows, "pole.geojson"))
    (told,) = [issue for issue in report.issues if issue.code == "unfit_column"]
    assert told.details["values"] == "'grouss' (features.0)"


def test_codes_that_occur_twice(make_commune: Any, geojson: Write, imported: Imported) -> None:
    make_commune(boundary=AREA)
    twice = [(point(*HOME), {"code": "A", "height_m": h}) for h in (4, 5)]
    report = refused(imported, geojson([*twice, *features(8)], "pole.geojson"))
    assert codes(report.issues) == ["duplicate_code", "duplicate_code"]
    for issue in report.issues:
        assert "features.0, features.1" in issue.sentence.en
    same = [(point(*HOME), {"code": "A", "height_m": 4})] * 2
    report = imported("heffingen", geojson([*same, *features(8)], "pole.geojson"))
    assert outcome(report) == (9, 0, 0, 1)
    assert codes(report.issues, "warning") == ["duplicate_row"]


def test_references_by_code(
    make_commune: Any, geojson: Write, imported: Imported, rows: Any
) -> None:
    make_commune(boundary=AREA)
    imported("heffingen", geojson(features(2), "pole.geojson"))
    lamps = [(point(*HOME), {"code": f"L{n}", "pole": f"P{n}"}) for n in range(2)]
    imported("heffingen", geojson(lamps, "luminaire.geojson"))
    poles = {row["code"]: row["id"] for row in rows("heffingen", "pole")}
    found = {row["code"]: row["pole"] for row in rows("heffingen", "luminaire")}
    assert found == {"L0": poles["P0"], "L1": poles["P1"]}
    lamps[0][1]["pole"] = "P9"
    report = refused(imported, geojson(lamps, "luminaire.geojson"))
    assert codes(report.issues) == ["not_a_reference"]


def test_an_id_of_ours_outlives_a_change_of_code(
    make_commune: Any, geojson: Write, imported: Imported, rows: Any, tmp_path: Path
) -> None:
    make_commune(boundary=AREA)
    imported("heffingen", geojson(features(2), "pole.geojson"))
    own = rows("heffingen", "pole")
    again = geojson(features(2), "pole.geojson")
    collection = json.loads(again.read_text())
    for feature, row in zip(collection["features"], own, strict=True):
        feature["id"] = str(row["id"])
    collection["features"][0]["properties"]["code"] = "NEW"
    again.write_text(json.dumps(collection))
    assert outcome(imported("heffingen", again)) == (0, 1, 1, 0)
    assert {row["code"] for row in rows("heffingen", "pole")} == {"NEW", "P1"}
    collection["features"][0]["properties"]["code"] = "P1"
    collection["features"].pop(1)
    again.write_text(json.dumps(collection))
    assert codes(refused(imported, again).issues) == ["code_elsewhere"]


def test_a_dry_run_only_tells(
    make_commune: Any, geojson: Write, imported: Imported, revisions: Any
) -> None:
    make_commune(boundary=AREA)
    report = imported("heffingen", geojson(features(), "pole.geojson"), dry_run=True)
    assert outcome(report) == (3, 0, 0, 0)
    assert revisions("heffingen") == [1]


def test_swapped_axes(make_commune: Any, geojson: Write, imported: Imported) -> None:
    make_commune(boundary=AREA)
    swapped = [(point(HOME[1], HOME[0]), {"code": "A"})]
    report = refused(imported, geojson(swapped, "pole.geojson"))
    assert codes(report.issues) == ["axes_swapped"]


def test_a_crs_is_asked_for_with_a_hint(
    make_commune: Any, geojson: Write, imported: Imported
) -> None:
    make_commune(boundary=AREA)
    metres = geojson([(point(85000, 93000), {"code": "A"})], "pole.geojson")
    with pytest.raises(CrsNeeded) as caught:
        imported("heffingen", metres)
    assert "EPSG:2169" in caught.value.guess
    assert outcome(imported("heffingen", metres, crs="EPSG:2169")) == (1, 0, 0, 0)
    local = geojson([(point(1250, 820), {"code": "B"})], "pole.geojson")
    with pytest.raises(LocalCoordinates) as local_caught:
        imported("heffingen", local)
    assert "Heffingen" in str(local_caught.value)


def test_a_crs_of_the_users_wins_and_is_told(
    make_commune: Any, geojson: Write, imported: Imported, rows: Any
) -> None:
    make_commune(boundary=AREA)
    path = geojson(
        [(point(85000, 93000), {"code": "A"})],
        "pole.geojson",
        crs={"type": "name", "properties": {"name": "EPSG:25832"}},
    )
    report = imported("heffingen", path, crs="2169")
    assert "crs_differs" in codes(report.issues, "warning")
    assert rows("heffingen", "pole")[0]["wkt"] == "POINT(85000 93000)"


def test_who_may_not_import_cannot(make_commune: Any, opened: Any) -> None:
    make_commune()
    path = EXCERPTS / "kansas_city_poles.geojson"
    with opened("heffingen", ANYONE) as session, pytest.raises(Unauthenticated):
        import_file(session, path)
    clerk = Viewer("clerk", ViewerRole.CLERK)
    with opened("heffingen", clerk) as session, pytest.raises(NotAllowed):
        import_file(session, path)


def test_a_layer_that_is_not_there(make_commune: Any, geojson: Write, imported: Imported) -> None:
    make_commune()
    with pytest.raises(UnknownLayer):
        imported("heffingen", geojson(features()), layer="lamppost")


def test_a_file_without_a_place_here_is_refused(
    make_commune: Any, geojson: Write, imported: Imported
) -> None:
    make_commune()
    report = refused(imported, geojson([(point(*HOME), {"a": 1})], "xyz.geojson"))
    assert codes(report.issues) == ["no_layer"]
    assert [(left.name, left.count) for left in report.leftovers] == [("xyz", 1)]
    empty = imported("heffingen", geojson([], "pole.geojson"))
    assert codes(empty.issues, "warning") == ["no_features"]


def test_mixed_geometries_are_refused_one_by_one(
    make_commune: Any, geojson: Write, imported: Imported
) -> None:
    make_commune(boundary=AREA)
    line = {"type": "LineString", "coordinates": [[6.24, 49.77], [6.241, 49.77]]}
    multi = {"type": "MultiPoint", "coordinates": [[6.24, 49.77]]}
    mixed = [(line, {"code": "A"}), (multi, {"code": "B"}), (point(*HOME), {"code": "C"})]
    report = refused(imported, geojson(mixed, "pole.geojson"))
    assert [(i.code, i.path) for i in report.issues] == [("geometry_kind", "features.0.geometry")]


def test_of_all_communes_only_the_own_boundary_is_taken(
    make_commune: Any, geojson: Write, imported: Imported, rows: Any
) -> None:
    make_commune()
    square = [[6.2, 49.7], [6.3, 49.7], [6.3, 49.8], [6.2, 49.8], [6.2, 49.7]]
    areas = [
        ({"type": "Polygon", "coordinates": [square]}, {"name": name})
        for name in ("Nommern", "Heffingen", "Larochette")
    ]
    report = imported("heffingen", geojson(areas, "communes.geojson"))
    assert outcome(report) == (1, 0, 0, 0)
    assert [(left.name, left.count) for left in report.leftovers] == [("communes", 2)]
    square[1][0] = square[2][0] = 6.35
    other = geojson(areas, "other.geojson")
    assert outcome(imported("heffingen", other, layer="commune_boundary")) == (0, 1, 0, 0)
    assert [row["name"] for row in rows("heffingen", "commune_boundary")] == ["Heffingen"]


def test_a_boundary_far_from_the_home_crs_is_refused(
    make_commune: Any, geojson: Write, imported: Imported
) -> None:
    make_commune()
    far = shapely.box(-85.1, 37.9, -85.0, 38.0)  # Kentucky
    near = shapely.box(6.2, 49.7, 6.3, 50.3)  # a little beyond the country
    for area, code in ((far, "outside_crs"), (shapely.box(49.7, 6.2, 49.8, 6.3), "axes_swapped")):
        path = geojson([(shapely.geometry.mapping(area), {"name": "Heffingen"})])
        report = refused(imported, path, layer="commune_boundary")
        assert codes(report.issues)[0] in (code, "outside_crs")
        assert report.total("created") == 0
    path = geojson([(shapely.geometry.mapping(near), {"name": "Heffingen"})])
    assert outcome(imported("heffingen", path, layer="commune_boundary")) == (1, 0, 0, 0)


def test_the_report_tells_people_and_programs(
    make_commune: Any, geojson: Write, imported: Imported
) -> None:
    make_commune(boundary=AREA)
    report = imported("heffingen", geojson(features(colour="[red]"), "pole.geojson"))
    told = report.to_json("de")
    assert json.loads(json.dumps(told)) == told
    assert told["rows"] == {"read": 3, "created": 3, "changed": 0, "unchanged": 0, "rejected": 0}
    assert told["layers"][0]["unused_columns"] == ["colour"]
    assert told["layers"][0]["crs"]["known_by"] == "RFC 7946"
    assert "LUREF" in told["layers"][0]["crs"]["operation"]
    assert len(told["file"]["sha256"]) == 64
    console = Console(record=True, width=120)
    report.render(console, "fr")
    assert "pole.geojson" in console.export_text()
    report.layers[0].crs = ""  # of a table without position, say
    console = Console(record=True, width=120)
    report.render(console, "fr")
    assert ", ;" not in console.export_text()


def test_progress_is_told(make_commune: Any, opened: Any, geojson: Write) -> None:
    make_commune(boundary=AREA)
    told: list[tuple[str, int, int]] = []
    with opened("heffingen", source="import") as session:
        import_file(
            session,
            geojson(features(), "pole.geojson"),
            ImportOptions(),
            progress=lambda *step: told.append(step),
        )
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        "read", "map", "place", "check", "identify", "write"
    ]  # fmt: skip
