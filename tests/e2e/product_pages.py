"""Every page of the product, from the table of its doors, and a commune in which each shows much.

A new route is either in `PAGES`, or in `FILES`: what no browser shows as a page of ours. Addresses
of the API and of Open311 are for programs; that they answer no HTML is tried out.
"""

from __future__ import annotations

import io
import re
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi.testclient import TestClient
from PIL import Image
from shapely import LineString, Point, box
from sqlalchemy import Engine

from api.dependencies import SESSION_COOKIE, TOKEN_COOKIE
from api.routes.reports.guards import form_secret
from api.security import accounts, forms, sessions
from field_capture import proposals
from field_capture.orders import announcing, release, work_order
from field_capture.orders import moves as order_moves
from field_capture.orders import stops as order_stops
from field_capture.orders.says import Wanted
from field_capture.reports import photos as report_photos
from field_capture.reports import public_report, supporters
from field_capture.states.order import OrderState
from gis import assets
from gis.database import journal
from gis.quality.checking import check
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.api.doors import ASSET, BACK, DOORS, IMPORT, OGC, OPEN311, PEOPLE, address
from tests.conftest import ROOT

LON, LAT = 6.2387, 49.7703
_PATIENCE_S = 60
LAMPS = ROOT / "docs" / "examples" / "lamps.geojson"
WRONG = ROOT / "docs" / "examples" / "lamps_wrong.geojson"

PIPE = {"layer": "water_pipe", "asset": "{pipe}", "feature_id": "{pipe}"}

PAGES: dict[str, tuple[str, ...]] = {
    "/": ("",),
    "/api/": ("",),
    "/accessibility": ("", "?sent=1"),
    "/field/{name:path}": ("",),
    "/account": ("",),
    "/account/sign-in": ("",),
    "/account/welcome": ("",),
    "/{commune}/feedback": ("",),
    PEOPLE: ("",),
    "/report/{commune}/": ("", "?what=lamp_out", "?q=nowhere", f"?lat={LAT}&long={LON}"),
    "/report/{commune}/list": ("", "?state=closed", "?number=26-99999"),
    "/report/{commune}/list/{number}": ("",),
    "/report/{commune}/works/{works}": ("",),
    "/report/{commune}/mail/{token}": ("",),
    "/{commune}/labels": ("",),
    "/{commune}/webhooks": ("",),
    "/report/{commune}/{token}": ("",),
    "/{commune}/assets/new": (f"?at={LAT},{LON}",),
    "/{commune}/assets/{layer}/new": (f"?at={LAT},{LON}",),
    ASSET: ("",),
    f"{ASSET}/edit": ("",),
    f"{ASSET}/propose": ("",),
    f"{ASSET}/split": ("",),
    f"{ASSET}/join": ("",),
    "/{commune}/reports": ("", "?stage=closed&urgent=1"),
    "/{commune}/reports/new": ("",),
    "/{commune}/reports/numbers": ("",),
    "/{commune}/reports/heat": ("", "?period=quarter&status=open"),
    "/{commune}/reports/settings": ("",),
    "/{commune}/reports/{number}": ("", "?to=rejected"),
    "/{commune}/reports/{number}/slip": ("",),
    "/{commune}/reports/{number}/photos/{photo}/redact": ("",),
    "/{commune}/review": ("", "?kind=correction", "?kind=issue"),
    "/{commune}/orders": ("", "?view=board", "?reports=26-00001"),
    "/{commune}/orders/{order}": ("",),
    "/{commune}/orders/{order}/photos": ("",),
    "/{commune}/orders/{order}/photos/{sha256}/redact": ("",),
    "/{commune}/orders/{order}/add": ("", "?q=LU"),
    IMPORT: ("",),
    f"{IMPORT}/{{token}}": ("",),
    f"{IMPORT}/revisions/{{revision}}/undo": ("",),
    "/{commune}/quality": ("",),
    "/{commune}/tasks": ("", "?state=done"),
    "/{commune}/areas": ("",),
    "/{commune}/captures": ("", "?days=365"),
    "/{commune}/dashboard": ("",),
    "/{commune}/map": ("",),
    OGC: ("?f=html",),
    f"{OGC}/": ("?f=html",),
    f"{OGC}/conformance": ("?f=html",),
    f"{OGC}/collections": ("?f=html",),
    f"{OGC}/collections/{{layer}}": ("?f=html",),
    f"{OGC}/collections/{{layer}}/items": ("?f=html", "?f=html&limit=1"),
    f"{OGC}/collections/{{layer}}/items/{{feature_id}}": ("?f=html",),
}
"""Template of a route -> what stands behind its address, for each of its faces."""

