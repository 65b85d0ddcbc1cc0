"""GeoReport over HTTP, against the real application on a real PostGIS."""

from __future__ import annotations

import io
import json
from urllib.parse import urlencode

import pytest
from defusedxml.ElementTree import fromstring
from georeport import GeoReport
from PIL import Image
from shapely import LineString, Point, box
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import OperationalError

import api.routes.reports.open311 as routes
from api.security import tokens
from field_capture.reports import photos as report_photos
from field_capture.reports.links import hashed
from field_capture.store import table
from gis import assets
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE

BASE = "/open311/heffingen/v2"
pytestmark = pytest.mark.usefixtures("commune")
TABLES = ("report", "report_asset", "report_contact", "report_counter")


@pytest.fixture
def commune(make_commune):
    return make_commune("heffingen", boundary=box(84000, 91000, 87000, 94500), tolerance_m=20.0)


def at(commune, east=85500, north=92700):
    lon, lat = commune.operation.to_wgs84(east, north)
    return {"lat": f"{lat:.7f}", "long": f"{lon:.7f}"}


@pytest.fixture
def counts(opened):
    def counted():
        with opened("heffingen", ANYONE) as session:
            return {
                name: session.connection.scalar(
                    select(func.count()).select_from(table(session, name))
                )
                for name in TABLES
            }

    return counted


@pytest.fixture
def report(client, commune):
    """Send a report; return its number."""

    def send(**changes):
        sent = {"service_code": "lamp_out", **at(commune), **changes}
        answer = client.post(f"{BASE}/requests.json", data=sent)
        assert answer.status_code == 200, answer.text
        return answer.json()[0]["service_request_id"]

    return send


@pytest.fixture
def change(opened):
    """Change columns of a report, as the town hall will."""

    def apply(number, **values):
        with opened("heffingen") as session:
            rows = table(session, "report")
            session.connection.execute(update(rows).where(rows.c.number == number).values(**values))

    return apply


def told(answer):
    """Return code and sentences of an answer in the standard's error form, in either format."""
    if answer.headers["content-type"] == "application/json; charset=utf-8":
        body = answer.json()
        assert isinstance(body, list)
        assert all(each.keys() == {"code", "description"} for each in body)
        found = [(each["code"], each["description"]) for each in body]
    else:
        assert answer.headers["content-type"] == "text/xml; charset=utf-8"
        assert answer.content.startswith(b"<?xml ")
        tree = fromstring(answer.content)
        assert tree.tag == "errors"
        assert {each.tag for each in tree} == {"error"}
        found = [(each.findtext("code"), each.findtext("description")) for each in tree]
    assert found
    assert {code for code, _ in found} == {str(answer.status_code)}
    assert all(sentence for _, sentence in found)
    return [sentence for _, sentence in found]


@pytest.mark.parametrize("slash", ["/", "//"])
@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("discovery", "discovery"),
        ("services", "services"),
        ("services/lamp_out", "service_definition"),
        ("requests", "service_requests"),
    ],
)
def test_every_resource_answers_in_both_formats(client, slash, path, root):
    xml = client.get(f"{BASE}{slash}{path}.xml")
    assert xml.status_code == 200
    assert xml.headers["content-type"] == "text/xml; charset=utf-8"
    assert xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert fromstring(xml.content).tag == root
    found = client.get(f"{BASE}{slash}{path}.json")
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/json; charset=utf-8"
    assert isinstance(found.json(), dict if root in ("discovery", "service_definition") else list)


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_base_address_answers_with_and_without_slash(client, slash):
    answer = client.get(BASE + slash, follow_redirects=False)
    assert answer.status_code == 200
    assert fromstring(answer.content).findtext("endpoints/endpoint/url") == (
        "http://testserver/open311/heffingen/v2"
    )
    answer = client.get(BASE + slash, headers={"Accept": "application/json"})
    assert answer.json()["endpoints"][0]["type"] == "test"


