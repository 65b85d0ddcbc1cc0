"""What whoever asks gets to see: every layer, every field, every role, every door.

A commune holds one asset of every layer with a mark in every field that can hold one. Each door
must show the marks that the role may see, and no trace of the others: neither a value nor an
id, a place, a count, the name of a layer or of a field.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from shapely import LineString, MultiPolygon, Point, box

from api.commands.base import shell_viewer
from api.pages.statistics import offered
from field_capture.orders import stops as order_stops
from field_capture.orders import work_order
from field_capture.orders.says import Wanted as WantedOrder
from gis import assets
from gis.database import journal
from gis.maps.single_file import render_file
from gis.models import json_schema
from gis.viewer import ACTIONS, LEVELS, Action, Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import Field, FieldRole, GeometryKind, Kind, Layer, Visibility
from tests.api.doors import DOORS, address

pytestmark = pytest.mark.slow

SHORTEST = 6
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROLES = tuple(ViewerRole)


@dataclass
class Planted:
    """An asset and the marks by which its fields are recognised."""

    layer: Layer
    id: UUID
    values: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    spot: tuple[float, float] = (0.0, 0.0)

    def traces(self, name: str) -> Iterator[bytes]:
        """Yield what a field's value looks like in texts, tiles and files of databases."""
        if name in self.marks:
            yield self.marks[name].encode()
        if name in self.numbers:
            yield str(self.numbers[name]).encode()
            yield struct.pack("<d", self.numbers[name])
            yield struct.pack(">d", self.numbers[name])

    def own(self) -> Iterator[bytes]:
        """Yield what tells that there is such an asset, and where."""
        yield str(self.id).encode()
        yield self.id.bytes
        yield from (place.encode() for place in self.places)


_number = count(1)


def _plant(session, layer: Layer, planted: dict[str, Planted]) -> Planted:
    n = len(planted)
    found = Planted(layer, assets.new_id())
    for each in layer.all_fields:
        value = _value(found, each, planted)
        if value is not None:
            found.values[each.name] = value
    east, north = 85_000 + 41.3 * n, 92_000 + 37.7 * n
    assets.create(session, layer, _shape(layer, east, north), found.values, asset=found.id)
    found.spot = session.commune.operation.to_wgs84(east + 2, north + 2)
    if layer.geometry is GeometryKind.POINT:
        lon, lat = found.spot = session.commune.operation.to_wgs84(east, north)
        found.places = [f"{lon:.9f}"[:7], f"{lat:.9f}"[:8]]
    return found


def _shape(layer: Layer, east: float, north: float):
    if layer is CATALOGUE.bounding():
        return MultiPolygon([box(84_000, 91_000, 88_000, 95_000)])
    match layer.geometry:
        case GeometryKind.POINT:
            return Point(east, north)
        case GeometryKind.LINE:
            return LineString([(east, north), (east + 9, north + 7)])
        case _:
            return MultiPolygon([box(east, north, east + 9, north + 7)])


def _value(found: Planted, each: Field, planted: dict[str, Planted]) -> Any:
    n = next(_number)
    match each.kind:
        case Kind.TEXT if each.max_length >= SHORTEST or each.role is FieldRole.CODE:
            found.marks[each.name] = f"QZ{n:04d}"
            # No text of anybody becomes part of a page's markup.
            return f"QZ{n:04d}<i>" if each.max_length >= 20 and not each.role else f"QZ{n:04d}"
        case Kind.NUMBER:
            low = each.minimum or 0.0
            span = min(1.0, (low + 1 if each.maximum is None else each.maximum) - low)
            found.numbers[each.name] = round(low + span * (0.2 + (10 * n + 1) * 1e-7), 7)
            return found.numbers[each.name]
        case Kind.DATE:
            day = date(1951, 1, 1) + timedelta(days=n)
            found.marks[each.name] = day.isoformat()
            return day
        case Kind.REFERENCE:
            found.marks[each.name] = str(planted[each.refers_to].id)
            return planted[each.refers_to].id
        case Kind.CODE:
            return "in_use" if each.role is FieldRole.STATUS else each.codes.values[0]
        case Kind.CODES:
            return [each.codes.values[0]]
        case Kind.BOOLEAN:
            return True
        case Kind.INTEGER:
            return int(each.minimum or 1)
    return None


