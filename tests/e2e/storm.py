"""Who a storm night is about: a village's networks, and the phones of those who live there."""

from __future__ import annotations

import email
import io
import re
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email import policy
from itertools import cycle, pairwise
from pathlib import Path
from uuid import uuid4

import httpx2
from PIL import Image, ImageDraw
from shapely import LineString, Point, box

from api.security import forms
from gis import assets
from layers.catalogue import CATALOGUE

LON, LAT = 6.2405, 49.7708
LANGUAGES = ("lb", "fr", "de", "en", "pt")
_AT_ONCE = 8
_PATIENCE_S = 90

DOMAIN, PHONE, SURNAME, WORDS = "storm.example", "+352621", "Plantova", "Zauberwuert"
"""What is planted into everything that is personal, to be looked for in everything that is not."""


@dataclass(frozen=True)
class Fault:
    """What broke, and how many tell of it: `service` and the asset's code."""

    service: str
    code: str
    reports: int


LAMPS = [Fault("lamp_out", f"LU-{circuit}{n}", 13) for circuit in (1, 2) for n in range(6)]
MAINS = [
    Fault(("water_pressure_low", "water_dirty", "water_none")[n % 3], f"WP-street{n}", 16)
    for n in range(5)
]
MANHOLE = Fault("sewer_overflow", "MH-1", 20)
ALONE = [
    MANHOLE,
    Fault("sewer_overflow", "MH-2", 16),
    Fault("pole_damaged", "PO-1", 16),
    Fault("gully_blocked", "GU-1", 12),
]
FAULTS = [*LAMPS, *MAINS, *ALONE]


def build(session) -> dict[str, tuple[str, float, float]]:
    """Build the village; return code -> the asset's id and where somebody stands, WGS84."""
    x, y = session.commune.operation.to_home(LON, LAT)
    found: dict[str, tuple[str, float, float]] = {}

    def put(layer: str, geometry, **values) -> str:
        made, _ = assets.create(session, CATALOGUE[layer], geometry, values)
        spot = geometry.centroid
        lon, lat = session.commune.operation.to_wgs84(spot.x, spot.y)
        if "code" in values:
            found[values["code"]] = (str(made.id), float(lon), float(lat))
        return str(made.id)

    put(CATALOGUE.bounding().name, box(x - 1500, y - 1500, x + 1500, y + 1500))
    cabinet = put("light_cabinet", Point(x, y), code="LC-1")
    for circuit in (1, 2):
        north = y + 40 * circuit
        line = LineString([(x, y), (x, north), (x + 360, north)])
        put("light_cable", line, circuit=f"LC-1/{circuit}", cabinet=cabinet)
        for n in range(6):
            put(
                "luminaire",
                Point(x + 60 * (n + 1), north),
                code=f"LU-{circuit}{n}",
                circuit=f"LC-1/{circuit}",
            )
    put("water_tank", Point(x - 600, y - 300), code="WT-1")
    main = [(x + east, y - 300) for east in (-600, -200, 200, 600)]
    for n, ends in enumerate(pairwise(main)):
        put("water_pipe", LineString(ends), code=f"WP-{n}")
    for n, east in enumerate((-200, 600)):
        line = LineString([(x + east, y - 300), (x + east, y - 1100)])
        put("water_pipe", line, code=f"WP-other{n}")
    street = [(x + 200, y - 300 - 70 * n) for n in range(6)]
    for n, ends in enumerate(pairwise(street)):
        put("water_pipe", LineString(ends), code=f"WP-street{n}")
    for n in (1, 2):
        put("sewer_manhole", Point(x - 150 * n, y + 200), code=f"MH-{n}")
    put("pole", Point(x - 100, y - 100), code="PO-1")
    put("sewer_catch_basin", Point(x - 250, y - 60), code="GU-1")
    return found


def photo(number: int, remark: str = "") -> bytes:
    """Return a JPEG of a camera's, with a remark where cameras write theirs."""
    picture = Image.new("RGB", (800, 600), (20, 24, 40 + number % 60))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((300, 180, 500, 380), fill=(250, 220 - number % 90, 120))
    draw.text((30, 530), f"photo {number}", fill="white", font_size=40)
    exif = Image.Exif()
    exif[0x010E] = remark
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


@dataclass
class Phone:
    """One of those who tell of a fault, on a network of their own.

    Attributes
    ----------
    channel : str
        ``web`` as the page's script sends, ``open311`` as an app does, ``page`` in a browser.
    answers : list
        What the server told about the report: more than one where it was sent twice.
    """

    n: int
    fault: Fault
    channel: str
    mail: str = ""
    updates: bool = False
    twice: bool = False
    with_photo: bool = False
    answers: list[httpx2.Response] = field(default_factory=list)
    number: str = ""
    page: str = ""

    @property
    def language(self) -> str:
        return LANGUAGES[self.n % len(LANGUAGES)]

    @property
    def from_(self) -> dict[str, str]:
        return {"X-Forwarded-For": f"10.{self.n // 250}.{self.n % 250}.7"}

    @property
    def is_plain(self) -> bool:
        """Whether somebody tells of it as most do: by the form, once, without more."""
        return self.channel == "web" and not (self.mail or self.twice or self.with_photo)

    @property
    def words(self) -> str:
        return f"{WORDS}-{self.n} <b>Maria {SURNAME}</b> {PHONE}{self.n:05d}"


