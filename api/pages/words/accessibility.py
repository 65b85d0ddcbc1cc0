"""The accessibility statement and the form below it, in Portuguese too.

The statement has the parts that Commission Implementing Decision (EU) 2018/1523 asks for and that
Luxembourg's law of 28 May 2019 refers to. Whoever mends or breaks something that it tells changes
it, and `PREPARED` with it.
"""

from __future__ import annotations

from datetime import date

from layers.spec import Text

PREPARED = date(2026, 11, 23)
"""When the statement was last compared with the pages."""

COMPLAINTS = "https://sip.gouvernement.lu/en/support/reclamation-accessibilite.html"

NOT_YET: tuple[Text, ...] = (
    Text(
        "D'Zeechnung vun der Kaart ass e Bild: e Screenreader liest hir Linnen a Symboler net. "
        "Dofir steet niewent der Kaart eng Lëscht vun allem, wat een do gesäit, d'Sich fënnt "
        "all Objet, an all Objet huet eng Säit mat Text. Online-Kaarte falen net ënner d'Gesetz "
        "(Artikel 1, Paragraph 3).",
        "Le dessin de la carte est une image: un lecteur d'écran n'en lit ni les lignes ni les "
        "symboles. C'est pourquoi une liste de tout ce qui est visible accompagne la carte, la "
        "recherche trouve chaque objet, et chaque objet a une page en texte. Les cartes en ligne "
        "ne relèvent pas de la loi (article 1er, paragraphe 3).",
        "Die Zeichnung der Karte ist ein Bild: ein Screenreader liest ihre Linien und Symbole "
        "nicht. Deshalb steht neben der Karte eine Liste von allem, was man dort sieht, die Suche "
        "findet jedes Objekt, und jedes Objekt hat eine Seite mit Text. Online-Karten fallen "
        "nicht unter das Gesetz (Artikel 1, Absatz 3).",
        "The drawing of the map is a picture: a screen reader reads neither its lines nor its "
        "symbols. Therefore a list of everything in view stands beside the map, the search finds "
        "each asset, and each asset has a page of text. Online maps are outside the law "
        "(article 1, paragraph 3).",
        "O desenho do mapa é uma imagem: um leitor de ecrã não lê as suas linhas nem símbolos. "
        "Por isso há ao lado do mapa uma lista de tudo o que se vê, a pesquisa encontra cada "
        "objeto, e cada objeto tem uma página de texto. Os mapas em linha não são abrangidos "
        "pela lei (artigo 1.º, n.º 3).",
    ),
    Text(
        "Gedréckte Kaarten (PDF) hu keng Struktur fir Screenreader. Déi selwecht Informatioun "
        "steet an der Lëscht niewent der Kaart an op de Säite vun den Objeten.",
        "Les cartes imprimées (PDF) n'ont pas de structure pour lecteurs d'écran. La même "
        "information se trouve dans la liste à côté de la carte et sur les pages des objets.",
        "Gedruckte Karten (PDF) haben keine Struktur für Screenreader. Dieselbe Auskunft steht in "
        "der Liste neben der Karte und auf den Seiten der Objekte.",
        "Printed maps (PDF) have no structure for screen readers. The same information is in the "
        "list beside the map and on the pages of the assets.",
        "Os mapas impressos (PDF) não têm estrutura para leitores de ecrã. A mesma informação "
        "está na lista ao lado do mapa e nas páginas dos objetos.",
    ),
    Text(
        "Fotoe vun Objeten hunn als Text just d'Beschreiwung, déi een dobäi geschriwwen huet, "
        "soss den Numm vun der Datei.",
        "Les photos d'objets n'ont pour texte que la description saisie avec elles, à défaut le "
        "nom du fichier.",
        "Fotos von Objekten haben als Text nur die Beschreibung, die jemand dazu geschrieben hat, "
        "sonst den Namen der Datei.",
        "Photos of assets have as text only the caption that somebody wrote, otherwise the name "
        "of the file.",
        "As fotografias de objetos têm como texto apenas a descrição que alguém escreveu, ou o "
        "nome do ficheiro.",
    ),
    Text(
        "Bemierkungen, Nimm a Beschreiwunge stinn an där Sprooch do, an där se erfaasst goufen, "
        "ouni datt d'Säit déi Sprooch uginn.",
        "Les remarques, noms et descriptions restent dans la langue de leur saisie, sans que la "
        "page indique cette langue.",
        "Bemerkungen, Namen und Beschreibungen bleiben in der Sprache, in der sie erfasst wurden, "
        "ohne dass die Seite diese Sprache angibt.",
        "Remarks, names and descriptions stay in the language they were entered in, and the page "
        "does not tell which it is.",
        "As observações, nomes e descrições ficam na língua em que foram escritos, sem que a "
        "página indique qual é.",
    ),
    Text(
        "Op Portugisesch sinn nëmmen d'Säite fir d'Bierger; e puer Feelermeldunge kommen do op "
        "Englesch.",
        "En portugais, seules les pages pour citoyens existent; certains messages d'erreur y "
        "sont en anglais.",
        "Auf Portugiesisch gibt es nur die Seiten für Bürger; einige Fehlermeldungen kommen dort "
        "auf Englisch.",
        "Only the citizens' pages are in Portuguese; some messages about errors are in English "
        "there.",
        "Em português há apenas as páginas para cidadãos; algumas mensagens de erro aparecem em "
        "inglês.",
    ),
)
"""What is not accessible, and what helps meanwhile."""

