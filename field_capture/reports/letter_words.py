"""The words of letters to citizens, in five languages. A line is a paragraph."""

from __future__ import annotations

from layers.spec import Text

SUBJECT_CONFIRM = Text(
    "Confirméiert w.e.g. Är Meldung {number}",
    "Veuillez confirmer votre signalement {number}",
    "Bitte bestätigen Sie Ihre Meldung {number}",
    "Please confirm your report {number}",
    "Confirme a sua comunicação {number}",
)
SUBJECT_FOLLOW = Text(
    "Confirméiert w.e.g. Är Adress fir d'Meldung {number}",
    "Veuillez confirmer votre adresse pour le signalement {number}",
    "Bitte bestätigen Sie Ihre Adresse für die Meldung {number}",
    "Please confirm your address for report {number}",
    "Confirme o seu endereço para a comunicação {number}",
)
SUBJECT_MOVED = Text(
    "Meldung {number}: {state}",
    "Signalement {number} : {state}",
    "Meldung {number}: {state}",
    "Report {number}: {state}",
    "Comunicação {number}: {state}",
)
GREETING = Text("Moien,", "Bonjour,", "Guten Tag,", "Hello,", "Bom dia,")
CONFIRM = Text(
    "Dir hutt der Gemeng e Schued gemellt: {fault}. Hei confirméiert Dir, datt dës Adress Iech "
    "gehéiert; eréischt da schafft d'Gemeng drun:",
    "Vous avez signalé un dégât à la commune : {fault}. Confirmez ici que cette adresse est la "
    "vôtre ; la commune s'en occupe ensuite :",
    "Sie haben der Gemeinde einen Schaden gemeldet: {fault}. Bestätigen Sie hier, dass diese "
    "Adresse Ihnen gehört; erst dann arbeitet die Gemeinde daran:",
    "You reported damage to the commune: {fault}. Confirm here that this address is yours; only "
    "then does the commune work on it:",
    "Comunicou um dano à comuna: {fault}. Confirme aqui que este endereço é seu; só depois a "
    "comuna trata do assunto:",
)
FOLLOW = Text(
    "Dir wëllt wëssen, wéi et mat dëser Meldung weidergeet: {fault}. Hei confirméiert Dir Är "
    "Adress:",
    "Vous souhaitez suivre ce signalement : {fault}. Confirmez ici votre adresse :",
    "Sie möchten wissen, wie es mit dieser Meldung weitergeht: {fault}. Bestätigen Sie hier Ihre "
    "Adresse:",
    "You want to hear how this report goes on: {fault}. Confirm your address here:",
    "Quer saber como continua esta comunicação: {fault}. Confirme aqui o seu endereço:",
)
SUBJECT_WORKS = Text(
    "Confirméiert w.e.g. Är Adress fir d'Aarbechten {number}",
    "Veuillez confirmer votre adresse pour les travaux {number}",
    "Bitte bestätigen Sie Ihre Adresse für die Arbeiten {number}",
    "Please confirm your address for the works {number}",
    "Confirme o seu endereço para as obras {number}",
)
FOLLOW_WORKS = Text(
    "Dir wëllt wëssen, wéi et mat dësen Aarbechte weidergeet: {said} Hei confirméiert Dir Är "
    "Adress:",
    "Vous souhaitez suivre ces travaux : {said} Confirmez ici votre adresse :",
    "Sie möchten wissen, wie es mit diesen Arbeiten weitergeht: {said} Bestätigen Sie hier Ihre "
    "Adresse:",
    "You want to hear how these works go on: {said} Confirm your address here:",
    "Quer saber como continuam estas obras: {said} Confirme aqui o seu endereço:",
)
SUBJECT_WORKS_MOVED = Text(
    "Aarbechten {number}: {state}",
    "Travaux {number} : {state}",
    "Arbeiten {number}: {state}",
    "Works {number}: {state}",
    "Obras {number}: {state}",
)
WORKS_MOVED = Text(
    "D'Aarbechten {number} sinn elo: {state}. {said}",
    "Les travaux {number} sont maintenant : {state}. {said}",
    "Die Arbeiten {number} sind jetzt: {state}. {said}",
    "The works {number} are now: {state}. {said}",
    "As obras {number} estão agora: {state}. {said}",
)
NOT_ME = Text(
    "Dat waart net Dir? Da maacht näischt: no 7 Deeg ass alles geläscht, an et kënnt kee Bréif "
    "méi.",
    "Ce n'était pas vous ? Ne faites rien : tout est effacé après 7 jours, sans autre courriel.",
    "Das waren nicht Sie? Dann tun Sie nichts: nach 7 Tagen ist alles gelöscht, und es kommt keine "
    "weitere Nachricht.",
    "Was it not you? Do nothing: after 7 days everything is deleted, and no other letter comes.",
    "Não foi você? Não faça nada: passados 7 dias tudo é apagado e não recebe mais mensagens.",
)
MOVED = Text(
    "D'Meldung „{fault}“ ({number}) ass elo: {state}.",
    "Le signalement « {fault} » ({number}) est maintenant : {state}.",
    "Die Meldung „{fault}“ ({number}) ist jetzt: {state}.",
    "The report '{fault}' ({number}) is now: {state}.",
    "A comunicação «{fault}» ({number}) está agora: {state}.",
)
ORIGINAL_MOVED = Text(
    "D'Meldung „{fault}“ ({number}) gehéiert zu enger, déi schonn do war. Déi ass elo: {state}.",
    "Le signalement « {fault} » ({number}) rejoint un signalement antérieur, qui est maintenant : "
    "{state}.",
    "Die Meldung „{fault}“ ({number}) gehört zu einer, die schon da war. Diese ist jetzt: {state}.",
    "The report '{fault}' ({number}) belongs to one that was there already. That one is now: "
    "{state}.",
    "A comunicação «{fault}» ({number}) pertence a uma que já existia. Essa está agora: {state}.",
)
SAID = Text(
    "D'Gemeng seet dozou:",
    "La commune précise :",
    "Die Gemeinde sagt dazu:",
    "The commune says:",
    "A comuna diz:",
)
ASKED = Text(
    "Äntwert w.e.g. op dëser Säit:",
    "Veuillez répondre sur cette page :",
    "Bitte antworten Sie auf dieser Seite:",
    "Please answer on this page:",
    "Responda, por favor, nesta página:",
)
SEE = Text(
    "Alles dozou:", "Tous les détails :", "Alles dazu:", "All about it:", "Todos os detalhes:"
)
STILL_BROKEN = Text(
    "Nach ëmmer futti? Op där Säit kënnt Dir et während 30 Deeg nees opmaachen.",
    "Toujours cassé ? Vous pouvez le rouvrir sur cette page pendant 30 jours.",
    "Noch immer kaputt? Auf dieser Seite können Sie es 30 Tage lang wieder öffnen.",
    "Still broken? On that page you can open it again for 30 days.",
    "Continua avariado? Nessa página pode reabrir durante 30 dias.",
)
STOP = Text(
    "Keng Bréiwer méi:",
    "Ne plus recevoir de courriels :",
    "Keine Nachrichten mehr:",
    "No more letters:",
    "Não receber mais mensagens:",
)
