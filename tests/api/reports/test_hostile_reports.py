"""What no citizen sends: whatever comes to the form and to Open311 is taken or refused in words."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from shapely import Point, box
from sqlalchemy import text

from api.main import create_app
from api.routes.reports.guards import Guards, form_secret
from api.security import forms
from api.security.pace import Pace
from gis import assets
from layers.catalogue import CATALOGUE

FORM, OPEN311 = "/report/heffingen/", "/open311/heffingen/v2/requests"
HOSTILE = settings(
    max_examples=60,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)

NUMBERS = (
    *("nan", "-nan", "inf", "-Infinity", "1e999", "-1e999", "1e-999", "9" * 400, "0x10", "1_0"),
    *(
        "49,76",
        "49.7624532",
        "6.2375229",
        "\u0664\u0669",
        "\u0664\u0669.\u0667",
        " 49.7 ",
        "+49.7",
        "--1",
        "0",
        "-0.0",
    ),
    *("90.0000001", "-180", "", "null", "[]", "49.7624532\x00", "1e308", "4.9e-324", "1;2"),
)
TEXTS = (
    *(
        "\x00",
        "a\x00b",
        "\x1b[31m",
        "\u202edetsrever",
        "\ud7ff",
        "\ufffe",
        "\U0010ffff",
        "\r\n\r\n",
    ),
    *("' OR 1=1 --", "<script>alert(1)</script>", "${7*7}", "{{7*7}}", "%00", "%s%n", "../../etc"),
    *(
        "a@b.lu\r\nBcc: c@d.lu",
        "🔥" * 1000,
        "ä" * 4001,
        "x" * 20_000,
        "lamp_out",
        "=cmd|' /C calc'!A0",
    ),
)
FIELDS = (
    *("service", "service_code", "lat", "long", "asset", "description", "email", "phone", "key"),
    *("stamp", "work", "website", "updates", "photos", "address_string", "address_id", "media_url"),
    *("first_name", "last_name", "device_id", "account_id", "api_key", "jurisdiction_id"),
    *("attribute[asset_code]", "attribute[asset_code][]", "attribute%5Basset_code%5D"),
    *("attribute[]", "attribute[", "attribute[\x00]", "", "_charset_", "__proto__", "x" * 300),
)
VALUES = st.one_of(
    st.sampled_from(NUMBERS),
    st.sampled_from(TEXTS),
    st.text(max_size=30),
    st.floats().map(str),
    st.integers().map(str),
)
PAIRS = st.lists(st.tuples(st.sampled_from(FIELDS), VALUES), max_size=14)
TYPES = st.sampled_from(
    (
        *("application/x-www-form-urlencoded", "multipart/form-data", "application/json", ""),
        *("text/plain", "multipart/form-data; boundary=x", "multipart/form-data; boundary="),
        *("application/x-www-form-urlencoded; charset=utf-16", "application/xml", "*/*", "\x7f"),
        "application/x-www-form-urlencoded; charset=latin-1",
    )
)


@pytest.fixture
def place(make_commune, opened):
    make_commune(boundary=box(84000, 91000, 86000, 93000))
    with opened("heffingen") as session:
        lamp = {"code": "LU-1"}
        assets.create(session, CATALOGUE["luminaire"], Point(85000, 92000), lamp)
        lon, lat = session.commune.operation.to_wgs84(85000, 92000)
    return {"lat": f"{lat:.7f}", "long": f"{lon:.7f}"}


@pytest.fixture
def served(app_context, place):
    app = create_app(app_context)
    plenty = Pace(100_000, timedelta(minutes=1))
    app.state.report_guards = Guards(network=plenty, asset=plenty)
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


def fine(app_context, place) -> dict[str, str]:
    stamp = forms.issue(form_secret(app_context), app_context.now() - timedelta(seconds=9), 1)
    return {**place, "service": "lamp_out", "service_code": "lamp_out", "stamp": stamp}


def check(answer: Any, language: str = "fr") -> None:
    """Check that an answer is a success, or a refusal that says why in the citizen's language."""
    assert answer.status_code < 500, (answer.status_code, answer.text[:300])
    if answer.status_code < 400:
        return
    kind = answer.headers["content-type"].partition(";")[0]
    if kind == "text/xml":
        root = ET.fromstring(answer.content)  # noqa: S314  our own server's
        told = [each.findtext("description") for each in root]
    elif kind == "application/json":
        told = [each["description"] for each in json.loads(answer.content)]
    elif kind == "application/problem+json":
        told = [json.loads(answer.content)["detail"]]
    else:
        assert kind == "text/html", kind
        assert f'lang="{language}"' in answer.text
        told = [answer.text]
    assert told
    assert all(told), answer.text[:300]
    assert "\x00" not in answer.text


def send(client: TestClient, path: str, body: bytes, kind: str, accept: str) -> Any:
    headers = {"Accept": accept, "Accept-Language": "fr"}
    if kind:
        headers["Content-Type"] = kind
    return client.post(f"{path}?lang=fr", content=body, headers=headers)


