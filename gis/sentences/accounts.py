"""Sentences about accounts: signing in, links, rights."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "sign_in_refused": Text(
        lb="Den Numm oder d'Passwuert stëmmt net. Probéiert nach eng Kéier, oder frot d'Gemeng "
        "no engem neie Link.",
        fr="Le nom ou le mot de passe est incorrect. Réessayez, ou demandez un nouveau lien à la "
        "commune.",
        de="Der Name oder das Passwort stimmt nicht. Versuchen Sie es noch einmal, oder bitten "
        "Sie die Gemeinde um einen neuen Link.",
        en="The name or the password is not right. Try again, or ask the commune for a new link.",
    ),
    "slow_down": Text(
        lb="Ze vill Versich. Waart {seconds} Sekonnen; mat engem Passkey gitt Dir direkt eran.",
        fr="Trop d'essais. Attendez {seconds} secondes ; avec une clé d'accès, vous entrez tout "
        "de suite.",
        de="Zu viele Versuche. Warten Sie {seconds} Sekunden; mit einem Passkey kommen Sie gleich "
        "hinein.",
        en="Too many attempts. Wait {seconds} seconds; with a passkey you get in at once.",
    ),
    "too_often": Text(
        lb="Vun hei koum grad schonn zevill. Probéiert et an {minutes} Minutten nach eng Kéier.",
        fr="Trop d'envois viennent d'arriver d'ici. Réessayez dans {minutes} minutes.",
        de="Von hier kam gerade schon zu viel. Versuchen Sie es in {minutes} Minuten noch einmal.",
        en="Too much came from here just now. Try again in {minutes} minutes.",
        pt="Chegaram daqui demasiadas mensagens. Tente de novo dentro de {minutes} minutos.",
    ),
    "crowded": Text(
        lb="Grad mellen der ganz vill op eemol. Schéckt et an {seconds} Sekonnen nach eng Kéier; "
        "duebel kënnt et net un.",
        fr="Beaucoup de signalements arrivent en ce moment. Renvoyez le vôtre dans {seconds} "
        "secondes ; il n'arrivera pas deux fois.",
        de="Gerade melden sehr viele auf einmal. Senden Sie es in {seconds} Sekunden noch einmal; "
        "doppelt kommt es nicht an.",
        en="Very many are reporting just now. Send it again in {seconds} seconds; it will not "
        "arrive twice.",
        pt="Muitas pessoas estão a comunicar neste momento. Envie de novo dentro de {seconds} "
        "segundos; não chegará duas vezes.",
    ),
    "weak_password": Text(
        lb="Dat Passwuert géif ee roden. Huelt der mindestens {least} Zeechen, am beschten e puer "
        "Wierder déi näischt mateneen ze dinn hunn.",
        fr="Ce mot de passe serait deviné. Prenez au moins {least} caractères, de préférence "
        "quelques mots sans rapport entre eux.",
        de="Dieses Passwort würde erraten. Nehmen Sie mindestens {least} Zeichen, am besten ein "
        "paar Wörter, die nichts miteinander zu tun haben.",
        en="This password would be guessed. Take at least {least} characters, best a few words "
        "that have nothing to do with each other.",
    ),
    "link_gone": Text(
        lb="Dëse Link oder Code gouf scho gebraucht oder ass ofgelaf. Frot d'Gemeng no engem "
        "neien.",
        fr="Ce lien ou ce code a déjà servi ou a expiré. Demandez-en un nouveau à la commune.",
        de="Dieser Link oder Code wurde schon benutzt oder ist abgelaufen. Bitten Sie die "
        "Gemeinde um einen neuen.",
        en="This link or code has been used or has expired. Ask the commune for a new one.",
    ),
    "bad_login": Text(
        lb="„{login}“ geet net als Numm fir sech unzemellen. Huelt eng E-Mail-Adress, oder "
        "Buschtawen, Zifferen, Punkten a Bindestrécher.",
        fr="« {login} » ne convient pas comme nom de connexion. Prenez une adresse e-mail, ou des "
        "lettres, chiffres, points et traits d'union.",
        de="„{login}“ geht nicht als Anmeldename. Nehmen Sie eine E-Mail-Adresse, oder "
        "Buchstaben, Ziffern, Punkte und Bindestriche.",
        en="'{login}' cannot be a name to sign in with. Take an e-mail address, or letters, "
        "digits, dots and hyphens.",
    ),
    "login_taken": Text(
        lb="Mam Numm „{login}“ mellt sech scho wien un. Wielt en aneren.",
        fr="Quelqu'un se connecte déjà avec le nom « {login} ». Choisissez-en un autre.",
        de="Mit dem Namen „{login}“ meldet sich schon jemand an. Wählen Sie einen anderen.",
        en="Somebody signs in with the name '{login}' already. Choose another one.",
    ),
    "last_admin": Text(
        lb="Dat ass deen eenzegen Administrateur vun der Gemeng. Maacht fir d'éischt een aneren "
        "dozou.",
        fr="C'est le seul administrateur de la commune. Nommez-en d'abord un autre.",
        de="Das ist der einzige Administrator der Gemeinde. Ernennen Sie zuerst einen anderen.",
        en="This is the commune's only administrator. Make somebody else one first.",
    ),
    "passkey_refused": Text(
        lb="Dee Passkey ass hei net bekannt, oder d'Ufro war ze al. Probéiert nach eng Kéier, oder "
        "mellt Iech mam Passwuert un.",
        fr="Cette clé d'accès n'est pas connue ici, ou la demande a expiré. Réessayez, ou "
        "connectez-vous par mot de passe.",
        de="Dieser Passkey ist hier nicht bekannt, oder die Anfrage war zu alt. Versuchen Sie es "
        "noch einmal, oder melden Sie sich mit dem Passwort an.",
        en="This passkey is not known here, or the request was too old. Try again, or sign in by "
        "password.",
    ),
    "cross_site": Text(
        lb="Dës Ufro koum vun enger anerer Websäit a gouf net ausgefouert. Maacht se vun hei aus.",
        fr="Cette demande venait d'un autre site et n'a pas été exécutée. Faites-la d'ici.",
        de="Diese Anfrage kam von einer anderen Website und wurde nicht ausgeführt. Stellen Sie "
        "sie von hier aus.",
        en="This request came from another site and was not carried out. Make it from here.",
        pt="Este pedido veio de outro sítio e não foi executado. Faça-o a partir daqui.",
    ),
}
