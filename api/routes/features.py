"""OGC API Features, Part 1 Core, for every collection that the viewer may see."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.caching import etag_for, matches
from api.dependencies import ContextOf, Language, ReadSession
from gis import features
from gis.database import journal
from gis.errors import Invalid, Issue, UnknownAsset
from gis.models import json_schema
from gis.session import CommuneSession
from gis.validation.fields import check_properties
from layers.spec import Field, Kind, Layer

router = APIRouter(prefix="/ogc/{commune}", tags=["OGC API Features"])

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMANCE = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
]
GEOJSON = "application/geo+json"
_PARAMETERS = frozenset({"bbox", "datetime", "limit", "after", "lang", "f", "revision"})


def _base(request: Request, commune: str) -> str:
    return f"{str(request.base_url).rstrip('/')}/ogc/{commune}"


def _link(href: str, rel: str, media_type: str, title: str = "") -> dict[str, str]:
    link = {"href": href, "rel": rel, "type": media_type}
    return link | {"title": title} if title else link


@router.get("", include_in_schema=False)
@router.get("/")
def landing(request: Request, session: ReadSession) -> dict[str, Any]:
    """Return the landing page of a commune."""
    base = _base(request, session.commune.name)
    root = str(request.base_url).rstrip("/")
    return {
        "title": session.commune.title,
        "description": session.commune.notice,
        "links": [
            _link(f"{base}/", "self", "application/json"),
            _link(f"{base}/conformance", "conformance", "application/json"),
            _link(f"{base}/collections", "data", "application/json"),
            _link(
                f"{root}/api/openapi.json",
                "service-desc",
                "application/vnd.oai.openapi+json;version=3.0",
            ),
            _link(f"{root}/{session.commune.name}/map", "alternate", "text/html", "map"),
        ],
    }


@router.get("/conformance")
def conformance(session: ReadSession) -> dict[str, Any]:
    """Return what is conformed to."""
    session.commune  # noqa: B018  an unknown commune is 404 here too
    return {"conformsTo": CONFORMANCE}


@router.get("/collections")
def collections(request: Request, session: ReadSession, language: Language) -> dict[str, Any]:
    """Return the collections the viewer may know of."""
    base = _base(request, session.commune.name)
    found = [
        _collection(session, layer, base, language)
        for layer in session.viewer.layers(session.catalogue)
    ]
    self_link = _link(f"{base}/collections", "self", "application/json")
    return {"links": [self_link], "collections": found}


@router.get("/collections/{layer}")
def collection(
    layer: str, request: Request, session: ReadSession, language: Language
) -> dict[str, Any]:
    """Return one collection."""
    base = _base(request, session.commune.name)
    return _collection(session, session.layer(layer), base, language)


def _collection(session: CommuneSession, layer: Layer, base: str, language: str) -> dict[str, Any]:
    here = f"{base}/collections/{layer.name}"
    box = features.extent(session, layer)
    found: dict[str, Any] = {
        "id": layer.name,
        "title": layer.label.to(language),
        "description": layer.theme.label.to(language),
        "itemType": "feature",
        "crs": [CRS84],
        "links": [
            _link(here, "self", "application/json"),
            _link(f"{here}/items", "items", GEOJSON, layer.label.to(language)),
            _link(f"{here}/schema", "describedby", "application/schema+json"),
        ],
    }
    if box is not None:
        found["extent"] = {"spatial": {"bbox": [list(box)], "crs": CRS84}}
    return found


@router.get("/collections/{layer}/schema")
def schema(layer: str, session: ReadSession) -> Response:
    """Return the JSON Schema of a collection's features, as far as the viewer may see them."""
    declared = session.layer(layer)
    body = orjson.dumps(json_schema(declared, session.viewer.fields(declared)))
    return Response(body, media_type="application/schema+json")


