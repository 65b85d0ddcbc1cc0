"""How the planners' map feels with 200,000 assets on it, in a browser that draws by software.

    python benchmarks/map_browser.py [POINTS] [LINES]

For several zooms it measures the first picture (from the address to the frame after the last
tile) and pans of a third of the window: the longest time for which the page did not answer, and
the time until the new tiles are drawn; with tiles that the server makes and with kept ones. The
same page of an empty commune, in the same run, is what the page itself costs.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import serving
import serving_data as data
from playwright.sync_api import Page, sync_playwright

from api import migrations
from gis.database.engine import make_engine

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
ZOOMS = (13, 15, 16, 17, 18)
PANS = ((400, 0), (0, 260), (400, 0), (0, 260), (-400, 0), (0, -260))
ROUNDS = 3

# Resolves in the frame after the last tile was drawn; a page that has none left waits for nothing.
_SETTLED = """
() => new Promise((done) => {
  const next = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  const after = () => next(() => done(performance.now()));
  const look = () => {
    if (!document.documentElement.hasAttribute("data-ready")) return requestAnimationFrame(look);
    const grids = Object.values(Netzkaart.map._layers).filter((layer) => layer._tiles);
    const waits = grids.filter((grid) => grid.isLoading());
    if (waits.length) return waits[0].once("load", look);
    after();
  };
  look();
})
"""
_PAN = """
async ([x, y]) => {
  const map = Netzkaart.map;
  let last = performance.now(), longest = 0, watching = true;
  const watch = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (watching) requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
  const begun = performance.now();
  map.panBy([x, y], { animate: false });
  const ended = await (SETTLED)();
  watching = false;
  return [longest, ended - begun];
}
""".replace("SETTLED", _SETTLED.strip())


@contextlib.contextmanager
def a_page() -> Iterator[Page]:
    """Yield a page of a browser without a graphics processor."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser.new_page(viewport={"width": 1200, "height": 800})
        finally:
            browser.close()


def first_picture(page: Page, address: str) -> float:
    """Return milliseconds from the address to the frame after the last tile."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    milliseconds: float = page.evaluate(_SETTLED)
    return milliseconds


def main(points: int = 200_000, lines: int = 20_000) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="netzkaart-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        with data.ground(home, points, lines) as place:
            engine = make_engine(place.owner)
            with engine.begin() as connection:
                migrations.create_commune(connection, "empty", title="Empty", srid=2169)
            engine.dispose()
            with serving.netzkaart(place) as ours, a_page() as page:
                _measure(page, ours, place)


def _measure(page: Page, ours: str, place: data.Ground) -> None:
    middle = f"{(place.south + place.north) / 2:.5f}/{(place.west + place.east) / 2:.5f}"
    empty = [first_picture(page, f"{ours}/empty/map#16/{middle}") for _ in range(ROUNDS + 1)][1:]
    print(f"empty commune: first picture {statistics.median(empty):.0f} ms")
    print(
        "| zoom | assets drawn | first picture, cold | kept | pan: page still | new tiles drawn |"
    )
    print("|--:|--:|--:|--:|--:|--:|")
    for zoom in ZOOMS:
        address = f"{ours}/{data.COMMUNE}/map#{zoom}/{middle}"
        cold = first_picture(page, address)
        kept = statistics.median(first_picture(page, address) for _ in range(ROUNDS))
        drawn = page.evaluate(
            f"[...Netzkaart.drawnOf('{data.POINTS.name}')].length"
            f" + [...Netzkaart.drawnOf('{data.LINES.name}')].length"
        )
        pans = [page.evaluate(_PAN, step) for step in PANS]
        still = statistics.median(each[0] for each in pans)
        whole = statistics.median(each[1] for each in pans)
        times = " | ".join(f"{each:.0f}" for each in (cold, kept, still, whole))
        print(f"| {zoom} | {drawn:,} | {times} |", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
