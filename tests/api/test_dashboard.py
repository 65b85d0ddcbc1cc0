"""The dashboard and its statistics: right numbers, the same everywhere, for whom they are."""

from __future__ import annotations

import csv
import gzip
import io
from urllib.parse import parse_qsl

import pytest
from lxml import html
from shapely import LineString, Point

from api import service_lives
from api.pages.statistics import offered, table
from api.pages.statistics.table import Row, Statistic
from gis import assets
from gis.database import journal
from gis.quality.checking import check
from gis.settings import Settings
from layers.catalogue import CATALOGUE

URL = "/heffingen/dashboard"
API = "/api/v1/heffingen/statistics"
PIPE = CATALOGUE["water_pipe"]


def line(metres: float, north: float) -> LineString:
    return LineString([(85_000, 92_000 + north), (85_000 + metres, 92_000 + north)])


@pytest.fixture
def network(make_commune, opened, now):
    """Water pipes of 1.5 km in use, one planned, and two lamps, which everybody may see."""
    make_commune()
    old = {"material": "cast_iron", "diameter_mm": 80, "installed_year": 1962, "accuracy_m": 0.15}
    new = {"material": "pe100", "diameter_mm": 100, "installed_on": "2011-05-02"}
    with opened("heffingen") as session:
        assets.create(session, PIPE, line(1000, 0), old | {"status": "in_use"})
        assets.create(
            session, PIPE, line(300, 10), old | {"status": "out_of_service", "diameter_mm": 100}
        )
        assets.create(session, PIPE, line(200, 20), new | {"status": "in_use"})
        assets.create(session, PIPE, line(77, 30), new | {"status": "planned"})
        for n in range(2):
            assets.create(session, CATALOGUE["luminaire"], Point(85_000 + n, 92_500), {})
    with opened("heffingen") as session:
        check(session, now)


def page(client, headers, path=URL):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def told(client, headers, name, language="en"):
    answer = client.get(f"{API}/{name}.json?lang={language}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def lengths(rows, layer="water_pipe"):
    return {row["label"]: row["length_km"] for row in rows if row["layer"] == layer}


@pytest.mark.usefixtures("network")
def test_numbers_counted_by_hand(client, auth) -> None:
    planner = auth("planner")
    assert lengths(told(client, planner, "layers")) == {"Water pipe": 1.5}
    assert lengths(told(client, planner, "material")) == {"grey cast iron": 1.3, "PE 100": 0.2}
    assert lengths(told(client, planner, "age")) == {
        "1960\u20131969": 1.3, "1970\u20131979": 0.0, "1980\u20131989": 0.0,
        "1990\u20131999": 0.0, "2000\u20132009": 0.0, "2010\u20132019": 0.2,
    }  # fmt: skip
    assert lengths(told(client, planner, "diameter")) == {"80\u00a0mm": 1.0, "100\u00a0mm": 0.5}
    assert lengths(told(client, planner, "status")) == {
        "planned": 0.077, "in use": 1.2, "out of service": 0.3,
    }  # fmt: skip
    # The layer demands 0.1 m.
    assert lengths(told(client, planner, "accuracy")) == {
        "≤\u00a00.2\u00a0m": 1.3, "not noted": 0.2,
    }  # fmt: skip
    # Grey cast iron of 1962 serves 80 years, PE 100 of 2011 as many.
    due = {row["label"]: row["length_km"] for row in told(client, planner, "renewal")
           if row["layer"] == "water_pipe" and row["count"]}  # fmt: skip
    assert due == {"2041\u20132045": 1.3, "later": 0.2}


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("name", offered.NAMES)
def test_file_program_and_page_say_the_same(client, auth, name) -> None:
    planner = auth("planner")
    rows = told(client, planner, name)
    text = client.get(f"{API}/{name}.csv?lang=en", headers=planner)
    assert text.headers["content-disposition"] == f'attachment; filename="heffingen-{name}.csv"'
    read = list(csv.DictReader(io.StringIO(text.content.decode("utf-8-sig")), delimiter=";"))
    assert read == [
        {key: "" if value is None else str(value) for key, value in row.items()} for row in rows
    ]
    found = page(client, planner, f"{URL}?layer=water_pipe&lang=en")
    links = [a for a in found.xpath("//figure//p[@class='files']/a/@href") if f"/{name}.csv" in a]
    figures = [
        a for a in found.xpath("//figure") if a.xpath(f".//a[contains(@href, '/{name}.csv')]")
    ]
    shown = [
        [cell.text_content() for cell in row]
        for figure in figures
        for row in figure.xpath(".//tbody/tr")
    ]
    assert len(links) == len(figures)
    for row in rows if figures else ():
        if row.get("layer") in (None, "water_pipe") and name not in ("trend", "captured"):
            (same,) = [
                each
                for each in shown
                if each[0] == row["label"]
                and ("layer_label" not in row or row["layer_label"] in (*each, "Water pipe"))
            ]
            for key in ("count", "length_km", "observed", "open"):
                if row.get(key) is not None:
                    assert table.cell(row[key], "en") in same


@pytest.mark.usefixtures("network")
def test_each_bar_leads_to_its_assets(client, auth) -> None:
    """The map takes its conditions as the items do: as many are there as the bar says."""
    planner = auth("planner")
    for name in ("material", "age", "diameter", "accuracy", "status"):
        found = page(client, planner, f"{URL}?layer=water_pipe&lang=en")
        figure = found.xpath(f"//figure[.//a[contains(@href, '/{name}.csv')]]")[0]
        counts = {row[0].text_content(): int(row[1].text) for row in figure.xpath(".//tbody/tr")}
        for link in figure.xpath(".//svg//a"):
            label = link.get("aria-label").split(":")[0]
            path, _, view = link.get("href").partition("#?")
            assert path == "/heffingen/map?lang=en"
            asked = dict(parse_qsl(view, keep_blank_values=True))
            assert asked.pop("colour").startswith("water_pipe.")
            where = {key.removeprefix("water_pipe."): text for key, text in asked.items()}
            items = client.get(
                "/ogc/heffingen/collections/water_pipe/items", params=where, headers=planner
            )
            assert items.status_code == 200, items.text
            assert items.json()["numberReturned"] == counts[label], link.get("href")


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("language", "heading", "number"),
    [("lb", "Iwwersiicht", "1,5"), ("fr", "Tableau de bord", "1,5"),
     ("de", "Übersicht", "1,5"), ("en", "Dashboard", "1.5")],
)  # fmt: skip
def test_it_speaks_four_languages(client, auth, language, heading, number) -> None:
    found = page(client, auth("planner"), f"{URL}?lang={language}")
    assert found.get("lang") == language
    assert found.findtext(".//h1").startswith(heading)
    assert f"{number}\u00a0km" in found.text_content()
    assert not found.findall(".//script")
    current = found.xpath("//nav//a[@aria-current='page']")
    assert [each.text for each in current] == [heading]


