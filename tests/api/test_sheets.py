"""Layers out to a spreadsheet and in again: what was edited is shown, and nothing else is done."""

from __future__ import annotations

import csv
import io
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from shapely import LineString, Point
from sqlalchemy import select

from gis import assets
from gis.exchange import sheet
from gis.exchange.sheet_diff import differences
from gis.exchange.sheet_reading import recognised
from gis.validation.fields import check_properties
from layers.catalogue import CATALOGUE
from layers.spec import Kind
from tests.api.test_import_desk import app_context, arrived, page, planner, press, text  # noqa: F401
from tests.conftest import DATA

OUT = "/api/v1/heffingen/exports/tables"
NASTY = ("=1+1", "+1", "-2", "@SUM(A1)", "\t=x", "'=x", "''-y", "=cmd|' /C calc'!A0")
LAMP = CATALOGUE["luminaire"]


@pytest.fixture
def lamps(planner, opened):  # noqa: F811
    """Three lamps on a pole; the texts of one are formulas."""
    with opened("heffingen") as session:
        pole, _ = assets.create(
            session, CATALOGUE["pole"], Point(85000, 92000), {"code": "P=1"}, asset=UUID(int=1)
        )
        for n, note in enumerate(("=HYPERLINK(1)", "plain", None)):
            values = {"code": f"L{n}", "remark": note, "source": "led", "power_w": 12.5 + n}
            values |= {"pole": pole.id, "installed_on": date(2019, 5, 12)}
            clean, issues = check_properties(LAMP, values)
            assert not issues
            assets.create(session, LAMP, Point(85000 + n, 92000), clean, asset=UUID(int=10 + n))
    return planner


def book_of(client, language="en"):
    answer = client.get(f"{OUT}/luminaire.xlsx?lang={language}")
    assert answer.status_code == 200, answer.text
    return load_workbook(io.BytesIO(answer.content))


def saved(book) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def column(rows, name: str) -> int:
    return [cell.value for cell in next(rows.iter_rows())].index(name) + 1


def state(opened) -> list:
    with opened("heffingen") as session:
        table = session.table(LAMP)
        return [tuple(r) for r in session.connection.execute(select(table).order_by(table.c.id))]


def test_a_workbook_has_labels_units_and_lists(lamps) -> None:
    book = book_of(lamps, "de")
    rows = book["luminaire"]
    assert rows.row_dimensions[1].hidden
    heads = [cell.value for cell in list(rows.iter_rows())[1]]
    assert "Leistung [W]" in heads
    assert book["_lists"].sheet_state == "hidden"
    source = rows.cell(3, column(rows, "source"))
    assert source.value == "LED"
    lists = [each for each in rows.data_validations.dataValidation if source.coordinate in each]
    assert len(lists) == 1
    assert rows.cell(3, column(rows, "installed_on")).value.date() == date(2019, 5, 12)
    assert rows.cell(3, column(rows, "pole")).value == "P=1"


def test_no_text_is_a_formula(lamps) -> None:
    for rows in book_of(lamps):
        for row in rows.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    raw = lamps.get(f"{OUT}/luminaire.csv?lang=en").text
    table = list(csv.DictReader(io.StringIO(raw.removeprefix("\ufeff")), delimiter=";"))
    assert table[0]["remark"] == "'=HYPERLINK(1)"
    assert table[0]["power_w"] == "12.5"


@pytest.mark.parametrize("given", NASTY)
def test_what_is_made_harmless_comes_back_as_it_was(given) -> None:
    assert sheet.neutral(given)[0] == "'"
    assert sheet.plain(sheet.neutral(given)) == given
    assert sheet.plain(sheet.neutral("plain 'text'")) == "plain 'text'"


def test_filters_choose_the_rows(lamps) -> None:
    table = lamps.get(f"{OUT}/luminaire.csv?power_w=13.5").text.splitlines()
    assert len(table) == 2
    assert lamps.get(f"{OUT}/luminaire.xlsx?nothing=1").status_code == 422


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["lb", "fr", "de", "en"])
def test_a_sheet_that_nobody_edited_changes_nothing(lamps, opened, ending, language) -> None:
    before = state(opened)
    data = lamps.get(f"{OUT}/luminaire.{ending}?lang={language}").content
    found = page(lamps, arrived(lamps, data, f"luminaire (1).{ending}"))
    assert "this file changes nothing" in text(found)
    assert not found.xpath("//button[.='Import']")
    assert state(opened) == before