@pytest.fixture
def planted(everybody, opened) -> dict[str, Planted]:
    """Fill the commune; what is referred to comes first."""
    found: dict[str, Planted] = {}
    waiting = list(CATALOGUE.values())
    with opened("heffingen") as session:
        while waiting:
            layer = waiting.pop(0)
            needed = {each.refers_to for each in layer.all_fields if each.refers_to}
            if needed <= found.keys():
                found[layer.name] = _plant(session, layer, found)
            else:
                waiting.append(layer)
    return found


class Eyes:
    """What one role may see, and the check of everything that it is shown."""

    def __init__(self, role: ViewerRole, planted: dict[str, Planted]) -> None:
        self.level = LEVELS[role]
        self.planted = planted
        self.shown = [each for each in planted.values() if each.layer.visibility <= self.level]
        self.hidden = [each for each in planted.values() if each.layer.visibility > self.level]
        self.forbidden = {trace: (p.layer.name, "") for p in self.hidden for trace in p.own()}
        for each in planted.values():
            seen = {f.name for f in each.layer.visible_fields(self.level)}
            for one in each.layer.all_fields:
                if one.name not in seen:
                    traces = [(trace, one) for trace in each.traces(one.name)]
                    self.forbidden |= {t: (each.layer.name, f.name) for t, f in traces}
        visible = {p.layer.name for p in self.shown} | {
            f.name for p in self.shown for f in p.layer.visible_fields(self.level)
        }
        layers = {p.layer.name for p in self.hidden} - visible
        fields = {f.name for p in self.shown for f in p.layer.all_fields} - visible
        words = [rf"(?<!\w){name}(?!\w)" for name in layers] + [f'"{name}"' for name in fields]
        self.words = re.compile("|".join(words).encode()) if words else None

    def check(self, door: str, body: bytes, *, words: bool = True) -> None:
        for trace, what in self.forbidden.items():
            assert trace not in body, f"{door} shows {what}: {trace!r}"
        named = self.words.search(body) if words and self.words else None
        assert named is None, f"{door} names {named and named[0]}"

    def must(self, door: str, body: bytes, each: Planted, names: Any = None) -> None:
        """Check that all is there that this role may see of an asset."""
        for one in each.layer.visible_fields(self.level):
            if names is None or one.name in names:
                traces = list(each.traces(one.name))
                there = not traces or any(trace in body for trace in traces)
                assert there, f"{door} lacks {each.layer}.{one.name}"


@pytest.fixture
def who(request, everybody):
    return next(each for each in everybody if each.role is request.param and not each.person)


@pytest.fixture
def see(request, planted) -> Eyes:
    return Eyes(request.param, planted)


every_role = pytest.mark.parametrize(
    ("who", "see"), [(role, role) for role in ROLES], indirect=True, ids=ROLES
)

FEATURES = (
    "/ogc/heffingen/collections/{layer}/items",
    "/ogc/heffingen/collections/{layer}/items?revision=1",
    "/ogc/heffingen/collections/{layer}/items/{id}",
    "/ogc/heffingen/collections/{layer}/items/{id}?revision=1",
    "/api/v1/heffingen/assets/{layer}/{id}",
)
PAGES = (
    "/ogc/heffingen/collections/{layer}/items?f=html",
    "/ogc/heffingen/collections/{layer}/items/{id}?f=html",
)
EXPORTS = (
    "/api/v1/heffingen/exports/sigi/{layer}.geojson",
    "/api/v1/heffingen/exports/sigi/{layer}.geojson?profile=jsonfg",
    "/api/v1/heffingen/exports/sigi/{layer}.geojsonl",
)
STATISTICS = (
    "/heffingen/dashboard",
    "/heffingen/dashboard?day=2000-01-01",
    *(f"/api/v1/heffingen/statistics/{name}.json" for name in offered.NAMES),
    *(f"/api/v1/heffingen/statistics/{name}.csv" for name in offered.NAMES),
)
TABLES = ("/api/v1/heffingen/exports/tables/{layer}.csv",)
DESCRIPTIONS = (
    "/ogc/heffingen/collections/{layer}",
    "/ogc/heffingen/collections/{layer}/schema",
    "/api/v1/heffingen/exports/sigi/schemas/{layer}.json",
)


