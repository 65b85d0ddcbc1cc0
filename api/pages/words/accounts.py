"""The words of the pages on which people sign in and look after accounts."""

from __future__ import annotations

from layers.spec import Text

ACCOUNT_WORDS: dict[str, Text] = {
    "auditor": Text("Kontroller", "Contrôle", "Prüfung", "Auditor"),
    "admin": Text("Administrateur", "Administrateur", "Administrator", "Administrator"),
    "sign_in": Text("Umellen", "Se connecter", "Anmelden", "Sign in"),
    "sign_out": Text("Ofmellen", "Se déconnecter", "Abmelden", "Sign out"),
    "account": Text("Mäi Kont", "Mon compte", "Mein Konto", "My account"),
    "login": Text(
        "Numm oder E-Mail", "Nom ou e-mail", "Name oder E-Mail", "Name or e-mail address"
    ),
    "password": Text("Passwuert", "Mot de passe", "Passwort", "Password"),
    "password_new": Text(
        "Neit Passwuert", "Nouveau mot de passe", "Neues Passwort", "New password"
    ),
    "password_now": Text(
        "Aktuellt Passwuert", "Mot de passe actuel", "Aktuelles Passwort", "Present password"
    ),
    "password_help": Text(
        "Mindestens {least} Zeechen. E puer Wierder, déi näischt mateneen ze dinn hunn, si "
        "gutt a liicht ze behalen.",
        "Au moins {least} caractères. Quelques mots sans rapport entre eux sont sûrs et faciles "
        "à retenir.",
        "Mindestens {least} Zeichen. Ein paar Wörter, die nichts miteinander zu tun haben, sind "
        "gut und leicht zu merken.",
        "At least {least} characters. A few words that have nothing to do with each other are "
        "good and easy to remember.",
    ),
    "password_change": Text(
        "Passwuert änneren", "Changer le mot de passe", "Passwort ändern", "Change password"
    ),
    "password_changed": Text(
        "D'Passwuert ass geännert. Déi aner Browsere sinn ofgemellt.",
        "Le mot de passe est changé. Les autres navigateurs sont déconnectés.",
        "Das Passwort ist geändert. Die anderen Browser sind abgemeldet.",
        "The password is changed. Your other browsers are signed out.",
    ),
    "passkey_sign_in": Text(
        "Mat Passkey umellen",
        "Se connecter avec une clé d'accès",
        "Mit Passkey anmelden",
        "Sign in with a passkey",
    ),
    "passkey_add": Text(
        "Passkey maachen", "Créer une clé d'accès", "Passkey anlegen", "Create a passkey"
    ),
    "passkeys": Text("Passkeys", "Clés d'accès", "Passkeys", "Passkeys"),
    "passkey_help": Text(
        "E Passkey ersetzt d'Passwuert duerch de Fangerofdrock, d'Gesiicht oder de PIN vun Ärem "
        "Apparat. Hie kann net ofgefëscht ginn.",
        "Une clé d'accès remplace le mot de passe par l'empreinte, le visage ou le code de votre "
        "appareil. Elle ne peut pas être hameçonnée.",
        "Ein Passkey ersetzt das Passwort durch Fingerabdruck, Gesicht oder PIN Ihres Geräts. Er "
        "kann nicht abgefischt werden.",
        "A passkey replaces the password by your device's fingerprint, face or PIN. It cannot be "
        "phished.",
    ),
    "passkey_not_here": Text(
        "Passkeys ginn nëmmen ënner engem Numm, net ënner enger IP-Adress.",
        "Les clés d'accès exigent un nom d'hôte, pas une adresse IP.",
        "Passkeys gehen nur unter einem Namen, nicht unter einer IP-Adresse.",
        "Passkeys need the name of a host, not an IP address.",
    ),
    "none_yet": Text("Nach keng.", "Aucun pour l'instant.", "Noch keine.", "None yet."),
    "remove": Text("Ewechhuelen", "Retirer", "Entfernen", "Remove"),
    "sessions": Text(
        "Ugemellt Browseren", "Navigateurs connectés", "Angemeldete Browser", "Signed-in browsers"
    ),
    "session_this": Text("dëse Browser", "ce navigateur", "dieser Browser", "this browser"),
    "session_seen": Text(
        "fir d'lescht benotzt", "dernière utilisation", "zuletzt benutzt", "last used"
    ),
    "session_end": Text("Ofmellen", "Déconnecter", "Abmelden", "Sign out"),
    "session_end_others": Text(
        "All déi aner ofmellen",
        "Déconnecter tous les autres",
        "Alle anderen abmelden",
        "Sign out all others",
    ),
    "welcome": Text("Wëllkomm", "Bienvenue", "Willkommen", "Welcome"),
    "welcome_lead": Text(
        "Wielt, wéi Dir Iech umellt: mat engem Passkey oder mat engem Passwuert.",
        "Choisissez comment vous connecter: avec une clé d'accès ou un mot de passe.",
        "Wählen Sie, wie Sie sich anmelden: mit einem Passkey oder mit einem Passwort.",
        "Choose how you sign in: with a passkey or with a password.",
    ),
    "code": Text(
        "Code aus dem Link (no dem #)",
        "Code du lien (après le #)",
        "Code aus dem Link (nach dem #)",
        "Code of the link (behind the #)",
    ),
    "people": Text(
        "Leit a Rechter", "Personnes et droits", "Leute und Rechte", "People and rights"
    ),
    "people_none": Text(
        "Nach kee mat engem Kont. Lued hei ënnen déi Éischt an.",
        "Personne n'a encore de compte. Invitez la première personne ci-dessous.",
        "Noch niemand hat ein Konto. Laden Sie unten die Ersten ein.",
        "Nobody has an account yet. Invite the first person below.",
    ),
    "name": Text("Numm", "Nom", "Name", "Name"),
    "role": Text("Roll", "Rôle", "Rolle", "Role"),
    "signs_in_by": Text(
        "mellt sech un mat", "se connecte par", "meldet sich an mit", "signs in by"
    ),
    "invited": Text("agelueden", "invité", "eingeladen", "invited"),
    "disabled": Text("gespaart", "désactivé", "gesperrt", "disabled"),
    "role_change": Text("Roll änneren", "Changer le rôle", "Rolle ändern", "Change role"),
    "invite": Text("Alueden", "Inviter", "Einladen", "Invite"),
    "new_link": Text("Neie Link", "Nouveau lien", "Neuer Link", "New link"),
    "link_once": Text(
        "Dëse Link gëllt eemol, siwen Deeg laang. Hie gëtt nëmmen elo gewisen: gitt en der "
        "Persoun selwer.",
        "Ce lien est valable une fois, pendant sept jours. Il n'est montré que maintenant: "
        "remettez-le à la personne elle-même.",
        "Dieser Link gilt einmal, sieben Tage lang. Er wird nur jetzt gezeigt: geben Sie ihn der "
        "Person selbst.",
        "This link works once, for seven days. It is shown only now: give it to the person "
        "themselves.",
    ),
    "tablets": Text(
        "Tableten a Maschinnen",
        "Tablettes et machines",
        "Tablets und Maschinen",
        "Tablets and machines",
    ),
    "label": Text("Bezeechnung", "Désignation", "Bezeichnung", "Label"),
    "until": Text("gëlteg bis", "valable jusqu'au", "gültig bis", "valid until"),
    "revoke": Text("Zréckhuelen", "Révoquer", "Zurückziehen", "Revoke"),
    "tablet_enrol": Text(
        "Tablet dobäisetzen", "Ajouter une tablette", "Tablet aufnehmen", "Enrol a tablet"
    ),
    "tablet_scan": Text(
        "Scannt dëse Code bannent 30 Minutten mam Tablet. Hie gëllt eemol.",
        "Scannez ce code avec la tablette dans les 30 minutes. Il est valable une fois.",
        "Scannen Sie diesen Code innerhalb von 30 Minuten mit dem Tablet. Er gilt einmal.",
        "Scan this code with the tablet within 30 minutes. It works once.",
    ),
    "token_create": Text(
        "Token fir eng Maschinn",
        "Jeton pour une machine",
        "Token für eine Maschine",
        "Token for a machine",
    ),
    "token_once": Text(
        "Dësen Token gëtt nëmmen elo gewisen:",
        "Ce jeton n'est montré que maintenant:",
        "Dieser Token wird nur jetzt gezeigt:",
        "This token is shown only now:",
    ),
    "trail": Text("Wat geschitt ass", "Ce qui s'est passé", "Was geschehen ist", "What happened"),
    "when": Text("wéini", "quand", "wann", "when"),
    "who": Text("wien", "qui", "wer", "who"),
    "what": Text("wat", "quoi", "was", "what"),
    "event_signed_in": Text("ugemellt", "connexion", "angemeldet", "signed in"),
    "event_signed_out": Text("ofgemellt", "déconnexion", "abgemeldet", "signed out"),
    "event_refused": Text(
        "Umellung refuséiert", "connexion refusée", "Anmeldung abgelehnt", "sign-in refused"
    ),
    "event_invited": Text("agelueden", "a invité", "eingeladen", "invited"),
    "event_joined": Text(
        "Aluedung ugeholl", "invitation acceptée", "Einladung angenommen", "invitation accepted"
    ),
    "event_role_changed": Text("Roll geännert", "rôle changé", "Rolle geändert", "role changed"),
    "event_removed": Text("ewechgeholl", "a retiré", "entfernt", "removed"),
    "event_disabled": Text("gespaart", "désactivé", "gesperrt", "disabled"),
    "event_password_changed": Text(
        "Passwuert geännert", "mot de passe changé", "Passwort geändert", "password changed"
    ),
    "event_passkey_added": Text(
        "Passkey dobäi", "clé d'accès ajoutée", "Passkey angelegt", "passkey added"
    ),
    "event_passkey_removed": Text(
        "Passkey ewech", "clé d'accès retirée", "Passkey entfernt", "passkey removed"
    ),
    "event_session_ended": Text(
        "Browser ofgemellt", "navigateur déconnecté", "Browser abgemeldet", "browser signed out"
    ),
    "event_token_issued": Text("Token gemaach", "jeton créé", "Token angelegt", "token created"),
    "event_token_revoked": Text(
        "Token zréckgeholl", "jeton révoqué", "Token zurückgezogen", "token revoked"
    ),
    "event_tablet_enrolled": Text(
        "Tablet dobäi", "tablette ajoutée", "Tablet aufgenommen", "tablet enrolled"
    ),
}
