"""Code lists of the sewers' pipes."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text, Trait

PIPE_KIND = CodeList(
    "sewer_pipe_kind",
    (
        Code(
            "sewer",
            Text("Haaptkanal", "collecteur", "Haltung", "sewer"),
            {
                "isybau": ("0",),
                "swmm": ("conduit", "CONDUIT"),
                "*": ("haltung", "kanal", "collecteur", "sewer"),
            },
        ),
        Code(
            "lateral",
            Text("Uschlossleitung", "branchement", "Anschlussleitung", "lateral"),
            {"isybau": ("1",), "*": ("leitung", "anschlussleitung", "branchement", "lateral")},
            traits=(Trait.TAPS,),
        ),
        Code(
            "gutter",
            Text("Rigol", "caniveau", "Rinne", "gutter"),
            {"isybau": ("2",), "*": ("rinne", "caniveau", "gutter")},
        ),
        Code(
            "ditch",
            Text("Gruef", "fossé", "Gerinne", "ditch"),
            {"isybau": ("3",), "*": ("gerinne", "graben", "fossé", "ditch")},
        ),
    ),
)

USAGE = CodeList(
    "sewer_usage",
    (
        Code(
            "waste",
            Text("Schmotzwaasser", "eaux usées", "Schmutzwasser", "waste water"),
            {
                "isybau": ("0",),
                "vsa": ("4526", "Schmutzabwasser"),
                "inspire": ("sanitary",),
                "*": ("waste", "schmutzwasser", "sw", "ks", "eaux usées", "eu", "foul", "sanitary"),
            },
        ),
        Code(
            "combined",
            Text("Mëschwaasser", "eaux mixtes", "Mischwasser", "combined"),
            {
                "vsa": ("4522", "Mischabwasser", "4516", "entlastetes_Mischabwasser"),
                "inspire": ("combined",),
                "*": ("combined", "mischwasser", "mw", "km", "eaux mixtes", "em", "unitaire"),
            },
        ),
        Code(
            "storm",
            Text("Reewaasser", "eaux pluviales", "Regenwasser", "storm water"),
            {
                "vsa": ("9023", "Niederschlagsabwasser"),
                "inspire": ("storm",),
                "isybau": ("5",),
                "*": ("storm", "regenwasser", "rw", "kr", "eaux pluviales", "ep"),
            },
        ),
        Code(
            "clean",
            Text("Propert Friemwaasser", "eaux claires", "Reinabwasser", "clear water"),
            {
                "vsa": ("4514", "Reinabwasser"),
                "isybau": ("4",),
                "*": ("clean", "reinwasser", "drainage", "fremdwasser", "eaux claires"),
            },
        ),
        Code(
            "stream",
            Text("Baachwaasser", "cours d'eau", "Bachwasser", "stream"),
            {"vsa": ("4518", "Bachwasser"), "*": ("bach", "bachwasser", "ruisseau", "stream")},
        ),
        Code(
            "industrial",
            Text(
                "Industrieofwaasser",
                "eaux industrielles",
                "Industrieabwasser",
                "industrial waste water",
            ),
            {
                "vsa": ("4524", "Industrieabwasser"),
                "isybau": ("2", "1", "3", "6"),
                "*": ("industrial", "industrie", "industrielle"),
            },
        ),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {"vsa": ("5322", "andere"), "isybau": ("8",), "*": ("other", "andere", "autre")},
        ),
    ),
)

DRAINAGE = CodeList(
    "sewer_drainage",
    (
        Code(
            "gravity_storm",
            Text(
                "Reewaasser, fräit Gefäll",
                "pluvial, gravitaire",
                "Regenwasser, Freispiegel",
                "storm, gravity",
            ),
            {"isybau": ("KR",)},
        ),
        Code(
            "gravity_waste",
            Text(
                "Schmotzwaasser, fräit Gefäll",
                "usées, gravitaire",
                "Schmutzwasser, Freispiegel",
                "waste, gravity",
            ),
            {"isybau": ("KS",)},
        ),
        Code(
            "gravity_combined",
            Text(
                "Mëschwaasser, fräit Gefäll",
                "unitaire, gravitaire",
                "Mischwasser, Freispiegel",
                "combined, gravity",
            ),
            {"isybau": ("KM",)},
        ),
        Code(
            "gravity_stream",
            Text(
                "Verrouert Baach", "cours d'eau canalisé", "verrohrtes Gewässer", "culverted stream"
            ),
            {"isybau": ("KW",)},
        ),
        Code(
            "pressure_storm",
            Text(
                "Reewaasser, Drock",
                "pluvial, sous pression",
                "Regenwasser, Druck",
                "storm, pressure",
            ),
            {"isybau": ("DR",)},
            traits=(Trait.MAY_RISE,),
        ),
        Code(
            "pressure_waste",
            Text(
                "Schmotzwaasser, Drock",
                "usées, sous pression",
                "Schmutzwasser, Druck",
                "waste, pressure",
            ),
            {"isybau": ("DS",)},
            traits=(Trait.MAY_RISE,),
        ),
        Code(
            "pressure_combined",
            Text(
                "Mëschwaasser, Drock",
                "unitaire, sous pression",
                "Mischwasser, Druck",
                "combined, pressure",
            ),
            {"isybau": ("DM",)},
            traits=(Trait.MAY_RISE,),
        ),
        Code(
            "open_storm",
            Text(
                "Reewaasser, oppent Profil",
                "pluvial, à ciel ouvert",
                "Regenwasser, offen",
                "storm, open channel",
            ),
            {"isybau": ("GR",)},
        ),
        Code(
            "open_waste",
            Text(
                "Schmotzwaasser, oppent Profil",
                "usées, à ciel ouvert",
                "Schmutzwasser, offen",
                "waste, open channel",
            ),
            {"isybau": ("GS",)},
        ),
        Code(
            "open_combined",
            Text(
                "Mëschwaasser, oppent Profil",
                "unitaire, à ciel ouvert",
                "Mischwasser, offen",
                "combined, open channel",
            ),
            {"isybau": ("GM",)},
        ),
        Code(
            "open_stream",
            Text("Oppe Baach", "cours d'eau à ciel ouvert", "offenes Gewässer", "open stream"),
            {"isybau": ("GW",)},
        ),
    ),
)

HYDRAULIC = CodeList(
    "sewer_hydraulic",
    (
        Code(
            "gravity",
            Text("Fräit Gefäll", "gravitaire", "Freispiegel", "gravity"),
            {"vsa": ("367", "Freispiegelleitung"), "*": ("gravity", "freispiegel", "gravitaire")},
        ),
        Code(
            "pressure",
            Text("Drockleitung", "refoulement", "Druckleitung", "pressure"),
            {
                "vsa": ("23", "Pumpendruckleitung"),
                "*": ("pressure", "druck", "druckleitung", "refoulement"),
            },
            traits=(Trait.MAY_RISE,),
        ),
        Code(
            "vacuum",
            Text("Vakuumleitung", "sous vide", "Vakuumleitung", "vacuum"),
            {"vsa": ("3655", "Vakuumleitung"), "*": ("vacuum", "vakuum")},
            traits=(Trait.MAY_RISE,),
        ),
        Code(
            "siphon",
            Text("Düker", "siphon inversé", "Düker", "inverted siphon"),
            {
                "vsa": ("3610", "Duekerleitung"),
                "isybau": ("7",),
                "*": ("siphon", "düker", "dueker"),
            },
            traits=(Trait.MAY_RISE,),
        ),
        Code(
            "throttle",
            Text("Drosselleitung", "conduite d'étranglement", "Drosselleitung", "throttle pipe"),
            {"vsa": ("22", "Drosselleitung"), "*": ("throttle", "drossel")},
        ),
        Code(
            "retention",
            Text("Staukanal", "conduite de rétention", "Stauraumkanal", "retention pipe"),
            {
                "vsa": ("21", "Speicherleitung"),
                "isybau": ("2", "3", "4", "5"),
                "*": ("retention", "stauraumkanal", "rétention"),
            },
        ),
        Code(
            "overflow",
            Text(
                "Entlaaschtungskanal", "conduite de décharge", "Entlastungskanal", "overflow pipe"
            ),
            {"isybau": ("6",)},
        ),
        Code(
            "flushing",
            Text("Spülleitung", "conduite de rinçage", "Spülleitung", "flushing pipe"),
            {"vsa": ("144", "Spuelleitung")},
        ),
        Code(
            "drain",
            Text("Drainage", "drain", "Sickerleitung", "drain"),
            {
                "vsa": ("145", "Sickerleitung", "2546", "Drainagetransportleitung"),
                "*": ("drain", "drainage"),
            },
        ),
        Code(
            "infiltration",
            Text(
                "Versickerung",
                "conduite d'infiltration",
                "Versickerungsleitung",
                "infiltration pipe",
            ),
            {"vsa": ("8662", "Versickerungsleitung")},
        ),
        Code("other", Text("aner", "autre", "andere", "other"), {"vsa": ("5320", "andere")}),
    ),
)

PROFILE = CodeList(
    "sewer_profile",
    (
        Code(
            "circle",
            Text("Krees", "circulaire", "Kreis", "circle"),
            {
                "isybau": ("0", "4"),
                "vsa": ("3350", "Kreisprofil"),
                "swmm": ("CIRCULAR", "FILLED_CIRCULAR", "FORCE_MAIN"),
                "*": ("circle", "circular", "kreis", "kreisprofil", "circulaire", "dn"),
            },
        ),
        Code(
            "egg",
            Text("Ee-Profil", "ovoïde", "Ei", "egg"),
            {
                "isybau": ("1", "6"),
                "vsa": ("3351", "Eiprofil"),
                "swmm": ("EGG",),
                "*": ("egg", "ei", "eiprofil", "ovoïde", "ovoide"),
            },
        ),
        Code(
            "mouth",
            Text("Maul-Profil", "en voûte", "Maul", "mouth"),
            {
                "isybau": ("2", "7", "11"),
                "vsa": ("3352", "Maulprofil"),
                "swmm": (
                    "HORSESHOE",
                    "ARCH",
                    "BASKETHANDLE",
                    "MODBASKETHANDLE",
                    "CATENARY",
                    "SEMICIRCULAR",
                ),
                "*": ("mouth", "maul", "maulprofil", "voûte"),
            },
        ),
        Code(
            "rectangle",
            Text("Rechteck", "rectangulaire", "Rechteck", "rectangle"),
            {
                "isybau": ("3",),
                "vsa": ("3353", "Rechteckprofil"),
                "swmm": ("RECT_CLOSED", "RECT_ROUND", "RECT_TRIANGULAR"),
                "*": ("rectangle", "rechteck", "rectangulaire", "cadre"),
            },
        ),
        Code(
            "open",
            Text("Oppent Profil", "profil ouvert", "offenes Profil", "open profile"),
            {
                "isybau": ("5", "8", "9"),
                "vsa": ("3354", "offenes_Profil"),
                "swmm": (
                    "RECT_OPEN",
                    "TRAPEZOIDAL",
                    "TRIANGULAR",
                    "PARABOLIC",
                    "POWER",
                    "IRREGULAR",
                    "STREET",
                ),
                "*": ("open", "offen", "ouvert", "graben"),
            },
        ),
        Code(
            "special",
            Text("Spezialprofil", "profil spécial", "Sonderprofil", "special profile"),
            {
                "isybau": ("13", "10", "12"),
                "vsa": ("3355", "Spezialprofil"),
                "swmm": ("CUSTOM", "HORIZ_ELLIPSE", "VERT_ELLIPSE", "GOTHIC", "SEMIELLIPTICAL"),
                "*": ("special", "sonderprofil", "spécial"),
            },
        ),
    ),
)

LEVEL_ACCURACY = CodeList(
    "level_accuracy",
    (
        Code(
            "cm_1",
            Text("± 1 cm", "± 1 cm", "± 1 cm", "± 1 cm"),
            {"vsa": ("3245", "plusminus_1cm"), "isybau": ("OGH3", "OGH2")},
        ),
        Code(
            "cm_3", Text("± 3 cm", "± 3 cm", "± 3 cm", "± 3 cm"), {"vsa": ("3246", "plusminus_3cm")}
        ),
        Code(
            "cm_6",
            Text("± 6 cm", "± 6 cm", "± 6 cm", "± 6 cm"),
            {"vsa": ("3247", "plusminus_6cm"), "isybau": ("OGH1",)},
        ),
        Code(
            "worse",
            Text("méi wéi 6 cm", "plus de 6 cm", "schlechter als 6 cm", "worse than 6 cm"),
            {"vsa": ("3248", "groesser_6cm")},
        ),
    ),
)

RELINING = CodeList(
    "relining",
    (
        Code(
            "factory_lining",
            Text(
                "am Wierk ausgekleet",
                "revêtement d'usine",
                "Auskleidung werkseitig",
                "lined at the works",
            ),
            {"isybau": ("1",)},
        ),
        Code(
            "spray_lining",
            Text("Spritzauskleedung", "projection", "Spritzauskleidung", "spray lining"),
            {"isybau": ("2",)},
        ),
        Code(
            "lined_on_site",
            Text(
                "op der Plaz ausgekleet",
                "revêtement sur place",
                "Vor-Ort-Auskleidung",
                "lined on site",
            ),
            {"isybau": ("3",)},
        ),
        Code(
            "partial_liner",
            Text("Deelliner", "manchette", "partieller Liner", "partial liner"),
            {"isybau": ("4",), "vsa": ("6452", "Partieller_Liner")},
        ),
        Code(
            "short_pipes",
            Text(
                "Kuerzrouer-Relining",
                "tubage en tuyaux courts",
                "Kurzrohrrelining",
                "short-pipe relining",
            ),
            {"isybau": ("5",), "vsa": ("6449", "Kurzrohrrelining")},
        ),
        Code(
            "cured_in_place",
            Text("Schlauchrelining", "gainage (CIPP)", "Schlauchrelining", "cured-in-place pipe"),
            {
                "isybau": ("6",),
                "vsa": ("6451", "Schlauchrelining", "6481", "Noppenschlauchrelining"),
                "*": ("inliner", "schlauchliner", "chemisage", "cipp", "gainage"),
            },
        ),
        Code(
            "continuous_pipe",
            Text(
                "Rouerstrang-Relining",
                "tubage continu",
                "Rohrstrangrelining",
                "continuous slip-lining",
            ),
            {"isybau": ("7",), "vsa": ("6450", "Rohrstrangrelining")},
        ),
        Code(
            "close_fit",
            Text("Close-Fit-Relining", "tubage serré", "Close-Fit-Relining", "close-fit lining"),
            {"isybau": ("8",), "vsa": ("6479", "Close_Fit_Relining")},
        ),
        Code(
            "spiral",
            Text(
                "Wéckelrouer-Relining",
                "tubage hélicoïdal",
                "Wickelrohrrelining",
                "spirally wound lining",
            ),
            {"isybau": ("9",), "vsa": ("6480", "Wickelrohrrelining")},
        ),
        Code("other", Text("anert", "autre", "andere", "other"), {"vsa": ("6448", "andere")}),
    ),
)
