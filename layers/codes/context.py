"""Code lists of what surrounds the networks, after OpenStreetMap where it has them."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text

LOCALITY_KIND = CodeList(
    "locality_kind",
    (
        Code(
            "town",
            Text("Stad", "ville", "Stadt", "town"),
            {"osm": ("town", "city"), "*": ("stadt", "ville")},
        ),
        Code(
            "village",
            Text("Duerf", "village", "Dorf", "village"),
            {"osm": ("village",), "*": ("dorf", "duerf")},
        ),
        Code(
            "hamlet",
            Text("Weiler", "hameau", "Weiler", "hamlet"),
            {"osm": ("hamlet",), "*": ("weiler", "hameau")},
        ),
        Code(
            "farm",
            Text("Haff", "ferme", "Hof", "farm"),
            {"osm": ("farm", "isolated_dwelling"), "*": ("hof", "ferme", "haff")},
        ),
        Code(
            "quarter",
            Text("Quartier", "quartier", "Ortsteil", "quarter"),
            {"osm": ("suburb", "quarter", "neighbourhood"), "*": ("ortsteil", "quartier")},
        ),
        Code(
            "place",
            Text("Flouernumm", "lieu-dit", "Flurname", "named place"),
            {"osm": ("locality",), "*": ("flurname", "lieu-dit", "flouernumm")},
        ),
    ),
)

STREET_KIND = CodeList(
    "street_kind",
    (
        Code(
            "motorway",
            Text("Autobunn", "autoroute", "Autobahn", "motorway"),
            {"osm": ("motorway", "motorway_link", "trunk", "trunk_link")},
        ),
        Code(
            "primary",
            Text(
                "Nationalstrooss (N)",
                "route nationale (N)",
                "Nationalstraße (N)",
                "national road (N)",
            ),
            {"osm": ("primary", "primary_link")},
        ),
        Code(
            "secondary",
            Text(
                "Grouss Duerchgangsstrooss",
                "route secondaire",
                "Hauptverbindungsstraße",
                "secondary road",
            ),
            {"osm": ("secondary", "secondary_link")},
        ),
        Code(
            "tertiary",
            Text(
                "Chemin repris (CR)",
                "chemin repris (CR)",
                "Verbindungsstraße (CR)",
                "tertiary road (CR)",
            ),
            {"osm": ("tertiary", "tertiary_link", "unclassified")},
        ),
        Code(
            "residential",
            Text("Strooss an der Uertschaft", "rue", "Ortsstraße", "residential street"),
            {"osm": ("residential", "living_street")},
        ),
        Code(
            "service",
            Text("Zoufaart", "voie d'accès", "Zufahrt", "service road"),
            {"osm": ("service",)},
        ),
        Code(
            "track", Text("Feldwee", "chemin rural", "Feldweg", "farm track"), {"osm": ("track",)}
        ),
        Code(
            "path",
            Text(
                "Wee fir Foussgänger a Vëloen",
                "chemin piéton ou cyclable",
                "Fuß- oder Radweg",
                "foot or cycle path",
            ),
            {"osm": ("path", "footway", "cycleway", "pedestrian", "steps", "bridleway")},
        ),
    ),
)

BUILDING_KIND = CodeList(
    "building_kind",
    (
        Code(
            "residential",
            Text("Wunnhaus", "habitation", "Wohngebäude", "residential"),
            {
                "osm": (
                    "house",
                    "residential",
                    "apartments",
                    "detached",
                    "terrace",
                    "semidetached_house",
                )
            },
        ),
        Code(
            "farm",
            Text("Bauerenhaff", "bâtiment agricole", "landwirtschaftlich", "farm building"),
            {"osm": ("farm", "barn", "farm_auxiliary", "cowshed", "stable", "greenhouse")},
        ),
        Code(
            "public",
            Text("Ëffentlecht Gebai", "bâtiment public", "öffentliches Gebäude", "public building"),
            {
                "osm": (
                    "public",
                    "school",
                    "civic",
                    "townhall",
                    "fire_station",
                    "hospital",
                    "kindergarten",
                )
            },
        ),
        Code(
            "church",
            Text(
                "Kierch oder Kapell",
                "église ou chapelle",
                "Kirche oder Kapelle",
                "church or chapel",
            ),
            {"osm": ("church", "chapel")},
        ),
        Code(
            "commercial",
            Text(
                "Geschäft oder Büro", "commerce ou bureau", "Geschäft oder Büro", "shop or office"
            ),
            {"osm": ("commercial", "retail", "office", "supermarket", "hotel")},
        ),
        Code(
            "industrial",
            Text("Industrie", "industrie", "Industriegebäude", "industrial"),
            {"osm": ("industrial", "warehouse", "hangar")},
        ),
        Code(
            "garage",
            Text(
                "Garage oder Schapp", "garage ou remise", "Garage oder Schuppen", "garage or shed"
            ),
            {"osm": ("garage", "garages", "shed", "carport", "hut", "roof")},
        ),
        Code(
            "utility",
            Text("Technescht Gebai", "bâtiment technique", "Technikgebäude", "utility building"),
            {"osm": ("service", "transformer_tower", "water_tower")},
        ),
        Code("other", Text("anert", "autre", "anderes", "other"), {"osm": ("yes",)}),
    ),
)

FLOOD_BAND = CodeList(
    "flood_band",
    (
        Code(
            "hq10",
            Text("HQ10 (dacks)", "HQ10 (fréquente)", "HQ10 (häufig)", "HQ10 (frequent)"),
            {"*": ("hq10", "hq 10")},
        ),
        Code(
            "hq100",
            Text("HQ100 (mëttel)", "HQ100 (moyenne)", "HQ100 (mittel)", "HQ100 (medium)"),
            {"*": ("hq100", "hq 100")},
        ),
        Code(
            "hq_extreme",
            Text(
                "HQ extrem (selen)", "HQ extrême (rare)", "HQ extrem (selten)", "HQ extreme (rare)"
            ),
            {"*": ("ext", "hq_ext", "hqext", "hqextrem", "hq extrem")},
        ),
    ),
)