@HOSTILE
@given(pairs=PAIRS, kind=TYPES, whole=st.booleans())
@example(
    pairs=[("description", "x" * 1_000_000)], kind="application/x-www-form-urlencoded", whole=True
)
@example(pairs=[("lat", "1"), ("lat", "2")], kind="application/x-www-form-urlencoded", whole=True)
def test_any_form_is_taken_or_refused_in_words(served, app_context, place, pairs, kind, whole):
    sent = [*(fine(app_context, place).items() if whole else ()), *pairs]
    body = urlencode(sent, errors="surrogatepass").encode()
    for accept in ("text/html", "application/json"):
        check(send(served, FORM, body, kind, accept))
    for form in ("xml", "json"):
        check(send(served, f"{OPEN311}.{form}", body, kind, "*/*"))


@HOSTILE
@given(body=st.binary(max_size=300), kind=TYPES)
@example(body=b"%", kind="application/x-www-form-urlencoded")
@example(body=b"description=%ff%fe&lat=%00", kind="application/x-www-form-urlencoded")
@example(body=b"&" * 5000, kind="application/x-www-form-urlencoded")
@example(body=b"a=1&" * 5000, kind="application/x-www-form-urlencoded")
@example(body=b"--x\r\n\r\n", kind="multipart/form-data; boundary=x")
@example(
    body=b'--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n'
    b"\r\nno\r\n--x--",
    kind="multipart/form-data; boundary=x",
)
def test_any_bytes_are_refused_in_words(served, body, kind):
    check(send(served, FORM, body, kind, "application/json"))
    check(send(served, FORM, body, kind, "text/html"))
    check(send(served, f"{OPEN311}.xml", body, kind, "*/*"))


@HOSTILE
@given(
    query=st.lists(
        st.tuples(
            st.sampled_from(
                (
                    *("service_request_id", "service_code", "start_date", "end_date", "status"),
                    *("lat", "long", "x", "y", "across", "what", "q", "asset", "lang", "page"),
                    *("state", "jurisdiction_id", "api_key", "extensions", "page_size", "\x00"),
                )
            ),
            VALUES,
        ),
        max_size=8,
    ),
    path=st.sampled_from(
        (
            *(FORM, f"{FORM}list", f"{FORM}list.atom", f"{OPEN311}.xml", f"{OPEN311}.json"),
            *(f"{FORM}list/{{}}", f"{FORM}at/{{}}", f"{FORM}{{}}", f"{OPEN311}/{{}}.json"),
            *("/open311/heffingen/v2/tokens/{}.xml", "/open311/heffingen/v2/services/{}.xml"),
        )
    ),
    part=VALUES,
)
def test_any_question_is_answered_in_words(served, query, path, part):
    address = path.format(quote(part, safe="", errors="surrogatepass") or "x")
    asked = f"{address}?{urlencode(query, errors='surrogatepass')}"
    for accept in ("text/html", "application/json"):
        headers = {"Accept": accept, "Accept-Language": "fr"}
        answer = served.get(asked, headers=headers)
        assert answer.status_code < 500, (asked, answer.text[:300])


def test_attributes_in_every_spelling_mean_the_same_lamp(served, place, opened):
    names = ("attribute[asset_code]", "attribute[asset_code][]", "attribute%5Basset_code%5D")
    for n, name in enumerate((*names, "attribute%5basset_code%5d%5B%5D")):
        code = "LU-1" if n % 2 == 0 else "lu-1"
        body = f"{urlencode({**place, 'service_code': 'lamp_out'})}&{name}={code}"
        answer = send(
            served, f"{OPEN311}.json", body.encode(), "application/x-www-form-urlencoded", "*/*"
        )
        assert answer.status_code == 200, answer.text
    with opened("heffingen") as session:
        meant = session.connection.execute(
            text("SELECT count(*), count(DISTINCT asset) FROM heffingen.report_asset")
        ).one()
    assert tuple(meant) == (4, 1)


def test_places_that_contradict_each_other_are_refused(served, app_context, place):
    there = fine(app_context, place)
    for wrong in (
        {"lat": place["long"], "long": place["lat"]},
        {"lat": "49.8", "long": ""},
        {"lat": "0", "long": "0"},
        {"address_id": "no such lamp"},
        {"lat": "nan"},
        {"lat": "9" * 400},
    ):
        body = urlencode(there | wrong).encode()
        answer = send(served, f"{OPEN311}.json", body, "application/x-www-form-urlencoded", "*/*")
        assert answer.status_code == 400, wrong
        check(answer)


def test_the_same_body_many_times_at_once_is_one_report(served, app_context, place, opened):
    body = urlencode(fine(app_context, place) | {"description": "😀 & = % + \n"}).encode()
    kind = "application/x-www-form-urlencoded"

    def sent(_: int) -> Any:
        return send(served, FORM, body, kind, "application/json")

    with ThreadPoolExecutor(12) as phones:
        answers = list(phones.map(sent, range(24)))
    answers += [sent(0) for _ in range(3)]
    assert {each.status_code for each in answers} == {201}
    assert len({each.json()["number"] for each in answers}) == 1
    with opened("heffingen") as session:
        (kept,) = session.connection.execute(text("SELECT description FROM heffingen.report"))
    assert kept[0] == "😀 & = % +"
