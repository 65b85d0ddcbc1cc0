"""Whatever is asked, and whatever is written down: nothing of the people who reported is in it.

What is personal is planted into everything that citizens send, and looked for behind every door
that answers a GET, in exports, in what programs are told, in all tables but the few that are for
it, and in the logs. Containers are unpacked: a word in a compressed file is not hidden.
"""

from __future__ import annotations

import gzip
import io
import json
import math
import re
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from shapely import Point, box
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from typer.testing import CliRunner

from api.cli import app as command_line
from api.errands import Errands
from api.main import create_app
from api.routes.reports.form import form_secret
from api.security import forms
from api.worker import Worker
from field_capture import webhook
from field_capture.open311 import handover
from field_capture.reports import moves, notes
from field_capture.reports import settings as desk_settings
from field_capture.reports.moves import Decision
from field_capture.reports.settings import Body
from field_capture.states.report import Mover, State
from gis import assets
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.api.doors import DOORS, PLACES, address

pytestmark = pytest.mark.slow

CLERK = Viewer("clerk-7", ViewerRole.CLERK)
ADMIN = Viewer("admin-1", ViewerRole.ADMIN)
DOMAIN, PHONE, SURNAME, DEVICE = "storm.example", "352621777", "Plantova", "zauber-device"
CONTACTS = {DOMAIN, PHONE, SURNAME, DEVICE}
WORDS, ANSWER, NOTE, STREET = "Zauberwuert", "Zauberantwert", "Zaubernotiz", "Zauberstrooss"
FOR_THEM = {"report", "report_contact", "report_follower", "report_answer", "report_note"}
"""The tables in which something personal is kept, and purged."""

LAMPS = ("LU-1", "LU-2", "LU-3")
ZOOMS = (0, 14, 16, 18)
PATIENCE_S = 10


def jpeg() -> bytes:
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010E], exif[0x013B] = WORDS, SURNAME
    Image.new("RGB", (800, 600), "navy").save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def village(make_commune, opened, owner_engine) -> Iterator[dict[str, str]]:
    make_commune(boundary=box(84000, 91000, 86000, 93000))
    found = {}
    with opened("heffingen") as session:
        for n, code in enumerate(LAMPS):
            at = Point(85000 + 30 * n, 92000)
            found[code] = str(
                assets.create(session, CATALOGUE["luminaire"], at, {"code": code})[0].id
            )
        lon, lat = session.commune.operation.to_wgs84(85000, 92000)
    yield found | {"lon": f"{lon:.7f}", "lat": f"{lat:.7f}"}
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.procrastinate_jobs"))


@pytest.fixture
def asking(app_context) -> Iterator[TestClient]:
    app = create_app(app_context)
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def planted(village, asking, app_context, opened, now, cluster) -> SimpleNamespace:
    """Reports with all that is personal, in several states; what the town hall made of them."""
    secrets: set[str] = set()

    def by_form(n: int) -> tuple[str, str]:
        stamp = forms.issue(form_secret(app_context), now - timedelta(seconds=9), 1)
        key = str(uuid4())
        form = {
            "service": "lamp_out",
            "lat": village["lat"],
            "long": village["lon"],
            "asset": village[LAMPS[n]],
            "description": f"{WORDS} {n}",
            "email": f"kim{n}@{DOMAIN}",
            "phone": f"+{PHONE}{n:03d}",
            "updates": "1",
            "stamp": stamp,
            "key": key,
            "work": forms.work(stamp, 1, key),
        }
        files = {"photos": (f"{SURNAME}.jpg", jpeg(), "image/jpeg")}
        headers = {"Accept": "application/json"}
        answer = asking.post("/report/heffingen/", data=form, files=files, headers=headers)
        assert answer.status_code == 201, answer.text
        told = answer.json()
        secrets.add(told["page"].rpartition("/")[2].partition("?")[0])
        return told["number"], told["page"].partition("?")[0]

    (first, page), (second, _), (unconfirmed, _) = (by_form(n) for n in range(3))
    sent = {
        "service_code": "lamp_out",
        "lat": village["lat"],
        "long": village["lon"],
        "address_string": f"1, {STREET}",
        "description": f"{WORDS} 7",
        "first_name": "Maria",
        "last_name": SURNAME,
        "email": f"app@{DOMAIN}",
        "phone": f"+{PHONE}999",
        "device_id": DEVICE,
        "media_url": f"https://pictures.example/{WORDS}.jpg",
    }
    answer = asking.post("/open311/heffingen/v2/requests.json", data=sent)
    third = answer.json()[0]["service_request_id"]
    by_citizen = frozenset({Mover.CITIZEN})
    with opened("heffingen", CLERK) as session:
        for each in (first, second):
            moves.perform(session, each, Decision(target=State.RECEIVED), now=now, who=by_citizen)
        asked = Decision(target=State.WAITING_INFO, sentence="Wéi eng Luucht?")
        moves.perform(session, first, asked, now=now)
    assert asking.post(f"{page}/answer", data={"answer": ANSWER}).is_redirect
    with opened("heffingen", ADMIN) as session:
        hook = webhook.add(session, "https://hook.example/", now)
        body = Body("creos", "Creos", "http://their.example/v2")
        desk_settings.keep_body(session, body, now)
    with opened("heffingen", CLERK) as session:
        report = session.connection.scalar(
            text("SELECT id FROM heffingen.report WHERE number = :n"), {"n": first}
        )
        notes.add(session, report, NOTE, now)
        done = Decision(target=State.REJECTED, reason="not_ours", sentence="Net eis.")
        moves.perform(session, second, done, now=now)
        handover.hand_over(session, third, body, "Bei Creos.", now)
    events: list[bytes] = []

    def send(_: str, body: bytes, __: Mapping[str, str]) -> int:
        events.append(body)
        return 200

    errands = Errands(app_context, send)
    Worker(app_context, cluster.dsn("netzkaart", "netzkaart_app"), errands).finish()
    for path in (app_context.settings.home / "outbox").glob("*.eml"):
        secrets |= set(re.findall(r"/mail/([\w.-]{40,})", path.read_text()))
    return SimpleNamespace(
        numbers=[first, second, unconfirmed, third],
        secrets=secrets,
        events=events,
        hook=hook,
        page=page,
    )


