"""The words of the citizens' pages, in Portuguese too."""

from __future__ import annotations

from api.pages.words.reports_more import REPORT_MORE_WORDS
from layers.spec import Text

REPORT_WORDS: dict[str, Text] = REPORT_MORE_WORDS | {
    "report_title": Text(
        "Schued mellen", "Signaler un dégât", "Schaden melden", "Report damage", "Comunicar um dano"
    ),
    "report_map": Text(
        "D'Kaart vun der Gemeng",
        "La carte de la commune",
        "Die Karte der Gemeinde",
        "The commune's map",
        "O mapa da comuna",
    ),
    "report_danger": Text(
        "Gefor fir Leit? Net hei: rufft {phone} un.",
        "Danger pour quelqu'un? Pas ici: appelez le {phone}.",
        "Gefahr für jemanden? Nicht hier: rufen Sie {phone} an.",
        "Danger to anybody? Not here: call {phone}.",
        "Perigo para alguém? Não aqui: ligue {phone}.",
    ),
    "report_where": Text("Wou?", "Où?", "Wo?", "Where?", "Onde?"),
    "report_where_label": Text(
        "Adress, Strooss oder d'Nummer um Luuchtepotto, Hydrant oder Schacht",
        "Adresse, rue, ou le numéro sur le lampadaire, la borne ou le regard",
        "Adresse, Straße oder die Nummer an Leuchte, Hydrant oder Schacht",
        "Address, street, or the number on the lamp, hydrant or manhole",
        "Endereço, rua, ou o número no candeeiro, boca-de-incêndio ou câmara",
    ),
    "report_search": Text("Sichen", "Chercher", "Suchen", "Search", "Procurar"),
    "report_here": Text(
        "Wou ech grad sinn", "Là où je suis", "Wo ich gerade bin", "Where I am now", "Onde estou"
    ),
    "report_here_failed": Text(
        "De Browser gëtt keng Positioun. Schreift w.e.g. eng Adress.",
        "Le navigateur ne donne pas de position. Écrivez une adresse.",
        "Der Browser gibt keine Position heraus. Schreiben Sie bitte eine Adresse.",
        "The browser gives no position. Please write an address.",
        "O navegador não indica a posição. Escreva um endereço.",
    ),
    "report_not_found": Text(
        "„{asked}“ gouf net fonnt. Probéiert eng aner Schreifweis, oder just d'Strooss.",
        "« {asked} » est introuvable. Essayez une autre orthographe, ou seulement la rue.",
        "„{asked}“ wurde nicht gefunden. Versuchen Sie eine andere Schreibweise oder nur die "
        "Straße.",
        "'{asked}' was not found. Try another spelling, or the street alone.",
        "«{asked}» não foi encontrado. Tente outra grafia, ou só a rua.",
    ),
    "report_which": Text(
        "Wéi eng Plaz?", "Quel endroit?", "Welche Stelle?", "Which place?", "Que lugar?"
    ),
    "report_other_place": Text(
        "Eng aner Plaz", "Un autre endroit", "Eine andere Stelle", "Another place", "Outro lugar"
    ),
    "report_known": Text(
        "Hei schonn gemellt",
        "Déjà signalé ici",
        "Hier schon gemeldet",
        "Already reported here",
        "Já comunicado aqui",
    ),
    "report_what": Text(
        "Wat ass futti?",
        "Qu'est-ce qui est cassé?",
        "Was ist kaputt?",
        "What is broken?",
        "O que está avariado?",
    ),
    "report_thing": Text(
        "Wat mengt Dir?",
        "De quoi s'agit-il?",
        "Was ist gemeint?",
        "Which one do you mean?",
        "A que se refere?",
    ),
    "report_thing_unknown": Text(
        "Ech weess et net, oder et ass net dobäi",
        "Je ne sais pas, ou ce n'est pas dans la liste",
        "Ich weiß es nicht, oder es ist nicht dabei",
        "I do not know, or it is not among these",
        "Não sei, ou não está na lista",
    ),
    "report_words": Text(
        "Wat gesitt Dir? (fräiwëlleg)",
        "Que voyez-vous? (facultatif)",
        "Was sehen Sie? (freiwillig)",
        "What do you see? (optional)",
        "O que vê? (opcional)",
    ),
    "report_words_help": Text(
        "Keng Nimm a keng Telefonsnummeren: Ären Text gëtt eréischt verëffentlecht, wann d'Gemeng "
        "en nogekuckt huet.",
        "Pas de noms ni de numéros de téléphone: votre texte n'est publié qu'après vérification "
        "par la commune.",
        "Keine Namen und keine Telefonnummern: Ihr Text wird erst veröffentlicht, wenn die "
        "Gemeinde ihn geprüft hat.",
        "No names and no phone numbers: your text is published only once the commune has looked "
        "at it.",
        "Sem nomes nem números de telefone: o seu texto só é publicado depois de a comuna o ver.",
    ),
    "report_send": Text("Mellen", "Signaler", "Melden", "Report", "Comunicar"),
    "report_errors": Text(
        "Dat ass nach net fortgeschéckt ginn:",
        "Ce n'est pas encore envoyé:",
        "Das wurde noch nicht gesendet:",
        "This has not been sent yet:",
        "Ainda não foi enviado:",
    ),
    "report_thanks": Text("Merci!", "Merci!", "Danke!", "Thank you!", "Obrigado!"),
    "report_number": Text("Nummer", "Numéro", "Nummer", "Number", "Número"),
    "report_keep": Text(
        "Späichert dës Säit als Lieszeechen: hei gesitt Dir, wéi et virugeet.",
        "Gardez cette page en signet: vous y verrez la suite.",
        "Speichern Sie diese Seite als Lesezeichen: hier sehen Sie, wie es weitergeht.",
        "Keep this page as a bookmark: here you see how it goes on.",
        "Guarde esta página nos favoritos: aqui verá a continuação.",
    ),
    "report_state": Text("Stand", "État", "Stand", "Status", "Estado"),
    "report_since": Text("gemellt", "signalé", "gemeldet", "reported", "comunicado"),
    "report_answer": Text(
        "Äntwert vun der Gemeng",
        "Réponse de la commune",
        "Antwort der Gemeinde",
        "The commune's answer",
        "Resposta da comuna",
    ),
    "report_another": Text(
        "Nach e Schued mellen",
        "Signaler un autre dégât",
        "Noch einen Schaden melden",
        "Report something else",
        "Comunicar outro dano",
    ),
}

DIRECTION_WORDS: dict[str, Text] = {
    "": Text("hei", "ici", "hier", "here", "aqui"),
    "N": Text("nërdlech", "au nord", "nördlich", "north", "a norte"),
    "NE": Text("nordëstlech", "au nord-est", "nordöstlich", "north-east", "a nordeste"),
    "E": Text("ëstlech", "à l'est", "östlich", "east", "a leste"),
    "SE": Text("südëstlech", "au sud-est", "südöstlich", "south-east", "a sudeste"),
    "S": Text("südlech", "au sud", "südlich", "south", "a sul"),
    "SW": Text("südwestlech", "au sud-ouest", "südwestlich", "south-west", "a sudoeste"),
    "W": Text("westlech", "à l'ouest", "westlich", "west", "a oeste"),
    "NW": Text("nordwestlech", "au nord-ouest", "nordwestlich", "north-west", "a noroeste"),
}
