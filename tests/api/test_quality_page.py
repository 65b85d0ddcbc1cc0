"""The page about data quality: in four languages, without JavaScript, for each viewer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import html
from shapely import LineString, Point

from api.pages.statistics.chart import chart
from gis import assets
from gis.quality.checking import check
from layers.catalogue import CATALOGUE

URL = "/heffingen/quality"


@pytest.fixture
def checked(make_commune, opened, now):
    """A lamp without pole or circuit, and a pipe of a centimetre, for two days."""
    make_commune()
    with opened("heffingen") as session:
        assets.create(session, CATALOGUE["luminaire"], Point(85000, 92000), {"code": "<L>"})
        course = LineString([(86000, 92000), (86000.01, 92000)])
        assets.create(session, CATALOGUE["water_pipe"], course, {"code": "P"})
    with opened("heffingen") as session:
        check(session, now - timedelta(days=2))


def page(client, path=URL, **headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


@pytest.mark.parametrize(
    ("language", "heading"),
    [("lb", "Datequalitéit"), ("fr", "Qualité"), ("de", "Datenqualität"), ("en", "Data quality")],
)
def test_it_speaks_four_languages(checked, client, auth, language, heading) -> None:
    found = page(client, f"{URL}?lang={language}", **auth("planner"))
    assert found.get("lang") == language
    assert found.findtext(".//h1").startswith(heading)
    assert len(found.findall(".//table[1]/tbody/tr")) >= 5
    assert not found.findall(".//script")


def test_issues_lead_to_the_map(checked, client, auth) -> None:
    found = page(client, f"{URL}?lang=en", **auth("planner"))
    cards = found.xpath("//li[@class='card']")
    assert len(cards) == 5
    texts = [card.text_content() for card in cards]
    assert any("<L>: nothing carries it." in each for each in texts)
    links = [link for link in found.xpath("//a/@href") if "/map#" in link]
    assert all(link.startswith("/heffingen/map#19/49.") for link in links)
    assert len(links) == 5
    one = page(client, f"{URL}?rule=line_too_short&layer=water_pipe&lang=en", **auth("planner"))
    assert len(one.xpath("//li[@class='card']")) == 1


def test_the_chart_has_a_name_and_a_table(checked, client, auth) -> None:
    found = page(client, f"{URL}?lang=en", **auth("planner"))
    (drawing,) = found.xpath("//svg[@role='img']")
    told = [found.get_element_by_id(name) for name in drawing.get("aria-labelledby").split()]
    assert "from 5 to 5" in told[1].text_content()
    rows = found.xpath("//details//tbody/tr")
    assert len(rows) == 3
    assert rows[0].xpath("string(th)") == "22/11/2026"
    assert [cell.text for cell in rows[0].findall("td")][-1] == "5"


def test_nobody_is_told_of_what_is_hidden(checked, client) -> None:
    found = page(client, f"{URL}?lang=en")
    assert len(found.xpath("//li[@class='card']")) == 1
    assert "water pipe" not in found.text_content()
    assert client.get(f"{URL}?layer=water_pipe").status_code == 404


def test_an_empty_commune_and_one_never_checked(make_commune, client, opened, now) -> None:
    make_commune()
    assert "never checked" in page(client, f"{URL}?lang=en").text_content()
    with opened("heffingen") as session:
        check(session, now)
    text = page(client, f"{URL}?lang=en").text_content()
    assert "No open issues" in text
    assert "no terrain is loaded" in text


@pytest.mark.parametrize("highest", [0, 1, 3, 4, 7, 10, 99, 12345])
def test_a_chart_has_few_round_marks(highest) -> None:
    drawn = chart([[0, highest], [0, 0]])
    values = [value for _, value in drawn.marks]
    assert values[0] == 0
    assert values[-1] >= max(1, highest)
    assert 2 <= len(values) <= 6
    assert drawn.lines[0].startswith("44.0,192")
    assert chart([[highest]]).lines[0].count(",") == 2
