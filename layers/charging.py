"""Charging stations for vehicles, after OCPI 2.3.0: a location and its charging points.

A charging point's own `status` is that of every asset; what OCPI calls its status is
`availability`, for it changes by the minute. A point is never deleted, only removed.
"""

from __future__ import annotations

from layers.asset import asset_layer
from layers.codes.charging import (
    AVAILABILITY,
    CAPABILITY,
    CONNECTOR_FORMAT,
    PARKING_TYPE,
    POWER_TYPE,
)
from layers.codes.connectors import CONNECTOR_STANDARD
from layers.faults import EVSE_FAULTS, LOCATION_FAULTS
from layers.fields import ADDRESS, NAME, POSTAL_CODE
from layers.spec import (
    Field,
    FieldRole,
    GeometryKind,
    Kind,
    Role,
    Shape,
    Symbol,
    Text,
    Visibility,
)
from layers.themes import CHARGING

CHARGING_LOCATION = asset_layer(
    name="charging_location",
    theme=CHARGING,
    label=Text(
        "Opluedstatioun",
        "station de charge",
        "Ladestation",
        "charging location",
        "estação de carregamento",
    ),
    geometry=GeometryKind.POINT,
    role=Role.SUPPORTS,
    symbol=Symbol(colour="#1b7a3d", shape=Shape.SQUARE, size_px=6, min_zoom=11),
    code_prefix="CL",
    accuracy_m=1.0,
    snap_m=1.0,
    tile_fields=("name", "parking_places"),
    external={
        "ocpi": ("locations",),
        "chargy": ("Placemark",),
        "osm": ("amenity=charging_station",),
        "*": (
            "charging_location",
            "charging_locations",
            "charging_stations",
            "opluedstatioun",
            "opluedstatiounen",
            "ladestation",
            "ladestationen",
            "bornes",
            "borne",
            "bornes_de_charge",
        ),
    },
    faults=LOCATION_FAULTS,
    reached_within_m=50,
    fields=(
        NAME,
        Field(
            name="country_code",
            kind=Kind.TEXT,
            label=Text("Lännercode", "code du pays", "Ländercode", "country code"),
            max_length=2,
            external={"*": ("country_code", "land", "pays")},
        ),
        Field(
            name="party_id",
            kind=Kind.TEXT,
            label=Text(
                "Code vum Bedreiwer (OCPI)",
                "code de l'exploitant (OCPI)",
                "Betreiberkennung (OCPI)",
                "party id (OCPI)",
            ),
            max_length=3,
        ),
        Field(
            name="location_id",
            kind=Kind.TEXT,
            label=Text(
                "Standuertnummer (OCPI)",
                "numéro de site (OCPI)",
                "Standortkennung (OCPI)",
                "location id (OCPI)",
            ),
            max_length=36,
            external={"ocpi": ("id",)},
        ),
        ADDRESS,
        POSTAL_CODE,
        Field(
            name="city",
            kind=Kind.TEXT,
            label=Text("Uertschaft", "localité", "Ort", "town"),
            external={
                "osm": ("addr:city",),
                "*": ("city", "ort", "localité", "localite", "uertschaft"),
            },
        ),
        Field(
            name="parking_type",
            kind=Kind.CODE,
            codes=PARKING_TYPE,
            label=Text(
                "Zort Parking", "type de stationnement", "Art des Parkplatzes", "kind of parking"
            ),
            external={"osm": ("parking",), "*": ("parking_type", "parkplatzart", "type_parking")},
        ),
        Field(
            name="parking_places",
            kind=Kind.INTEGER,
            label=Text("Parkplazen", "places de stationnement", "Stellplätze", "parking places"),
            minimum=0,
            maximum=1000,
            external={
                "osm": ("capacity",),
                "chargy": ("CPnum",),
                "*": ("parking_places", "stellplätze", "parkplätze", "places", "plazen"),
            },
        ),
        Field(
            name="opening_hours",
            kind=Kind.TEXT,
            label=Text("Ëffnungszäiten", "heures d'ouverture", "Öffnungszeiten", "opening hours"),
            help=Text(
                "Wéi an OpenStreetMap, zum Beispill: Mo-Fr 07:00-20:00.",
                "Comme dans OpenStreetMap, par exemple : Mo-Fr 07:00-20:00.",
                "Wie in OpenStreetMap, zum Beispiel: Mo-Fr 07:00-20:00.",
                "As in OpenStreetMap, for example: Mo-Fr 07:00-20:00.",
            ),
            external={
                "ocpi": ("opening_times",),
                "*": ("opening_hours", "öffnungszeiten", "horaires"),
            },
        ),
        Field(
            name="time_zone",
            kind=Kind.TEXT,
            label=Text("Zäitzon", "fuseau horaire", "Zeitzone", "time zone"),
            max_length=60,
        ),
        Field(
            name="help_phone",
            kind=Kind.TEXT,
            label=Text("Hotline", "assistance téléphonique", "Hotline", "help line"),
            max_length=40,
            external={
                "osm": ("phone", "contact:phone"),
                "*": ("help_phone", "telefon", "hotline", "téléphone", "telephone", "phone"),
            },
        ),
        Field(
            name="published",
            kind=Kind.BOOLEAN,
            label=Text("Publizéiert", "publiée", "veröffentlicht", "published"),
            visibility=Visibility.INTERNAL,
            external={"ocpi": ("publish",)},
        ),
    ),
)

