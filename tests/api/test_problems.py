from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from api.main import create_app
from api.problems import status_of
from gis import errors
from gis.sentences import SENTENCES, sentence_of
from layers.spec import LANGUAGES
from tests.for_each import for_each


def _classes(base: type[errors.NetzkaartError]) -> Iterator[type[errors.NetzkaartError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _classes(kind)


ALL = sorted(_classes(errors.NetzkaartError), key=lambda kind: kind.__name__)


@for_each("kind", ALL)
def test_every_error_has_a_status_and_a_sentence_with_its_details(kind) -> None:
    names = list(inspect.signature(kind.__init__).parameters)[1:]
    details = {name: [] if name == "issues" else f"<{name}>" for name in names}
    if kind.__init__ in (Exception.__init__, errors.NetzkaartError.__init__):
        details = {}
    error = kind(**details)
    assert 400 <= status_of(error) < 500 or status_of(error) == 503
    for language in LANGUAGES:
        assert error.sentence.to(language)
        assert "{" not in error.sentence.to(language)


@for_each("code", SENTENCES)
def test_languages_name_the_same_details(code: str) -> None:
    import string

    names = [
        {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        for sentence in SENTENCES[code]
    ]
    assert all(each == names[0] for each in names), code


@for_each("code", [code for code, told in SENTENCES.items() if told.pt])
def test_what_is_said_in_portuguese_is_said(code: str) -> None:
    import string

    told = SENTENCES[code]
    names = [
        {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        for sentence in (told.en, told.pt)
    ]
    assert names[0] == names[1]
    assert (
        sentence_of(code)
        .format(**dict.fromkeys(names[0], "x"))
        .to("pt")
        .startswith(told.pt.partition("{")[0])
    )


BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/nowhere/map", "/no/such/page", "/ogc/heffingen/collections/x"])
def test_a_person_reads_a_page_and_a_program_a_problem(client, path: str) -> None:
    page = client.get(f"{path}?lang=lb", headers=BROWSER)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "Startsäit" in page.text
    problem = client.get(path)
    assert problem.status_code == 404
    assert problem.headers["content-type"] == "application/problem+json"


def test_a_citizen_reads_a_problem_in_portuguese_and_nobody_else_does(client, make_commune) -> None:
    make_commune()
    page = client.get("/report/heffingen/list/26-99999?lang=pt", headers=BROWSER).text
    for words in ("Não funcionou", "«26-99999» (comunicação) não existe aqui", 'lang="pt"'):
        assert words in page
    assert "Front page" in client.get("/nowhere/map?lang=pt", headers=BROWSER).text


def test_a_page_of_a_problem_escapes_what_was_asked(client) -> None:
    page = client.get("/%3Cscript%3Ealert(1)%3C/script%3E/map", headers=BROWSER)
    assert "<script>alert" not in page.text


def test_a_wrong_method_says_which_are_right(client) -> None:
    answer = client.put("/ogc/heffingen/collections")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert "HEAD" in answer.headers["allow"]
    german = client.put("/ogc/heffingen/collections?lang=de").json()["detail"]
    assert "nimmt kein PUT an" in german


@pytest.mark.parametrize(
    ("sent", "code", "path"),
    [
        ({"content": b"{"}, "json_invalid", "body"),
        ({"json": []}, "not_an_object", "body"),
        ({"json": {}}, "missing", "revision"),
        ({"json": {"revision": "x"}}, "wrong_type", "revision"),
        ({"json": {"revision": 0}}, "out_of_range", "revision"),
        ({"json": {"revision": 1, "dryrun": True}}, "unknown_field", "dryrun"),
        ({"json": {"revision": 1, "layer": "pole"}}, "undo_half_asset", "body"),
        ({"json": {"revision": 2, "through": 1}}, "undo_reversed", "body"),
    ],
)
def test_bodies_are_refused_in_the_language_asked_for(
    client, auth, make_commune, sent, code, path
) -> None:
    make_commune()
    headers = auth("planner") | {"content-type": "application/json"}
    said = {}
    for language in LANGUAGES:
        answer = client.post(f"/api/v1/heffingen/undo?lang={language}", headers=headers, **sent)
        assert answer.status_code == 422, answer.text
        issue = answer.json()["issues"][0]
        assert (issue["code"], issue["path"]) == (code, path)
        said[language] = issue["message"]
    assert len(set(said.values())) == 4


def test_an_error_of_ours_is_logged_once_with_its_trace_and_number(app_context) -> None:
    app = create_app(app_context)

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    # Nothing is raised to the server behind the answer: it would log it again.
    with TestClient(app) as client, capture_logs() as logged:
        answer = client.get("/broken", headers={"X-Request-ID": "number-4711"})
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "number-4711" in answer.json()["detail"]
    (entry,) = logged
    assert entry["request"] == "number-4711"
    assert entry["exc_info"]
