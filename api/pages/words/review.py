"""The words of the inbox, and of the form by which a correction is proposed."""

from __future__ import annotations

from layers.spec import Text

REVIEW_WORDS: dict[str, Text] = {
    "review": Text("Ze decidéieren", "À décider", "Zu entscheiden", "To decide"),
    "review_kinds": Text("Zorten", "Sortes", "Arten", "Kinds"),
    "review_all": Text("Alles", "Tout", "Alles", "All"),
    "review_kind_correction": Text("Korrekturen", "Corrections", "Korrekturen", "Corrections"),
    "review_kind_capture": Text("Opmoossungen", "Levés", "Aufnahmen", "Captures"),
    "review_kind_issue": Text("Problemer", "Problèmes", "Probleme", "Issues"),
    "review_kind_conflict": Text("Konflikter", "Conflits", "Konflikte", "Conflicts"),
    "review_one_conflict": Text("Konflikt", "conflit", "Konflikt", "conflict"),
    "review_tablet": Text("Um Tablet", "Sur la tablette", "Auf dem Tablet", "On the tablet"),
    "review_conflict_told": Text(
        "{field}: op engem Tablet an hei geännert. Hei steet nach de Wäert vun hei; béid bleiwe "
        "gehalen.",
        "{field} : modifié sur une tablette et ici. La valeur d'ici est en place ; les deux sont "
        "conservées.",
        "{field}: auf einem Tablet und hier geändert. Noch gilt der Wert von hier; beide sind "
        "aufgehoben.",
        "{field}: changed on a tablet and here. The value from here stands for now; both are kept.",
    ),
    "review_one_correction": Text("Korrektur", "correction", "Korrektur", "correction"),
    "review_one_capture": Text("Opmoossung", "levé", "Aufnahme", "capture"),
    "review_one_issue": Text("Problem", "problème", "Problem", "issue"),
    "review_mine": Text("Nëmme meng", "Seulement les miens", "Nur meine", "Only mine"),
    "review_filter": Text("Filteren", "Filtrer", "Filtern", "Filter"),
    "review_empty": Text(
        "Näischt waart op eng Decisioun.",
        "Rien n'attend de décision.",
        "Nichts wartet auf eine Entscheidung.",
        "Nothing waits for a decision.",
    ),
    "review_none": Text(
        "Näischt passt zu dësem Filter.",
        "Rien ne correspond à ce filtre.",
        "Nichts passt zu diesem Filter.",
        "Nothing matches this filter.",
    ),
    "review_told": Text(
        "Decidéiert: {count}.", "Décisions: {count}.", "Entschieden: {count}.", "Decided: {count}."
    ),
    "review_refused": Text(
        "Net gemaach: {count}.",
        "Non effectués: {count}.",
        "Nicht getan: {count}.",
        "Not done: {count}.",
    ),
    "review_new": Text("nei", "nouveau", "neu", "new"),
    "review_now": Text("Elo", "Actuellement", "Jetzt", "Now"),
    "review_proposed": Text("Virgeschloen", "Proposé", "Vorgeschlagen", "Proposed"),
    "review_moved": Text(
        "{distance} weider",
        "déplacé de {distance}",
        "um {distance} verschoben",
        "moved by {distance}",
    ),
    "review_mark_proposed": Text(
        "virgeschloe Positioun",
        "position proposée",
        "vorgeschlagene Position",
        "proposed position",
    ),
    "review_since": Text(
        "D'Anlag gouf zanter dem Virschlag geännert. Hei steet, wéi se elo ass.",
        "L'ouvrage a été modifié depuis la proposition. Voici son état actuel.",
        "Die Anlage wurde seit dem Vorschlag geändert. Hier steht, wie sie jetzt ist.",
        "The asset was changed since this was proposed. Here it is as it stands now.",
    ),
    "review_open": Text("{code} opmaachen", "Ouvrir {code}", "{code} öffnen", "Open {code}"),
    "review_beside": Text(
        "{code} steet schonn do",
        "{code} s'y trouve déjà",
        "{code} steht schon dort",
        "{code} stands there already",
    ),
    "review_accept": Text("Unhuelen", "Accepter", "Annehmen", "Accept"),
    "review_reject": Text("Ofleenen", "Rejeter", "Ablehnen", "Reject"),
    "review_mend": Text("Verbesseren", "Rectifier", "Berichtigen", "Mend"),
    "review_mend_do": Text(
        "Verbessert unhuelen", "Accepter rectifié", "Berichtigt annehmen", "Accept as mended"
    ),
    "review_field_gone": Text(
        "D'Feld «{field}» gëtt et net méi; et ka just esou bleiwe wéi et ass.",
        "Le champ « {field} » n'existe plus ; on ne peut que laisser ce qui est.",
        "Das Feld „{field}“ gibt es nicht mehr; es kann nur bleiben, was ist.",
        "There is no field “{field}” any more; all there is to do is to leave it as it is.",
    ),
    "review_only_place": Text(
        "Nëmmen d'Positioun ass virgeschloen.",
        "Seule la position est proposée.",
        "Nur die Position ist vorgeschlagen.",
        "Only the position is proposed.",
    ),
    "review_waive": Text("Toleréieren", "Admettre", "Dulden", "Waive"),
    "review_reason": Text("Grond", "Raison", "Grund", "Reason"),
    "review_until": Text(
        "Bis (eidel: ëmmer)",
        "Jusqu'au (vide: toujours)",
        "Bis (leer: immer)",
        "Until (empty: for good)",
    ),
    "review_chosen": Text(
        "Déi markéiert", "Les éléments cochés", "Die angekreuzten", "The ticked ones"
    ),
    "review_select": Text("{code} markéieren", "Cocher {code}", "{code} ankreuzen", "Tick {code}"),
    "review_assign": Text(
        "Këmmert sech drëm", "Qui s'en occupe", "Wer kümmert sich", "Who looks after it"
    ),
    "review_nobody": Text("keen", "personne", "niemand", "nobody"),
    "review_me": Text("ech", "moi", "ich", "me"),
    "review_with": Text("bei {who}", "chez {who}", "bei {who}", "with {who}"),
    "review_keys": Text("Tasten", "Touches", "Tasten", "Keys"),
    "review_key_move": Text(
        "nächst, virdrun", "suivant, précédent", "nächstes, voriges", "next, previous"
    ),
    "review_key_select": Text("markéieren", "cocher", "ankreuzen", "tick"),
    "review_key_help": Text("dës Hëllef", "cette aide", "diese Hilfe", "this help"),
    "review_keys_on": Text(
        "Tasten aktiv", "Touches actives", "Tasten eingeschaltet", "Keys switched on"
    ),
    "propose": Text(
        "Korrektur virschloen",
        "Proposer une correction",
        "Korrektur vorschlagen",
        "Propose a correction",
    ),
    "propose_title": Text(
        "{code}: Korrektur", "{code}: correction", "{code}: Korrektur", "{code}: correction"
    ),
    "propose_lead": Text(
        "Ännert, wat net stëmmt. D'Planung kuckt et no; bis dohin bleift alles, wéi et ass.",
        "Modifiez ce qui est faux. Le service vérifie; d'ici là, rien ne change.",
        "Ändern Sie, was nicht stimmt. Die Planung prüft es; bis dahin bleibt alles, wie es ist.",
        "Change what is wrong. The planners look at it; until then everything stays as it is.",
    ),
    "propose_why": Text("Firwat", "Pourquoi", "Warum", "Why"),
    "propose_send": Text("Virschloen", "Proposer", "Vorschlagen", "Propose"),
}
