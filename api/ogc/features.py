"""Items of a collection: pages of features, and one by one."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Request, Response

from api.caching import etag_for, matches
from api.dependencies import ContextOf, Language, Reader
from api.ogc.negotiation import GEOJSON, base_of, link, page, wants_html
from api.ogc.parameters import Parameters, known_by, only
from api.problems import ANSWERS
from gis import crs, features
from gis.database import journal
from gis.errors import UnknownAsset
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Field, Kind, Layer

router = APIRouter(prefix="/ogc/{commune}", tags=["OGC API Features"], responses=ANSWERS)

_VARY = "Accept, Accept-Language, Authorization, Cookie"


@router.get("/collections/{layer}/items")
def items(  # noqa: PLR0913  the standard's parameters
    layer: str,
    request: Request,
    reader: Reader,
    context: ContextOf,
    language: Language,
    limit: Annotated[int, Query(ge=1)] = 10,
    after: UUID | None = None,
    revision: Annotated[int | None, Query(ge=0, le=2**63 - 1)] = None,
    count: bool = False,  # noqa: FBT001, FBT002  a query parameter
) -> Response:
    """Return features.

    ``bbox`` with ``bbox-crs``, ``crs``, ``limit`` and the link ``next``, and any property as a
    filter: ``?status=in_use``, ``?status=planned,in_use``, ``?diameter_mm=100..200``,
    ``?checked_on=..2020-12-31``, ``?owner=`` where nothing is noted, ``?owner=*`` where something
    is. ``count=true`` adds the exact ``numberMatched``, which costs a
    count. ``revision`` shows the collection as it stood at an earlier revision.
    """
    with reader() as session:
        declared = session.layer(layer)
        asked = Parameters(request, session, declared)
        html = wants_html(request)
        variant = f"html-{language}" if html else ""
        if html and _add(session, declared, language):
            variant += "-add"
        head = journal.head(session)
        known_by(head, revision)
        etag = etag_for(session, head, variant)
        headers = {
            "ETag": etag,
            "Cache-Control": "private, no-cache",
            "Vary": _VARY,
            "Content-Crs": f"<{crs.uri(asked.srid) if asked.srid else crs.CRS84}>",
        }
        if matches(request, etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        query = features.Query(
            limit=min(limit, context.settings.page_limit),
            box=asked.box,
            after=after,
            where=asked.where,
            as_of=revision,
            srid=asked.srid,
        )
        found = features.page(session, declared, query)
        links = _links(request, session, declared, found.next_after)
        matched = features.count(session, declared, query) if count or html else None
        if html:
            document = {
                "collection": declared.label.to(language),
                "links": links,
                "matched": matched,
                "rows": found.features,
                "add": _add(session, declared, language),
            }
            answer = page(
                request,
                session,
                "items.html",
                document=document,
                fields=_shown(session, declared, language),
            )
            answer.headers.update(headers)
            return answer
        members = {
            "timeStamp": context.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "numberReturned": found.number,
            "links": links,
        }
        if matched is not None:
            members["numberMatched"] = matched
        start = orjson.dumps({"type": "FeatureCollection", **members}).decode()[:-1]
        text = f'{start},"features":[{found.text}]}}'
        return Response(text, media_type=GEOJSON, headers=headers)


def _links(
    request: Request, session: CommuneSession, layer: Layer, next_after: UUID | None
) -> list[dict[str, str]]:
    here = f"{base_of(request, session.commune.name)}/collections/{layer.name}"
    parameters = dict(request.query_params)
    links = [
        link(f"{here}/items?{urlencode(parameters | {'f': 'json'})}", "self", GEOJSON),
        link(f"{here}/items?{urlencode(parameters | {'f': 'html'})}", "alternate", "text/html"),
        link(here, "collection", "application/json"),
    ]
    if next_after is not None:
        following = parameters | {"after": str(next_after)}
        links.append(link(f"{here}/items?{urlencode(following)}", "next", GEOJSON))
    return links


def _add(session: CommuneSession, layer: Layer, language: str) -> str:
    """Return where one more is added, to who may; the boundary is one of a kind."""
    if not session.viewer.may(Action.CAPTURE) or layer is session.catalogue.bounding():
        return ""
    return f"/{session.commune.name}/assets/{layer.name}/new?lang={language}"


def _shown(session: CommuneSession, layer: Layer, language: str) -> list[dict[str, Any]]:
    """Return what a page needs of the fields: labels, units, and labels for codes."""
    return [
        {
            "name": field.name,
            "label": field.label.to(language),
            "unit": field.unit or "",
            "codes": _code_labels(field, language),
        }
        for field in session.viewer.fields(layer)
    ]


def _code_labels(field: Field, language: str) -> dict[str, str]:
    if field.kind not in (Kind.CODE, Kind.CODES) or field.codes is None:
        return {}
    return {code.value: code.label.to(language) for code in field.codes.codes}


@router.get(
    "/collections/{layer}/items/{feature_id}", dependencies=[Depends(only("crs", "revision"))]
)
def item(  # noqa: PLR0913  the standard's parameters
    layer: str,
    feature_id: str,
    request: Request,
    reader: Reader,
    language: Language,
    revision: Annotated[int | None, Query(ge=0, le=2**63 - 1)] = None,
) -> Response:
    """Return one feature; its ETag is its version, for whoever wants to change it.

    ``revision`` shows it as it stood at an earlier revision.
    """
    with reader() as session:
        declared = session.layer(layer)
        try:
            identity = UUID(feature_id)
        except ValueError:
            raise UnknownAsset(layer, feature_id[:60]) from None
        asked = Parameters(request, session, declared)
        if revision is not None:
            known_by(journal.head(session), revision)
        text, version = features.one(session, declared, identity, srid=asked.srid, as_of=revision)
        html = wants_html(request)
        end = f"-html-{language}" if html else f"-{asked.srid}" if asked.srid else ""
        end += "" if revision is None else f"-at{revision}"
        etag = f'"{version}-{int(session.viewer.level)}-{session.catalogue.version}{end}"'
        headers = {
            "ETag": etag,
            "Cache-Control": "private, no-cache",
            "Vary": _VARY,
            "Content-Crs": f"<{crs.uri(asked.srid) if asked.srid else crs.CRS84}>",
        }
        if matches(request, etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        here = f"{base_of(request, session.commune.name)}/collections/{declared.name}"
        links = [
            link(f"{here}/items/{identity}", "self", GEOJSON),
            link(f"{here}/items/{identity}?f=html", "alternate", "text/html"),
            link(here, "collection", "application/json"),
        ]
        if html:
            document = {
                "collection": declared.label.to(language),
                "links": links,
                "row": orjson.loads(text),
            }
            answer = page(
                request,
                session,
                "item.html",
                document=document,
                fields=_shown(session, declared, language),
            )
            answer.headers.update(headers)
            return answer
        body = f'{text[:-1]},"links":{orjson.dumps(links).decode()}}}'
        return Response(body, media_type=GEOJSON, headers=headers)
