"""The words of the pages of work orders, and of their printed sheets."""

from __future__ import annotations

from layers.spec import Text

ORDER_WORDS: dict[str, Text] = {
    "orders": Text("Opträg", "Ordres de travail", "Aufträge", "Work orders"),
    "order": Text("Optrag", "Ordre", "Auftrag", "Order"),
    "order_new": Text("Neien Optrag", "Nouvel ordre", "Neuer Auftrag", "New order"),
    "order_make": Text("Optrag uleeën", "Créer l'ordre", "Auftrag anlegen", "Make the order"),
    "order_empty_list": Text(
        "Nach kee Optrag. En Optrag sammelt Meldungen an Anlagen, déi eng Ekipp op enger Tour "
        "maache kann.",
        "Aucun ordre pour l'instant. Un ordre réunit les signalements et ouvrages qu'une équipe "
        "traite en une tournée.",
        "Noch kein Auftrag. Ein Auftrag sammelt Meldungen und Anlagen, die ein Trupp auf einer "
        "Tour erledigen kann.",
        "No order yet. An order gathers reports and assets that a crew can do on one tour.",
    ),
    "order_none": Text(
        "Kee Optrag passt dozou.",
        "Aucun ordre ne correspond.",
        "Kein Auftrag passt dazu.",
        "No order fits this.",
    ),
    "order_state": Text("Stand", "Situation", "Stand", "State"),
    "order_state_draft": Text("Entworf", "brouillon", "Entwurf", "draft"),
    "order_state_planned": Text("geplangt", "planifié", "geplant", "planned"),
    "order_state_in_progress": Text("amgaang", "en cours", "in Arbeit", "in progress"),
    "order_state_done": Text("fäerdeg", "terminé", "erledigt", "done"),
    "order_state_cancelled": Text("ofgesot", "annulé", "abgesagt", "cancelled"),
    "order_do_planned": Text("Plangen", "Planifier", "Planen", "Plan"),
    "order_do_in_progress": Text("Ufänken", "Commencer", "Beginnen", "Start"),
    "order_do_back": Text("Ënnerbriechen", "Interrompre", "Unterbrechen", "Interrupt"),
    "order_do_done": Text(
        "Alles erleedegt", "Tout est fait", "Alles erledigt", "All of it is done"
    ),
    "order_do_cancelled": Text("Ofsoen", "Annuler", "Absagen", "Cancel"),
    "order_told_planned": Text(
        "Geplangt: Meldungen an Aufgabe si matgaangen.",
        "Planifié : signalements et tâches ont suivi.",
        "Geplant: Meldungen und Aufgaben sind mitgegangen.",
        "Planned: its reports and tasks went along.",
    ),
    "order_told_in_progress": Text("Ugefaangen.", "Commencé.", "Begonnen.", "Started."),
    "order_told_done": Text(
        "Fäerdeg: d'Meldunge sinn zou, d'Bierger gi Bescheed.",
        "Terminé : les signalements sont clos, les citoyens sont prévenus.",
        "Erledigt: die Meldungen sind geschlossen, die Bürger werden benachrichtigt.",
        "Done: the reports are closed and the citizens are told.",
    ),
    "order_told_cancelled": Text(
        "Ofgesot: d'Meldunge si fräi fir en aneren Optrag.",
        "Annulé : les signalements sont libres pour un autre ordre.",
        "Abgesagt: die Meldungen sind frei für einen anderen Auftrag.",
        "Cancelled: the reports are free for another order.",
    ),
    "order_told_saved": Text("Gespäichert.", "Enregistré.", "Gespeichert.", "Saved."),
    "order_told_announced": Text(
        "D'Bierger liesen et elo.",
        "Les citoyens peuvent le lire.",
        "Die Bürger lesen es jetzt.",
        "Citizens can read it now.",
    ),
    "order_told_withdrawn": Text(
        "D'Bierger liesen et net méi.",
        "Les citoyens ne le lisent plus.",
        "Die Bürger lesen es nicht mehr.",
        "Citizens no longer read it.",
    ),
    "order_announce": Text(
        "De Bierger soen", "Annoncer aux citoyens", "Den Bürgern ankündigen", "Announce to citizens"
    ),
    "order_announced": Text("ëffentlech", "public", "öffentlich", "public"),
    "order_announce_help": Text(
        "Wien hei an der Géigend mellt, liest fir d'éischt dëse Saz an d'Deeg vum Optrag. Soss "
        "näischt: weder den Titel nach den Text. Op d'mannst eng Sprooch; keng Nimm.",
        "Qui signale à proximité lit d'abord cette phrase et les jours de l'ordre. Rien d'autre : "
        "ni le titre ni le texte. Au moins une langue ; pas de noms.",
        "Wer in der Nähe meldet, liest zuerst diesen Satz und die Tage des Auftrags. Sonst nichts: "
        "weder Titel noch Text. Mindestens eine Sprache; keine Namen.",
        "Who reports near by reads this sentence first, and the days of the order. Nothing else: "
        "neither title nor text. At least one language; no names.",
    ),
    "order_announce_words": Text("Saz", "Phrase", "Satz", "Sentence"),
    "order_announce_do": Text("Verëffentlechen", "Publier", "Veröffentlichen", "Publish"),
    "order_withdraw": Text("Zréckzéien", "Retirer", "Zurückziehen", "Withdraw"),
    "order_announced_look": Text(
        "Esou liest een et", "Voir la page publique", "So liest man es", "How it reads"
    ),
    "order_concerned": Text(
        "{count} si betraff", "{count} concernés", "{count} betroffen", "{count} concerned"
    ),
    "order_told_made": Text("Ugeluecht.", "Créé.", "Angelegt.", "Made."),
    "order_told_stop": Text(
        "D'Plaz ass zou.", "L'étape est close.", "Die Stelle ist erledigt.", "The stop is closed."
    ),
    "order_title": Text("Titel", "Titre", "Titel", "Title"),
    "order_text": Text("Wat ze maachen ass", "Travail à faire", "Was zu tun ist", "What to do"),
    "order_kind": Text("Zort", "Nature", "Art", "Kind"),
    "order_kind_repair": Text("Reparatur", "réparation", "Reparatur", "repair"),
    "order_kind_replacement": Text("Ersatz", "remplacement", "Ersatz", "replacement"),
    "order_kind_inspection": Text("Kontroll", "contrôle", "Kontrolle", "inspection"),
    "order_priority": Text("Prioritéit", "Priorité", "Priorität", "Priority"),
    "order_priority_1": Text("héich", "haute", "hoch", "high"),
    "order_priority_2": Text("normal", "normale", "normal", "normal"),
    "order_priority_3": Text("huet Zäit", "peut attendre", "hat Zeit", "has time"),
    "order_danger": Text("Gefor", "Danger", "Gefahr", "Danger"),
    "order_begins": Text("Vum", "Du", "Von", "From"),
    "order_ends": Text("Bis", "Au", "Bis", "Until"),
    "order_assignee": Text("Ekipp", "Équipe", "Trupp", "Crew"),
    "order_anybody": Text("jidderee", "n'importe qui", "wer kommt", "whoever comes by"),
    "order_materials": Text("Material", "Matériel", "Material", "Materials"),
    "order_materials_help": Text(
        "Eng Zeil fir all Material, zum Beispill: 4 m Kabel",
        "Une ligne par matériel, par exemple : 4 m câble",
        "Eine Zeile je Material, zum Beispiel: 4 m Kabel",
        "One to a line, for instance: 4 m cable",
    ),
    "order_checklist": Text("Checklëscht", "Liste de contrôle", "Checkliste", "Checklist"),
    "order_checklist_kept": Text(
        "wéi se ass", "inchangée", "wie sie ist", "as it is"
    ),
    "order_photos": Text("Fotoen", "Photos", "Fotos", "Photos"),
    "order_photos_before": Text(
        "Foto virdrun", "photo avant", "Foto vorher", "photo before"
    ),
    "order_photos_after": Text("Foto duerno", "photo après", "Foto nachher", "photo after"),
    "order_estimate": Text(
        "Geschaten Käschten (€)", "Coût estimé (€)", "Geschätzte Kosten (€)", "Estimated cost (€)"
    ),
    "order_actual": Text(
        "Wierklech Käschten (€)", "Coût réel (€)", "Tatsächliche Kosten (€)", "Actual cost (€)"
    ),
    "order_stops": Text("Plazen", "Étapes", "Stellen", "Stops"),
    "order_stop": Text("Plaz", "Étape", "Stelle", "Stop"),
    "order_stop_open": Text("op", "ouverte", "offen", "open"),
    "order_stop_done": Text("erleedegt", "faite", "erledigt", "done"),
    "order_stop_not_found": Text("net fonnt", "introuvable", "nicht gefunden", "not found"),
    "order_stop_cancelled": Text("ewechgeholl", "retirée", "entfernt", "taken out"),
    "order_no_stops": Text(
        "Nach keng Plaz. Huelt Meldungen oder Anlagen dobäi.",
        "Aucune étape. Ajoutez des signalements ou des ouvrages.",
        "Noch keine Stelle. Nehmen Sie Meldungen oder Anlagen auf.",
        "No stop yet. Add reports or assets.",
    ),
    "order_reports": Text("Meldungen", "Signalements", "Meldungen", "Reports"),
    "order_map": Text(
        "D'Plazen an hirer Reiefolleg", "Les étapes dans l'ordre", "Die Stellen der Reihe nach",
        "The stops in their order",
    ),
    "order_add": Text(
        "Meldungen oder Anlagen dobäihuelen",
        "Ajouter des signalements ou des ouvrages",
        "Meldungen oder Anlagen aufnehmen",
        "Add reports or assets",
    ),
    "order_add_numbers": Text(
        "Nummere vu Meldungen oder Kennunge vun Anlagen",
        "Numéros de signalements ou identifiants d'ouvrages",
        "Nummern von Meldungen oder Kennungen von Anlagen",
        "Numbers of reports or codes of assets",
    ),
    "order_add_help": Text(
        "Mat Komma oder Espace getrennt: 26-00042, LU-HE-0012",
        "Séparés par des virgules ou espaces : 26-00042, LU-HE-0012",
        "Durch Komma oder Leerzeichen getrennt: 26-00042, LU-HE-0012",
        "With commas or spaces between: 26-00042, LU-HE-0012",
    ),
    "order_add_more": Text(
        "Sichen oder op der Kaart wielen", "Chercher ou choisir sur la carte",
        "Suchen oder auf der Karte wählen", "Search or pick on the map",
    ),
    "order_add_search": Text("Sichen", "Chercher", "Suchen", "Search"),
    "order_add_words": Text(
        "Nummer, Strooss oder Kennung", "Numéro, rue ou identifiant",
        "Nummer, Straße oder Kennung", "Number, street or code",
    ),
    "order_add_find": Text("Sichen", "Chercher", "Suchen", "Search"),
    "order_add_nothing": Text(
        "Näischt fonnt, wat an dësen Optrag kéint.",
        "Rien trouvé qui puisse rejoindre cet ordre.",
        "Nichts gefunden, was in diesen Auftrag könnte.",
        "Nothing found that could join this order.",
    ),
    "order_add_ticked": Text(
        "Dat Gewielt dobäihuelen", "Ajouter ce qui est coché", "Ausgewähltes aufnehmen",
        "Add what is ticked",
    ),
    "order_add_there": Text(
        "Op der Kaart kucken:", "Voir sur la carte :", "Auf der Karte ansehen:",
        "Look on the map:",
    ),
    "order_add_map": Text(
        "Op der Kaart wielen", "Choisir sur la carte", "Auf der Karte wählen", "Pick on the map"
    ),
    "order_add_tap": Text(
        "Tippt op d'Kaart, fir ze gesinn, wat do ass.",
        "Touchez la carte pour voir ce qui s'y trouve.",
        "Tippen Sie auf die Karte, um zu sehen, was dort ist.",
        "Tap the map to see what is there.",
    ),
    "order_add_do": Text("Dobäihuelen", "Ajouter", "Aufnehmen", "Add"),
    "order_suspected": Text(
        "Wat zesummegehéiert", "Ce qui va ensemble", "Was zusammengehört", "What belongs together"
    ),
    "order_take_all": Text(
        "All {count} dobäihuelen", "Ajouter les {count}", "Alle {count} aufnehmen",
        "Add all {count}",
    ),
    "order_drop": Text("Eraushuelen", "Retirer", "Herausnehmen", "Take out"),
    "order_route_do": Text(
        "Kuerze Wee", "Chemin court", "Kurzer Weg", "Short way"
    ),
    "order_print": Text("Drécken (PDF)", "Imprimer (PDF)", "Drucken (PDF)", "Print (PDF)"),
    "order_outcome": Text("Resultat", "Résultat", "Ergebnis", "Outcome"),
    "order_notes": Text("Notizen", "Notes", "Notizen", "Notes"),
    "order_close_stop": Text(
        "Plaz ofschléissen", "Clore l'étape", "Stelle abschließen", "Close the stop"
    ),
    "order_sentence": Text(
        "Saz fir d'Bierger (soss en üblechen)",
        "Phrase pour les citoyens (sinon l'habituelle)",
        "Satz für die Bürger (sonst der übliche)",
        "Sentence for the citizens (else the usual one)",
    ),
    "order_reason": Text("Grond", "Motif", "Grund", "Reason"),
    "order_says": Text("Wat um Optrag steet", "Contenu de l'ordre", "Was im Auftrag steht",
                       "What the order says"),
    "order_history": Text("Verlaf", "Historique", "Verlauf", "History"),
    "order_board": Text("Tafel", "Tableau", "Tafel", "Board"),
    "order_list": Text("Lëscht", "Liste", "Liste", "List"),
    "order_views": Text("Usiicht", "Affichage", "Ansicht", "View"),
    "order_open_ones": Text("wat op ass", "en cours", "offene", "open ones"),
    "order_mine": Text("nëmme meng", "les miens", "nur meine", "only mine"),
    "order_counts": Text(
        "{closed} vun {stops} Plazen, {reports} Meldungen",
        "{closed} étapes sur {stops}, {reports} signalements",
        "{closed} von {stops} Stellen, {reports} Meldungen",
        "{closed} of {stops} stops, {reports} reports",
    ),
    "order_worn": Text(
        "Fält ze dacks aus", "Tombe trop souvent en panne", "Fällt zu oft aus", "Fails too often"
    ),
    "order_worn_told": Text(
        "{count} Ausfäll a 12 Méint: {days}. Ersetzen ass vläicht méi bëlleg wéi nach eng Kéier "
        "flécken.",
        "{count} pannes en 12 mois : {days}. Remplacer coûte peut-être moins que réparer encore.",
        "{count} Ausfälle in 12 Monaten: {days}. Ersetzen ist vielleicht günstiger als wieder zu "
        "reparieren.",
        "{count} failures in 12 months: {days}. Replacing may cost less than repairing again.",
    ),
    "order_worn_do": Text(
        "Ersatz als Entworf", "Remplacement en brouillon", "Ersatz als Entwurf",
        "Replacement as a draft",
    ),
    "order_worn_title": Text(
        "{code} ersetzen", "Remplacer {code}", "{code} ersetzen", "Replace {code}"
    ),
    "order_of_asset": Text(
        "En Optrag maachen", "Créer un ordre", "Auftrag anlegen", "Make an order"
    ),
    "order_continued": Text(
        "Optrag {number}, Säit {page} vun {pages}",
        "Ordre {number}, page {page} de {pages}",
        "Auftrag {number}, Seite {page} von {pages}",
        "Order {number}, page {page} of {pages}",
    ),
    "order_sign": Text(
        "Datum, Ënnerschrëft", "Date, signature", "Datum, Unterschrift", "Date, signature"
    ),
    "order_result_photo": Text(
        "Foto vun der Reparatur", "Photo de la réparation", "Foto der Reparatur",
        "Photo of the repair",
    ),
    "order_photos_of": Text(
        "Fotoe vun der Reparatur", "Photos de la réparation", "Fotos der Reparatur",
        "Photos of the repair",
    ),
    "order_photos_none": Text(
        "Nach keng. D'Ekipp schéckt se vum Tablet.",
        "Aucune encore. L'équipe les envoie de sa tablette.",
        "Noch keine. Der Trupp schickt sie vom Tablet.",
        "None yet. The crew sends them from its tablet.",
    ),
    "order_photos_look": Text(
        "Kuckt all Foto un, ier Bierger e gesinn: keng Gesiichter, keng Placken. Schwäerzen "
        "gëllt fir all Meldungen, déi d'Foto hunn.",
        "Regardez chaque photo avant que les citoyens ne la voient : ni visages, ni plaques. "
        "Noircir vaut pour tous les signalements qui ont la photo.",
        "Sehen Sie jedes Foto an, bevor Bürger es sehen: keine Gesichter, keine Kennzeichen. "
        "Schwärzen gilt für alle Meldungen, die das Foto haben.",
        "Look at every photo before citizens see it: no faces, no number plates. Blacking out "
        "counts for all reports that have the photo.",
    ),
    "order_photos_release": Text(
        "All {count} weisen: {reports} Meldungen",
        "Montrer les {count} : {reports} signalements",
        "Alle {count} zeigen: {reports} Meldungen",
        "Show all {count}: {reports} reports",
    ),
    "order_photos_send": Text(
        "Fotoe vun hei schécken", "Envoyer des photos d'ici", "Fotos von hier senden",
        "Send photos from here",
    ),
    "order_photos_send_help": Text(
        "JPEG, PNG oder WebP. Bei enger erleedegter Plaz kréien hir Meldungen d'Foto, nach net "
        "ëffentlech. Plaz a Kamera gi geläscht.",
        "JPEG, PNG ou WebP. À une étape faite, ses signalements reçoivent la photo, pas encore "
        "publique. Le lieu et l'appareil sont effacés.",
        "JPEG, PNG oder WebP. Bei einer erledigten Stelle erhalten ihre Meldungen das Foto, noch "
        "nicht öffentlich. Ort und Kamera werden gelöscht.",
        "JPEG, PNG or WebP. At a stop that is done its reports get the photo, not yet public. "
        "Place and camera are erased.",
    ),
    "order_photos_send_do": Text("Schécken", "Envoyer", "Senden", "Send"),
    "order_told_released": Text(
        "D'Bierger gesinn d'Fotoen elo.",
        "Les citoyens voient les photos.",
        "Die Bürger sehen die Fotos jetzt.",
        "Citizens see the photos now.",
    ),
    "order_told_hidden": Text(
        "D'Bierger gesinn d'Fotoen net méi.",
        "Les citoyens ne voient plus les photos.",
        "Die Bürger sehen die Fotos nicht mehr.",
        "Citizens no longer see the photos.",
    ),
    "order_hide": Text(
        "Net méi weisen", "Ne plus montrer", "Nicht mehr zeigen", "Show no longer"
    ),
}  # fmt: skip
REPORT_STATES: dict[str, Text] = {
    "unconfirmed": Text("net bestätegt", "non confirmé", "unbestätigt", "unconfirmed"),
    "received": Text("erakomm", "reçu", "eingegangen", "received"),
    "waiting_info": Text("Nofro", "question posée", "Rückfrage", "question asked"),
    "accepted": Text("ugeholl", "accepté", "angenommen", "accepted"),
    "planned": Text("geplangt", "planifié", "geplant", "planned"),
    "in_progress": Text("amgaang", "en cours", "in Arbeit", "in progress"),
    "forwarded": Text("weiderginn", "transmis", "weitergegeben", "forwarded"),
    "done": Text("fäerdeg", "fait", "erledigt", "done"),
    "rejected": Text("ofgeleent", "rejeté", "abgelehnt", "rejected"),
    "duplicate": Text("duebel", "doublon", "doppelt", "duplicate"),
    "spam": Text("Spam", "spam", "Spam", "spam"),
    "reopened": Text("nees op", "rouvert", "wieder offen", "reopened"),
}
