"""Code lists of what supplies the drinking-water network and of what it supplies."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text

SOURCE_KIND = CodeList(
    "water_source_kind",
    (
        Code(
            "spring",
            Text("Quellfaassung", "captage de source", "Quellfassung", "spring"),
            {
                "qwat": ("2703", "captage eau source"),
                "giswater": ("SOURCE",),
                "osm": ("spring",),
                "*": ("spring", "quelle", "quellfassung", "source", "quell"),
            },
        ),
        Code(
            "well",
            Text("Buerung", "forage ou puits", "Brunnen", "well"),
            {
                "qwat": ("2702", "captage eau nappe"),
                "giswater": ("WATERWELL",),
                "osm": ("water_well",),
                "*": ("well", "brunnen", "bohrung", "forage", "puits", "buerung"),
            },
        ),
        Code(
            "river",
            Text("Waasser aus dem Floss", "prise en rivière", "Flusswasserfassung", "river intake"),
            {"qwat": ("2704", "captage eau rivière"), "*": ("river", "fluss", "rivière")},
        ),
        Code(
            "lake",
            Text("Waasser aus dem Stauséi", "prise en lac", "Seewasserfassung", "lake intake"),
            {
                "qwat": ("2701", "captage eau lac"),
                "*": ("lake", "see", "talsperre", "lac", "barrage"),
            },
        ),
        Code(
            "waterworks",
            Text("Waasseropbereedung", "station de traitement", "Wasserwerk", "waterworks"),
            {
                "giswater": ("WTP",),
                "osm": ("water_works",),
                "*": ("waterworks", "wasserwerk", "aufbereitung", "traitement"),
            },
        ),
        Code(
            "transfer",
            Text(
                "Iwwergab vun engem Syndikat",
                "livraison d'un syndicat",
                "Übergabe eines Verbands",
                "bulk supply point",
            ),
            {"*": ("transfer", "übergabe", "uebergabe", "livraison", "sebes", "dea")},
        ),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {
                "epanet": ("RESERVOIR",),
                "qwat": ("101", "autre", "other"),
                "*": ("other", "andere", "autre"),
            },
        ),
    ),
)

PROTECTION_ZONE = CodeList(
    "protection_zone",
    (
        Code(
            "zone_1",
            Text("Zon I (direkt)", "zone I (immédiate)", "Zone I (Fassung)", "zone I (immediate)"),
            {
                "qwat": ("9501", "Zone de protection S1", "S1 protection zone"),
                "*": ("i", "1", "s1", "zone i"),
            },
        ),
        Code(
            "zone_2",
            Text("Zon II (no)", "zone II (rapprochée)", "Zone II (eng)", "zone II (inner)"),
            {
                "qwat": ("9502", "Zone de protection S2", "S2 protection zone"),
                "*": ("ii", "2", "s2", "zone ii"),
            },
        ),
        Code(
            "zone_2_v1",
            Text("Zon II-V1", "zone II-V1 (vulnérabilité élevée)", "Zone II-V1", "zone II-V1"),
            {"*": ("ii-v1", "ii v1", "zone ii-v1")},
        ),
        Code(
            "zone_3",
            Text("Zon III (wäit)", "zone III (éloignée)", "Zone III (weit)", "zone III (outer)"),
            {
                "qwat": ("9503", "Zone de protection S3", "S3 protection zone"),
                "*": ("iii", "3", "s3", "zone iii"),
            },
        ),
        Code(
            "none",
            Text(
                "keng Schutzzon",
                "hors zone de protection",
                "keine Schutzzone",
                "no protection zone",
            ),
            {"*": ("none", "keine", "aucune", "0")},
        ),
    ),
)

TANK_KIND = CodeList(
    "water_tank_kind",
    (
        Code(
            "ground",
            Text("Waasserbehälter", "réservoir au sol", "Hochbehälter", "ground tank"),
            {
                "osm": ("reservoir_covered",),
                "*": ("ground", "hochbehälter", "erdbehälter", "réservoir", "reservoir", "tank"),
            },
        ),
        Code(
            "tower",
            Text("Waassertuerm", "château d'eau", "Wasserturm", "water tower"),
            {
                "osm": ("water_tower",),
                "*": ("tower", "wasserturm", "château d'eau", "chateau d'eau", "waassertuerm"),
            },
        ),
        Code(
            "underground",
            Text(
                "Ënnerierdesche Behälter", "réservoir enterré", "Tiefbehälter", "underground tank"
            ),
            {"*": ("underground", "tiefbehälter", "enterré")},
        ),
        Code(
            "break_pressure",
            Text(
                "Drockënnerbriecherbehälter",
                "brise-charge",
                "Druckunterbrecherbehälter",
                "break-pressure tank",
            ),
            {"*": ("break pressure", "druckunterbrecher", "brise-charge")},
        ),
        Code(
            "fire",
            Text(
                "Läschwaasserbehälter", "réserve incendie", "Löschwasserbehälter", "fire-water tank"
            ),
            {"osm": ("fire_water_pond",), "*": ("fire", "löschwasser", "réserve incendie")},
        ),
        Code(
            "other",
            Text("aneren", "autre", "anderer", "other"),
            {"epanet": ("TANK",), "*": ("other", "andere", "autre")},
        ),
    ),
)

PUMP_KIND = CodeList(
    "water_pump_kind",
    (
        Code(
            "normal",
            Text("Fërderpompel", "pompe de relevage", "Förderpumpe", "lift pump"),
            {
                "epanet": ("PUMP",),
                "qwat": ("2502", "normal"),
                "*": ("normal", "förderpumpe", "relevage"),
            },
        ),
        Code(
            "booster",
            Text("Drockerhéijung", "surpresseur", "Druckerhöhung", "booster"),
            {
                "qwat": ("2501", "surpresseur", "2503", "accélération"),
                "*": ("booster", "druckerhöhung", "dea", "surpresseur", "drockerhéijung"),
            },
        ),
        Code(
            "submersible",
            Text("Tauchpompel", "pompe immergée", "Tauchpumpe", "submersible pump"),
            {"*": ("submersible", "tauchpumpe", "unterwasserpumpe", "immergée")},
        ),
        Code(
            "emergency",
            Text("Noutpompel", "pompe de secours", "Notpumpe", "emergency pump"),
            {"*": ("emergency", "notpumpe", "secours")},
        ),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {"qwat": ("101", "autre", "other"), "*": ("other", "andere", "autre")},
        ),
    ),
)

HYDRANT_KIND = CodeList(
    "hydrant_kind",
    (
        Code(
            "underground",
            Text(
                "Ënnerflurhydrant", "bouche d'incendie", "Unterflurhydrant", "underground hydrant"
            ),
            {
                "osm": ("underground",),
                "*": (
                    "underground",
                    "unterflur",
                    "unterflurhydrant",
                    "uh",
                    "bouche d'incendie",
                    "bi",
                ),
            },
        ),
        Code(
            "pillar",
            Text("Iwwerflurhydrant", "poteau d'incendie", "Überflurhydrant", "pillar hydrant"),
            {
                "osm": ("pillar",),
                "*": ("pillar", "überflur", "überflurhydrant", "oh", "poteau d'incendie", "pi"),
            },
        ),
        Code(
            "wall",
            Text("Wandhydrant", "hydrant mural", "Wandhydrant", "wall hydrant"),
            {"osm": ("wall",), "*": ("wall", "wandhydrant", "mural")},
        ),
        Code(
            "suction_point",
            Text("Saugplaz", "point d'aspiration", "Saugstelle", "suction point"),
            {"osm": ("pipe", "pond"), "*": ("saugstelle", "aspiration")},
        ),
    ),
)

HYDRANT_OUTLETS = CodeList(
    "hydrant_outlets",
    (
        Code("one_75", Text("1x75", "1x75", "1x75", "1x75"), {"qwat": ("7401", "1x75")}),
        Code("two_75", Text("2x75", "2x75", "2x75", "2x75"), {"qwat": ("7402", "2x75")}),
        Code("three_75", Text("3x75", "3x75", "3x75", "3x75"), {"qwat": ("7403", "3x75")}),
        Code("two_55", Text("2x55", "2x55", "2x55", "2x55"), {"qwat": ("7404", "2x55")}),
        Code(
            "one_55_one_75",
            Text("1x55 + 1x75", "1x55 + 1x75", "1x55 + 1x75", "1x55 + 1x75"),
            {"qwat": ("7405", "1x55_1x75"), "*": ("1x55+1x75",)},
        ),
        Code(
            "two_55_one_75",
            Text("2x55 + 1x75", "2x55 + 1x75", "2x55 + 1x75", "2x55 + 1x75"),
            {"qwat": ("7406", "2x55_1x75"), "*": ("2x55+1x75",)},
        ),
        Code(
            "two_55_one_100",
            Text("2x55 + 1x100", "2x55 + 1x100", "2x55 + 1x100", "2x55 + 1x100"),
            {"qwat": ("7407", "2x55_1x100"), "*": ("2x55+1x100",)},
        ),
        Code(
            "other", Text("aner", "autres", "andere", "other"), {"qwat": ("101", "autre", "other")}
        ),
    ),
)

CONNECTION_KIND = CodeList(
    "water_connection_kind",
    (
        Code(
            "subscriber",
            Text("Haususchloss", "abonné", "Hausanschluss", "subscriber"),
            {
                "qwat": ("9401", "Abonnement", "Subscriber"),
                "giswater": ("FACADE-CABINET", "INDOOR"),
                "*": ("subscriber", "hausanschluss", "abonné", "branchement", "haususchloss"),
            },
        ),
        Code(
            "fountain",
            Text("Bur", "fontaine", "Brunnen", "fountain"),
            {
                "qwat": ("9403", "Fontaine", "Fountain"),
                "giswater": ("ORNAMENTAL-FOUNTAIN", "DRINKING-FOUNTAIN"),
                "osm": ("drinking_water", "fountain"),
                "*": ("fountain", "brunnen", "fontaine", "bur"),
            },
        ),
        Code(
            "watering",
            Text("Bewässerung", "arrosage", "Bewässerung", "watering"),
            {
                "qwat": ("9402", "Arrosage", "Watering"),
                "giswater": ("IRRIGATION",),
                "*": ("watering", "bewässerung", "arrosage"),
            },
        ),
        Code(
            "sprinkler",
            Text("Sprinkleranlag", "installation sprinkler", "Sprinkleranlage", "sprinkler system"),
            {"qwat": ("9405", "Sprinkler"), "*": ("sprinkler",)},
        ),
        Code(
            "toilet",
            Text(
                "Ëffentlech Toilette",
                "toilettes publiques",
                "öffentliche Toilette",
                "public toilet",
            ),
            {
                "qwat": ("9404", "WC"),
                "osm": ("toilets",),
                "*": ("wc", "toilette", "toilettes", "toilet"),
            },
        ),
        Code(
            "cattle_trough",
            Text("Véidränk", "abreuvoir", "Viehtränke", "cattle trough"),
            {"osm": ("watering_place",), "*": ("viehtränke", "tränke", "abreuvoir")},
        ),
        Code(
            "other",
            Text("aneren", "autre", "anderer", "other"),
            {"qwat": ("101", "autre", "other"), "*": ("other", "andere", "autre")},
        ),
    ),
)

SENSITIVE_CUSTOMER = CodeList(
    "sensitive_customer",
    (
        Code(
            "none",
            Text("keen", "aucun", "keiner", "none"),
            {"*": ("none", "keine", "aucun", "nein", "non")},
        ),
        Code(
            "hospital",
            Text("Spidol", "hôpital", "Krankenhaus", "hospital"),
            {
                "osm": ("hospital", "clinic"),
                "*": ("hospital", "krankenhaus", "klinik", "hôpital", "spidol"),
            },
        ),
        Code(
            "care_home",
            Text("Altersheem", "maison de soins", "Pflegeheim", "care home"),
            {
                "osm": ("nursing_home", "social_facility"),
                "*": ("care home", "pflegeheim", "altenheim", "maison de soins", "cipa"),
            },
        ),
        Code(
            "school",
            Text(
                "Schoul oder Crèche", "école ou crèche", "Schule oder Kita", "school or day nursery"
            ),
            {
                "osm": ("school", "kindergarten"),
                "*": ("school", "schule", "école", "crèche", "maison relais", "schoul"),
            },
        ),
        Code(
            "farm",
            Text("Bauerenhaff", "exploitation agricole", "Bauernhof", "farm"),
            {
                "osm": ("farm",),
                "*": ("farm", "bauernhof", "ferme", "exploitation agricole", "bauerenhaff"),
            },
        ),
        Code(
            "industry",
            Text(
                "Betrib, deen op Waasser ugewisen ass",
                "industrie dépendante de l'eau",
                "auf Wasser angewiesener Betrieb",
                "industry that needs water",
            ),
            {"*": ("industry", "industrie", "gewerbe")},
        ),
    ),
)

METER_CATEGORY = CodeList(
    "water_meter_category",
    (
        Code(
            "household",
            Text("Hauswaasserzieler", "compteur domestique", "Hauswasserzähler", "household meter"),
            {
                "qwat": ("9200", "compteur abonné", "subscriber counter"),
                "*": ("household", "hauswasserzähler", "domestique", "privat"),
            },
        ),
        Code(
            "business",
            Text("Betribszieler", "compteur professionnel", "Gewerbezähler", "business meter"),
            {"*": ("business", "gewerbe", "professionnel", "agricole")},
        ),
        Code(
            "communal",
            Text("Zieler vun der Gemeng", "compteur communal", "Gemeindezähler", "communal meter"),
            {"*": ("communal", "gemeinde", "öffentlich", "gemeng")},
        ),
        Code(
            "site",
            Text(
                "Chantierszieler", "compteur de chantier", "Bauwasserzähler", "building-site meter"
            ),
            {
                "qwat": ("9220", "compteur de chantier", "site water meter"),
                "*": ("site", "bauwasser", "chantier"),
            },
        ),
        Code(
            "network",
            Text("Netzzieler", "débitmètre de réseau", "Netzzähler", "network flow meter"),
            {
                "qwat": ("9210", "débitmètre", "flow meter"),
                "giswater": ("FLOWMETER",),
                "*": ("network", "netzzähler", "durchflussmesser", "débitmètre"),
            },
        ),
    ),
)
