"""What sewers and manholes are made of."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text

MATERIAL = CodeList(
    "sewer_material",
    (
        Code(
            "asbestos_cement",
            Text("Asbestzement", "amiante-ciment", "Asbestzement", "asbestos cement"),
            {
                "isybau": ("AZ",),
                "vsa": ("2754", "Asbestzement"),
                "*": ("az", "asbestzement", "eternit", "amiante-ciment", "asbestos cement"),
            },
        ),
        Code(
            "fibre_cement",
            Text("Faserzement", "fibrociment", "Faserzement", "fibre cement"),
            {
                "isybau": ("FZ",),
                "vsa": ("147", "Faserzement"),
                "*": ("fz", "faserzement", "fibrociment"),
            },
        ),
        Code(
            "concrete",
            Text("Bëton", "béton", "Beton", "concrete"),
            {
                "isybau": ("B", "BS", "P", "SZB"),
                "vsa": (
                    "3638",
                    "Beton_Normalbeton",
                    "3256",
                    "Beton_unbekannt",
                    "3641",
                    "Beton_Spezialbeton",
                    "Beton",
                    "4541",
                ),
                "*": ("b", "beton", "béton", "concrete", "bëton"),
            },
        ),
        Code(
            "insitu_concrete",
            Text("Uertsbëton", "béton coulé sur place", "Ortbeton", "cast-in-place concrete"),
            {"isybau": ("OB",), "vsa": ("3639", "Beton_Ortsbeton"), "*": ("ob", "ortbeton")},
        ),
        Code(
            "jacked_concrete",
            Text("Presslafrouer aus Bëton", "béton, poussé", "Pressrohrbeton", "jacked concrete"),
            {"vsa": ("3640", "Beton_Pressrohrbeton")},
        ),
        Code(
            "reinforced_concrete",
            Text("Stolbëton", "béton armé", "Stahlbeton", "reinforced concrete"),
            {
                "isybau": ("SB", "SFB"),
                "*": ("sb", "stahlbeton", "béton armé", "beton arme", "reinforced concrete"),
            },
        ),
        Code(
            "prestressed_concrete",
            Text("Spannbëton", "béton précontraint", "Spannbeton", "prestressed concrete"),
            {"isybau": ("SPB",), "*": ("spb", "spannbeton", "béton précontraint")},
        ),
        Code(
            "polymer_concrete",
            Text("Polymerbëton", "béton polymère", "Polymerbeton", "polymer concrete"),
            {"isybau": ("PC", "PCC", "PHB"), "*": ("pc", "pcc", "polymerbeton", "béton polymère")},
        ),
        Code(
            "cement",
            Text("Zement", "ciment", "Zement", "cement"),
            {"vsa": ("2762", "Zement"), "*": ("zement", "ciment", "cement")},
        ),
        Code(
            "stoneware",
            Text("Steezeug", "grès", "Steinzeug", "vitrified clay"),
            {
                "isybau": ("STZ",),
                "vsa": ("154", "Steinzeug", "2761", "Ton"),
                "*": ("stz", "steinzeug", "grès", "gres", "vitrified clay", "steezeug"),
            },
        ),
        Code(
            "brick",
            Text("Mauerwierk", "maçonnerie", "Mauerwerk", "brickwork"),
            {
                "isybau": ("MA", "ZG"),
                "vsa": ("2755", "Gebrannte_Steine"),
                "*": ("ma", "mauerwerk", "maçonnerie", "brick"),
            },
        ),
        Code(
            "pvc",
            Text("PVC", "PVC", "PVC", "PVC"),
            {
                "isybau": ("PVCU", "PVC"),
                "vsa": ("5081", "Kunststoff_Polyvinilchlorid"),
                "*": ("pvc", "pvcu", "pvc-u"),
            },
        ),
        Code(
            "pe",
            Text("PE", "PE", "PE", "PE"),
            {
                "isybau": ("PE",),
                "vsa": ("5079", "Kunststoff_Polyethylen"),
                "*": ("pe", "polyethylen", "polyéthylène"),
            },
        ),
        Code(
            "pehd",
            Text("PE-HD", "PEHD", "PE-HD", "HDPE"),
            {
                "isybau": ("PEHD",),
                "vsa": ("5077", "Kunststoff_Hartpolyethylen"),
                "*": ("pehd", "pe-hd", "hdpe"),
            },
        ),
        Code(
            "pp",
            Text("PP", "PP", "PP", "PP"),
            {
                "isybau": ("PP",),
                "vsa": ("5080", "Kunststoff_Polypropylen"),
                "*": ("pp", "polypropylen", "polypropylène"),
            },
        ),
        Code(
            "grp",
            Text("GFK", "PRV", "GFK", "GRP"),
            {
                "isybau": ("GFK",),
                "vsa": ("5078", "Kunststoff_Polyester_GUP"),
                "*": ("gfk", "gup", "prv", "grp"),
            },
        ),
        Code(
            "resin",
            Text("Harz", "résine", "Harz", "resin"),
            {
                "isybau": ("PH",),
                "vsa": ("5076", "Kunststoff_Epoxydharz"),
                "*": ("ph", "harz", "résine", "epoxy"),
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
            {
                "isybau": ("KST",),
                "vsa": ("5382", "Kunststoff_unbekannt", "4542", "Kunststoff"),
                "*": ("kst", "kunststoff", "plastique", "plastic", "plastik"),
            },
        ),
        Code(
            "ductile_iron",
            Text("Gossäisen (duktil)", "fonte ductile", "duktiles Gusseisen", "ductile iron"),
            {
                "isybau": ("GGG",),
                "vsa": ("148", "Guss_duktil"),
                "*": ("ggg", "guss duktil", "fonte ductile", "fd"),
            },
        ),
        Code(
            "cast_iron",
            Text("Gossäisen (gro)", "fonte grise", "Grauguss", "grey cast iron"),
            {
                "isybau": ("GG",),
                "vsa": ("3648", "Guss_Grauguss"),
                "*": ("gg", "grauguss", "guss", "fonte"),
            },
        ),
        Code(
            "steel",
            Text("Stol", "acier", "Stahl", "steel"),
            {
                "isybau": ("ST", "EIS"),
                "vsa": ("153", "Stahl"),
                "*": ("st", "stahl", "acier", "steel"),
            },
        ),
        Code(
            "stainless_steel",
            Text("Inox", "acier inoxydable", "Edelstahl", "stainless steel"),
            {
                "isybau": ("CNS",),
                "vsa": ("3654", "Stahl_rostfrei"),
                "*": ("cns", "edelstahl", "inox", "acier inoxydable"),
            },
        ),
        Code(
            "earth",
            Text("Buedem oder Wues", "terre ou gazon", "Erde oder Rasen", "earth or turf"),
            {"isybau": ("BOD", "RAS"), "*": ("erde", "rasen", "terre")},
        ),
        Code(
            "paving",
            Text("Pavé", "pavage", "Pflaster", "paving"),
            {"isybau": ("PFL",), "*": ("pfl", "pflaster", "pavé")},
        ),
        Code(
            "mixed",
            Text("verschiddener", "plusieurs", "verschiedene", "several"),
            {"isybau": ("MIX",), "*": ("mix",)},
        ),
        Code(
            "other",
            Text("anert", "autre", "andere", "other"),
            {
                "isybau": ("W",),
                "vsa": ("5381", "andere", "4540"),
                "*": ("other", "andere", "sonstige", "autre"),
            },
        ),
    ),
)
