"""The words of the pages on which planners give crews tasks and work areas."""

from __future__ import annotations

from layers.spec import Text

WORDS: dict[str, Text] = {
    "tasks": Text("Aufgaben", "Tâches", "Aufgaben", "Tasks"),
    "task_new": Text("Nei Aufgab", "Nouvelle tâche", "Neue Aufgabe", "New task"),
    "task_edit": Text("Aufgab änneren", "Modifier la tâche", "Aufgabe ändern", "Change task"),
    "task_make": Text("Aufgab maachen", "Créer une tâche", "Aufgabe anlegen", "Make a task"),
    "task_none": Text(
        "Keng Aufgaben. Leet ënnen eng un: si kënnt mam nächsten Ofgläich op d'Tableten.",
        "Aucune tâche. Créez-en une ci-dessous: elle arrive sur les tablettes à la prochaine "
        "synchronisation.",
        "Keine Aufgaben. Legen Sie unten eine an: sie kommt mit dem nächsten Abgleich auf die "
        "Tablets.",
        "No tasks. Make one below: it reaches the tablets with their next sync.",
    ),
    "task_title": Text("Wat", "Quoi", "Was", "What"),
    "task_text": Text("Am Detail", "En détail", "Im Einzelnen", "In detail"),
    "task_where": Text("Wou", "Où", "Wo", "Where"),
    "task_at": Text("Bei {code}", "Près de {code}", "Bei {code}", "At {code}"),
    "task_due": Text("Bis", "Pour le", "Bis", "By"),
    "task_who": Text("Wien", "Qui", "Wer", "Who"),
    "task_anybody": Text("wien derlaanscht kënnt", "qui passe", "wer vorbeikommt", "whoever comes"),
    "task_order": Text("Nummer op der Tour", "Rang du parcours", "Nummer der Tour", "Order"),
    "task_photos": Text("Fotoen", "Photos", "Fotos", "Photos"),
    "task_before": Text("virdrun", "avant", "vorher", "before"),
    "task_after": Text("duerno", "après", "nachher", "after"),
    "task_photo_alt": Text(
        "Foto {n} zu „{title}“",
        "Photo {n} de «{title}»",
        "Foto {n} zu „{title}“",
        "Photo {n} of '{title}'",
    ),
    "task_area": Text("Aarbechtsgebitt", "Secteur", "Arbeitsgebiet", "Work area"),
    "task_area_help": Text(
        "Ouni eege Checklëscht a Plaz huet d'Aufgab déi vum Gebitt.",
        "Sans liste de contrôle ni lieu propres, la tâche prend ceux du secteur.",
        "Ohne eigene Checkliste und Stelle hat die Aufgabe die des Gebiets.",
        "Without a checklist and a place of its own the task has the area's.",
    ),
    "task_list": Text("Checklëscht", "Liste de contrôle", "Checkliste", "Checklist"),
    "task_list_help": Text(
        "Eng Linn pro Punkt. „Deckel propper“ gëtt ofgehaakt, „Déift [0 m]“ ass eng Zuel, "
        "„Zoustand [gutt / verschlass]“ ee vun deene Wierder, „Notiz [...]“ en Text; * = muss.",
        "Une ligne par point. «Tampon propre» se coche, «Profondeur [0 m]» est un nombre, "
        "«État [bon / usé]» un de ces mots, «Remarque [...]» un texte; * = obligatoire.",
        "Eine Zeile je Punkt. „Deckel sauber“ wird abgehakt, „Tiefe [0 m]“ ist eine Zahl, "
        "„Zustand [gut / verschlissen]“ eines dieser Wörter, „Bemerkung [...]“ ein Text; * = muss.",
        "One line for each item. 'Cover clean' is ticked, 'Depth [0 m]' is a number, "
        "'State [good / worn]' one of these words, 'Remark [...]' a text; * = required.",
    ),
    "task_template": Text("Vun der Virlag", "Selon le modèle", "Aus der Vorlage", "From template"),
    "task_keep": Text(
        "Als Virlag halen ënner", "Garder comme modèle", "Als Vorlage behalten als", "Keep as"
    ),
    "task_state_open": Text("oppen", "ouverte", "offen", "open"),
    "task_state_done": Text("erleedegt", "faite", "erledigt", "done"),
    "task_state_cancelled": Text("ofgesot", "annulée", "abgesagt", "cancelled"),
    "task_cancel": Text("Ofsoen", "Annuler", "Absagen", "Cancel task"),
    "task_reopen": Text("Erëm opmaachen", "Rouvrir", "Wieder öffnen", "Open again"),
    "task_answers": Text("Äntwerten", "Réponses", "Antworten", "Answers"),
    "task_told_saved": Text("Gespäichert.", "Enregistré.", "Gespeichert.", "Saved."),
    "task_told_removed": Text("Ewechgeholl.", "Retiré.", "Entfernt.", "Removed."),
    "task_yes": Text("jo", "oui", "ja", "yes"),
    "task_no": Text("nee", "non", "nein", "no"),
    "areas": Text("Aarbechtsgebidder", "Secteurs", "Arbeitsgebiete", "Work areas"),
    "area_new": Text("Neit Gebitt", "Nouveau secteur", "Neues Gebiet", "New work area"),
    "area_edit": Text("Gebitt änneren", "Modifier le secteur", "Gebiet ändern", "Change work area"),
    "area_none": Text(
        "Keng Gebidder. En Tablet hëlt dann d'ganz Gemeng mat.",
        "Aucun secteur. Une tablette emporte alors toute la commune.",
        "Keine Gebiete. Ein Tablet nimmt dann die ganze Gemeinde mit.",
        "No work areas. A tablet then takes the whole commune along.",
    ),
    "area_size": Text(
        "{count} Anlagen, ongeféier {size}",
        "{count} ouvrages, environ {size}",
        "{count} Anlagen, etwa {size}",
        "{count} assets, about {size}",
    ),
    "area_shape_help": Text(
        "Eckpunkten, een op der Linn ({example}), oder déi zwee Ecke vun engem Rechteck.",
        "Sommets, un par ligne ({example}), ou les deux coins d'un rectangle.",
        "Eckpunkte, einer je Zeile ({example}), oder die zwei Ecken eines Rechtecks.",
        "Corners, one on a line ({example}), or the two corners of a rectangle.",
    ),
    "area_takes": Text("Um Tablet", "Sur la tablette", "Auf dem Tablet", "On the tablet"),
    "task_where_help": Text(
        "Breet a Längt, oder Ost an Nord ({example}).",
        "Latitude et longitude, ou est et nord ({example}).",
        "Breite und Länge, oder Ost und Nord ({example}).",
        "Latitude and longitude, or east and north ({example}).",
    ),
    "area_stays": Text(
        "Eidel bleift et, wou et ass.",
        "Vide: il reste où il est.",
        "Leer bleibt es, wo es ist.",
        "Empty leaves it where it is.",
    ),
    "positioning": Text(
        "Positioune vum Empfänger",
        "Positions du récepteur",
        "Positionen des Empfängers",
        "Positions of a receiver",
    ),
    "positioning_help": Text(
        "Wou eng fix RTK-Léisung gefrot ass, waart den Tablet op si. Eng Ekipp kann och ouni si "
        "ophuelen: dat waart dann hei op eng Entscheedung. Mam Band oder vu bekannte Punkten aus "
        "gemooss zielt seng eege Genauegkeet.",
        "Là où une solution RTK fixe est demandée, la tablette l'attend. Une équipe peut relever "
        "sans elle: le levé attend alors une décision ici. Mesuré au ruban ou depuis des points "
        "connus, seule la précision compte.",
        "Wo eine fixe RTK-Lösung verlangt ist, wartet das Tablet auf sie. Ein Trupp kann auch ohne "
        "sie aufnehmen: das wartet dann hier auf eine Entscheidung. Mit dem Band oder von "
        "bekannten Punkten aus gemessen zählt allein die Genauigkeit.",
        "Where a fixed RTK solution is asked for, the tablet waits for it. A crew can capture "
        "without one: that waits here for a decision. Taped, or measured from known points, only "
        "the accuracy counts.",
    ),
    "positioning_layers": Text(
        "Wat gëtt gefrot, no Couche",
        "Ce qui est demandé, par couche",
        "Was verlangt wird, nach Ebene",
        "What is asked for, by layer",
    ),
    "positioning_asked": Text("Gefrot", "Demandé", "Verlangt", "Asked for"),
    "positioning_any": Text("{metres}", "{metres}", "{metres}", "{metres}"),
    "positioning_rtk_fixed": Text(
        "RTK fix, {metres}", "RTK fixe, {metres}", "RTK fix, {metres}", "RTK fixed, {metres}"
    ),
    "captured": Text("Opgeholl", "Levés", "Aufgenommen", "Captured"),
    "captured_period": Text("Zäitraum", "Période", "Zeitraum", "Period"),
    "captured_days": Text("{days} Deeg", "{days} jours", "{days} Tage", "{days} days"),
    "captured_now": Text("Ekippen elo", "Équipes maintenant", "Trupps jetzt", "Crews now"),
    "captured_nobody": Text(
        "Keen deelt grad seng Plaz. Eng Ekipp decidéiert dat selwer um Tablet.",
        "Personne ne partage sa position. L'équipe en décide elle-même sur la tablette.",
        "Niemand teilt gerade seinen Ort. Ein Trupp entscheidet das selbst auf dem Tablet.",
        "Nobody shares their place now. A crew decides that itself on the tablet.",
    ),
    "captured_none": Text(
        "An dësem Zäitraum ass näischt ukomm.",
        "Rien n'est arrivé pendant cette période.",
        "In diesem Zeitraum ist nichts angekommen.",
        "Nothing arrived in this period.",
    ),
    "captured_by_day": Text(
        "Besich no Dag a Standardfeeler",
        "Visites par jour et écart-type",
        "Besuche nach Tag und Standardfehler",
        "Visits by day and standard error",
    ),
    "captured_by_layer": Text("No Couche", "Par couche", "Nach Ebene", "By layer"),
    "captured_by_person": Text(
        "Wien geschéckt huet", "Qui a envoyé", "Wer gesendet hat", "Who sent them"
    ),
    "area_task": Text(
        "Aufgab an dësem Gebitt",
        "Tâche dans ce secteur",
        "Aufgabe in diesem Gebiet",
        "Task in this area",
    ),
    "area_remove": Text("Ewechhuelen", "Retirer", "Entfernen", "Remove"),
}