@pytest.mark.parametrize("language", ["lb", "fr", "de", "en", "pt"])
def test_services_speak_the_citizens_language(client, language):
    _, fault = CATALOGUE.fault("lamp_out")
    for asked in ({"params": {"lang": language}}, {"headers": {"Accept-Language": language}}):
        listed = client.get(f"{BASE}/services.json", **asked).json()
        lamp = next(each for each in listed if each["service_code"] == "lamp_out")
        assert lamp["service_name"] == fault.label.to(language)


def test_a_report_is_taken_and_shown(client, commune, opened, counts):
    with opened("heffingen") as session:
        assets.create(
            session, session.layer("luminaire"), Point(85510, 92700), {"code": "LU-00042"}
        )
    sent = {
        "service_code": "lamp_out",
        **at(commune),
        "description": "Bei mir ist es dunkel <script>alert(1)</script>",
        "email": "zoe@gemeng.lu",
        "first_name": "Zoé",
        "account_id": "a-7",
        "address_string": "9, um Bierg",
        "media_url": "http://169.254.169.254/latest",
    }
    answer = client.post(f"{BASE}/requests.xml", data=sent)
    assert answer.status_code == 200
    request = fromstring(answer.content).find("request")
    assert request is not None
    number = request.findtext("service_request_id")
    assert number == "26-00001"
    assert request.find("token") is None
    assert request.findtext("account_id") == "a-7"
    assert "112" in (request.findtext("service_notice") or "")
    assert counts() == dict.fromkeys(TABLES, 1)
    single = client.get(f"{BASE}/requests/{number}.json")
    assert client.get(f"{BASE}/requests.json").json() == single.json()
    (found,) = single.json()
    assert found["status"] == "open"
    assert found["service_code"] == "lamp_out"
    assert found["address_id"] == "LU-00042"
    assert found["requested_datetime"] == "2026-11-22T12:00:00Z"
    assert found["lat"] == pytest.approx(float(sent["lat"]), abs=2e-7)
    assert found["long"] == pytest.approx(float(sent["long"]), abs=2e-7)
    everything = single.text + client.get(f"{BASE}/requests/{number}.xml").text
    for private in ("zoe@", "Zoé", "dunkel", "<script", "Bierg", "169.254", "a-7"):
        assert private not in everything


def test_text_is_public_once_it_is_released_and_escaped(client, report, change):
    number = report(description="private")
    change(number, description_public='<b>dark</b> & "cold"', state="rejected", agency="Creos")
    xml = client.get(f"{BASE}/requests/{number}.xml")
    assert b"<b>" not in xml.content
    found = fromstring(xml.content).find("request")
    assert found is not None
    assert found.findtext("description") == '<b>dark</b> & "cold"'
    assert (found.findtext("status"), found.findtext("agency_responsible")) == ("closed", "Creos")


@pytest.mark.parametrize("state", ["unconfirmed", "spam"])
def test_what_is_hidden_does_not_exist(client, report, change, state):
    number = report()
    change(number, state=state)
    told(client.get(f"{BASE}/requests/{number}.xml"))
    assert client.get(f"{BASE}/requests/{number}.json").status_code == 404
    assert client.get(f"{BASE}/requests.json").json() == []
    assert client.get(f"{BASE}/requests.json?service_request_id={number}").json() == []


def test_a_hidden_layers_asset_is_not_told(client, opened, report, counts):
    with opened("heffingen") as session:
        line = LineString([(85400, 92700), (85600, 92700)])
        assets.create(session, session.layer("water_pipe"), line, {})
    number = report(service_code="water_leak")
    assert counts()["report_asset"] == 1
    (found,) = client.get(f"{BASE}/requests/{number}.json").json()
    assert found["address_id"] is None


def test_a_tracking_token_leads_to_its_report(client, report, opened):
    number = report()
    with opened("heffingen") as session:
        rows = table(session, "report")
        session.connection.execute(update(rows).values(token_sha256=hashed("s3cret")))
    answer = client.get(f"{BASE}/tokens/s3cret.json")
    assert answer.json() == [{"token": "s3cret", "service_request_id": number}]
    assert answer.headers["cache-control"] == "no-store"
    refused = client.get(f"{BASE}/tokens/other.xml")
    assert refused.status_code == 404
    assert "other" not in told(refused)[0]


