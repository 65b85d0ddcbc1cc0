from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest

from api.problems import status_of
from gis import errors
from gis.sentences import SENTENCES
from layers.spec import LANGUAGES


def _classes(base: type[errors.NetzkaartError]) -> Iterator[type[errors.NetzkaartError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _classes(kind)


ALL = sorted(_classes(errors.NetzkaartError), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
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


@pytest.mark.parametrize("code", SENTENCES)
def test_languages_name_the_same_details(code: str) -> None:
    import string

    names = [
        {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        for sentence in SENTENCES[code]
    ]
    assert all(each == names[0] for each in names), code


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


def test_a_page_of_a_problem_escapes_what_was_asked(client) -> None:
    page = client.get("/%3Cscript%3Ealert(1)%3C/script%3E/map", headers=BROWSER)
    assert "<script>alert" not in page.text


def test_a_wrong_method_says_which_are_right(client) -> None:
    answer = client.put("/ogc/heffingen/collections")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
