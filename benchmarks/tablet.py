"""How the crews' tablet app feels with 20,000 assets on it, in a browser that draws by software.

    python benchmarks/tablet.py [ASSETS]

A real server enrols a tablet; its database is then filled within the page, so that nothing but the
tablet is measured. Pans are a finger's; the time between frames is noted, the best of some rounds'
medians is told: others work on this machine too, and their load is told beside it.
The same map without any asset, in the same run, is what the engine itself costs on this machine.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import serving
import serving_data as data
from playwright.sync_api import BrowserContext, Page, sync_playwright

from api.security import links
from field_capture import tablet_app
from gis.database.engine import make_engine
from tests.chromium import CHROMIUM, CONTROLLED

ARGUMENTS = [
    *("--no-sandbox", "--no-first-run", "--use-angle=swiftshader"),
    *("--enable-unsafe-swiftshader", "--disable-background-networking"),
]
ASSETS = 20_000
ZOOMS = (15, 16, 17, 18, 19)
FRAMES = 40
PANS = 3
ROUNDS = 5
LON, LAT = 6.2405, 49.7708
SIDE = 0.028  # degrees of longitude: about 2 km, a commune's villages laid side by side

# Layer and its share of all assets: what lies in and around the streets of a village.
SHARES = {
    "building": 12,
    "address": 12,
    "street": 2,
    "water_pipe": 12,
    "water_valve": 8,
    "water_hydrant": 3,
    "sewer_pipe": 16,
    "sewer_manhole": 16,
    "luminaire": 14,
    "pole": 5,
}

_FILL = """
async ([total, shares, [lon, lat], side]) => {
  const open = indexedDB.open("netzkaart-field");
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const tx = db.transaction(["assets", "notes"], "readwrite");
  const store = tx.objectStore("assets");
  store.clear();
  const all = Object.values(shares).reduce((a, b) => a + b, 0);
  const ring = (x, y, w, h) => [[[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x, y]]];
  const shapes = {
    building: (x, y) => ({ type: "MultiPolygon", coordinates: [ring(x, y, 14e-5, 8e-5)] }),
    street: (x, y, i) => ({ type: "LineString", coordinates:
      [[x, y], [x + 9e-4, y + (i % 7) * 1e-4], [x + 2e-3, y - (i % 5) * 1e-4]] }),
    pipe: (x, y, i) => ({ type: "LineString", coordinates: i % 2
      ? [[x, y], [x + 3e-4, y + 1e-5], [x + 6e-4, y + 4e-5]]
      : [[x, y], [x + 1e-5, y + 2e-4], [x + 3e-5, y + 4e-4]] }),
    point: (x, y) => ({ type: "Point", coordinates: [x, y] }),
  };
  let n = 0;
  for (const [layer, share] of Object.entries(shares)) {
    const shape = shapes[layer] ?? shapes[layer.split("_").at(-1)] ?? shapes.point;
    for (let i = 0; i < Math.round(total * share / all); i++) {
      n++;
      const x = lon + side * (((n * 0.7548776662466927) % 1) - 0.5);
      const y = lat + side * 0.65 * (((n * 0.5698402909980532) % 1) - 0.5);
      store.put({
        id: `01900000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`, layer,
        geometry: shape(x, y, i), version: 1, accuracy_m: 0.05, retired: false,
        values: { code: `${layer.slice(0, 2).toUpperCase()}-${i}`, status: "in_service",
          name: `Street ${i}`, house_number: String(i % 90) },
      });
    }
  }
  const area = { id: "commune", title: "All", bounds: null, assets: n, bytes: n * 700,
    taken_at: new Date().toISOString() };
  tx.objectStore("notes").put(area, "area");
  await new Promise((done) => { tx.oncomplete = done; });
  db.close();
  return n;
}
"""
_WATCH = """
() => {
  const times = [];
  let last = 0;
  const frame = (now) => {
    if (last) times.push(now - last);
    last = now;
    globalThis.frames_ = times;
    globalThis.watching = requestAnimationFrame(frame);
  };
  globalThis.watching = requestAnimationFrame(frame);
}
"""
_TOLD = "() => { cancelAnimationFrame(watching); return frames_; }"
_SEEN = "() => localStorage.getItem('netzkaart.view')"
_SAVE = """
async ([lon, lat]) => {
  const times = [];
  for (let i = 0; i < 21; i++) {
    const at = { lon: lon + i * 1e-5, lat, accuracy_m: 2, time: new Date().toISOString(),
      platform: "bench", source: "geolocation" };
    const begun = performance.now();
    await netzkaart.save({ kind: "create", layer: "water_valve", values: {}, fixes: [at],
      geometry: { type: "Point", coordinates: [at.lon, at.lat] } });
    times.push(performance.now() - begun);
  }
  return times;
}
"""


def main(assets: int = ASSETS) -> None:
    """Measure and print."""
    print(f"first open, before the map engine: {_first_bytes() / 1000:.0f} kB compressed")
    with tempfile.TemporaryDirectory(prefix="netzkaart-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        with data.ground(home, 10, 5) as place, serving.netzkaart(place) as ours:
            engine = make_engine(place.owner)
            with engine.begin() as connection:
                code = links.enrol(connection, data.COMMUNE, "Tablet 1", datetime.now(UTC))
            engine.dispose()
            with _tablet(home) as (context, page):
                _measure(context, page, f"{ours}/field/", code, assets)


def _first_bytes() -> int:
    """Return the compressed bytes of what the browser needs before it fetches the engine."""
    dist = Path(tablet_app.__file__).parent / "app" / "dist"
    first = [p for p in dist.iterdir() if p.suffix in {".js", ".css", ".html"}]
    later = ("maplibre", "screen-", "worker")
    return sum(len(gzip.compress(p.read_bytes(), 6)) for p in first if not p.name.startswith(later))


@contextlib.contextmanager
def _tablet(home: Path) -> Iterator[tuple[BrowserContext, Page]]:
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            home / "profile",
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            locale="en",
            viewport={"width": 800, "height": 1280},
            geolocation={"longitude": LON, "latitude": LAT, "accuracy": 2},
            permissions=["geolocation"],
        )
        try:
            yield context, context.pages[0]
        finally:
            context.close()


def _measure(context: BrowserContext, page: Page, app: str, code: str, assets: int) -> None:
    page.goto(f"{app}#{data.COMMUNE}/{code}")
    page.get_by_role("button", name="Enrol").click()
    page.wait_for_selector("nav.screens")
    page.evaluate(CONTROLLED)
    pans: dict[str, list[float]] = {}
    for name, count in (("empty map", 0), (f"{assets:,} assets", assets)):
        page.evaluate(_FILL, [count, SHARES, [LON, LAT], SIDE])
        pans[name] = [_pan(page, app, zoom) for zoom in ZOOMS]
    print(f"load: {os.getloadavg()[0]:.1f}")
    print("| pan: milliseconds for a frame at zoom |", " | ".join(map(str, ZOOMS)), "|")
    print("|---|" + "--:|" * len(ZOOMS))
    for name, times in pans.items():
        print(f"| {name} |", " | ".join(f"{each:.0f}" for each in times), "|", flush=True)
    context.set_offline(offline=True)
    ready = [_ready(page, app) for _ in range(ROUNDS)]
    print(f"app ready offline: {statistics.median(ready):.0f} ms")
    for where in ("day", "map"):
        page.goto("about:blank")
        page.goto(f"{app}#/{where}")
        page.wait_for_selector(".canvas[data-map=ready]" if where == "map" else "html[data-ready]")
        page.wait_for_timeout(5000)
        saves: list[float] = page.evaluate(_SAVE, [LON, LAT])
        print(f"save, {where}: {statistics.median(saves):.1f} ms, longest {max(saves):.0f} ms")
    print(f"load: {os.getloadavg()[0]:.1f}")


def _pan(page: Page, app: str, zoom: int) -> float:
    view = {"centre": [LON, LAT], "zoom": zoom}
    page.evaluate("view => localStorage.setItem('netzkaart.view', JSON.stringify(view))", view)
    page.goto("about:blank")
    page.goto(f"{app}#/map")
    page.wait_for_selector(".canvas[data-map=ready]")
    page.wait_for_timeout(5000)  # tiles are cut and drawn
    before = page.evaluate(_SEEN)
    rounds = [_a_pan(page) for _ in range(PANS)]
    assert page.evaluate(_SEEN) != before, "the map did not move"
    return min(statistics.median(each) for each in rounds)


def _a_pan(page: Page) -> list[float]:
    """Pan there and back; return the milliseconds of each frame."""
    times: list[float] = []
    for way in (1, -1):
        x, y = 400 - 150 * way, 400 - 100 * way
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 10 * way, y)
        page.evaluate(_WATCH)
        for _ in range(FRAMES):
            x, y = x + 5 * way, y + 3 * way
            page.mouse.move(x, y)
        times += page.evaluate(_TOLD)
        page.wait_for_timeout(200)  # held still, the map does not run on
        page.mouse.up()
        page.wait_for_timeout(300)
    return times


def _ready(page: Page, app: str) -> float:
    page.goto("about:blank")
    page.goto(f"{app}#/day", wait_until="commit")
    page.wait_for_selector("html[data-ready]")
    milliseconds: float = page.evaluate("performance.now()")
    return milliseconds


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
