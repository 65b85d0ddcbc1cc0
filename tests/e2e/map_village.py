"""A street of assets, and a browser's visit to their map."""

from __future__ import annotations

import math
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page
from shapely import LineString, Point, box
from shapely.geometry import MultiPolygon

from gis import assets
from gis.maps.words import words_in

LON, LAT = 6.2387, 49.7703
EVIL = '<img src=x onerror="document.title=1">'
WORDS = words_in("de")


class Village:
    """A street of assets around one place, and where they are."""

    def __init__(self, session) -> None:
        self.session = session
        self.x, self.y = session.commune.operation.to_home(LON, LAT)
        self.ids: dict[str, UUID] = {}
        boundary = box(self.x - 900, self.y - 700, self.x + 900, self.y + 700)
        self.put("commune_boundary", MultiPolygon([boundary]))
        self.put(
            "water_pipe",
            LineString([self.at(-90, 30), self.at(90, 30)]),
            code="WP-1",
            status="in_use",
            material="pe",
            diameter_mm=100.0,
            remark=EVIL,
        )
        self.put("sewer_pipe", LineString([self.at(-90, -30), self.at(90, -30)]))
        self.put("pole", self.at(0, 0), code="PO-1", status="in_use")
        self.put(
            "luminaire", self.at(0, 0), code="LU-1", status="planned", pole_id=str(self.ids["pole"])
        )
        self.put("water_valve", self.at(-60, 30), code=EVIL)
        self.put("charging_location", self.at(60, 60))
        house = box(self.x - 50, self.y + 50, self.x - 30, self.y + 66)
        self.put("building", MultiPolygon([house]))
        self.put("street", LineString([self.at(-90, -60), self.at(90, -60)]), name="Haaptstrooss")
        self.put("address", self.at(-40, 60), street="Haaptstrooss", house_number="12")
        self.put("locality", self.at(0, 120), name="Heffingen")

    def at(self, east: float, north: float) -> Point:
        return Point(self.x + east, self.y + north)

    def put(self, layer: str, geometry, **properties) -> None:
        declared = self.session.layer(layer)
        known = {k: v for k, v in properties.items() if k in declared.by_name}
        made, _ = assets.create(self.session, declared, geometry, known)
        self.ids[layer] = made.id


class Visit:
    """A browser's visit to the map, with everything that went wrong on the way."""

    def __init__(self, page: Page, server: str, tmp_path: Path) -> None:
        self.page, self.server, self.tmp_path = page, server, tmp_path
        self.troubles: list[str] = []
        self.weight = 0
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("request", self._request)

    def _console(self, message) -> None:
        if message.type in {"error", "warning"}:
            place = message.location.get("url", "").removeprefix(self.server)
            self.troubles.append(f"{message.type}: {message.text} {place}".rstrip())

    def _request(self, request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.troubles.append(f"foreign: {request.url}")

    def open(self, view: str = f"#19/{LAT}/{LON}", language: str = "de") -> None:
        self.page.goto(f"{self.server}/heffingen/map?lang={language}{view}")
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_selector("html[data-ready]")
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(400)  # tiles fade in, popups pan

    def place(self, east: float, north: float, zoom: int = 19) -> tuple[float, float]:
        """Return where a place, in metres from the middle of the map, is on the screen."""
        box = self.page.locator(".folium-map").bounding_box()
        pixels = 1 / (156543.034 * math.cos(math.radians(LAT)) / 2**zoom)
        middle_x, middle_y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        # Grid north is not quite true north; over a hundred metres that is less than a pixel.
        return middle_x + east * pixels, middle_y - north * pixels

    def click(self, east: float, north: float) -> None:
        self.page.mouse.click(*self.place(east, north))
        self.page.wait_for_timeout(500)

    def shot(self, name: str) -> None:
        self.page.screenshot(path=self.tmp_path / f"{name}.png")


def drawn_layers(page: Page) -> set[str]:
    found = page.evaluate("Netzkaart.assetsInView(Netzkaart.map).map((each) => each.layer)")
    return set(found)