def test_requests_are_filtered(client, report, change):
    old, closed, leak, number = report(), report(), report(service_code="water_leak"), report()
    change(old, requested_at="2026-06-01T00:00:00Z")
    change(closed, state="done")

    def listed(**query):
        answer = client.get(f"{BASE}/requests.json", params=query)
        assert answer.status_code == 200, answer.text
        return {each["service_request_id"] for each in answer.json()}

    assert listed() == {closed, leak, number}
    assert listed(status="open") == {leak, number}
    assert listed(status="open,closed") == {closed, leak, number}
    assert listed(service_code="water_leak") == {leak}
    assert listed(service_code="water_leak,lamp_out", status="closed") == {closed}
    assert listed(end_date="2026-07-01T00:00:00Z") == {old}
    assert listed(start_date="2026-11-22T12:00:01Z") == set()
    assert listed(service_request_id=f"{old},99-99999", status="closed") == {old}
    assert listed(service_request_id="x\x00' OR 1=1") == set()


@pytest.fixture
def jpeg() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (320, 240), "red").save(written, "JPEG")
    return written.getvalue()


def test_a_picture_that_comes_along_is_shown_once_it_is_released(
    client, commune, app_context, opened, jpeg
):
    sent = {"service_code": "lamp_out", **at(commune), "attribute[asset_code]": "LU-1"}
    files = {"media": ("a.jpg", jpeg, "image/jpeg")}
    answer = client.post(f"{BASE}/requests.json", data=sent, files=files)
    assert answer.status_code == 200, answer.text
    number = answer.json()[0]["service_request_id"]

    def shown():
        return client.get(f"{BASE}/requests/{number}.json").json()[0]["media_url"]

    assert shown() is None
    with opened("heffingen", Viewer("clerk:anna", ViewerRole.CLERK)) as session:
        rows = table(session, "report_photo")
        photo = session.connection.scalar(select(rows.c.id))
        report_photos.release(session, photo, app_context.now())
    picture = client.get(shown())
    assert picture.headers["content-type"] == "image/jpeg"
    with Image.open(io.BytesIO(picture.content)) as opened_picture:
        assert opened_picture.size == (320, 240)


@pytest.mark.parametrize("wrong", [b"JFIF", b"", b"\0\0\0\x18ftypheic" + bytes(40)])
def test_a_picture_that_cannot_be_read_holds_no_report_up(client, commune, counts, wrong):
    sent = {"service_code": "water_leak", **at(commune)}
    files = {"media": ("a.heic", wrong, "image/heic")}
    answer = client.post(f"{BASE}/requests.json", data=sent, files=files)
    assert answer.status_code == 200, answer.text
    assert "without pictures" in answer.json()[0]["service_notice"]
    assert counts()["report"] == 1


def test_a_flood_without_a_key_ends_and_one_with_a_key_does_not(
    client, commune, counts, app_context
):
    def post(**changes):
        sent = {"service_code": "lamp_out", **at(commune), **changes}
        return client.post(f"{BASE}/requests.json", data=sent).status_code

    codes = [post() for _ in range(35)]
    assert codes[0] == 200
    assert codes[-1] == 429
    kept = counts()["report"]
    assert kept == codes.count(200)
    key = next(iter(app_context.demo_tokens))
    assert [post(api_key=key) for _ in range(5)] == [200] * 5


def test_a_client_that_tries_again_makes_no_double(report, counts):
    assert report(device_id="phone") == report(device_id="phone")
    assert report() != report()
    assert counts()["report"] == 3


