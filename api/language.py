"""In which language to answer."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request

from layers.spec import LANGUAGES

COOKIE = "netzkaart_language"
_DEFAULT = "en"


def language_of(request: Request, known: tuple[str, ...] = LANGUAGES) -> str:
    """Return the language asked for by ``?lang=``, by a cookie or by the browser, in this order."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wanted in known:
            return str(wanted)
    for wanted in _accepted(request.headers.get("accept-language", "")):
        if wanted in known:
            return wanted
    return _DEFAULT


def rest_of_query(request: Request) -> str:
    """Return what an address asks for besides a language: another one shall show the same."""
    parts = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return urlencode(parts) if request.method == "GET" else ""


def _accepted(header: str) -> list[str]:
    ranked = []
    for part in header[:500].split(","):
        tag, _, parameters = part.strip().partition(";")
        quality = parameters.strip().removeprefix("q=")
        try:
            rank = float(quality) if quality else 1.0
        except ValueError:
            continue
        ranked.append((-rank, tag.split("-")[0].lower()))
    return [tag for _, tag in sorted(ranked, key=lambda pair: pair[0])]
