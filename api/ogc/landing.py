"""Landing page, conformance and collections of a commune."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Depends, Request, Response

from api.dependencies import Language, ReadSession
from api.ogc.negotiation import GEOJSON, JSON, alternates, answer, base_of, link
from api.ogc.parameters import only
from api.problems import ANSWERS
from gis import crs, features
from gis.models import json_schema
from gis.session import CommuneSession
from layers.spec import Layer

router = APIRouter(
    prefix="/ogc/{commune}",
    tags=["OGC API Features"],
    dependencies=[Depends(only())],
    responses=ANSWERS,
)

CONFORMANCE = [
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
]


@router.get("", include_in_schema=False)
@router.get("/")
def landing(request: Request, session: ReadSession) -> Response:
    """Return the landing page of a commune."""
    name = session.commune.name
    base, root = base_of(request, name), str(request.base_url).rstrip("/")
    document = {
        "title": session.commune.title,
        "description": session.commune.notice,
        "links": [
            *alternates(f"{base}/"),
            link(f"{base}/conformance", "conformance", JSON),
            link(f"{base}/collections", "data", JSON),
            link(
                f"{root}/api/openapi.json",
                "service-desc",
                "application/vnd.oai.openapi+json;version=3.0",
            ),
            link(f"{root}/{name}/map", "alternate", "text/html", "map"),
        ],
    }
    return answer(request, session, "landing.html", document)


@router.get("/conformance")
def conformance(request: Request, session: ReadSession) -> Response:
    """Return what is conformed to; of an unknown commune nothing, not even this."""
    document = {"title": session.commune.title, "conformsTo": CONFORMANCE}
    return answer(request, session, "conformance.html", document)


@router.get("/collections")
def collections(request: Request, session: ReadSession, language: Language) -> Response:
    """Return the collections the viewer may know of."""
    base = base_of(request, session.commune.name)
    found = [
        _collection(session, layer, base, language)
        for layer in session.viewer.layers(session.catalogue)
    ]
    document = {
        "title": session.commune.title,
        "links": alternates(f"{base}/collections"),
        "collections": found,
    }
    return answer(request, session, "collections.html", document)


@router.get("/collections/{layer}")
def collection(layer: str, request: Request, session: ReadSession, language: Language) -> Response:
    """Return one collection."""
    base = base_of(request, session.commune.name)
    document = _collection(session, session.layer(layer), base, language)
    return answer(request, session, "collection.html", document)


@router.get("/collections/{layer}/schema")
def schema(layer: str, session: ReadSession) -> Response:
    """Return the JSON Schema of a collection's features, as far as the viewer may see them."""
    declared = session.layer(layer)
    body = orjson.dumps(json_schema(declared, session.viewer.fields(declared)))
    return Response(body, media_type="application/schema+json")


def _collection(session: CommuneSession, layer: Layer, base: str, language: str) -> dict[str, Any]:
    here = f"{base}/collections/{layer.name}"
    box = features.extent(session, layer)
    home = crs.uri(session.commune.srid)
    found: dict[str, Any] = {
        "id": layer.name,
        "title": layer.label.to(language),
        "description": layer.theme.label.to(language),
        "itemType": "feature",
        "crs": [crs.CRS84, crs.uri(crs.WGS84), home],
        "storageCrs": home,
        "links": [
            *alternates(here, layer.label.to(language)),
            link(f"{here}/items", "items", GEOJSON, layer.label.to(language)),
            link(f"{here}/items?f=html", "items", "text/html", layer.label.to(language)),
            link(f"{here}/schema", "describedby", "application/schema+json"),
        ],
    }
    if box is not None:
        found["extent"] = {"spatial": {"bbox": [list(box)], "crs": crs.CRS84}}
    return found