def test_edits_are_shown_field_by_field_and_then_made(lamps, opened) -> None:
    book = book_of(lamps)
    rows = book["luminaire"]
    rows.cell(3, column(rows, "power_w")).value = "20,5"
    rows.cell(4, column(rows, "source")).value = "High-pressure sodium"
    rows.cell(4, column(rows, "remark")).value = None
    rows.cell(5, column(rows, "east")).value = 85007.25
    address = arrived(lamps, saved(book), "lamps.xlsx")
    found = page(lamps, address)
    cells = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("th|td")]
        for row in found.xpath("//table[@class='edits']/tbody/tr")
    ]
    assert ["3 · L0", "Power [W]", "12.5", "20.5"] in cells
    assert any(each[-2:] == ["LED", "high-pressure sodium"] for each in cells)
    assert any(each[-2] == "plain" and len(each[-1]) == 1 for each in cells)
    assert any(each[-1] == "85007.250 / 92000.000" for each in cells)
    press(lamps, found, "Import")
    with opened("heffingen") as session:
        one = assets.find_by_code(session, LAMP, "L0")
        two = assets.find_by_code(session, LAMP, "L1")
        three = assets.find_by_code(session, LAMP, "L2")
    assert one.properties["power_w"] == 20.5
    assert one.version == 2
    assert (two.properties["source"], two.properties["remark"]) == ("hps", None)
    assert three.geometry.equals(Point(85007.25, 92000))


def test_what_changed_meanwhile_is_a_conflict(lamps, opened) -> None:
    book = book_of(lamps)
    rows = book["luminaire"]
    rows.cell(3, column(rows, "power_w")).value = 50
    rows.cell(4, column(rows, "power_w")).value = 60
    with opened("heffingen") as session:
        lamp = assets.find_by_code(session, LAMP, "L0")
        assets.change(session, LAMP, lamp.id, 1, properties={"power_w": 99.0})
    address = arrived(lamps, saved(book), "lamps.xlsx")
    found = page(lamps, address)
    conflicts = found.xpath("//section[@aria-labelledby='conflicts']")[0].text_content()
    assert all(each in conflicts for each in ("12.5", "50", "99"))
    press(lamps, found, "Import")
    with opened("heffingen") as session:
        assert assets.find_by_code(session, LAMP, "L0").properties["power_w"] == 99
        assert assets.find_by_code(session, LAMP, "L1").properties["power_w"] == 60


def test_a_conflict_is_decided_by_whoever_sent_the_sheet(lamps, opened) -> None:
    book = book_of(lamps)
    rows = book["luminaire"]
    rows.cell(3, column(rows, "power_w")).value = 50
    with opened("heffingen") as session:
        lamp = assets.find_by_code(session, LAMP, "L0")
        assets.change(session, LAMP, lamp.id, 1, properties={"power_w": 99.0})
    address = arrived(lamps, saved(book), "lamps.xlsx")
    answer = lamps.post(f"{address}/accept", data={"how": "all", "take": str(lamp.id)})
    assert answer.status_code == 200
    with opened("heffingen") as session:
        for _ in range(200):
            if assets.find_by_code(session, LAMP, "L0").properties["power_w"] == 50:
                return
            page(lamps, address)
        raise AssertionError("not taken over")


def test_what_somebody_else_changed_and_nobody_edited_is_no_conflict(lamps, opened) -> None:
    book = book_of(lamps)
    with opened("heffingen") as session:
        lamp = assets.find_by_code(session, LAMP, "L0")
        assets.change(session, LAMP, lamp.id, 1, properties={"power_w": 99.0})
    found = page(lamps, arrived(lamps, saved(book), "lamps.xlsx"))
    assert "this file changes nothing" in text(found)


def test_a_change_between_the_look_and_the_yes_stops_all(lamps, opened) -> None:
    book = book_of(lamps)
    rows = book["luminaire"]
    rows.cell(3, column(rows, "power_w")).value = 50
    rows.cell(4, column(rows, "power_w")).value = 60
    address = arrived(lamps, saved(book), "lamps.xlsx")
    found = page(lamps, address)
    with opened("heffingen") as session:
        lamp = assets.find_by_code(session, LAMP, "L0")
        assets.change(session, LAMP, lamp.id, 1, properties={"power_w": 99.0})
    press(lamps, found, "Import")
    assert "Look at the differences once more" in text(page(lamps, address))
    with opened("heffingen") as session:
        assert assets.find_by_code(session, LAMP, "L1").properties["power_w"] == 13.5


def test_rows_that_are_missing_gone_new_or_wrong(lamps, opened) -> None:
    book = book_of(lamps)
    rows = book["luminaire"]
    with opened("heffingen") as session:
        lamp = assets.find_by_code(session, LAMP, "L1")
        assets.remove(session, LAMP, lamp.id, 1)
    new = {"code": "L9", "east": 85020, "north": 92000, "power_w": 7}
    names = [cell.value for cell in next(rows.iter_rows())]
    rows.append([new.get(name) for name in names])
    rows.cell(5, column(rows, "power_w")).value = "bright"
    rows.delete_rows(3)
    found = page(lamps, arrived(lamps, saved(book), "lamps.xlsx"))
    told = text(found)
    assert "Assets that are not in the sheet: 1" in told
    assert "No longer there" in told
    assert "bright" in told
    press(lamps, found, "Import only the valid rows")
    with opened("heffingen") as session:
        table = session.table(LAMP)
        codes = sorted(session.connection.scalars(select(table.c.code)))
    assert codes == ["L0", "L2", "L9"]


