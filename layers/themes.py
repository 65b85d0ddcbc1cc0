"""Headings under which the map groups its layers."""

from __future__ import annotations

from layers.spec import Text, Theme

WATER = Theme("water", Text("Drénkwaasser", "Eau potable", "Trinkwasser", "Drinking water"))
SEWER = Theme("sewer", Text("Kanal", "Assainissement", "Kanalisation", "Sewers"))
LIGHTING = Theme(
    "lighting",
    Text("Stroossebeliichtung", "Éclairage public", "Straßenbeleuchtung", "Street lighting"),
)
CHARGING = Theme(
    "charging",
    Text("E-Auto oplueden", "Bornes de charge", "Ladestationen", "Vehicle charging"),
)
CONTEXT = Theme("context", Text("Orientéierung", "Repères", "Orientierung", "Orientation"))
