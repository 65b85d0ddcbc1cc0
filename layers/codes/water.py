"""Code lists of the drinking-water network's pipes and valves."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text

PIPE_MATERIAL = CodeList(
    "water_pipe_material",
    (
        Code(
            "pe100",
            Text("PE 100", "PE 100", "PE 100", "PE 100"),
            {"qwat": ("Polyéthylène 100",), "*": ("pe100", "pe 100")},
        ),
        Code(
            "pe80",
            Text("PE 80", "PE 80", "PE 80", "PE 80"),
            {"qwat": ("Polyéthylène 80",), "*": ("pe80", "pe 80")},
        ),
        Code(
            "pe",
            Text(
                "PE, Zort onbekannt", "PE, type inconnu", "PE, Sorte unbekannt", "PE, grade unknown"
            ),
            {
                "giswater": ("PE-HD", "PE-LD"),
                "*": (
                    "pe",
                    "pehd",
                    "pe-hd",
                    "pe-ld",
                    "pead",
                    "polyethylen",
                    "polyéthylène",
                    "polyethylene",
                ),
            },
        ),
        Code(
            "pex",
            Text("PE-X (vernetzt)", "PE-X (réticulé)", "PE-X (vernetzt)", "PE-X (cross-linked)"),
            {"qwat": ("Polyéthylène réticulé",), "*": ("pex", "pe-x", "pe-xa")},
        ),
        Code(
            "pvc",
            Text("PVC", "PVC", "PVC", "PVC"),
            {
                "qwat": ("Chlorure de polyvinyle",),
                "giswater": ("PVC",),
                "*": ("pvc", "pvc-u", "pvcu"),
            },
        ),
        Code(
            "plastic",
            Text(
                "Plastik, Zort onbekannt",
                "plastique, type inconnu",
                "Kunststoff, Sorte unbekannt",
                "plastic, kind unknown",
            ),
            {"qwat": ("Plastique",), "*": ("plastic", "kunststoff", "plastique", "plastik", "pl")},
        ),
        Code(
            "cast_iron",
            Text("Gossäisen (gro)", "fonte grise", "Grauguss", "grey cast iron"),
            {
                "qwat": ("Fonte",),
                "*": ("gg", "grauguss", "guss", "fonte", "fonte grise", "cast iron", "goss"),
            },
        ),
        Code(
            "ductile_iron",
            Text("Gossäisen (duktil)", "fonte ductile", "duktiles Gusseisen", "ductile iron"),
            {
                "qwat": ("Fonte auto-étanche",),
                "giswater": ("FD",),
                "*": (
                    "ggg",
                    "duktilguss",
                    "guss duktil",
                    "fonte ductile",
                    "fd",
                    "ductile iron",
                    "di",
                ),
            },
        ),
        Code(
            "steel",
            Text("Stol", "acier", "Stahl", "steel"),
            {"qwat": ("Acier", "Acier prestolic"), "*": ("steel", "stahl", "acier", "st", "stol")},
        ),
        Code(
            "galvanised_steel",
            Text("Verzinkte Stol", "acier galvanisé", "verzinkter Stahl", "galvanised steel"),
            {
                "qwat": ("Acier galvanisé",),
                "*": ("galvanised steel", "galvanized steel", "stahl verzinkt", "acier galvanisé"),
            },
        ),
        Code(
            "stainless_steel",
            Text("Inox", "acier inoxydable", "Edelstahl", "stainless steel"),
            {
                "qwat": ("Acier inoxydable",),
                "*": ("stainless steel", "edelstahl", "inox", "va", "acier inoxydable"),
            },
        ),
        Code(
            "copper",
            Text("Koffer", "cuivre", "Kupfer", "copper"),
            {"qwat": ("Cuivre",), "*": ("copper", "kupfer", "cuivre", "cu", "koffer")},
        ),
        Code(
            "lead",
            Text("Bläi", "plomb", "Blei", "lead"),
            {"*": ("lead", "blei", "plomb", "pb", "bläi")},
        ),
        Code(
            "asbestos_cement",
            Text("Asbestzement", "amiante-ciment", "Asbestzement", "asbestos cement"),
            {
                "qwat": ("Amiante Ciment",),
                "giswater": ("FC",),
                "*": (
                    "az",
                    "ac",
                    "eternit",
                    "asbestzement",
                    "amiante-ciment",
                    "amiante ciment",
                    "asbestos cement",
                    "fibrociment",
                    "faserzement",
                    "fc",
                    "fz",
                ),
            },
        ),
        Code(
            "cement",
            Text("Zement", "ciment", "Zement", "cement"),
            {
                "qwat": ("Tuyau Ciment",),
                "*": ("cement", "zement", "ciment", "beton", "béton", "concrete"),
            },
        ),
        Code(
            "prestressed_concrete",
            Text("Spannbëton", "béton précontraint", "Spannbeton", "prestressed concrete"),
            {
                "qwat": ("Béton précontraint",),
                "*": ("spannbeton", "spb", "béton précontraint", "prestressed concrete"),
            },
        ),
        Code(
            "grp",
            Text("GFK", "PRV", "GFK", "GRP"),
            {
                "qwat": (
                    "Polyester renforcé de fibres de verre",
                    "Glass-fibre-reinforced polyester",
                ),
                "*": ("grp", "gfk", "gup", "prv", "gfrp"),
            },
        ),
        Code(
            "other",
            Text("anert", "autre", "andere", "other"),
            {"qwat": ("101", "Autre", "Other"), "*": ("other", "andere", "sonstige", "autre")},
        ),
    ),
)

PIPE_FUNCTION = CodeList(
    "water_pipe_function",
    (
        Code(
            "transport",
            Text("Zoubréngerleitung", "adduction", "Zubringerleitung", "transmission main"),
            {
                "qwat": ("4101", "Conduite de transport", "4104", "Conduite d'adduction"),
                "inspire": ("transport",),
                "*": ("transport", "fernleitung", "zubringer", "adduction", "transmission"),
            },
        ),
        Code(
            "distribution",
            Text("Verdeelerleitung", "distribution", "Versorgungsleitung", "distribution main"),
            {
                "qwat": ("4105", "Conduite de distribution", "4109", "Conduite de haute pression"),
                "inspire": ("distribution",),
                "*": (
                    "distribution",
                    "versorgung",
                    "versorgungsleitung",
                    "verteilung",
                    "hauptleitung",
                ),
            },
        ),
        Code(
            "hydrant",
            Text("Hydranteleitung", "conduite d'hydrant", "Hydrantenleitung", "hydrant branch"),
            {"qwat": ("4102", "Conduite d'hydrant"), "*": ("hydrant", "hydrantenleitung")},
        ),
        Code(
            "drain",
            Text("Entleerungsleitung", "vidange", "Entleerungsleitung", "drain pipe"),
            {"qwat": ("4103", "Conduite de vidange"), "*": ("drain", "vidange", "entleerung")},
        ),
        Code(
            "collection",
            Text("Faassungsleitung", "drain captant", "Fassungsleitung", "collection drain"),
            {
                "qwat": ("4110", "Drain captant"),
                "inspire": ("collection",),
                "*": ("collection", "fassung", "captage"),
            },
        ),
        Code(
            "connection",
            Text("Haususchloss", "branchement", "Hausanschlussleitung", "service pipe"),
            {
                "qwat": ("4108", "Branchement privé", "4106", "Branchement commun"),
                "inspire": ("private",),
                "*": (
                    "connection",
                    "service",
                    "hausanschluss",
                    "anschluss",
                    "branchement",
                    "haususchloss",
                ),
            },
        ),
        Code(
            "bypass",
            Text("Bypass", "by-pass", "Umgehungsleitung", "bypass"),
            {"qwat": ("4107", "By-pass"), "*": ("bypass", "by-pass", "umgehung")},
        ),
        Code(
            "overflow",
            Text("Iwwerlaf", "trop-plein", "Überlauf", "overflow"),
            {
                "qwat": ("4111", "Trop plein"),
                "*": ("overflow", "überlauf", "trop-plein", "trop plein"),
            },
        ),
        Code(
            "vent",
            Text("Belëftung", "ventilation", "Belüftung", "vent"),
            {"qwat": ("4112", "Ventilation"), "*": ("vent", "belüftung", "entlüftung")},
        ),
        Code(
            "other", Text("aner", "autre", "andere", "other"), {"qwat": ("101", "autre", "other")}
        ),
    ),
)

WATER_KIND = CodeList(
    "water_kind",
    (
        Code(
            "raw",
            Text("Rouwaasser", "eau brute", "Rohwasser", "raw water"),
            {
                "qwat": ("1501", "brute", "raw"),
                "inspire": ("raw",),
                "*": ("raw", "roh", "rohwasser", "brute"),
            },
        ),
        Code(
            "drinking",
            Text("Drénkwaasser", "eau potable", "Trinkwasser", "drinking water"),
            {
                "qwat": ("1502", "potable", "drinkable"),
                "inspire": ("potable", "treated"),
                "*": ("drinking", "potable", "trinkwasser", "drénkwaasser"),
            },
        ),
        Code(
            "industrial",
            Text("Brauchwaasser", "eau industrielle", "Brauchwasser", "process water"),
            {
                "qwat": ("1503", "industrielle", "industrial"),
                "*": ("industrial", "brauchwasser", "industrielle"),
            },
        ),
    ),
)

BEDDING = CodeList(
    "bedding",
    (
        Code("none", Text("keng", "aucun", "keine", "none"), {"qwat": ("9701", "aucun", "none")}),
        Code(
            "sand",
            Text("Sand", "sable", "Sand", "sand"),
            {"qwat": ("9706", "sable", "sand"), "vsa": ("5335", "Sand"), "*": ("sable",)},
        ),
        Code(
            "gravel",
            Text("Kéisel", "gravier", "Kies", "gravel"),
            {"qwat": ("9704", "gravier", "gravle"), "*": ("kies",)},
        ),
        Code(
            "concrete",
            Text("Bëton", "béton", "Beton", "concrete"),
            {"qwat": ("9702", "béton", "concrete"), "*": ("beton",)},
        ),
        Code(
            "geotextile",
            Text("Geotextil", "géotextile", "Geotextil", "geotextile"),
            {"qwat": ("9703", "géotextile", "geotextile")},
        ),
        Code(
            "soil",
            Text("Buedem", "terre", "Erdreich", "soil"),
            {
                "qwat": ("9707", "terre", "soil"),
                "vsa": ("5332", "erdverlegt"),
                "*": ("erde", "boden"),
            },
        ),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {"qwat": ("101", "autre", "other"), "vsa": ("5325", "andere")},
        ),
    ),
)

LAYING_METHOD = CodeList(
    "laying_method",
    (
        Code(
            "open_trench",
            Text("Oppenen Tranchée", "tranchée ouverte", "offener Graben", "open trench"),
            {
                "qwat": ("4201", "En fouille"),
                "*": ("offene bauweise", "graben", "tranchée", "fouille"),
            },
        ),
        Code(
            "drilled",
            Text(
                "Horizontal gebuert", "forage dirigé", "Horizontalbohrung", "directional drilling"
            ),
            {"*": ("hdd", "bohrung", "forage", "spülbohrung")},
        ),
        Code(
            "relined",
            Text("An eng al Leitung agezunn", "chemisé", "in Altrohr eingezogen", "slip-lined"),
            {"qwat": ("4202", "Chemisé"), "*": ("relining", "chemisage")},
        ),
        Code(
            "above_ground",
            Text("Iwwerierdesch", "à l'air libre", "oberirdisch", "above ground"),
            {"qwat": ("4203", "Air libre"), "*": ("oberirdisch", "aérien")},
        ),
        Code(
            "under_bridge",
            Text("Ënner enger Bréck", "sous un pont", "unter einer Brücke", "under a bridge"),
            {"qwat": ("4204", "Sous pont"), "*": ("brücke", "pont")},
        ),
        Code(
            "sleeved",
            Text("An engem Schutzrouer", "sous fourreau", "im Schutzrohr", "in a casing pipe"),
            {"qwat": ("4205", "Protégé"), "*": ("schutzrohr", "fourreau", "gaine")},
        ),
        Code(
            "encased",
            Text("Abetonéiert", "enrobé de béton", "einbetoniert", "encased in concrete"),
            {"qwat": ("4206", "Bétoné"), "*": ("einbetoniert", "bétonné")},
        ),
        Code(
            "gallery",
            Text("An enger Galerie", "en galerie", "im Leitungsgang", "in a service gallery"),
            {"qwat": ("4207", "Galerie"), "*": ("galerie", "leitungsgang")},
        ),
    ),
)

PASSAGE = CodeList(
    "passage",
    (
        Code(
            "open",
            Text("op", "ouvert", "offen", "open"),
            {"epanet": ("OPEN", "Open", "1"), "*": ("open", "offen", "ouvert", "op")},
        ),
        Code(
            "closed",
            Text("zou", "fermé", "geschlossen", "closed"),
            {
                "epanet": ("CLOSED", "Closed", "0"),
                "*": ("closed", "geschlossen", "zu", "fermé", "zou"),
            },
        ),
        Code(
            "one_way",
            Text("nëmmen an eng Richtung", "sens unique", "nur in eine Richtung", "one way only"),
            {"epanet": ("CV",), "*": ("cv", "one way")},
        ),
    ),
)

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
        ),
        Code(
            "end",
            Text("Ennstéck", "raccord de terminaison", "Endstück", "end piece"),
            {
                "giswater": ("ENDLINE",),
                "qwat": ("9205", "raccord de terminaison", "end fitting"),
                "*": ("end", "endstück", "fin", "endline"),
            },
        ),
        Code(
            "tee",
            Text("T-Stéck", "té", "T-Stück", "tee"),
            {
                "giswater": ("T",),
                "qwat": ("9203", "raccord en T", "tee fitting"),
                "*": ("tee", "t", "t-stück", "té", "abzweig"),
            },
        ),
        Code(
            "cross",
            Text("Kräizstéck", "croix", "Kreuzstück", "cross"),
            {
                "giswater": ("X",),
                "qwat": ("9207", "raccord de croix", "cross fitting"),
                "*": ("cross", "x", "kreuz", "kreuzstück", "croix"),
            },
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
        ),
        Code(
            "air_release",
            Text("Entlëftungsventil", "ventouse", "Be- und Entlüftungsventil", "air release valve"),
            {
                "giswater": ("AIR_VALVE",),
                "qwat": ("6315", "soupape automatique", "6314", "soupape manuelle"),
                "*": ("air", "entlüftung", "entlüfter", "ventouse"),
            },
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
        ),
        Code(
            "throttle",
            Text("Drosselventil", "vanne de réglage", "Drosselventil", "throttle control valve"),
            {"epanet": ("TCV",), "giswater": ("THROTTLE_VALVE",), "*": ("tcv", "drossel")},
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