def test_an_id_that_stands_twice_is_refused(lamps) -> None:
    book = book_of(lamps)
    rows = book["luminaire"]
    rows.append([cell.value for cell in rows[3]])
    found = page(lamps, arrived(lamps, saved(book), "lamps.xlsx"))
    assert "1 errors" in text(found)


def test_a_sheet_of_another_commune_is_sent_there(lamps) -> None:
    book = book_of(lamps)
    meta = book["_netzkaart"]
    for row in meta.iter_rows():
        if row[0].value == "commune":
            row[1].value = "elsewhere"
    found = page(lamps, arrived(lamps, saved(book), "lamps.xlsx"))
    assert "elsewhere" in found.xpath("//p[@role='alert']")[0].text_content()


def test_lines_keep_their_course(planner, opened) -> None:  # noqa: F811
    with opened("heffingen") as session:
        course = LineString([(85000, 92000), (85010, 92000)])
        assets.create(session, CATALOGUE["water_pipe"], course, {"code": "W1"})
    data = planner.get(f"{OUT}/water_pipe.xlsx").content
    book = load_workbook(io.BytesIO(data))
    rows = book["water_pipe"]
    rows.cell(3, column(rows, "remark")).value = "seen"
    found = page(planner, arrived(planner, saved(book), "pipes.xlsx"))
    press(planner, found, "Import")
    with opened("heffingen") as session:
        pipe = assets.find_by_code(session, CATALOGUE["water_pipe"], "W1")
    assert pipe.properties["remark"] == "seen"
    assert pipe.geometry.equals(course)


@pytest.mark.parametrize("name", [layer.name for layer in CATALOGUE.values()])
def test_every_layer_goes_out(planner, name) -> None:  # noqa: F811
    assert planner.get(f"{OUT}/{name}.xlsx").status_code == 200
    assert planner.get(f"{OUT}/{name}.csv").status_code == 200


@pytest.mark.parametrize("language", ["lb", "fr", "de", "en"])
@pytest.mark.parametrize("layer", CATALOGUE.values(), ids=lambda layer: layer.name)
def test_every_code_is_read_as_it_was_written(layer, language) -> None:
    for each in layer.all_fields:
        for code in each.codes.values if each.codes else ():
            value = [code] if each.kind is Kind.CODES else code
            cell = sheet.shown(each, value, language)
            assert sheet.read(each, cell) == value, (each.name, cell)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    note=st.none() | TEXTS | st.sampled_from((*NASTY, "none", "null", "007", "1.50", "1e5")),
    power=st.none() | st.floats(0, 1000, allow_subnormal=False),
    day=st.none() | st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    source=st.none() | st.sampled_from(LAMP.by_name["source"].codes.values),
    socket=st.none() | st.sampled_from(LAMP.by_name["socket"].codes.values),
    language=st.sampled_from(["lb", "fr", "de", "en"]),
    ending=st.sampled_from(["xlsx", "csv"]),
)
def test_out_and_in_again_changes_nothing(
    session, tmp_path, note, power, day, source, socket, language, ending
) -> None:
    from gis.exchange.export.sheet import Sheet, comma, xlsx
    from gis.features import Query

    values = {"remark": note, "power_w": power, "installed_on": day, "source": source}
    values["socket"] = socket
    clean, issues = check_properties(LAMP, values)
    if issues:
        return
    with session.connection.begin_nested() as savepoint:
        assets.create(session, LAMP, Point(85000.1234567, 92000), clean)
        wanted = Sheet(session, LAMP, Query(limit=10), language)
        path = tmp_path / f"luminaire.{ending}"
        path.write_bytes(xlsx(wanted) if ending == "xlsx" else b"".join(comma(wanted)))
        file = recognised(path, CATALOGUE, None)
        assert file is not None
        found = differences(session, file)
        savepoint.rollback()
    assert found.unchanged == 1
    assert not [*found.edits, *found.conflicts, *found.wrong, *found.gone]


def test_libreoffice_saves_it_and_nothing_changed(lamps) -> None:
    """What LibreOffice Calc 7.4 made of the German sheet of these lamps, saved as it came."""
    data = (DATA / "exchange" / "luminaire_saved_by_libreoffice.xlsx").read_bytes()
    assert "this file changes nothing" in text(page(lamps, arrived(lamps, data, "x.xlsx")))
