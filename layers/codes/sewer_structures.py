"""Code lists of special structures, outfalls, gullies and treatment plants."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text, Trait

STRUCTURE_KIND = CodeList(
    "sewer_structure_kind",
    (
        Code(
            "pump_station",
            Text("Pompelstatioun", "station de pompage", "Pumpwerk", "pumping station"),
            {
                "isybau": ("1", "6"),
                "vsa": ("246", "Pumpwerk"),
                "*": (
                    "pump station",
                    "pumpwerk",
                    "pumpstation",
                    "station de pompage",
                    "pompelstatioun",
                ),
            },
            traits=(Trait.LIFTS,),
        ),
        Code(
            "storage",
            Text("Späicherbecken", "bassin de stockage", "Speicherbecken", "storage tank"),
            {
                "isybau": ("2",),
                "swmm": ("storage", "STORAGE"),
                "*": ("storage", "becken", "bassin", "speicher"),
            },
        ),
        Code(
            "retention_tank",
            Text(
                "Reeréckhaltebecken (RRB)",
                "bassin de rétention",
                "Regenrückhaltebecken (RRB)",
                "storm retention tank",
            ),
            {
                "isybau": ("RRB", "RRSB", "RRG"),
                "vsa": ("3676", "Regenbecken_Regenrueckhaltebecken"),
                "*": ("rrb", "regenrückhaltebecken", "bassin de rétention"),
            },
        ),
        Code(
            "overflow_tank",
            Text(
                "Reeniwwerlafbecken (RÜB)",
                "bassin d'orage",
                "Regenüberlaufbecken (RÜB)",
                "storm overflow tank",
            ),
            {
                "isybau": ("RUEB",),
                "vsa": (
                    "3674",
                    "Regenbecken_Fangbecken",
                    "3673",
                    "Regenbecken_Durchlaufbecken",
                    "3677",
                    "Regenbecken_Verbundbecken",
                ),
                "*": ("rüb", "rueb", "regenüberlaufbecken", "bassin d'orage"),
            },
        ),
        Code(
            "sedimentation_tank",
            Text(
                "Reeklärbecken (RKB)",
                "bassin de clarification",
                "Regenklärbecken (RKB)",
                "storm sedimentation tank",
            ),
            {
                "isybau": ("RKBMD", "RKBOD"),
                "vsa": ("3675", "Regenbecken_Regenklaerbecken"),
                "*": ("rkb", "regenklärbecken"),
            },
        ),
        Code(
            "storage_sewer",
            Text("Staukanal", "collecteur de stockage", "Stauraumkanal", "storage sewer"),
            {
                "vsa": (
                    "5576",
                    "Regenbecken_Stauraumkanal",
                    "5574",
                    "Regenbecken_Fangkanal",
                    "5575",
                    "Regenbecken_Regenrueckhaltekanal",
                ),
                "*": ("stauraumkanal", "sk"),
            },
        ),
        Code(
            "retention_filter",
            Text(
                "Retentiounsfilter",
                "filtre planté",
                "Retentionsbodenfilter",
                "retention soil filter",
            ),
            {"isybau": ("RBF", "BFVR", "MRF", "MFVR"), "*": ("rbf", "bodenfilter")},
        ),
        Code(
            "stormwater_overflow",
            Text("Reeniwwerlaf", "déversoir d'orage", "Regenüberlauf", "stormwater overflow"),
            {
                "isybau": ("7",),
                "vsa": ("5372", "Regenueberlauf"),
                "*": ("overflow", "regenüberlauf", "rü", "déversoir"),
            },
        ),
        Code(
            "separating_structure",
            Text("Trennbauwierk", "ouvrage de répartition", "Trennbauwerk", "separating structure"),
            {
                "swmm": ("divider", "DIVIDER"),
                "vsa": ("4799", "Trennbauwerk"),
                "*": ("trennbauwerk", "répartition"),
            },
        ),
        Code(
            "throttle",
            Text("Drossel", "limiteur de débit", "Drossel", "throttle"),
            {"isybau": ("8",), "*": ("throttle", "drossel", "limiteur")},
        ),
        Code(
            "gate",
            Text("Schiber", "vanne", "Schieber", "gate"),
            {"isybau": ("9",), "*": ("gate", "schieber", "vanne")},
        ),
        Code(
            "screen",
            Text("Reche", "dégrilleur", "Rechen", "screen"),
            {"isybau": ("10", "11"), "*": ("screen", "rechen", "sieb", "dégrilleur")},
        ),
        Code(
            "oil_separator",
            Text("Uelegofscheeder", "séparateur d'hydrocarbures", "Ölabscheider", "oil separator"),
            {
                "vsa": ("2768", "Oelabscheider"),
                "*": ("oil separator", "ölabscheider", "séparateur d'hydrocarbures"),
            },
        ),
        Code(
            "grease_separator",
            Text("Fettofscheeder", "séparateur de graisses", "Fettabscheider", "grease separator"),
            {
                "vsa": ("8600", "Fettabscheider"),
                "*": ("grease separator", "fettabscheider", "séparateur de graisses"),
            },
        ),
        Code(
            "floating_separator",
            Text(
                "Schwammstoffofscheeder",
                "séparateur de flottants",
                "Schwimmstoffabscheider",
                "floating-matter separator",
            ),
            {"vsa": ("5373", "Schwimmstoffabscheider")},
        ),
        Code(
            "bedload_trap",
            Text("Kéiselfänger", "dessableur", "Geschiebefang", "bedload trap"),
            {"vsa": ("336", "Geschiebefang"), "*": ("geschiebefang", "sandfang", "dessableur")},
        ),
        Code(
            "treatment_unit",
            Text(
                "Behandlungsanlag",
                "installation de traitement",
                "Behandlungsanlage",
                "treatment unit",
            ),
            {
                "isybau": ("3",),
                "vsa": ("8704", "Behandlungsanlage", "9089", "Vorbehandlungsanlage"),
            },
        ),
        Code(
            "septic_tank",
            Text("Septesch Grouf", "fosse septique", "Klärgrube", "septic tank"),
            {
                "vsa": ("6478", "Klaergrube", "6399", "Faulgrube", "6398", "Abwasserfaulraum"),
                "*": ("septic tank", "klärgrube", "faulgrube", "fosse septique"),
            },
            traits=(Trait.SWALLOWS,),
        ),
        Code(
            "cesspit",
            Text("Zou Grouf (ouni Oflaf)", "fosse étanche", "abflusslose Grube", "cesspit"),
            {
                "vsa": ("6397", "abflussloseGrube", "5494", "Guellegrube"),
                "*": ("cesspit", "sammelgrube", "fosse étanche"),
            },
            traits=(Trait.SWALLOWS,),
        ),
        Code(
            "siphon_chamber",
            Text("Dükerkummer", "chambre de siphon", "Dükerkammer", "siphon chamber"),
            {"vsa": ("3234", "Duekerkammer", "5091", "Duekeroberhaupt")},
        ),
        Code(
            "drop_structure",
            Text("Ofstuerzbauwierk", "ouvrage de chute", "Absturzbauwerk", "drop structure"),
            {"vsa": ("245", "Absturzbauwerk")},
        ),
        Code(
            "vortex_drop",
            Text("Wirbelfallschacht", "chute à vortex", "Wirbelfallschacht", "vortex drop shaft"),
            {"vsa": ("2745", "Wirbelfallschacht")},
        ),
        Code(
            "emergency_basin",
            Text("Havariebecken", "bassin d'avarie", "Havariebecken", "spill basin"),
            {"vsa": ("8657", "Havariebecken")},
        ),
        Code(
            "infiltration",
            Text(
                "Versickerungsanlag",
                "ouvrage d'infiltration",
                "Versickerungsanlage",
                "infiltration facility",
            ),
            {"isybau": ("12",), "*": ("infiltration", "versickerung")},
            traits=(Trait.SWALLOWS,),
        ),
        Code(
            "swale",
            Text("Moul", "noue", "Mulde", "swale"),
            {"vsa": ("3348", "Gelaendemulde"), "*": ("mulde", "noue")},
            traits=(Trait.SWALLOWS,),
        ),
        Code(
            "cistern",
            Text("Zistern", "citerne", "Zisterne", "cistern"),
            {"isybau": ("13",), "*": ("zisterne", "citerne", "cistern")},
            traits=(Trait.SWALLOWS,),
        ),
        Code(
            "flushing",
            Text("Spülschacht", "chambre de chasse", "Spülschacht", "flushing chamber"),
            {"vsa": ("227", "Spuelschacht")},
        ),
        Code(
            "vent",
            Text("Belëftung", "aération", "Be- und Entlüftung", "vent"),
            {"vsa": ("386", "Be_Entlueftung")},
        ),
        Code(
            "access",
            Text("Zougank", "accès", "Zugang", "access"),
            {
                "vsa": (
                    "383",
                    "seitlicherZugang",
                    "8739",
                    "Kontroll_Einsteigschacht",
                    "9302",
                    "Kombischacht",
                )
            },
        ),
        Code(
            "other",
            Text("anert", "autre", "anderes", "other"),
            {"vsa": ("5371", "andere"), "*": ("other", "andere", "autre")},
        ),
    ),
)

CONTROL_KIND = CodeList(
    "sewer_control_kind",
    (
        Code(
            "pump",
            Text("Pompel", "pompe", "Pumpe", "pump"),
            {
                "swmm": ("pump", "PUMP", "pumps"),
                "vsa": ("6492", "Pumpe"),
                "*": ("pump", "pumpe", "pompe", "pompel"),
            },
            traits=(Trait.MAY_RISE,),
        ),
        Code(
            "orifice",
            Text("Blend", "orifice", "Blende", "orifice plate"),
            {
                "swmm": ("orifice", "ORIFICE", "orifices"),
                "vsa": ("2746", "Blende"),
                "*": ("orifice", "blende"),
            },
        ),
        Code(
            "weir",
            Text("Wier", "déversoir", "Wehr", "weir"),
            {
                "swmm": ("weir", "WEIR", "weirs"),
                "vsa": ("6491", "Leapingwehr"),
                "*": ("weir", "wehr", "déversoir", "seuil"),
            },
        ),
        Code(
            "outlet",
            Text(
                "Oflaf mat Kennlinn",
                "organe à courbe de débit",
                "Ablauf mit Kennlinie",
                "rated outlet",
            ),
            {"swmm": ("outlet", "OUTLET", "outlets"), "*": ("outlet", "ablauf")},
        ),
        Code(
            "gate",
            Text("Schiber", "vanne", "Schieber", "gate"),
            {
                "vsa": (
                    "2688",
                    "Schieber",
                    "2689",
                    "Schuetze",
                    "5755",
                    "Stauschild",
                    "2691",
                    "Dammbalken",
                ),
                "*": ("gate", "schieber", "vanne"),
            },
        ),
        Code(
            "throttle",
            Text("Drossel", "limiteur de débit", "Drossel", "flow throttle"),
            {
                "vsa": (
                    "135",
                    "Drosselschieber",
                    "252",
                    "Drosselklappe",
                    "134",
                    "Schlauchdrossel",
                    "133",
                    "Wirbeldrossel",
                    "6490",
                    "Drosselstrecke",
                ),
                "*": ("throttle", "drossel"),
            },
        ),
        Code(
            "flap",
            Text("Réckstauklapp", "clapet anti-retour", "Rückstauklappe", "backflow flap"),
            {"vsa": ("2690", "Rueckstauklappe"), "*": ("flap", "rückstauklappe", "clapet")},
        ),
        Code(
            "other",
            Text("aneren", "autre", "anderes", "other"),
            {"vsa": ("2973", "andere"), "*": ("other", "andere", "autre")},
        ),
    ),
)

OUTFALL_RELEVANCE = CodeList(
    "outfall_relevance",
    (
        Code(
            "relevant",
            Text(
                "wichteg fir d'Gewässer",
                "pertinent pour le milieu récepteur",
                "gewässerrelevant",
                "relevant for the water course",
            ),
            {"vsa": ("5580", "gewaesserrelevant")},
        ),
        Code(
            "not_relevant",
            Text(
                "net wichteg fir d'Gewässer",
                "insignifiant pour le milieu récepteur",
                "nicht gewässerrelevant",
                "not relevant for the water course",
            ),
            {"vsa": ("5581", "nicht_gewaesserrelevant")},
        ),
    ),
)

CATCH_BASIN_KIND = CodeList(
    "catch_basin_kind",
    (
        Code(
            "gully",
            Text("Gulli", "avaloir à grille", "Straßenablauf", "road gully"),
            {
                "isybau": ("SE",),
                "*": ("gully", "straßenablauf", "sinkkasten", "gulli", "avaloir", "grille"),
            },
        ),
        Code(
            "side_inlet",
            Text("Säitlechen Alaf", "avaloir latéral", "Seitenablauf", "side inlet"),
            {"*": ("side inlet", "seitenablauf", "avaloir latéral")},
        ),
        Code(
            "channel_drain",
            Text("Rigol mat Rascht", "caniveau à grille", "Entwässerungsrinne", "channel drain"),
            {"isybau": ("ER",), "*": ("channel drain", "rinne", "entwässerungsrinne", "caniveau")},
        ),
        Code(
            "ditch_inlet",
            Text("Alaf aus enger Gruef", "entrée de fossé", "Grabeneinlauf", "ditch inlet"),
            {"isybau": ("GP",), "*": ("grabeneinlauf", "tête de buse")},
        ),
    ),
)

CONNECTION_POINT = CodeList(
    "sewer_connection_kind",
    (
        Code(
            "building",
            Text(
                "Haususchloss", "branchement d'immeuble", "Gebäudeanschluss", "building connection"
            ),
            {
                "isybau": ("GA", "EG"),
                "*": ("building", "hausanschluss", "gebäudeanschluss", "branchement"),
            },
        ),
        Code(
            "downpipe",
            Text("Reerouer", "descente d'eaux pluviales", "Regenfallrohr", "downpipe"),
            {"isybau": ("RR",), "*": ("downpipe", "fallrohr", "descente")},
        ),
        Code(
            "floor_drain",
            Text("Buedemoflaf", "siphon de sol", "Bodenablauf", "floor drain"),
            {"isybau": ("BA",), "*": ("floor drain", "bodenablauf", "siphon de sol")},
        ),
        Code(
            "drainage",
            Text("Drainage", "drain", "Dränage", "drain"),
            {"isybau": ("DR",), "*": ("drain", "drainage", "dränage")},
        ),
        Code(
            "infiltration",
            Text("Versickerung", "infiltration", "Versickerungsanlage", "infiltration facility"),
            {"isybau": ("AV",)},
        ),
        Code(
            "capped",
            Text(
                "Zougemaachten Uschloss",
                "branchement obturé",
                "verschlossenes Rohrende",
                "capped end",
            ),
            {"isybau": ("RV",), "*": ("capped", "verschlossen", "obturé")},
        ),
        Code(
            "unknown",
            Text("Verlaf onbekannt", "tracé inconnu", "Verlauf unbekannt", "course unknown"),
            {"isybau": ("NN",)},
        ),
        Code(
            "other",
            Text("aneren", "autre", "anderer", "other"),
            {"isybau": ("AP",), "*": ("other", "andere", "autre")},
        ),
    ),
)

PLANT_KIND = CodeList(
    "treatment_plant_kind",
    (
        Code(
            "mechanical",
            Text("mechanesch", "mécanique", "mechanisch", "mechanical"),
            {"isybau": ("1",), "vsa": ("366", "mechanisch"), "*": ("mechanisch", "mécanique")},
        ),
        Code(
            "biological",
            Text("biologesch", "biologique", "biologisch", "biological"),
            {"isybau": ("2",), "vsa": ("387", "biologisch"), "*": ("biologisch", "biologique")},
        ),
        Code(
            "chemical",
            Text("chemesch", "chimique", "chemisch", "chemical"),
            {"isybau": ("3",), "vsa": ("388", "chemisch"), "*": ("chemisch", "chimique")},
        ),
        Code(
            "filtration",
            Text("Filtratioun", "filtration", "Filtration", "filtration"),
            {"vsa": ("389", "Filtration")},
        ),
        Code(
            "pond",
            Text("Klärweier", "lagunage", "Teichkläranlage", "pond"),
            {"isybau": ("4",), "*": ("teich", "lagunage", "pond")},
        ),
        Code(
            "small_plant",
            Text("Kleng Kläranlag", "mini-station", "Kleinkläranlage", "small plant"),
            {"isybau": ("5",), "*": ("kleinkläranlage", "mini-station")},
        ),
        Code(
            "other",
            Text("aner", "autre", "andere", "other"),
            {"vsa": ("3210", "andere"), "*": ("other", "andere", "autre")},
        ),
    ),
)
