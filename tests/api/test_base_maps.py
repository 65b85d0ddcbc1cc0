"""Backgrounds of others: only those that are configured, only for whom, and no host besides."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api import base_maps
from api.main import create_app
from gis.viewer import ANYONE, Viewer, ViewerRole

PLANNER = Viewer("p", ViewerRole.PLANNER)
ORTHO = {
    "name": "ortho",
    "title": {"lb": "Loftbild", "fr": "Orthophoto", "de": "Luftbild", "en": "Aerial photo"},
    "url": "https://{s}.tiles.example.lu/{z}/{x}/{y}.jpeg",
    "attribution": "© <b>Example</b>",
    "licence": "CC0",
}
PLAN = {
    "name": "plan",
    "title": "Plan",
    "kind": "wms",
    "url": "https://wms.example.lu/service",
    "layers": "plan",
    "attribution": "© Plan",
    "licence": "CC BY",
    "public": True,
}


@pytest.fixture
def configured(app_context, make_commune, tmp_path: Path) -> Callable[..., TestClient]:
    make_commune("heffingen")

    def make(*backgrounds: dict) -> TestClient:
        path = tmp_path / "backgrounds.json"
        path.write_text(json.dumps(backgrounds), encoding="utf-8")
        base_maps.read.cache_clear()
        settings = app_context.settings.model_copy(update={"base_maps": path})
        return TestClient(create_app(replace(app_context, settings=settings)))

    return make


def images(answer) -> str:
    (sources,) = (
        part
        for part in answer.headers["content-security-policy"].split("; ")
        if part.startswith("img-src")
    )
    return sources


def test_nothing_is_offered_by_default(client, auth, make_commune):
    make_commune("heffingen")
    answer = client.get("/heffingen/map", headers=auth("planner"))
    assert images(answer) == "img-src 'self' data: blob:"
    assert 'name="background"' not in answer.text


def test_whoever_has_a_role_is_offered_all_and_a_visitor_the_public_ones(configured, auth):
    client = configured(ORTHO, PLAN)
    visitor = client.get("/heffingen/map")
    assert images(visitor) == "img-src 'self' data: blob: https://wms.example.lu"
    assert 'value="plan"' in visitor.text
    assert "ortho" not in visitor.text


def test_the_page_names_title_source_and_licence_in_its_language(configured, auth):
    client = configured(ORTHO, PLAN)
    found = client.get("/heffingen/map?lang=fr", headers=auth("planner"))
    assert "https://*.tiles.example.lu" in images(found)
    assert "Orthophoto" in found.text
    assert "(CC0)" in found.text
    assert "<b>Example" not in found.text


def test_no_other_page_may_show_their_images(configured):
    client = configured(ORTHO, PLAN)
    assert images(client.get("/report/heffingen/")) == "img-src 'self' data: blob:"
    assert images(client.get("/")) == "img-src 'self' data: blob:"


def test_a_background_may_be_for_some_communes_only(tmp_path: Path):
    path = tmp_path / "some.json"
    path.write_text(json.dumps([PLAN | {"communes": ["larochette"]}]), encoding="utf-8")
    assert base_maps.offered(path, "heffingen", PLANNER) == []
    assert len(base_maps.offered(path, "larochette", ANYONE)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "javascript:alert(1)"},
        {"url": "https://tiles.example.lu/{z}/{x}.png"},
        {"url": "https://tiles.example.lu/{z}/{x}/{y}; script-src *"},
        {"kind": "wms", "url": "https://wms.example.lu/"},
        {"name": "Ortho 1"},
        {"attribution": ""},
        {"licence": ""},
        {"colour": "red"},
    ],
)
def test_a_file_that_is_wrong_keeps_the_server_from_starting(configured, wrong):
    with pytest.raises(ValidationError):
        configured(ORTHO | wrong)


def test_a_file_that_is_not_there_or_says_a_name_twice(configured, tmp_path: Path):
    with pytest.raises(ValueError, match=r"nowhere\.json"):
        base_maps.read(tmp_path / "nowhere.json")
    with pytest.raises(ValueError, match="twice"):
        configured(PLAN, PLAN)
