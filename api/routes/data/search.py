"""Search: codes, addresses, streets, localities, coordinates."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.dependencies import Language, ReadSession
from gis.search import MAX_LENGTH, MAX_LIMIT, search

router = APIRouter(prefix="/api/v1/{commune}", tags=["Search"])


@router.get("/search")
def find(
    response: Response,
    session: ReadSession,
    language: Language,
    q: Annotated[str, Query(max_length=MAX_LENGTH)] = "",
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 10,
) -> dict[str, Any]:
    """Return what `q` may mean, the likeliest first, with where it is (WGS84, degrees)."""
    response.headers["Cache-Control"] = "private, no-store"
    labels = {layer.name: layer.label.to(language) for layer in session.catalogue.values()}
    return {
        "results": [
            {
                "label": found.label,
                "kind": found.kind,
                "layer": found.layer,
                "layer_label": labels.get(found.layer) if found.layer else None,
                "id": str(found.id) if found.id else None,
                "lon": round(found.lon, 7),
                "lat": round(found.lat, 7),
                "bbox": [round(edge, 7) for edge in found.box],
            }
            for found in search(session, q, limit)
        ]
    }
