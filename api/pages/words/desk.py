"""The words of the clerk's desk."""

from __future__ import annotations

from layers.spec import Text

DESK_WORDS: dict[str, Text] = {
    "desk": Text("Meldungen", "Signalements", "Meldungen", "Reports"),
    "desk_stages": Text("Wéi eng Meldungen", "Quels signalements", "Welche Meldungen", "Which"),
    "desk_stage_new": Text("Nei", "Nouveaux", "Neu", "New"),
    "desk_stage_open": Text("All op", "Tous ouverts", "Alle offenen", "All open"),
    "desk_stage_work": Text("An der Maach", "En traitement", "In Arbeit", "In hand"),
    "desk_stage_waiting": Text("Bei aneren", "Chez d'autres", "Bei anderen", "With others"),
    "desk_stage_closed": Text("Zou", "Clos", "Geschlossen", "Closed"),
    "desk_stage_spam": Text("Spam", "Spam", "Spam", "Spam"),
    "desk_stage_unconfirmed": Text(
        "Net bestätegt", "Non confirmés", "Nicht bestätigt", "Unconfirmed"
    ),
    "desk_category": Text("Kategorie", "Catégorie", "Kategorie", "Category"),
    "desk_channel": Text("Wee", "Canal", "Weg", "Channel"),
    "desk_channel_web": Text("Internet", "Internet", "Internet", "Web"),
    "desk_channel_phone": Text("Telefon", "Téléphone", "Telefon", "Phone"),
    "desk_channel_counter": Text("Guichet", "Guichet", "Schalter", "Counter"),
    "desk_channel_email": Text("E-Mail", "E-mail", "E-Mail", "E-mail"),
    "desk_channel_open311": Text("App (Open311)", "App (Open311)", "App (Open311)", "Open311"),
    "desk_state": Text("Stand", "État", "Stand", "State"),
    "desk_age": Text("Alter", "Âge", "Alter", "Age"),
    "desk_age_7": Text("méi wéi 7 Deeg", "plus de 7 jours", "über 7 Tage", "over 7 days"),
    "desk_age_30": Text("méi wéi 30 Deeg", "plus de 30 jours", "über 30 Tage", "over 30 days"),
    "desk_age_90": Text("méi wéi 90 Deeg", "plus de 90 jours", "über 90 Tage", "over 90 days"),
    "desk_any": Text("all", "tous", "alle", "all"),
    "desk_doubtful": Text("zweifelhaft", "douteux", "zweifelhaft", "doubtful"),
    "desk_urgent": Text("dréngend", "urgent", "dringend", "urgent"),
    "desk_late": Text("iwwer dem Delai", "en retard", "überfällig", "overdue"),
    "desk_mine": Text("bei mir", "chez moi", "bei mir", "mine"),
    "desk_filter": Text("Filteren", "Filtrer", "Filtern", "Filter"),
    "desk_none": Text(
        "Keng Meldung hei.", "Aucun signalement ici.", "Keine Meldung hier.", "No report here."
    ),
    "desk_due": Text("bis {day}", "avant le {day}", "bis {day}", "by {day}"),
    "desk_pressure_overdue": Text("iwwer dem Delai", "en retard", "überfällig", "overdue"),
    "desk_pressure_soon": Text("geschwënn", "bientôt", "bald fällig", "due soon"),
    "desk_more": Text("+{count} och", "+{count} aussi", "+{count} auch", "+{count} too"),
    "desk_enter": Text("Meldung ophuelen", "Saisir un appel", "Meldung aufnehmen", "Take a report"),
    "desk_numbers": Text("Zuelen", "Chiffres", "Zahlen", "Numbers"),
    "desk_settings": Text("Astellungen", "Réglages", "Einstellungen", "Settings"),
    "desk_export": Text("Export", "Export", "Export", "Export"),
    "desk_map": Text(
        "{count} Meldungen op der Kaart, Norden uewen",
        "{count} signalements sur la carte, le nord en haut",
        "{count} Meldungen auf der Karte, Norden oben",
        "{count} reports on the map, north up",
    ),
    "desk_map_big": Text(
        "Op der grousser Kaart", "Sur la grande carte", "Auf der großen Karte", "On the large map"
    ),
    "desk_select": Text(
        "{number} auswielen", "choisir {number}", "{number} auswählen", "Select {number}"
    ),
    "desk_chosen": Text(
        "Mat den ausgewielten", "Avec la sélection", "Mit den ausgewählten", "With the selected"
    ),
    "desk_duplicates": Text(
        "Vläicht dat selwecht", "Peut-être le même dégât", "Vielleicht dasselbe", "May be the same"
    ),
    "desk_oldest": Text("déi eelst", "le plus ancien", "die älteste", "the oldest"),
    "desk_away": Text("{metres} m ewech", "à {metres} m", "{metres} m entfernt", "{metres} m away"),
    "desk_key_merge": Text("zesummeleeën", "réunir", "zusammenlegen", "merge"),
    "desk_merge": Text(
        "Als Dubbel vun {number} zoumaachen",
        "Clore comme doublons de {number}",
        "Als Doppel von {number} schließen",
        "Close as duplicates of {number}",
    ),
    "desk_suspicions": Text(
        "Vläicht eng gemeinsam Ursaach",
        "Peut-être une cause commune",
        "Vielleicht eine gemeinsame Ursache",
        "May have one cause",
    ),
    "desk_suspicion_hint": Text(
        "Eng Vermuddung aus de Bezéiungen vun der Kaart. Näischt gëtt vum selwen decidéiert.",
        "C'est une supposition tirée des relations de la carte. Rien n'est décidé tout seul.",
        "Das ist eine Vermutung aus den Beziehungen der Karte. Nichts wird von selbst entschieden.",
        "A guess from the relations on the map. Nothing is decided by itself.",
    ),
    "desk_accept_all": Text(
        "All zesummen unhuelen",
        "Tous les accepter ensemble",
        "Alle zusammen annehmen",
        "Accept all together",
    ),
    "desk_look": Text("Zesumme kucken", "Voir ensemble", "Zusammen ansehen", "Look at them"),
    "desk_cause": Text("Ursaach: {code}", "Cause : {code}", "Ursache: {code}", "Cause: {code}"),
    "desk_done_bulk": Text(
        "Gemaach: {count}.", "Fait : {count}.", "Erledigt: {count}.", "Done: {count}."
    ),
    "desk_refused_bulk": Text(
        "Net gemaach: {count}", "Non fait : {count}", "Nicht erledigt: {count}", "Not done: {count}"
    ),
    "desk_keys": Text("Tasten", "Touches", "Tasten", "Keys"),
    "desk_keys_on": Text(
        "Tasten benotzen", "Utiliser les touches", "Tasten benutzen", "Use the keys"
    ),
    "desk_key_move": Text(
        "nächst, viregt", "suivant, précédent", "nächste, vorige", "next, previous"
    ),
    "desk_key_open": Text("opmaachen", "ouvrir", "öffnen", "open"),
    "desk_key_select": Text("auswielen", "choisir", "auswählen", "select"),
    "desk_back": Text("Bei d'Lëscht", "À la liste", "Zur Liste", "To the list"),
    "desk_next": Text("Nächst", "Suivant", "Nächste", "Next"),
    "desk_previous": Text("Viregt", "Précédent", "Vorige", "Previous"),
    "desk_since": Text("zënter {moment}", "depuis {moment}", "seit {moment}", "since {moment}"),
    "desk_state_unconfirmed": Text(
        "net bestätegt", "non confirmé", "nicht bestätigt", "unconfirmed"
    ),
    "desk_state_received": Text("nei", "nouveau", "neu", "new"),
    "desk_state_waiting_info": Text(
        "waart op Äntwert", "attend une réponse", "wartet auf Antwort", "waits for an answer"
    ),
    "desk_state_accepted": Text("ugeholl", "accepté", "angenommen", "accepted"),
    "desk_state_planned": Text("geplangt", "planifié", "geplant", "planned"),
    "desk_state_in_progress": Text("an der Maach", "en réparation", "in Arbeit", "in progress"),
    "desk_state_forwarded": Text("weiderginn", "transmis", "weitergegeben", "forwarded"),
    "desk_state_done": Text("gefléckt", "réparé", "repariert", "repaired"),
    "desk_state_rejected": Text("ofgelehnt", "refusé", "abgelehnt", "rejected"),
    "desk_state_duplicate": Text("Dubbel", "doublon", "Doppel", "duplicate"),
    "desk_state_spam": Text("Spam", "spam", "Spam", "spam"),
    "desk_state_reopened": Text("nees op", "rouvert", "wieder offen", "reopened"),
    "desk_to": Text("Wat geschitt?", "Que faire ?", "Was geschieht?", "What happens?"),
    "desk_to_received": Text("Kee Spam", "Pas un spam", "Kein Spam", "Not spam"),
    "desk_to_accepted": Text("Unhuelen", "Accepter", "Annehmen", "Accept"),
    "desk_to_waiting_info": Text("Nofroen", "Poser une question", "Nachfragen", "Ask"),
    "desk_to_forwarded": Text("Weiderginn", "Transmettre", "Weitergeben", "Forward"),
    "desk_to_planned": Text("Plangen", "Planifier", "Planen", "Plan"),
    "desk_to_in_progress": Text(
        "An d'Maach huelen", "Commencer", "In Arbeit nehmen", "Begin the work"
    ),
    "desk_to_done": Text("Gefléckt", "Réparé", "Repariert", "Repaired"),
    "desk_to_rejected": Text("Oflehnen", "Refuser", "Ablehnen", "Reject"),
    "desk_to_duplicate": Text("Dubbel", "Doublon", "Doppel", "Duplicate"),
    "desk_to_spam": Text("Spam", "Spam", "Spam", "Spam"),
    "desk_to_reopened": Text("Nees opmaachen", "Rouvrir", "Wieder öffnen", "Reopen"),
    "desk_no_move": Text(
        "Dir kënnt dës Meldung elo net bewegen.",
        "Vous ne pouvez pas faire avancer ce signalement maintenant.",
        "Sie können diese Meldung jetzt nicht bewegen.",
        "You cannot move this report now.",
    ),
    "desk_reason": Text("Grond", "Motif", "Grund", "Reason"),
    "desk_sentence": Text(
        "Ëffentleche Saz ({language})",
        "Phrase publique ({language})",
        "Öffentlicher Satz ({language})",
        "Public sentence ({language})",
    ),
    "desk_sentence_hint": Text(
        "Jidderee ka liesen, wat hei steet: keng Nimm, keng Telefonsnummeren.",
        "Tout le monde lira ceci : pas de noms, pas de numéros de téléphone.",
        "Jeder kann das lesen: keine Namen, keine Telefonnummern.",
        "Anybody can read this: no names, no telephone numbers.",
    ),
    "desk_answers": Text("Virlagen", "Modèles", "Vorlagen", "Templates"),
    "desk_answer_accepted": Text("Mir këmmeren eis", "Pris en charge", "Wir kümmern uns", "On it"),
    "desk_answer_which_place": Text("Wéi eng Plaz?", "Quel endroit ?", "Welche Stelle?", "Where?"),
    "desk_answer_forwarded": Text("Weiderginn", "Transmis", "Weitergegeben", "Passed on"),
    "desk_answer_repaired": Text("Gefléckt", "Réparé", "Repariert", "Repaired"),
    "desk_answer_nothing_found": Text(
        "Näischt fonnt", "Rien trouvé", "Nichts gefunden", "Nothing found"
    ),
    "desk_answer_not_ours": Text("Net vun eis", "Pas à nous", "Nicht von uns", "Not ours"),
    "desk_answer_same_fault": Text(
        "Schonn gemellt", "Déjà signalé", "Schon gemeldet", "Known already"
    ),
    "desk_expected": Text("Zieldatum", "Date prévue", "Zieldatum", "Target date"),
    "desk_of": Text(
        "Nummer vun der éischter Meldung",
        "Numéro du premier signalement",
        "Nummer der ersten Meldung",
        "Number of the first report",
    ),
    "desk_agency": Text("Un wien", "À qui", "An wen", "To whom"),
    "desk_body": Text(
        "Direkt un hire Server (Open311)",
        "Directement à son serveur (Open311)",
        "Direkt an deren Server (Open311)",
        "Straight to their server (Open311)",
    ),
    "desk_body_none": Text(
        "nee, just notéieren", "non, noter seulement", "nein, nur notieren", "no, only note it"
    ),
    "desk_do": Text("Maachen", "Exécuter", "Ausführen", "Do it"),
    "desk_written": Text(
        "Wat geschriwwe gouf", "Ce qui a été écrit", "Was geschrieben wurde", "What was written"
    ),
    "desk_nothing_written": Text(
        "Näischt geschriwwen.", "Rien d'écrit.", "Nichts geschrieben.", "Nothing written."
    ),
    "desk_public": Text(
        "Ëffentlech Beschreiwung",
        "Description publique",
        "Öffentliche Beschreibung",
        "Public description",
    ),
    "desk_public_none": Text(
        "Nach näischt ass fräiginn.",
        "Rien n'est encore publié.",
        "Noch nichts ist freigegeben.",
        "Nothing has been released yet.",
    ),
    "desk_release": Text("Fräiginn", "Publier", "Freigeben", "Release"),
    "desk_withdraw": Text("Zréckzéien", "Retirer", "Zurückziehen", "Withdraw"),
    "desk_erase": Text(
        "Den Originaltext iwwerschreiwen (fir ëmmer)",
        "Écraser le texte d'origine (définitif)",
        "Den Originaltext überschreiben (endgültig)",
        "Overwrite the original text (for good)",
    ),
    "desk_contact": Text("Kontakt", "Contact", "Kontakt", "Contact"),
    "desk_correct": Text(
        "E-Mail oder Telefon verbesseren",
        "Corriger l'e-mail ou le téléphone",
        "E-Mail oder Telefon berichtigen",
        "Correct e-mail or phone",
    ),
    "desk_correct_hint": Text(
        "Eidel heescht: geläscht. Eng nei Adress muss nees bestätegt ginn; wat falsch war, steet "
        "néierens méi.",
        "Vide signifie : effacé. Une nouvelle adresse doit être confirmée ; ce qui était faux "
        "n'existe plus nulle part.",
        "Leer heißt: gelöscht. Eine neue Adresse muss wieder bestätigt werden; was falsch war, "
        "steht nirgends mehr.",
        "Empty means deleted. A new address has to be confirmed again; what was wrong stands "
        "nowhere any more.",
    ),
    "desk_said_other": Text(
        "Nach ee mellt datselwecht",
        "Un autre signale la même chose",
        "Noch jemand meldet dasselbe",
        "Somebody else reports the same",
    ),
    "desk_contact_none": Text("Keen", "Aucun", "Keiner", "None"),
    "desk_contact_hidden": Text(
        "Just de Guichet gesäit, wien et gemellt huet.",
        "Seul le guichet voit qui a signalé.",
        "Nur der Schalter sieht, wer gemeldet hat.",
        "Only the clerks see who reported.",
    ),
    "desk_first_name": Text("Virnumm", "Prénom", "Vorname", "First name"),
    "desk_last_name": Text("Numm", "Nom", "Name", "Last name"),
    "desk_phone": Text("Telefon", "Téléphone", "Telefon", "Phone"),
    "desk_email": Text("E-Mail", "E-mail", "E-Mail", "E-mail"),
    "desk_said": Text(
        "Äntwerten", "Réponses reçues", "Erhaltene Antworten", "Answers that came back"
    ),
    "desk_where": Text("Plaz an Objet", "Lieu et ouvrage", "Ort und Anlage", "Place and asset"),
    "desk_reported": Text("gemellt", "signalé", "gemeldet", "reported"),
    "desk_confirmed": Text(
        "vun der Ekipp bestätegt", "confirmé sur place", "vom Team bestätigt", "crew confirmed"
    ),
    "desk_read_off": Text(
        "Ofgeliesen: {code}", "Numéro lu : {code}", "Abgelesen: {code}", "Read off: {code}"
    ),
    "desk_other_asset": Text(
        "Aneren Objet (Nummer)",
        "Autre ouvrage (numéro)",
        "Andere Anlage (Nummer)",
        "Other asset (number)",
    ),
    "desk_near_assets": Text(
        "An der Géigend: {codes}",
        "À proximité : {codes}",
        "In der Nähe: {codes}",
        "Nearby: {codes}",
    ),
    "desk_choose": Text("Wielen", "Choisir", "Wählen", "Choose"),
    "desk_missing": Text(
        "{code} steet net do", "{code} n'y est pas", "{code} steht nicht da", "{code} isn't there"
    ),
    "desk_missing_reason": Text(
        "Meldung {number}: steet net do",
        "Signalement {number} : n'existe pas",
        "Meldung {number}: steht nicht da",
        "Report {number}: is not there",
    ),
    "desk_photos": Text("Fotoen", "Photos", "Fotos", "Photos"),
    "desk_photo": Text("Foto {n}", "Photo {n}", "Foto {n}", "Photo {n}"),
    "desk_photo_public": Text("ëffentlech", "publique", "öffentlich", "public"),
    "desk_photo_inside": Text("just intern", "interne", "nur intern", "inside only"),
    "desk_redact": Text("Schwäerzen", "Noircir", "Schwärzen", "Black out"),
    "desk_redact_hint": Text(
        "Zitt Rechtecker iwwer Gesiichter, Schëlter, Nimm. Wat drënner läit, gëtt zerstéiert.",
        "Tirez des rectangles sur visages, plaques et noms. Ce qui est dessous est détruit.",
        "Ziehen Sie Rechtecke über Gesichter, Schilder, Namen. Was darunter liegt, wird zerstört.",
        "Draw boxes over faces, number plates, names. What lies below is destroyed.",
    ),
    "desk_redact_fields": Text(
        "Rechteck a Prozent: lénks, uewen, riets, ënnen",
        "Rectangle en pour cent : gauche, haut, droite, bas",
        "Rechteck in Prozent: links, oben, rechts, unten",
        "Box in per cent: left, top, right, bottom",
    ),
    "desk_redact_undo": Text(
        "Lescht Rechteck ewech",
        "Retirer le dernier",
        "Letztes Rechteck entfernen",
        "Remove the last box",
    ),
    "desk_remove": Text("Läschen", "Supprimer", "Löschen", "Delete"),
    "desk_timeline": Text("Verlaf", "Historique", "Verlauf", "Timeline"),
    "desk_by_citizen": Text("Bierger", "citoyen", "Bürger", "citizen"),
    "desk_by_time": Text("Delai", "délai", "Frist", "time"),
    "desk_notes": Text("Intern Notizen", "Notes internes", "Interne Notizen", "Internal notes"),
    "desk_notes_hint": Text(
        "Gi mam Kontakt geläscht, 90 Deeg nom Zoumaachen.",
        "Supprimées avec le contact, 90 jours après la clôture.",
        "Werden mit dem Kontakt gelöscht, 90 Tage nach dem Schließen.",
        "Deleted with the contact, 90 days after closing.",
    ),
    "desk_note": Text("Notiz", "Note", "Notiz", "Note"),
    "desk_note_add": Text("Notéieren", "Noter", "Notieren", "Note it"),
    "desk_assign": Text("Wie këmmert sech", "Qui s'en occupe", "Wer kümmert sich", "Who"),
    "desk_nobody": Text("keen", "personne", "niemand", "nobody"),
    "desk_me": Text("ech", "moi", "ich", "me"),
    "desk_save": Text("Späicheren", "Enregistrer", "Speichern", "Save"),
    "desk_handover": Text(
        "Bei {name} zënter {moment}",
        "Chez {name} depuis {moment}",
        "Bei {name} seit {moment}",
        "With {name} since {moment}",
    ),
    "desk_handover_number": Text(
        "Hir Nummer: {number}",
        "Leur numéro : {number}",
        "Deren Nummer: {number}",
        "Their number: {number}",
    ),
    "desk_handover_sending": Text(
        "Gëtt geschéckt.", "Envoi en cours.", "Wird gesendet.", "Being sent."
    ),
    "desk_handover_unsure": Text(
        "Geschéckt, awer et koum keng Äntwert: et ass vläicht ukomm. Mir sichen et bei hinnen. "
        "Frot no, ier Dir et nach eng Kéier schéckt.",
        "Envoyé, mais sans réponse : il est peut-être arrivé. Nous le cherchons chez eux. "
        "Renseignez-vous avant de renvoyer.",
        "Gesendet, aber ohne Antwort: vielleicht ist es angekommen. Wir suchen es dort. "
        "Fragen Sie nach, bevor Sie es noch einmal senden.",
        "Sent, but there was no answer: it may have arrived. We look for it there. "
        "Ask them before you send it again.",
    ),
    "desk_handover_resending": Text(
        "Gëtt eng zweet Kéier geschéckt; dat steet dobäi.",
        "Deuxième envoi en cours, signalé comme tel.",
        "Wird zum zweiten Mal gesendet; das steht dabei.",
        "Being sent a second time; it says so.",
    ),
    "desk_handover_open": Text("Si schaffen drun.", "En cours.", "In Arbeit.", "They work on it."),
    "desk_handover_closed": Text(
        "Si soen: fäerdeg. „{told}“ Wat sot Dir dem Bierger?",
        "Ils disent : terminé. « {told} » Que dites-vous au citoyen ?",
        "Sie sagen: fertig. „{told}“ Was sagen Sie dem Bürger?",
        "They say: closed. '{told}' What do you tell the citizen?",
    ),
    "desk_handover_problem": Text(
        "Problem: {problem}", "Problème : {problem}", "Problem: {problem}", "Problem: {problem}"
    ),
    "desk_again": Text("Nach eng Kéier schécken", "Renvoyer", "Noch einmal senden", "Send again"),
    "desk_original": Text(
        "Dubbel vun {number}", "Doublon de {number}", "Doppel von {number}", "Duplicate of {number}"
    ),
    "desk_repeats": Text("Dubbelen: ", "Doublons : ", "Doppel: ", "Duplicates: "),
    "desk_slip": Text("Ziedel drécken", "Imprimer le reçu", "Beleg drucken", "Print the slip"),
    "desk_told_move": Text("Gemaach.", "C'est fait.", "Erledigt.", "Done."),
    "desk_told_saved": Text("Gespäichert.", "Enregistré.", "Gespeichert.", "Saved."),
    "desk_told_entered": Text(
        "Opgeholl: {number}", "Enregistré : {number}", "Aufgenommen: {number}", "Taken: {number}"
    ),
    "desk_told_proposed": Text(
        "Als Verbesserung vun der Kaart virgeschloen.",
        "Proposé comme correction de la carte.",
        "Als Berichtigung der Karte vorgeschlagen.",
        "Proposed as a correction of the map.",
    ),
}
