"""Code lists of the fittings and valves of the drinking-water network."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text, Trait

NODE_KIND = CodeList(
    "water_node_kind",
    (
        Code(
            "joint",
            Text("Verbindung", "raccord", "Verbindung", "joint"),
            {
                "giswater": ("JUNCTION", "FLEXUNION", "ADAPTATION"),
                "qwat": ("9208", "raccord inconnu", "unknown fitting"),
                "*": ("joint", "junction", "verbindung", "muffe", "raccord", "manchon"),
            },
        ),
        Code(
            "cap",
            Text("Stopp", "bouchon", "Kappe", "cap"),
            {"qwat": ("9201", "bouchon", "cap"), "*": ("cap", "kappe", "stopfen", "bouchon")},
            traits=(Trait.ENDS,),
        ),
        Code(
            "end",
            Text("Ennstéck", "raccord de terminaison", "Endstück", "end piece"),
            {
                "giswater": ("ENDLINE",),
                "qwat": ("9205", "raccord de terminaison", "end fitting"),
                "*": ("end", "endstück", "fin", "endline"),
            },
            traits=(Trait.ENDS,),
        ),
        Code(
            "tee",
            Text("T-Stéck", "té", "T-Stück", "tee"),
            {
                "giswater": ("T",),
                "qwat": ("9203", "raccord en T", "tee fitting"),
                "*": ("tee", "t", "t-stück", "té", "abzweig"),
            },
            traits=(Trait.BRANCHES,),
        ),
        Code(
            "cross",
            Text("Kräizstéck", "croix", "Kreuzstück", "cross"),
            {
                "giswater": ("X",),
                "qwat": ("9207", "raccord de croix", "cross fitting"),
                "*": ("cross", "x", "kreuz", "kreuzstück", "croix"),
            },
            traits=(Trait.CROSSES,),
        ),
        Code(
            "elbow",
            Text("Béi", "coude", "Bogen", "elbow"),
            {
                "giswater": ("CURVE",),
                "qwat": ("9204", "raccord coudé", "elbow fitting"),
                "*": ("elbow", "bend", "bogen", "krümmer", "coude"),
            },
        ),
        Code(
            "reducer",
            Text("Reduktioun", "réduction", "Reduzierstück", "reducer"),
            {
                "giswater": ("REDUCTION",),
                "qwat": ("9206", "raccord de réduction", "reduction fitting"),
                "*": ("reducer", "reduktion", "reduzierung", "réduction"),
            },
            traits=(Trait.REDUCES,),
        ),
        Code(
            "chamber",
            Text("Schiberschacht", "chambre de vannes", "Armaturenschacht", "valve chamber"),
            {"giswater": ("REGISTER", "MANHOLE"), "*": ("chamber", "schacht", "chambre", "regard")},
        ),
        Code(
            "pressure_gauge",
            Text("Drockmiesser", "manomètre", "Druckmesser", "pressure gauge"),
            {
                "giswater": ("PRESSURE_METER",),
                "qwat": ("9209", "manomètre", "manometer"),
                "*": ("manometer", "druckmessung", "manomètre"),
            },
        ),
        Code(
            "sampling_point",
            Text("Proufplaz", "point de prélèvement", "Probenahmestelle", "sampling point"),
            {"giswater": ("NETSAMPLEPOINT",), "*": ("probenahme", "prélèvement", "sampling")},
        ),
        Code(
            "filter",
            Text("Filter", "filtre", "Filter", "filter"),
            {"giswater": ("FILTER",), "*": ("filter", "filtre")},
        ),
        Code(
            "expansion_vessel",
            Text("Drockwandkessel", "ballon anti-bélier", "Druckwindkessel", "surge vessel"),
            {"giswater": ("EXPANTANK",), "*": ("windkessel", "ballon", "surge vessel")},
        ),
        Code(
            "other",
            Text("aneren", "autre", "anderer", "other"),
            {
                "giswater": ("NETELEMENT",),
                "qwat": ("101", "autre", "other"),
                "*": ("other", "andere", "autre"),
            },
        ),
    ),
)

ELEVATION_REFERENCE = CodeList(
    "elevation_reference",
    (
        Code("ground", Text("Terrain", "sol", "Gelände", "ground"), {"qwat": ("9002", "sol")}),
        Code(
            "pipe_top",
            Text(
                "Uewerkant vun der Leitung",
                "dessus de la conduite",
                "Rohrscheitel",
                "top of the pipe",
            ),
            {"qwat": ("9003", "dessus de la conduite", "9004", "dessus")},
        ),
        Code(
            "pipe_axis",
            Text("Achs vun der Leitung", "axe de la conduite", "Rohrachse", "axis of the pipe"),
            {"qwat": ("9005", "axe de la conduite")},
        ),
        Code(
            "pipe_bottom",
            Text("Ënnerkant vun der Leitung", "radier", "Rohrsohle", "bottom of the pipe"),
            {"qwat": ("9001", "radier")},
        ),
        Code(
            "trench_bottom",
            Text(
                "Grond vun der Tranchée", "fond de fouille", "Grabensohle", "bottom of the trench"
            ),
            {"qwat": ("9010", "fond de fouille")},
        ),
        Code(
            "valve_top",
            Text("Kapp vum Schiber", "cape de vanne", "Schieberkappe", "top of the valve"),
            {
                "qwat": (
                    "9022",
                    "sur cape de vanne",
                    "9020",
                    "sur vanne",
                    "9021",
                    "sur tige de vanne",
                )
            },
        ),
    ),
)

VALVE_KIND = CodeList(
    "valve_kind",
    (
        Code(
            "gate",
            Text("Schiber", "vanne à opercule", "Absperrschieber", "gate valve"),
            {
                "qwat": ("6301", "vanne à opercule", "gate valve", "6310", "vanne", "valve"),
                "giswater": ("SHUTOFF_VALVE",),
                "*": ("gate", "schieber", "absperrschieber", "schiber", "vanne"),
            },
        ),
        Code(
            "butterfly",
            Text("Klappeschiber", "vanne papillon", "Absperrklappe", "butterfly valve"),
            {
                "qwat": ("6311", "vanne papillon", "butterfly valve"),
                "*": ("butterfly", "klappe", "absperrklappe", "papillon"),
            },
        ),
        Code(
            "quarter_turn",
            Text("Kugelhunn", "vanne quart de tour", "Kugelhahn", "quarter-turn valve"),
            {
                "qwat": ("6313", "1/4 de tour", "1/4 of turn"),
                "*": ("kugelhahn", "quart de tour", "ball valve", "quarter turn"),
            },
        ),
        Code(
            "annular",
            Text("Réngkolleschiber", "vanne annulaire", "Ringkolbenventil", "needle valve"),
            {"qwat": ("6303", "vanne annulaire", "annular valve"), "*": ("ringkolben",)},
        ),
        Code(
            "check",
            Text("Réckschloklapp", "clapet anti-retour", "Rückschlagklappe", "check valve"),
            {
                "qwat": ("6307", "clapet anti-retour", "check valve"),
                "giswater": ("CHECK_VALVE",),
                "*": ("check", "rückschlag", "rückschlagklappe", "clapet", "anti-retour"),
            },
            traits=(
                Trait.DIRECTED,
                Trait.SELF_ACTING,
            ),
        ),
        Code(
            "air_release",
            Text("Entlëftungsventil", "ventouse", "Be- und Entlüftungsventil", "air release valve"),
            {
                "giswater": ("AIR_VALVE",),
                "qwat": ("6315", "soupape automatique", "6314", "soupape manuelle"),
                "*": ("air", "entlüftung", "entlüfter", "ventouse"),
            },
            traits=(Trait.SELF_ACTING,),
        ),
        Code(
            "drain",
            Text("Entleerungsschiber", "vanne de vidange", "Entleerungsschieber", "drain valve"),
            {
                "giswater": ("OUTFALL_VALVE",),
                "*": ("drain", "vidange", "entleerung", "spülschieber"),
            },
        ),
        Code(
            "irrigation",
            Text(
                "Bewässerungsventil", "vanne d'arrosage", "Bewässerungsventil", "irrigation valve"
            ),
            {"giswater": ("GREEN_VALVE",), "qwat": ("6309", "sprinkler")},
        ),
        Code(
            "pressure_reducing",
            Text(
                "Drockminderer", "réducteur de pression", "Druckminderer", "pressure reducing valve"
            ),
            {
                "epanet": ("PRV",),
                "giswater": ("PR_REDUC_VALVE",),
                "qwat": ("2801", "réducteur", "reducer", "6302", "vanne clayton", "clayton valve"),
                "*": ("prv", "druckminderer", "réducteur", "reducteur", "drockminderer"),
            },
            traits=(Trait.SELF_ACTING,),
        ),
        Code(
            "pressure_sustaining",
            Text(
                "Drockhalter",
                "stabilisateur de pression amont",
                "Druckhalteventil",
                "pressure sustaining valve",
            ),
            {"epanet": ("PSV",), "giswater": ("PR_SUSTA_VALVE",), "*": ("psv", "druckhalteventil")},
            traits=(Trait.SELF_ACTING,),
        ),
        Code(
            "pressure_breaker",
            Text(
                "Drockënnerbriecher", "brise-charge", "Druckunterbrecher", "pressure breaker valve"
            ),
            {
                "epanet": ("PBV",),
                "giswater": ("PR_BREAK_VALVE",),
                "qwat": ("2802", "coupe-pression", "pressure cut"),
                "*": ("pbv", "brise-charge"),
            },
            traits=(Trait.SELF_ACTING,),
        ),
        Code(
            "flow_control",
            Text(
                "Duerchflossreegler", "limiteur de débit", "Durchflussregler", "flow control valve"
            ),
            {
                "epanet": ("FCV",),
                "giswater": ("FL_CONTR_VALVE",),
                "qwat": ("6306", "limiteur de débit", "flow control valve"),
                "*": ("fcv", "durchflussregler", "limiteur"),
            },
            traits=(Trait.SELF_ACTING,),
        ),
        Code(
            "throttle",
            Text("Drosselventil", "vanne de réglage", "Drosselventil", "throttle control valve"),
            {"epanet": ("TCV", "PCV"), "giswater": ("THROTTLE_VALVE",), "*": ("tcv", "drossel")},
            traits=(Trait.SELF_ACTING,),
        ),
        Code(
            "general_purpose",
            Text(
                "Universalventil (Modell)",
                "vanne générique (modèle)",
                "allgemeines Ventil (Modell)",
                "general purpose valve (model)",
            ),
            {"epanet": ("GPV",), "giswater": ("GEN_PURP_VALVE",), "*": ("gpv",)},
            traits=(Trait.SELF_ACTING,),
        ),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {"qwat": ("101", "autre", "other", "6312", "Elgef"), "*": ("other", "autre", "andere")},
        ),
    ),
)

VALVE_FUNCTION = CodeList(
    "valve_function",
    (
        Code(
            "network",
            Text("Netzschiber", "vanne de réseau", "Netzschieber", "network valve"),
            {"qwat": ("6111", "vanne réseau")},
        ),
        Code(
            "connection",
            Text(
                "Haususchlossschiber", "vanne de branchement", "Anschlussschieber", "service valve"
            ),
            {"qwat": ("6105", "vanne branchement", "connecting pipe")},
        ),
        Code(
            "hydrant",
            Text("Hydrantschiber", "vanne d'hydrant", "Hydrantenschieber", "hydrant valve"),
            {"qwat": ("6108", "vanne d'hydrant", "hydrant valve")},
        ),
        Code(
            "fire",
            Text(
                "Feierläschschiber", "vanne incendie", "Löschwasserschieber", "fire-fighting valve"
            ),
            {
                "qwat": (
                    "6107",
                    "vanne incendie",
                    "fire valve",
                    "6114",
                    "vanne sprinkler",
                    "sprinkler",
                )
            },
        ),
        Code(
            "control",
            Text("Reegelung", "régulation", "Regelung", "control"),
            {"qwat": ("6101", "vanne de régulation", "control valve")},
        ),
        Code(
            "drain",
            Text("Entleerung", "vidange", "Entleerung", "draining"),
            {
                "qwat": (
                    "6110",
                    "vidange",
                    "discharge",
                    "6112",
                    "vidange-ventouse",
                    "discharge-vacuum",
                )
            },
        ),
        Code(
            "vent",
            Text("Entlëftung", "purge d'air", "Entlüftung", "venting"),
            {"qwat": ("6102", "ventouse", "vacuum release", "6115", "jauge", "vent valve")},
        ),
        Code(
            "bypass",
            Text("Bypass", "by-pass", "Umgehung", "bypass"),
            {"qwat": ("6103", "vanne bypass", "bypass valve")},
        ),
        Code(
            "backflow_prevention",
            Text("Réckflosschutz", "anti-retour", "Rückflussverhinderung", "backflow prevention"),
            {"qwat": ("6113", "antiretour", "backflow prevention")},
        ),
        Code(
            "other", Text("aner", "autre", "andere", "other"), {"qwat": ("101", "autre", "other")}
        ),
    ),
)

VALVE_ACTUATION = CodeList(
    "valve_actuation",
    (
        Code(
            "hand",
            Text(
                "vun Hand, Rietsdréiung zou",
                "manuelle, fermeture à droite",
                "von Hand, rechtsschließend",
                "by hand, closes clockwise",
            ),
            {
                "qwat": ("6401", "manuel", "hand control"),
                "*": ("hand", "manuell", "manuel", "manuelle"),
            },
        ),
        Code(
            "left_hand",
            Text(
                "vun Hand, Lénksdréiung zou",
                "manuelle, fermeture à gauche",
                "von Hand, linksschließend",
                "by hand, closes anticlockwise",
            ),
            {"qwat": ("6402", "manuel à gauche", "left hand control")},
        ),
        Code(
            "electric",
            Text("elektresch", "électrique", "elektrisch", "electric"),
            {"qwat": ("6403", "électrique", "electric drive"), "*": ("elektrisch", "électrique")},
        ),
        Code(
            "remote",
            Text("ferngesteiert", "télécommandée", "ferngesteuert", "remote-controlled"),
            {
                "qwat": ("6404", "télécommandée", "remote controlled"),
                "*": ("ferngesteuert", "télécommandé"),
            },
        ),
        Code(
            "automatic",
            Text("automatesch", "automatique", "selbsttätig", "automatic"),
            {"qwat": ("6405", "automatique", "automatic"), "*": ("automatisch", "automatique")},
        ),
    ),
)