WORDS: dict[str, Text] = {
    "title": Text(
        "Erklärung iwwer d'Barrièrefräiheet",
        "Déclaration d'accessibilité",
        "Erklärung zur Barrierefreiheit",
        "Accessibility statement",
        "Declaração de acessibilidade",
    ),
    "lead": Text(
        "D'Gemeng wëll, datt jiddereen dës Säite benotze kann, wéi d'Gesetz vum 28. Mee 2019 "
        "iwwer d'Accessibilitéit vun den Internetsäite vum ëffentleche Secteur et verlaangt. Dës "
        "Erklärung gëllt fir all Säit ënner dëser Adress:",
        "La commune veut que chacun puisse utiliser ces pages, comme le demande la loi du 28 mai "
        "2019 sur l'accessibilité des sites du secteur public. Cette déclaration vaut pour toutes "
        "les pages à cette adresse:",
        "Die Gemeinde will, dass alle diese Seiten benutzen können, wie es das Gesetz vom 28. Mai "
        "2019 über die Barrierefreiheit der Websites des öffentlichen Sektors verlangt. Diese "
        "Erklärung gilt für alle Seiten unter dieser Adresse:",
        "The commune wants everybody to be able to use these pages, as the law of 28 May 2019 on "
        "the accessibility of public sector websites asks. This statement is about all pages at "
        "this address:",
        "A comuna quer que todos possam utilizar estas páginas, como pede a lei de 28 de maio de "
        "2019 sobre a acessibilidade dos sítios do setor público. Esta declaração aplica-se a "
        "todas as páginas neste endereço:",
    ),
    "status": Text(
        "Wéi wäit mer sinn",
        "État de conformité",
        "Stand der Vereinbarkeit",
        "Compliance status",
        "Estado de conformidade",
    ),
    "status_told": Text(
        "Déi Säiten entspriechen deelweis der Norm EN 301 549 a WCAG 2.2, Stuf AA. Wat feelt, "
        "steet hei drënner.",
        "Ces pages sont partiellement conformes à la norme EN 301 549 et à WCAG 2.2, niveau AA. "
        "Ce qui manque est énuméré ci-dessous.",
        "Diese Seiten entsprechen teilweise der Norm EN 301 549 und WCAG 2.2, Stufe AA. Was fehlt, "
        "steht hier darunter.",
        "These pages are partially compliant with the standard EN 301 549 and with WCAG 2.2, level "
        "AA. What is missing is listed below.",
        "Estas páginas são parcialmente conformes com a norma EN 301 549 e com as WCAG 2.2, nível "
        "AA. O que falta está enumerado abaixo.",
    ),
    "not_yet": Text(
        "Wat net barrièrefräi ass",
        "Contenus non accessibles",
        "Was nicht barrierefrei ist",
        "What is not accessible",
        "Conteúdos não acessíveis",
    ),
    "how": Text(
        "Wéi dës Erklärung entstanen ass",
        "Établissement de cette déclaration",
        "Wie diese Erklärung entstand",
        "How this statement was prepared",
        "Como foi preparada esta declaração",
    ),
    "how_told": Text(
        "Erstallt den {day}, duerch eng eege Préifung: all Säit gëtt bei all Ännerung "
        "automatesch no de Reegele vu WCAG 2.2 A an AA gepréift, hell an däischter, op engem "
        "grousse Bildschierm an um Telefon, an d'Bedéngung mat der Tastatur gëtt duerchgespillt. "
        "Eng Préifung vu baussen gouf et nach net.",
        "Établie le {day} par autoévaluation: à chaque modification, toutes les pages sont "
        "vérifiées automatiquement selon WCAG 2.2 A et AA, en clair et en sombre, sur grand écran "
        "et sur téléphone, et l'usage au clavier est rejoué. Aucun audit externe n'a encore eu "
        "lieu.",
        "Erstellt am {day} durch eigene Prüfung: bei jeder Änderung wird jede Seite automatisch "
        "nach WCAG 2.2 A und AA geprüft, hell und dunkel, auf großem Bildschirm und Telefon, und "
        "die "
        "Bedienung mit der Tastatur wird durchgespielt. Eine Prüfung von außen gab es noch nicht.",
        "Prepared on {day} by self-assessment: with every change, each page is checked "
        "automatically by the rules of WCAG 2.2 A and AA, light and dark, on a large screen and a "
        "phone, and its "
        "use by keyboard is played through. Nobody from outside has audited it yet.",
        "Preparada em {day} por autoavaliação: a cada alteração, todas as páginas são verificadas "
        "automaticamente segundo as WCAG 2.2 A e AA, em claro e escuro, em ecrã grande e telefone, "
        "e o uso por teclado é repetido. Ainda não houve auditoria externa.",
    ),
    "feedback": Text(
        "Eppes geet net? Sot et eis",
        "Un obstacle? Dites-le-nous",
        "Etwas geht nicht? Sagen Sie es uns",
        "Something in your way? Tell us",
        "Algo não funciona? Diga-nos",
    ),
    "feedback_told": Text(
        "Schreift, wat Iech am Wee steet oder wat Dir an enger anerer Form braucht. D'Gemeng "
        "wëll bannent engem Mount äntweren.",
        "Écrivez ce qui vous fait obstacle, ou ce dont vous avez besoin sous une autre forme. La "
        "commune veut répondre dans un délai d'un mois.",
        "Schreiben Sie, was Ihnen im Weg steht oder was Sie in anderer Form brauchen. Die Gemeinde "
        "will innerhalb eines Monats antworten.",
        "Write what is in your way, or what you need in another form. The commune means to answer "
        "within a month.",
        "Escreva o que lhe cria dificuldades ou o que precisa noutra forma. A comuna pretende "
        "responder no prazo de um mês.",
    ),
    "or_else": Text("Oder:", "Ou:", "Oder:", "Or:", "Ou:"),
    "commune": Text("Gemeng", "Commune", "Gemeinde", "Commune", "Comuna"),
    "message": Text(
        "Wat geet net, an op wéi enger Säit?",
        "Qu'est-ce qui ne marche pas, et sur quelle page?",
        "Was geht nicht, und auf welcher Seite?",
        "What does not work, and on which page?",
        "O que não funciona, e em que página?",
    ),
    "contact": Text(
        "Wéi erreeche mer Iech? (fräiwëlleg: E-Mail oder Telefon)",
        "Comment vous joindre? (facultatif: e-mail ou téléphone)",
        "Wie erreichen wir Sie? (freiwillig: E-Mail oder Telefon)",
        "How can we reach you? (optional: e-mail or phone)",
        "Como o contactamos? (facultativo: e-mail ou telefone)",
    ),
    "kept": Text(
        "Dëst liesen nëmmen d'Administrateure vun der Gemeng; no {days} Deeg gëtt et geläscht.",
        "Seuls les administrateurs de la commune lisent ceci; c'est effacé après {days} jours.",
        "Das lesen nur die Administratoren der Gemeinde; nach {days} Tagen wird es gelöscht.",
        "Only the commune's administrators read this; it is deleted after {days} days.",
        "Só os administradores da comuna leem isto; é apagado após {days} dias.",
    ),
    "send": Text("Schécken", "Envoyer", "Senden", "Send", "Enviar"),
    "thanks": Text(
        "Merci, Äre Message ass ukomm.",
        "Merci, votre message est arrivé.",
        "Danke, Ihre Nachricht ist angekommen.",
        "Thank you, your message has arrived.",
        "Obrigado, a sua mensagem chegou.",
    ),
    "wrong": Text(
        "Dat konnt net geschéckt ginn:",
        "Cela n'a pas pu être envoyé:",
        "Das konnte nicht gesendet werden:",
        "This could not be sent:",
        "Não foi possível enviar:",
    ),
    "enforce": Text(
        "Keng Äntwert?", "Sans réponse?", "Keine Antwort?", "No answer?", "Sem resposta?"
    ),
    "enforce_told": Text(
        "Äntwert d'Gemeng net oder hëlleft d'Äntwert net, kënnt Dir Iech beim Service information "
        "et presse vun der Regierung beschwéieren; hien iwwerwaacht d'Gesetz. Och den Ombudsman "
        "hëlleft bei Sträit mat enger Gemeng.",
        "Si la commune ne répond pas, ou si la réponse ne vous aide pas, vous pouvez réclamer "
        "auprès du Service information et presse du gouvernement, qui contrôle l'application de "
        "la loi. "
        "L'Ombudsman aide aussi en cas de différend avec une commune.",
        "Antwortet die Gemeinde nicht oder hilft die Antwort nicht, können Sie sich beim Service "
        "information et presse der Regierung beschweren; er überwacht das Gesetz. Auch der "
        "Ombudsman hilft bei Streit mit einer Gemeinde.",
        "If the commune does not answer, or the answer does not help, you can complain to the "
        "government's Service information et presse, which watches over the law. The Ombudsman too "
        "helps in disputes with a commune.",
        "Se a comuna não responder, ou se a resposta não ajudar, pode reclamar junto do Service "
        "information et presse do governo, que fiscaliza a lei. O Ombudsman também ajuda em "
        "litígios com uma comuna.",
    ),
    "complain": Text(
        "Reklamatioun beim Service information et presse",
        "Réclamation au Service information et presse",
        "Beschwerde beim Service information et presse",
        "Complaint to the Service information et presse",
        "Reclamação ao Service information et presse",
    ),
}

