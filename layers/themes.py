"""Headings under which the map groups its layers."""

from __future__ import annotations

from layers.spec import Text, Theme

WATER = Theme(
    "water", Text("Drénkwaasser", "Eau potable", "Trinkwasser", "Drinking water", "Água potável")
)
SEWER = Theme("sewer", Text("Kanal", "Assainissement", "Kanalisation", "Sewers", "Esgotos"))
LIGHTING = Theme(
    "lighting",
    Text(
        "Stroossebeliichtung",
        "Éclairage public",
        "Straßenbeleuchtung",
        "Street lighting",
        "Iluminação pública",
    ),
)
CHARGING = Theme(
    "charging",
    Text(
        "E-Auto oplueden",
        "Bornes de charge",
        "Ladestationen",
        "Vehicle charging",
        "Carregamento de veículos",
    ),
)
CONTEXT = Theme("context", Text("Orientéierung", "Repères", "Orientierung", "Orientation"))