def neighbours() -> list[Phone]:
    """Return the phones of the night: about each fault its own number, all of them mixed."""
    waiting = [[fault] * fault.reports for fault in FAULTS]
    told: list[Fault] = []
    for each in cycle(waiting):
        if each:
            told.append(each.pop())
        elif not any(waiting):
            break
    phones = []
    for n, fault in enumerate(told):
        phone = Phone(n, fault, "open311" if n % 15 == 7 else "web")
        if phone.channel == "web":
            phone.mail = f"kim{n}@{DOMAIN}" if n % 6 == 0 else ""
            phone.updates = n % 18 != 0
            phone.with_photo = n % 14 == 1
        phone.twice = n % 10 == 3
        phones.append(phone)
    return phones


class Night:
    """The phones, and the town hall's address they know."""

    def __init__(self, http: httpx2.Client, village: dict[str, tuple[str, float, float]]) -> None:
        self.http, self.village = http, village

    def open_forms(self, phones: Iterable[Phone]) -> dict[int, str]:
        """Open the form on each phone, and let a moment pass as people need it."""

        def opened(phone: Phone) -> tuple[int, str]:
            _, lon, lat = self.village[phone.fault.code]
            query = {"lang": phone.language, "what": phone.fault.service, "lat": lat, "long": lon}
            found = self.http.get("/report/heffingen/", params=query, headers=phone.from_)
            return phone.n, re.search(r'name="stamp" value="([^"]+)"', found.text)[1]

        stamps = dict(_at_once(opened, phones))
        time.sleep(forms.LEAST_FILLING.total_seconds() + 1)
        return stamps

    def send(self, phones: Sequence[Phone], stamps: dict[int, str]) -> None:
        """Send what stands in the forms, many at once; what is sent twice goes out together."""

        def sent(job) -> None:
            phone, post = job
            phone.answers.append(post())

        jobs = []
        for each in phones:
            post = self._app(each) if each.channel == "open311" else self._script(each, stamps)
            jobs += [(each, post)] * (2 if each.twice else 1)
        _at_once(sent, jobs)

    def _script(self, phone: Phone, stamps: dict[int, str]):
        """Return what sends as the page's own script does."""
        asset, lon, lat = self.village[phone.fault.code]
        stamp, key = stamps[phone.n], str(uuid4())
        form = {
            "service": phone.fault.service,
            "lat": str(lat),
            "long": str(lon),
            # Some do not know which one it is: the nearest is taken.
            "asset": "" if phone.n % 9 == 0 else asset,
            "description": phone.words,
            "email": phone.mail,
            "phone": f"{PHONE}{phone.n:05d}" if phone.n % 4 == 0 else "",
            "stamp": stamp,
            "key": key,
            "work": forms.work(stamp, int(stamp.split(".")[2]), key),
        } | ({"updates": "1"} if phone.updates else {})
        taken = photo(phone.n, phone.words)
        files = {"photos": (f"{SURNAME}.jpg", taken)} if phone.with_photo else None
        headers = phone.from_ | {"Accept": "application/json"}
        address = f"/report/heffingen/?lang={phone.language}"
        return lambda: self.http.post(address, data=form, files=files, headers=headers)

    def _app(self, phone: Phone):
        """Return what sends as an Open311 client does."""
        _, lon, lat = self.village[phone.fault.code]
        form = {
            "service_code": phone.fault.service,
            "lat": str(lat),
            "long": str(lon),
            "description": phone.words,
            "first_name": "Maria",
            "last_name": SURNAME,
            "email": f"app{phone.n}@{DOMAIN}",
            "phone": f"{PHONE}{phone.n:05d}",
            "device_id": f"{WORDS}-device-{phone.n}",
        }
        address = "/open311/heffingen/v2/requests.json"
        return lambda: self.http.post(address, data=form, headers=phone.from_)

    def me_too(self, phones: Sequence[Phone], number: str) -> None:
        """Say "me too" from phones that sent nothing."""
        path = f"/report/heffingen/list/{number}/me-too"
        for each in _at_once(lambda phone: self.http.post(path, headers=phone.from_), phones):
            assert each.status_code == 303, each.text


def _at_once(do, many) -> list:
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return list(threads.map(do, many))


class Letters:
    """The outbox of the town hall: what a mail server would have taken."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "outbox"

    def of(self, address: str) -> list[email.message.EmailMessage]:
        return [each for each in self.every() if each["To"] == address]

    def every(self) -> list[email.message.EmailMessage]:
        found = sorted(self.folder.glob("*.eml")) if self.folder.exists() else []
        read = [each.read_bytes() for each in found]
        return [email.message_from_bytes(each, policy=policy.default) for each in read]

    def wait_for(self, wanted: int) -> list[email.message.EmailMessage]:
        """Wait until so many are there, by the worker's own hands."""
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            if len(list(self.folder.glob("*.eml"))) >= wanted:
                break
            time.sleep(0.2)
        return self.every()


def link_of(letter: email.message.EmailMessage) -> str:
    """Return the path in a letter by which its address is confirmed."""
    return re.search(r"(/report/heffingen/mail/\S+?)\?", letter.get_content())[1]
