"""Who a crew's day is about: Anna at her desk, and a crew with its tablet and its receiver."""

from __future__ import annotations

import io
import math
import random
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from layers.catalogue import CATALOGUE
from tests.e2e import receiver
from tests.e2e.tablet import Tablet

LON, LAT = 6.2405, 49.7708
"""Where the street is that the crew works in. All logs are brought here; see receiver.py."""
ZOOM = 18.6
PASSWORD = "three valves under the lime tree"  # noqa: S105  of this test
PHOTO = (1400, 1050)

Place = tuple[float, float]


def at(east: float, north: float) -> Place:
    """Return a place in the street, metres from its middle."""
    return receiver.metres(LON, LAT, east, north)


class Desk:
    """Anna's desk in the town hall."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site

    def sign_in(self, invitation: str) -> None:
        self.page.goto(f"{self.site}/account/welcome?lang=en#{invitation}")
        self.page.get_by_label("New password").fill(PASSWORD)
        self.page.locator("form:has([type=password]) button").last.click()
        expect(self.page.get_by_role("link", name="My account: Anna")).to_be_visible()

    def enrolment(self, label: str) -> str:
        """Have the QR code of a tablet shown; return where it leads."""
        self.page.goto(f"{self.site}/heffingen/people?lang=en")
        form = self.page.locator("form[action$='/people/tablets']")
        form.locator("input").first.fill(label)
        form.get_by_role("button").click()
        shown = self.page.locator(".told.picture")
        expect(shown.locator("svg")).to_be_visible()
        return shown.locator("code").inner_text()

    def inbox(self, kind: str) -> None:
        self.page.goto(f"{self.site}/heffingen/review?lang=en&kind={kind}")

    def json(self, path: str) -> Any:
        answer = self.page.request.get(f"{self.site}{path}")
        assert answer.ok, answer.text()
        return answer.json()


class Crew(Tablet):
    """A crew, its tablet, and the receiver beside it."""

    taken = 0

    def start(self, **options: Any) -> None:
        super().start(**options)
        self.context.add_init_script(receiver.BESIDE_THE_TABLET)
        self.context.set_default_timeout(30_000)

    def lose_the_battery(self) -> None:
        """Kill -9 the browser, and start it again where there is still no network."""
        self.kill()
        self.offline()
        self.open()
        self.page.locator("[data-map=ready]").wait_for()

    def look_at_the_street(self) -> None:
        """Have the map where it was yesterday."""
        view = {"centre": [LON, LAT], "zoom": ZOOM}
        self.page.evaluate(
            "view => localStorage.setItem('netzkaart.view', JSON.stringify(view))", view
        )

    def plug_in(self) -> None:
        """Connect the receiver; the browser asks for it after every start."""
        self.press("Tools")
        self.press("Connect by USB")
        self.close_sheet()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def close_sheet(self) -> None:
        self.page.get_by_role("button", name="Close", exact=True).click()

    def choose(self, layer: str) -> None:
        self.press("Capture")
        label = CATALOGUE[layer].label.en
        self.page.locator(".tiles").get_by_role("button", name=label, exact=True).last.click()

    def fill(self, photos: int = 0, **values: str) -> None:
        """Fill the form in hand."""
        for name, value in values.items():
            self.page.locator(f"[name={name}]").fill(value)
        for number in range(photos):
            self.taken += 1
            file = {"name": "camera.jpg", "mimeType": "image/jpeg", "buffer": photo(self.taken)}
            self.page.locator(".photos input[type=file]").set_input_files(file)
            expect(self.page.locator(".photos li")).to_have_count(number + 1)

    def save(self) -> None:
        self.press("Save")
        expect(self.page.get_by_role("status").filter(has_text="Saved")).to_be_visible()

    def by_receiver(self, layer: str, place: Place, photos: int = 0, **values: str) -> None:
        """Capture what the antenna stands on."""
        self.stand_on(layer, place)
        self.fill(photos, **values)
        self.save()

    def stand_on(self, layer: str, place: Place) -> None:
        self.choose(layer)
        self.press("GNSS")
        receiver.stand(self.page, *place)
        self.press("Take position")

    def by_phone(self, layer: str, place: Place, photos: int = 0, **values: str) -> None:
        """Capture with what the tablet itself knows of its position."""
        self.choose(layer)
        self.press("GNSS")
        for north in (0.0, 0.2, -0.2):
            lon, lat = receiver.metres(*place, 0, north)
            told = {"longitude": lon, "latitude": lat, "accuracy": 1.1}
            self.context.set_geolocation(told)
            self.page.wait_for_timeout(40)
        self.press("Take position")
        self.fill(photos, **values)
        self.save()

    def by_taps(self, layer: str, places: list[Place], **values: str) -> None:
        """Draw a line or an area with a finger."""
        self.choose(layer)
        self.press("Crosshair")
        for number, place in enumerate(places, 1):
            self.tap(place)
            expect(self.page.locator(".sketched")).to_contain_text(f"{number} point")
        self.press("Done")
        self.fill(**values)
        self.save()

    def by_walking(self, layer: str, start: Place, legs: list[Place]) -> None:
        self.choose(layer)
        self.press("GNSS")
        self.press("Walk it")
        receiver.walk(self.page, *start, legs)
        expect(self.page.locator(".sketched")).to_contain_text("Length")
        self.press("Stop walking")
        self.press("Done")
        self.save()

    def tap(self, place: Place) -> None:
        """Touch the map where something is."""
        canvas = self.page.locator(".canvas").bounding_box()
        assert canvas is not None
        pixels = 512 * 2**ZOOM
        x = canvas["x"] + canvas["width"] / 2 + (place[0] - LON) / 360 * pixels
        y = canvas["y"] + canvas["height"] / 2 - (mercator(place[1]) - mercator(LAT)) * pixels
        self.page.mouse.click(x, y)
        self.page.wait_for_timeout(350)  # MapLibre waits whether it becomes a double click


def mercator(lat: float) -> float:
    """Return how far north something is, in parts of the square world."""
    return math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)


def photo(number: int) -> bytes:
    """Return a JPEG as large as a small camera's, in which no two are alike."""
    noise = random.Random(number).randbytes(PHOTO[0] // 4 * (PHOTO[1] // 4) * 3)
    picture = Image.frombytes("RGB", (PHOTO[0] // 4, PHOTO[1] // 4), noise).resize(PHOTO)
    ImageDraw.Draw(picture).text((40, 40), f"photo {number}", fill="white", font_size=120)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return file.getvalue()
