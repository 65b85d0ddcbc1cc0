"""Code lists of street lighting. Lighting classes are those of EN 13201."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text, Trait

LIGHT_SOURCE = CodeList(
    "light_source",
    (
        Code(
            "led",
            Text("LED", "LED", "LED", "LED"),
            {"talq": ("LED",), "osm": ("LED", "led"), "*": ("led",)},
        ),
        Code(
            "hps",
            Text(
                "Natrium-Héichdrock",
                "sodium haute pression",
                "Natriumdampf-Hochdruck",
                "high-pressure sodium",
            ),
            {
                "talq": ("HPS",),
                "osm": ("high_pressure_sodium",),
                "*": ("hps", "nav", "son", "shp", "natriumdampf", "sodium"),
            },
        ),
        Code(
            "lps",
            Text(
                "Natrium-Nidderdrock",
                "sodium basse pression",
                "Natriumdampf-Niederdruck",
                "low-pressure sodium",
            ),
            {"talq": ("LPS",), "osm": ("low_pressure_sodium",), "*": ("lps", "sox", "sbp")},
        ),
        Code(
            "mh",
            Text(
                "Metalldamp-Halogen",
                "halogénures métalliques",
                "Halogenmetalldampf",
                "metal halide",
            ),
            {
                "talq": ("MH", "COSMO"),
                "osm": ("metal-halide", "metal_halide"),
                "*": ("mh", "hqi", "hit", "halogenmetalldampf", "iodures", "cosmopolis"),
            },
        ),
        Code(
            "fluorescent",
            Text("Neonröhr", "tube fluorescent", "Leuchtstofflampe", "fluorescent"),
            {
                "talq": ("FLUORESCENT",),
                "osm": ("fluorescent",),
                "*": ("fluorescent", "leuchtstoff", "neon", "tl"),
            },
        ),
        Code(
            "mercury",
            Text("Quecksëlwerdamp", "vapeur de mercure", "Quecksilberdampf", "mercury vapour"),
            {
                "talq": ("MERCURY VAPOR",),
                "osm": ("mercury",),
                "*": ("mercury", "hqm", "hme", "quecksilber", "mercure"),
            },
        ),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {
                "talq": ("OTHER",),
                "osm": ("incandescent", "halogen", "gas"),
                "*": ("other", "andere", "autre"),
            },
        ),
    ),
)

DISTRIBUTION = CodeList(
    "light_distribution",
    (
        Code("type_i", Text("Typ I", "type I", "Typ I", "type I"), {"talq": ("TYPE I",)}),
        Code("type_ii", Text("Typ II", "type II", "Typ II", "type II"), {"talq": ("TYPE II",)}),
        Code(
            "type_iii", Text("Typ III", "type III", "Typ III", "type III"), {"talq": ("TYPE III",)}
        ),
        Code("type_iv", Text("Typ IV", "type IV", "Typ IV", "type IV"), {"talq": ("TYPE IV",)}),
        Code("type_v", Text("Typ V", "type V", "Typ V", "type V"), {"talq": ("TYPE V",)}),
        Code("type_vs", Text("Typ VS", "type VS", "Typ VS", "type VS"), {"talq": ("TYPE VS",)}),
    ),
)

LIGHT_CONTROL = CodeList(
    "light_control",
    (
        Code(
            "dali", Text("DALI", "DALI", "DALI", "DALI"), {"talq": ("DALI",), "*": ("dali", "d4i")}
        ),
        Code(
            "analogue",
            Text("1-10 V", "1-10 V", "1-10 V", "1-10 V"),
            {"talq": ("1-10V",), "*": ("1-10v", "1-10 v", "0-10v")},
        ),
        Code("pwm", Text("PWM", "MLI", "PWM", "PWM"), {"talq": ("PWM",), "*": ("pwm",)}),
        Code(
            "bilevel",
            Text("Zwou Stufen", "deux paliers", "zwei Stufen", "bi-level"),
            {"talq": ("Bilevel",), "*": ("bilevel", "halbnachtschaltung")},
        ),
        Code(
            "switch",
            Text("Un/Aus", "marche/arrêt", "Ein/Aus", "on/off switch"),
            {"talq": ("Switch",), "*": ("switch", "ein/aus", "on/off")},
        ),
        Code("none", Text("keng", "aucune", "keine", "none"), {"*": ("none", "keine", "aucune")}),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {"talq": ("Other",), "*": ("other", "andere", "autre")},
        ),
    ),
)

LIGHT_SOCKET = CodeList(
    "light_socket",
    (
        Code("nema", Text("NEMA", "NEMA", "NEMA", "NEMA"), {"talq": ("NEMA",), "*": ("nema",)}),
        Code(
            "zhaga", Text("Zhaga", "Zhaga", "Zhaga", "Zhaga"), {"talq": ("Zhaga",), "*": ("zhaga",)}
        ),
        Code("none", Text("keen", "aucun", "keiner", "none"), {"*": ("none", "keine", "aucun")}),
        Code(
            "other",
            Text("aneren", "autre", "anderer", "other"),
            {"talq": ("Other",), "*": ("other", "andere", "autre")},
        ),
    ),
)

MOUNTING = CodeList(
    "light_mounting",
    (
        Code(
            "pole",
            Text("um Mast", "sur mât", "am Mast", "on a pole"),
            {"osm": ("pole", "straight_mast", "bent_mast"), "*": ("pole", "mast", "mât", "mat")},
        ),
        Code(
            "wall",
            Text("un der Fassad", "en façade", "an der Wand", "on a wall"),
            {"osm": ("wall", "wall_mounted"), "*": ("wall", "wand", "façade", "mur")},
            traits=(Trait.STANDS_ALONE,),
        ),
        Code(
            "suspended",
            Text("hänkt um Seel", "suspendu", "am Seil hängend", "suspended"),
            {
                "osm": ("suspended", "power_line", "catenary", "ceiling"),
                "*": ("suspended", "seil", "suspendu"),
            },
            traits=(Trait.STANDS_ALONE,),
        ),
        Code(
            "bollard",
            Text("Poller", "borne", "Poller", "bollard"),
            {"osm": ("bollard", "pedestal"), "*": ("bollard", "poller", "borne")},
            traits=(Trait.STANDS_ALONE,),
        ),
        Code(
            "ground",
            Text("am Buedem", "encastré au sol", "Bodeneinbau", "in the ground"),
            {"osm": ("ground",), "*": ("ground", "boden", "sol")},
            traits=(Trait.STANDS_ALONE,),
        ),
    ),
)

LIGHTING_CLASS = CodeList(
    "lighting_class",
    (
        Code("m1", Text("M1", "M1", "M1", "M1"), {"*": ("m1", "me1")}),
        Code("m2", Text("M2", "M2", "M2", "M2"), {"*": ("m2", "me2")}),
        Code("m3", Text("M3", "M3", "M3", "M3"), {"*": ("m3", "me3a", "me3")}),
        Code("m4", Text("M4", "M4", "M4", "M4"), {"*": ("m4", "me4a", "me4")}),
        Code("m5", Text("M5", "M5", "M5", "M5"), {"*": ("m5", "me5")}),
        Code("m6", Text("M6", "M6", "M6", "M6"), {"*": ("m6", "me6")}),
        Code("c0", Text("C0", "C0", "C0", "C0"), {"*": ("c0", "ce0")}),
        Code("c1", Text("C1", "C1", "C1", "C1"), {"*": ("c1", "ce1")}),
        Code("c2", Text("C2", "C2", "C2", "C2"), {"*": ("c2", "ce2")}),
        Code("c3", Text("C3", "C3", "C3", "C3"), {"*": ("c3", "ce3")}),
        Code("c4", Text("C4", "C4", "C4", "C4"), {"*": ("c4", "ce4")}),
        Code("c5", Text("C5", "C5", "C5", "C5"), {"*": ("c5", "ce5")}),
        Code("p1", Text("P1", "P1", "P1", "P1"), {"*": ("p1", "s1")}),
        Code("p2", Text("P2", "P2", "P2", "P2"), {"*": ("p2", "s2")}),
        Code("p3", Text("P3", "P3", "P3", "P3"), {"*": ("p3", "s3")}),
        Code("p4", Text("P4", "P4", "P4", "P4"), {"*": ("p4", "s4")}),
        Code("p5", Text("P5", "P5", "P5", "P5"), {"*": ("p5", "s5")}),
        Code("p6", Text("P6", "P6", "P6", "P6"), {"*": ("p6", "s6")}),
        Code("p7", Text("P7", "P7", "P7", "P7"), {"*": ("p7", "s7")}),
    ),
)

POLE_MATERIAL = CodeList(
    "pole_material",
    (
        Code(
            "steel",
            Text("Stol", "acier", "Stahl", "steel"),
            {"osm": ("steel", "metal"), "*": ("steel", "stahl", "acier", "stol")},
        ),
        Code(
            "galvanised_steel",
            Text("Verzinkte Stol", "acier galvanisé", "verzinkter Stahl", "galvanised steel"),
            {"*": ("stahl verzinkt", "acier galvanisé", "galvanised steel")},
        ),
        Code(
            "aluminium",
            Text("Aluminium", "aluminium", "Aluminium", "aluminium"),
            {"osm": ("aluminium",), "*": ("aluminium", "alu", "aluminum")},
        ),
        Code(
            "cast_iron",
            Text("Gossäisen", "fonte", "Gusseisen", "cast iron"),
            {"osm": ("cast_iron",), "*": ("guss", "gusseisen", "fonte", "cast iron")},
        ),
        Code(
            "concrete",
            Text("Bëton", "béton", "Beton", "concrete"),
            {
                "osm": ("concrete", "reinforced_concrete"),
                "*": ("beton", "béton", "concrete", "bëton"),
            },
        ),
        Code(
            "wood",
            Text("Holz", "bois", "Holz", "wood"),
            {"osm": ("wood",), "*": ("holz", "bois", "wood")},
        ),
        Code("grp", Text("GFK", "PRV", "GFK", "GRP"), {"*": ("gfk", "prv", "grp")}),
        Code(
            "other", Text("anert", "autre", "andere", "other"), {"*": ("other", "andere", "autre")}
        ),
    ),
)

POLE_CATEGORY = CodeList(
    "pole_category",
    (
        Code(
            "straight",
            Text("Riichte Mast", "mât droit", "gerader Mast", "straight pole"),
            {"osm": ("straight_mast",), "*": ("gerade", "droit", "straight")},
        ),
        Code(
            "bracket",
            Text("Mast mat Ausleger", "mât à crosse", "Auslegermast", "pole with bracket arm"),
            {"osm": ("bent_mast",), "*": ("ausleger", "crosse", "peitschenmast")},
        ),
        Code(
            "decorative",
            Text("Dekorative Mast", "mât décoratif", "Ziermast", "decorative pole"),
            {"*": ("dekorativ", "décoratif", "historisch")},
        ),
        Code(
            "hinged",
            Text("Kippmast", "mât basculant", "Kippmast", "hinged pole"),
            {"*": ("kippmast", "basculant")},
        ),
        Code(
            "floodlight",
            Text("Fluttliichtmast", "mât de projecteur", "Flutlichtmast", "floodlight mast"),
            {"*": ("flutlicht", "projecteur")},
        ),
        Code(
            "shared",
            Text(
                "Mast vum Stroumnetz",
                "support du réseau électrique",
                "Mast des Stromnetzes",
                "pole of the power grid",
            ),
            {"*": ("freileitungsmast", "shared")},
        ),
        Code(
            "other",
            Text("aneren", "autre", "anderer", "other"),
            {"*": ("other", "andere", "autre")},
        ),
    ),
)

CABINET_MATERIAL = CodeList(
    "cabinet_material",
    (
        Code(
            "plastic",
            Text("Plastik", "plastique", "Kunststoff", "plastic"),
            {"fiware": ("plastic",), "*": ("kunststoff", "plastique", "polyester", "plastik")},
        ),
        Code(
            "metal",
            Text("Metall", "métal", "Metall", "metal"),
            {
                "fiware": ("steel", "metallic", "other metallic"),
                "*": ("metall", "métal", "stahl", "acier", "metal"),
            },
        ),
        Code(
            "concrete",
            Text("Bëton", "béton", "Beton", "concrete"),
            {"fiware": ("concrete",), "*": ("beton", "béton")},
        ),
        Code(
            "masonry",
            Text("Gemauert", "maçonnerie", "gemauert", "masonry"),
            {"*": ("gemauert", "maçonnerie")},
        ),
        Code(
            "other",
            Text("anert", "autre", "andere", "other"),
            {"fiware": ("other",), "*": ("other", "andere", "autre")},
        ),
    ),
)

CABINET_FEATURE = CodeList(
    "cabinet_feature",
    (
        Code(
            "astronomical_clock",
            Text(
                "Astronomesch Auer",
                "horloge astronomique",
                "astronomische Uhr",
                "astronomical clock",
            ),
            {"fiware": ("astronomicalClock",), "*": ("astrouhr", "horloge astronomique")},
        ),
        Code(
            "individual_control",
            Text(
                "Eenzelsteierung", "commande individuelle", "Einzelsteuerung", "individual control"
            ),
            {"fiware": ("individualControl",), "talq": ("DALI",), "*": ("einzelsteuerung",)},
        ),
        Code(
            "group_control",
            Text("Gruppesteierung", "commande par groupe", "Gruppensteuerung", "group control"),
            {"talq": ("Relay Control",), "*": ("gruppensteuerung",)},
        ),
        Code(
            "photocell",
            Text(
                "Dämmerungsschalter", "cellule photoélectrique", "Dämmerungsschalter", "photocell"
            ),
            {"*": ("dämmerungsschalter", "cellule", "photocell")},
        ),
        Code(
            "ripple_control",
            Text(
                "Rondsteierempfänger",
                "récepteur de télécommande centralisée",
                "Rundsteuerempfänger",
                "ripple-control receiver",
            ),
            {"*": ("rundsteuerung", "télécommande centralisée")},
        ),
        Code(
            "surge_protection",
            Text("Iwwerspannungsschutz", "parafoudre", "Überspannungsschutz", "surge protection"),
            {"*": ("überspannungsschutz", "parafoudre")},
        ),
    ),
)

CONDUCTOR = CodeList(
    "conductor",
    (
        Code(
            "copper",
            Text("Koffer", "cuivre", "Kupfer", "copper"),
            {"*": ("cu", "kupfer", "cuivre", "copper")},
        ),
        Code(
            "aluminium",
            Text("Aluminium", "aluminium", "Aluminium", "aluminium"),
            {"*": ("al", "alu", "aluminium")},
        ),
    ),
)
