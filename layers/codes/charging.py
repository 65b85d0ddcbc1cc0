"""Code lists of charging stations, after OCPI 2.3.0."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text

PARKING_TYPE = CodeList(
    "parking_type",
    (
        Code(
            "along_motorway",
            Text(
                "laanscht d'Autobunn",
                "le long de l'autoroute",
                "an der Autobahn",
                "along a motorway",
            ),
            {"ocpi": ("ALONG_MOTORWAY",)},
        ),
        Code(
            "parking_garage",
            Text("Parkhaus", "parking à étages", "Parkhaus", "multi-storey car park"),
            {"ocpi": ("PARKING_GARAGE",), "osm": ("multi-storey",)},
        ),
        Code(
            "parking_lot",
            Text("Parking", "parc de stationnement", "Parkplatz", "car park"),
            {"ocpi": ("PARKING_LOT",), "osm": ("surface",)},
        ),
        Code(
            "on_driveway",
            Text("an enger Afaart", "dans une allée privée", "in einer Einfahrt", "on a driveway"),
            {"ocpi": ("ON_DRIVEWAY",)},
        ),
        Code(
            "on_street",
            Text("laanscht d'Strooss", "en voirie", "am Straßenrand", "on the street"),
            {"ocpi": ("ON_STREET",), "osm": ("street_side", "lane")},
        ),
        Code(
            "underground_garage",
            Text("Tiefgarage", "parking souterrain", "Tiefgarage", "underground garage"),
            {"ocpi": ("UNDERGROUND_GARAGE",), "osm": ("underground",)},
        ),
    ),
)

AVAILABILITY = CodeList(
    "evse_availability",
    (
        Code(
            "available",
            Text("fräi", "libre", "frei", "available"),
            {"ocpi": ("AVAILABLE",), "chargy": ("AVAILABLE",)},
        ),
        Code(
            "blocked",
            Text("zougestallt", "entravé", "zugeparkt", "blocked"),
            {"ocpi": ("BLOCKED",)},
        ),
        Code(
            "charging",
            Text("lued", "en charge", "lädt", "charging"),
            {"ocpi": ("CHARGING",), "chargy": ("CHARGING", "OCCUPIED")},
        ),
        Code(
            "inoperative",
            Text(
                "nach net oder net méi a Betrib",
                "pas encore ou plus exploité",
                "noch nicht oder nicht mehr in Betrieb",
                "inoperative",
            ),
            {"ocpi": ("INOPERATIVE",), "chargy": ("UNAVAILABLE", "OFFLINE")},
        ),
        Code(
            "out_of_order",
            Text("futti", "en panne", "gestört", "out of order"),
            {"ocpi": ("OUTOFORDER",), "chargy": ("FAULTED",)},
        ),
        Code("planned", Text("geplangt", "prévu", "geplant", "planned"), {"ocpi": ("PLANNED",)}),
        Code(
            "removed", Text("ewechgeholl", "enlevé", "entfernt", "removed"), {"ocpi": ("REMOVED",)}
        ),
        Code(
            "reserved",
            Text("reservéiert", "réservé", "reserviert", "reserved"),
            {"ocpi": ("RESERVED",)},
        ),
        Code(
            "unknown",
            Text("onbekannt", "inconnu", "unbekannt", "unknown"),
            {"ocpi": ("UNKNOWN",), "chargy": ("UNKNOWN",)},
        ),
    ),
)

CAPABILITY = CodeList(
    "evse_capability",
    (
        Code(
            "charging_profile_capable",
            Text("Oplueden no Profil", "profils de charge", "Ladeprofile", "charging profiles"),
            {"ocpi": ("CHARGING_PROFILE_CAPABLE",)},
        ),
        Code(
            "charging_preferences_capable",
            Text("Opluedwënsch", "préférences de charge", "Ladewünsche", "charging preferences"),
            {"ocpi": ("CHARGING_PREFERENCES_CAPABLE",)},
        ),
        Code(
            "chip_card_support",
            Text("Chipkaart", "carte à puce", "Chipkarte", "chip card"),
            {"ocpi": ("CHIP_CARD_SUPPORT",)},
        ),
        Code(
            "contactless_card_support",
            Text("Kontaktlos Kaart", "carte sans contact", "kontaktlose Karte", "contactless card"),
            {"ocpi": ("CONTACTLESS_CARD_SUPPORT",)},
        ),
        Code(
            "credit_card_payable",
            Text("Kreditkaart", "carte de crédit", "Kreditkarte", "credit card"),
            {"ocpi": ("CREDIT_CARD_PAYABLE",)},
        ),
        Code(
            "debit_card_payable",
            Text("Bankkaart", "carte de débit", "Debitkarte", "debit card"),
            {"ocpi": ("DEBIT_CARD_PAYABLE",)},
        ),
        Code(
            "ped_terminal",
            Text(
                "Bezuelterminal mat PIN",
                "terminal de paiement à code",
                "Bezahlterminal mit PIN",
                "PIN payment terminal",
            ),
            {"ocpi": ("PED_TERMINAL",)},
        ),
        Code(
            "remote_start_stop_capable",
            Text(
                "Start a Stopp vun der Distanz",
                "marche et arrêt à distance",
                "Start und Stopp aus der Ferne",
                "remote start and stop",
            ),
            {"ocpi": ("REMOTE_START_STOP_CAPABLE",)},
        ),
        Code(
            "reservable",
            Text("reservéierbar", "réservable", "reservierbar", "reservable"),
            {"ocpi": ("RESERVABLE",)},
        ),
        Code(
            "rfid_reader",
            Text("RFID-Lieser", "lecteur RFID", "RFID-Leser", "RFID reader"),
            {"ocpi": ("RFID_READER",)},
        ),
        Code(
            "start_session_connector_required",
            Text(
                "Start brauch de Stecker",
                "connecteur requis au démarrage",
                "Start verlangt den Stecker",
                "connector needed to start",
            ),
            {"ocpi": ("START_SESSION_CONNECTOR_REQUIRED",)},
        ),
        Code(
            "token_group_capable",
            Text("Kaartegruppen", "groupes de jetons", "Kartengruppen", "token groups"),
            {"ocpi": ("TOKEN_GROUP_CAPABLE",)},
        ),
        Code(
            "unlock_capable",
            Text(
                "Stecker vun der Distanz fräizeginn",
                "déverrouillage à distance",
                "Stecker fernentriegelbar",
                "remote unlocking",
            ),
            {"ocpi": ("UNLOCK_CAPABLE",)},
        ),
    ),
)

CONNECTOR_FORMAT = CodeList(
    "connector_format",
    (
        Code(
            "socket",
            Text("Steckdous", "prise", "Steckdose", "socket"),
            {"ocpi": ("SOCKET",), "*": ("socket", "steckdose", "prise")},
        ),
        Code(
            "cable",
            Text("Kabel", "câble", "Kabel", "cable"),
            {"ocpi": ("CABLE",), "*": ("cable", "kabel", "câble")},
        ),
    ),
)

POWER_TYPE = CodeList(
    "power_type",
    (
        Code(
            "ac_1_phase",
            Text(
                "Wiesselstroum, 1 Phas",
                "alternatif, 1 phase",
                "Wechselstrom, 1 Phase",
                "AC, 1 phase",
            ),
            {"ocpi": ("AC_1_PHASE",)},
        ),
        Code(
            "ac_2_phase",
            Text(
                "Wiesselstroum, 2 Phasen",
                "alternatif, 2 phases",
                "Wechselstrom, 2 Phasen",
                "AC, 2 phases",
            ),
            {"ocpi": ("AC_2_PHASE",)},
        ),
        Code(
            "ac_2_phase_split",
            Text(
                "Wiesselstroum, gedeelt Phasen",
                "alternatif, phases séparées",
                "Wechselstrom, Einphasen-Dreileiter",
                "AC, split phase",
            ),
            {"ocpi": ("AC_2_PHASE_SPLIT",)},
        ),
        Code(
            "ac_3_phase",
            Text("Dréistroum", "alternatif, 3 phases", "Drehstrom", "AC, 3 phases"),
            {"ocpi": ("AC_3_PHASE",)},
        ),
        Code("dc", Text("Gläichstroum", "courant continu", "Gleichstrom", "DC"), {"ocpi": ("DC",)}),
    ),
)
