"""A citizen's report from the first tap to the repair, and what becomes of the person's data."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import text

from api.main import create_app
from field_capture import privacy
from field_capture.reports import joining, moves, public_report, supporters
from field_capture.reports import photos as report_photos
from field_capture.reports.damage_report import Receipt
from field_capture.reports.draft import Contact, Draft
from field_capture.reports.moves import Decision
from field_capture.reports.photos import DAMAGE, RESULT
from field_capture.states.report import Mover, State
from field_capture.store import table
from gis.viewer import Viewer, ViewerRole
from tests.api.reports.citizens import CLERK, HOME, jpeg, link


def test_three_steps_without_a_script(lamps, citizen, app_context):
    page = html.fromstring(citizen.get(f"{HOME}?lang=en").text)
    assert page.xpath("//a[contains(@href, 'what=lamp_out')]")
    assert page.xpath("//a[starts-with(@href, 'tel:')]"), "the emergency number is one tap away"
    place = {"lat": lamps["lat"], "long": lamps["long"], "what": "lamp_out", "lang": "en"}
    step = html.fromstring(citizen.get(HOME, params=place).text)
    told = [
        " ".join(each.text_content().split())
        for each in step.xpath("//label[.//input[@name='asset']]")
    ]
    assert told[0].startswith("1 luminaire L-1"), "numbered as on the map, nearest first"
    assert len(step.xpath("//*[local-name()='g'][@class='number']")) == 2
    fields = {
        each.get("name"): each.get("value") or ""
        for each in step.xpath("//form[@id='report']//input[@type='hidden']")
    }
    later = replace(app_context, now=lambda: app_context.now() + timedelta(seconds=9))
    citizen.app.state.context = later
    sent = citizen.post(f"{HOME}?lang=en", data=fields | {"asset": str(lamps["L-2"])})
    assert "L-2" in citizen.get(link(sent)).text


def test_without_the_work_a_clerk_looks_first(lamps, citizen, form, opened, now):
    page = link(citizen.post(HOME, data=form(worked=False)))
    assert citizen.get(page).status_code == 200, "who sent it sees it"
    number = "26-00001"
    assert citizen.get(f"{HOME}list/{number}").status_code == 404
    assert number not in citizen.get(f"{HOME}list").text
    assert citizen.get(f"/open311/heffingen/v2/requests/{number}.json").status_code == 404
    with opened("heffingen", CLERK) as session:
        moves.perform(session, number, Decision(target=State.ACCEPTED), now=now)
    assert citizen.get(f"{HOME}list/{number}").status_code == 200


def test_an_address_is_confirmed_before_the_report_counts(
    lamps, citizen, form, rows, app_context, opened
):
    sent = citizen.post(f"{HOME}?lang=de", data=form(email="kim@example.lu", updates="1"))
    page = citizen.get(link(sent)).text
    assert "Noch ein Schritt" in page
    [(follower, state)] = rows(
        "SELECT f.id, r.state FROM heffingen.report_follower f"
        " JOIN heffingen.report r ON r.id = f.report"
    )
    assert state == "unconfirmed"
    token = app_context.links("heffingen").letter(follower)
    assert "Ja, bestätigen" in citizen.get(f"{HOME}mail/{token}?lang=de").text
    assert rows("SELECT state FROM heffingen.report") == [("unconfirmed",)], "a GET changes nothing"
    tracked = link(citizen.post(f"{HOME}mail/{token}/confirm"))
    assert rows("SELECT state FROM heffingen.report") == [("received",)]
    assert citizen.get(tracked).status_code == 200
    assert tracked.partition("?")[0] == link(sent).partition("?")[0], "the same link as before"
    stopped = citizen.post(
        f"{HOME}mail/{token}/stop?lang=de", data={"List-Unsubscribe": "One-Click"}
    )
    assert stopped.status_code == 200
    again = citizen.get(f"{HOME}mail/{token}/stop?lang=pt")
    assert "Não receberá mais mensagens" in again.text, "in another language"
    back = link(citizen.get(f"{HOME}mail/{token}/confirm?lang=pt"))
    assert back == f"{HOME}mail/{token}?lang=pt"
    assert citizen.get(f"{HOME}mail/x.y/stop").status_code == 404
    assert rows("SELECT updates FROM heffingen.report_follower") == [(False,)]


@pytest.mark.parametrize("place", ["lat=49.61&long=6.13", "lat=48.85&long=2.35", "x=1e9&y=5"])
def test_far_from_the_commune_is_told_before_anything_is_written(citizen, lamps, place):
    page = citizen.get(f"{HOME}?lang=pt&what=lamp_out&{place}").text
    assert "não fica na comuna de" in page
    assert 'name="description"' not in page
    page = citizen.get(f"{HOME}?what=lamp_out&lat={lamps['lat']}&long={lamps['long']}").text
    assert 'name="description"' in page


def test_too_many_megabytes_are_told_on_a_page(citizen, lamps):
    answer = citizen.post(f"{HOME}?lang=pt", headers={"Content-Length": "900000000"}, content=b"x")
    assert answer.status_code == 413
    assert "É mais do que aqui se aceita" in answer.text
    assert answer.headers["content-type"].startswith("text/html")


def test_what_is_wrong_is_told_by_the_names_on_the_page(citizen, form):
    sent = form(email="kim@example", description="a\r\n" * 2001)
    page = citizen.post(f"{HOME}?lang=pt", data=sent)
    assert page.status_code == 422
    told = html.fromstring(page.text).xpath("//*[@role='alert']//li/text()")
    assert [each.partition(":")[0] for each in told] == ["O que vê? (opcional)", "E-mail"]


def test_a_line_end_counts_as_one_as_in_the_browser(citizen, form, rows):
    said = "a\r\n" * 1999 + "bb"
    assert citizen.post(HOME, data=form(description=said)).status_code == 303
    assert rows("SELECT description FROM heffingen.report") == [(said.replace("\r", ""),)]


def test_the_label_on_a_lamp_opens_the_form_with_this_lamp(lamps, citizen):
    page = citizen.get(link(citizen.get(f"{HOME}at/l-2"))).text
    assert f'value="{lamps["L-2"]}" checked' in page
    assert citizen.get(f"{HOME}at/nothing").status_code == 404


def test_a_question_is_answered_and_only_the_town_hall_reads_it(
    lamps, citizen, form, opened, now, rows
):
    page = link(citizen.post(HOME, data=form()))
    path = page.partition("?")[0]
    ask = Decision(target=State.WAITING_INFO, sentence="Op wéi enger Säit?")
    with opened("heffingen", CLERK) as session:
        moves.perform(session, "26-00001", ask, now=now)
    assert "Op wéi enger Säit?" in citizen.get(page).text
    for empty in (" ", "x" * 4001):
        refused = citizen.post(f"{path}/answer?lang=pt", data={"answer": empty})
        assert refused.status_code == 422
        [told] = html.fromstring(refused.text).xpath("//*[@role='alert']/text()")
        assert told.startswith("A sua resposta")
        assert empty in refused.text, "nothing is lost"
    assert link(citizen.get(f"{path}/answer?lang=de")).endswith("lang=de"), "in another language"
    for _ in range(2):  # a second tap changes nothing, and says nothing else
        assert "done=answer" in link(
            citizen.post(f"{path}/answer", data={"answer": "Bei Kim, lénks"})
        )
    assert rows("SELECT body FROM heffingen.report_answer") == [("Bei Kim, lénks",)]
    assert rows("SELECT state FROM heffingen.report") == [("received",)]
    for public in (page, f"{HOME}list/26-00001", f"{HOME}list.atom"):
        assert "Bei Kim" not in citizen.get(public).text
    late = citizen.post(f"{path}/answer?lang=pt", data={"answer": "x"})
    assert late.status_code == 409
    assert "avançou entretanto" in late.text
    assert "recebido" in late.text


def test_still_broken_opens_it_again_by_the_link_alone(lamps, citizen, form, opened, now, rows):
    page = link(citizen.post(HOME, data=form()))
    path = page.partition("?")[0]
    crew = Viewer("admin-1", ViewerRole.ADMIN)
    with opened("heffingen", crew) as session:
        for target in (State.ACCEPTED, State.IN_PROGRESS):
            moves.perform(session, "26-00001", Decision(target=target), now=now)
        done = Decision(target=State.DONE, reason="replaced", sentence="Nei Luucht.")
        report = moves.perform(session, "26-00001", done, now=now).report
        blobs = report_photos.blobs_of(citizen.app.state.context.settings.home, "heffingen")
        picture = report_photos.read([(jpeg(), "a.jpg")])
        report_photos.add(session, blobs, report, picture, now=now, role=report_photos.RESULT)
        photo = report_photos.listed(session, report, public=False)[0].id
    shown = f"{HOME}list/26-00001/photos/{photo}"
    assert citizen.get(shown).status_code == 404, "nobody has released it"
    with opened("heffingen", CLERK) as session:
        report_photos.release(session, photo, now)
    assert citizen.get(shown).headers["content-type"] == "image/jpeg"
    told = citizen.get(f"{page}").text
    assert str(photo) in told
    assert "Nei Luucht." in told
    assert f"{path}/again" in told
    assert "/again" not in citizen.get(f"{HOME}list/26-00001").text
    assert citizen.post(f"{HOME}26-00001/again").status_code == 404
    for _ in range(2):  # a second tap finds it open
        assert "done=again" in link(citizen.post(f"{path}/again"))
    assert rows("SELECT state FROM heffingen.report") == [("reopened",)]
    assert rows("SELECT count(*) FROM heffingen.report_move WHERE mover = 'citizen'") == [(1,)]


def test_many_reports_of_one_lamp_hide_no_other_fault(citizen, form, lamps) -> None:
    for n in range(7):
        citizen.post(HOME, data=form(asset=str(lamps["L-1"]), key=f"one-{n}"))
    citizen.post(HOME, data=form(asset=str(lamps["L-2"]), key="other"))
    citizen.post(HOME, data=form(asset=str(lamps["L-1"]), service="lamp_damaged", key="hanging"))
    where = {"lat": lamps["lat"], "long": lamps["long"], "what": "lamp_out", "lang": "en"}
    page = html.fromstring(citizen.get(HOME, params=where).text)
    told = [each.text_content() for each in page.xpath("//ul[@class='known']/li/p[1]")]
    assert sorted(" ".join(each.split()).partition(":")[0] for each in told) == [
        "Damaged lamp head (L-1)",
        "Street lamp out (L-1)",
        "Street lamp out (L-2)",
    ]


def test_me_too_counts_once_a_day_for_each_network(lamps, app_context, form, opened, now):
    app = create_app(app_context)
    addresses = ("198.51.100.7", "198.51.100.7", "203.0.113.9")
    with TestClient(app, client=("192.0.2.1", 1), follow_redirects=False) as first:
        assert link(first.post(HOME, data=form()))
    for address in addresses:
        with TestClient(app, client=(address, 1), follow_redirects=False) as other:
            assert link(other.post(f"{HOME}list/26-00001/me-too"))
    with opened("heffingen") as session:
        found = public_report.find(session, "26-00001")
        assert supporters.counts(session, [found.id]) == {found.id: 2}
        kept = str(
            session.connection.execute(text("SELECT * FROM heffingen.report_supporter")).all()
        )
    assert "198.51" not in kept


def test_me_too_is_asked_only_where_somebody_reads_it(citizen, form, opened, now, rows):
    for key in ("first", "again"):
        citizen.post(HOME, data=form(key=key))
    assert "/me-too" in citizen.get(f"{HOME}list/26-00002").text
    same = Decision(target=State.DUPLICATE, reason="same_fault", sentence="x",
                    duplicate_of="26-00001")  # fmt: skip
    with opened("heffingen", CLERK) as session:
        moves.perform(session, "26-00002", same, now=now)
        moves.perform(session, "26-00001", Decision(target=State.ACCEPTED), now=now)
    page = citizen.get(f"{HOME}list/26-00002?lang=en").text
    assert "/me-too" not in page
    told = html.fromstring(page).xpath("//dd[a]")[0].text_content()
    assert told.startswith("26-00001 · accepted"), "how the original stands"
    assert "done=" not in link(citizen.post(f"{HOME}list/26-00002/me-too"))
    # One that nobody has looked at is not there, by its number either.
    citizen.post(HOME, data=form(worked=False))
    assert citizen.get(f"{HOME}list/26-00003").status_code == 404
    assert citizen.post(f"{HOME}list/26-00003/me-too").status_code == 404
    tell = {"email": "kim@example.lu"}
    assert citizen.post(f"{HOME}list/26-00003/follow", data=tell).status_code == 404
    assert rows("SELECT count(*) FROM heffingen.report_supporter") == [(0,)]


def test_a_mistyped_address_is_told_on_the_reports_page(citizen, form):
    page = link(citizen.post(HOME, data=form())).partition("?")[0]
    refused = citizen.post(f"{HOME}list/26-00001/follow?lang=pt", data={"email": "kim@example"})
    assert refused.status_code == 422
    [told] = html.fromstring(refused.text).xpath("//*[@role='alert']/text()")
    assert told.startswith("E-mail: isto não é um endereço de e-mail")
    assert 'value="kim@example"' in refused.text
    back = link(citizen.get(f"{HOME}list/26-00001/follow?lang=lb"))
    assert back == f"{HOME}list/26-00001?lang=lb"
    own = link(citizen.post(HOME, data=form(email="kim@example.lu"))).partition("?")[0]
    refused = citizen.post(f"{own}/contact?lang=pt", data={"email": "kim@example"})
    assert refused.status_code == 422
    assert "Mais um passo" in refused.text
    assert 'value="kim@example"' in refused.text
    assert own != page


def test_the_list_and_the_feed_tell_the_same_and_nothing_private(lamps, citizen, form):
    private = {"description": "Ring at Kim's", "phone": "621 000 000"}
    assert link(citizen.post(HOME, data=form(**private)))
    feed = citizen.get(f"{HOME}list.atom?lang=fr")
    root = ET.fromstring(feed.content)  # noqa: S314  our own
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 1
    page = citizen.get(f"{HOME}list?lang=fr").text
    assert "26-00001" in page
    assert link(citizen.get(f"{HOME}list?number=26-00001")).endswith("/list/26-00001?lang=en")
    for told in (page, feed.text, citizen.get(f"{HOME}list/26-00001").text):
        assert "Kim" not in told
        assert "621" not in told


def test_the_labels_are_for_planners_and_lead_to_the_form(lamps, client, auth):
    page = client.get("/heffingen/labels?layer=luminaire", headers=auth("planner")).text
    assert "L-1" in page
    assert page.count("<svg") >= 2
    assert client.get("/heffingen/labels", headers=auth("clerk")).status_code == 403


# --- One person's data ----------------------------------------------------------------------------


def test_one_persons_data_is_handed_out_and_erased_and_nobody_elses(
    citizen, form, opened, app_context
):
    link(citizen.post(HOME, data=form(email="kim@example.lu", description="Kim's lamp")))
    link(citizen.post(HOME, data=form(email="lou@example.lu", description="Lou's lamp")))
    blobs = report_photos.blobs_of(app_context.settings.home, "heffingen")
    with opened("heffingen") as session:
        found = str(privacy.export(session, "KIM@example.lu"))
        assert "Kim's lamp" in found
        assert "Lou" not in found
        assert privacy.erase(session, blobs, "kim@example.lu") == 1
        assert "Kim's lamp" not in str(privacy.export(session, "kim@example.lu"))
        left = str(
            [
                session.connection.execute(table(session, name).select()).all()
                for name in ("report", "report_contact", "report_follower")
            ]
        )
    assert "kim" not in left.lower()
    assert "Lou's lamp" in left


@pytest.mark.parametrize(
    "asked", ["+352 691 123 456", "691123456", "00352-691.123.456", "352691123456"]
)
def test_a_person_is_found_by_a_phone_number_however_it_is_written(
    opened, asked: str, citizen, form
) -> None:
    for phone in ("691 123 456", "+352691123456", "+33691123456", "691 123 457"):
        link(citizen.post(HOME, data=form(email="", phone=phone, description=phone)))
    with opened("heffingen") as session:
        found = {row["description"] for row in privacy.export(session, asked)["report"]}
    assert found == {"691 123 456", "+352691123456"}


def test_who_is_erased_takes_nothing_of_others_along(citizen, form, opened, app_context, now, rows):
    link(citizen.post(HOME, data=form(email="kim@example.lu", description="Kim's lamp")))
    blobs = report_photos.blobs_of(app_context.settings.home, "heffingen")
    with opened("heffingen") as session:
        report = session.connection.scalar(text("SELECT id FROM heffingen.report"))
        received = Decision(target=State.RECEIVED)
        moves.perform(session, report, received, now=now, who=frozenset({Mover.CITIZEN}))
        supporters.follow(session, "26-00001", "lou@example.lu", "de", now)
        first = Receipt(report, "26-00001", State.RECEIVED, None, None, [], joined=True)
        for name in ("sam", "zoe"):
            draft = Draft(
                description=f"Dark, says {name}", contact=Contact(email=f"{name}@example.lu")
            )
            joining.join(
                session,
                first,
                draft,
                [],
                blobs,
                key=name.encode(),
                once=name,
                updates=True,
                now=now,
            )
        for colour, role in (("red", DAMAGE), ("green", RESULT)):
            picture = report_photos.read([(jpeg(colour=colour), "x.jpg")])
            report_photos.add(session, blobs, report, picture, role=role, now=now)
        assert "Dark, says sam" in str(privacy.export(session, "sam@example.lu"))
        privacy.erase(session, blobs, "sam@example.lu")
        privacy.erase(session, blobs, "kim@example.lu")
    assert rows("SELECT email FROM heffingen.report_follower ORDER BY 1") == [
        ("lou@example.lu",),
        ("zoe@example.lu",),
    ]
    assert rows("SELECT body FROM heffingen.report_answer") == [("Dark, says zoe",)]
    assert rows("SELECT role FROM heffingen.report_photo") == [(RESULT,)]
    assert rows("SELECT description FROM heffingen.report") == [(None,)]
