"""The words of work orders that leave the office: what citizens and what crews read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from field_capture.states.order import Outcome
from gis import local_time
from layers.spec import Text

if TYPE_CHECKING:
    from field_capture.orders.work_order import Order, Stop


SENTENCES: Mapping[Outcome, Text] = {
    Outcome.REPAIRED: Text(
        "Et ass gefléckt. Merci fir Är Meldung.",
        "C'est réparé. Merci de votre signalement.",
        "Es ist repariert. Danke für Ihre Meldung.",
        "It has been repaired. Thank you for telling us.",
        "Está reparado. Obrigado pela sua comunicação.",
    ),
    Outcome.REPLACED: Text(
        "Et gouf ersat. Merci fir Är Meldung.",
        "C'est remplacé. Merci de votre signalement.",
        "Es wurde ersetzt. Danke für Ihre Meldung.",
        "It has been replaced. Thank you for telling us.",
        "Foi substituído. Obrigado pela sua comunicação.",
    ),
    Outcome.MADE_SAFE: Text(
        "D'Plaz ass ofgeséchert. Merci fir Är Meldung.",
        "L'endroit est sécurisé. Merci de votre signalement.",
        "Die Stelle ist gesichert. Danke für Ihre Meldung.",
        "The place has been made safe. Thank you for telling us.",
        "O local está em segurança. Obrigado pela sua comunicação.",
    ),
}
"""What a citizen reads when a report is closed by an order, unless somebody writes better."""

OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.REPAIRED: Text("gefléckt", "réparé", "repariert", "repaired"),
    Outcome.REPLACED: Text("ersat", "remplacé", "ersetzt", "replaced"),
    Outcome.MADE_SAFE: Text("ofgeséchert", "sécurisé", "gesichert", "made safe"),
    Outcome.NOT_FOUND: Text("net fonnt", "introuvable", "nicht gefunden", "not found"),
}
HOW = Text("Wéi ass et ausgaangen?", "Résultat ?", "Wie ist es ausgegangen?", "How did it go?")
NOT_FOUND = Text(
    "Optrag {number}: d'Anlag ass net do, wou se op der Kaart steet.",
    "Ordre {number} : l'ouvrage n'est pas là où la carte le montre.",
    "Auftrag {number}: die Anlage ist nicht dort, wo die Karte sie zeigt.",
    "Order {number}: the asset is not where the map shows it.",
)
_DANGER = Text("GEFOR.", "DANGER.", "GEFAHR.", "DANGER.")
_MATERIALS = Text("Material:", "Matériel :", "Material:", "Materials:")
_REPORTS = Text("Meldungen:", "Signalements :", "Meldungen:", "Reports:")


def task_text(order: Order, stop: Stop) -> str:
    """Return what a crew reads of a stop: what to do, what to bring, for which reports."""
    says, language = order.says, order.says.language
    told = [_DANGER.to(language)] if says.danger else []
    told += [says.text] if says.text else []
    if says.materials:
        told.append(
            "\n".join([_MATERIALS.to(language), *(f"- {m.told()}" for m in says.materials)])
        )
    numbers = [each.number for each in stop.reports if each.open]
    if numbers:
        told.append(f"{_REPORTS.to(language)} {', '.join(numbers)}")
    return "\n\n".join(told)


def until(day: date | None) -> datetime | None:
    """Return the end of a day by the commune's clock."""
    return None if day is None else datetime.combine(day, time(23, 59), local_time.ZONE)
