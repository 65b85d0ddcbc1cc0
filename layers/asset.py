"""Fields that every asset has, whatever its layer.

Identifier, version, geometry and who changed it when are no fields: the store keeps
them. Names in the ``*`` model are lower case.
"""

from __future__ import annotations

from functools import partial

from layers.codes.asset import STATUS, SURVEY_METHOD
from layers.spec import Field, FieldRole, Kind, Layer, Text, Visibility

ASSET_FIELDS = (
    Field(
        name="code",
        kind=Kind.TEXT,
        label=Text("Kennung", "identifiant", "Kennung", "code"),
        role=FieldRole.CODE,
        max_length=80,
        help=Text(
            "Bleift eidel, da gëtt de Server déi nächst fräi Kennung.",
            "Laissé vide, le serveur attribue le prochain identifiant libre.",
            "Bleibt sie leer, vergibt der Server die nächste freie Kennung.",
            "Left empty, the server gives the next free code.",
        ),
        external={
            "giswater": ("code",),
            "isybau": ("Objektbezeichnung",),
            "vsa": ("Bezeichnung", "identifier"),
            "qwat": ("identification",),
            "osm": ("ref", "id"),
            "*": (
                "code",
                "kennung",
                "bezeichnung",
                "identifiant",
                "ref",
                "nummer",
                "numéro",
                "numero",
                "objectcode",
                "asset_id",
                "nr",
                "id",
                "poleid",
                "pole_id",
                "mastnummer",
            ),
        },
    ),
    Field(
        name="status",
        kind=Kind.CODE,
        codes=STATUS,
        label=Text("Status", "état", "Status", "status"),
        role=FieldRole.STATUS,
        external={
            "giswater": ("state",),
            "isybau": ("Status",),
            "vsa": ("Status", "status"),
            "qwat": ("fk_status",),
            "*": ("status", "état", "etat", "zustand_betrieb", "betriebszustand", "state"),
        },
    ),
    Field(
        name="owner",
        kind=Kind.TEXT,
        label=Text("Proprietär", "propriétaire", "Eigentümer", "owner"),
        visibility=Visibility.INTERNAL,
        external={
            "giswater": ("ownercat_id",),
            "vsa": ("EigentuemerRef", "fk_owner"),
            "osm": ("owner",),
            "*": (
                "owner",
                "eigentümer",
                "eigentuemer",
                "propriétaire",
                "proprietaire",
                "proprietär",
            ),
        },
    ),
    Field(
        name="operator",
        kind=Kind.TEXT,
        label=Text("Bedreiwer", "exploitant", "Betreiber", "operator"),
        external={
            "vsa": ("BetreiberRef", "fk_operator"),
            "*": ("operator", "betreiber", "exploitant", "bedreiwer", "gestionnaire"),
        },
    ),
    Field(
        name="installed_on",
        kind=Kind.DATE,
        label=Text("Ageriicht den", "mis en place le", "eingebaut am", "installed on"),
        role=FieldRole.INSTALLED,
        external={
            "giswater": ("builtdate",),
            "*": (
                "installed_on",
                "installation_date",
                "einbaudatum",
                "baudatum",
                "date_pose",
                "date_de_pose",
                "installatiounsdatum",
            ),
        },
    ),
    Field(
        name="installed_year",
        kind=Kind.INTEGER,
        label=Text("Baujoer", "année de pose", "Baujahr", "year of installation"),
        role=FieldRole.INSTALLED_YEAR,
        minimum=1800,
        maximum=2100,
        help=Text(
            "Wann den Dag net bekannt ass.",
            "Si le jour n'est pas connu.",
            "Wenn der Tag nicht bekannt ist.",
            "Where the day is not known.",
        ),
        external={
            "isybau": ("Baujahr",),
            "vsa": ("Baujahr", "year_of_construction"),
            "qwat": ("year",),
            "*": (
                "installed_year",
                "baujahr",
                "jahr",
                "année",
                "annee",
                "année_pose",
                "annee_pose",
                "year",
                "baujoer",
            ),
        },
    ),
    Field(
        name="remark",
        kind=Kind.TEXT,
        label=Text("Bemierkung", "remarque", "Bemerkung", "remark"),
        max_length=2000,
        visibility=Visibility.INTERNAL,
        external={
            "isybau": ("Kommentar",),
            "vsa": ("Bemerkung", "remark"),
            "qwat": ("remark",),
            "osm": ("note", "description"),
            "*": (
                "remark",
                "bemerkung",
                "remarque",
                "bemierkung",
                "comment",
                "kommentar",
                "commentaire",
                "note",
                "notiz",
            ),
        },
    ),
    Field(
        name="accuracy_m",
        kind=Kind.NUMBER,
        label=Text("Lagegenauegkeet", "précision planimétrique", "Lagegenauigkeit", "accuracy"),
        unit="m",
        role=FieldRole.ACCURACY_HORIZONTAL,
        minimum=0,
        maximum=1000,
        help=Text(
            "Standardofwäichung vun der Lag.",
            "Écart type de la position en plan.",
            "Standardabweichung der Lage.",
            "Standard error of the horizontal position.",
        ),
        external={
            "*": (
                "accuracy_m",
                "accuracy",
                "lagegenauigkeit",
                "genauigkeit",
                "précision",
                "precision",
                "lagegenauegkeet",
                "genauegkeet",
            ),
        },
    ),
    Field(
        name="vertical_accuracy_m",
        kind=Kind.NUMBER,
        label=Text(
            "Héichtegenauegkeet",
            "précision altimétrique",
            "Höhengenauigkeit",
            "vertical accuracy",
        ),
        unit="m",
        role=FieldRole.ACCURACY_VERTICAL,
        minimum=0,
        maximum=1000,
        external={
            "*": (
                "vertical_accuracy_m",
                "vertical_accuracy",
                "höhengenauigkeit",
                "hoehengenauigkeit",
                "précision_alti",
                "precision_alti",
                "héichtegenauegkeet",
            ),
        },
    ),
    Field(
        name="survey_method",
        kind=Kind.CODE,
        codes=SURVEY_METHOD,
        label=Text("Opmoossmethod", "méthode de levé", "Vermessungsmethode", "survey method"),
        role=FieldRole.SURVEY_METHOD,
        external={
            "qwat": ("fk_survey_type",),
            "*": (
                "survey_method",
                "vermessungsmethode",
                "aufnahmeart",
                "erfassungsart",
                "méthode_levé",
                "methode_leve",
                "opmoossmethod",
            ),
        },
    ),
)
"""In the order in which forms show them."""

asset_layer = partial(Layer, common=ASSET_FIELDS)
"""Declares a layer of assets: `Layer` with the fields that every asset has."""
