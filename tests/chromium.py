"""The browser of the tests is the distribution's own, which asks nobody outside for anything."""

from __future__ import annotations

from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
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
