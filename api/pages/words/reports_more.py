"""More words of the citizens' pages: a report's own page, the list, letters."""

from __future__ import annotations

from api.pages.words.works import REPORT_WORKS_WORDS
from layers.spec import Text

REPORT_MORE_WORDS: dict[str, Text] = REPORT_WORKS_WORDS | {
    "report_danger_asked": Text(
        "Ass elo een a Gefor?",
        "Quelqu'un est-il en danger maintenant ?",
        "Ist jetzt jemand in Gefahr?",
        "Is somebody in danger right now?",
        "Alguém está em perigo agora?",
    ),
    "report_outside": Text(
        "Dës Plaz läit net an der Gemeng {commune}. Wielt eng aner Plaz, oder mellt et der Gemeng "
        "do.",
        "Cet endroit n'est pas dans la commune de {commune}. Choisissez-en un autre, ou "
        "signalez-le à la commune concernée.",
        "Diese Stelle liegt nicht in der Gemeinde {commune}. Wählen Sie eine andere, oder melden "
        "Sie es der Gemeinde dort.",
        "This place is not in the commune {commune}. Choose another one, or tell the commune "
        "there.",
        "Este lugar não fica na comuna de {commune}. Escolha outro, ou comunique à comuna de lá.",
    ),
    "report_moved_on": Text(
        "D'Meldung ass an der Zwëschenzäit virugaangen: hei steet, wou se drun ass.",
        "Le signalement a avancé entre-temps : voici où il en est.",
        "Die Meldung ist inzwischen weiter: hier steht, wo sie ist.",
        "The report has moved on meanwhile: this is where it stands.",
        "A comunicação avançou entretanto: eis em que ponto está.",
    ),
    "report_other_what": Text(
        "Eppes anescht", "Autre chose", "Etwas anderes", "Something else", "Outra coisa"
    ),
    "report_pick": Text(
        "Op der Kaart weisen",
        "Montrer sur la carte",
        "Auf der Karte zeigen",
        "Show on the map",
        "Mostrar no mapa",
    ),
    "report_here_waits": Text(
        "D'Positioun gëtt gesicht … Dir kënnt och direkt eng Adress schreiwen.",
        "Recherche de la position… Vous pouvez aussi écrire une adresse.",
        "Die Position wird gesucht … Sie können auch gleich eine Adresse schreiben.",
        "Looking for your position … You can also write an address right away.",
        "A procurar a posição… Também pode escrever já um endereço.",
    ),
    "report_here_it_is": Text(
        "Wat genee?", "Quoi exactement ?", "Was genau?", "Which one exactly?", "O quê exatamente?"
    ),
    "report_map_here": Text(
        "Kaart vun der Plaz; d'Nummere sti bei den Objeten an der Lëscht",
        "Carte de l'endroit ; les numéros renvoient à la liste",
        "Karte der Stelle; die Nummern stehen bei den Objekten in der Liste",
        "Map of the place; the numbers stand beside the things in the list",
        "Mapa do lugar; os números correspondem à lista",
    ),
    "report_tap": Text(
        "Tippt op d'Kaart, wann et soss anzwousch ass.",
        "Touchez la carte si c'est ailleurs.",
        "Tippen Sie auf die Karte, wenn es anderswo ist.",
        "Tap the map if it is somewhere else.",
        "Toque no mapa se for noutro sítio.",
    ),
    "report_look": Text(
        "Kaart beweegen", "Déplacer la carte", "Karte bewegen", "Move the map", "Mover o mapa"
    ),
    "report_expected": Text(
        "geplangt bis", "prévu pour le", "geplant bis", "planned until", "previsto até"
    ),
    "report_concerned": Text(
        "{count} mol „ech och“",
        "« moi aussi » : {count}",
        "{count}-mal „ich auch“",
        "'me too': {count}",
        "«eu também»: {count}",
    ),
    "report_me_too": Text("Ech och", "Moi aussi", "Ich auch", "Me too", "Eu também"),
    "report_tell_me": Text(
        "Sot mir Bescheed",
        "Tenez-moi au courant",
        "Halten Sie mich auf dem Laufenden",
        "Tell me",
        "Avisem-me",
    ),
    "report_photos": Text(
        "Fotoen (fräiwëlleg, héchstens {most})",
        "Photos (facultatif, {most} au plus)",
        "Fotos (freiwillig, höchstens {most})",
        "Photos (optional, {most} at most)",
        "Fotografias (opcional, no máximo {most})",
    ),
    "report_photos_help": Text(
        "Keng Leit a keng Nummereschëlder. D'Plaz an d'Kamera ginn aus dem Bild geläscht; et gëtt "
        "eréischt gewisen, wann d'Gemeng et nogekuckt huet.",
        "Ni personnes ni plaques. Le lieu et l'appareil sont effacés de l'image ; elle n'est "
        "montrée qu'après vérification par la commune.",
        "Keine Personen, keine Kennzeichen. Ort und Kamera werden aus dem Bild gelöscht; es wird "
        "erst gezeigt, wenn die Gemeinde es geprüft hat.",
        "No people, no number plates. Place and camera are removed from the picture; it is shown "
        "only once the commune has looked at it.",
        "Sem pessoas nem matrículas. O local e a câmara são apagados da imagem; só é mostrada "
        "depois de a comuna a ver.",
    ),
    "report_contact": Text(
        "Wëllt Dir eng Äntwert? (fräiwëlleg)",
        "Souhaitez-vous une réponse ? (facultatif)",
        "Möchten Sie eine Antwort? (freiwillig)",
        "Do you want an answer? (optional)",
        "Quer uma resposta? (opcional)",
    ),
    "report_email": Text("E-Mail", "E-mail", "E-Mail", "E-mail", "E-mail"),
    "report_updates": Text(
        "Schreift mir, wann sech eppes ännert",
        "Écrivez-moi à chaque changement",
        "Schreiben Sie mir, wenn sich etwas ändert",
        "Write to me when something changes",
        "Escrevam-me quando algo mudar",
    ),
    "report_phone": Text("Telefon", "Téléphone", "Telefon", "Phone", "Telefone"),
    "report_contact_help": Text(
        "Mat enger E-Mail-Adress kritt Dir e Bréif, fir se ze confirméieren; eréischt da kënnt "
        "d'Meldung un. Nëmmen d'Gemeng gesäit dës Donnéeën; 90 Deeg nom Ofschloss gi se geläscht.",
        "Avec une adresse e-mail, vous recevez un message pour la confirmer ; le signalement ne "
        "compte qu'ensuite. Seule la commune voit ces données ; elles sont effacées 90 jours après "
        "la clôture.",
        "Mit einer E-Mail-Adresse erhalten Sie eine Nachricht, um sie zu bestätigen; erst dann "
        "zählt die Meldung. Nur die Gemeinde sieht diese Angaben; 90 Tage nach dem Abschluss "
        "werden sie gelöscht.",
        "With an e-mail address you get a message to confirm it; only then does the report count. "
        "Only the commune sees these; they are deleted 90 days after the end.",
        "Com um endereço de e-mail recebe uma mensagem para o confirmar; só depois a comunicação "
        "conta. Só a comuna vê estes dados; são apagados 90 dias após a conclusão.",
    ),
    "report_sending": Text(
        "Gëtt geschéckt …", "Envoi en cours…", "Wird gesendet …", "Sending …", "A enviar…"
    ),
    "report_no_script": Text(
        "Ouni JavaScript kuckt d'Gemeng d'Meldung fir d'éischt no, oder Dir confirméiert Är "
        "E-Mail-Adress.",
        "Sans JavaScript, la commune vérifie d'abord le signalement, ou vous confirmez votre "
        "adresse e-mail.",
        "Ohne JavaScript prüft die Gemeinde die Meldung zuerst, oder Sie bestätigen Ihre "
        "E-Mail-Adresse.",
        "Without JavaScript the commune looks at the report first, or you confirm your e-mail "
        "address.",
        "Sem JavaScript, a comuna verifica primeiro a comunicação, ou confirma o seu e-mail.",
    ),
    "report_kept": Text(
        "Keen Netz: d'Meldung ass op dësem Apparat gespäichert a gëtt geschéckt, soubal et nees "
        "geet. Dir kënnt d'Säit zoumaachen.",
        "Pas de réseau : le signalement est gardé sur cet appareil et sera envoyé dès que "
        "possible. Vous pouvez fermer la page.",
        "Kein Netz: die Meldung ist auf diesem Gerät gespeichert und wird gesendet, sobald es "
        "wieder geht. Sie können die Seite schließen.",
        "No network: the report is kept on this device and sent as soon as possible. You can close "
        "the page.",
        "Sem rede: a comunicação fica guardada neste aparelho e será enviada logo que possível. "
        "Pode fechar a página.",
    ),
    "report_kept_sent": Text(
        "Är gespäichert Meldung gouf elo geschéckt:",
        "Votre signalement gardé vient d'être envoyé :",
        "Ihre gespeicherte Meldung wurde jetzt gesendet:",
        "Your kept report has been sent now:",
        "A comunicação guardada foi enviada:",
    ),
    "report_kept_refused": Text(
        "Eng gespäichert Meldung konnt net ugeholl ginn:",
        "Un signalement gardé n'a pas pu être accepté :",
        "Eine gespeicherte Meldung konnte nicht angenommen werden:",
        "A kept report could not be taken:",
        "Uma comunicação guardada não pôde ser aceite:",
    ),
    "report_kept_mend": Text(
        "Verbesseren a schécken",
        "Corriger et envoyer",
        "Verbessern und senden",
        "Put it right and send it",
        "Corrigir e enviar",
    ),
    "report_kept_drop": Text("Ewechgeheien", "Jeter", "Verwerfen", "Throw it away", "Eliminar"),
    "report_list": Text(
        "Wat gemellt ass",
        "Ce qui est signalé",
        "Was gemeldet ist",
        "What is reported",
        "O que foi comunicado",
    ),
    "report_by_number": Text(
        "Nummer vun enger Meldung",
        "Numéro d'un signalement",
        "Nummer einer Meldung",
        "Number of a report",
        "Número de uma comunicação",
    ),
    "report_open": Text("Oppen", "Ouverts", "Offen", "Open", "Abertas"),
    "report_closed": Text("Ofgeschloss", "Clos", "Abgeschlossen", "Closed", "Concluídas"),
    "report_none": Text("Näischt.", "Rien.", "Nichts.", "Nothing.", "Nada."),
    "report_feed": Text(
        "Als Feed abonnéieren (Atom)",
        "S'abonner au flux (Atom)",
        "Als Feed abonnieren (Atom)",
        "Subscribe to the feed (Atom)",
        "Subscrever o feed (Atom)",
    ),
    "report_agency": Text("Zoustänneg", "Responsable", "Zuständig", "Responsible", "Responsável"),
    "report_original": Text(
        "Schonn gemellt als",
        "Déjà signalé sous",
        "Schon gemeldet als",
        "Reported already as",
        "Já comunicado como",
    ),
    "report_said": Text("Beschreiwung", "Description", "Beschreibung", "Description", "Descrição"),
    "report_others": Text("Betraff", "Concernés", "Betroffen", "Concerned", "Afetados"),
    "report_pictures": Text("Fotoen", "Photos", "Fotos", "Photos", "Fotografias"),
    "report_photo_result": Text(
        "No der Reparatur",
        "Après la réparation",
        "Nach der Reparatur",
        "After the repair",
        "Depois da reparação",
    ),
    "report_photo_damage": Text("De Schued", "Le dégât", "Der Schaden", "The damage", "O dano"),
    "report_question": Text(
        "D'Gemeng huet eng Fro",
        "La commune a une question",
        "Die Gemeinde hat eine Frage",
        "The commune has a question",
        "A comuna tem uma pergunta",
    ),
    "report_your_answer": Text(
        "Är Äntwert", "Votre réponse", "Ihre Antwort", "Your answer", "A sua resposta"
    ),
    "report_answer_send": Text("Äntweren", "Répondre", "Antworten", "Answer", "Responder"),
    "report_again": Text(
        "Nach ëmmer futti?",
        "Toujours cassé ?",
        "Noch immer kaputt?",
        "Still broken?",
        "Continua avariado?",
    ),
    "report_again_help": Text(
        "Maacht d'Meldung nees op; d'Gemeng kuckt se nach eng Kéier.",
        "Rouvrez le signalement ; la commune le réexamine.",
        "Öffnen Sie die Meldung wieder; die Gemeinde sieht sie noch einmal an.",
        "Open the report again; the commune looks at it once more.",
        "Reabra a comunicação; a comuna volta a examiná-la.",
    ),
    "report_again_send": Text(
        "Nach ëmmer futti",
        "Toujours cassé",
        "Noch immer kaputt",
        "Still broken",
        "Continua avariado",
    ),
    "report_story": Text(
        "Wat bis elo geschitt ass",
        "Ce qui s'est passé",
        "Was bisher geschah",
        "What has happened so far",
        "O que já aconteceu",
    ),
    "report_follow_help": Text(
        "Dir kritt ee Bréif, fir d'Adress ze confirméieren. Ofbestelle geet mat engem Tipp.",
        "Vous recevrez un message pour confirmer l'adresse. Se désabonner se fait en un geste.",
        "Sie erhalten eine Nachricht, um die Adresse zu bestätigen. Abbestellen geht mit einem "
        "Tippen.",
        "You get one message to confirm the address. Ending it takes one tap.",
        "Recebe uma mensagem para confirmar o endereço. Basta um toque para deixar de receber.",
    ),
    "report_done_me_too": Text(
        "Merci, dat zielt.",
        "Merci, c'est compté.",
        "Danke, das zählt.",
        "Thank you, that counts.",
        "Obrigado, ficou registado.",
    ),
    "report_done_follow": Text(
        "Kuckt an Är Mailbox a confirméiert Är Adress.",
        "Consultez votre boîte mail et confirmez votre adresse.",
        "Sehen Sie in Ihr Postfach und bestätigen Sie Ihre Adresse.",
        "Look into your mailbox and confirm your address.",
        "Veja a sua caixa de correio e confirme o endereço.",
    ),
    "report_done_again": Text(
        "D'Meldung ass nees op.",
        "Le signalement est rouvert.",
        "Die Meldung ist wieder offen.",
        "The report is open again.",
        "A comunicação foi reaberta.",
    ),
    "report_done_answer": Text(
        "Merci fir Är Äntwert.",
        "Merci de votre réponse.",
        "Danke für Ihre Antwort.",
        "Thank you for your answer.",
        "Obrigado pela resposta.",
    ),
    "report_confirm_first": Text(
        "Nach ee Schrëtt", "Encore une étape", "Noch ein Schritt", "One more step", "Mais um passo"
    ),
    "report_confirm_help": Text(
        "Mir hunn Iech e Bréif geschéckt. Confirméiert do Är Adress: eréischt da schafft d'Gemeng "
        "un der Meldung.",
        "Nous vous avons envoyé un message. Confirmez-y votre adresse : la commune s'en occupe "
        "ensuite.",
        "Wir haben Ihnen eine Nachricht geschickt. Bestätigen Sie dort Ihre Adresse: erst dann "
        "arbeitet die Gemeinde an der Meldung.",
        "We have sent you a message. Confirm your address there: only then does the commune work "
        "on the report.",
        "Enviámos-lhe uma mensagem. Confirme nela o seu endereço: só depois a comuna trata da "
        "comunicação.",
    ),
    "report_mail": Text(
        "Är Bréiwer", "Vos courriels", "Ihre Nachrichten", "Your letters", "As suas mensagens"
    ),
    "report_confirm_asked": Text(
        "Ass dës Adress Är?",
        "Cette adresse est-elle la vôtre ?",
        "Ist diese Adresse Ihre?",
        "Is this address yours?",
        "Este endereço é seu?",
    ),
    "report_confirm_send": Text(
        "Jo, confirméieren", "Oui, confirmer", "Ja, bestätigen", "Yes, confirm", "Sim, confirmar"
    ),
    "report_confirmed": Text(
        "Är Adress ass confirméiert.",
        "Votre adresse est confirmée.",
        "Ihre Adresse ist bestätigt.",
        "Your address is confirmed.",
        "O seu endereço está confirmado.",
    ),
    "report_stop": Text(
        "Keng Bréiwer méi",
        "Ne plus recevoir de courriels",
        "Keine Nachrichten mehr",
        "No more letters",
        "Não receber mais mensagens",
    ),
    "report_stopped": Text(
        "Dir kritt keng Bréiwer méi dozou.",
        "Vous ne recevrez plus de courriels à ce sujet.",
        "Sie erhalten keine Nachrichten mehr dazu.",
        "You get no more letters about this.",
        "Não receberá mais mensagens sobre isto.",
    ),
    "report_labels": Text(
        "QR-Etiketten", "Étiquettes QR", "QR-Etiketten", "QR labels", "Etiquetas QR"
    ),
    "report_label_told": Text(
        "Futti? Scannen a mellen.",
        "Cassé ? Scannez et signalez.",
        "Kaputt? Scannen und melden.",
        "Broken? Scan and report.",
        "Avariado? Leia o código e comunique.",
    ),
    "report_label_print": Text("Weisen", "Afficher", "Anzeigen", "Show", "Mostrar"),
    "report_closer": Text(
        "Tippt op d'Kaart oder op +, bis Dir d'Plaz genee gesitt.",
        "Touchez la carte ou + jusqu'à voir l'endroit exact.",
        "Tippen Sie auf die Karte oder auf +, bis Sie die Stelle genau sehen.",
        "Tap the map or + until you see the very place.",
        "Toque no mapa ou em + até ver o lugar exato.",
    ),
    "report_near": Text(
        "bei {place}", "près de {place}", "bei {place}", "near {place}", "perto de {place}"
    ),
}
