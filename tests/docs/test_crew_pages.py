"""The pages for crews: four languages that say the same, in the app's own words, and shortly."""

from __future__ import annotations

import re

import pytest

from layers.spec import LANGUAGES
from tests.docs import pages

ROOT = pages.ROOT
WORDS = ROOT / "field_capture" / "app" / "src" / "words"
MOST_WORDS = 750
"""Five minutes, standing."""

each_language = pytest.mark.parametrize("language", LANGUAGES)


def page(language: str) -> str:
    return (ROOT / "docs" / f"crews.{language}.md").read_text(encoding="utf-8")


def shape(language: str) -> list[str]:
    """Return what kinds of lines a page has, in order."""
    return re.findall(r"^(#+|-|\d\.|!)(?= |\[)", page(language), re.MULTILINE)


@each_language
def test_every_button_is_called_what_the_app_calls_it(language) -> None:
    said = {
        literal
        for file in WORDS.glob("*.ts")
        for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', file.read_text(encoding="utf-8"))
    }
    bold = re.findall(r"(^- )?\*\*(.+?)\*\*", page(language), re.MULTILINE | re.DOTALL)
    # What begins an entry of a list is what happened, not a button.
    told = {" ".join(name.split()) for entry, name in bold if not entry}
    assert told - said == set()


@each_language
def test_all_languages_tell_the_same(language) -> None:
    assert shape(language) == shape("en")


@each_language
def test_it_is_short_enough_for_the_tablet(language) -> None:
    assert len(page(language).split()) < MOST_WORDS
