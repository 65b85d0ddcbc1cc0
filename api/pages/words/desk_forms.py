"""The words of taking a report at the counter, of its slip, and of the desk's settings."""

from __future__ import annotations

from layers.spec import Text

DESK_FORM_WORDS: dict[str, Text] = {
    "desk_place": Text(
        "Wou? Adress, Strooss oder Nummer um Objet",
        "Où ? Adresse, rue ou numéro de l'ouvrage",
        "Wo? Adresse, Straße oder Nummer der Anlage",
        "Where? Address, street or the asset's number",
    ),
    "desk_fault": Text(
        "Wat? E Wuert: lamp, fuite, Deckel …",
        "Quoi ? Un mot : lampe, fuite, tampon …",
        "Was? Ein Wort: Lampe, Leck, Deckel …",
        "What? A word: lamp, leak, cover …",
    ),
    "desk_words_told": Text(
        "Wat gesot gouf (net ëffentlech)",
        "Ce qui a été dit (non public)",
        "Was gesagt wurde (nicht öffentlich)",
        "What was said (not public)",
    ),
    "desk_language": Text(
        "Sprooch vum Bierger", "Langue du citoyen", "Sprache des Bürgers", "Citizen's language"
    ),
    "desk_optional": Text(
        "Kontakt (fräiwëlleg)", "Contact (facultatif)", "Kontakt (freiwillig)", "Contact (optional)"
    ),
    "desk_take": Text("Ophuelen", "Enregistrer", "Aufnehmen", "Take it"),
    "desk_known": Text(
        "Vläicht schonn gemellt:",
        "Peut-être déjà signalé :",
        "Vielleicht schon gemeldet:",
        "Perhaps reported already:",
    ),
    "desk_slip_title": Text(
        "Är Meldung", "Votre signalement", "Ihre Meldung", "Your report", "A sua comunicação"
    ),
    "desk_slip_number": Text("Nummer", "Numéro", "Nummer", "Number", "Número"),
    "desk_slip_follow": Text(
        "Wéi et weidergeet:", "Suivre :", "Wie es weitergeht:", "Follow it:", "Acompanhar:"
    ),
    "desk_slip_danger": Text(
        "Gefor? Rufft {phone} un.",
        "Danger ? Appelez le {phone}.",
        "Gefahr? Rufen Sie {phone} an.",
        "Danger? Call {phone}.",
        "Perigo? Ligue {phone}.",
    ),
    "desk_print": Text("Drécken", "Imprimer", "Drucken", "Print", "Imprimir"),
    "desk_set_deadlines": Text(
        "Delaien: Deeg pro Kategorie",
        "Délais : jours par catégorie",
        "Fristen: Tage je Kategorie",
        "Deadlines: days by category",
    ),
    "desk_set_default": Text("soss {days}", "sinon {days}", "sonst {days}", "else {days}"),
    "desk_set_answers": Text(
        "Virlage vun Äntwerten", "Modèles de réponses", "Vorlagen von Antworten", "Answer templates"
    ),
    "desk_set_answers_hint": Text(
        "Plazhalter: {places}. Eng Virlag ouni Text gëtt geläscht.",
        "Champs : {places}. Un modèle sans texte est supprimé.",
        "Platzhalter: {places}. Eine Vorlage ohne Text wird gelöscht.",
        "Placeholders: {places}. A template without text is removed.",
    ),
    "desk_set_name": Text("Numm", "Nom", "Name", "Name"),
    "desk_set_new": Text("Nei Virlag", "Nouveau modèle", "Neue Vorlage", "New template"),
    "desk_set_announced": Text(
        "Wie gëtt informéiert", "Qui est averti", "Wer wird informiert", "Who is told"
    ),
    "desk_set_emails": Text(
        "E-Mail-Adressen, eng pro Zeil",
        "Adresses e-mail, une par ligne",
        "E-Mail-Adressen, eine je Zeile",
        "E-mail addresses, one a line",
    ),
    "desk_set_phones": Text(
        "Telefonsnummere fir SMS (just dréngend), eng pro Zeil",
        "Numéros pour SMS (urgences seulement), un par ligne",
        "Telefonnummern für SMS (nur Dringendes), eine je Zeile",
        "Numbers for text messages (urgent only), one a line",
    ),
    "desk_set_everything": Text(
        "All nei Meldung (soss just dréngend)",
        "Chaque nouveau signalement (sinon les urgents)",
        "Jede neue Meldung (sonst nur dringende)",
        "Every new report (else urgent ones only)",
    ),
    "desk_set_daily": Text(
        "Moies en Iwwerbléck", "Un résumé le matin", "Morgens eine Übersicht", "A daily summary"
    ),
    "desk_set_bodies": Text(
        "Aner Instanzen (Open311)",
        "Autres organismes (Open311)",
        "Andere Stellen (Open311)",
        "Other bodies (Open311)",
    ),
    "desk_set_key": Text("Kuerznumm", "Nom court", "Kurzname", "Short name"),
    "desk_set_endpoint": Text("Adress vum Server", "Adresse du serveur", "Server", "Server"),
    "desk_set_jurisdiction": Text(*["jurisdiction_id"] * 4),
    "desk_set_api_key": Text(
        "api_key (gëtt ni gewisen)",
        "api_key (jamais affichée)",
        "api_key (wird nie gezeigt)",
        "api_key (never shown)",
    ),
    "desk_set_codes": Text(
        "Kategorien, eng pro Zeil: eis = hir",
        "Catégories, une par ligne : la nôtre = la leur",
        "Kategorien, eine je Zeile: unsere = deren",
        "Categories, one a line: ours = theirs",
    ),
    "desk_set_ending": Text("Format", "Format", "Format", "Format"),
    "desk_set_add": Text("Nei Instanz", "Nouvel organisme", "Neue Stelle", "New body"),
}
