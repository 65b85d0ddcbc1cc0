"""What ``demo --lan`` adds: HTTPS for tablets, and the page by which they come to trust it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import segno
import uvicorn
from fastapi import FastAPI

from api import lan
from api.commands.base import console
from api.commands.listening import listen
from api.routes.trust import create_trust_app
from gis.errors import NoLocalNetwork
from gis.settings import Settings

HTTPS_PORT = 8443
TRUST_PORT = 8080
EVERYWHERE = "0.0.0.0"  # noqa: S104  the local network is the point; the user asked for it


@contextmanager
def served_on_lan(app: FastAPI, settings: Settings) -> Iterator[None]:
    """Serve `app` by HTTPS on the local network while the block runs.

    Raises
    ------
    NoLocalNetwork, PortTaken
    """
    found = lan.addresses()
    if not found:
        raise NoLocalNetwork
    certificates = lan.certify(settings.home / "tls", found, datetime.now(UTC))
    address = f"https://{found[0]}:{HTTPS_PORT}/"
    trust = f"http://{found[0]}:{TRUST_PORT}/"
    with ExitStack() as stack:
        secure = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            ssl_certfile=certificates.certificate,
            ssl_keyfile=certificates.key,
        )
        page = uvicorn.Config(
            create_trust_app(certificates, address), log_level="warning", access_log=False
        )
        for config, port in ((secure, HTTPS_PORT), (page, TRUST_PORT)):
            stack.enter_context(_running(config, port))
        _tell(address, trust, certificates.fingerprint)
        yield


@contextmanager
def _running(config: uvicorn.Config, port: int) -> Iterator[None]:
    """Run a server in a thread of its own; signals go to the main one."""
    with listen(EVERYWHERE, port) as listening:
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listening]}, daemon=True, name=f"port {port}"
        )
        thread.start()
        try:
            yield
        finally:
            server.should_exit = True
            thread.join(timeout=5)


def _tell(address: str, trust: str, fingerprint: str) -> None:
    for title, url in (("1. " + trust, trust), ("2. " + address, address)):
        console.print(f"\n[bold]{title}[/]")
        segno.make(url, error="m").terminal(sys.stderr, compact=True)
    console.print(f"SHA-256 {fingerprint}\n")
