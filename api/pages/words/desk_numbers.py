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
    "desk_heat_short": Text("Hëtzekaart", "Carte de chaleur", "Heatmap", "Heat map"),
    "desk_heat_period": Text("Zäitraum", "Période", "Zeitraum", "Period"),
    "desk_heat_year": Text("12 Méint", "12 mois", "12 Monate", "12 months"),
    "desk_heat_quarter": Text("13 Wochen", "13 semaines", "13 Wochen", "13 weeks"),
    "desk_heat_month": Text("30 Deeg", "30 jours", "30 Tage", "30 days"),
    "desk_heat_step_year": Text("Mount", "Mois", "Monat", "Month"),
    "desk_heat_step_quarter": Text("Woch", "Semaine", "Woche", "Week"),
    "desk_heat_step_month": Text("Dag", "Jour", "Tag", "Day"),
    "desk_heat_week": Text(
        "Woch vum {day}", "semaine du {day}", "Woche ab {day}", "week from {day}"
    ),
    "desk_heat_status": Text("Stand", "État", "Stand", "Status"),
    "desk_heat_status_all": Text("all", "tous", "alle", "all"),
    "desk_heat_status_open": Text("oppen", "ouverts", "offen", "open"),
    "desk_heat_status_closed": Text("ofgeschloss", "clos", "abgeschlossen", "closed"),
    "desk_heat_all": Text(
        "de ganzen Zäitraum", "toute la période", "der ganze Zeitraum", "the whole period"
    ),
    "desk_heat_sum": Text(
        "{count} Meldunge mat enger Plaz. D'Kaart rondt op 20 m.",
        "{count} signalements avec un lieu. La carte arrondit à 20 m.",
        "{count} Meldungen mit einem Ort. Die Karte rundet auf 20 m.",
        "{count} reports with a place. The map rounds to 20 m.",
    ),
    "desk_heat_told": Text(
        "{step}: {count} Meldungen",
        "{step} : {count} signalements",
        "{step}: {count} Meldungen",
        "{step}: {count} reports",
    ),
    "desk_heat_few": Text("wéineg", "peu", "wenig", "few"),
    "desk_heat_many": Text("vill", "beaucoup", "viel", "many"),
    "desk_heat_back": Text("Virdrun", "Précédent", "Vorher", "Previous"),
    "desk_heat_on": Text("Duerno", "Suivant", "Danach", "Next"),
    "desk_heat_keys": Text(
        "Kaart vun de Meldungen. Pfeiltaste réckelen, Plus a Minus zoomen. Déi selwecht Zuele "
        "stinn an der Tabell drënner.",
        "Carte des signalements. Les flèches déplacent, plus et moins zooment. Les mêmes chiffres "
        "sont dans le tableau ci-dessous.",
        "Karte der Meldungen. Pfeiltasten verschieben, Plus und Minus zoomen. Dieselben Zahlen "
        "stehen in der Tabelle darunter.",
        "Map of the reports. Arrow keys move, plus and minus zoom. The same numbers are in the "
        "table below.",
    ),
    "desk_heat_script": Text(
        "Dës Kaart brauch JavaScript. D'Felder an d'Tabell drënner weisen datselwecht ouni.",
        "Cette carte a besoin de JavaScript. Les carrés et le tableau ci-dessous montrent la même "
        "chose sans lui.",
        "Diese Karte braucht JavaScript. Die Felder und die Tabelle darunter zeigen dasselbe ohne.",
        "This map needs JavaScript. The squares and the table below show the same without.",
    ),
    "desk_heat_failed": Text(
        "D'Stroossen an d'Haiser konnten net geluede ginn. Luet d'Säit nei.",
        "Les rues et les maisons n'ont pas pu être chargées. Rechargez la page.",
        "Straßen und Häuser konnten nicht geladen werden. Laden Sie die Seite neu.",
        "Streets and houses could not be loaded. Reload the page.",
    ),
    "desk_heat_squares": Text(
        "Als Felder vun {size} m",
        "En carrés de {size} m",
        "Als Felder von {size} m",
        "As squares of {size} m",
    ),
    "desk_heat_play": Text("Ofspillen", "Lire", "Abspielen", "Play"),
    "desk_heat_stop": Text("Stopp", "Arrêter", "Stopp", "Stop"),
    "desk_heat_east": Text("Ost (m)", "est (m)", "Ost (m)", "east (m)"),
    "desk_heat_north": Text("Nord (m)", "nord (m)", "Nord (m)", "north (m)"),
    "desk_heat_count": Text("Meldungen", "signalements", "Meldungen", "reports"),
}
