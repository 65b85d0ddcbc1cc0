"""The words on our pages, in the commune's languages."""

from __future__ import annotations

from api.pages.words.accessibility import PAGE_WORDS as ACCESSIBILITY_WORDS
from api.pages.words.accounts import ACCOUNT_WORDS
from api.pages.words.assets import ASSET_WORDS
from api.pages.words.dashboard import WORDS as DASHBOARD_WORDS
from api.pages.words.desk import DESK_WORDS
from api.pages.words.desk_forms import DESK_FORM_WORDS
from api.pages.words.desk_numbers import DESK_NUMBER_WORDS
from api.pages.words.files import WORDS as FILE_WORDS
from api.pages.words.forms import FORM_WORDS
from api.pages.words.imports import WORDS as IMPORT_WORDS
from api.pages.words.lines import LINE_WORDS
from api.pages.words.new_assets import NEW_WORDS
from api.pages.words.orders import ORDER_WORDS
from api.pages.words.quality import WORDS as QUALITY_WORDS
from api.pages.words.review import REVIEW_WORDS
from api.pages.words.work import WORDS as WORK_WORDS
from layers.spec import Text

LANGUAGE_NAMES = {"lb": "Lëtzebuergesch", "fr": "Français", "de": "Deutsch", "en": "English"}
CITIZEN_LANGUAGE_NAMES = LANGUAGE_NAMES | {"pt": "Português"}

