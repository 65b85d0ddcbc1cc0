"""The import desk: a file is sent, corrected, taken over or not, and undone, without JavaScript."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import select

from api.main import create_app
from gis.exchange import desk
from gis.settings import Settings
from layers.catalogue import CATALOGUE
from tests.conftest import ROOT

DESK = "/heffingen/import"
LAMPS = ROOT / "docs" / "examples" / "lamps.geojson"
WRONG = ROOT / "docs" / "examples" / "lamps_wrong.geojson"


@pytest.fixture
def app_context(app_context, tmp_path):
    settings = Settings(demo=True, home=tmp_path, max_import_bytes=400_000)
    # As the real ones, uploads have the age that their files have.
    from datetime import UTC, datetime

    return replace(app_context, settings=settings, now=lambda: datetime.now(UTC))


@pytest.fixture
def planner(make_commune, client, auth):
    make_commune()
    client.headers.update(auth("planner") | {"Accept": "text/html", "Accept-Language": "en"})
    return client


def send(client, data: bytes, name: str, **texts):
    return client.post(DESK, files={"file": (name, data)}, data=texts, follow_redirects=False)


def arrived(client, data: bytes, name: str, **texts) -> str:
    """Send a file, wait until it is checked, return its address."""
    answer = send(client, data, name, **texts)
    assert answer.status_code == 303, answer.text
    return ready(client, answer.headers["location"].partition("?")[0])


def ready(client, address: str) -> str:
    """Ask as often as a browser would."""
    for _ in range(1200):
        answer = client.get(address)
        if "refresh" not in answer.headers:
            return address
        time.sleep(0.05)
    raise AssertionError(answer.text)


def page(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def text(found) -> str:
    return " ".join(found.xpath("//main")[0].text_content().split())


def row(found, label: str) -> list[str]:
    """Return the numbers of a source layer: read, new, changed, unchanged, not taken over."""
    cells = found.xpath(f"//tr[th[normalize-space()='{label}']]/td")
    return [cell.text_content() for cell in cells[1:6]]


def press(client, found, button: str, **changed) -> str:
    """Press a button of a page, with the form as it stands, some fields changed."""
    for form in found.forms:
        pressed = [b for b in form.xpath(".//button") if b.text_content() == button]
        if pressed:
            values = dict(form.fields)
            values = {name: value for name, value in values.items() if value is not None}
            if pressed[0].get("name"):
                values[pressed[0].get("name")] = pressed[0].get("value")
            unknown = changed.keys() - dict(form.fields).keys()
            assert not unknown, unknown
            answer = client.post(form.action, data=values | changed, follow_redirects=False)
            assert answer.status_code == 303, answer.text
            return ready(client, answer.headers["location"].partition("?")[0])
    raise AssertionError(f"no button {button}")


def lamps(opened) -> list[str]:
    table = "luminaire"
    with opened("heffingen") as session:
        codes = select(session.table(CATALOGUE[table]).c.code)
        return sorted(session.connection.scalars(codes))


def test_a_file_is_looked_at_first_and_then_taken_over(planner, opened) -> None:
    address = arrived(planner, LAMPS.read_bytes(), "lamps.geojson", layer="luminaire")
    found = page(planner, address)
    assert row(found, "lamps") == ["4", "4", "0", "0", "0"]
    assert lamps(opened) == []
    press(planner, found, "Import")
    found = page(planner, address)
    assert "Imported: lamps.geojson" in text(found)
    assert len(lamps(opened)) == 4


def test_the_same_file_again_changes_nothing(planner, opened) -> None:
    address = arrived(planner, LAMPS.read_bytes(), "lamps.geojson", layer="luminaire")
    press(planner, page(planner, address), "Import")
    again = arrived(planner, LAMPS.read_bytes(), "lamps.geojson", layer="luminaire")
    found = page(planner, again)
    assert row(found, "lamps") == ["4", "0", "0", "4", "0"]
    assert "this file changes nothing" in text(found)
    assert not found.xpath("//button[.='Import']")


def test_wrong_rows_are_told_and_left_out_if_wanted(planner, opened) -> None:
    address = arrived(planner, WRONG.read_bytes(), "lamps_wrong.geojson", layer="luminaire")
    found = page(planner, address)
    assert row(found, "lamps_wrong")[4] == "3"
    assert not found.xpath("//button[.='Import']"), "not as a whole"
    assert len(found.xpath("//ul[@class='problems']/li")) >= 3
    assert found.xpath("//div[@class='problem-map']//*[contains(@class, 'folium-map')]")
    rejected = planner.get(f"{address}/rejects.gpkg")
    assert rejected.content.startswith(b"SQLite format 3")
    press(planner, found, "Import only the valid rows")
    assert len(lamps(opened)) == 1


def test_the_mapping_is_corrected_in_the_form(planner, opened) -> None:
    table = "Nr;Ost;Nord;Licht;Watt\nA1;85000;92000;Kerze;12,5\nA2;85010;92000;LED;30\n"
    address = arrived(planner, table.encode(), "liste.csv")
    found = page(planner, address)
    assert "Nothing of this file is taken over yet" in text(found)
    press(planner, found, "Check again", **{"to.0": "luminaire", "crs": "EPSG:2169"})
    found = page(planner, address)
    field = {c.get("aria-label"): c for c in found.xpath("//select[@aria-label]")}
    names = {label: each.get("name") for label, each in field.items()}
    changed = {
        names["field: Nr"]: "code",
        names["field: Licht"]: "source",
        names["field: Watt"]: "power_w",
    }
    press(planner, found, "Check again", **changed)
    found = page(planner, address)
    assert "Kerze" in text(found), "a value that no code stands for"
    of_candle = found.xpath("//label[bdi='Kerze']/select/@name")[0]
    press(planner, found, "Check again", **{of_candle: "led"})
    found = page(planner, address)
    assert row(found, "liste") == ["2", "2", "0", "0", "0"]
    press(planner, found, "Import")
    with opened("heffingen") as session:
        table = session.table(CATALOGUE["luminaire"])
        rows = session.connection.execute(
            select(table.c.code, table.c.source, table.c.power_w).order_by(table.c.code)
        ).all()
    assert [tuple(each) for each in rows] == [("A1", "led", 12.5), ("A2", "led", 30)]


def test_what_cannot_be_placed_asks_for_its_coordinate_system(planner) -> None:
    table = "code;x;y\nA1;85000;92000\n"
    address = arrived(planner, table.encode(), "luminaire.csv")
    found = page(planner, address)
    assert "EPSG:2169" in found.xpath("//p[@role='alert']")[0].text_content()
    press(planner, found, "Check again", crs="EPSG:2169")
    assert row(page(planner, address), "luminaire")[1] == "1"


def test_a_place_that_is_none_is_told(planner) -> None:
    answer = send(planner, LAMPS.read_bytes(), "lamps.geojson", place="here")
    assert answer.status_code == 400
    assert "here" in answer.text


def test_an_import_is_undone_but_not_what_changed_since(planner, opened) -> None:
    address = arrived(planner, LAMPS.read_bytes(), "lamps.geojson", layer="luminaire")
    press(planner, page(planner, address), "Import")
    link = page(planner, address).xpath("//a[.='Undo']/@href")[0]
    with opened("heffingen") as session:
        table = session.table(CATALOGUE["luminaire"])
        code = lamps(opened)[0]
        session.connection.execute(table.update().where(table.c.code == code).values(power_w=77))
    found = page(planner, link)
    assert code in text(found)
    refused = planner.post(link)
    assert refused.status_code == 409
    assert len(lamps(opened)) == 4
    done = planner.post(link, data={"partial": "yes"})
    assert done.status_code == 200
    assert lamps(opened) == [code]


def test_a_file_is_found_by_its_sender_alone(planner, auth) -> None:
    address = arrived(planner, LAMPS.read_bytes(), "lamps.geojson", layer="luminaire")
    token = address.rpartition("/")[2]
    for other in ("../../etc", token[:-1] + "A", "%2e%2e"):
        assert planner.get(f"{DESK}/{other}").status_code == 404
    assert planner.get(f"/elsewhere/import/{token}").status_code == 404
    planner.headers.update(auth("crew"))
    assert planner.get(address).status_code == 403


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "empty.csv", "empty"),
        (b"AC1032" + bytes(500), "plan.dwg", "DWG"),
        (b"%PDF-1.7\n" + bytes(500), "plan.csv", "PDF"),
        (b"\x00\x01\x02garbage", "x.gpkg", "x.gpkg"),
        (b"SQLite format 3\0" + b"\xff" * 4000, "broken.gpkg", "broken.gpkg"),
        (b'{"type": "FeatureCollection", "features": [', "cut.geojson", "cut.geojson"),
    ],
)
def test_what_is_no_file_of_ours_is_told(planner, data, name, told) -> None:
    found = page(planner, arrived(planner, data, name))
    assert told in found.xpath("//p[@role='alert']")[0].text_content()
    assert not found.xpath("//button[.='Import']")


def test_an_archive_that_swells_is_refused(planner) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.geojson", b"0" * 50_000_000)
    assert len(packed.getvalue()) < 400_000
    found = page(planner, arrived(planner, packed.getvalue(), "big.zip"))
    assert "big.geojson" in found.xpath("//p[@role='alert']")[0].text_content()


def test_more_than_the_limit_is_refused_while_it_arrives(planner) -> None:
    answer = send(planner, b"x" * 500_000, "large.csv")
    assert answer.status_code == 413
    assert "400 kB" in answer.text or "410 kB" in answer.text


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\plan.csv", "plan.csv"),
        ("a\u202egpj.csv", "agpj.csv"),
        ("a\nb\0.csv", "ab.csv"),
        ("...", "file"),
        ("é" * 300 + ".geojson", "é" * 92 + ".geojson"),
        ("<script>.csv", "script.csv"),
    ],
)
def test_names_are_made_harmless(name, kept) -> None:
    assert desk.safe_name(name) == kept
    assert desk.safe_name(kept) == kept


def test_a_strange_name_does_no_harm(planner, tmp_path) -> None:
    address = arrived(planner, LAMPS.read_bytes(), "<b>../x\u202e.geojson", layer="luminaire")
    assert "<b>" not in planner.get(address).text
    inside = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert all((tmp_path / "imports" / "heffingen") in path.parents for path in inside)


def test_what_lay_a_day_goes(planner, tmp_path) -> None:
    address = arrived(planner, LAMPS.read_bytes(), "lamps.geojson", layer="luminaire")
    folder = tmp_path / "imports" / "heffingen" / address.rpartition("/")[2]
    assert folder.stat().st_mode & 0o077 == 0
    os.utime(folder, (1, 1))
    planner.get(DESK)
    assert not folder.exists()
    assert planner.get(address).status_code == 404


def test_many_files_push_out_the_oldest(planner, tmp_path) -> None:
    for _ in range(desk.MOST + 2):
        arrived(planner, b"", "empty.csv")
    assert len(list((tmp_path / "imports" / "heffingen").iterdir())) == desk.MOST


def test_discarding_leaves_nothing(planner, tmp_path) -> None:
    address = arrived(planner, LAMPS.read_bytes(), "lamps.geojson", layer="luminaire")
    press(planner, page(planner, address), "Discard")
    assert not list((tmp_path / "imports" / "heffingen").iterdir())


def test_a_killed_check_can_be_begun_again(planner, tmp_path) -> None:
    address = arrived(planner, LAMPS.read_bytes(), "lamps.geojson", layer="luminaire")
    file = tmp_path / "imports" / "heffingen" / address.rpartition("/")[2] / "state.json"
    state = json.loads(file.read_bytes())
    file.write_text(json.dumps(state | {"phase": "writing", "tx": 999_999}))
    found = page(planner, address)
    assert "The server was stopped" in text(found)
    press(planner, found, "Check again")
    assert row(page(planner, address), "lamps")[1] == "4"


def test_a_committed_import_counts_though_its_server_was_killed(planner, tmp_path, opened) -> None:
    address = arrived(planner, LAMPS.read_bytes(), "lamps.geojson", layer="luminaire")
    press(planner, page(planner, address), "Import")
    file = tmp_path / "imports" / "heffingen" / address.rpartition("/")[2] / "state.json"
    state = json.loads(file.read_bytes())
    assert state["tx"]
    file.write_text(json.dumps(state | {"phase": "writing", "revision": None}))
    assert "Imported: lamps.geojson" in text(page(planner, address))


def test_nobody_sends_for_a_planner_from_another_site(planner, app_context, auth) -> None:
    planner.headers.pop("Authorization")
    token = auth("planner")["Authorization"].split()[1]
    planner.cookies.set("netzkaart_token", token)
    answer = planner.post(
        DESK,
        files={"file": ("lamps.geojson", LAMPS.read_bytes())},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("language", ["lb", "fr", "de", "en"])
def test_every_page_speaks_the_reader_s_language(planner, language) -> None:
    address = arrived(planner, WRONG.read_bytes(), "lamps_wrong.geojson", layer="luminaire")
    for each in (DESK, address):
        found = page(planner, f"{each}?lang={language}")
        assert found.get("lang") == language
        assert found.xpath("//h1")


def test_the_desk_is_told_on_the_front_page_to_those_who_may(planner, auth) -> None:
    assert f'href="{DESK}' in planner.get("/", headers=auth("planner")).text
    with TestClient(create_app(planner.app.state.context)) as anyone:
        assert DESK not in anyone.get("/").text


def test_many_errors_of_a_kind_leave_room_for_the_others(planner) -> None:
    points = [{"type": "Point", "coordinates": [6.2 + n / 1000, 49.7]} for n in range(9)]
    values = [{"code": f"L-{n}", "power_w": -5} for n in range(8)] + [{"status": "blue"}]
    features = [
        {"type": "Feature", "geometry": point, "properties": each}
        for point, each in zip(points, values, strict=True)
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    found = page(planner, arrived(planner, data, "lamps.geojson", layer="luminaire"))
    shown = found.xpath("//ul[@class='problems']/li[not(details)]")
    folded = found.xpath("//ul[@class='problems']/li/details//li")
    assert len(found.xpath("//ul[@class='problems']/li/details")) == 1
    assert (len(folded), len(shown) > 5) == (3, True), "of one kind five, and those of others"
