"""A crew's tablet: a browser with a profile of its own, which can be killed and started again."""

from __future__ import annotations

import json
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, BrowserType, Error, Page

from api.security import links
from tests.chromium import ARGUMENTS, CHROMIUM

PLACE = {"longitude": 6.2405, "latitude": 49.7708, "accuracy": 2}

FAKE_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""A camera that shows a moving pattern, and is allowed."""

_READ = """
async () => {
  const open = indexedDB.open("netzkaart-field");
  const db = await new Promise((resolve, reject) => {
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  const told = {};
  for (const name of ["operations", "photos", "assets", "clashes", "tasks"]) {
    const all = db.transaction(name).objectStore(name).getAll();
    told[name] = await new Promise((resolve) => { all.onsuccess = () => resolve(all.result); });
  }
  db.close();
  return JSON.stringify(told);
}
"""


class Tablet:
    """A tablet in somebody's hands."""

    def __init__(
        self, kind: BrowserType, profile: Path, server: str, *, camera: bool = False
    ) -> None:
        self.kind, self.profile, self.server = kind, profile, server
        self.camera = camera
        self.errors: list[str] = []
        self.context: BrowserContext
        self.page: Page
        self.start()

    def start(self, **options: Any) -> None:
        self.context = self.kind.launch_persistent_context(
            self.profile,
            executable_path=CHROMIUM,
            args=[*ARGUMENTS, *(FAKE_CAMERA if self.camera else ())],
            locale="en",
            viewport={"width": 800, "height": 1000},
            geolocation=PLACE,
            permissions=["geolocation", *(["camera"] if self.camera else [])],
            bypass_csp=False,
            **options,
        )
        self.page = self.context.pages[0]
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def kill(self, **options: Any) -> None:
        """End the browser without a word, as an empty battery does."""
        assert self.context.browser is not None
        session = self.context.browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        os.kill(next(each["id"] for each in processes if each["type"] == "browser"), signal.SIGKILL)
        with suppress(Error):
            self.context.close()
        self.start(**options)

    def close(self) -> None:
        self.context.close()

    def open(self, path: str = "") -> None:
        self.page.goto(f"{self.server}/field/{path}")
        self.page.wait_for_selector("html[data-ready]")

    def enrol(self, engine: Any, now: Any, commune: str = "heffingen") -> None:
        with engine.begin() as connection:
            code = links.enrol(connection, commune, "Tablet 1", now)
        # Another hash alone would load nothing anew.
        self.page.goto("about:blank")
        self.open(f"#{commune}/{code}")
        self.page.get_by_role("button", name="Enrol").click()
        self.page.wait_for_selector("nav.screens")

    def take_all(self) -> None:
        """Take the whole commune along."""
        self.page.locator("li", has_text="The whole commune").get_by_role("button").click()
        self.page.get_by_text("Everything is on the tablet.").wait_for()

    def go(self, screen: str) -> None:
        self.page.evaluate("to => { location.hash = to }", f"#/{screen}")
        self.page.wait_for_timeout(100)

    def offline(self, *, off: bool = True) -> None:
        self.context.set_offline(off)

    def kept(self) -> dict[str, list[dict[str, Any]]]:
        """Return what stands in the tablet's database."""
        found: dict[str, list[dict[str, Any]]] = json.loads(self.page.evaluate(_READ))
        return found

    def save(self, draft: dict[str, Any]) -> None:
        """Save something by the app's own door, where its screens are not the question."""
        self.page.evaluate("draft => globalThis.netzkaart.save(draft)", draft)

    def standing(self) -> str:
        return self.page.locator(".standing [role=status]").inner_text()