@router.get("/collections/{layer}/items")
def items(  # noqa: PLR0913  the standard's parameters
    layer: str,
    request: Request,
    session: ReadSession,
    context: ContextOf,
    bbox: Annotated[str | None, Query(max_length=200)] = None,
    datetime: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1)] = 10,
    after: UUID | None = None,
    revision: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    """Return features: ``bbox``, property filters (``?status=in_use``), ``limit``, ``next``.

    ``revision`` shows the collection as it stood at an earlier revision of the commune.
    ``datetime`` is accepted as the standard demands; assets stand for all times unless a
    revision is named, so it selects none away.
    """
    del datetime
    declared = session.layer(layer)
    head = journal.head(session)
    etag = etag_for(session, head)
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
    if matches(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    query = features.Query(
        limit=min(limit, context.settings.page_limit),
        bbox=_bbox(bbox),
        after=after,
        equals=_filters(session, declared, request),
        as_of=revision,
    )
    page = features.page(session, declared, query)
    base = _base(request, session.commune.name)
    here = f"{base}/collections/{declared.name}"
    links = [
        _link(str(request.url), "self", GEOJSON),
        _link(here, "collection", "application/json"),
    ]
    if page.next_after is not None:
        parameters = dict(request.query_params) | {"after": str(page.next_after)}
        links.append(_link(f"{here}/items?{urlencode(parameters)}", "next", GEOJSON))
    stamp = context.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    text = (
        '{"type":"FeatureCollection","timeStamp":"'
        + stamp
        + f'","numberReturned":{len(page.features)},"links":'
        + orjson.dumps(links).decode()
        + ',"features":['
        + ",".join(page.features)
        + "]}"
    )
    return Response(text, media_type=GEOJSON, headers=headers)


@router.get("/collections/{layer}/items/{feature_id}")
def item(layer: str, feature_id: str, request: Request, session: ReadSession) -> Response:
    """Return one feature; its ETag is its version, for whoever wants to change it."""
    declared = session.layer(layer)
    try:
        identity = UUID(feature_id)
    except ValueError:
        raise UnknownAsset(layer, feature_id[:60]) from None
    text, version = features.one(session, declared, identity)
    etag = f'"{version}-{int(session.viewer.level)}-{session.catalogue.version}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
    if matches(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    here = f"{_base(request, session.commune.name)}/collections/{declared.name}"
    links = orjson.dumps(
        [
            _link(f"{here}/items/{identity}", "self", GEOJSON),
            _link(here, "collection", "application/json"),
        ]
    ).decode()
    return Response(f'{text[:-1]},"links":{links}}}', media_type=GEOJSON, headers=headers)


def _bbox(value: str | None) -> tuple[float, float, float, float] | None:
    """Read ``west,south,east,north``; of a box with heights the heights are left out."""
    if not value:
        return None
    wrong = Issue("bad_bbox", "bbox", details={"value": value[:80]})
    try:
        numbers = [float(part) for part in value.split(",")]
    except ValueError:
        raise Invalid([wrong]) from None
    if len(numbers) == 6:  # noqa: PLR2004  two corners in three dimensions
        numbers = [numbers[i] for i in (0, 1, 3, 4)]
    if len(numbers) != 4:  # noqa: PLR2004
        raise Invalid([wrong])
    west, south, east, north = numbers
    on_earth = all(-180 <= x <= 180 for x in (west, east)) and -90 <= south <= north <= 90  # noqa: PLR2004
    if not on_earth:
        raise Invalid([wrong])
    return west, south, east, north


def _filters(session: CommuneSession, layer: Layer, request: Request) -> list[tuple[Field, Any]]:
    """Read property filters; a parameter that means nothing is refused, as the standard asks."""
    visible = {field.name: field for field in session.viewer.fields(layer)}
    found, issues = [], []
    for name, value in request.query_params.multi_items():
        if name in _PARAMETERS:
            continue
        field = visible.get(name)
        if field is None:
            hint = "→ " + ", ".join(visible)
            issues.append(Issue("unknown_field", name, details={"hint": hint}))
            continue
        given: Any = [value] if field.kind is Kind.CODES else value
        clean, more = check_properties(layer, {name: given}, partial=True)
        issues += more
        if not more:
            typed = clean[name]
            found.append((field, typed[0] if field.kind is Kind.CODES else typed))
    if issues:
        raise Invalid(issues)
    return found