@every_role
def test_a_layer_shows_what_a_role_may_see_of_it(who, see, ask) -> None:
    exports = Action.EXPORT in ACTIONS[who.role]
    for each in see.shown:
        names = {"version", *(f.name for f in each.layer.visible_fields(see.level))}

        def got(template: str, each: Planted = each) -> tuple[str, Any]:
            path = template.format(layer=each.layer.name, id=each.id)
            answer = ask(who, "GET", path)
            assert answer.status_code == 200, f"{path}: {answer.text[:200]}"
            see.check(path, answer.content)
            return path, answer

        for template in (*FEATURES, *(EXPORTS[:2] if exports else ())):
            path, answer = got(template)
            see.must(path, answer.content, each)
            body = answer.json()
            (feature,) = body.get("features", [body])
            assert feature["properties"].keys() == names, path
        for template in PAGES + (EXPORTS[2:] + TABLES if exports else ()):
            path, answer = got(template)
            if template in PAGES:
                assert b"<i>" not in answer.content
        for template in DESCRIPTIONS if exports else DESCRIPTIONS[:2]:
            got(template)


@every_role
def test_a_hidden_layer_is_like_none(who, see, ask) -> None:
    """Whatever is asked about it: the same answer as for a name that nobody has declared."""
    shown = see.shown[0].layer.name
    asked = [door for door in DOORS if "{layer}" in door[1]]
    for each in see.hidden:
        others = {"asset": str(each.id), "feature_id": str(each.id)}
        for method, template in asked:
            more = DOORS[method, template].more
            hidden = ask(who, method, address(template, layer=each.layer.name, **others), **more)
            absent = ask(who, method, address(template, layer="no_such", **others), **more)
            told = hidden.text.replace(each.layer.name, "no_such")
            assert (hidden.status_code, told) == (absent.status_code, absent.text), template
            # Nor can its assets be found under the name of another one.
            if "{asset}" in template or "{feature_id}" in template:
                path = address(template, layer=shown, **others)
                see_not = ask(who, method, path, **more)
                random = dict.fromkeys(others, str(UUID(int=1)))
                nothing = ask(who, method, address(template, layer=shown, **random), **more)
                assert see_not.status_code == nothing.status_code
                assert see_not.status_code != 200


@every_role
def test_tiles_hold_what_a_role_may_see(who, see, ask) -> None:
    zoom = 18
    for each in see.planted.values():
        lon, lat = each.spot
        x = int((lon + 180) / 360 * 2**zoom)
        y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
        code, status = (each.layer.field_of(role) for role in (FieldRole.CODE, FieldRole.STATUS))
        fields = {code.name, status.name, *each.layer.tile_fields}
        for name in ("all", each.layer.theme.name, "all?revision=1"):
            tile, _, past = name.partition("?")
            path = f"/ogc/heffingen/tiles/{tile}/{zoom}/{x}/{y}.mvt?{past}"
            answer = ask(who, "GET", path)
            see.check(path, answer.content, words=answer.status_code == 200)
            if each in see.shown:
                see.must(path, answer.content, each, fields)


