"""The words of the dashboard and its statistics."""

from __future__ import annotations

from layers.spec import Text

WORDS: dict[str, Text] = {
    "dash": Text("Iwwersiicht", "Tableau de bord", "Übersicht", "Dashboard"),
    "dash_as_of": Text(
        "Stand vun der Revisioun {revision}.",
        "État de la révision {revision}.",
        "Stand der Revision {revision}.",
        "As of revision {revision}.",
    ),
    "dash_past": Text(
        "Dëst ass de Stand um Enn vum {day}. Opnamen, Feeler an d'Erneierung gi fir haut gezielt "
        "a feelen dofir hei.",
        "État à la fin du {day}. Les levés, les défauts et le renouvellement se comptent à ce "
        "jour et manquent donc ici.",
        "Dies ist der Stand am Ende des {day}. Aufnahmen, Fehler und Erneuerung werden für heute "
        "gezählt und fehlen deshalb hier.",
        "This is how it was at the end of {day}. Captures, faults and renewal are counted for "
        "today and so are not here.",
    ),
    "dash_day": Text("Wéi et war", "Tel que c'était", "Wie es war", "As it was"),
    "dash_show": Text("Weisen", "Afficher", "Zeigen", "Show"),
    "dash_today": Text("Haut", "Aujourd'hui", "Heute", "Today"),
    "dash_empty": Text(
        "An dëser Gemeng ass nach näischt erfaasst, wat Dir gesitt.",
        "Rien de ce que vous pouvez voir n'est encore saisi dans cette commune.",
        "In dieser Gemeinde ist noch nichts erfasst, was Sie sehen.",
        "Nothing that you may see has been recorded in this commune yet.",
    ),
    "dash_empty_do": Text(
        "Bréngt eng Datei mat oder setzt dat éischt Objet op d'Kaart; dann zielt dës Säit.",
        "Importez un fichier ou placez un premier objet sur la carte; cette page comptera.",
        "Bringen Sie eine Datei oder setzen Sie das erste Objekt auf die Karte; dann zählt "
        "diese Seite.",
        "Bring a file or put the first asset on the map; then this page will count.",
    ),
    "dash_counted": Text(
        "Gezielt gëtt, wat do ass: keng geplangten, stillgeluechten oder ewechgehollen Objeten. "
        "Längte sinn an der Ebene gemooss.",
        "Compte ce qui existe: ni projeté, ni abandonné, ni enlevé. Longueurs en plan.",
        "Gezählt wird, was da ist: nichts Geplantes, Stillgelegtes oder Rückgebautes. Längen "
        "in der Ebene.",
        "Counted is what is there: nothing planned, disused or removed. Lengths are planar.",
    ),
    "dash_lines": Text("Längten", "Longueurs", "Längen", "Lengths"),
    "dash_layer": Text(
        "Eng Couche am Detail", "Une couche en détail", "Eine Ebene im Detail", "One layer closely"
    ),
    "dash_layers": Text("Couche", "Couche", "Ebene", "Layer"),
    "dash_table": Text("Als Tabell", "En tableau", "Als Tabelle", "As a table"),
    "dash_chart_told": Text(
        "Balken, {count} Zeilen, zesummen {total}. Déi längst: {longest}.",
        "Barres, {count} lignes, au total {total}. La plus longue: {longest}.",
        "Balken, {count} Zeilen, zusammen {total}. Der längste: {longest}.",
        "Bars, {count} rows, {total} together. The longest: {longest}.",
    ),
    "dash_shares_told": Text(
        "Balken, {count} Zeilen. Déi längst: {longest}.",
        "Barres, {count} lignes. La plus longue: {longest}.",
        "Balken, {count} Zeilen. Der längste: {longest}.",
        "Bars, {count} rows. The longest: {longest}.",
    ),
    "dash_line_told": Text(
        "Linn vun {first} op {last}.",
        "Courbe de {first} à {last}.",
        "Linie von {first} auf {last}.",
        "Line from {first} to {last}.",
    ),
    "dash_capture": Text(
        "Wat opgeholl ass", "Avancement du levé", "Stand der Aufnahme", "Capture progress"
    ),
    "dash_none_observed": Text(
        "Nach keng Positioun gouf virun der Plaz opgeholl.",
        "Aucune position n'a encore été levée sur place.",
        "Noch keine Position wurde vor Ort aufgenommen.",
        "No position has been observed on site yet.",
    ),
    "dash_observed": Text(
        "{observed} vun {whole} goufen op der Plaz opgeholl.",
        "{observed} sur {whole} levés sur place.",
        "{observed} von {whole} wurden vor Ort aufgenommen.",
        "{observed} of {whole} were observed on site.",
    ),
    "dash_data": Text(
        "Feeler an den Daten", "Défauts des données", "Fehler in den Daten", "Faults in the data"
    ),
    "dash_never": Text(
        "D'Daten goufen nach ni nogekuckt.",
        "Les données n'ont jamais été vérifiées.",
        "Die Daten wurden noch nie geprüft.",
        "The data were never checked.",
    ),
    "dash_no_issues": Text(
        "Keng oppe Feeler.", "Aucun défaut ouvert.", "Keine offenen Fehler.", "No open faults."
    ),
    "dash_renewal_told": Text(
        "Baujoer plus erwaarten Notzungsdauer. Dat sinn Planungsannahmen ouni Norm dohannert, "
        "keng Virhersoen: den Zoustand entscheet.",
        "Année de pose plus durée de vie attendue. Ce sont des hypothèses de planification, "
        "tirées d'aucune norme, et non des prévisions: l'état décide.",
        "Baujahr plus erwartete Nutzungsdauer. Das sind Planungsannahmen, keiner Norm entnommen, "
        "keine Vorhersagen: der Zustand entscheidet.",
        "Year of installation plus expected service life. These are planning assumptions, taken "
        "from no standard, not forecasts: the condition decides.",
    ),
    "dash_renewal_own": Text(
        "D'Gemeng huet eegen Zuele festgeluecht.",
        "La commune a fixé ses propres chiffres.",
        "Die Gemeinde hat eigene Zahlen festgelegt.",
        "The commune has set numbers of its own.",
    ),
    "dash_assumed": Text(
        "Ugeholl Joren", "Années supposées", "Angenommene Jahre", "Assumed years"
    ),
    "stat_life_others": Text("all aner", "tous les autres", "alle anderen", "all others"),
    "stat_life_all": Text("all", "tous", "alle", "all"),
    "stat_asset": Text("Objet", "objet", "Objekt", "asset"),
    "stat_assets": Text("Objeten", "objets", "Objekte", "assets"),
    "stat_unknown": Text("net notéiert", "non renseigné", "nicht angegeben", "not noted"),
    "stat_demanded": Text("gefuerdert", "exigé", "gefordert", "demanded"),
    "stat_layers": Text("No Couchen", "Par couche", "Nach Ebenen", "By layer"),
    "stat_status": Text("Status", "État", "Status", "Status"),
    "stat_material": Text("Material", "Matériau", "Werkstoff", "Material"),
    "stat_age": Text("Baujoer", "Année de pose", "Baujahr", "Year of installation"),
    "stat_diameter": Text(
        "Duerchmiesser", "Diamètre", "Durchmesser", "Diameter"
    ),
    "stat_condition": Text("Zoustand", "État structurel", "Zustand", "Condition"),
    "stat_accuracy": Text(
        "Genauegkeet vun der Lag", "Précision en plan", "Lagegenauigkeit", "Accuracy of position"
    ),
    "stat_positions": Text(
        "Op der Plaz opgeholl Positiounen",
        "Positions levées sur place",
        "Vor Ort aufgenommene Positionen",
        "Positions observed on site",
    ),
    "stat_captured": Text(
        "Opgeholl Objeten no Méint",
        "Objets levés par mois",
        "Aufgenommene Objekte nach Monaten",
        "Assets observed by month",
    ),
    "stat_issues": Text("Oppe Feeler", "Défauts ouverts", "Offene Fehler", "Open faults"),
    "stat_trend": Text(
        "Feeler an de leschten 90 Deeg",
        "Défauts des 90 derniers jours",
        "Fehler der letzten 90 Tage",
        "Faults over the last 90 days",
    ),
    "stat_waiting": Text("Wat waart", "En attente", "Was wartet", "Waiting"),
    "stat_renewal": Text(
        "Erneierung no Joren", "Renouvellement par années", "Erneuerung nach Jahren",
        "Renewal by years",
    ),
    "stat_due_overdue": Text("iwwerfälleg", "en retard", "überfällig", "overdue"),
    "stat_due_later": Text("méi spéit", "plus tard", "später", "later"),
    "stat_due_age_unknown": Text(
        "Alter onbekannt", "âge inconnu", "Alter unbekannt", "age unknown"
    ),
    "stat_due_life_unknown": Text(
        "Notzungsdauer onbekannt",
        "durée de vie inconnue",
        "Nutzungsdauer unbekannt",
        "service life unknown",
    ),
    "stat_col_theme": Text("Thema", "thème", "Thema", "theme"),
    "stat_col_theme_label": Text("Thema", "Thème", "Thema", "Theme"),
    "stat_col_layer": Text("Couche", "couche", "Ebene", "layer"),
    "stat_col_layer_label": Text("Couche", "Couche", "Ebene", "Layer"),
    "stat_col_value": Text("Wäert", "Valeur", "Wert", "Value"),
    "stat_col_label": Text("Wat", "Quoi", "Was", "What"),
    "stat_col_count": Text("Unzuel", "Nombre", "Anzahl", "Number"),
    "stat_col_length_km": Text("Längt (km)", "Longueur (km)", "Länge (km)", "Length (km)"),
    "stat_col_area_ha": Text("Fläch (ha)", "Surface (ha)", "Fläche (ha)", "Area (ha)"),
    "stat_col_first_year": Text("vun", "de", "von", "from"),
    "stat_col_last_year": Text("bis", "à", "bis", "to"),
    "stat_col_observed": Text("opgeholl", "levés", "aufgenommen", "observed"),
    "stat_col_not_observed": Text(
        "net opgeholl", "non levés", "nicht aufgenommen", "not observed"
    ),
    "stat_col_observed_percent": Text(
        "opgeholl (%)", "levés (%)", "aufgenommen (%)", "observed (%)"
    ),
    "stat_col_month": Text("Mount", "Mois", "Monat", "Month"),
    "stat_col_observed_first": Text(
        "fir d'éischt opgeholl", "levés pour la première fois", "erstmals aufgenommen",
        "observed first",
    ),
    "stat_col_observed_by_then": Text(
        "bis dohin", "jusque-là", "bis dahin", "by then"
    ),
    "stat_col_rule": Text("Reegel", "règle", "Regel", "rule"),
    "stat_col_severity": Text("Gewiicht", "Gravité", "Gewicht", "Severity"),
    "stat_col_open": Text("op", "ouverts", "offen", "open"),
    "stat_col_waived": Text("toleréiert", "admis", "geduldet", "waived"),
    "stat_col_day": Text("Dag", "Jour", "Tag", "Day"),
    "stat_col_error": Text("Feeler", "Erreurs", "Fehler", "Errors"),
    "stat_col_warning": Text("Warnungen", "Avertissements", "Warnungen", "Warnings"),
    "stat_col_note": Text("Hiweiser", "Remarques", "Hinweise", "Notes"),
    "stat_col_total": Text("zesummen", "total", "zusammen", "total"),
    "stat_col_kind": Text("Aart", "genre", "Art", "kind"),
}  # fmt: skip
