"""Open311 GeoReport v2: its words for services, requests and errors, in XML and JSON.

Pure functions between our values and the documents of the standard. One `Document` holds
what is answered; both formats are written from it, so that they cannot drift apart.

Decisions where the standard leaves room:

- ``address_id`` is the commune's own addressing: the code of the asset meant. It is shown
  where the asset's layer is public, and understood in a POST.
- ``media_url`` is our own: the first photo that the town hall has released.
- ``address`` is the house nearest to the place, as anybody would find it; what the citizen wrote
  there, like ``description``, is not shown before the town hall has released it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

import orjson

from field_capture.reports.public_report import PublicReport
from field_capture.states.report import public_status
from gis.communes import Commune
from gis.errors import Issue, NetzkaartError
from layers.spec import Catalogue, Fault, Layer, Text

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = datetime(2026, 11, 22, tzinfo=UTC)
"""When the services or their meaning last changed; clients that cache compare it."""

MEDIA_TYPES = {
    "xml": "text/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
ASSET_CODE = "asset_code"
ASSET_ID = "asset_id"

_SINGULAR = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DEGREE_DECIMALS = 7

_NUMBER_ON_IT = Text(
    "D'Nummer, déi drop steet, wann Dir se liese kënnt.",
    "Le numéro inscrit dessus, si vous pouvez le lire.",
    "Die Nummer, die darauf steht, wenn Sie sie lesen können.",
    "The number written on it, if you can read it.",
    "O número que lá está escrito, se o conseguir ler.",
)
_AS_ON_THE_PLATE = Text(
    "Buschtawen a Zifferen, sou wéi se do stinn",
    "Lettres et chiffres, tels qu'ils y figurent",
    "Buchstaben und Ziffern, so wie sie dort stehen",
    "Letters and digits, as they stand there",
    "Letras e algarismos, tal como lá estão",
)
_NOTHING_TO_ANSWER = Text(
    "Eng Informatioun, näischt ze äntweren",
    "Une information, rien à répondre",
    "Ein Hinweis, nichts zu beantworten",
    "A note, nothing to answer",
    "Uma informação, nada a responder",
)
_EMERGENCY = Text(
    "Bei Gefor rufft w.e.g. direkt {phone} un.",
    "En cas de danger, appelez immédiatement le {phone}.",
    "Bei Gefahr rufen Sie bitte sofort {phone} an.",
    "If there is danger, call {phone} at once.",
    "Em caso de perigo, ligue imediatamente para o {phone}.",
)
_NO_PICTURES = Text(
    "De Rapport ass ukomm, awer ouni Biller: {why}",
    "Le signalement est arrivé, mais sans image : {why}",
    "Die Meldung ist angekommen, aber ohne Bilder: {why}",
    "The report has arrived, but without pictures: {why}",
    "A comunicação chegou, mas sem imagens: {why}",
)


@dataclass(frozen=True, slots=True)
class Document:
    """One answer: the name of its XML root, and what is in it.

    JSON drops the root. A list stays a list in both, however short; None is an empty
    element.
    """

    root: str
    value: Any

    def write(self, form: str) -> bytes:
        """Return the document as ``xml`` or ``json``."""
        if form == "json":
            return orjson.dumps(self.value)
        tree = _element(self.root, self.value)
        text = ET.tostring(tree, encoding="unicode", short_empty_elements=True)
        return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _element(tag: str, value: Any) -> ET.Element:
    element = ET.Element(tag)
    match value:
        case dict():
            element.extend(_element(name, each) for name, each in value.items())
        case list():
            element.extend(_element(_SINGULAR[tag], each) for each in value)
        case bool():
            element.text = "true" if value else "false"
        case float():
            element.text = f"{value:.{_DEGREE_DECIMALS}f}"
        case None:
            pass
        case _:
            element.text = _NOT_XML.sub("\ufffd", str(value))
    return element


def date(value: datetime | None) -> str | None:
    """Return a time as the standard writes it: UTC, whole seconds, ``Z``."""
    if value is None:
        return None
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def discovery(commune: Commune, base_url: str, *, phone: str, test: bool) -> Document:
    """Describe this endpoint.

    Parameters
    ----------
    base_url : str
        Absolute, without a slash at its end.
    phone : str
        The number to call in danger.
    test : bool
        Nobody works on reports sent here.
    """
    changeset = date(CHANGESET)
    endpoint = {
        "specification": SPECIFICATION,
        "url": base_url,
        "changeset": changeset,
        "type": "test" if test else "production",
        "formats": ["text/xml", "application/json"],
    }
    return Document(
        "discovery",
        {
            "changeset": changeset,
            "contact": f"{commune.title}. {_EMERGENCY.format(phone=phone).en}",
            "key_service": "No key is needed. A key that is sent must be an access token of "
            "the commune; ask the town hall for one.",
            "endpoints": [endpoint],
        },
    )


def faults(catalogue: Catalogue) -> Iterator[tuple[Layer, Fault]]:
    """Yield every fault once, with the first layer that it befalls."""
    seen: set[str] = set()
    for layer in catalogue.values():
        for fault in layer.faults:
            if fault.code not in seen:
                seen.add(fault.code)
                yield layer, fault


def services(catalogue: Catalogue, language: str) -> Document:
    """List what can be reported."""
    return Document(
        "services",
        [
            {
                "service_code": fault.code,
                "service_name": fault.label.to(language),
                "description": fault.description.to(language),
                "metadata": True,
                "type": "realtime",
                "keywords": ", ".join(fault.keywords) or None,
                "group": layer.theme.label.to(language),
            }
            for layer, fault in faults(catalogue)
        ],
    )


def definition(fault: Fault, language: str, *, phone: str) -> Document:
    """Describe what else a report of this kind may say."""
    number = {
        "variable": True,
        "code": ASSET_CODE,
        "datatype": "string",
        "required": False,
        "datatype_description": _AS_ON_THE_PLATE.to(language),
        "order": 1,
        "description": _NUMBER_ON_IT.to(language),
        "values": [],
    }
    emergency = {
        "variable": False,
        "code": "emergency",
        "datatype": "text",
        "required": False,
        "datatype_description": _NOTHING_TO_ANSWER.to(language),
        "order": 2,
        "description": _EMERGENCY.format(phone=phone).to(language),
        "values": [],
    }
    value = {"service_code": fault.code, "attributes": [number, emergency]}
    return Document("service_definition", value)


def requests(
    reports: Sequence[PublicReport],
    catalogue: Catalogue,
    commune: Commune,
    language: str,
    pictures: Mapping[str, str] = MappingProxyType({}),
) -> Document:
    """List reports, as anybody may see them; `pictures` are addresses by their numbers."""
    names = {fault.code: fault.label.to(language) for _, fault in faults(catalogue)}
    return Document(
        "service_requests",
        [
            {
                "service_request_id": report.number,
                "status": public_status(report.state),
                "status_notes": report.status_note,
                "service_name": names.get(report.service_code, report.service_code),
                "service_code": report.service_code,
                "description": report.description,
                "agency_responsible": report.agency or commune.title,
                "service_notice": None,
                "requested_datetime": date(report.requested_at),
                "updated_datetime": date(report.updated_at),
                "expected_datetime": date(report.expected_at),
                "address": report.near,
                "address_id": report.asset_code,
                "zipcode": None,
                "lat": _degrees(report.lat),
                "long": _degrees(report.lon),
                "media_url": pictures.get(report.number),
            }
            for report in reports
        ],
    )


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DEGREE_DECIMALS)


def received(
    number: str,
    account_id: str | None,
    language: str,
    *,
    phone: str,
    trouble: NetzkaartError | None = None,
) -> Document:
    """Answer a POST. `trouble` tells why pictures that came along are not kept."""
    notice = _EMERGENCY.format(phone=phone).to(language)
    if trouble is not None:
        why = trouble.sentence.to(language)
        notice = f"{_NO_PICTURES.to(language).format(why=why)} {notice}"
    request = {
        "service_request_id": number,
        "service_notice": notice,
        "account_id": account_id,
    }
    return Document("service_requests", [request])


def token(value: str, number: str) -> Document:
    """Answer which request a token stands for."""
    return Document("service_requests", [{"token": value, "service_request_id": number}])


def errors(found: Sequence[tuple[int, str]]) -> Document:
    """Tell what went wrong: each error with its code and a sentence."""
    return Document(
        "errors", [{"code": str(code), "description": description} for code, description in found]
    )


_NAMES = {
    "address": "address_string",
    "asset_code": f"attribute[{ASSET_CODE}]",
    "asset_id": f"attribute[{ASSET_ID}]",
    "asset_id, asset_code": f"attribute[{ASSET_ID}], attribute[{ASSET_CODE}]",
}


def in_their_words(issue: Issue) -> Issue:
    """Return an issue with the standard's name of the parameter in place of ours."""
    return Issue(issue.code, _NAMES.get(issue.path, issue.path), issue.severity, issue.details)