@every_role
def test_colours_filters_and_paper_know_what_a_role_may_see(who, see, ask) -> None:
    for each in see.shown:
        visible = {f.name for f in each.layer.visible_fields(see.level)}
        lon, lat = each.spot
        for one in each.layer.all_fields:
            path = f"/api/v1/heffingen/classes/{each.layer.name}/{one.name}"
            asked = f"lon={lon}&lat={lat}&{each.layer.name}.{one.name}="
            told, sheet = (
                ask(who, "GET", address)
                for address in (path, f"/heffingen/map.pdf?layers={each.layer.name}&{asked}")
            )
            assert (sheet.status_code == 200) == (one.name in visible), asked
            see.check(path, told.content, words=told.status_code == 200)
            assert one.name in visible or told.status_code >= 400


@every_role
def test_an_order_shows_the_stops_that_a_role_may_know_of(who, see, ask, opened) -> None:
    """A stop at each asset: who may not see its layer sees no such stop, on no page or paper."""
    with opened("heffingen") as session:
        made = work_order.make(session, WantedOrder(title="All of it", language="en"), NOW)
        about = [(each.layer, each.id) for each in see.planted.values()]
        order_stops.gather(session, made.id, about=about[: order_stops.MOST], now=NOW)
    if Action.SEE_REPORTS not in ACTIONS[who.role]:
        return
    for path in (
        "/heffingen/orders?lang=en",
        f"/heffingen/orders/{made.number}?lang=en",
        f"/heffingen/orders/{made.number}/sheet.pdf",
        f"/api/v1/heffingen/orders/{made.number}",
        "/api/v1/heffingen/orders",
        "/api/v1/heffingen/replacements",
    ):
        answer = ask(who, "GET", path)
        assert answer.status_code == 200, answer.text[:200]
        see.check(path, answer.content, words=False)
    told = ask(who, "GET", f"/api/v1/heffingen/orders/{made.number}").json()
    assert {each["asset"] for each in told["stops"]} == {str(each.id) for each in see.shown}


@every_role
def test_search_finds_what_a_role_may_see(who, see, ask) -> None:
    for each in see.planted.values():
        code = each.values["code"]
        visible = {f.name for f in each.layer.visible_fields(see.level)}
        found = ask(who, "GET", f"/api/v1/heffingen/search?q={code}")
        see.check("search", found.content)
        labels = [one["label"] for one in found.json()["results"]]
        assert (code in labels) == ("code" in visible), each.layer
        for name, mark in each.marks.items():
            if name not in visible:
                answer = ask(who, "GET", f"/api/v1/heffingen/search?q={mark}")
                see.check("search", answer.content)


@every_role
def test_what_tells_of_the_whole_commune(who, see, ask) -> None:
    """Lists, maps, history and changes: of what is visible, and only of that."""
    base = "/ogc/heffingen"
    for path in (f"{base}/", f"{base}/?f=html", f"{base}/collections?f=html", "/"):
        see.check(path, ask(who, "GET", path).content)
    listed = ask(who, "GET", f"{base}/collections")
    see.check("collections", listed.content)
    assert {each["id"] for each in listed.json()["collections"]} == {
        each.layer.name for each in see.shown
    }
    page = ask(who, "GET", "/heffingen/map").content
    see.check("map", page)
    assert all(each.layer.name.encode() in page for each in see.shown)
    for path in ("/api/openapi.json", "/api/"):
        assert not [t for t in see.forbidden if t in ask(who, "GET", path).content]
    for path in STATISTICS:
        answer = ask(who, "GET", path)
        assert (answer.status_code == 200) == (who.role is not ViewerRole.ANYONE), path
        see.check(path, answer.content)
    if who.role is not ViewerRole.ANYONE:
        counted = ask(who, "GET", "/api/v1/heffingen/statistics/layers.json").json()["rows"]
        assert {row["layer"]: row["count"] for row in counted} == {
            each.layer.name: 1 for each in see.shown
        }
        for each in see.shown:
            path = f"/heffingen/dashboard?layer={each.layer.name}"
            see.check(path, ask(who, "GET", path).content)
        revisions = ask(who, "GET", "/api/v1/heffingen/revisions")
        see.check("revisions", revisions.content)
        (one,) = revisions.json()["revisions"]
        assert one["layers"].keys() == {each.layer.name for each in see.shown}
        for each in see.shown:
            path = f"/api/v1/heffingen/assets/{each.layer.name}/{each.id}/history"
            answer = ask(who, "GET", path)
            see.check(path, answer.content)
            see.must(path, answer.content, each)