WORDS: dict[str, Text] = {
    "title": Text("Netzkaart", "Netzkaart", "Netzkaart", "Netzkaart"),
    "lead": Text(
        "D'Infrastrukturkaart vun der Gemeng: wat am Buedem läit an an de Stroosse steet.",
        "La carte des infrastructures de la commune: ce qui se trouve sous terre et dans les rues.",
        "Die Infrastrukturkarte der Gemeinde: was im Boden liegt und in den Straßen steht.",
        "The commune's map of infrastructure: what lies in the ground and stands in the streets.",
    ),
    "lead_short": Text(
        "Alles, wat d'Gemeng ënnerhält",
        "Tout ce que la commune entretient",
        "Alles, was die Gemeinde unterhält",
        "Everything the commune looks after",
    ),
    "skip": Text(
        "Bei den Inhalt", "Aller au contenu", "Zum Inhalt", "Skip to content", "Ir para o conteúdo"
    ),
    "language": Text("Sprooch", "Langue", "Sprache", "Language", "Língua"),
    "communes": Text("Gemengen", "Communes", "Gemeinden", "Communes"),
    "no_communes": Text(
        "Nach keng Gemeng do. Leet eng un: ./netzkaart commune create NUMM",
        "Aucune commune pour l'instant. Créez-en une: ./netzkaart commune create NOM",
        "Noch keine Gemeinde da. Legen Sie eine an: ./netzkaart commune create NAME",
        "No commune yet. Create one: ./netzkaart commune create NAME",
    ),
    "map": Text("Kaart", "Carte", "Karte", "Map"),
    "collections": Text(
        "Daten (OGC API)", "Données (OGC API)", "Daten (OGC API)", "Data (OGC API)"
    ),
    "report": Text("Schued mellen", "Signaler un dégât", "Schaden melden", "Report damage"),
    "roles": Text("Wien sidd Dir?", "Qui êtes-vous?", "Wer sind Sie?", "Who are you?"),
    "roles_help": Text(
        "Dëst ass eng Demo: wielt eng Roll mat engem Klick. Ouni Roll gesitt Dir, wat jidderee "
        "gesäit.",
        "Ceci est une démo: choisissez un rôle d'un clic. Sans rôle, vous voyez ce que tout le "
        "monde voit.",
        "Dies ist eine Demo: wählen Sie mit einem Klick eine Rolle. Ohne Rolle sehen Sie, was "
        "jeder sieht.",
        "This is a demo: choose a role with one click. Without one you see what everyone sees.",
    ),
    "anyone": Text("Bierger", "Citoyen", "Bürger", "Citizen"),
    "planner": Text("Planer", "Planificateur", "Planer", "Planner"),
    "crew": Text("Ekipp", "Équipe", "Bautrupp", "Crew"),
    "clerk": Text("Guichet", "Guichet", "Schalter", "Clerk"),
    "machine": Text("SIGI (Maschinn)", "SIGI (machine)", "SIGI (Maschine)", "SIGI (machine)"),
    "developers": Text("Entwéckler", "Développeurs", "Entwickler", "Developers"),
    "developers_help": Text(
        "Déi ganz API mat Beispiller, OpenAPI an OGC.",
        "Toute l'API avec des exemples, OpenAPI et OGC.",
        "Die ganze API mit Beispielen, OpenAPI und OGC.",
        "The whole API with examples, OpenAPI and OGC.",
    ),
    "workplace": Text("Aarbechtsplaz", "Poste de travail", "Arbeitsplatz", "Workplace"),
    "tokens_of_demo": Text(
        "Token fir Programmer",
        "Jetons pour programmes",
        "Token für Programme",
        "Tokens for programs",
    ),
    "token_help": Text(
        "Token vun dëser Demo, gëlteg bis de Server stoppt:",
        "Jetons de cette démo, valables jusqu'à l'arrêt du serveur:",
        "Tokens dieser Demo, gültig bis der Server stoppt:",
        "Tokens of this demo, valid until the server stops:",
    ),
    "ogc_lead": Text(
        "All Date vun der Gemeng no dem Standard OGC API Features.",
        "Toutes les données de la commune selon le standard OGC API Features.",
        "Alle Daten der Gemeinde nach dem Standard OGC API Features.",
        "All data of the commune by the standard OGC API Features.",
    ),
    "ogc_qgis": Text(
        "A QGIS: Layer > Layer bäifügen > WFS / OGC API, mat dëser Adress:",
        "Dans QGIS: Couche > Ajouter une couche > WFS / OGC API, avec cette adresse:",
        "In QGIS: Layer > Layer hinzufügen > WFS / OGC API, mit dieser Adresse:",
        "In QGIS: Layer > Add Layer > WFS / OGC API, with this address:",
    ),
    "problem": Text(
        "Dat ass net gaangen",
        "Cela n'a pas marché",
        "Das ging nicht",
        "That did not work",
        "Não funcionou",
    ),
    "front": Text("Startsäit", "Page d'accueil", "Startseite", "Front page", "Página inicial"),
    "api_lead": Text(
        "Wat Programmer vun dësem Server kréie kënnen; déi maschinneliesbar Beschreiwung:",
        "Ce que des programmes peuvent obtenir de ce serveur; la description lisible par machine:",
        "Was Programme von diesem Server bekommen können; die maschinenlesbare Beschreibung:",
        "What programs can get from this server; the description for machines:",
    ),
    "conformance": Text("Konformitéit", "Conformité", "Konformität", "Conformance"),
    "items": Text("Objeten", "Objets", "Objekte", "Items"),
    "details": Text("Detailer", "Détails", "Einzelheiten", "Details"),
    "next": Text("Weider", "Suivant", "Weiter", "Next"),
    "nothing_here": Text(
        "Hei ass nach näischt erfaasst.",
        "Rien n'est encore saisi ici.",
        "Hier ist noch nichts erfasst.",
        "Nothing has been recorded here yet.",
    ),
    "yes": Text("jo", "oui", "ja", "yes"),
    "no": Text("nee", "non", "nein", "no"),
    "trust_title": Text(
        "Dësem Netzkaart vertrauen",
        "Faire confiance à ce Netzkaart",
        "Diesem Netzkaart vertrauen",
        "Trust this Netzkaart",
    ),
    "trust_why": Text(
        "Ouni HTTPS gëtt e Browser keng Positioun eraus an näischt geet offline. Am lokale Netz "
        "beglaubegt sech d'Demo selwer; dësen Apparat muss där Beglaubegung eemol vertrauen.",
        "Sans HTTPS, un navigateur ne donne pas de position et rien ne marche hors ligne. Sur le "
        "réseau local, la démo se certifie elle-même; cet appareil doit l'accepter une fois.",
        "Ohne HTTPS gibt ein Browser keine Position heraus, und offline geht nichts. Im lokalen "
        "Netz beglaubigt die Demo sich selbst; dieses Gerät muss dem einmal vertrauen.",
        "Without HTTPS a browser gives no position and nothing works offline. On the local "
        "network the demo certifies itself; this device has to trust that once.",
    ),
    "trust_download": Text(
        "Zertifikat eroflueden",
        "Télécharger le certificat",
        "Zertifikat herunterladen",
        "Download the certificate",
    ),
    "trust_android": Text(
        "Android: Astellungen > Sécherheet > Verschlësselung > CA-Zertifikat installéieren.",
        "Android: Paramètres > Sécurité > Chiffrement > Installer un certificat CA.",
        "Android: Einstellungen > Sicherheit > Verschlüsselung > CA-Zertifikat installieren.",
        "Android: Settings > Security > Encryption > Install a CA certificate.",
    ),
    "trust_ios": Text(
        "iPad/iPhone: Profil installéieren, duerno Astellungen > Allgemeng > Info > "
        "Zertifikatsvertrauen uschalten.",
        "iPad/iPhone: installer le profil, puis Réglages > Général > Informations > Réglages des "
        "certificats.",
        "iPad/iPhone: Profil installieren, danach Einstellungen > Allgemein > Info > "
        "Zertifikatsvertrauenseinstellungen.",
        "iPad/iPhone: install the profile, then Settings > General > About > Certificate Trust "
        "Settings.",
    ),
    "trust_compare": Text(
        "Vergläicht de Fangerofdrock mat deem am Terminal:",
        "Comparez l'empreinte avec celle du terminal:",
        "Vergleichen Sie den Fingerabdruck mit dem im Terminal:",
        "Compare the fingerprint with the one in the terminal:",
    ),
    "trust_open": Text("Demo opmaachen", "Ouvrir la démo", "Demo öffnen", "Open the demo"),
    "trust_limits": Text(
        "D'Zertifikat gëllt nëmme fir privat Adressen (10.x, 172.16-31.x, 192.168.x); fir eng "
        "Säit am Internet kann et näischt beglaubegen. No der Demo kënnt Dir et läschen.",
        "Le certificat ne vaut que pour des adresses privées (10.x, 172.16-31.x, 192.168.x); il ne "
        "peut rien certifier sur Internet. Après la démo, vous pouvez le supprimer.",
        "Das Zertifikat gilt nur für private Adressen (10.x, 172.16-31.x, 192.168.x); für keine "
        "Seite im Internet kann es etwas beglaubigen. Nach der Demo können Sie es löschen.",
        "The certificate holds for private addresses only (10.x, 172.16-31.x, 192.168.x); it can "
        "vouch for no site on the Internet. You may delete it after the demo.",
    ),
    "emergency": Text(
        "Gefor? Rufft {phone} un.",
        "Danger? Appelez le {phone}.",
        "Gefahr? Rufen Sie {phone} an.",
        "Danger? Call {phone}.",
        "Perigo? Ligue {phone}.",
    ),
    **ACCESSIBILITY_WORDS,
    **ACCOUNT_WORDS,
    **ASSET_WORDS,
    **DESK_WORDS,
    **DESK_FORM_WORDS,
    **DESK_NUMBER_WORDS,
    **FILE_WORDS,
    **FORM_WORDS,
    **LINE_WORDS,
    **NEW_WORDS,
    **ORDER_WORDS,
    **IMPORT_WORDS,
    **DASHBOARD_WORDS,
    **QUALITY_WORDS,
    **REVIEW_WORDS,
    **WORK_WORDS,
}


def words_in(language: str) -> dict[str, str]:
    """Return all words in one language."""
    return {key: word.to(language) for key, word in WORDS.items()}
