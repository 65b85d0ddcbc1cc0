"""Names are found with a wrong, a missing or a swapped letter in five."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.place_names import Index, Name, split
from layers.catalogue import CATALOGUE

STREETS = (
    *("Bëschwee", "Iewendall", "Heedstrooss", "Um Kéimert", "Um Buer", "Kiischtewee"),
    *("Duerfstrooss", "Schmëttegaass", "Bei der Kapell", "Wisestrooss", "Hannert Léin"),
    *("Nuebelstrooss", "Millewee", "Un der Wierkelsbaach", "Beim Lannebësch", "Wéngertsgaass"),
    *("Reilander Wee", "Kleeschtergaass", "Op der Schanz", "Kéimertspad", "Fiischtstrooss"),
    *("Rue du Village", "Rue de la Gare", "Rue Principale", "Route de Larochette"),
    *("Rue des Champs", "Place de l'Église", "Rue Nicolas Welter", "Um Mierscherbierg"),
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LABELS = (*STREETS, *(f"{street} {number}" for street in STREETS for number in range(1, 30)))
INDEX = Index(
    [Name(CATALOGUE["street"], uuid4(), label, frozenset(split(label))) for label in LABELS]
)


@st.composite
def slips(draw, word: str) -> str:
    """Return a word with one slip in each five letters."""
    letters = list(word)
    for block in range(len(word) // 5):
        at = 5 * block + draw(st.integers(0, 4))
        match draw(st.sampled_from(("wrong", "missing", "swapped"))):
            case "wrong":
                letters[at] = draw(st.sampled_from(LETTERS.replace(word[at], "")))
            case "missing":
                letters[at] = ""
            case "swapped" if at + 1 < len(letters):
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


@given(st.data())
def test_a_slip_in_five_letters_is_forgiven(data) -> None:
    street = data.draw(st.sampled_from(STREETS))
    asked = " ".join(data.draw(slips(word)) for word in split(street))
    assert street in [name.label for name in INDEX.find(asked, 10)], asked


@pytest.mark.parametrize("asked", ["xqzwk", "Bahnhofstraße Berlin", "12345", ""])
def test_what_is_nowhere_is_not_found(asked) -> None:
    assert INDEX.find(asked, 10) == []
