"""The page of an asset, its form, its conflicts and its undoing: as a person's browser asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from uuid import UUID, uuid4

import pytest
from shapely import LineString, Point, box
from shapely.geometry import MultiPolygon

from api.pages.assets.form import plain_number
from api.pages.values import number
from api.pages.words import WORDS
from api.pages.words.assets import ASSET_WORDS
from api.pages.words.forms import FORM_WORDS
from gis import assets, observations
from layers.catalogue import CATALOGUE
from layers.spec import Kind

EVIL = '<img src=x onerror="alert(1)">\'"&{{7*7}}'
X, Y = 85000.0, 92000.0


@dataclass
class Site:
    """The assets of the tests, by code."""

    ids: dict[str, UUID]

    def url(self, code: str, layer: str = "pole") -> str:
        return f"/heffingen/assets/{layer}/{self.ids[code]}"


@pytest.fixture
def site(make_commune, opened) -> Site:
    make_commune()
    ids: dict[str, UUID] = {}

    def put(session, layer, geometry, **values):
        made, _ = assets.create(session, CATALOGUE[layer], geometry, values)
        ids[made.properties["code"]] = made.id
        return made.id

    with opened("heffingen") as session:
        pole = put(
            session,
            "pole",
            Point(X, Y),
            code="PO-1",
            status="in_use",
            material="wood",
            height_m=1.234,
            installed_on="2019-05-03",
            installed_year=2019,
            owner="Gemeng",
            accuracy_m=0.5,
        )
        put(session, "luminaire", Point(X + 1, Y), code="LU-1", pole=str(pole), power_w=60)
        put(session, "water_pump", Point(X + 9, Y), code="WU-1", name="geheim")
        put(session, "sewer_manhole", Point(X, Y + 20), code="SM-1")
        line = LineString([(X, Y + 20), (X + 40, Y + 20)])
        put(session, "sewer_pipe", line, code="SP-1", node_from="SM-1", invert_from_m=284.12)
    return Site(ids)


@pytest.fixture
def ask(client, auth):
    """Ask as a browser of somebody: ``ask(url, "planner", data={...})`` posts."""

    def make(url: str, role: str | None = "planner", data=None, lang: str = "en"):
        headers = {"Accept": "text/html"} | (auth(role) if role else {})
        address = f"{url}{'&' if '?' in url else '?'}lang={lang}"
        if data is None:
            return client.get(address, headers=headers)
        return client.post(address, data=data, headers=headers, follow_redirects=False)

    return make


def text_of(answer) -> str:
    body = re.sub(r"<(style|script|svg).*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def form_of(answer, action: str = "/edit") -> dict[str, list[str] | str]:
    """Return what a browser would send if nobody changed anything."""
    form = re.search(rf'<form[^>]*action="[^"]*{action}\?[^"]*".*?</form>', answer.text, re.DOTALL)[
        0
    ]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        at = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if at.get("type") not in ("checkbox", "radio") or " checked" in tag:
            found.setdefault(at["name"], []).append(unescape(at.get("value", "")))
    for name, body in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = [unescape(chosen[1]) if chosen else ""]
    for name, body in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL
    ):
        found[name] = [unescape(body)]
    return found


# --- Seeing --------------------------------------------------------------------------------------


def test_values_are_told_in_the_readers_language(ask, site) -> None:
    for language, label, material, day in (
        ("de", "Werkstoff", "Holz", "03.05.2019"),
        ("fr", "Matériau", "bois", "03/05/2019"),
    ):
        shown = ask(site.url("PO-1"), lang=language)
        assert shown.status_code == 200, shown.text
        assert f'<html lang="{language}">' in shown.text
        text = text_of(shown)
        assert f"{label} {material}" in text
        assert day in text
        assert "1,234 m" in text
        assert " 2019 " in text, "a year has no separators"
    answer = ask(site.url("PO-1"))
    assert "<h1>PO-1</h1>" in answer.text
    assert "script-src 'self' 'nonce-" in answer.headers["content-security-policy"]
    assert "no-store" in answer.headers["cache-control"]


def test_a_page_is_light(client, auth, ask, site) -> None:
    for page in ("", "/edit"):
        answer = ask(site.url("PO-1") + page)
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) < 20_000


def test_everybody_sees_what_they_may(ask, site) -> None:
    anyone, crew, planner = (text_of(ask(site.url("PO-1"), r)) for r in (None, "crew", "planner"))
    assert "Gemeng" not in anyone
    assert "Gemeng" in crew
    assert "History" not in anyone
    assert "History" in crew
    assert "Undo" not in crew
    assert "Edit" not in crew
    assert "Undo" in planner
    assert "Edit" in planner


def test_what_is_hidden_looks_like_what_is_not_there(ask, site) -> None:
    hidden = ask(site.url("WU-1", "water_pump"), None)
    none = ask(f"/heffingen/assets/no_such_lay/{site.ids['WU-1']}", None)
    assert hidden.status_code == none.status_code == 404
    assert hidden.text.replace("water_pump", "no_such_lay") == none.text
    for role in (None, "crew", "planner"):
        for id_ in (uuid4(), "x", site.ids["LU-1"], EVIL.replace("/", "")):
            assert ask(f"/heffingen/assets/pole/{id_}", role).status_code == 404
    assert ask("/nowhere/assets/pole/x").status_code == 404
    assert "WU-1" not in ask(site.url("PO-1"), None).text, "not in the small map either"
    assert "WU-1" in ask(site.url("PO-1"), "crew").text


def test_what_belongs_together_is_linked_both_ways(ask, site) -> None:
    lamp = ask(site.url("LU-1", "luminaire"), None)
    assert f'href="{site.url("PO-1")}?lang=en">PO-1</a>' in lamp.text
    pole = ask(site.url("PO-1"), None)
    assert f'href="{site.url("LU-1", "luminaire")}?lang=en">LU-1</a>' in pole.text
    pipe = ask(site.url("SP-1", "sewer_pipe"))
    assert f'href="{site.url("SM-1", "sewer_manhole")}?lang=en">SM-1</a>' in pipe.text
    manhole = ask(site.url("SM-1", "sewer_manhole"))
    assert f'href="{site.url("SP-1", "sewer_pipe")}?lang=en">SP-1</a>' in manhole.text
    hidden = ask(site.url("SM-1", "sewer_manhole"), None)
    assert hidden.status_code == 404


def test_observations_and_what_they_make_together(ask, site, opened) -> None:
    with opened("heffingen") as session:
        for east, sigma, fix in (
            (1.0, 0.5, {"source": "nmea", "sigma_east_m": 0.7, "sigma_north_m": 0.1}),
            (2.0, 0.02, {"source": "nmea", "fix_quality": "rtk_fixed"}),
            (0.0, 3.0, {"source": EVIL}),
        ):
            observations.record(
                session,
                CATALOGUE["pole"],
                site.ids["PO-1"],
                position=Point(X + east, Y),
                sigma_m=sigma,
                at=datetime(2026, 7, 1, 12, tzinfo=UTC),
                fix=fix,
                ground_level_m=301.5,
            )
    shown = ask(site.url("PO-1"), "crew")
    text = text_of(shown)
    assert "Best estimate from 3 of 3" in text
    assert "01/07/2026 14:00" in text, "the commune's clock"
    assert "RTK FIXED" in text
    assert "± 0.02 m" in text
    assert EVIL not in shown.text
    wide, high = re.search(
        r'class="visit" [^>]*rx="([\d.]+)" ry="([\d.]+)"/><path[^>]*/>'
        r'<ellipse class="best"',
        shown.text,
    ).groups()
    assert float(wide) > 3 * float(high), "as the receiver said"
    assert "Observations" not in text_of(ask(site.url("PO-1"), None))


# --- What happened -------------------------------------------------------------------------------


@pytest.fixture
def changed(site, opened) -> Site:
    with opened("heffingen") as session:
        pole = CATALOGUE["pole"]
        assets.change(session, pole, site.ids["PO-1"], 1, properties={"material": "steel"})
    with opened("heffingen") as session:
        assets.change(session, pole, site.ids["PO-1"], 2, geometry=Point(X + 3, Y + 4))
    return site


def test_the_history_is_told_in_words(ask, changed) -> None:
    shown = ask(changed.url("PO-1"), lang="de")
    text = text_of(shown)
    assert "Um 5 m verschoben" in text
    assert "<del>Holz</del>" in shown.text
    assert "<ins>Stahl</ins>" in shown.text
    assert 'class="was"' in shown.text
    assert "test-planner" in text


def test_people_have_names(ask, client, auth, make_commune, opened, engine, owner_engine, site):
    from sqlalchemy import text

    from api.security import accounts
    from gis.viewer import Viewer, ViewerRole

    with engine.begin() as connection:
        account = accounts.create(connection, "anna", f"Anna {EVIL}"[:120])
    try:
        with opened("heffingen", Viewer(account.actor, ViewerRole.PLANNER)) as session:
            assets.change(
                session, CATALOGUE["pole"], site.ids["PO-1"], 1, properties={"height_m": 4}
            )
        shown = ask(site.url("PO-1"))
        assert f"Anna {EVIL}" in unescape(shown.text)
        assert EVIL not in shown.text
        with opened("heffingen") as session:
            pole = CATALOGUE["pole"]
            assets.change(session, pole, site.ids["PO-1"], 2, properties={"height_m": 5})
        with opened("heffingen", Viewer(account.actor, ViewerRole.PLANNER)) as session:
            assets.change(session, pole, site.ids["PO-1"], 3, properties={"height_m": 6})
        refused = ask(site.url("PO-1") + "/undo", data={"revision": 3})
        assert refused.status_code == 409
        assert account.actor not in refused.text
    finally:
        with owner_engine.begin() as connection:
            connection.execute(text("DELETE FROM platform.account"))


def test_a_long_history_has_pages(ask, site, opened) -> None:
    for version in range(1, 45):
        with opened("heffingen") as session:
            values = {"height_m": version}
            assets.change(session, CATALOGUE["pole"], site.ids["PO-1"], version, properties=values)
    seen, url = [], site.url("PO-1")
    while url:
        shown = ask(url).text
        seen += re.findall(r'name="revision" value="(\d+)"', shown)
        older = re.search(r'href="\?lang=en&amp;before=(\d+)#history"', shown)
        url = f"{site.url('PO-1')}?before={older[1]}" if older else ""
    assert seen == [str(n) for n in range(45, 0, -1)]
    assert ask(f"{site.url('PO-1')}?before=0").status_code == 422


def test_undoing_a_change(ask, changed) -> None:
    done = ask(changed.url("PO-1") + "/undo", data={"revision": 3})
    assert done.status_code == 303, done.text
    after = ask(done.headers["location"])
    assert 'role="status">Undone.' in after.text
    assert f"{X:.2f} E | {Y:.2f} N" in text_of(after)


def test_what_cannot_be_undone_is_listed(ask, changed) -> None:
    refused = ask(changed.url("PO-1") + "/undo", data={"revision": 2})
    assert refused.status_code == 409
    text = text_of(refused)
    assert "What has been changed since" in text
    assert "Lighting pole PO-1: changed since by test-planner" in text
    assert "oved by 5 m" in text
    made = ask(changed.url("PO-1") + "/undo", data={"revision": 1})
    assert made.status_code == 409


def test_only_who_may_edit_undoes(ask, changed) -> None:
    for role, status in ((None, 401), ("crew", 403)):
        for path, data in (
            ("/undo", {"revision": 3}),
            ("/edit", {"version": 3}),
            ("/move", {"version": 3, "position": "49.77 6.24"}),
            ("/end", {"version": 3, "how": "retire"}),
        ):
            assert ask(changed.url("PO-1") + path, role, data=data).status_code == status
        assert ask(changed.url("PO-1") + "/edit", role).status_code == status
    assert ask(changed.url("PO-1") + "/undo", data={"revision": 99}).status_code == 404
    assert ask(changed.url("PO-1") + "/undo", data={}).status_code == 422
    login = ask(changed.url("PO-1") + "/edit", None)
    assert f'/account/sign-in?next={changed.url("PO-1")}/edit"' in login.text


def test_another_site_cannot_post(client, auth, app_context, site) -> None:
    token = auth("planner")["Authorization"].removeprefix("Bearer ")
    client.cookies.set("netzkaart_token", token)
    url, data = site.url("PO-1") + "/end", {"version": "1", "how": "retire"}
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(url, data=data, headers=headers).status_code == 403
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert client.post(url, data=data, headers=headers, follow_redirects=False).status_code == 303


# --- Changing ------------------------------------------------------------------------------------


def test_every_layer_has_a_form_that_changes_nothing_by_itself(ask, make_commune, opened) -> None:
    make_commune()
    made = {}
    shapes = {
        "Point": Point(X, Y),
        "LineString": LineString([(X, Y), (X + 9, Y)]),
        "MultiPolygon": Point(X, Y).buffer(30),
    }
    with opened("heffingen") as session:
        for layer in CATALOGUE.values():
            values = {
                field.name: EVIL[: field.max_length]
                for field in layer.all_fields
                if field.kind is Kind.TEXT
            }
            found, _ = assets.create(session, layer, shapes[layer.geometry.value], values)
            made[layer.name] = found.id
    for name, id_ in made.items():
        url = f"/heffingen/assets/{name}/{id_}"
        for page in (url, url + "/edit"):
            shown = ask(page)
            assert shown.status_code == 200, shown.text
            assert "<img" not in shown.text, name
            assert 'onerror="' not in shown.text, name
        fields = {field.name for field in CATALOGUE[name].all_fields}
        form = form_of(ask(url + "/edit"))
        assert fields == {each.removeprefix("field.") for each in form if each != "version"}
        saved = ask(url + "/edit", data=form)
        assert saved.headers.get("location", saved.text).endswith("told=same"), name


def test_saving_what_was_changed(ask, site) -> None:
    form = form_of(ask(site.url("PO-1") + "/edit"))
    form |= {"field.status": ["out_of_service"], "field.height_m": ["6,5"], "field.owner": [""]}
    saved = ask(site.url("PO-1") + "/edit", data=form)
    assert saved.status_code == 303, saved.text
    after = ask(saved.headers["location"])
    assert 'role="status">Saved.' in after.text
    assert "<ins>out of service</ins>" in after.text
    assert "6.5 m" in text_of(after)
    assert "<del>Gemeng</del>" in after.text


def test_all_that_is_wrong_is_told_beside_its_field(ask, site) -> None:
    form = form_of(ask(site.url("PO-1") + "/edit"))
    form |= {
        "field.height_m": ["100000"],
        "field.material": ["chewing gum"],
        "field.installed_on": ["yesterday"],
        "field.code": [" "],
        "field.remark": [EVIL],
        "field.installed_year": ["two"],
    }
    refused = ask(site.url("PO-1") + "/edit", data=form)
    assert refused.status_code == 422
    for name in ("height_m", "material", "installed_on", "code", "installed_year"):
        assert f'id="f-{name}-wrong"' in refused.text, name
        assert f'href="#f-{name}"' in refused.text
    assert 'id="f-remark-wrong"' not in refused.text
    assert "5 field(s)" in text_of(refused)
    kept = form_of(refused)
    assert kept["field.remark"] == [EVIL]
    assert kept["field.height_m"] == ["100000"]
    assert EVIL not in refused.text
    assert ">Saved." not in ask(site.url("PO-1")).text


def test_references_are_typed_as_codes(ask, site) -> None:
    url = site.url("LU-1", "luminaire") + "/edit"
    shown = ask(url)
    assert '<option value="PO-1">' in shown.text, "the nearest are suggested"
    form = form_of(shown)
    assert form["field.pole"] == ["PO-1"]
    wrong = ask(url, data=form | {"field.pole": ["PO-9"]})
    assert wrong.status_code == 422
    assert "PO-9" in wrong.text
    assert ask(url, data=form | {"field.pole": [""]}).status_code == 303
    assert "<del>PO-1</del>" in ask(site.url("LU-1", "luminaire")).text


def test_numbers_are_shown_as_they_are_typed(ask, site) -> None:
    url = site.url("PO-1") + "/edit"
    form = form_of(ask(url, lang="fr"))
    assert form["field.height_m"] == ["1,234"]
    for same in ("1,234", "1.234"):
        saved = ask(url, data=form | {"field.height_m": [same]}, lang="en")
        assert saved.headers["location"].endswith("told=same")


def test_a_code_that_is_taken(ask, site, opened) -> None:
    with opened("heffingen") as session:
        assets.create(session, CATALOGUE["pole"], Point(X + 5, Y), {"code": "PO-2"})
    url = site.url("PO-1") + "/edit"
    taken = ask(url, data=form_of(ask(url)) | {"field.code": ["PO-2"]})
    assert taken.status_code == 409
    assert 'id="f-code-wrong"' in taken.text


def test_two_people_at_once_choose_field_by_field(ask, site, opened) -> None:
    url = site.url("PO-1") + "/edit"
    mine = form_of(ask(url)) | {
        "field.material": ["steel"],
        "field.height_m": ["7"],
        "field.owner": [EVIL],
    }
    with opened("heffingen") as session:
        theirs = {"material": "concrete", "status": "disused", "height_m": 7.0}
        assets.change(session, CATALOGUE["pole"], site.ids["PO-1"], 1, properties=theirs)
    asked = ask(url, data=mine)
    assert asked.status_code == 412
    assert EVIL not in asked.text
    names = set(re.findall(r'name="choice\.(\w+)"', asked.text))
    assert names == {"material", "owner"}, "the height is the same by now"
    assert "disused" in text_of(asked)
    form = form_of(asked)
    assert form["choice.owner"] == ["mine"], "only mine changed it"
    assert "choice.material" not in form, "nobody chooses for them"
    early = ask(url, data=form)
    assert early.status_code == 303, "what was not chosen is not overwritten"
    assert "concrete" in text_of(ask(site.url("PO-1")))
    again = form | {"version": ["3"], "choice.material": ["mine"]}
    assert ask(url, data=again).status_code == 303
    text = text_of(ask(site.url("PO-1")))
    assert "steel" in text
    assert "disused" in text
    assert EVIL in text


def test_somebody_is_faster_at_the_last_moment(ask, site, opened, monkeypatch) -> None:
    url = site.url("PO-1") + "/edit"
    form = form_of(ask(url)) | {"field.material": ["steel"]}
    real = assets.change

    def late(*arguments, **more):
        monkeypatch.setattr(assets, "change", real)
        with opened("heffingen") as session:
            values = {"material": "concrete"}
            assets.change(session, CATALOGUE["pole"], site.ids["PO-1"], 1, properties=values)
        return real(*arguments, **more)

    monkeypatch.setattr(assets, "change", late)
    asked = ask(url, data=form)
    assert asked.status_code == 412
    assert "concrete" in text_of(asked)


def test_a_clerk_sees_no_personal_fields(ask, make_commune, opened) -> None:
    make_commune()
    values = {"code": "WC-1", "customer_code": "K-77", "inhabitants": 4}
    with opened("heffingen") as session:
        layer = CATALOGUE["water_connection"]
        made, _ = assets.create(session, layer, Point(X, Y), values)
    with opened("heffingen") as session:
        assets.change(session, layer, made.id, 1, properties={"customer_code": "K-78"})
    url = f"/heffingen/assets/water_connection/{made.id}"
    clerk = text_of(ask(url, "clerk"))
    assert "K-7" not in clerk
    assert "Nothing that you may see" in clerk
    assert "K-77" in text_of(ask(url, "planner"))
    assert ask(url, None).status_code == 404


@pytest.mark.parametrize("version", [None, "", "x", "0", "-1", "9" * 40, "²"])
def test_a_change_names_its_version(ask, site, version) -> None:
    data = {"field.height_m": "3"} | ({} if version is None else {"version": version})
    assert ask(site.url("PO-1") + "/edit", data=data).status_code == 428


# --- Moving and removing -------------------------------------------------------------------------


def test_moving_by_coordinates(ask, site) -> None:
    url = site.url("PO-1")
    wrong = ask(url + "/move", data={"version": 1, "position": EVIL})
    assert wrong.status_code == 422
    assert "no pair of coordinates" in text_of(wrong)
    assert EVIL not in wrong.text
    done = ask(url + "/move", data={"version": 1, "position": f"{X + 3:.2f} {Y + 4:.2f}"})
    assert done.status_code == 303, done.text
    shown = ask(done.headers["location"])
    assert f"{X + 3:.2f} E | {Y + 4:.2f} N" in text_of(shown)
    stale = ask(url + "/move", data={"version": 1, "position": f"{X} {Y}"})
    assert stale.status_code == 412
    assert "changed meanwhile" in text_of(stale)
    degrees = re.search(r"(\d\d\.\d{6}, \d\.\d{6})", text_of(shown))[1]
    back = {"version": 2, "position": degrees, "field.accuracy_m": "2"}
    assert ask(url + "/move", data=back).status_code == 303
    assert "<ins>2\u00a0m</ins>" in ask(url).text


def test_a_long_way_is_confirmed(ask, site) -> None:
    data = {"version": 1, "position": f"{X + 300} {Y}"}
    asked = ask(site.url("PO-1") + "/move", data=data)
    assert asked.status_code == 422
    assert "300 m away" in text_of(asked)
    assert ask(site.url("PO-1") + "/move", data=data | {"sure": "yes"}).status_code == 303


def test_moving_one_end_of_a_line(ask, site) -> None:
    url = site.url("SP-1", "sewer_pipe")
    data = {"version": 1, "corner": "1", "position": f"{X + 50} {Y + 20}"}
    assert ask(url + "/move", data=data).status_code == 303
    assert "50 m" in text_of(ask(url))
    beyond = ask(url + "/move", data=data | {"version": 2, "corner": "7"})
    assert beyond.status_code == 422


def test_nothing_moves_out_of_the_commune(ask, make_commune, opened) -> None:
    make_commune(boundary=MultiPolygon([box(X - 50, Y - 50, X + 50, Y + 50)]))
    with opened("heffingen") as session:
        pole, _ = assets.create(session, CATALOGUE["pole"], Point(X, Y), {"code": "PO-1"})
    url = f"/heffingen/assets/pole/{pole.id}"
    data = {"version": 1, "position": f"{X + 2000} {Y}", "sure": "yes"}
    refused = ask(url + "/move", data=data, lang="de")
    assert refused.status_code == 422
    assert "Lage: die Position liegt 1,9 km außerhalb" in text_of(refused)


def test_retiring_and_deleting(ask, site) -> None:
    url = site.url("PO-1")
    assert ask(url + "/end", data={"version": 1, "how": "retire"}).status_code == 303
    assert "<ins>removed</ins>" in ask(url).text
    unsure = ask(url + "/end", data={"version": 2, "how": "delete"})
    assert unsure.status_code == 422
    referred = ask(url + "/end", data={"version": 2, "how": "delete", "sure": "yes"})
    assert referred.status_code == 409
    assert "LU-1" in text_of(referred)
    stale = ask(url + "/end", data={"version": 1, "how": "delete", "sure": "yes"})
    assert stale.status_code == 412
    lamp = site.url("LU-1", "luminaire")
    gone = ask(lamp + "/end", data={"version": 1, "how": "delete", "sure": "yes"})
    assert gone.status_code == 303
    shown = ask(gone.headers["location"])
    assert shown.status_code == 410
    assert "<h1>LU-1</h1>" in shown.text
    assert ask(lamp, None).status_code == 404, "nobody is told what was there"
    revision = re.search(r'name="revision" value="(\d+)"', shown.text)[1]
    assert ask(lamp + "/undo", data={"revision": revision}).status_code == 303
    assert ask(lamp).status_code == 200


def test_answers_can_be_opened_again(ask, site, client, auth) -> None:
    for step, where in (("move", "#move"), ("end", "#end"), ("undo", "#history")):
        answer = client.get(
            f"{site.url('PO-1')}/{step}", headers=auth("planner"), follow_redirects=False
        )
        assert answer.status_code == 303
        assert answer.headers["location"].endswith(where)
    assert ask(site.url("PO-1") + "/elsewhere").status_code == 404


def test_the_map_leads_to_the_page(ask, site) -> None:
    assert "/heffingen/assets/{layer}/{id}?lang=en" in unescape(ask("/heffingen/map").text)


# --- Words and numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(ASSET_WORDS | FORM_WORDS))
def test_every_language_says_the_same_things(name) -> None:
    told = {frozenset(re.findall(r"{\w+}", text)) for text in WORDS[name]}
    assert len(told) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1234.5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("\u22122", "-2"),
        ("1.2.3", "1.2.3"),
        ("abc", "abc"),
    ],
)
def test_numbers_as_people_type_them(typed, meant) -> None:
    assert plain_number(typed) == meant


def test_numbers_as_people_read_them() -> None:
    assert number(1234567.5, "de") == "1.234.567,5"
    assert number(1234567.5, "fr") == "1\u202f234\u202f567,5"
    assert number(-0.5, "en") == "\u22120.5"
    assert number(100, "en") == "100"
    assert number(2019, "de", grouped=False) == "2019"


def test_inspections_are_told_with_the_condition_of_their_day(ask, opened, site) -> None:
    """Also the one before the last, whose condition is another one by now."""
    layer, manhole = CATALOGUE["sewer_manhole"], site.ids["SM-1"]
    classes = layer.by_name["condition"].codes.codes
    assert 'id="inspections"' not in ask(site.url("SM-1", "sewer_manhole")).text
    for day, condition in ((date(2024, 5, 3), classes[1]), (date(2026, 6, 9), classes[3])):
        with opened("heffingen") as session:
            version = assets.get(session, layer, manhole).version
            found = {"checked_on": day, "condition": condition.value}
            assets.change(session, layer, manhole, version, properties=found)
    with opened("heffingen") as session:
        version = assets.get(session, layer, manhole).version
        assets.change(session, layer, manhole, version, properties={"remark": "nothing new"})
    page = ask(site.url("SM-1", "sewer_manhole"), lang="de").text
    section = page.partition('id="inspections"')[2].partition("</section>")[0]
    days = re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)">', section)
    assert days == ["2026-06-09", "2024-05-03"]
    shown = [unescape(each) for each in re.findall(r"<td>([^<]+)</td>", section)]
    assert shown == [classes[3].label.to("de"), classes[1].label.to("de")]