EVSE = asset_layer(
    name="evse",
    theme=CHARGING,
    label=Text(
        "Opluedpunkt", "point de charge", "Ladepunkt", "charging point", "ponto de carregamento"
    ),
    geometry=GeometryKind.POINT,
    role=Role.CONSUMES,
    symbol=Symbol(colour="#0b5d4a", shape=Shape.DIAMOND, size_px=5, min_zoom=15),
    code_prefix="EV",
    accuracy_m=1.0,
    snap_m=0.1,
    tile_fields=("availability", "max_power_w"),
    external={
        "ocpi": ("evses",),
        "chargy": ("chargingdevice",),
        "*": (
            "evse",
            "evses",
            "charging_points",
            "opluedpunkt",
            "opluedpunkten",
            "ladepunkt",
            "ladepunkte",
            "points_de_charge",
        ),
    },
    faults=EVSE_FAULTS,
    fields=(
        Field(
            name="uid",
            kind=Kind.TEXT,
            label=Text(
                "Technesch Nummer (OCPI)",
                "numéro technique (OCPI)",
                "technische Kennung (OCPI)",
                "uid (OCPI)",
            ),
            max_length=36,
            external={"chargy": ("id",)},
        ),
        Field(
            name="evse_id",
            kind=Kind.TEXT,
            label=Text("EVSE-ID", "identifiant EVSE", "EVSE-ID", "EVSE ID"),
            max_length=48,
            external={"osm": ("ref:EU:EVSE",), "*": ("evse_id", "evseid")},
        ),
        Field(
            name="location",
            kind=Kind.REFERENCE,
            refers_to="charging_location",
            label=Text(
                "Opluedstatioun",
                "station de charge",
                "Ladestation",
                "charging location",
                "estação de carregamento",
            ),
            role=FieldRole.SITE,
            external={
                "ocpi": ("location_id",),
                "*": ("location", "ladestation", "station", "opluedstatioun"),
            },
        ),
        Field(
            name="availability",
            kind=Kind.CODE,
            codes=AVAILABILITY,
            label=Text("Disponibilitéit", "disponibilité", "Verfügbarkeit", "availability"),
            external={
                "ocpi": ("status",),
                "chargy": ("description",),
                "*": ("availability", "verfügbarkeit", "disponibilité"),
            },
        ),
        Field(
            name="capabilities",
            kind=Kind.CODES,
            codes=CAPABILITY,
            label=Text("Wat se kann", "fonctions", "Funktionen", "capabilities"),
            external={"*": ("capabilities", "funktionen", "fonctions")},
        ),
        Field(
            name="physical_reference",
            kind=Kind.TEXT,
            label=Text(
                "Nummer um Apparat", "numéro affiché", "Nummer am Gerät", "number on the device"
            ),
            max_length=16,
            external={"chargy": ("name",)},
        ),
        Field(
            name="connector_standard",
            kind=Kind.CODE,
            role=FieldRole.CONNECTOR,
            codes=CONNECTOR_STANDARD,
            label=Text("Zort Stecker", "type de connecteur", "Steckertyp", "connector standard"),
            external={
                "ocpi": ("standard",),
                "*": ("connector_standard", "steckertyp", "stecker", "connecteur", "plug"),
            },
        ),
        Field(
            name="connector_format",
            kind=Kind.CODE,
            codes=CONNECTOR_FORMAT,
            label=Text(
                "Steckdous oder Kabel", "prise ou câble", "Steckdose oder Kabel", "socket or cable"
            ),
            external={"ocpi": ("format",)},
        ),
        Field(
            name="power_type",
            kind=Kind.CODE,
            codes=POWER_TYPE,
            label=Text("Zort Stroum", "type de courant", "Stromart", "power type"),
            external={"*": ("power_type", "stromart", "type_courant")},
        ),
        Field(
            name="max_voltage_v",
            kind=Kind.INTEGER,
            label=Text(
                "Héchst Spannung", "tension maximale", "höchste Spannung", "highest voltage"
            ),
            unit="V",
            minimum=0,
            maximum=2000,
            external={
                "ocpi": ("max_voltage",),
                "*": ("max_voltage_v", "spannung", "tension", "voltage"),
            },
        ),
        Field(
            name="max_amperage_a",
            kind=Kind.INTEGER,
            label=Text("Héchste Stroum", "courant maximal", "höchster Strom", "highest current"),
            unit="A",
            minimum=0,
            maximum=4000,
            external={
                "ocpi": ("max_amperage",),
                "*": ("max_amperage_a", "strom", "courant", "amperage", "ampere"),
            },
        ),
        Field(
            name="max_power_w",
            kind=Kind.NUMBER,
            label=Text(
                "Héchst Leeschtung", "puissance maximale", "höchste Leistung", "highest power"
            ),
            unit="W",
            role=FieldRole.POWER,
            minimum=0,
            maximum=4000000,
            external={
                "ocpi": ("max_electric_power",),
                "*": ("max_power_w", "leistung", "puissance", "power"),
            },
        ),
        Field(
            name="connector_count",
            kind=Kind.INTEGER,
            label=Text(
                "Zuel Stecker", "nombre de connecteurs", "Anzahl Stecker", "number of connectors"
            ),
            minimum=0,
            maximum=20,
            external={
                "chargy": ("numberOfConnectors",),
                "*": ("connector_count", "anzahl_stecker", "nombre_connecteurs"),
            },
        ),
    ),
)
