"""The words of the works that the commune announces to citizens, in Portuguese too."""

from __future__ import annotations

from layers.spec import Text

REPORT_WORKS_WORDS: dict[str, Text] = {
    "report_done_joined": Text(
        "Dat ass schonn oft gemellt: Dir zielt mat, an d'Gemeng liest, wat Dir geschriwwen hutt.",
        "C'est déjà souvent signalé : vous êtes compté, et la commune lit ce que vous avez écrit.",
        "Das ist schon oft gemeldet: Sie zählen mit, und die Gemeinde liest, was Sie schrieben.",
        "This is reported many times already: you are counted, and the commune reads what you "
        "wrote.",
        "Isto já foi comunicado muitas vezes: fica contado, e a comuna lê o que escreveu.",
    ),
    "report_done_contact": Text(
        "Gespäichert. Eng nei E-Mail-Adress bestätegt Dir w.e.g. iwwer de Link, dee mir schécken.",
        "Enregistré. Confirmez une nouvelle adresse par le lien que nous envoyons.",
        "Gespeichert. Eine neue E-Mail-Adresse bestätigen Sie bitte über den Link, den wir senden.",
        "Saved. Please confirm a new address by the link that we send.",
        "Guardado. Confirme um novo endereço pela ligação que enviamos.",
    ),
    "report_correct": Text(
        "E-Mail oder Telefon verbesseren",
        "Corriger l'e-mail ou le téléphone",
        "E-Mail oder Telefon berichtigen",
        "Correct e-mail or phone",
        "Corrigir e-mail ou telefone",
    ),
    "report_correct_kept": Text("Mir hunn:", "Nous avons :", "Wir haben:", "We have:", "Temos:"),
    "report_correct_help": Text(
        "Wat eidel bleift, bleift wéi et ass. Wat falsch war, gëtt iwwerschriwwen a steet néierens "
        "méi.",
        "Ce qui reste vide ne change pas. Ce qui était faux est écrasé et disparaît.",
        "Was leer bleibt, bleibt wie es ist. Was falsch war, wird überschrieben und steht nirgends "
        "mehr.",
        "What stays empty stays as it is. What was wrong is overwritten and is gone.",
        "O que ficar vazio não muda. O que estava errado é substituído e deixa de existir.",
    ),
    "report_correct_send": Text("Späicheren", "Enregistrer", "Speichern", "Save", "Guardar"),
    "report_forget_email": Text(
        "D'E-Mail läschen",
        "Effacer l'e-mail",
        "E-Mail löschen",
        "Delete the e-mail",
        "Apagar o e-mail",
    ),
    "report_forget_phone": Text(
        "Den Telefon läschen",
        "Effacer le téléphone",
        "Telefon löschen",
        "Delete the phone number",
        "Apagar o telefone",
    ),
    "works": Text(
        "Geplangt Aarbechten",
        "Travaux prévus",
        "Geplante Arbeiten",
        "Planned works",
        "Obras planeadas",
    ),
    "works_known": Text(
        "D'Gemeng weess et schonn",
        "La commune le sait déjà",
        "Die Gemeinde weiß es schon",
        "The commune already knows",
        "A comuna já sabe",
    ),
    "works_on": Text(
        "Hei gëtt den {day} geschafft.",
        "Des travaux sont prévus ici le {day}.",
        "Hier wird am {day} gearbeitet.",
        "Works are planned here on {day}.",
        "Estão previstas obras aqui no dia {day}.",
    ),
    "works_from": Text(
        "Hei gëtt vum {begins} bis den {ends} geschafft.",
        "Des travaux sont prévus ici du {begins} au {ends}.",
        "Hier wird vom {begins} bis {ends} gearbeitet.",
        "Works are planned here from {begins} to {ends}.",
        "Estão previstas obras aqui de {begins} a {ends}.",
    ),
    "works_until": Text(
        "Hei gëtt bis den {day} geschafft.",
        "Des travaux sont prévus ici d'ici le {day}.",
        "Hier wird bis {day} gearbeitet.",
        "Works are planned here by {day}.",
        "Estão previstas obras aqui até {day}.",
    ),
    "works_now": Text(
        "Hei gëtt grad geschafft.",
        "Des travaux sont en cours ici.",
        "Hier wird gerade gearbeitet.",
        "Works are under way here.",
        "Há obras em curso aqui.",
    ),
    "works_more": Text(
        "Ass et dat? Da brauch Dir näischt weider ze mellen. Soss mellt et drënner.",
        "Est-ce cela ? Alors rien d'autre à signaler. Sinon, signalez-le ci-dessous.",
        "Ist es das? Dann brauchen Sie nichts weiter zu melden. Sonst melden Sie es unten.",
        "Is that it? Then there is nothing more to report. If not, report it below.",
        "É isso? Então não precisa de comunicar mais nada. Se for outra coisa, comunique em baixo.",
    ),
    "works_told": Text(
        "Mir soen Iech Bescheed, soubal Dir d'Adress bestätegt hutt.",
        "Nous vous préviendrons dès que vous aurez confirmé l'adresse.",
        "Wir sagen Ihnen Bescheid, sobald Sie die Adresse bestätigt haben.",
        "We tell you, once you have confirmed the address.",
        "Avisamos assim que confirmar o endereço.",
    ),
}
