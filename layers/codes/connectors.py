"""Connector standards, all of OCPI 2.3.0's ConnectorType."""

from __future__ import annotations

from layers.spec import Code, CodeList, Text

CONNECTOR_STANDARD = CodeList(
    "connector_standard",
    (
        Code(
            "chademo",
            Text("CHAdeMO", "CHAdeMO", "CHAdeMO", "CHAdeMO"),
            {"ocpi": ("CHADEMO",), "osm": ("socket:chademo",), "*": ("chademo",)},
        ),
        Code("chaoji", Text("ChaoJi", "ChaoJi", "ChaoJi", "ChaoJi"), {"ocpi": ("CHAOJI",)}),
        Code(
            "domestic_a",
            Text(
                "Haushaltssteckdous Typ A",
                "prise domestique type A",
                "Haushaltssteckdose Typ A",
                "household socket type A",
            ),
            {"ocpi": ("DOMESTIC_A",)},
        ),
        Code(
            "domestic_b",
            Text(
                "Haushaltssteckdous Typ B",
                "prise domestique type B",
                "Haushaltssteckdose Typ B",
                "household socket type B",
            ),
            {"ocpi": ("DOMESTIC_B",)},
        ),
        Code(
            "domestic_c",
            Text(
                "Haushaltssteckdous Typ C",
                "prise domestique type C",
                "Haushaltssteckdose Typ C",
                "household socket type C",
            ),
            {"ocpi": ("DOMESTIC_C",)},
        ),
        Code(
            "domestic_d",
            Text(
                "Haushaltssteckdous Typ D",
                "prise domestique type D",
                "Haushaltssteckdose Typ D",
                "household socket type D",
            ),
            {"ocpi": ("DOMESTIC_D",)},
        ),
        Code(
            "domestic_e",
            Text(
                "Haushaltssteckdous Typ E",
                "prise domestique type E",
                "Haushaltssteckdose Typ E",
                "household socket type E",
            ),
            {"ocpi": ("DOMESTIC_E",), "osm": ("socket:typee",)},
        ),
        Code(
            "domestic_f",
            Text(
                "Haushaltssteckdous Typ F",
                "prise domestique type F",
                "Haushaltssteckdose Typ F",
                "household socket type F",
            ),
            {"ocpi": ("DOMESTIC_F",), "osm": ("socket:schuko",), "*": ("schuko",)},
        ),
        Code(
            "domestic_g",
            Text(
                "Haushaltssteckdous Typ G",
                "prise domestique type G",
                "Haushaltssteckdose Typ G",
                "household socket type G",
            ),
            {"ocpi": ("DOMESTIC_G",)},
        ),
        Code(
            "domestic_h",
            Text(
                "Haushaltssteckdous Typ H",
                "prise domestique type H",
                "Haushaltssteckdose Typ H",
                "household socket type H",
            ),
            {"ocpi": ("DOMESTIC_H",)},
        ),
        Code(
            "domestic_i",
            Text(
                "Haushaltssteckdous Typ I",
                "prise domestique type I",
                "Haushaltssteckdose Typ I",
                "household socket type I",
            ),
            {"ocpi": ("DOMESTIC_I",)},
        ),
        Code(
            "domestic_j",
            Text(
                "Haushaltssteckdous Typ J",
                "prise domestique type J",
                "Haushaltssteckdose Typ J",
                "household socket type J",
            ),
            {"ocpi": ("DOMESTIC_J",)},
        ),
        Code(
            "domestic_k",
            Text(
                "Haushaltssteckdous Typ K",
                "prise domestique type K",
                "Haushaltssteckdose Typ K",
                "household socket type K",
            ),
            {"ocpi": ("DOMESTIC_K",)},
        ),
        Code(
            "domestic_l",
            Text(
                "Haushaltssteckdous Typ L",
                "prise domestique type L",
                "Haushaltssteckdose Typ L",
                "household socket type L",
            ),
            {"ocpi": ("DOMESTIC_L",)},
        ),
        Code(
            "domestic_m",
            Text(
                "Haushaltssteckdous Typ M",
                "prise domestique type M",
                "Haushaltssteckdose Typ M",
                "household socket type M",
            ),
            {"ocpi": ("DOMESTIC_M",)},
        ),
        Code(
            "domestic_n",
            Text(
                "Haushaltssteckdous Typ N",
                "prise domestique type N",
                "Haushaltssteckdose Typ N",
                "household socket type N",
            ),
            {"ocpi": ("DOMESTIC_N",)},
        ),
        Code(
            "domestic_o",
            Text(
                "Haushaltssteckdous Typ O",
                "prise domestique type O",
                "Haushaltssteckdose Typ O",
                "household socket type O",
            ),
            {"ocpi": ("DOMESTIC_O",)},
        ),
        Code("gbt_ac", Text("GB/T AC", "GB/T AC", "GB/T AC", "GB/T AC"), {"ocpi": ("GBT_AC",)}),
        Code("gbt_dc", Text("GB/T DC", "GB/T DC", "GB/T DC", "GB/T DC"), {"ocpi": ("GBT_DC",)}),
        Code(
            "iec_60309_2_single_16",
            Text(
                "CEE 16 A, 1 Phas", "CEE 16 A, 1 phase", "CEE 16 A, 1-phasig", "CEE 16 A, 1 phase"
            ),
            {"ocpi": ("IEC_60309_2_single_16",)},
        ),
        Code(
            "iec_60309_2_three_16",
            Text(
                "CEE 16 A, 3 Phasen",
                "CEE 16 A, 3 phases",
                "CEE 16 A, 3-phasig",
                "CEE 16 A, 3 phases",
            ),
            {"ocpi": ("IEC_60309_2_three_16",)},
        ),
        Code(
            "iec_60309_2_three_32",
            Text(
                "CEE 32 A, 3 Phasen",
                "CEE 32 A, 3 phases",
                "CEE 32 A, 3-phasig",
                "CEE 32 A, 3 phases",
            ),
            {"ocpi": ("IEC_60309_2_three_32",)},
        ),
        Code(
            "iec_60309_2_three_64",
            Text(
                "CEE 64 A, 3 Phasen",
                "CEE 64 A, 3 phases",
                "CEE 64 A, 3-phasig",
                "CEE 64 A, 3 phases",
            ),
            {"ocpi": ("IEC_60309_2_three_64",)},
        ),
        Code(
            "iec_62196_t1",
            Text("Typ 1", "type 1", "Typ 1", "type 1"),
            {"ocpi": ("IEC_62196_T1",), "osm": ("socket:type1",)},
        ),
        Code(
            "iec_62196_t1_combo",
            Text("CCS 1", "CCS 1", "CCS 1", "CCS 1"),
            {"ocpi": ("IEC_62196_T1_COMBO",)},
        ),
        Code(
            "iec_62196_t2",
            Text("Typ 2", "type 2", "Typ 2", "type 2"),
            {
                "ocpi": ("IEC_62196_T2",),
                "osm": ("socket:type2", "socket:type2_cable"),
                "*": ("type 2", "typ 2", "type2", "t2", "mennekes"),
            },
        ),
        Code(
            "iec_62196_t2_combo",
            Text("CCS 2", "CCS 2", "CCS 2", "CCS 2"),
            {
                "ocpi": ("IEC_62196_T2_COMBO",),
                "osm": ("socket:type2_combo",),
                "*": ("ccs", "combo", "ccs2", "combo 2"),
            },
        ),
        Code(
            "iec_62196_t3a",
            Text("Typ 3A", "type 3A", "Typ 3A", "type 3A"),
            {"ocpi": ("IEC_62196_T3A",), "osm": ("socket:type3a",)},
        ),
        Code(
            "iec_62196_t3c",
            Text("Typ 3C", "type 3C", "Typ 3C", "type 3C"),
            {"ocpi": ("IEC_62196_T3C",), "osm": ("socket:type3c",)},
        ),
        Code(
            "mcs",
            Text(
                "Megawatt Charging System",
                "Megawatt Charging System",
                "Megawatt Charging System",
                "Megawatt Charging System",
            ),
            {"ocpi": ("MCS",)},
        ),
        Code(
            "nema_5_20",
            Text("NEMA 5-20", "NEMA 5-20", "NEMA 5-20", "NEMA 5-20"),
            {"ocpi": ("NEMA_5_20",)},
        ),
        Code(
            "nema_6_30",
            Text("NEMA 6-30", "NEMA 6-30", "NEMA 6-30", "NEMA 6-30"),
            {"ocpi": ("NEMA_6_30",)},
        ),
        Code(
            "nema_6_50",
            Text("NEMA 6-50", "NEMA 6-50", "NEMA 6-50", "NEMA 6-50"),
            {"ocpi": ("NEMA_6_50",)},
        ),
        Code(
            "nema_10_30",
            Text("NEMA 10-30", "NEMA 10-30", "NEMA 10-30", "NEMA 10-30"),
            {"ocpi": ("NEMA_10_30",)},
        ),
        Code(
            "nema_10_50",
            Text("NEMA 10-50", "NEMA 10-50", "NEMA 10-50", "NEMA 10-50"),
            {"ocpi": ("NEMA_10_50",)},
        ),
        Code(
            "nema_14_30",
            Text("NEMA 14-30", "NEMA 14-30", "NEMA 14-30", "NEMA 14-30"),
            {"ocpi": ("NEMA_14_30",)},
        ),
        Code(
            "nema_14_50",
            Text("NEMA 14-50", "NEMA 14-50", "NEMA 14-50", "NEMA 14-50"),
            {"ocpi": ("NEMA_14_50",)},
        ),
        Code(
            "pantograph_bottom_up",
            Text(
                "Pantograph vun ënnen",
                "pantographe montant",
                "Pantograf von unten",
                "pantograph, bottom-up",
            ),
            {"ocpi": ("PANTOGRAPH_BOTTOM_UP",)},
        ),
        Code(
            "pantograph_top_down",
            Text(
                "Pantograph vun uewen",
                "pantographe descendant",
                "Pantograf von oben",
                "pantograph, top-down",
            ),
            {"ocpi": ("PANTOGRAPH_TOP_DOWN",)},
        ),
        Code(
            "sae_j3400",
            Text("NACS (SAE J3400)", "NACS (SAE J3400)", "NACS (SAE J3400)", "NACS (SAE J3400)"),
            {"ocpi": ("SAE_J3400",)},
        ),
        Code(
            "tesla_r",
            Text("Tesla Roadster", "Tesla Roadster", "Tesla Roadster", "Tesla Roadster"),
            {"ocpi": ("TESLA_R",)},
        ),
        Code(
            "tesla_s",
            Text("Tesla Model S/X", "Tesla Model S/X", "Tesla Model S/X", "Tesla Model S/X"),
            {"ocpi": ("TESLA_S",), "osm": ("socket:tesla_supercharger",)},
        ),
    ),
)