HERE = {"lat": "49.7692", "long": "6.2397"}
BAD = {
    "no category": ({**HERE}, "service_code"),
    "empty category": ({**HERE, "service_code": ""}, "service_code"),
    "unknown category": ({**HERE, "service_code": "dragon"}, "services"),
    "nowhere": ({"service_code": "lamp_out"}, "address_string"),
    "half a position": ({"service_code": "lamp_out", "lat": "49.7"}, "long"),
    "no number": ({"service_code": "lamp_out", "lat": "49,7", "long": "6"}, "lat"),
    "nan": ({"service_code": "lamp_out", "lat": "nan", "long": "6"}, "lat, long"),
    "infinite": ({"service_code": "lamp_out", "lat": "49", "long": "-inf"}, "lat, long"),
    "overflow": ({"service_code": "lamp_out", "lat": "1e999", "long": "6"}, "lat, long"),
    "not on Earth": ({"service_code": "lamp_out", "lat": "91", "long": "6"}, "-90 to 90"),
    "null island": ({"service_code": "lamp_out", "lat": "0", "long": "0.0"}, "no position yet"),
    "Paris": ({"service_code": "lamp_out", "lat": "48.86", "long": "2.29"}, "Heffingen"),
    "swapped": ({"service_code": "lamp_out", "lat": "6.2397", "long": "49.7692"}, "swapped"),
    "twice": ({"service_code": "lamp_out", "lat": ["49.76", "49.77"], "long": "6.23"}, "once"),
    "too long": ({**HERE, "service_code": "lamp_out", "description": "é" * 4001}, "4000"),
    "NUL": ({**HERE, "service_code": "lamp_out", "description": "a\x00"}, "description"),
    "control": ({**HERE, "service_code": "lamp_out", "address_string": "\x1b["}, "address_string"),
    "bad e-mail": ({**HERE, "service_code": "lamp_out", "email": "me"}, "email"),
    "header": ({**HERE, "service_code": "lamp_out", "email": "a@b.lu\nBcc: c@d.lu"}, "email"),
    "script": ({**HERE, "service_code": "<script>alert(1)</script>"}, "<script>"),
    "file": ({**HERE, "service_code": "lamp_out", "media_url": "file:///etc/passwd"}, "http"),
    "address": ({**HERE, "service_code": "lamp_out", "address_id": "LU-9"}, "'LU-9'"),
    "asset id": ({**HERE, "service_code": "lamp_out", "attribute[asset_id]": "7"}, "attribute"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_place_and_remedy_and_changes_nothing(client, counts, name):
    before = counts()
    sent, hint = BAD[name]
    for form in ("xml", "json"):
        answer = client.post(f"{BASE}/requests.{form}", data=sent)
        assert answer.status_code == 400
        assert hint in " ".join(told(answer))
        assert b"<script>" not in answer.content or form == "json"
    assert counts() == before


def test_assets_that_contradict_are_refused(client, commune, opened, counts):
    with opened("heffingen") as session:
        layer = session.layer("luminaire")
        one, _ = assets.create(session, layer, Point(85510, 92700), {"code": "LU-1"})
        assets.create(session, layer, Point(85600, 92700), {"code": "LU-2"})
    sent = {"service_code": "lamp_out", **at(commune)}
    sent |= {"attribute[asset_id]": str(one.id), "attribute[asset_code]": "LU-2"}
    answer = client.post(f"{BASE}/requests.xml", data=sent)
    assert "two different" in told(answer)[0]
    assert counts()["report"] == 0


def test_all_mistakes_are_told_at_once(client):
    sent = {"service_code": "dragon", "lat": "x", "email": "me", "description": "x" * 5000}
    assert len(told(client.post(f"{BASE}/requests.xml", data=sent))) == 4


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"description=%ff", 400),
        ("application/x-www-form-urlencoded", b"\xff\xfe", 400),
        ("application/x-www-form-urlencoded", b"a=1&" * 1000, 400),
        ("application/json", b"{}", 400),
        ("multipart/form-data", b"--x--", 400),
        ("multipart/form-data; boundary=x", b"nonsense", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Dispo", 400),
        ("", b"", 400),
    ],
)
def test_malformed_bodies_are_refused(client, counts, kind, body, status):
    before = counts()
    answer = client.post(f"{BASE}/requests.xml", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    told(answer)
    assert counts() == before


def test_an_oversized_body_is_refused_while_it_arrives(client, app_context, counts):
    before = counts()
    sent = 0

    def endless():
        nonlocal sent
        yield b"description="
        while sent < 50 * app_context.settings.max_body_bytes:
            sent += 100_000
            yield b"x" * 100_000

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post(f"{BASE}/requests.xml", content=endless(), headers=kind)
    assert answer.status_code == 413
    told(answer)
    assert counts() == before


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/services/dragon.xml", 404),
        ("GET", "/services/dragon.json", 404),
        ("GET", "/requests/26-99999.json", 404),
        ("GET", "/requests/%00.json", 404),
        ("GET", "/tokens/unknown.json", 404),
        ("GET", "/requests.xml?service_code=dragon", 404),
        ("GET", "/requests.json?status=fixed", 400),
        ("GET", "/requests.json?start_date=yesterday", 400),
        ("GET", "/requests.json?start_date=2026-01-01&end_date=2026-12-01", 400),
        ("GET", "/nothing.xml", 404),
        ("GET", "/nothing/at/all", 404),
        ("GET", "/services.yaml", 400),
        ("GET", "/services", 400),
        ("GET", "/requests/26-00001.pdf", 400),
        ("POST", "/services.xml", 405),
        ("DELETE", "/requests.json", 405),
        ("PUT", "/discovery.xml", 405),
        ("GET", "/services.xml?jurisdiction_id=paris.fr", 404),
        ("GET", "/services.json?api_key=wrong", 403),
    ],
)
def test_every_error_has_the_standards_form(client, method, path, status):
    answer = client.request(method, BASE + path)
    assert answer.status_code == status, answer.text
    told(answer)