@pytest.mark.usefixtures("network")
def test_every_chart_is_named_told_and_has_its_numbers(client, auth) -> None:
    found = page(client, auth("planner"), f"{URL}?lang=en")
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    figures = found.xpath("//figure")
    assert len(figures) >= 7
    for figure in figures:
        (drawing,) = figure.xpath(".//svg[@aria-labelledby]")
        for name in drawing.get("aria-labelledby").split():
            assert found.get_element_by_id(name).text_content().strip()
        assert figure.xpath(".//table/tbody/tr")
        for link in figure.xpath(".//svg//a"):
            assert link.get("aria-label").strip()


@pytest.mark.usefixtures("network")
def test_one_asset_is_no_plural(client, auth, opened) -> None:
    with opened("heffingen") as session:
        assets.create(session, CATALOGUE["pole"], Point(85_000, 92_600), {})
    assert table.counted(0, "fr").split("\u00a0") == ["0", "objet"]
    assert table.counted(0, "en").split("\u00a0") == ["0", "assets"]
    labels = page(client, auth("planner"), f"{URL}?lang=de").xpath("//svg//@aria-label")
    assert "Lichtmast: 1\u00a0Objekt" in labels
    assert "Straßenleuchte: 2\u00a0Objekte" in labels


@pytest.mark.usefixtures("network")
def test_a_clerk_is_not_told_of_what_is_hidden(client, auth) -> None:
    clerk = auth("clerk")
    found = page(client, clerk, f"{URL}?lang=en").text_content()
    assert "Waiting" not in found
    assert told(client, clerk, "waiting") == []
    faults = sum(row["open"] for row in told(client, auth("planner"), "issues"))
    waiting = {row["label"]: row["count"] for row in told(client, auth("planner"), "waiting")}
    assert waiting == {"Corrections": 0, "Conflicts": 0, "Captures": 0, "Issues": faults}
    for path in (URL, *(f"{API}/{name}.csv" for name in offered.NAMES)):
        assert client.get(path).status_code == 401, path
    assert client.get(f"{API}/no_such.csv", headers=clerk).status_code == 404
    assert client.get(f"{URL}?layer=no_such", headers=clerk).status_code == 404


def test_what_is_restricted_is_counted_for_nobody_else(make_commune, opened, client, auth) -> None:
    make_commune()
    hidden = CATALOGUE["water_tank"]
    with opened("heffingen") as session:
        assets.create(session, hidden, Point(85_000, 92_000), {"installed_year": 1950})
    assert told(client, auth("planner"), "layers")[0]["layer"] == hidden.name
    for name in offered.NAMES:
        assert told(client, auth("clerk"), name) == [], name
    found = page(client, auth("clerk"), f"{URL}?lang=en").text_content()
    assert "Nothing that you may see" in found
    assert client.get(f"{URL}?layer={hidden.name}", headers=auth("clerk")).status_code == 404