@pytest.mark.parametrize(
    ("who", "see"),
    [(role, role) for role in ROLES if Action.EXPORT in ACTIONS[role]],
    indirect=True,
)
def test_bundles_changes_and_receipts(who, see, ask, everybody) -> None:
    url = "/api/v1/heffingen/exports/sigi"
    answer = ask(who, "GET", f"{url}/manifest.json")
    see.check("manifest", answer.content)
    made = answer.json()
    assert {each["name"] for each in made["layers"]} == {each.layer.name for each in see.shown}
    hrefs = re.findall(rb'"href": ?"([^"]+)"', answer.content)
    assert len(hrefs) > 5 * len(see.shown)
    for href in hrefs:
        path = f"{url}/{href.decode()}"
        file = ask(who, "GET", path)
        assert file.status_code == 200, path
        see.check(path, file.content, words=path.endswith("json"))
    for name in {href.decode().split("/")[1] for href in hrefs}:
        # Somebody who may see less is not helped by the name of a bundle.
        for other in everybody:
            if LEVELS[other.role] < see.level or Action.EXPORT not in ACTIONS[other.role]:
                path = f"{url}/bundles/{name}/manifest.json"
                assert ask(other, "GET", path).status_code in (401, 403, 404)
    start = made["cursor"].split(".")[0] + ".0"
    changes = ask(who, "GET", f"/api/v1/heffingen/changes?since={start}")
    see.check("changes", changes.content)
    for each in see.shown:
        see.must("changes", changes.content, each)
    wrong = {"cursor": made["cursor"], "counts": {"water_tank": 77, "pole": 78}}
    for other in everybody:
        if Action.EXPORT in ACTIONS[other.role] and not other.person:
            told = ask(other, "POST", "/api/v1/heffingen/receipts", json=wrong)
            assert told.json()["matches"] is False
    receipts = ask(who, "GET", "/api/v1/heffingen/receipts")
    assert receipts.json()["alarm"] is True
    see.check("receipts", receipts.content)


@pytest.mark.parametrize(
    ("who", "see"),
    [(role, role) for role in ROLES if Action.CAPTURE in ACTIONS[role]],
    indirect=True,
)
def test_what_tablets_pull(who, see, ask) -> None:
    url = "/api/v1/heffingen/sync"
    here = "/pull?area=6.1,49.6,6.4,49.9"
    for path in ("/pull", here, "/catalogue", "/conflicts", "/tasks", "/areas"):
        answer = ask(who, "GET", url + path)
        assert answer.status_code == 200, answer.text
        see.check(path, answer.content)
        for each in see.shown if path.startswith("/pull") else ():
            see.must(path, answer.content, each)


