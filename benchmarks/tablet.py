"""How the tablet app feels with 20,000 assets on it, in a browser that draws by software.

    python benchmarks/tablet.py [POINTS] [LINES]

Measured in a real browser: the bytes of the first open before the map's engine, the time until
the app is ready and its map is drawn without a network, saving a capture with and without a
photo, and the frames of a map that is dragged.
"""

from __future__ import annotations

import base64
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import serving
import serving_data as data
from playwright.sync_api import BrowserContext, Page, sync_playwright

from api.security import links
from gis.database.engine import make_engine

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
APP = Path(__file__).parent.parent / "field_capture" / "app"
SAVES, OPENS, DRAGS = 30, 3, 8
PHOTO_BYTES = 3_000_000

_FRAMES = """
() => {
  globalThis.frames = [];
  let last = performance.now();
  const next = (now) => {
    frames.push(now - last);
    last = now;
    globalThis.watching = requestAnimationFrame(next);
  };
  globalThis.watching = requestAnimationFrame(next);
}
"""
_SAVE = """
async ({ draft, times, photo }) => {
  const bytes = photo && Uint8Array.from(atob(photo), (c) => c.charCodeAt(0)).buffer;
  const found = [];
  for (let n = 0; n < times; n++) {
    const photos = bytes && [{ bytes: bytes.slice(0), type: "image/jpeg", name: "a.jpg",
      caption: "", taken: "2026-11-22T10:00:00Z", fix: null }];
    const begun = performance.now();
    await netzkaart.save({ ...draft, ...(photos && { photos }) });
    found.push(performance.now() - begun);
  }
  return found;
}
"""
# What the disk and the browser cost by themselves: one record, until the disk has it.
_BARE = """
async (times) => {
  const db = await new Promise((done) => {
    const asked = indexedDB.open("bare", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("all", { autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
  });
  const found = [];
  for (let n = 0; n < times; n++) {
    const begun = performance.now();
    const tx = db.transaction("all", "readwrite", { durability: "strict" });
    tx.objectStore("all").put({ text: "x".repeat(1000) });
    await new Promise((done) => { tx.oncomplete = done; });
    found.push(performance.now() - begun);
  }
  return found;
}
"""
# When the app says that it is ready, in ms since the address was asked for.
_READY = """
new MutationObserver((_, observer) => {
  if (!document.documentElement.hasAttribute("data-ready")) return;
  globalThis.ready_ms = performance.now();
  observer.disconnect();
}).observe(document, { attributes: true, childList: true, subtree: true });
"""


def told(name: str, values: Sequence[float], goal: str) -> None:
    """Print the median, the slow end and the worst of some times."""
    ordered = sorted(values)
    slow = ordered[int(0.95 * (len(ordered) - 1))]
    middle = statistics.median(ordered)
    print(f"{name:42} {middle:7.1f} {slow:7.1f} {ordered[-1]:7.1f} ms   ({goal})", flush=True)


def enrolled(context: BrowserContext, ours: str, code: str) -> Page:
    """Enrol a tablet and take the whole commune along, as a crew does."""
    page = context.new_page()
    seen: list[int] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda each: seen.append(each["encodedDataLength"]))
    page.goto(f"{ours}/field/#{data.COMMUNE}/{code}")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_load_state("networkidle")
    print(f"first open, before the map's engine: {sum(seen) / 1000:.0f} kB   (250 kB)")
    page.get_by_role("button", name="Enrol").click()
    page.wait_for_selector("nav.screens")
    begun = time.perf_counter()
    page.locator("li", has_text="The whole commune").get_by_role("button").click()
    page.get_by_text("Everything is on the tablet.").wait_for(timeout=120_000)
    print(f"taken along in {time.perf_counter() - begun:.1f} s")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    return page


def opened(page: Page, ours: str) -> tuple[float, float]:
    """Return ms from the address until the app is ready, and until its map is there."""
    page.goto("about:blank")
    page.goto(f"{ours}/field/#/map", wait_until="commit")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_selector("canvas.maplibregl-canvas", timeout=60_000)
    drawn = page.evaluate("() => performance.now()")
    return float(page.evaluate("() => globalThis.ready_ms")), float(drawn)


def dragged(page: Page) -> list[float]:
    """Return how long each frame took while a finger draws the map to and fro, ms."""
    page.wait_for_timeout(2000)
    page.evaluate(_FRAMES)
    rng = random.Random(1)  # noqa: S311  the same way each time
    for n in range(DRAGS):
        x, y = 400, 500
        page.mouse.move(x, y)
        page.mouse.down()
        aim = rng.uniform(-250, 250), (200 if n % 2 else -200)
        page.mouse.move(x + aim[0], y + aim[1], steps=20)
        page.mouse.up()
    frames: list[float] = page.evaluate("() => { cancelAnimationFrame(watching); return frames; }")
    return frames[2:]


def measure(context: BrowserContext, place: data.Ground, ours: str, code: str) -> None:
    """Measure and print, all in one browser."""
    context.add_init_script(_READY)
    page = enrolled(context, ours, code)
    assets = page.evaluate(
        "() => Promise.all(netzkaart.catalogue.value.layers.map(({ name }) =>"
        " netzkaart.assets(name))).then(all => all.flat().length)"
    )
    print(f"{assets:,} assets on the tablet; median, slow end (95 %), worst")
    context.set_offline(True)
    opens = [opened(page, ours) for _ in range(OPENS + 1)][1:]
    told("ready without a network", [each[0] for each in opens], "1500")
    told("its map is there", [each[1] for each in opens], "-")
    told("a frame while the map is dragged", dragged(page), "50")
    middle = [(place.west + place.east) / 2, (place.south + place.north) / 2]
    fix = {"lon": middle[0], "lat": middle[1], "accuracy_m": 0.02, "platform": "bench"}
    fix |= {"time": "2026-11-22T10:00:00Z", "source": "nmea", "fix_quality": "rtk_fixed"}
    draft = {
        "kind": "create",
        "layer": data.POINTS.name,
        "values": {},
        "geometry": {"type": "Point", "coordinates": middle},
        "fixes": [fix],
    }
    given = {"draft": draft, "times": SAVES, "photo": None}
    told("saving a capture, the map in view", page.evaluate(_SAVE, given), "-")
    page.goto("about:blank")
    page.goto(f"{ours}/field/#/day")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(2000)
    told("saving a capture", page.evaluate(_SAVE, given), "50")
    told("a bare record of the browser's", page.evaluate(_BARE, SAVES), "-")
    given["photo"] = base64.b64encode(random.Random(2).randbytes(PHOTO_BYTES)).decode()  # noqa: S311
    told("saving one with a photo of 3 MB", page.evaluate(_SAVE, given), "-")


def main(points: int = 20_000, lines: int = 1_000) -> None:
    """Measure and print."""
    node = Path(sys.executable).with_name("node")
    subprocess.run([node, "build.mjs", "--if-changed"], cwd=APP, check=True)
    with tempfile.TemporaryDirectory(prefix="netzkaart-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        with data.ground(home, points, lines) as place:
            engine = make_engine(place.owner)
            with engine.begin() as connection:
                code = links.enrol(connection, data.COMMUNE, "bench", datetime.now(UTC))
            engine.dispose()
            with serving.netzkaart(place) as ours, sync_playwright() as playwright:
                context = playwright.chromium.launch_persistent_context(
                    home / "profile",
                    executable_path=CHROMIUM,
                    args=ARGUMENTS,
                    locale="en",
                    viewport={"width": 800, "height": 1000},
                )
                try:
                    measure(context, place, ours, code)
                finally:
                    context.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