PAGE_WORDS: dict[str, Text] = {
    "accessibility": Text(
        "Barrièrefräiheet", "Accessibilité", "Barrierefreiheit", "Accessibility", "Acessibilidade"
    ),
    "feedback": Text(
        "Messagen iwwer d'Barrièrefräiheet",
        "Messages sur l'accessibilité",
        "Nachrichten zur Barrierefreiheit",
        "Messages about accessibility",
    ),
    "feedback_none": Text(
        "Keng Messagen. Jidderee ka welche schécken, iwwer d'Erklärung um Enn vun all Säit.",
        "Aucun message. Chacun peut en envoyer, par la déclaration au bas de chaque page.",
        "Keine Nachrichten. Alle können welche senden, über die Erklärung am Ende jeder Seite.",
        "No messages. Everybody can send some, by the statement at the foot of each page.",
    ),
    "feedback_until": Text(
        "Gëtt de {day} geläscht.",
        "Sera effacé le {day}.",
        "Wird am {day} gelöscht.",
        "Will be deleted on {day}.",
    ),
    "feedback_contact": Text("Kontakt", "Contact", "Kontakt", "Contact"),
    "feedback_remove": Text(
        "Message läschen", "Effacer le message", "Nachricht löschen", "Delete the message"
    ),
}
"""What stands on the other pages."""
