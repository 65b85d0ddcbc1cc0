"""Code lists that every asset uses."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text, Trait

STATUS = CodeList(
    "status",
    (
        Code(
            "planned",
            Text("geplangt", "projeté", "geplant", "planned"),
            {
                "isybau": ("1",),
                "vsa": ("7959", "weitere.geplant", "6529", "weitere.Projekt"),
                "qwat": ("1306", "Project planned", "Projet planifie"),
                "inspire": ("projected",),
                "giswater": ("2",),
                "*": ("planned", "geplant", "projeté", "projet", "en projet", "geplangt"),
            },
            traits=(Trait.COMING,),
        ),
        Code(
            "under_construction",
            Text("am Bau", "en construction", "im Bau", "under construction"),
            {
                "qwat": ("1308", "Project in execution", "Projet en execution"),
                "inspire": ("underConstruction",),
                "*": ("under construction", "im bau", "en construction", "am bau"),
            },
            traits=(Trait.COMING,),
        ),
        Code(
            "in_use",
            Text("a Betrib", "en service", "in Betrieb", "in use"),
            {
                "isybau": ("0",),
                "vsa": (
                    "8493",
                    "in_Betrieb",
                    "6530",
                    "in_Betrieb.provisorisch",
                    "6533",
                    "in_Betrieb.wird_aufgehoben",
                ),
                "qwat": ("1301", "In use", "En service"),
                "inspire": ("functional",),
                "giswater": ("1",),
                "*": ("in use", "in betrieb", "en service", "a betrib", "active", "aktiv"),
            },
        ),
        Code(
            "out_of_service",
            Text("ausser Betrib", "hors service", "außer Betrieb", "out of service"),
            {
                "isybau": ("3",),
                "vsa": ("3633", "ausser_Betrieb"),
                "qwat": ("1302", "Out of service", "Hors service"),
                "inspire": ("disused",),
                "*": ("out of service", "außer betrieb", "ausser betrieb", "hors service"),
            },
        ),
        Code(
            "disused",
            Text("stillgeluecht", "abandonné", "stillgelegt", "disused"),
            {
                "isybau": ("4",),
                "vsa": (
                    "6524",
                    "tot.aufgehoben_unbekannt",
                    "6523",
                    "tot.aufgehoben_nicht_verfuellt",
                    "6532",
                    "tot.verfuellt",
                ),
                "qwat": ("1304", "Disused", "Abandonné", "1303", "Shut down", "Désaffecté"),
                "inspire": ("decommissioned",),
                "giswater": ("0",),
                "*": (
                    "disused",
                    "abandoned",
                    "stillgelegt",
                    "abandonné",
                    "désaffecté",
                    "obsolete",
                    "stillgeluecht",
                ),
            },
            traits=(Trait.GONE,),
        ),
        Code(
            "removed",
            Text("ewechgeholl", "enlevé", "rückgebaut", "removed"),
            {
                "isybau": ("6",),
                "qwat": ("1305", "Destroyed", "Détruit"),
                "*": (
                    "removed",
                    "demolished",
                    "rückgebaut",
                    "entfernt",
                    "enlevé",
                    "démoli",
                    "ewechgeholl",
                ),
            },
            traits=(Trait.GONE,),
        ),
    ),
)

SURVEY_METHOD = CodeList(
    "survey_method",
    (
        Code(
            "gnss",
            Text("GNSS", "GNSS", "GNSS", "GNSS"),
            {"qwat": ("9901", "GPS"), "*": ("gnss", "gps")},
        ),
        Code(
            "rtk",
            Text("GNSS-RTK", "GNSS RTK", "GNSS-RTK", "GNSS RTK"),
            {"*": ("rtk", "gnss-rtk", "gnss rtk", "spslux")},
        ),
        Code(
            "total_station",
            Text("Tachymeter", "station totale", "Tachymeter", "total station"),
            {
                "qwat": ("9903", "total station", "station totale"),
                "isybau": ("5", "0"),
                "*": ("total station", "tachymeter", "station totale", "totalstation"),
            },
        ),
        Code(
            "tape",
            Text("Moossband", "ruban métrique", "Maßband", "measuring tape"),
            {
                "qwat": ("9902", "measuring tape", "ruban métrique"),
                "*": ("tape", "maßband", "massband", "ruban", "moossband"),
            },
        ),
        Code(
            "digitised",
            Text("vum Plang digitaliséiert", "numérisé d'un plan", "digitalisiert", "digitised"),
            {
                "isybau": ("6", "1", "2"),
                "*": ("digitised", "digitized", "digitalisiert", "numérisé", "digitaliséiert"),
            },
        ),
        Code(
            "estimated",
            Text("geschat", "estimé", "geschätzt", "estimated"),
            {"isybau": ("9",), "*": ("estimated", "geschätzt", "estimé", "geschat")},
        ),
    ),
)

CONDITION = CodeList(
    "condition",
    (
        Code(
            "z0",
            Text(
                "Z0: net méi funktiounstüchteg",
                "Z0 : hors d'état de fonctionner",
                "Z0: nicht mehr funktionstüchtig",
                "Z0: no longer functional",
            ),
            {"vsa": ("3363", "Z0")},
        ),
        Code(
            "z1",
            Text("Z1: schwéier Mängel", "Z1 : défauts graves", "Z1: starke Mängel", "Z1: severe"),
            {"vsa": ("3359", "Z1")},
        ),
        Code(
            "z2",
            Text("Z2: mëttel Mängel", "Z2 : défauts moyens", "Z2: mittlere Mängel", "Z2: medium"),
            {"vsa": ("3360", "Z2")},
        ),
        Code(
            "z3",
            Text("Z3: liicht Mängel", "Z3 : défauts légers", "Z3: leichte Mängel", "Z3: slight"),
            {"vsa": ("3361", "Z3")},
        ),
        Code(
            "z4",
            Text("Z4: keng Mängel", "Z4 : sans défaut", "Z4: keine Mängel", "Z4: no defects"),
            {"vsa": ("3362", "Z4")},
        ),
    ),
)
