from __future__ import annotations

import json
from typing import Any

import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box
from shapely.geometry import mapping

from gis.errors import Severity
from gis.geometry import MAX_VERTICES, Territory, conform, exchange_axes, from_geojson
from layers.spec import GeometryKind

numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 4))
points = st.tuples(numbers, numbers)
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@given(json_values)
def test_whatever_stands_for_a_geometry_is_answered_never_thrown(value: Any) -> None:
    geometry, issues = from_geojson(value)
    assert (geometry is None) == bool(issues)


@given(
    st.sampled_from(["Point", "LineString", "Polygon", "MultiPoint", "MultiPolygon"]), json_values
)
def test_whatever_stands_for_coordinates_is_answered(kind: str, value: Any) -> None:
    geometry, issues = from_geojson({"type": kind, "coordinates": value})
    assert geometry is not None or issues


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=30))
def test_what_was_written_is_read(places: list[tuple[float, float]]) -> None:
    line = LineString(places)
    geometry, issues = from_geojson(json.loads(json.dumps(mapping(line))))
    assert not issues
    assert shapely.equals_exact(geometry, line)


def test_depth_and_size_are_bounded() -> None:
    deep: Any = [1.0, 2.0]
    for _ in range(500):
        deep = [deep]
    assert from_geojson({"type": "MultiPolygon", "coordinates": deep})[1]
    many = {"type": "LineString", "coordinates": [[6.0, 49.0]] * (MAX_VERTICES + 1)}
    assert [issue.code for issue in from_geojson(many)[1]] == ["geometry_too_many"]


@given(st.lists(points, min_size=4, max_size=12))
@example([(0.0, -1.0), (0.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, 0.0), (-1.0, 0.0)])
def test_an_area_is_valid_afterwards_or_refused(ring: list[tuple[float, float]]) -> None:
    found, issues = conform(Polygon(ring), GeometryKind.AREA)
    if found is None:
        assert any(issue.severity is Severity.ERROR for issue in issues)
    else:
        assert isinstance(found, MultiPolygon)
        assert found.is_valid
        assert found.area > 0


@given(st.lists(points, min_size=3, max_size=12, unique=True), st.data())
def test_a_line_in_pieces_is_joined_again(
    places: list[tuple[float, float]], data: st.DataObject
) -> None:
    line = LineString(places)
    if not line.is_simple:
        return
    cut = data.draw(st.integers(1, len(places) - 2))
    pieces = MultiLineString([places[: cut + 1], places[cut:]])
    found, issues = conform(pieces, GeometryKind.LINE)
    assert found is not None
    assert [issue.code for issue in issues] == ["geometry_merged"]
    assert found.equals(line)


@pytest.mark.parametrize(
    ("geometry", "kind", "code"),
    [
        (None, GeometryKind.POINT, "geometry_missing"),
        (Point(), GeometryKind.POINT, "geometry_empty"),
        (Point(float("nan"), 1), GeometryKind.POINT, "geometry_not_finite"),
        (Point(float("inf"), 1), GeometryKind.POINT, "geometry_not_finite"),
        (Point(1, 1), GeometryKind.LINE, "geometry_kind"),
        (MultiPoint([(0, 0), (1, 1)]), GeometryKind.POINT, "geometry_several_parts"),
        (
            MultiLineString([[(0, 0), (1, 1)], [(5, 5), (6, 6)]]),
            GeometryKind.LINE,
            "geometry_several_parts",
        ),
        (LineString([(1, 1), (1, 1)]), GeometryKind.LINE, "geometry_degenerate"),
        (Polygon([(0, 0), (1, 1), (2, 2), (0, 0)]), GeometryKind.AREA, "geometry_invalid"),
    ],
)
def test_what_cannot_be_repaired_is_refused_by_name(geometry, kind, code) -> None:
    found, issues = conform(geometry, kind)
    assert found is None
    assert [issue.code for issue in issues] == [code]


def test_a_bow_tie_is_repaired_and_said_so() -> None:
    found, issues = conform(Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]), GeometryKind.AREA)
    assert found is not None
    assert found.is_valid
    assert [(i.code, i.severity) for i in issues] == [("geometry_repaired", Severity.WARNING)]
    assert "crosses itself at" in issues[0].sentence.en
    assert "kreuzt sich bei" in issues[0].sentence.de


def test_heights_are_left_out_and_said_so() -> None:
    found, issues = conform(Point(1, 2, 3), GeometryKind.POINT)
    assert found is not None
    assert not found.has_z
    assert [issue.code for issue in issues] == ["height_dropped"]


HEFFINGEN = Territory(
    "Heffingen", "EPSG:2169", box(83e3, 89e3, 88e3, 96e3), 200.0, (0, 0, 2e5, 2e5)
)
NOWHERE = Territory("New", "EPSG:2169", None, 0.0, (48e3, 57e3, 107e3, 139e3))


@pytest.mark.parametrize(
    ("territory", "place", "codes"),
    [
        (HEFFINGEN, Point(85e3, 92e3), []),
        (HEFFINGEN, Point(88_150, 92e3), ["outside_boundary"]),
        (HEFFINGEN, Point(92e3, 85e3), ["axes_swapped"]),
        (HEFFINGEN, Point(60e3, 60e3), ["outside_commune"]),
        (HEFFINGEN, LineString([(60e3, 92e3), (85e3, 92e3)]), []),
        (NOWHERE, Point(85e3, 92e3), []),
        (NOWHERE, Point(1e6, 92e3), ["outside_crs"]),
        (NOWHERE, Point(138e3, 57e3), ["axes_swapped"]),
    ],
)
def test_where_an_asset_may_lie(territory: Territory, place, codes: list[str]) -> None:
    assert [issue.code for issue in territory.check(place)] == codes


@given(st.lists(points, min_size=2, max_size=9))
def test_exchanging_axes_twice_changes_nothing(places: list[tuple[float, float]]) -> None:
    line = LineString(places)
    assert shapely.equals_exact(exchange_axes(exchange_axes(line)), line)