def test_an_unknown_commune_is_told_so(client):
    for name in ("paris", "platform", "Heffingen", "%00", "a%27b"):
        for path in ("/services.xml", "/requests.json", "/discovery.json", "/"):
            answer = client.get(f"/open311/{name}/v2{path}")
            assert answer.status_code == 404
            told(answer)


def test_the_right_jurisdiction_may_be_named(client, commune, counts):
    query = {"jurisdiction_id": "heffingen"}
    assert client.get(f"{BASE}/services.json", params=query).status_code == 200
    sent = {"service_code": "lamp_out", **at(commune)}
    right = client.post(f"{BASE}/requests.json", data={**sent, **query})
    assert right.status_code == 200
    before = counts()
    wrong = client.post(f"{BASE}/requests.json", data={**sent, "jurisdiction_id": "paris"})
    assert wrong.status_code == 404
    assert counts() == before


def test_a_key_that_is_given_must_be_valid(client, commune, owner_engine, counts, now):
    with owner_engine.begin() as connection:
        role = ViewerRole.MACHINE
        good = tokens.issue(connection, commune="heffingen", role=role, label="an app")
        other = tokens.issue(connection, commune="ell", role=role, label="another town's")
        gone = tokens.issue(connection, commune="heffingen", role=role, label="revoked")
        tokens.revoke(connection, gone, now)
    sent = {"service_code": "lamp_out", **at(commune)}
    for key, status in ((good, 200), ("", 200), (other, 403), (gone, 403), ("x" * 500, 403)):
        answer = client.post(f"{BASE}/requests.json", data={**sent, "api_key": key})
        assert answer.status_code == status
        if status == 403:
            assert "api_key" in told(answer)[0]
            assert key not in answer.text
    assert counts()["report"] == 2


def test_nobody_sees_more_here_than_anybody(client, report, auth):
    number = report(description="private", email="a@b.lu")
    for role in ("planner", "clerk", "crew", "machine"):
        answer = client.get(f"{BASE}/requests/{number}.json", headers=auth(role))
        assert answer.status_code == 200
        assert "private" not in answer.text
        assert "a@b.lu" not in answer.text


