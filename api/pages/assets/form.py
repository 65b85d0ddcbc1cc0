"""The form that changes an asset: made of its layer's declaration, read back field by field.

What a form sends is text. A field whose text did not change is left alone, so that a value which
an earlier declaration let in does not keep anybody from saving another field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from api.pages import values
from api.pages.assets import view as asset_view
from api.pages.assets.view import Teller, capital
from api.pages.words import WORDS
from gis import assets, relations
from gis.assets import Asset
from gis.errors import Issue
from gis.session import CommuneSession
from gis.validation.applies import told
from gis.validation.fields import check_properties
from layers.spec import Field, FieldRole, Kind, Layer, Only

Raw = dict[str, list[str]]
"""Field -> its texts as a form sends them; several only where several codes can be chosen."""

PREFIX = "field."
_NUMBERS = (Kind.NUMBER, Kind.INTEGER)
_LONG = 300  # characters: a text that may be longer gets a box of several lines


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the form; `control` says which of the template's controls it gets.

    Attributes
    ----------
    only : Only or None
        Where it means anything: a script hides it elsewhere, while it is empty.
    low, high : float or None
        What a script tells at once; nothing is sent differently for it.
    check : str
        What it says then.
    """

    name: str
    label: str
    control: str
    raw: Sequence[str]
    required: bool
    hint: str
    wrong: Sequence[str]
    unit: str = ""
    length: int = 200
    options: Sequence[tuple[str, str]] = ()
    only: Only | None = None
    low: float | None = None
    high: float | None = None
    whole: bool = False
    check: str = ""

    @property
    def text(self) -> str:
        """The value of a control that holds one."""
        return self.raw[0] if self.raw else ""


def raw_of(
    session: CommuneSession, layer: Layer, image: Mapping[str, Any], tell: Teller | None = None
) -> Raw:
    """Return an asset's values as the form shows them."""
    tell = tell or Teller(session, "en", [(layer, image)])
    return {
        field.name: _texts(field, image.get(field.name), tell)
        for field in session.viewer.fields(layer)
    }


def _texts(field: Field, value: Any, tell: Teller) -> list[str]:
    if value is None:
        return []
    match field.kind:
        case Kind.CODES:
            return [str(each) for each in value]
        case Kind.BOOLEAN:
            return ["true" if value else "false"]
        case Kind.NUMBER:
            return [f"{value:.15g}"]
        case Kind.DATE:
            return [value.isoformat() if isinstance(value, date) else str(value)]
        case Kind.REFERENCE:
            return [tell(field, value)]
        case Kind.TEXT:
            return [_clean(str(value))]
        case Kind.INTEGER | Kind.CODE:
            return [str(value)]


def sent(session: CommuneSession, layer: Layer, form: Mapping[str, Sequence[str]]) -> Raw:
    """Return what a form says of the fields that its sender may see."""
    return {
        field.name: [text for each in form[key] if (text := _said(field, each))]
        for field in session.viewer.fields(layer)
        if (key := PREFIX + field.name) in form
    }


def _said(field: Field, text: str) -> str:
    return plain_number(text) if field.kind in _NUMBERS else _clean(text)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def touched(given: Raw, base: Raw) -> Raw:
    """Return the fields whose text is another one than it was."""
    return {name: texts for name, texts in given.items() if texts != base.get(name, [])}


def read(session: CommuneSession, layer: Layer, given: Raw) -> tuple[dict[str, Any], list[Issue]]:
    """Return the values that texts mean, and everything that is wrong with them."""
    found: dict[str, Any] = {}
    issues = []
    for name, texts in given.items():
        field = layer.by_name[name]
        if not texts:
            if field.required or field.role is FieldRole.CODE:
                issues.append(Issue("missing", name))
            else:
                found[name] = None
        elif field.kind is Kind.REFERENCE and field.refers_to:
            target = assets.find_by_code(session, session.catalogue[field.refers_to], texts[0])
            if target is None:
                details = {"value": texts[0][:60], "layer": field.refers_to}
                issues.append(Issue("not_a_reference", name, details=details))
            else:
                found[name] = target.id
        else:
            found[name] = texts if field.kind is Kind.CODES else texts[0]
    clean, more = check_properties(layer, found, partial=True)
    return clean, issues + more


def plain_number(text: str) -> str:
    """Return a number as programs write it: 1.234,5 and 1,234.5 and 1 234,5 are the same."""
    text = "".join(text.split()).replace("\u2212", "-").replace("'", "")
    last = max(text.rfind(","), text.rfind("."))
    if last < 0 or text.count(text[last]) > 1:
        return text
    whole = text[:last].replace(",", "").replace(".", "")
    return f"{whole}.{text[last + 1 :]}"


