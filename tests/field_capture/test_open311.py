"""GeoReport's documents against golden files, and what its clients send."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote, quote_plus, urlencode
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from api.open311_body import parse
from field_capture.open311 import service as open311
from field_capture.open311.form import Form, decode_urlencoded, draft_of, filter_of
from field_capture.reports.public_report import PublicReport
from field_capture.states.report import CLOSED, OPEN, State
from gis.communes import Commune
from gis.crs import Operation
from gis.errors import Invalid, TooLarge, UnknownThing, Unreadable
from layers.catalogue import CATALOGUE
from layers.spec import Fault, Text

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOLDEN = Path(__file__).parent.parent / "golden" / "open311"
COMMUNE = Commune("heffingen", "Heffingen", 2169, Operation("", ""), "0")
FAULT = Fault(
    code="lamp_out",
    label=Text("Luucht aus", "Lampe éteinte", "Lampe aus", "Lamp out", "Candeeiro apagado"),
    description=Text("-", "-", "-", "It is dark.", "-"),
)
REPORTS = [
    PublicReport(
        id=UUID(int=1),
        number="26-00042",
        service_code="lamp_out",
        state=State.FORWARDED,
        description='Released: <script>alert("1")</script> & "quotes" äöü €',
        status_note="Passed on to Creos.",
        agency="Creos",
        lon=6.239712345678,
        lat=49.7,
        near="12, Millewee",
        requested_at=datetime(2026, 11, 20, 9, 5, 7, 999, tzinfo=timezone(timedelta(hours=1))),
        updated_at=NOW,
        expected_at=NOW + timedelta(days=9),
        asset_layer="luminaire",
        asset_code="LU-00042",
    ),
    PublicReport(
        id=UUID(int=1),
        number="26-00041",
        service_code="lamp_of_a_former_catalogue",
        state=State.REJECTED,
        description=None,
        status_note=None,
        agency=None,
        lon=None,
        lat=None,
        near=None,
        requested_at=NOW,
        updated_at=NOW,
        expected_at=None,
        asset_layer=None,
        asset_code=None,
    ),
]
DOCUMENTS = {
    "discovery": open311.discovery(
        COMMUNE, "https://map.example/open311/heffingen/v2", phone="112", test=False
    ),
    "definition": open311.definition(FAULT, "fr", phone="112"),
    "requests": open311.requests(REPORTS, CATALOGUE, COMMUNE, "de"),
    "request": open311.requests(REPORTS[:1], CATALOGUE, COMMUNE, "en"),
    "no_requests": open311.requests([], CATALOGUE, COMMUNE, "en"),
    "received": open311.received("26-00043", "a-1", "lb", phone="112", trouble=TooLarge("4 > 3")),
    "token": open311.token("t0k3n", "26-00043"),
    "errors": open311.errors([(400, "lat is missing."), (400, "<b>&\x00")]),
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("form", ["xml", "json"])
def test_documents_are_as_they_were(name, form, update_golden):
    path = GOLDEN / f"{name}.{form}"
    found = DOCUMENTS[name].write(form)
    if form == "json":
        found = json.dumps(json.loads(found), indent=2, ensure_ascii=False).encode() + b"\n"
    else:
        tree = ET.ElementTree(fromstring(found))
        assert found.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n')
        ET.indent(tree)
        text = ET.tostring(tree.getroot(), encoding="unicode")
        found = f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
    if update_golden:
        path.write_bytes(found)
    assert found == path.read_bytes()


@pytest.mark.parametrize("language", ["lb", "fr", "de", "en", "pt"])
def test_services_name_every_fault_once_in_each_language(language):
    document = open311.services(CATALOGUE, language)
    listed = json.loads(document.write("json"))
    codes = [service["service_code"] for service in listed]
    assert len(set(codes)) == len(codes)
    assert set(codes) == {f.code for layer in CATALOGUE.values() for f in layer.faults}
    for service in listed:
        assert service["service_name"]
        assert service["metadata"] is True
        assert service["type"] == "realtime"
        fault = CATALOGUE.fault(service["service_code"])
        assert fault is not None
        assert service["service_name"] == fault[1].label.to(language)
    tree = fromstring(document.write("xml"))
    assert [each.findtext("service_code") for each in tree.findall("service")] == codes
    assert {child.tag for child in tree[0]} == {
        *("service_code", "service_name", "description", "metadata", "type", "keywords", "group")
    }


# What both formats tell must be the same, whatever it is.
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
scalars = st.none() | st.booleans() | texts.filter(lambda text: text.strip() == text and text)


@given(st.lists(st.tuples(st.integers(100, 599), texts), max_size=5))
def test_xml_is_well_formed_whatever_is_said(found):
    tree = fromstring(open311.errors(found).write("xml"))
    said = [(int(e.findtext("code") or 0), e.findtext("description")) for e in tree]
    # U+FFFE and U+FFFF are no characters of XML.
    kept = [(c, t.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")) for c, t in found]
    assert said == kept


@given(st.dictionaries(st.sampled_from(["status", "agency", "lat"]), scalars))
def test_an_empty_element_is_null_and_booleans_are_words(value):
    tree = fromstring(open311.Document("thing", value).write("xml"))
    for name, each in value.items():
        element = tree.find(name)
        assert element is not None
        wanted = {None: None, True: "true", False: "false"}.get(each, each)
        assert element.text == wanted


names = st.text(st.characters(codec="utf-8", exclude_characters="[]"), min_size=1, max_size=20)
values = st.text(max_size=30).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))


def brackets(style: int, name: str) -> str:
    return (f"attribute[{name}]", f"attribute[{name}][]", f"attribute[{name}][0]")[style]


@given(st.lists(st.tuples(names, st.integers(0, 2), values), max_size=12), st.booleans())
def test_attributes_are_read_however_they_are_written(sent, plus):
    encode = quote_plus if plus else (lambda text: quote(text, safe="[]"))
    body = "&".join(f"{encode(brackets(style, n))}={encode(v)}" for n, style, v in sent)
    form = Form.of(decode_urlencoded(body.encode()))
    wanted: dict[str, list[str]] = {}
    for name, _, value in sent:
        if value.strip():
            wanted.setdefault(name, []).append(value.strip())
    assert form.attributes == wanted


@given(st.binary(max_size=200))
def test_any_bytes_are_a_form_or_unreadable(body):
    try:
        form = Form.of(decode_urlencoded(body))
    except Unreadable:
        return
    draft_of(form, "en")


@given(st.binary(max_size=300), st.sampled_from(["x", "--", "a b"]))
def test_any_bytes_are_multipart_or_unreadable(body, boundary):
    try:
        sent = parse(f'multipart/form-data; boundary="{boundary}"', body)
    except Unreadable:
        return
    draft_of(sent.form, "en")


fields = st.lists(
    st.tuples(names.filter(lambda n: not set(n) & set('"\\\r\n;') and n.isprintable()), values),
    max_size=6,
)


@given(fields)
def test_both_encodings_say_the_same(pairs):
    pairs = [(name, value) for name, value in pairs if "--sep" not in value]
    parts = "".join(
        f'--sep\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in pairs
    )
    multipart = parse("multipart/form-data; boundary=sep", f"{parts}--sep--\r\n".encode())
    plain = parse("application/x-www-form-urlencoded", urlencode(pairs).encode())
    assert multipart.form.parameters == plain.form.parameters
    assert multipart.files == []


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded", b"description=%ff%fe"),
        ("application/x-www-form-urlencoded", b"description=\xff"),
        ("application/x-www-form-urlencoded", b"a=1&" * 300),
        ("application/x-www-form-urlencoded; charset=iso-8859-1", b"a=1"),
        ("application/json", b"{}"),
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=" + "x" * 300, b""),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nno header\r\n\r\na\r\n--x--\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut off',
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--\r\n',
        ),
        ("multipart/form-data; boundary=x", b"--x\r\nA: b\r\n\r\nnameless\r\n--x--\r\n"),
    ],
)
def test_what_cannot_be_read_is_refused_as_a_whole(content_type, body):
    with pytest.raises(Unreadable):
        parse(content_type, body)


def test_files_come_along_with_their_names():
    part = '--x\r\nContent-Disposition: form-data; name="media"; filename="{}"\r\n\r\n{}\r\n'
    body = part.format("a.jpg", "JFIF") + part.format("", "") + "--x--\r\n"
    sent = parse("multipart/form-data; boundary=x", body.encode())
    assert (sent.files, sent.form.parameters) == ([(b"JFIF", "a.jpg")], {})


def draft(body: str):
    return draft_of(Form.of(decode_urlencoded(body.encode())), "lb")


def test_a_draft_is_read():
    found, issues = draft(
        "service_code=lamp_out&lat=49.7692&long=+6.2397+&email=&first_name=++&description=a%0D%0Ab"
        "&attribute%5Basset_code%5D=LU-1&attribute[asset_code][]=LU-1&attribute[other]=x"
        "&media_url=https://a.lu/1&media_url=https://a.lu/2&unheard_of=1&device_id=d"
    )
    assert issues == []
    assert (found.service_code, found.lat, found.long) == ("lamp_out", 49.7692, 6.2397)
    assert (found.description, found.asset_code, found.language) == ("a\nb", "LU-1", "lb")
    assert found.media_urls == ("https://a.lu/1", "https://a.lu/2")
    assert (found.contact.email, found.contact.first_name) == (None, None)
    assert found.contact.device_id == "d"


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ("lat=49,7&long=6.2", "number_expected", "lat"),
        ("lat=1_0&long=6.2", "number_expected", "lat"),
        ("lat=0x10", "number_expected", "lat"),
        ("lat=٤٩", "number_expected", "lat"),
        ("lat=49.7&lat=49.8", "given_twice", "lat"),
        ("service_code=a&service_code=b", "given_twice", "service_code"),
        ("attribute[asset_code]=a&attribute[asset_code]=b", "given_twice", "attribute[asset_code]"),
        ("attribute[asset_id]=7", "not_a_uuid", "asset_id"),
    ],
)
def test_what_is_wrong_with_a_form_is_named(body, code, path):
    _, issues = draft(body)
    assert [(issue.code, issue.path) for issue in issues] == [(code, path)]


@pytest.mark.parametrize("number", ["nan", "-inf", "1e999", "Infinity"])
def test_what_is_not_finite_is_read_to_be_refused_by_name(number):
    found, issues = draft(f"lat={number}&long=6")
    assert issues == []
    assert found.lat is not None


def wanted(query: str):
    return filter_of(Form.of(decode_urlencoded(query.encode())), CATALOGUE, NOW)


def test_the_last_90_days_are_the_default():
    found = wanted("")
    assert (found.start, found.end) == (NOW - timedelta(days=90), None)
    assert (found.states, found.service_codes, found.numbers) == (None, None, None)


def test_a_list_of_numbers_overrides_everything_else():
    found = wanted("service_request_id=26-00001,%2026-00002,,&service_code=dragon&status=fixed")
    assert found.numbers == ["26-00001", "26-00002"]
    assert (found.start, found.service_codes, found.states) == (None, None, None)


def test_lists_with_commas_are_read():
    found = wanted("service_code=lamp_out,water_leak&status=closed")
    assert found.service_codes == ["lamp_out", "water_leak"]
    assert found.states == CLOSED
    assert wanted("status=open,CLOSED").states == OPEN | CLOSED


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ("start_date=2026-11-01T00:00:00Z", (11, 1, 0), None),
        ("start_date=2026-11-01T01:00:00%2B01:00", (11, 1, 0), None),
        ("start_date=2026-11-01T01:00:00+01:00", (11, 1, 0), None),
        ("start_date=2026-11-01T00:00:00", (11, 1, 0), None),
        ("start_date=2026-11-01&end_date=2026-11-02", (11, 1, 0), (11, 2, 0)),
        ("end_date=2026-11-02T05:00:00Z", None, (11, 2, 5)),
    ],
)
def test_spans_are_read(query, start, end):
    found = wanted(query)
    if start:
        assert found.start == datetime(2026, *start, tzinfo=UTC)
    if end:
        assert found.end == datetime(2026, *end, tzinfo=UTC)
    assert found.start is not None
    assert found.end is not None
    assert found.end - found.start <= timedelta(days=90)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("start_date=yesterday", "not_a_datetime"),
        ("start_date=2026-13-01T00:00:00Z", "not_a_datetime"),
        ("end_date=0001-01-01T00:00:00Z", "not_a_datetime"),
        ("start_date=9999-12-31T23:59:59-12:00", "not_a_datetime"),
        ("start_date=9999-12-31T23:59:59Z", "not_a_datetime"),
        ("start_date=2026-01-01&end_date=2026-06-01", "span_too_long"),
        ("start_date=2026-06-01&end_date=2026-01-01", "span_reversed"),
        ("status=fixed", "status_unknown"),
    ],
)
def test_filters_that_mean_nothing_are_refused(query, code):
    with pytest.raises(Invalid) as refused:
        wanted(query)
    assert [issue.code for issue in refused.value.issues] == [code]


@pytest.mark.parametrize(
    ("name", "value"),
    [("end_date", "0001-01-01T00:00:00Z"), ("start_date", "9999-12-31T23:59:59Z")],
)
def test_a_time_beyond_the_calendar_is_named_as_it_was_given(name, value):
    with pytest.raises(Invalid) as refused:
        wanted(f"{name}={value}")
    [issue] = refused.value.issues
    assert issue.sentence.en == f"{name}: '{value}' is no time. Write it as 2026-11-22T12:00:00Z."


def test_an_unknown_category_is_not_all_categories():
    with pytest.raises(UnknownThing):
        wanted("service_code=lamp_out,dragon")


def test_times_have_no_fraction_and_no_offset():
    assert open311.date(REPORTS[0].requested_at) == "2026-11-20T08:05:07Z"


def test_we_read_what_other_towns_wrote(shared):
    # The same element names in the same places as Toronto's and Chicago's answers.
    folder = shared / "damage_reports"
    theirs = fromstring((folder / "open311_requests_many.xml").read_bytes())
    ours = fromstring(DOCUMENTS["requests"].write("xml"))
    assert ours.tag == theirs.tag
    assert ours[0].tag == theirs[0].tag
    assert {child.tag for child in ours[0]} == {child.tag for child in theirs[0]}
    chicago = json.loads((folder / "open311_chicago_requests.json").read_bytes())
    mine = json.loads(DOCUMENTS["requests"].write("json"))
    assert {key for each in chicago for key in each} <= mine[0].keys()
    for key in ("lat", "long"):
        assert type(mine[0][key]) is type(chicago[0][key])
    services = json.loads((folder / "open311_chicago_services.json").read_bytes())
    listed = json.loads(open311.services(CATALOGUE, "en").write("json"))
    assert services[0].keys() == listed[0].keys()
