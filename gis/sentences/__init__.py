"""Every sentence that tells a user what is wrong and what helps, in four languages.

What citizens may read is there in Portuguese too.

A sentence stands in the module of its subject, under the code of its error or issue.
Placeholders are filled from the details of that error or issue; numbers are given as numbers,
rounded to what is worth telling. A sentence names the place where
the user knows it, ends with the remedy wherever there is one, and with a full stop.

A new sentence is one entry in `SENTENCES` of the module it belongs to, in all four languages, with
the same placeholders in each. A new subject is one module and its name in `the tuple below`.

Where our own fixed words fill a placeholder (why a file cannot be read), they are a phrase: an
entry in `PHRASES` of such a module, and ``phrase("file_empty")`` where the detail is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Self

from gis.sentences import (
    accounts,
    captures,
    databases,
    desks,
    errors,
    fields,
    files,
    geojson,
    geometry,
    history,
    imports,
    mappings,
    orders,
    reports,
    requests,
    reviews,
    rules,
    surveys,
    tablets,
    tasks,
    terrains,
)
from layers.spec import LANGUAGES, Text

_TWO_STOPS = re.compile(r"(?<!\.)([.!?…])\.\Z")


def _merged(subjects: Iterable[Mapping[str, Text]]) -> dict[str, Text]:
    merged: dict[str, Text] = {}
    for texts in subjects:
        twice = merged.keys() & texts.keys()
        if twice:
            raise ValueError(f"said twice: {', '.join(sorted(twice))}")
        merged.update(texts)
    return merged


SENTENCES = _merged(
    subject.SENTENCES
    for subject in (
        errors,
        accounts,
        fields,
        geometry,
        captures,
        imports,
        geojson,
        reports,
        desks,
        history,
        databases,
        requests,
        terrains,
        rules,
        reviews,
        surveys,
        tablets,
        tasks,
        orders,
    )
)
"""Code of an error or issue -> its sentence."""

PHRASES = _merged(
    subject.PHRASES
    for subject in (captures, files, geojson, geometry, mappings, requests, rules, surveys)
)
"""Code of a phrase -> its words."""


class Phrase(str):
    """Fixed words for a sentence's placeholder: English as a text, with all languages beside it."""

    __slots__ = ("words",)

    words: Text

    def __new__(cls, words: Text) -> Self:
        """Make the phrase of its words in four languages."""
        phrase = super().__new__(cls, words.en)
        phrase.words = words
        return phrase


class _Sentence(Text):
    """A text that phrases fill in its own language, and others' words safely."""

    __slots__ = ()

    def format(self, **values: object) -> Text:
        """Fill the placeholders of every language."""
        filled = []
        for language in LANGUAGES if self.pt is None else (*LANGUAGES, "pt"):
            said = {name: spoken(value, language) for name, value in values.items()}
            # A reason that others worded may bring its own full stop.
            filled.append(_TWO_STOPS.sub(r"\1", self.to(language).format(**said)))
        return Text(*filled)


def sentence_of(code: str) -> Text:
    """Return the sentence of an error or issue by its code."""
    found = SENTENCES[code]
    return _Sentence(found.lb, found.fr, found.de, found.en, found.pt)


def phrase(code: str, /, **details: object) -> Phrase:
    """Return a phrase by its code, filled with details."""
    found = PHRASES[code]
    return Phrase(_Sentence(found.lb, found.fr, found.de, found.en, found.pt).format(**details))


def wording(pattern: str, /, **details: object) -> Phrase:
    """Return what no language words otherwise, as a range; its numbers are written as in each."""
    return Phrase(_Sentence(*(pattern,) * len(LANGUAGES)).format(**details))


def spoken(value: object, language: str) -> object:
    """Return a detail as it is written in a language; control characters become visible."""
    match value:
        case Phrase():
            return value.words.to(language)
        case Text():
            return value.to(language)
        case float():
            # As texts elsewhere on our pages: a point is what only English writes.
            text = f"{value:.10g}"
            return text if language == "en" else text.replace(".", ",")
        case str():
            return "".join(c if c.isprintable() else repr(c)[1:-1] for c in value)
        case _:
            return value
