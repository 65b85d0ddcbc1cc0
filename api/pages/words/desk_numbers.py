"""The words of the numbers about reports."""

from __future__ import annotations

from layers.spec import Text

DESK_NUMBER_WORDS: dict[str, Text] = {
    "stat_reports_service": Text("No Kategorie", "Par catégorie", "Nach Kategorie", "By category"),
    "stat_reports_month": Text("No Mount", "Par mois", "Nach Monat", "By month"),
    "stat_reports_place": Text("No Strooss", "Par rue", "Nach Straße", "By street"),
    "stat_reports_shown": Text(
        "{count} · {answer} / {repair}",
        "{count} · {answer} / {repair}",
        "{count} · {answer} / {repair}",
        "{count} · {answer} / {repair}",
    ),
    "stat_reports_nowhere": Text("ouni Plaz", "sans lieu", "ohne Ort", "no place"),
    "stat_reports_days": Text("Deeg", "j", "Tage", "days"),
    "stat_col_answered": Text("beäntwert", "répondus", "beantwortet", "answered"),
    "stat_col_answer_median_h": Text(
        "Äntwert: Median (h)", "réponse : médiane (h)", "Antwort: Median (h)", "answer: median (h)"
    ),
    "stat_col_answer_p90_h": Text(
        "Äntwert: 90 % (h)", "réponse : 90 % (h)", "Antwort: 90 % (h)", "answer: 90 % (h)"
    ),
    "stat_col_repaired": Text("gefléckt", "réparés", "repariert", "repaired"),
    "stat_col_repair_median_h": Text(
        "Reparatur: Median (h)",
        "réparation : médiane (h)",
        "Reparatur: Median (h)",
        "repair: median (h)",
    ),
    "stat_col_repair_p90_h": Text(
        "Reparatur: 90 % (h)", "réparation : 90 % (h)", "Reparatur: 90 % (h)", "repair: 90 % (h)"
    ),
    "desk_numbers_told": Text(
        "D'Meldunge vun de leschten 12 Méint: wéi vill, an am Median d'Zäit bis zur Äntwert / bis "
        "zur Reparatur.",
        "Les signalements des 12 derniers mois : combien, et le délai médian de réponse / de "
        "réparation.",
        "Die Meldungen der letzten 12 Monate: wie viele, und im Median die Zeit bis zur Antwort / "
        "bis zur Reparatur.",
        "The reports of the last 12 months: how many, and the median time to answer / to repair.",
    ),
    "desk_times": Text(
        "Wéi laang et dauert", "Combien de temps", "Wie lange es dauert", "How long it takes"
    ),
    "desk_heat": Text(
        "Wou a wéini gemellt gëtt",
        "Où et quand on signale",
        "Wo und wann gemeldet wird",
        "Where and when people report",
    ),
    "desk_heat_map": Text(
        "Kaart mat Felder vun 100 m: wat méi kräfteg, wat méi Meldungen. D'Zuele stinn an der "
        "Tabell.",
        "Carte en carrés de 100 m : plus c'est fort, plus il y a de signalements. Les chiffres "
        "sont dans le tableau.",
        "Karte in Feldern von 100 m: je kräftiger, desto mehr Meldungen. Die Zahlen stehen in der "
        "Tabelle.",
        "Map in squares of 100 m: the stronger, the more reports. The numbers are in the table.",
    ),
    "desk_heat_month": Text("Mount", "Mois", "Monat", "Month"),
    "desk_heat_all": Text("dat ganzt Joer", "toute l'année", "das ganze Jahr", "the whole year"),
    "desk_heat_play": Text("Ofspillen", "Lire", "Abspielen", "Play"),
    "desk_heat_stop": Text("Stopp", "Arrêter", "Stopp", "Stop"),
    "desk_heat_east": Text("Ost (m)", "est (m)", "Ost (m)", "east (m)"),
    "desk_heat_north": Text("Nord (m)", "nord (m)", "Nord (m)", "north (m)"),
    "desk_heat_count": Text("Meldungen", "signalements", "Meldungen", "reports"),
}
