"""Sentences about damage reports and Open311, the door they come through."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "trap_filled": Text(
        "Dat gesäit no engem Programm aus: e Feld, dat kee gesäit, war ausgefëllt. Maacht de "
        "Formulaire nach eng Kéier ouni automatescht Ausfëllen.",
        "Cela ressemble à un programme: un champ invisible était rempli. Refaites le formulaire "
        "sans remplissage automatique.",
        "Das sieht nach einem Programm aus: ein unsichtbares Feld war ausgefüllt. Füllen Sie das "
        "Formular noch einmal ohne automatisches Ausfüllen aus.",
        "This looks like a program: a field that nobody sees was filled in. Fill in the form again "
        "without filling automatically.",
        "Isto parece um programa: um campo invisível estava preenchido. Preencha o formulário "
        "de novo sem preenchimento automático.",
    ),
    "move_not_allowed": Text(
        lb="Eng Meldung, déi „{found}“ ass, kann esou net „{wanted}“ ginn. Elo méiglech: {known}.",
        fr="Un signalement « {found} » ne peut pas devenir « {wanted} » ainsi. Possible "
        "maintenant : {known}.",
        de="Eine Meldung, die „{found}“ ist, kann so nicht „{wanted}“ werden. Jetzt möglich: "
        "{known}.",
        en="A report that is '{found}' cannot become '{wanted}' this way. Possible now: {known}.",
    ),
    # What is reported
    "service_missing": Text(
        lb="{path} feelt. Gitt eng vun de Kategorien un, déi „services“ opzielt.",
        fr="{path} manque. Indiquez l'une des catégories de la liste « services ».",
        de="{path} fehlt. Geben Sie eine der Kategorien an, die „services“ aufzählt.",
        en="{path} is missing. Name one of the categories that 'services' lists.",
        pt="{path}: falta. Escolha uma das categorias da lista.",
    ),
    "service_unknown": Text(
        lb="{path}: eng Kategorie „{value}“ gëtt et net. Gitt eng un, déi „services“ opzielt.",
        fr="{path} : il n'y a pas de catégorie « {value} ». Indiquez-en une de la liste "
        "« services ».",
        de="{path}: eine Kategorie „{value}“ gibt es nicht. Geben Sie eine an, die „services“ "
        "aufzählt.",
        en="{path}: there is no category '{value}'. Name one of those that 'services' lists.",
        pt="{path}: não há nenhuma categoria «{value}». Escolha uma da lista.",
    ),
    "control_characters": Text(
        lb="{path} enthält Zeechen, déi net späicherbar sinn (NUL, Steierzeechen, Zeilenenner an "
        "engem Feld mat enger Zeil). Huelt se eraus.",
        fr="{path} contient des caractères qui ne peuvent pas être conservés (NUL, caractères de "
        "contrôle, fins de ligne dans un champ d'une ligne). Enlevez-les.",
        de="{path} enthält Zeichen, die sich nicht speichern lassen (NUL, Steuerzeichen, "
        "Zeilenenden in einem einzeiligen Feld). Entfernen Sie sie.",
        en="{path} contains characters that cannot be kept (NUL, control characters, line ends in "
        "a one-line field). Remove them.",
        pt="{path} contém caracteres que não podem ser guardados (NUL, caracteres de controlo, "
        "fins de linha num campo de uma linha). Retire-os.",
    ),
    "contact_closed": Text(
        lb="Dës Meldung ass zou: et gëtt kee méi geschriwwen.",
        fr="Ce signalement est clos : plus personne n'est contacté.",
        de="Diese Meldung ist geschlossen: Es wird niemandem mehr geschrieben.",
        en="This report is closed: nobody is written to any more.",
        pt="Esta comunicação está concluída: já não se escreve a ninguém.",
    ),
    "email_malformed": Text(
        lb="{path}: dat ass keng E-Mail-Adress. Verbessert se oder loosst se ewech: eng Meldung "
        "brauch keng.",
        fr="{path} : ce n'est pas une adresse e-mail. Corrigez-la ou omettez-la : un signalement "
        "n'en a pas besoin.",
        de="{path}: das ist keine E-Mail-Adresse. Berichtigen Sie sie oder lassen Sie sie weg: "
        "eine Meldung braucht keine.",
        en="{path}: this is not an e-mail address. Correct it, or leave it out: a report needs "
        "none.",
        pt="{path}: isto não é um endereço de e-mail. Corrija-o ou deixe vazio: uma comunicação "
        "não precisa de nenhum.",
    ),
    "url_malformed": Text(
        lb="{path}: dat ass keng Adress vun engem Bild. Schéckt eng, déi mat http:// oder https:// "
        "ufänkt, mat héchstens 2000 Zeechen.",
        fr="{path} : ce n'est pas l'adresse d'une image. Envoyez-en une qui commence par http:// "
        "ou https://, de 2000 caractères au plus.",
        de="{path}: das ist keine Adresse eines Bildes. Senden Sie eine, die mit http:// oder "
        "https:// beginnt, mit höchstens 2000 Zeichen.",
        en="{path}: this is not the address of a picture. Send one that begins with http:// or "
        "https://, at most 2000 characters.",
    ),
    "too_many": Text(
        lb="{path}: {count} goufe geschéckt, héchstens {limit} ginn ugeholl. Loosst der e puer "
        "ewech.",
        fr="{path} : {count} ont été envoyés, au plus {limit} sont acceptés. Omettez-en "
        "quelques-uns.",
        de="{path}: {count} wurden gesendet, höchstens {limit} werden angenommen. Lassen Sie "
        "einige weg.",
        en="{path}: {count} were sent, at most {limit} are taken. Leave some out.",
    ),
    # Where it is
    "position_missing": Text(
        lb="{path}: et steet néierens, wou et ass. Schéckt lat a long, oder address_string, oder "
        "address_id.",
        fr="{path} : rien n'indique le lieu. Envoyez lat et long, ou address_string, ou "
        "address_id.",
        de="{path}: nirgends steht, wo es ist. Senden Sie lat und long, oder address_string, oder "
        "address_id.",
        en="{path}: nothing says where it is. Send lat and long, or address_string, or address_id.",
        pt="{path}: nada indica o lugar. Envie lat e long, ou address_string, ou address_id.",
    ),
    "position_half": Text(
        lb="{path} feelt: eng Positioun brauch lat a long. Schéckt béid, oder amplaz eng Adress.",
        fr="{path} manque : une position demande lat et long. Envoyez les deux, ou plutôt une "
        "adresse.",
        de="{path} fehlt: eine Position braucht lat und long. Senden Sie beide, oder stattdessen "
        "eine Adresse.",
        en="{path} is missing: a position needs both lat and long. Send both, or an address "
        "instead.",
    ),
    "position_not_finite": Text(
        lb="{path}: d'Positioun ass keng endlech Zuel. Schéckt Grad wéi lat=49.7692, oder amplaz "
        "eng Adress.",
        fr="{path} : la position n'est pas un nombre fini. Envoyez des degrés comme lat=49.7692, "
        "ou plutôt une adresse.",
        de="{path}: die Position ist keine endliche Zahl. Senden Sie Grad wie lat=49.7692, oder "
        "stattdessen eine Adresse.",
        en="{path}: the position is not a finite number. Send degrees such as lat=49.7692, or an "
        "address instead.",
    ),
    "position_zero": Text(
        lb="{path}: 0/0 läit am Golf vu Guinea; den Apparat huet nach keng Positioun. Waart drop, "
        "oder schéckt eng Adress.",
        fr="{path} : 0/0 est dans le golfe de Guinée ; l'appareil n'a pas encore de position. "
        "Attendez-la, ou envoyez une adresse.",
        de="{path}: 0/0 liegt im Golf von Guinea; das Gerät hat noch keine Position. Warten Sie "
        "darauf, oder senden Sie eine Adresse.",
        en="{path}: 0/0 lies in the Gulf of Guinea; the device has no position yet. Wait for it, "
        "or send an address instead.",
    ),
    "latlong_range": Text(
        lb="{path}: Breet {lat}, Längt {long} läit net op der Äerd. Schéckt Grad vu WGS84: lat vu "
        "-90 bis 90, long vun -180 bis 180.",
        fr="{path} : latitude {lat}, longitude {long} n'est pas sur Terre. Envoyez des degrés "
        "WGS84 : lat de -90 à 90, long de -180 à 180.",
        de="{path}: Breite {lat}, Länge {long} liegt nicht auf der Erde. Senden Sie Grad in WGS84: "
        "lat von -90 bis 90, long von -180 bis 180.",
        en="{path}: latitude {lat}, longitude {long} is not on Earth. Send degrees of WGS84: lat "
        "from -90 to 90, long from -180 to 180.",
    ),
    "not_a_uuid": Text(
        lb="{path}: „{value}“ ass keng Id vun enger Anlag. Schéckt se, wéi d'Kaart se gëtt, oder "
        "loosst se ewech.",
        fr="{path} : « {value} » n'est pas l'id d'un ouvrage. Envoyez-le tel que la carte le "
        "donne, ou omettez-le.",
        de="{path}: „{value}“ ist keine Id einer Anlage. Senden Sie sie, wie die Karte sie gibt, "
        "oder lassen Sie sie weg.",
        en="{path}: '{value}' is no asset's id. Send it as the map gives it, or leave it out.",
    ),
    "address_unknown": Text(
        lb="{path}: keng Anlag, där dëse Schued geschéie kann, huet d'Nummer „{value}“. Schéckt "
        "d'Nummer, wéi d'Kaart se weist, oder lat a long.",
        fr="{path} : aucun ouvrage susceptible de ce dommage ne porte le numéro « {value} ». "
        "Envoyez le numéro tel que la carte le montre, ou lat et long.",
        de="{path}: keine Anlage, der dieser Schaden geschehen kann, hat die Nummer „{value}“. "
        "Senden Sie die Nummer, wie die Karte sie zeigt, oder lat und long.",
        en="{path}: no asset that this damage can befall has the number '{value}'. Send the "
        "number as the map shows it, or lat and long.",
    ),
    "assets_differ": Text(
        lb="{path}: si nennen zwou verschidden Anlagen. Schéckt just ee vun deenen zwee.",
        fr="{path} : ils désignent deux ouvrages différents. N'envoyez que l'un des deux.",
        de="{path}: sie nennen zwei verschiedene Anlagen. Senden Sie nur eines von beiden.",
        en="{path}: they name two different assets. Send only one of the two.",
    ),
    # What is asked for
    "given_twice": Text(
        lb="{path} gouf méi wéi eemol mat verschiddene Wäerter geschéckt. Schéckt et eng Kéier.",
        fr="{path} a été envoyé plusieurs fois avec des valeurs différentes. Envoyez-le une fois.",
        de="{path} wurde mehrmals mit verschiedenen Werten gesendet. Senden Sie es einmal.",
        en="{path} was sent more than once with different values. Send it once.",
    ),
    "not_a_datetime": Text(
        lb="{path}: „{value}“ ass keng Zäit. Schreift se esou: 2026-11-22T12:00:00Z.",
        fr="{path} : « {value} » n'est pas une date avec heure. Écrivez-la ainsi : "
        "2026-11-22T12:00:00Z.",
        de="{path}: „{value}“ ist kein Zeitpunkt. Schreiben Sie ihn so: 2026-11-22T12:00:00Z.",
        en="{path}: '{value}' is no time. Write it as 2026-11-22T12:00:00Z.",
    ),
    "span_too_long": Text(
        lb="{path}: héchstens 90 Deeg ginn op eemol beäntwert. Frot no méi kuerzen Zäitraim, een "
        "nom aneren.",
        fr="{path} : au plus 90 jours par réponse. Demandez des périodes plus courtes, l'une après "
        "l'autre.",
        de="{path}: höchstens 90 Tage werden auf einmal beantwortet. Fragen Sie kürzere Zeiträume "
        "nacheinander ab.",
        en="{path}: at most 90 days are answered at once. Ask for shorter spans one after the "
        "other.",
    ),
    "span_reversed": Text(
        lb="{path}: den Ufank läit nom Enn. Dréint se ëm.",
        fr="{path} : le début est après la fin. Échangez-les.",
        de="{path}: der Anfang liegt nach dem Ende. Tauschen Sie sie.",
        en="{path}: the start lies after the end. Exchange them.",
    ),
    "status_unknown": Text(
        lb="{path}: „{value}“ ass kee Status. Benotzt open, closed oder béid mat engem Komma.",
        fr="{path} : « {value} » n'est pas un statut. Utilisez open, closed ou les deux avec une "
        "virgule.",
        de="{path}: „{value}“ ist kein Status. Verwenden Sie open, closed oder beide mit Komma.",
        en="{path}: '{value}' is no status. Use open, closed or both with a comma.",
    ),
    "format_unknown": Text(
        lb="E Format „{value}“ gëtt et hei net. Loosst d'Adress mat .xml oder .json ophalen.",
        fr="Il n'y a pas de format « {value} » ici. Terminez l'adresse par .xml ou .json.",
        de="Ein Format „{value}“ gibt es hier nicht. Lassen Sie die Adresse mit .xml oder .json "
        "enden.",
        en="There is no format '{value}' here. End the address with .xml or .json.",
    ),
    "key_invalid": Text(
        lb="{path}: dëse Schlëssel gëllt hei net (méi). Loosst en ewech, et brauch een der keen; "
        "oder frot d'Gemeng no engem aneren.",
        fr="{path} : cette clé n'est pas (ou plus) valable ici. Omettez-la, il n'en faut pas ; ou "
        "demandez-en une autre à la commune.",
        de="{path}: dieser Schlüssel gilt hier nicht (mehr). Lassen Sie ihn weg, es braucht "
        "keinen; oder bitten Sie die Gemeinde um einen anderen.",
        en="{path}: this key is not valid here (any more). Leave it out, none is needed; or ask "
        "the commune for another.",
    ),
    "method_unknown": Text(
        lb="Dës Adress hëlt kee {method} un. Meldunge gi mat GET opgelëscht a mat POST ugeluecht.",
        fr="Cette adresse n'accepte pas {method}. Les signalements se lisent avec GET et se "
        "créent avec POST.",
        de="Diese Adresse nimmt kein {method} an. Meldungen werden mit GET aufgelistet und mit "
        "POST angelegt.",
        en="This address does not take {method}. Requests are listed with GET and created with "
        "POST.",
    ),
    "form_expired": Text(
        lb="De Formulaire ass ze al. Schéckt en vun hei nach eng Kéier; Ären Text steet nach do.",
        fr="Le formulaire est trop ancien. Renvoyez-le d'ici ; ce que vous avez écrit est gardé.",
        de="Das Formular ist zu alt. Senden Sie es von hier noch einmal; Ihr Text steht noch da.",
        en="The form is too old. Send it again from here; what you wrote is still there.",
        pt="O formulário é demasiado antigo. Envie-o de novo daqui; o que escreveu foi mantido.",
    ),
    "form_too_fast": Text(
        lb="Dat goung ze séier fir e Mënsch. Waart e puer Sekonnen a schéckt et nach eng Kéier.",
        fr="C'était trop rapide pour une personne. Attendez quelques secondes et renvoyez.",
        de="Das ging zu schnell für einen Menschen. Warten Sie einige Sekunden und senden Sie es "
        "noch einmal.",
        en="That was too fast for a person. Wait some seconds and send it again.",
        pt="Foi demasiado rápido para uma pessoa. Espere uns segundos e envie de novo.",
    ),
    # Moving a report
    "reason_missing": Text(
        lb="{path} feelt: wat zou ass, brauch e Grond. Méiglech: {known}.",
        fr="{path} manque : une clôture demande une raison. Possible : {known}.",
        de="{path} fehlt: ein Abschluss braucht einen Grund. Möglich: {known}.",
        en="{path} is missing: closing needs a reason. Possible: {known}.",
    ),
    "reason_unknown": Text(
        lb="{path}: „{value}“ ass hei kee Grond. Méiglech: {known}.",
        fr="{path} : « {value} » n'est pas une raison ici. Possible : {known}.",
        de="{path}: „{value}“ ist hier kein Grund. Möglich: {known}.",
        en="{path}: '{value}' is no reason here. Possible: {known}.",
    ),
    "sentence_missing": Text(
        lb="{path} feelt: schreift de Bierger an engem Saz, wat lass ass.",
        fr="{path} manque : expliquez en une phrase aux citoyens ce qu'il en est.",
        de="{path} fehlt: sagen Sie den Bürgern in einem Satz, was ist.",
        en="{path} is missing: tell citizens in a sentence how things stand.",
    ),
    "original_of_others": Text(
        lb="{path}: aner Meldunge sinn als Duebel vun dëser zougemaach ({others}). Maacht déi "
        "fir d'éischt nees op.",
        fr="{path} : d'autres signalements ont été clos comme doublons de celui-ci ({others}). "
        "Rouvrez-les d'abord.",
        de="{path}: andere Meldungen sind als Dubletten dieser geschlossen ({others}). Öffnen Sie "
        "diese zuerst wieder.",
        en="{path}: other reports are closed as duplicates of this one ({others}). Reopen those "
        "first.",
    ),
    "original_unknown": Text(
        lb="{path}: „{value}“ ass keng aner Meldung, op déi een hiweise kann. Gitt d'Nummer vun "
        "der éischter Meldung un, net vun engem Duebel.",
        fr="{path} : « {value} » n'est pas un autre signalement auquel renvoyer. Indiquez le "
        "numéro du premier signalement, pas d'un doublon.",
        de="{path}: „{value}“ ist keine andere Meldung, auf die sich verweisen lässt. Geben Sie "
        "die Nummer der ersten Meldung an, nicht die einer Dublette.",
        en="{path}: '{value}' is no other report that can be referred to. Give the number of "
        "the first report, not of a duplicate.",
    ),
}