@pytest.mark.usefixtures("network")
def test_the_same_is_not_sent_twice_and_what_changed_is(client, auth, opened) -> None:
    planner = auth("planner")
    for path in (f"{URL}?lang=en", f"{API}/layers.csv?lang=en", f"{API}/layers.json?lang=en"):
        first = client.get(path, headers=planner)
        known = {"If-None-Match": first.headers["etag"]}
        assert client.get(path, headers=planner | known).status_code == 304
        assert client.get(path, headers=auth("clerk") | known).status_code in (200, 304)
        with opened("heffingen") as session:
            assets.create(session, PIPE, line(500, 60), {})
        changed = client.get(path, headers=planner | known)
        assert changed.status_code == 200
        assert changed.text != first.text


@pytest.mark.usefixtures("network")
def test_the_past(client, auth, opened, superuser_engine) -> None:
    planner = auth("planner")
    with opened("heffingen") as session:
        then = journal.head(session).revision
        assets.create(session, PIPE, line(5000, 60), {})
    rows = client.get(f"{API}/layers.json?revision={then}&lang=en", headers=planner).json()
    assert lengths(rows["rows"]) == {"Water pipe": 1.5}
    assert rows["revision"] == then
    for path, status in (
        (f"{API}/layers.json?revision={then + 1000}", 422),
        (f"{API}/issues.json?revision={then}", 404),
        (f"{API}/layers.json?colour=x", 422),
    ):
        assert client.get(path, headers=planner).status_code in (status, 400), path
    with superuser_engine.begin() as connection:
        earlier = "UPDATE heffingen.revision SET at = timestamptz '2026-11-01 12:00+01'"
        connection.exec_driver_sql(f"{earlier} WHERE revision <= {then}")
        connection.exec_driver_sql(
            f"UPDATE heffingen.revision SET at = now() WHERE revision > {then}"  # noqa: S608
        )
    found = page(client, planner, f"{URL}?day=2026-11-01&lang=en")
    assert "1.5\u00a0km" in found.text_content()
    links = found.xpath("//figure//svg//a/@href")
    assert links
    assert all("day=2026-11-01" in link for link in links)
    before = page(client, planner, f"{URL}?day=2000-01-01&lang=en").text_content()
    assert "6.5\u00a0km" not in before
    assert "6.5\u00a0km" in page(client, planner, f"{URL}?day=nonsense&lang=en").text_content()


def test_an_empty_commune_says_what_to_do(make_commune, client, auth) -> None:
    make_commune()
    found = page(client, auth("planner"), f"{URL}?lang=en")
    assert "Nothing that you may see has been recorded" in found.text_content()
    assert "/heffingen/import?lang=en" in found.xpath("//main//a/@href")
    assert not found.findall(".//figure")


@pytest.mark.usefixtures("network")
def test_the_page_is_small(client, auth) -> None:
    body = client.get(f"{URL}?lang=fr", headers=auth("planner")).content
    assert len(gzip.compress(body)) < 150_000


def test_no_text_of_a_sheet_is_a_formula() -> None:
    rows = (Row("x", ("=1+1", 1.5)), Row("y", ("@SUM(A1)", 2)))
    text = table.to_csv(Statistic("layers", ("label", "length_km"), rows), "de").decode()
    assert "'=1+1;1,5" in text
    assert "'@SUM(A1);2" in text


@pytest.mark.usefixtures("network")
def test_a_commune_sets_its_own_service_lives(app_context, client, auth, tmp_path) -> None:
    del app_context
    file = tmp_path / "lives.toml"
    file.write_text("[heffingen.water_pipe]\ncast_iron = 60\n", encoding="utf-8")
    client.app.state.context.settings.service_lives = file
    due = {row["label"]: row["length_km"] for row in told(client, auth("planner"), "renewal")
           if row["layer"] == "water_pipe" and row["count"]}  # fmt: skip
    assert due == {"overdue": 1.3, "later": 0.2}
    assert "numbers of its own" in page(client, auth("planner"), f"{URL}?lang=en").text_content()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a.water_pipe]\ngold = 3\n", "gold"),
        ("[a.no_such]\notherwise = 3\n", "no_such"),
        ("[a.water_pipe]\npe100 = 0\n", "pe100"),
        (None, "lives.toml"),
    ],
)
def test_a_file_of_service_lives_that_is_wrong_is_told_at_the_start(tmp_path, text, told) -> None:
    file = tmp_path / "lives.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        service_lives.read(Settings(service_lives=file).service_lives)
