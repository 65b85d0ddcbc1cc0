from __future__ import annotations

import ast
import importlib
import string
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from gis import errors, sentences
from gis.errors import Issue, NetzkaartError, Unreadable
from gis.exchange.words import WORDS
from gis.sentences import PHRASES, SENTENCES, phrase, sentence_of
from layers.spec import LANGUAGES, Text
from tests.for_each import for_each

ROOT = Path(errors.__file__).parents[1]
PACKAGES = ("api", "field_capture", "gis", "layers")
TREES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if not path.is_relative_to(Path(sentences.__file__).parent)
}
TEXTS = {**SENTENCES, **PHRASES, **{f"word {name}": text for name, text in WORDS.items()}}
LONG = 20


def literals(*callees: str) -> Iterator[tuple[str, str]]:
    """Yield (where, code) for each call of these with a literal as first argument."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            callee = node.func
            name = callee.attr if isinstance(callee, ast.Attribute) else getattr(callee, "id", "")
            code = node.args[0]
            if name in callees and isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", code.value


def error_classes() -> set[type[NetzkaartError]]:
    """Return all errors, also those of modules that nothing else here imports."""
    bases: dict[str, set[str]] = {}
    modules: dict[str, set[str]] = {}
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                named = {base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
                         for base in node.bases}  # fmt: skip
                bases.setdefault(node.name, set()).update(named)
                module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                modules.setdefault(node.name, set()).add(module)
    found = {"NetzkaartError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    for name in found:
        for module in modules[name]:
            importlib.import_module(module)
    return set(subclasses(NetzkaartError))


def subclasses(kind: type[NetzkaartError]) -> Iterator[type[NetzkaartError]]:
    for each in kind.__subclasses__():
        if each.__module__.split(".")[0] in PACKAGES:
            yield each
        yield from subclasses(each)


def strings() -> set[str]:
    return {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@for_each("code", TEXTS)
def test_all_languages_have_the_same_placeholders(code: str) -> None:
    assert len({frozenset(placeholders(words)) for words in TEXTS[code]}) == 1


@for_each("code", TEXTS)
def test_no_two_languages_say_it_in_the_same_words(code: str) -> None:
    for one, other in combinations(TEXTS[code], 2):
        assert len(one) <= LONG or one != other


@for_each("code", TEXTS)
def test_texts_are_neatly_written(code: str) -> None:
    for words in TEXTS[code]:
        assert words
        assert words == words.strip()
        assert "  " not in words


@for_each("code", SENTENCES)
def test_sentences_end_with_punctuation(code: str) -> None:
    for words in SENTENCES[code]:
        assert words[-1] in ".!?"


@for_each("code", PHRASES)
def test_phrases_leave_the_full_stop_to_their_sentence(code: str) -> None:
    for words in PHRASES[code]:
        assert words[-1] not in ".!?"


@for_each(("where", "code"), sorted(literals("Issue", "Unfit")))
def test_every_issue_has_a_sentence(where: str, code: str) -> None:
    assert code in SENTENCES, where


@for_each(("where", "code"), sorted(literals("phrase")))
def test_every_phrase_has_words(where: str, code: str) -> None:
    assert code in PHRASES, where


REASONS = frozenset({"Unreadable", "UnknownCrs", "BadMapping", "CodeTaken", "StillReferred"})


def reasons() -> Iterator[tuple[str, str]]:
    """Yield (where, words) for each reason that the core gives in plain English."""
    for path, tree in TREES.items():
        if path.parts[len(ROOT.parts)] != "gis":
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            details = [
                value
                for given in [*node.args, *(k.value for k in node.keywords)]
                if isinstance(given, ast.Dict)
                for key, value in zip(given.keys, given.values, strict=True)
                if isinstance(key, ast.Constant) and key.value == "why"
            ]
            for given in [*(node.args[1:] if name in REASONS else ()), *details]:
                for part in given.values if isinstance(given, ast.JoinedStr) else [given]:
                    said = part.value if isinstance(part, ast.Constant) else None
                    if isinstance(said, str) and " " in said.strip():
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", said


def test_reasons_are_phrases_in_all_languages() -> None:
    assert not list(reasons())


def test_every_error_has_a_sentence() -> None:
    kinds = error_classes()
    assert len(kinds) > LONG
    assert {kind.code for kind in kinds} <= SENTENCES.keys()


def test_no_sentence_or_phrase_is_left_over() -> None:
    errors_own = {kind.code for kind in error_classes()} | {NetzkaartError.code}
    assert SENTENCES.keys() | PHRASES.keys() <= errors_own | strings()


def test_a_code_is_said_once() -> None:
    text = Text("a", "b", "c", "d")
    with pytest.raises(ValueError, match="twice"):
        sentences._merged([{"x": text, "y": text}, {"y": text}])


def test_a_phrase_speaks_the_language_of_its_sentence() -> None:
    error = Unreadable("a.zip", phrase("zip_packed", names="a.shp"))
    assert str(error) == "a.zip cannot be read: a zip archive (a.shp); unpack it first."
    assert "entpacken Sie es zuerst" in error.sentence.de
    assert error.why == "a zip archive (a.shp); unpack it first"
    for language in LANGUAGES:
        assert phrase("zip_packed", names="a.shp").words.to(language) in error.sentence.to(language)


@pytest.mark.parametrize("why", ["gone", "gone.", "Gone?", "gone …"])
def test_foreign_reasons_bring_no_second_full_stop(why: str) -> None:
    for words in Unreadable("file", why).sentence:
        assert words.endswith(why if why[-1] in ".?…" else f"{why}.")


def test_dots_that_leave_something_out_stay() -> None:
    assert sentence_of("unreadable").format(what="file", why="{..").en.endswith("{...")


def test_control_characters_become_visible() -> None:
    issue = Issue("not_a_date", "built\n_on", details={"value": "\x1b[31m\ud800"})
    for words in issue.sentence:
        assert words.isprintable()
        assert "\\x1b[31m\\ud800" in words
