"""Code lists of manholes and of what else stands at the sewers' nodes."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text, Trait

MANHOLE_FUNCTION = CodeList(
    "manhole_function",
    (
        Code(
            "manhole",
            Text("Kontrollschacht", "regard de visite", "Kontrollschacht", "inspection manhole"),
            {
                "isybau": ("1", "3", "8"),
                "vsa": ("8736", "Kontroll_Einsteigschacht", "8739"),
                "swmm": ("junction", "JUNCTION"),
                "*": ("manhole", "schacht", "kontrollschacht", "regard"),
            },
        ),
        Code(
            "special",
            Text("Sonnerschacht", "regard spécial", "Sonderschacht", "special manhole"),
            {"isybau": ("2",)},
        ),
        Code(
            "drop",
            Text("Ofstuerzschacht", "regard de chute", "Absturzschacht", "drop manhole"),
            {
                "vsa": ("4532", "Absturzbauwerk"),
                "*": ("drop", "absturz", "absturzschacht", "chute"),
            },
        ),
        Code(
            "throttle",
            Text("Drosselschacht", "regard de régulation", "Drosselschacht", "throttle manhole"),
            {"isybau": ("4",)},
        ),
        Code(
            "gully",
            Text("Gulli-Schacht", "regard avaloir", "Einlaufschacht", "gully"),
            {"vsa": ("3266", "Einlaufschacht"), "*": ("gully", "einlauf", "avaloir")},
        ),
        Code(
            "rain",
            Text(
                "Reewaasserschacht",
                "regard d'eaux pluviales",
                "Dachwasserschacht",
                "roof-water manhole",
            ),
            {"vsa": ("3267", "Dachwasserschacht"), "*": ("rain", "regenschacht")},
        ),
        Code(
            "combined",
            Text("Kombischacht", "regard combiné", "Kombischacht", "combined manhole"),
            {"vsa": ("8654", "Kombischacht", "9302"), "*": ("combined", "kombischacht")},
        ),
        Code(
            "pump",
            Text("Pompelschacht", "poste de relevage", "Pumpschacht", "pump manhole"),
            {"vsa": ("4536", "Pumpwerk"), "*": ("pump", "pumpschacht", "pumpwerk", "relevage")},
            traits=(Trait.LIFTS,),
        ),
        Code(
            "overflow",
            Text("Iwwerlafschacht", "déversoir d'orage", "Überlaufschacht", "overflow manhole"),
            {
                "isybau": ("9",),
                "vsa": ("5346", "Regenueberlauf"),
                "*": ("overflow", "überlauf", "regenüberlauf", "déversoir"),
            },
        ),
        Code(
            "separation",
            Text("Trennschacht", "ouvrage de répartition", "Trennschacht", "separation chamber"),
            {"vsa": ("4798", "Trennbauwerk")},
        ),
        Code(
            "separator",
            Text("Ofscheeder", "séparateur", "Abscheider", "separator"),
            {
                "vsa": (
                    "1008",
                    "Oelabscheider",
                    "8601",
                    "Fettabscheider",
                    "5347",
                    "Schwimmstoffabscheider",
                ),
                "*": ("separator", "abscheider", "séparateur"),
            },
        ),
        Code(
            "mud_trap",
            Text("Schlammfang", "dessableur", "Schlammfang", "silt trap"),
            {
                "vsa": ("2742", "Schlammsammler"),
                "*": ("schlammfang", "schlammsammler", "dessableur"),
            },
        ),
        Code(
            "jetting",
            Text("Spülschacht", "chambre de chasse", "Spülschacht", "jetting manhole"),
            {"vsa": ("4537", "Spuelschacht"), "*": ("jetting", "spülschacht")},
        ),
        Code(
            "vent",
            Text("Belëftungsschacht", "cheminée d'aération", "Belüftungsschacht", "vent manhole"),
            {"vsa": ("4533", "Be_Entlueftung")},
        ),
        Code(
            "lamp_hole",
            Text("Luuchtschacht", "regard d'éclairage", "Lampenschacht", "lamp hole"),
            {"isybau": ("5",)},
        ),
        Code(
            "sampling",
            Text("Proufschacht", "regard de prélèvement", "Probenahmeschacht", "sampling manhole"),
            {"isybau": ("6", "12")},
        ),
        Code(
            "house",
            Text(
                "Hausrevisiounsschacht",
                "regard de branchement",
                "Hausrevisionsschacht",
                "house inspection chamber",
            ),
            {"isybau": ("7",), "*": ("hausschacht", "revisionsschacht", "regard de branchement")},
        ),
        Code(
            "opening",
            Text(
                "Inspektiouns- oder Botzoppen",
                "orifice d'inspection",
                "Inspektionsöffnung",
                "inspection opening",
            ),
            {"isybau": ("10", "11")},
        ),
        Code(
            "channel_drain",
            Text("Rigolschacht", "caniveau à grille", "Entwässerungsrinne", "channel drain"),
            {
                "vsa": (
                    "3472",
                    "Entwaesserungsrinne",
                    "8828",
                    "Entwaesserungsrinne_mit_Schlammsack",
                    "228",
                    "Geleiseschacht",
                    "8995",
                    "Bodenablauf",
                )
            },
        ),
        Code(
            "treatment",
            Text(
                "Behandlungsanlag",
                "installation de traitement",
                "Behandlungsanlage",
                "treatment unit",
            ),
            {"vsa": ("8702", "Behandlungsanlage", "8703", "Vorbehandlungsanlage")},
        ),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {"vsa": ("5344", "andere"), "*": ("other", "andere", "autre")},
        ),
    ),
)

SHAPE = CodeList(
    "manhole_shape",
    (
        Code(
            "round",
            Text("ronn", "rond", "rund", "round"),
            {
                "isybau": ("R", "RV"),
                "vsa": ("3498", "rund"),
                "*": ("round", "rund", "rond", "ronn"),
            },
        ),
        Code(
            "rectangular",
            Text("véiereckeg", "rectangulaire", "rechteckig", "rectangular"),
            {
                "isybau": ("E", "EV"),
                "vsa": ("3499", "eckig"),
                "*": ("rectangular", "eckig", "rechteckig", "carré", "rectangulaire"),
            },
        ),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {"isybau": ("Z", "O"), "vsa": ("5353", "andere"), "*": ("other", "andere", "autre")},
        ),
    ),
)

COVER_CLASS = CodeList(
    "cover_class",
    (
        Code(
            "a15",
            Text("A 15 (Fousswee)", "A 15 (piétons)", "A 15 (Gehweg)", "A 15 (footpath)"),
            {"isybau": ("A",), "*": ("a", "a15")},
        ),
        Code(
            "b125",
            Text("B 125 (Trottoir)", "B 125 (trottoir)", "B 125 (Parkfläche)", "B 125 (pavement)"),
            {"isybau": ("B",), "*": ("b", "b125")},
        ),
        Code(
            "c250",
            Text("C 250 (Rigol)", "C 250 (caniveau)", "C 250 (Bordrinne)", "C 250 (gutter)"),
            {"isybau": ("C",), "*": ("c", "c250")},
        ),
        Code(
            "d400",
            Text("D 400 (Strooss)", "D 400 (chaussée)", "D 400 (Fahrbahn)", "D 400 (carriageway)"),
            {"isybau": ("D",), "*": ("d", "d400")},
        ),
        Code(
            "e600",
            Text(
                "E 600 (schwéier Laascht)",
                "E 600 (charges lourdes)",
                "E 600 (hohe Lasten)",
                "E 600 (heavy loads)",
            ),
            {"isybau": ("E",), "*": ("e", "e600")},
        ),
        Code(
            "f900",
            Text("F 900 (Fluchhafen)", "F 900 (aéroport)", "F 900 (Flugplatz)", "F 900 (airfield)"),
            {"isybau": ("F",), "*": ("f", "f900")},
        ),
    ),
)

ACCESSIBILITY = CodeList(
    "accessibility",
    (
        Code(
            "accessible",
            Text("zougänglech", "accessible", "zugänglich", "accessible"),
            {"vsa": ("3445", "zugaenglich")},
        ),
        Code(
            "covered",
            Text("zougedeckt", "recouvert", "überdeckt", "covered over"),
            {"vsa": ("3444", "ueberdeckt")},
        ),
        Code(
            "inaccessible",
            Text("net zougänglech", "inaccessible", "unzugänglich", "inaccessible"),
            {"vsa": ("3446", "unzugaenglich")},
        ),
    ),
)
