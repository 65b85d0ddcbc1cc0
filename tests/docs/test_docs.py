"""What the documentation claims, tried out: links, commands, addresses, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from starlette.routing import Match

from api import problems
from api.cli import app as command_line
from api.context import Context
from api.main import create_app
from gis import errors, layer_docs
from gis.settings import Settings
from layers.catalogue import CATALOGUE
from tests.docs import pages

ROOT = pages.ROOT
LARGEST_PICTURE = 150_000
each_page = pytest.mark.parametrize("doc", pages.PAGES, ids=lambda page: page.stem)


@each_page
def test_every_link_leads_somewhere(doc: Path) -> None:
    for target in pages.links(doc):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        found = (doc.parent / path).resolve() if path else doc
        assert found.exists(), target
        assert found.is_relative_to(ROOT), target
        if anchor:
            assert anchor in pages.anchors(found), target


def test_every_page_is_linked_from_another() -> None:
    linked = {
        (doc.parent / target.partition("#")[0]).resolve()
        for doc in pages.PAGES
        for target in pages.links(doc)
        if not target.startswith("http")
    }
    assert {page.resolve() for page in pages.PAGES if page.name != "README.md"} <= linked


def test_pictures_are_small() -> None:
    for picture in (ROOT / "docs").rglob("*.png"):
        assert picture.stat().st_size <= LARGEST_PICTURE, picture


# --- commands ------------------------------------------------------------------------------------


@each_page
def test_every_command_exists_with_its_options(doc: Path) -> None:
    for words in pages.commands(doc):
        told = f"./netzkaart {' '.join(words)}"
        command = typer.main.get_command(command_line)
        rest = list(words)
        while rest and hasattr(command, "commands"):
            if rest[0].startswith("-"):
                break
            assert rest[0] in command.commands, told
            command = command.commands[rest.pop(0)]
        known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
        for word in rest:
            if word == "--":
                break
            if word.startswith("-") and word != "-":
                assert word.partition("=")[0] in known | {"--help"}, told


# --- addresses -----------------------------------------------------------------------------------


@each_page
def test_every_address_has_a_route(doc: Path, app_context: Context) -> None:
    app = create_app(app_context)
    for method, path in pages.addresses(doc):
        filled = re.sub(r"\{[zxy]\}", "1", path)
        filled = re.sub(r"\{[^}]*\}|\$\w+", "heffingen", filled)
        scope = {"type": "http", "method": method, "path": filled, "root_path": "", "headers": []}
        assert any(route.matches(scope)[0] is Match.FULL for route in app.routes), (method, path)


# --- tables --------------------------------------------------------------------------------------


def test_the_reference_of_layers_is_up_to_date() -> None:
    written = (ROOT / "docs" / "layers.md").read_text(encoding="utf-8")
    assert written == layer_docs.markdown(CATALOGUE), "run ./netzkaart layers docs"


def test_the_table_of_settings_has_all_of_them_with_their_defaults() -> None:
    page = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `NETZKAART_(\w+)` \| ([^|]*) \|", page, re.MULTILINE))
    fields = Settings.model_fields
    assert {name.lower() for name in rows} == set(fields)
    for name, field in fields.items():
        default = rows[name.upper()].strip().strip("`")
        if name == "home":
            assert default == "var"
        else:
            assert default == ("" if field.default in (None, "") else str(field.default)), name


def test_the_table_of_errors_tells_what_reaches_http() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    told = {
        (int(status), code)
        for status, codes in re.findall(r"^\| (\d{3}) \| ([^|]*) \|", page, re.MULTILINE)
        for code in re.findall(r"`(\w+)`", codes)
    }
    modules = ("gis.errors", "api.security.errors")
    kinds = [kind for kind in _below(errors.NetzkaartError) if kind.__module__ in modules]
    there = {(int(problems.status_of(kind.__new__(kind))), kind.code) for kind in kinds}
    assert told - {(503, "database_unavailable"), (500, "unexpected")} <= there
    assert {status for status, _ in there} <= {status for status, _ in told}


def _below(kind: type[errors.NetzkaartError]) -> Iterator[type[errors.NetzkaartError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
