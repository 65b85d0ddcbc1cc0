"""Code lists of drinking-water pipes."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text, Trait

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
            traits=(Trait.TAPS,),
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
            traits=(Trait.TAPS,),
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
            Text("Oppen Tranchée", "tranchée ouverte", "offener Graben", "open trench"),
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