FILES = {
    "/api/openapi.json",
    "/healthz",
    "/readyz",
    "/field",
    "/{commune}/tablet",  # leads to it
    "/static/{path:path}",
    "/{commune}/map.pdf",
    "/{commune}/reports/meant",
    "/{commune}/reports/{number}/photos/{photo}",
    "/{commune}/review/photos/{photo}",
    "/report/{commune}/sw.js",
    "/report/{commune}/app/{script}",
    "/report/{commune}/at/{code}",
    "/report/{commune}/list.atom",
    "/report/{commune}/list/{number}/photos/{photo}",
    *BACK,
    "/{commune}/orders/{order}/sheet.pdf",
    *(f"{ASSET}/{step}" for step in ("move", "end", "undo")),  # lead to the page
    *(f"{ASSET}/files/{{file}}{rest}" for rest in ("", "/thumb")),
    *(f"/{{commune}}/tasks/{{task}}/photos/{{photo}}{rest}" for rest in ("", "/thumb")),
    *(f"{IMPORT}/{{token}}/{name}" for name in ("rejects.gpkg", "mapping.yaml")),
    f"{OGC}/collections/{{layer}}/schema",
    f"{OGC}/collections/{{layer}}/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}",
    f"{OGC}/tiles/{{name}}/{{z}}/{{x}}/{{y}}.mvt",
    f"{OGC}/terrain/contours.geojson",
    f"{OGC}/terrain/hillshade/{{surface}}.webp",
}

READ = {template for method, template in DOORS if method == "GET"}
FOR_PROGRAMS = {each for each in READ if each.startswith(("/api/v1/", OPEN311))}


@dataclass(frozen=True)
class Site:
    """The commune, and what the addresses of its pages need to know."""

    places: dict[str, str]
    report: str
    held: str
    letter: str
    cookies: dict[str, dict[str, str]]

    def addresses(self) -> list[str]:
        """Return the address of each face of each page, and of one that is not there."""
        found = []
        for template, faces in PAGES.items():
            token = self.held if template.startswith(IMPORT) else self.report
            token = self.letter if "/mail/" in template else token
            filled = address(template, **self.places, token=token)
            found += [f"{filled}{face}{'&' if '?' in face else '?'}lang=en" for face in faces]
        return [*found, "/heffingen/nothing"]


