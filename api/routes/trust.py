"""The one page served without HTTPS: how a device comes to trust ours."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse

from api.lan import Certificates
from api.language import language_of
from api.pages.templating import render
from api.security.headers import SecurityHeaders


def create_trust_app(certificates: Certificates, address: str) -> FastAPI:
    """Return an application that hands out the authority's certificate and nothing else.

    Parameters
    ----------
    address : str
        Where the demo itself is: ``https://192.168.1.20:8443/``.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SecurityHeaders)

    @app.get("/netzkaart-ca.crt")
    def authority() -> FileResponse:
        # This type lets Android and iOS offer to install it.
        return FileResponse(
            certificates.authority,
            media_type="application/x-x509-ca-cert",
            filename="netzkaart-ca.crt",
        )

    @app.get("/")
    def page(request: Request) -> HTMLResponse:
        language = language_of(request)
        html = render("trust.html", language, fingerprint=certificates.fingerprint, address=address)
        return HTMLResponse(html)

    return app
