"""A crew's tablet: a real browser with the app's own memory and sender, held by hand."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import os
import random
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from PIL import Image
from playwright.sync_api import BrowserContext, BrowserType, Error, Page

from tests.chromium import ARGUMENTS, CHROMIUM
from tests.faults.tablet.network import Network

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
NODE = Path(sys.executable).with_name("node")
BENCH = "/field/bench.html"
ORIGIN = (6.2405, 49.7708)
_DEGREES_PER_M = 1 / 71_900


@cache
def bench() -> bytes:
    """The page's script, bundled from the app's own sources."""
    esbuild = ROOT / "field_capture/app/node_modules/esbuild/bin/esbuild"
    made = subprocess.run(
        [NODE, esbuild, HERE / "bench.ts", "--bundle", "--format=esm", "--log-level=warning"],
        # The app's packages lie with the app.
        env={"PATH": os.environ["PATH"], "NODE_PATH": str(ROOT / "field_capture/app/node_modules")},
        check=True,
        capture_output=True,
    )
    return made.stdout


def picture(seed: int, size: tuple[int, int] = (90, 60)) -> bytes:
    """A photo that no other one equals; of noise, so that a large one takes several pieces."""
    noise = random.Random(seed).randbytes(size[0] * size[1] * 3)
    written = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(written, "JPEG", quality=95)
    return written.getvalue()


def photo(data: bytes, **more: Any) -> dict[str, Any]:
    """A photo as a draft has it."""
    return {
        "base64": base64.b64encode(data).decode(),
        "type": "image/jpeg",
        "name": "photo.jpg",
        "caption": "",
        "taken": "2026-11-22T10:00:00Z",
        "fix": None,
        **more,
    }


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def east(metres: float, north: float = 0.0) -> tuple[float, float]:
    """A place so far from the origin."""
    return (ORIGIN[0] + metres * _DEGREES_PER_M, ORIGIN[1] + north / 111_200)


def fix(place: tuple[float, float] = ORIGIN, sigma: float = 0.02) -> dict[str, Any]:
    return {
        "lon": place[0],
        "lat": place[1],
        "accuracy_m": 3 * sigma,
        "sigma_east_m": sigma,
        "sigma_north_m": sigma,
        "time": "2026-11-22T10:00:00Z",
        "platform": "bench",
        "source": "nmea",
        "fix_quality": "rtk_fixed",
    }


def new_valve(place: tuple[float, float] = ORIGIN, **more: Any) -> dict[str, Any]:
    """A valve as a crew captures it."""
    return {
        "kind": "create",
        "layer": "water_valve",
        "values": {"kind": "gate"},
        "geometry": {"type": "Point", "coordinates": list(place)},
        "fixes": [fix(place)],
        **more,
    }


def wrote(asset: str, **values: Any) -> dict[str, Any]:
    """A change of some fields of a valve."""
    return {"kind": "update", "layer": "water_valve", "asset_id": asset, "values": values}


class Device:
    """One tablet.

    Attributes
    ----------
    saved : dict
        What the app called saved: operation -> what was entered.
    begun : int
        How many times saving was interrupted: these may be there, or not.
    taken : set of str
        SHA-256 of the photos of what was saved.
    """

    def __init__(self, network: Network, commune: str, token: str) -> None:
        self.network, self.commune, self.token = network, commune, token
        self.device_id = str(uuid4())
        self.context: BrowserContext | None = None
        self.page: Page | None = None
        self.saved: dict[str, dict[str, Any]] = {}
        self.taken: set[str] = set()
        self.begun = 0
        network.told[BENCH] = ("text/html", (HERE / "bench.html").read_bytes())
        network.told["/field/bench.js"] = ("text/javascript", bench())

    # --- Its browser -----------------------------------------------------------------------------

    def show(self, page: Page, *, enrolled: bool = True) -> None:
        """Open the app."""
        self.page = page
        page.goto(self.network.address + BENCH)
        page.wait_for_function("globalThis.open_bench")
        page.evaluate("async () => { globalThis.bench = await open_bench(); }")
        if enrolled and not self.do("bench.store.enrolment.value !== null"):
            given = [self.commune, self.token, self.device_id]
            self.do("bench.become(...given)", given=given)

    def do(self, expression: str, **given: Any) -> Any:
        """Evaluate on the page, with what was given by name."""
        assert self.page is not None
        names = ", ".join(given)
        return self.page.evaluate(f"async ({{ {names} }}) => {expression}", given)

    def reload(self) -> None:
        assert self.page is not None
        self.show(self.page)

    # --- What a crew does ------------------------------------------------------------------------

    def save(self, draft: dict[str, Any]) -> dict[str, Any]:
        """Save; what comes back was promised to be durable."""
        try:
            told = self.do("bench.save(draft)", draft=draft)
        except Error as error:
            if "Trouble" not in error.message:
                self.begun += 1
            raise
        return self.note(told, draft)

    def note(self, told: dict[str, Any], draft: dict[str, Any]) -> dict[str, Any]:
        """Remember a promise."""
        self.saved[told["op_id"]] = draft
        self.taken |= {sha256(base64.b64decode(e["base64"])) for e in draft.get("photos", ())}
        return told

    def sync(self) -> str | None:
        """Exchange everything; return what was in the way."""
        return self.do("bench.sync()")

    def sync_until_calm(self, rounds: int = 8) -> None:
        """Exchange until there is nothing left that would go out."""
        for _ in range(rounds):
            trouble = self.sync()
            standing = self.shown()["standing"]
            if trouble is None and not standing["waiting"] and not standing["photos_waiting"]:
                return
            time.sleep(0.05)

    def disk(self) -> dict[str, Any]:
        return self.do("bench.disk()")

    def shown(self) -> dict[str, Any]:
        return self.do("bench.shown()")

    def states(self) -> list[str]:
        """What became of each operation, the first first."""
        return [each["state"] for each in self.disk()["operations"]]

    def asset(self, asset: str) -> dict[str, Any] | None:
        return self.do("bench.asset(asset)", asset=asset)


class Killable(Device):
    """A tablet with a browser process of its own, which can be killed."""

    def __init__(
        self, network: Network, commune: str, token: str, profile: Path, kind: BrowserType
    ) -> None:
        super().__init__(network, commune, token)
        self.profile, self.kind = profile, kind

    def start(self) -> None:
        self.context = self.kind.launch_persistent_context(
            self.profile, executable_path=CHROMIUM, args=list(ARGUMENTS)
        )
        self.show(self.context.pages[0])

    def kill(self) -> None:
        """kill -9 of the browser, all its processes at once."""
        for each in self._processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)

    def after_kill(self) -> None:
        """Start the browser again, as somebody does whose app has vanished."""
        assert self.context is not None
        with contextlib.suppress(Error):
            self.context.close()
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self.profile / name).unlink(missing_ok=True)
        self.start()

    def _processes(self) -> list[int]:
        mark = f"--user-data-dir={self.profile}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            with contextlib.suppress(OSError):
                if mark in (entry / "cmdline").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        # Children name no folder: they are of the same session.
        groups = {os.getpgid(each) for each in found}
        for group in groups - {os.getpgid(0)}:
            found += [p for p in _in_group(group) if p not in found]
        return found


def _in_group(group: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if os.getpgid(int(entry.name)) == group:
                    found.append(int(entry.name))
    return found
