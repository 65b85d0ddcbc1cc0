"""The browser of the tests: Debian's own Chromium, or what `./netzkaart test` brought on Ubuntu."""

from __future__ import annotations

import os
from pathlib import Path

_DEBIAN = Path("/usr/bin/chromium")


def _brought() -> Path:
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "/nonexistent"))
    return next(iter(sorted(folder.glob("chromium-*/*/chrome"))), _DEBIAN)


CHROMIUM = _DEBIAN if _DEBIAN.exists() else _brought()
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

# Waited for in the page itself: Playwright's own way of waiting is forbidden by its policy.
CONTROLLED = """
() => navigator.serviceWorker.controller !== null
  || new Promise((done) => {
    navigator.serviceWorker.addEventListener("controllerchange", () => done(null));
  })
"""