def entries(
    session: CommuneSession, asset: Asset, given: Raw, issues: Sequence[Issue], language: str
) -> list[tuple[str, list[Entry]]]:
    """Return headings with their fields, filled with `given` and what is wrong with it."""
    wrong = sentences(asset.layer, issues, language)
    fields = session.viewer.fields(asset.layer)
    return [
        (
            WORDS[f"asset_group_{name}"].to(language),
            [
                _entry(session, asset, field, given.get(field.name, []), wrong, language)
                for field in group
            ],
        )
        for name, group in asset_view.grouped(asset.layer, fields)
    ]


def sentences(layer: Layer, issues: Sequence[Issue], language: str) -> dict[str, list[str]]:
    """Return field -> what is wrong with it, in sentences that name the field by its label."""
    found: dict[str, list[str]] = {}
    for issue in issues:
        name = issue.path.removeprefix("properties.").split(".")[0]
        field = layer.by_name.get(name)
        label = field.label if field else WORDS["asset_position"]
        named = replace(issue, path=capital(label.to(language)))
        found.setdefault(name if field else "", []).append(named.sentence.to(language))
    return found


def _entry(  # noqa: PLR0913  what a field of the form is made of
    session: CommuneSession,
    asset: Asset,
    field: Field,
    raw: list[str],
    wrong: Mapping[str, Sequence[str]],
    language: str,
) -> Entry:
    control, options = _control(session, asset, field, raw, language)
    if field.kind is Kind.NUMBER:
        raw = [values.typed(each, language) for each in raw]
    return Entry(
        name=field.name,
        label=capital(field.label.to(language)),
        control=control,
        raw=raw,
        required=field.required or field.role is FieldRole.CODE,
        hint=" ".join(_hints(session, asset.layer, field, language)),
        wrong=wrong.get(field.name, ()),
        unit=field.unit or "",
        length=field.max_length,
        options=options,
        only=field.only,
        low=field.minimum,
        high=field.maximum,
        whole=field.kind is Kind.INTEGER,
        check=_check(field, language),
    )


def _check(field: Field, language: str) -> str:
    """Return what is said of a number that cannot be, while it is typed."""
    if field.kind not in _NUMBERS:
        return ""
    kind = "form_check_whole" if field.kind is Kind.INTEGER else "form_check_number"
    return " ".join([WORDS[kind].to(language), *_range(field, language)])


def _control(
    session: CommuneSession, asset: Asset, field: Field, raw: list[str], language: str
) -> tuple[str, list[tuple[str, str]]]:
    match field.kind:
        case Kind.CODE | Kind.CODES if field.codes:
            options = [(code.value, code.label.to(language)) for code in field.codes.codes]
            # A code that is declared no more stays until somebody chooses another one.
            options += [(each, each) for each in raw if each not in field.codes.values]
            return ("select" if field.kind is Kind.CODE else "checks"), options
        case Kind.BOOLEAN:
            return "select", [(v, WORDS[w].to(language)) for v, w in _BOOLEANS]
        case Kind.REFERENCE if field.refers_to:
            target = session.catalogue[field.refers_to]
            near = relations.nearest_codes(session, target, asset.geometry)
            return "reference", [(code, code) for code in near]
        case Kind.DATE:
            return "date", []
        case Kind.NUMBER | Kind.INTEGER:
            return "number", []
        case _:
            return ("area" if field.max_length > _LONG else "text"), []


_BOOLEANS = (("true", "yes"), ("false", "no"))


def _hints(session: CommuneSession, layer: Layer, field: Field, language: str) -> list[str]:
    found = []
    # What is said of an empty code holds where an asset is made, not where it is changed.
    if field.help and field.role is not FieldRole.CODE:
        found.append(field.help.to(language))
    if field.refers_to:
        label = session.catalogue[field.refers_to].label.to(language)
        found.append(WORDS["form_reference"].format(layer=label).to(language))
    if field.only is not None:
        said = {name: text.to(language) for name, text in told(layer, field).items()}
        found.append(WORDS["form_only"].format(**said).to(language))
    return [text[:1].upper() + text[1:] for text in [*found, *_range(field, language)]]


def _range(field: Field, language: str) -> list[str]:
    found = []
    low, high = (
        None if end is None else values.number(end, language, grouped=field.unit is not None)
        for end in (field.minimum, field.maximum)
    )
    unit = f"{values.NBSP}{field.unit}" if field.unit else ""
    if low is not None and high is not None:
        found.append(WORDS["form_range"].format(low=low, high=high + unit).to(language) + ".")
    elif low is not None:
        found.append(WORDS["form_at_least"].format(low=low + unit).to(language) + ".")
    elif high is not None:
        found.append(WORDS["form_at_most"].format(high=high + unit).to(language) + ".")
    return [text[:1].upper() + text[1:] for text in found]