def test_our_own_mistakes_have_the_standards_form_too(client, commune, counts, monkeypatch):
    lost = OperationalError("SELECT 1", {}, Exception("a secret detail"))
    sent = {"service_code": "lamp_out", **at(commune)}
    for error, status in ((RuntimeError("a secret detail"), 500), (lost, 503)):

        def fail(*_args, _error=error, **_kwargs):
            raise _error

        monkeypatch.setattr(routes, "submit", fail)
        for form in ("xml", "json"):
            answer = client.post(f"{BASE}/requests.{form}", data=sent)
            assert answer.status_code == status
            assert "secret" not in told(answer)[0]
    assert counts()["report"] == 0


def test_a_commit_that_fails_is_no_success(client, commune, counts, owner_engine):
    # A deferred trigger fails at COMMIT, after everything else went well.
    with owner_engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION heffingen.fail() RETURNS trigger LANGUAGE plpgsql AS"
                " $$BEGIN RAISE EXCEPTION 'full'; END$$"
            )
        )
        connection.execute(
            text(
                "CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON heffingen.report DEFERRABLE"
                " INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION heffingen.fail()"
            )
        )
    answer = client.post(f"{BASE}/requests.xml", data={"service_code": "lamp_out", **at(commune)})
    assert answer.status_code == 500
    told(answer)
    assert counts()["report"] == 0


def test_errors_speak_the_citizens_language_and_are_not_cached(client):
    answer = client.get(f"{BASE}/requests/x.json", headers={"Accept-Language": "fr"})
    assert answer.headers["content-language"] == "fr"
    assert answer.headers["cache-control"] == "no-store"


def test_logs_hold_nothing_personal(client, commune, capsys, caplog, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError

    sent = {"service_code": "lamp_out", **at(commune), "email": "zoe@gemeng.lu", "phone": "+3526"}
    client.post(f"{BASE}/requests.json", data=sent)
    monkeypatch.setattr(routes, "submit", fail)
    client.post(f"{BASE}/requests.json", data=sent)
    out, err = capsys.readouterr()
    for private in ("zoe@", "+3526", urlencode({"": "zoe@"})[1:]):
        assert private not in out + err + caplog.text


def test_json_is_what_orjson_and_json_agree_on(client, report):
    report()
    body = client.get(f"{BASE}/requests.json").content
    assert json.loads(body)[0]["service_request_id"] == "26-00001"


def test_a_form_that_cannot_be_read_is_refused_in_the_citizens_language(client, commune):
    said = {}
    for language in ("lb", "fr", "de", "en", "pt"):
        url = f"{BASE}/requests.json?lang={language}"
        answer = client.post(url, content=b"x", headers={"Content-Type": "multipart/form-data"})
        assert answer.status_code == 400
        said[language] = answer.json()[0]["description"]
    assert "Le formulaire" in said["fr"]
    assert "ajoutez-en une" in said["fr"]
    assert len(set(said.values())) >= 4


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_client_that_others_wrote_reads_everything(server, report, opened, commune, form) -> None:
    with opened("heffingen") as session:
        house = {"street": "Millewee", "house_number": "12"}
        assets.create(session, CATALOGUE["address"], Point(85510, 92700), house)
    numbers = {report(), report(service_code="water_leak")}
    client = GeoReport(f"{server}{BASE}", jurisdiction="heffingen", output_format=form)
    services = client.get_service_list()
    faults = {fault.code for layer in CATALOGUE.values() for fault in layer.faults}
    assert {each["service_code"] for each in services} == faults
    for each in services:
        told = client.get_service_definition(each["service_code"])
        attributes = told["attributes"]
        attributes = attributes if form == "json" else attributes["attribute"]
        assert [int(attribute["order"]) for attribute in attributes] == [1, 2]
        assert all(attribute["datatype_description"] for attribute in attributes)
    found = client.get_service_requests(status="open")
    assert {each["service_request_id"] for each in found} == numbers
    for each in found:
        assert client.get_service_request(each["service_request_id"]) == each
        assert each["address"] == "12, Millewee"
        assert abs(float(each["lat"]) - float(at(commune)["lat"])) < 1e-6