@every_role
def test_reports_and_captures(who, see, ask, everybody) -> None:
    """What came in from outside tells nothing more of the assets that it means."""
    crew = next(each for each in everybody if each.role is ViewerRole.CREW)
    nobody = everybody[0]
    for name, each in see.planted.items():
        spot = each.spot
        for fault in each.layer.faults:
            sent = {"service_code": fault.code, "lat": f"{spot[1]:.3f}", "long": f"{spot[0]:.3f}"}
            for more in ({}, {"attribute[asset_code]": each.values["code"]}):
                answer = ask(
                    nobody, "POST", "/open311/heffingen/v2/requests.json", data=sent | more
                )
                assert answer.status_code == 200, (name, answer.text)
                Eyes(ViewerRole.ANYONE, see.planted).check("receipt of a report", answer.content)
        if each.layer.geometry is GeometryKind.POINT:
            fix = {"source": "geolocation", "time": "2026-11-22T11:59:00Z", "accuracy_m": 900.0}
            fix |= {"lon": spot[0] + 1e-6, "lat": spot[1]}
            values = {"layer": name, "fix": fix}
            point = {"type": "Point", "coordinates": [spot[0] + 1e-6, spot[1]]}
            body = {"type": "Feature", "geometry": point, "properties": values}
            answer = ask(crew, "POST", "/api/v1/heffingen/captures", json=body)
            assert answer.status_code == 202, answer.text
    public = Eyes(ViewerRole.ANYONE, see.planted)
    for path in ("requests.json", "requests.xml"):
        public.check(path, ask(who, "GET", f"/open311/heffingen/v2/{path}").content)
    # On the citizens' pages everybody is anyone.
    home = "/report/heffingen/"
    pages = ["list", "list?state=closed", "list.atom", "list/26-00001"]
    for each in see.planted.values():
        pages.append(f"?lat={each.spot[1]:.3f}&long={each.spot[0]:.3f}")
        pages.append(f"at/{each.values['code']}")
    for path in pages:
        public.check(path.partition("?")[0], ask(who, "GET", home + path).content)
    see.check("map with overlays", ask(who, "GET", "/heffingen/map").content)
    if Action.SEE_REPORTS in ACTIONS[who.role]:
        _at_the_desk(who, see, ask, public)


def _at_the_desk(who, see, ask, public) -> None:
    page = ask(who, "GET", "/heffingen/reports")
    see.check("desk", page.content)
    for number in sorted(set(re.findall(r'data-number="([^"]+)"', page.text))):
        see.check("report", ask(who, "GET", f"/heffingen/reports/{number}").content)
    for path in ("reports", "reports.csv", "reports.geojson"):
        public.check(path, ask(who, "GET", f"/api/v1/heffingen/{path}").content)


@every_role
def test_what_is_made_without_a_server(who, see, opened) -> None:
    viewer = Viewer("test", who.role)
    with opened("heffingen", viewer) as session:
        page = render_file(session, "en").encode()
        see.check("single file", page, words=False)
        for each in see.shown:
            see.must("single file", page, each)
        followed = list(journal.follow(session, journal.Cursor(session.commune.incarnation, 0)))
        assert {entry.layer for entry in followed} == {each.layer.name for each in see.shown}


@pytest.mark.usefixtures("everybody")
def test_a_report_tells_nobody_which_codes_there_are(planted, ask, everybody) -> None:
    """A refusal, or the lack of one, would let anybody try numbers in hidden layers."""
    nobody = everybody[0]
    lamp = planted["luminaire"]
    for each in planted.values():
        for fault in each.layer.faults:
            told = []
            for code in (each.values["code"], "QZ-NONE"):
                by_code = {"address_id": code}
                by_both = {"attribute[asset_code]": code, "attribute[asset_id]": str(lamp.id)}
                for more in (by_code, by_both | {"address_string": "Um Bierg"}):
                    sent = {"service_code": fault.code, **more}
                    answer = ask(nobody, "POST", "/open311/heffingen/v2/requests.json", data=sent)
                    told.append(answer.status_code)
            hidden = each.layer.visibility > Visibility.PUBLIC
            assert (told == [200, 200, 200, 200]) == hidden, (fault.code, told)


def test_a_schema_does_not_ask_for_what_it_hides() -> None:
    hidden = Field(
        name="secret",
        kind=Kind.TEXT,
        label=CATALOGUE["pole"].label,
        required=True,
        visibility=Visibility.RESTRICTED,
    )
    layer = replace(CATALOGUE["pole"], fields=(hidden,), tile_fields=())
    assert "secret" in str(json_schema(layer))
    assert "secret" not in str(json_schema(layer, layer.visible_fields(Visibility.INTERNAL)))


def test_who_changes_assets_sees_all() -> None:
    """References, codes that are taken and undoing would tell an editor of what is hidden."""
    for role, actions in ACTIONS.items():
        if actions & {Action.CAPTURE, Action.EDIT, Action.IMPORT, Action.ADMINISTER}:
            assert LEVELS[role] is max(Visibility), role
    assert shell_viewer().level is max(Visibility)
