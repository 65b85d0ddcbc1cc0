"""Every route of the application, and who may go through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from gis.maps import vendor
from gis.viewer import ViewerRole

EVERYBODY = frozenset(ViewerRole)
MEMBERS = EVERYBODY - {ViewerRole.ANYONE}
EDIT = frozenset({ViewerRole.PLANNER, ViewerRole.ADMIN})
CAPTURE = EDIT | {ViewerRole.CREW}
EXPORT = EDIT | {ViewerRole.AUDITOR, ViewerRole.MACHINE}
ADMIN = frozenset({ViewerRole.ADMIN})
PROPOSE = CAPTURE | {ViewerRole.CLERK}
OFFICE = EDIT | {ViewerRole.CLERK}
SEE_REPORTS = PROPOSE | {ViewerRole.AUDITOR}
HANDLE = frozenset({ViewerRole.CLERK, ViewerRole.ADMIN})


@dataclass(frozen=True)
class Door:
    """Who may pass, with which status; the others get 401, or 403 where they are somebody.

    Requests are such that they change nothing: refused for what they lack, by those only who
    have the right.

    Attributes
    ----------
    anyhow : int, optional
        The status for all others, instead of 401 and 403.
    own : bool
        For a person's own account, whatever the commune; a token is nobody here.
    token : int, optional
        What a commune's token gets at an address without a commune.
    """

    allowed: frozenset[ViewerRole] = EVERYBODY
    status: int = 200
    anyhow: int | None = None
    own: bool = False
    token: int | None = None
    everywhere: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)


def form(**values: str) -> dict[str, Any]:
    return {"data": values}


OPEN = Door()
OPEN311 = "/open311/{commune}/v2"
OGC = "/ogc/{commune}"
API = "/api/v1/{commune}"
SIGI = f"{API}/exports/sigi"
PEOPLE = "/{commune}/people"
IMPORT = "/{commune}/import"
ASSET = "/{commune}/assets/{layer}/{asset}"
BACK = tuple(
    f"/report/{{commune}}/{each}"
    for each in (
        "list/{number}/me-too",
        "list/{number}/follow",
        "works/{works}/me-too",
        "works/{works}/follow",
        "mail/{token}/confirm",
        "mail/{token}/stop",
        "{token}/again",
        "{token}/contact",
        "{token}/answer",
    )
)
"""Of citizens, what only a form does: who comes with a bookmark is led back to the page."""

DOORS: dict[tuple[str, str], Door] = {
    ("GET", "/api/openapi.json"): OPEN,
    ("HEAD", "/api/openapi.json"): OPEN,
    ("GET", "/api/"): OPEN,
    ("GET", "/healthz"): OPEN,
    ("GET", "/readyz"): OPEN,
    ("GET", "/"): Door(token=401),
    ("GET", "/static/{path:path}"): OPEN,
    ("GET", "/field"): Door(status=308),
    ("GET", "/{commune}/tablet"): Door(CAPTURE, 303),
    ("GET", "/field/{name:path}"): OPEN,
    ("POST", "/demo/role"): Door(status=404, more=form(role="admin")),
    # One's own account.
    ("GET", "/account/sign-in"): OPEN,
    ("POST", "/account/sign-in"): Door(status=422),
    ("POST", "/account/sign-out"): Door(status=303),
    ("GET", "/account/welcome"): OPEN,
    ("POST", "/account/welcome"): Door(status=410, more=form(code="x", password="y")),  # noqa: S106
    ("POST", "/account/passkeys/prove-options"): OPEN,
    ("POST", "/account/passkeys/prove"): Door(status=401, more={"json": {}}),
    ("POST", "/account/passkeys/make-options"): Door(own=True, more={"json": {}}),
    ("POST", "/account/passkeys/make"): Door(
        own=True, anyhow=401, status=401, more={"json": {"made": {}}}
    ),
    ("GET", "/account"): Door(own=True, anyhow=303),
    ("POST", "/account/password"): Door(own=True, status=422, more=form(password="short")),  # noqa: S106
    ("POST", "/account/passkeys/{passkey}/remove"): Door(own=True, status=404),
    ("POST", "/account/sessions/end-others"): Door(own=True, status=303),
    ("POST", "/account/sessions/{session}/end"): Door(own=True, status=404),
    # How accessible the pages are, and what people say of it.
    ("GET", "/accessibility"): OPEN,
    ("POST", "/accessibility"): Door(status=422),
    ("GET", "/{commune}/feedback"): Door(ADMIN),
    ("POST", "/{commune}/feedback/{message}/remove"): Door(ADMIN, 404),
    # The people of a commune.
    ("GET", PEOPLE): Door(ADMIN),
    ("POST", PEOPLE): Door(ADMIN, 422, more=form(login="a b", name="x", role="crew")),
    ("POST", f"{PEOPLE}/{{account}}/role"): Door(ADMIN, 404, more=form(role="crew")),
    ("POST", f"{PEOPLE}/{{account}}/remove"): Door(ADMIN, 404),
    ("POST", f"{PEOPLE}/{{account}}/link"): Door(ADMIN, 404),
    ("POST", f"{PEOPLE}/tokens"): Door(ADMIN, more=form(label="x")),
    ("POST", f"{PEOPLE}/tokens/{{actor}}/revoke"): Door(ADMIN, 404),
    ("POST", f"{PEOPLE}/tablets"): Door(ADMIN, more=form(label="x")),
    ("POST", f"{API}/devices"): Door(status=410, more={"json": {"code": "x"}}),
    # Citizens.
    **{
        ("GET", f"{OPEN311}{path}"): OPEN
        for path in (
            "",
            "/",
            *(
                f"{slash}{path}.{{form}}"
                for slash in ("/", "//")
                for path in ("discovery", "services", "services/{code}", "requests")
            ),
        )
    },
    **{
        ("GET", f"{OPEN311}{slash}{path}.{{form}}"): Door(status=404)
        for slash in ("/", "//")
        for path in ("requests/{number}", "tokens/{token}")
    },
    **{("POST", f"{OPEN311}{slash}requests.{{form}}"): Door(status=400) for slash in ("/", "//")},
    **{
        (method, f"{OPEN311}/{{rest:path}}"): Door(status=404)
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    },
    ("GET", "/report/{commune}/"): OPEN,
    ("POST", "/report/{commune}/"): Door(status=422),
    ("GET", "/report/{commune}/{token}"): Door(status=404),
    ("GET", "/report/{commune}/sw.js"): OPEN,
    ("GET", "/report/{commune}/app/{script}"): OPEN,
    ("GET", "/report/{commune}/at/{code}"): Door(status=404),
    ("GET", "/report/{commune}/list"): OPEN,
    ("GET", "/report/{commune}/list.atom"): OPEN,
    ("GET", "/report/{commune}/list/{number}"): Door(status=404),
    ("GET", "/report/{commune}/list/{number}/photos/{photo}"): Door(status=404),
    ("POST", "/report/{commune}/list/{number}/me-too"): Door(status=404),
    ("POST", "/report/{commune}/list/{number}/follow"): Door(status=404, more=form(email="a@b.lu")),
    ("GET", "/report/{commune}/works/{works}"): Door(status=404),
    ("POST", "/report/{commune}/works/{works}/me-too"): Door(status=404),
    ("POST", "/report/{commune}/works/{works}/follow"): Door(status=404, more=form(email="a@b.lu")),
    ("GET", "/report/{commune}/mail/{token}"): Door(status=404),
    ("POST", "/report/{commune}/mail/{token}/confirm"): Door(status=404),
    ("POST", "/report/{commune}/mail/{token}/stop"): Door(status=404),
    ("POST", "/report/{commune}/{token}/again"): Door(status=404),
    ("POST", "/report/{commune}/{token}/contact"): Door(status=404),
    ("POST", "/report/{commune}/{token}/answer"): Door(status=404, more=form(answer="x")),
    **{("GET", each): Door(status=404 if each.endswith("/stop") else 303) for each in BACK},
    ("GET", "/{commune}/labels"): Door(EDIT),
    ("GET", "/{commune}/webhooks"): Door(ADMIN),
    ("POST", "/{commune}/webhooks"): Door(ADMIN, 422, more=form(url="x")),
    ("POST", "/{commune}/webhooks/{webhook_id}/remove"): Door(ADMIN, 404),
    ("GET", f"{API}/webhooks"): Door(ADMIN),
    ("POST", f"{API}/webhooks"): Door(ADMIN, 422, more={"json": {"url": "x"}}),
    ("DELETE", f"{API}/webhooks/{{webhook_id}}"): Door(ADMIN, 404),
    # The planners' pages of an asset.
    ("GET", "/{commune}/assets/new"): Door(CAPTURE),
    ("GET", "/{commune}/assets/{layer}/new"): Door(CAPTURE),
    ("POST", "/{commune}/assets/{layer}/new"): Door(CAPTURE, 422, more=form(position="x")),
    ("GET", ASSET): OPEN,
    ("GET", f"{ASSET}/edit"): Door(EDIT),
    **{("GET", f"{ASSET}/{step}"): Door(EDIT, 303) for step in ("move", "end", "undo")},
    ("POST", f"{ASSET}/edit"): Door(EDIT, 428),
    ("POST", f"{ASSET}/move"): Door(EDIT, 428),
    ("POST", f"{ASSET}/end"): Door(EDIT, 428),
    ("GET", f"{ASSET}/propose"): Door(PROPOSE),
    ("POST", f"{ASSET}/propose"): Door(PROPOSE, 428),
    # What crews are asked to do.
    ("GET", "/{commune}/tasks"): Door(EDIT),
    ("POST", "/{commune}/tasks"): Door(EDIT, 422),
    ("GET", "/{commune}/tasks/{task}/photos/{photo}"): Door(EDIT, 404),
    ("GET", "/{commune}/tasks/{task}/photos/{photo}/thumb"): Door(EDIT, 404),
    ("GET", "/{commune}/areas"): Door(EDIT),
    ("POST", "/{commune}/areas"): Door(EDIT, 422),
    # What waits for a decision.
    # The clerk's desk. No report has this number.
    ("GET", "/{commune}/reports"): Door(SEE_REPORTS),
    ("POST", "/{commune}/reports"): Door(PROPOSE, 422),
    ("GET", "/{commune}/reports/new"): Door(HANDLE),
    ("POST", "/{commune}/reports/new"): Door(HANDLE, 422),
    ("GET", "/{commune}/reports/meant"): Door(HANDLE),
    ("GET", "/{commune}/reports/settings"): Door(HANDLE),
    ("POST", "/{commune}/reports/settings"): Door(HANDLE, 422),
    ("GET", "/{commune}/reports/numbers"): Door(SEE_REPORTS),
    ("GET", "/{commune}/reports/heat"): Door(SEE_REPORTS),
    ("GET", "/{commune}/reports/{number}"): Door(SEE_REPORTS, 404),
    ("POST", "/{commune}/reports/{number}"): Door(SEE_REPORTS, 404),
    ("GET", "/{commune}/reports/{number}/slip"): Door(HANDLE, 404),
    ("GET", "/{commune}/reports/{number}/photos/{photo}"): Door(SEE_REPORTS, 404),
    ("POST", "/{commune}/reports/{number}/photos/{photo}"): Door(HANDLE, 404),
    ("GET", "/{commune}/reports/{number}/photos/{photo}/redact"): Door(HANDLE, 404),
    ("GET", f"{API}/reports"): Door(SEE_REPORTS | EXPORT),
    ("GET", f"{API}/reports.csv"): Door(SEE_REPORTS | EXPORT),
    ("GET", f"{API}/reports.geojson"): Door(SEE_REPORTS | EXPORT),
    ("GET", f"{API}/reports/{{number}}"): Door(SEE_REPORTS | EXPORT, 404),
    ("POST", f"{API}/reports/{{number}}/moves"): Door(
        SEE_REPORTS, 404, more={"json": {"to": "accepted"}}
    ),
    ("GET", f"{API}/reports/statistics/{{statistic}}.csv"): Door(SEE_REPORTS, 404),
    ("GET", "/{commune}/review"): Door(EDIT),
    ("GET", "/{commune}/review/photos/{photo}"): Door(EDIT, 404),
    ("POST", "/{commune}/review"): Door(EDIT, 422),
    ("GET", f"{API}/proposals"): Door(PROPOSE),
    ("POST", f"{API}/proposals"): Door(
        PROPOSE,
        422,
        more={"json": {"layer": "pole", "asset": str(UUID(int=7)), "changes": {}, "reason": "x"}},
    ),
    ("POST", f"{API}/proposals/{{proposal}}/decision"): Door(
        PROPOSE, 404, more={"json": {"verdict": "withdrawn"}}
    ),
    # A pole is no line of a network.
    **{("GET", f"{ASSET}/{step}"): Door(EDIT, 422) for step in ("split", "join")},
    **{("POST", f"{ASSET}/{step}"): Door(EDIT, 422) for step in ("split", "join")},
    ("POST", f"{ASSET}/undo"): Door(EDIT, 404, more=form(revision="999999")),
    ("POST", f"{ASSET}/files"): Door(CAPTURE, 422),
    ("POST", f"{ASSET}/files/{{file}}/remove"): Door(CAPTURE, 404),
    ("GET", f"{ASSET}/files/{{file}}"): Door(MEMBERS, 404),
    ("GET", f"{ASSET}/files/{{file}}/thumb"): Door(MEMBERS, 404),
    # The import desk: another's file is not found.
    ("GET", IMPORT): Door(EDIT),
    ("POST", IMPORT): Door(EDIT, 422),
    ("GET", f"{IMPORT}/{{token}}"): Door(EDIT, 404),
    **{
        ("POST", f"{IMPORT}/{{token}}/{step}"): Door(EDIT, 404)
        for step in ("mapping", "accept", "discard")
    },
    **{
        ("GET", f"{IMPORT}/{{token}}/{name}"): Door(EDIT, 404)
        for name in ("rejects.gpkg", "mapping.yaml")
    },
    ("GET", f"{IMPORT}/revisions/{{revision}}/undo"): Door(EDIT, 404),
    ("POST", f"{IMPORT}/revisions/{{revision}}/undo"): Door(EDIT, 404),
    ("GET", "/{commune}/dashboard"): Door(MEMBERS),
    ("GET", f"{API}/statistics/{{statistic}}.csv"): Door(MEMBERS),
    ("GET", f"{API}/statistics/{{statistic}}.json"): Door(MEMBERS),
    ("GET", "/{commune}/quality"): OPEN,
    ("POST", "/{commune}/quality"): Door(EDIT, 422),
    ("GET", f"{API}/issues"): OPEN,
    ("POST", f"{API}/issues/{{issue}}/waive"): Door(EDIT, 404, more={"json": {"reason": "none"}}),
    # Maps and what anybody may read, as far as they may see it.
    ("GET", "/{commune}/map"): OPEN,
    ("GET", "/{commune}/map.pdf"): Door(more={"params": {"lon": "6.23", "lat": "49.77"}}),
    ("GET", f"{OGC}/terrain/contours.geojson"): Door(status=404),
    ("GET", f"{OGC}/terrain/hillshade/{{surface}}.webp"): Door(status=404),
    **{
        ("GET", f"{OGC}{path}"): OPEN
        for path in (
            "",
            "/",
            "/conformance",
            "/collections",
            "/collections/{layer}",
            "/collections/{layer}/schema",
            "/collections/{layer}/items",
            "/collections/{layer}/items/{feature_id}",
            "/collections/{layer}/tiles/WebMercatorQuad/{z}/{y}/{x}",
            "/tiles/{name}/{z}/{x}/{y}.mvt",
        )
    },
    ("GET", f"{API}/search"): Door(more={"params": {"q": "P"}}),
    ("GET", f"{API}/assets/{{layer}}/{{asset}}"): OPEN,
    ("GET", f"{API}/classes/{{layer}}/{{field}}"): OPEN,
    ("GET", f"{API}/days"): Door(MEMBERS),
    # What crews and planners do.
    ("POST", f"{API}/captures"): Door(CAPTURE, 422, more={"json": {}}),
    ("POST", f"{API}/assets/{{layer}}"): Door(EDIT, 422, more={"json": {}}),
    ("PATCH", f"{API}/assets/{{layer}}/{{asset}}"): Door(EDIT, 428, more={"json": {}}),
    ("DELETE", f"{API}/assets/{{layer}}/{{asset}}"): Door(EDIT, 428),
    ("POST", f"{API}/undo"): Door(EDIT, 404, more={"json": {"revision": 999_999}}),
    ("GET", f"{API}/assets/{{layer}}/{{asset}}/history"): Door(MEMBERS),
    ("GET", f"{API}/revisions"): Door(MEMBERS),
    # Tablets.
    ("POST", f"{API}/sync/push"): Door(CAPTURE, more={"json": {"operations": []}}),
    ("POST", f"{API}/sync/check"): Door(CAPTURE, more={"json": {}}),
    ("GET", f"{API}/sync/pull"): Door(CAPTURE),
    ("GET", f"{API}/sync/catalogue"): Door(CAPTURE),
    ("GET", f"{API}/sync/conflicts"): Door(CAPTURE),
    ("POST", f"{API}/sync/conflicts/{{conflict}}/resolution"): Door(
        CAPTURE, 404, more={"json": {"choice": "ours"}}
    ),
    ("POST", f"{API}/sync/here"): Door(
        CAPTURE, more={"json": {"lon": 6.2, "lat": 49.7, "minutes": 0}}
    ),
    ("GET", f"{API}/crews"): Door(EDIT),
    ("GET", f"{API}/captures/coverage.geojson"): Door(EDIT),
    ("GET", "/{commune}/captures"): Door(EDIT),
    ("GET", f"{API}/sync/tasks"): Door(CAPTURE),
    ("GET", f"{API}/sync/areas"): Door(CAPTURE),
    ("GET", f"{API}/tasks"): Door(EDIT),
    ("POST", f"{API}/tasks"): Door(EDIT, 422, more={"json": {"title": "x"}}),
    ("PUT", f"{API}/tasks/{{task}}"): Door(EDIT, 404, more={"json": {"title": "x", "version": 1}}),
    ("POST", f"{API}/tasks/{{task}}/state"): Door(
        EDIT, 404, more={"json": {"state": "cancelled", "version": 1}}
    ),
    ("GET", f"{API}/checklists"): Door(CAPTURE),
    ("PUT", f"{API}/checklists/{{name}}"): Door(EDIT, 422, more={"json": {"items": [1]}}),
    ("DELETE", f"{API}/checklists/{{name}}"): Door(EDIT, 404),
    ("GET", f"{API}/areas"): Door(EDIT),
    ("POST", f"{API}/areas"): Door(EDIT, 422, more={"json": {"name": "x"}}),
    ("PUT", f"{API}/areas/{{area}}"): Door(EDIT, 404, more={"json": {"name": "x"}}),
    ("DELETE", f"{API}/areas/{{area}}"): Door(EDIT, 404),
    ("GET", f"{API}/photos/{{photo}}"): Door(CAPTURE, 404),
    ("PUT", f"{API}/photos/{{photo}}/chunks/{{chunk}}"): Door(
        CAPTURE, 404, more={"params": {"sha256": "0" * 64}, "content": b"x"}
    ),
    ("POST", f"{API}/photos/{{photo}}/finish"): Door(CAPTURE, 404),
    # Work orders.
    ("GET", "/{commune}/orders"): Door(SEE_REPORTS),
    ("POST", "/{commune}/orders"): Door(OFFICE, 422),
    ("GET", "/{commune}/orders/{order}"): Door(SEE_REPORTS, 404),
    ("POST", "/{commune}/orders/{order}"): Door(PROPOSE, 404),
    ("GET", "/{commune}/orders/{order}/add"): Door(SEE_REPORTS, 404),
    ("GET", "/{commune}/orders/{order}/photos"): Door(SEE_REPORTS, 404),
    ("POST", "/{commune}/orders/{order}/photos"): Door(HANDLE, 404),
    ("POST", "/{commune}/orders/{order}/pictures"): Door(CAPTURE, 404),
    ("GET", "/{commune}/orders/{order}/photos/{sha256}/redact"): Door(HANDLE, 404),
    ("POST", "/{commune}/orders/{order}/photos/{sha256}/redact"): Door(HANDLE, 404),
    ("GET", "/{commune}/orders/{order}/sheet.pdf"): Door(SEE_REPORTS, 404),
    ("GET", f"{API}/orders"): Door(SEE_REPORTS),
    ("POST", f"{API}/orders"): Door(OFFICE, 422, more={"json": {"title": " "}}),
    ("GET", f"{API}/replacements"): Door(SEE_REPORTS),
    ("GET", f"{API}/orders/{{order}}"): Door(SEE_REPORTS, 404),
    ("PUT", f"{API}/orders/{{order}}"): Door(
        OFFICE, 404, more={"json": {"title": "x", "version": 1}}
    ),
    ("POST", f"{API}/orders/{{order}}/stops"): Door(OFFICE, 404, more={"json": {}}),
    ("DELETE", f"{API}/orders/{{order}}/stops/{{stop}}"): Door(
        OFFICE, 404, more={"params": {"version": 1}}
    ),
    ("POST", f"{API}/orders/{{order}}/route"): Door(OFFICE, 404, more={"json": {"version": 1}}),
    ("POST", f"{API}/orders/{{order}}/state"): Door(
        PROPOSE, 404, more={"json": {"state": "done", "version": 1}}
    ),
    ("POST", f"{API}/orders/{{order}}/stops/{{stop}}/completion"): Door(
        PROPOSE, 404, more={"json": {"outcome": "repaired"}}
    ),
    # Exports.
    ("GET", "/api/v1/exports/sigi/communes.json"): Door(EXPORT, everywhere=True),
    **{
        ("GET", f"{SIGI}/{path}"): Door(EXPORT)
        for path in (
            "{layer}.geojson",
            "{layer}.geojsonl",
            "schemas/{layer}.json",
            "notice.txt",
            "manifest.json",
        )
    },
    ("GET", f"{API}/exports/tables/{{layer}}.xlsx"): Door(EXPORT),
    ("GET", f"{API}/exports/tables/{{layer}}.csv"): Door(EXPORT),
    ("GET", f"{SIGI}/bundles/{{name}}/{{file:path}}"): Door(EXPORT, 404),
    ("HEAD", f"{SIGI}/bundles/{{name}}/{{file:path}}"): Door(EXPORT, 404),
    ("GET", f"{API}/changes"): Door(EXPORT, 410, more={"params": {"since": "x.1"}}),
    ("POST", f"{API}/receipts"): Door(EXPORT, 410, more={"json": {"cursor": "x.1", "counts": {}}}),
    ("GET", f"{API}/receipts"): Door(EXPORT),
}

POLE = UUID(int=7)
PLACES = {
    "commune": "heffingen",
    "layer": "pole",
    "asset": str(POLE),
    "feature_id": str(POLE),
    "form": "json",
    "code": "lamp_out",
    "number": "26-00001",
    "token": "x",
    "rest:path": "nothing",
    "surface": "light",
    "field": "status",
    "path:path": vendor.address("map.css").removeprefix("/static/"),
    "name": "all",
    "name:path": "",
    "statistic": "layers",
    "revision": "999999",
    "file": str(UUID(int=8)),
    "file:path": "manifest.json",
    "account": str(UUID(int=8)),
    "session": str(UUID(int=8)),
    "message": str(UUID(int=8)),
    "passkey": "eHh4",
    "actor": "nobody",
    "issue": str(UUID(int=8)),
    "proposal": str(UUID(int=8)),
    "conflict": str(UUID(int=8)),
    "task": str(UUID(int=8)),
    "area": str(UUID(int=8)),
    "photo": str(UUID(int=8)),
    "script": "work.js",
    "webhook_id": str(UUID(int=8)),
    "works": "W26-9999",
    "sha256": "0" * 64,
    "order": "W26-9999",
    "stop": str(UUID(int=8)),
    "chunk": "0",
    **dict.fromkeys("zxy", "0"),
}


def address(template: str, **places: str) -> str:
    """Return an address of a route: of the pole, unless told otherwise."""
    for name, value in (PLACES | places).items():
        template = template.replace(f"{{{name}}}", value)
    assert "{" not in template, template
    return template