def unpacked(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield an answer, and everything that is packed into it."""
    yield data
    if depth > 2:
        return
    if data.startswith(b"\x1f\x8b"):
        yield from unpacked(gzip.decompress(data), depth + 1)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name), depth + 1)
    if data.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(stream)


def check(where: object, data: bytes, wanted: Iterable[str]) -> None:
    for plain in unpacked(data):
        for each in wanted:
            # As it is, as JSON writes what is beyond ASCII, as addresses do.
            assert each.encode() not in plain, (where, each)


def addresses(planted, village) -> Iterator[str]:  # noqa: C901, PLR0912  one case after another
    """Yield every address that answers a GET, of everything that there is."""
    lon, lat = float(village["lon"]), float(village["lat"])
    for method, template in DOORS:
        if method != "GET" or template.startswith(("/static", "/field", "/account")):
            continue
        several: list[dict[str, str]] = [{"layer": "luminaire", "field": "status"}]
        lamp = {"asset": village["LU-1"], "feature_id": village["LU-1"], "code": "LU-1"}
        several = [each | lamp for each in several]
        if "{number}" in template:
            several = [each | {"number": n} for each in several for n in planted.numbers]
        if "{form}" in template:
            code = {"code": "lamp_out"}
            several = [each | code | {"form": f} for each in several for f in ("xml", "json")]
        if "{z}" in template:
            several = [each | tile(lon, lat, zoom) for each in several for zoom in ZOOMS]
        if "{statistic}" in template:
            names = ("layers", "age", "reports_by_month", "answers", "streets", "hours")
            several = [each | {"statistic": name} for each in several for name in names]
        if "{token}" in template:
            several = [each | {"token": "x" * 43} for each in several]
        for each in several:
            path = address(template, **{k: v for k, v in each.items() if k in PLACES or k})
            yield path
            if path.endswith(("/requests.xml", "/requests.json")):
                for status in ("open", "closed"):
                    yield f"{path}?status={status}"
            if path.endswith("/search"):
                for word in (SURNAME, WORDS, STREET, "LU-1", planted.numbers[0]):
                    yield f"{path}?q={word}"
            if path.endswith("/list"):
                yield from (f"{path}?state=closed&lang=fr", f"{path}?lang=de")
            if path.endswith("/report/heffingen/"):
                yield f"{path}?what=lamp_out&lat={lat}&long={lon}"
                yield f"{path}?q={STREET}"
            if path.endswith("/map.pdf"):
                yield f"{path}?lon={lon}&lat={lat}"


def tile(lon: float, lat: float, zoom: int) -> dict[str, str]:
    x = int((lon + 180) / 360 * 2**zoom)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
    return {"z": str(zoom), "x": str(x), "y": str(y)}


@pytest.mark.parametrize("role", ["anyone", "machine", "crew", "planner"])
def test_no_door_tells_of_who_reported(planted, village, asking, auth, role) -> None:
    headers = {"Accept-Encoding": "identity"} | (auth(role) if role != "anyone" else {})
    wanted = CONTACTS | {NOTE} | planted.secrets
    if role in ("anyone", "machine"):
        wanted |= {WORDS, ANSWER, STREET}
    answered = set()
    for path in addresses(planted, village):
        if "/search?q=" in path:
            told = asking.get(path, headers=headers)
            assert told.status_code in (200, 401, 403), path
            assert told.json().get("results", []) == [] or "LU-1" in path, path
            continue
        for accept in ("text/html", "application/json"):
            answer = asking.get(path, headers=headers | {"Accept": accept})
            assert answer.status_code < 500, path
            known = "/list" in path or "?" in path
            asked = {each for each in wanted if not (known and f"={each}" in path)}
            check(path, answer.content + str(answer.headers).encode(), asked)
            if answer.status_code == 200:
                answered.add(path.partition("?")[0])
    assert f"/report/heffingen/list/{planted.numbers[0]}" in answered
    assert "/ogc/heffingen/collections/luminaire/items" in answered
    in_tile = "/ogc/heffingen/tiles/all/{z}/{x}/{y}.mvt".format(
        **tile(float(village["lon"]), float(village["lat"]), 18)
    )
    assert b"LU-1" in asking.get(in_tile).content, "the tile holds what stands there"
    if role == "machine":
        assert "/api/v1/heffingen/reports.csv" in answered
        assert "/api/v1/heffingen/exports/tables/luminaire.xlsx" in answered


def test_the_clerk_sees_all_of_it(planted, asking, auth) -> None:
    headers = auth("clerk") | {"Accept": "text/html"}
    first, *_, third = planted.numbers
    told = asking.get(f"/heffingen/reports/{first}", headers=headers).text
    told += asking.get(f"/heffingen/reports/{third}", headers=headers).text
    for each in (CONTACTS - {DEVICE}) | {WORDS, ANSWER, NOTE, STREET}:
        assert each in told, f"{each} is planted"


def test_exports_of_the_command_line_tell_nothing(planted, cluster, tmp_path, monkeypatch) -> None:
    for name, role in (("DATABASE_URL", "owner"), ("APP_DATABASE_URL", "app")):
        dsn = cluster.dsn("netzkaart", f"netzkaart_{role}")
        monkeypatch.setenv(f"NETZKAART_{name}", dsn)
    monkeypatch.setenv("NETZKAART_HOME", str(tmp_path / "other"))
    out = tmp_path / "out"
    out.mkdir()
    for arguments in (
        ("geopackage", "-c", "heffingen", "--out", str(out / "all.gpkg")),
        ("geojson", "-c", "heffingen", "--layer", "luminaire", "--out", str(out)),
        ("flatgeobuf", "-c", "heffingen", "--layer", "luminaire", "--out", str(out)),
    ):
        done = CliRunner().invoke(command_line, ["export", *arguments])
        assert done.exit_code == 0, done.output
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) == 3
    for path in files:
        data = path.read_bytes()
        assert b"LU-1" in data
        check(path.name, data, CONTACTS | {WORDS, ANSWER, NOTE, STREET} | planted.secrets)


def test_programs_that_are_told_of_moves_learn_of_no_person(planted) -> None:
    told = [json.loads(each) for each in planted.events]
    assert {each["report"]["number"] if "report" in each else each["number"] for each in told} >= {
        planted.numbers[1]
    }
    for body in planted.events:
        check("webhook", body, CONTACTS | {WORDS, ANSWER, NOTE, STREET} | planted.secrets)


def test_only_the_tables_for_it_hold_it(planted, owner_engine, app_context) -> None:
    wanted = CONTACTS | {WORDS, ANSWER, NOTE, STREET} | planted.secrets
    held = set()
    with owner_engine.connect() as connection:
        tables = connection.execute(
            text(
                "SELECT schemaname, tablename FROM pg_tables"
                " WHERE schemaname IN ('heffingen', 'platform')"
            )
        ).all()
        for schema, name in tables:
            rows = connection.scalars(
                text(f'SELECT t::text FROM "{schema}"."{name}" t')  # noqa: S608
            )
            told = "\n".join(rows).encode()
            if schema == "heffingen" and name in FOR_THEM:
                held |= {name for each in wanted if each.encode() in told}
            else:
                check(name, told, wanted)
    assert held == FOR_THEM, "it is planted"
    for path in Path(app_context.settings.home / "files").rglob("*"):
        if path.is_file():
            check("a photo", path.read_bytes(), wanted)


def test_no_log_holds_it(planted, village, asking, cluster, owner_engine, capsys, caplog) -> None:
    """Neither ours nor PostgreSQL's, even where a statement with it fails or is slow."""
    slow = {"words": f"{WORDS} Maria {SURNAME} kim@{DOMAIN}"}
    with owner_engine.begin() as connection:
        connection.execute(text("SELECT pg_sleep(1.1), CAST(:words AS text)"), slow)
    twice = (
        "INSERT INTO heffingen.report_follower (id, report, email, language, reporter, updates, at)"
        " SELECT gen_random_uuid(), report, email, language, reporter, updates, at"
        " FROM heffingen.report_follower"
    )
    for statement in (twice, "UPDATE heffingen.report SET state = 'nonsense'"):
        with pytest.raises(IntegrityError), owner_engine.begin() as connection:
            connection.execute(text(statement))
    said = capsys.readouterr()
    check("our log", (said.out + said.err + caplog.text).encode(), CONTACTS | {WORDS})
    written, end = b"", time.monotonic() + PATIENCE_S
    while b"report_state_check" not in written and time.monotonic() < end:
        time.sleep(0.05)
        written = b"".join(path.read_bytes() for path in cluster.paths.logs.glob("*.log"))
    assert b"report_state_check" in written, "it was logged that it failed"
    assert b"pg_sleep" in written, "it was logged that it was slow"
    check("PostgreSQL's log", written, CONTACTS | {WORDS, ANSWER, NOTE, STREET})