def furnish(opened, client, app_context, engine: Engine) -> Site:
    """Put into the empty commune ``heffingen`` what its pages show."""
    now = app_context.now()
    planner = next(t for t, v in app_context.demo_tokens.items() if v.role.value == "planner")
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        around = box(x - 900, y - 700, x + 900, y + 700)
        assets.create(session, CATALOGUE.bounding(), around, {})
        line = LineString([(x - 60, y), (x, y), (x + 60, y)])
        next_one = LineString([(x + 60, y), (x + 90, y + 20)])
        pipe = assets.create(session, CATALOGUE["water_pipe"], line, {"code": "WP-1"})[0].id
        assets.create(session, CATALOGUE["water_pipe"], next_one, {"code": "WP-2"})
        pole = assets.create(session, CATALOGUE["pole"], Point(x, y + 9), {"code": "PO-1"})[0].id
        lamp = {"code": "LU-1", "pole": str(pole)}
        assets.create(session, CATALOGUE["luminaire"], Point(x, y + 9), lamp)
    with opened("heffingen", Viewer("demo-crew", ViewerRole.CREW)) as session:
        changes = {"material": "steel"}
        proposals.propose(
            session, CATALOGUE["pole"], pole, 1, changes=changes, reason="seen", now=now
        )
    with opened("heffingen") as session:
        says = Wanted(title="Poles", language="en", begins=now.date())
        order = work_order.make(session, says, now)
        order_stops.gather(session, order.id, about=[(CATALOGUE["pole"], pole)], now=now)
        order_moves.perform(session, order.id, OrderState.PLANNED, version=None, now=now)
    with opened("heffingen", Viewer("demo-clerk", ViewerRole.CLERK)) as session:
        planned = work_order.get(session, order.id)
        announcing.announce(session, planned, {"en": "New poles."}, planned.version, now)
    client.headers.update({"Authorization": f"Bearer {planner}", "Accept": "text/html"})
    held = _sent(client, WRONG)
    taken = _sent(client, LAMPS)
    client.post(f"/heffingen/import/{taken}/accept", data={"how": "valid"})
    _settled(client, taken)
    report = client.post(
        "/report/heffingen/",
        data={
            "service": "lamp_out",
            "lat": str(LAT),
            "long": str(LON),
            "description": "dark",
            **_proof(client, now),
        },
        follow_redirects=False,
    )
    client.post("/accessibility", data={"commune": "heffingen", "message": "The map"})
    with engine.begin() as connection:
        account = accounts.create(connection, "anna", "Anna")
        accounts.join(connection, account, "heffingen", ViewerRole.ADMIN)
        session_token = sessions.start(connection, account, "", now)
    with opened("heffingen") as session:
        check(session, now)
        revision = journal.head(session).revision
        report_id = public_report.find(session, "26-00001").id
        picture = io.BytesIO()
        Image.new("RGB", (640, 480), "white").save(picture, "JPEG")
        blobs = report_photos.blobs_of(app_context.settings.home, "heffingen")
        shown = report_photos.read([(picture.getvalue(), "a.jpg")])
        report_photos.add(session, blobs, report_id, shown, now=now)
        (photo,) = report_photos.listed(session, report_id, public=False)
        draft, mended = _repaired(session, blobs, report_id, now)
        follower = supporters.add(
            session,
            report_id,
            "kim@example.lu",
            "en",
            now=now,
            updates=True,
        )
    places = {
        "layer": "water_pipe",
        "asset": str(pipe),
        "feature_id": str(pipe),
        "revision": str(revision),
        "number": "26-00001",
        "order": draft,
        "sha256": mended,
        "works": order.number,
        "photo": str(photo.id),
    }
    return Site(
        places,
        report.headers["location"].rpartition("/")[2].partition("?")[0],
        held,
        app_context.links("heffingen").letter(follower),
        {
            "anyone": {},
            "planner": {TOKEN_COOKIE: planner},
            "admin": {SESSION_COOKIE: session_token},
        },
    )


def _repaired(session, blobs, report, now: datetime) -> tuple[str, str]:
    """Make an order of the report, and give the report a photo of the repair; return both names."""
    draft = work_order.make(session, Wanted(title="Lamps", language="en"), now)
    order_stops.gather(session, draft.id, reports=["26-00001"], now=now)
    drawn = io.BytesIO()
    Image.new("RGB", (640, 480), "green").save(drawn, "JPEG")
    left = report_photos.read([(drawn.getvalue(), "b.jpg")])
    report_photos.add(session, blobs, report, left, now=now, role=report_photos.RESULT)
    (picture,) = release.pictures(session, draft.id)
    return draft.number, picture.sha256


def _sent(client, path) -> str:
    answer = client.post(
        "/heffingen/import",
        files={"file": (path.name, path.read_bytes())},
        data={"layer": "luminaire"},
        follow_redirects=False,
    )
    token = re.search(r"/import/([^?/]+)", answer.headers["location"])[1]
    _settled(client, token)
    return token


def _settled(client, token: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if "refresh" not in client.get(f"/heffingen/import/{token}").headers:
            return
        time.sleep(0.1)
    raise AssertionError("the import does not end")


def _proof(client: TestClient, now: datetime) -> dict[str, str]:
    """What the form's own script sends along."""
    context = client.app.state.context
    stamp = forms.issue(form_secret(context), now - timedelta(seconds=10))
    return {"stamp": stamp, "key": "site", "work": forms.work(stamp, forms.LEAST_BITS, "site")}
