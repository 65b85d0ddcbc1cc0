"""Public reports as an Atom feed (RFC 4287): the same that anybody reads on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from api.pages.words.reports import REPORT_WORDS
from gis.communes import Commune

_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def atom(
    commune: Commune,
    reports: Sequence[dict[str, Any]],
    works: Sequence[dict[str, Any]],
    address: str,
    language: str,
) -> bytes:
    """Return the feed.

    Parameters
    ----------
    reports : sequence of dict
        As `api.pages.reports.view.told` tells them.
    works : sequence of dict
        What the commune announces, as `api.pages.reports.works.told` tells it.
    address : str
        Of this server, without a slash at its end.
    """
    base = f"{address}/report/{commune.name}"
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    title = REPORT_WORDS["report_list"].to(language)
    _add(root, "title", f"{commune.title}: {title}")
    _add(root, "id", f"{base}/list")
    changed = [each["updated"] for each in (*reports, *works)]
    _add(root, "updated", max(changed, default=_EPOCH).isoformat())
    ET.SubElement(ET.SubElement(root, "author"), "name").text = commune.title
    ET.SubElement(root, "link", {"rel": "self", "href": f"{base}/list.atom"})
    ET.SubElement(root, "link", {"href": f"{base}/list"})
    for each in works:
        entry = ET.SubElement(root, "entry")
        page = f"{base}/works/{each['number']}"
        near = f" ({each['near']})" if each["near"] else ""
        _add(entry, "title", f"{each['when']}{near}")
        _add(entry, "id", page)
        _add(entry, "updated", each["updated"].isoformat())
        ET.SubElement(entry, "link", {"href": f"{page}?lang={language}"})
        _add(entry, "summary", each["said"])
    for each in reports:
        entry = ET.SubElement(root, "entry")
        page = f"{base}/list/{each['number']}"
        asset = f" ({each['asset']})" if each["asset"] else ""
        _add(entry, "title", f"{each['label']}{asset}: {each['state']}")
        _add(entry, "id", page)
        _add(entry, "updated", each["updated"].isoformat())
        _add(entry, "published", each["since"].isoformat())
        ET.SubElement(entry, "link", {"href": f"{page}?lang={language}"})
        _add(entry, "summary", each["answer"] or each["state"])
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
