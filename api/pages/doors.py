"""The doors of a commune: what one finds behind each, and who may go through.

The front page shows them as cards, every page of the workplace as its navigation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gis.communes import Commune
from gis.viewer import Action, Viewer, ViewerRole
from layers.spec import Text


@dataclass(frozen=True, slots=True)
class Door:
    """One door: its name, a sentence, its address below the server's root, its picture.

    `picture` is the path of an SVG in a box of 24 by 24.
    """

    name: str
    title: Text
    sentence: Text
    address: str
    picture: str
    open_to: Callable[[Viewer], bool]

    def href(self, commune: str, language: str) -> str:
        """Return where it leads in a commune."""
        mark = "&" if "?" in self.address else "?"
        return f"{self.address.format(commune=commune)}{mark}lang={language}"


def _anyone(_viewer: Viewer) -> bool:
    return True


def _members(viewer: Viewer) -> bool:
    return viewer.role is not ViewerRole.ANYONE


def _who_may(action: Action) -> Callable[[Viewer], bool]:
    return lambda viewer: viewer.may(action)


MAP = Door(
    "map",
    Text("Kaart", "Carte", "Karte", "Map"),
    Text(
        "Waasser, Kanal, Luuchten a Luedstatiounen: kucken, sichen, moossen, drécken.",
        "Eau, égouts, éclairage et recharge: regarder, chercher, mesurer, imprimer.",
        "Wasser, Kanal, Leuchten und Ladepunkte: ansehen, suchen, messen, drucken.",
        "Water, sewers, lighting and charging: look, find, measure, print.",
    ),
    "/{commune}/map",
    "M9 4 3 6v14l6-2 6 2 6-2V4l-6 2-6-2zm0 0v14m6-12v14",
    _anyone,
)
REPORT = Door(
    "report",
    Text("Schued mellen", "Signaler un dégât", "Schaden melden", "Report damage"),
    Text(
        "Eng Luucht ass aus, Waasser leeft: an enger Minutt gemellt, ouni Kont.",
        "Un lampadaire éteint, une fuite: signalé en une minute, sans compte.",
        "Eine Leuchte ist aus, Wasser läuft: in einer Minute gemeldet, ohne Konto.",
        "A lamp is out, water is leaking: told within a minute, without an account.",
    ),
    "/report/{commune}/",
    "M12 3 2 20h20L12 3zm0 6v5m0 3v.5",
    _anyone,
)
QUALITY = Door(
    "quality",
    Text("Datequalitéit", "Qualité des données", "Datenqualität", "Data quality"),
    Text(
        "Wat un den Daten net stëmmt, nom Schwéieren geuerdent an op der Kaart.",
        "Ce qui ne va pas dans les données, par gravité et sur la carte.",
        "Was an den Daten nicht stimmt, nach Schwere geordnet und auf der Karte.",
        "What is wrong with the data, by severity and on the map.",
    ),
    "/{commune}/quality",
    "M4 12.5 9 18 20 6",
    _anyone,
)
REVIEW = Door(
    "review",
    Text("Iwwerpréiwen", "À vérifier", "Prüfen", "Review"),
    Text(
        "Wat waart: Virschléi, ongenee Opnamen, Feeler an den Daten.",
        "Ce qui attend: propositions, levés imprécis, fautes dans les données.",
        "Was wartet: Vorschläge, ungenaue Aufnahmen, Fehler in den Daten.",
        "What waits: proposals, inaccurate captures, faults in the data.",
    ),
    "/{commune}/review",
    "M3 13h5l1.5 3h5L16 13h5M3 13l3-8h12l3 8v6H3v-6z",
    _who_may(Action.EDIT),
)
TASKS = Door(
    "tasks",
    Text("Aufgaben", "Tâches", "Aufgaben", "Tasks"),
    Text(
        "Wat d'Ekippen dobausse maache sollen, a wat se geäntwert hunn.",
        "Ce que les équipes doivent faire, et ce qu'elles ont répondu.",
        "Was die Trupps draußen tun sollen, und was sie geantwortet haben.",
        "What crews are asked to do outdoors, and what they answered.",
    ),
    "/{commune}/tasks",
    "M9 6h11M9 12h11M9 18h11M4 5.5l1 1 1.5-2M4 11.5l1 1 1.5-2M4 17.5l1 1 1.5-2",
    _who_may(Action.EDIT),
)
AREAS = Door(
    "areas",
    Text("Gebidder", "Secteurs", "Gebiete", "Work areas"),
    Text(
        "Wou eng Ekipp schafft a wat hiren Tablet mathëlt.",
        "Où travaille une équipe et ce que sa tablette emporte.",
        "Wo ein Trupp arbeitet und was sein Tablet mitnimmt.",
        "Where a crew works and what its tablet takes along.",
    ),
    "/{commune}/areas",
    "M4 7 11 4l9 4-2 11-8 1-6-4V7z",
    _who_may(Action.EDIT),
)
DASHBOARD = Door(
    "dashboard",
    Text("Iwwersiicht", "Tableau de bord", "Übersicht", "Dashboard"),
    Text(
        "Wat d'Gemeng huet, wéi al et ass, wat ze erneieren ass a wat nach feelt.",
        "Ce que possède la commune, son âge, ce qu'il faudra renouveler, ce qui manque.",
        "Was die Gemeinde hat, wie alt es ist, was zu erneuern ist und was noch fehlt.",
        "What the commune has, how old it is, what is due for renewal, what is missing.",
    ),
    "/{commune}/dashboard",
    "M4 20V10m5.5 10V4m5.5 16v-7m5 7V8M3 20h18",
    _members,
)
TABLET = Door(
    "tablet",
    Text("Tablet", "Tablette", "Tablet", "Tablet"),
    Text(
        "Dobaussen ophuelen, fotograféieren, kontrolléieren: och ouni Netz, näischt geet verluer.",
        "Relever, photographier, contrôler dehors: même sans réseau, rien ne se perd.",
        "Draußen aufnehmen, fotografieren, prüfen: auch ohne Netz, nichts geht verloren.",
        "Capture, photograph and inspect outside: also without a network, nothing is lost.",
    ),
    "/{commune}/tablet",
    "M6 3h12v18H6zM11 18h2",
    _who_may(Action.CAPTURE),
)
IMPORT = Door(
    "import",
    Text("Importéieren", "Importer", "Importieren", "Import"),
    Text(
        "Eng Datei bréngen, kucken wat dra steet, iwwerhuelen oder zréckhuelen.",
        "Apporter un fichier, voir ce qu'il contient, l'accepter ou l'annuler.",
        "Eine Datei bringen, ansehen was darin steht, übernehmen oder zurücknehmen.",
        "Bring a file, look what is in it, take it over or back.",
    ),
    "/{commune}/import",
    "M12 15V3m0 0-5 5m5-5 5 5M4 17v4h16v-4",
    _who_may(Action.IMPORT),
)
PEOPLE = Door(
    "people",
    Text("Leit a Rechter", "Personnes et droits", "Leute und Rechte", "People and rights"),
    Text(
        "Leit alueden, Rollen ginn, Tableten an Token verwalten.",
        "Inviter, attribuer des rôles, gérer tablettes et jetons.",
        "Personen einladen, Rollen geben, Tablets und Token verwalten.",
        "Invite people, give roles, look after tablets and tokens.",
    ),
    "/{commune}/people",
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm-6 9c0-4 3-6 6-6s6 2 6 6"
    "m1-15a3.5 3.5 0 0 1 0 6m2 4c2 1 3 3 3 5",
    _who_may(Action.ADMINISTER),
)
DATA = Door(
    "data",
    Text("Daten", "Données", "Daten", "Data"),
    Text(
        "Fir QGIS an aner Programmer, no OGC API Features.",
        "Pour QGIS et d'autres programmes, selon OGC API Features.",
        "Für QGIS und andere Programme, nach OGC API Features.",
        "For QGIS and other programs, by OGC API Features.",
    ),
    "/ogc/{commune}/?f=html",
    "M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zm0 0v12"
    "c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3",
    _anyone,
)
EXPORT = Door(
    "export",
    Text("Export fir de SIGI", "Export pour le SIGI", "Export für das SIGI", "Export for SIGI"),
    Text(
        "Manifest, Paketen an Ännerungen, wéi se eng Maschinn ofhëlt.",
        "Manifeste, paquets et modifications, tels qu'une machine les prend.",
        "Manifest, Pakete und Änderungen, wie eine Maschine sie abholt.",
        "Manifest, bundles and changes, as a machine fetches them.",
    ),
    "/api/v1/{commune}/exports/sigi/manifest.json",
    "M12 3v12m0 0-5-5m5 5 5-5M4 17v4h16v-4",
    _who_may(Action.EXPORT),
)

DOORS = (
    MAP,
    REPORT,
    DASHBOARD,
    REVIEW,
    TASKS,
    AREAS,
    QUALITY,
    IMPORT,
    TABLET,
    DATA,
    EXPORT,
    PEOPLE,
)
WORKPLACE = (MAP, DASHBOARD, REVIEW, TASKS, AREAS, QUALITY, IMPORT, PEOPLE)
"""What the navigation of a page at work shows."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the workplace is: its commune, the doors from there, its own one."""

    commune: Commune
    doors: tuple[Door, ...]
    here: Door | None = None


def place(commune: Commune, viewer: Viewer, here: Door | None = None) -> Place:
    """Return what the navigation of a page shows to a viewer."""
    return Place(commune, tuple(each for each in WORKPLACE if each.open_to(viewer)), here)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody the demo can be entered as, with one click that leads to a door."""

    role: ViewerRole
    title: Text
    sentence: Text
    door: Door
    picture: str


VISITORS = (
    Visitor(
        ViewerRole.PLANNER,
        Text("Planer", "Planificateur", "Planer", "Planner"),
        Text(
            "D'ganz Netz op der Kaart: sichen, änneren, d'Geschicht gesinn, importéieren.",
            "Tout le réseau sur la carte: chercher, modifier, voir l'historique, importer.",
            "Das ganze Netz auf der Karte: suchen, ändern, die Geschichte sehen, importieren.",
            "The whole network on the map: find, change, see its history, import.",
        ),
        MAP,
        MAP.picture,
    ),
    Visitor(
        ViewerRole.CREW,
        Text("Ekipp dobaussen", "Équipe de terrain", "Bautrupp", "Field crew"),
        Text(
            "Wat an der Strooss läit, mat Genauegkeet an de Meldungen.",
            "Ce qui se trouve dans la rue, avec sa précision et les signalements.",
            "Was in der Straße liegt, mit Genauigkeit und den Meldungen.",
            "What lies in the street, with its accuracy and the reports.",
        ),
        TABLET,
        "M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    ),
    Visitor(
        ViewerRole.ANYONE,
        Text("Bierger", "Citoyen", "Bürger", "Citizen"),
        REPORT.sentence,
        REPORT,
        REPORT.picture,
    ),
    Visitor(
        ViewerRole.CLERK,
        Text("Guichet", "Guichet", "Schalter", "Clerk"),
        Text(
            "D'Meldunge vun de Bierger op der Kaart.",
            "Les signalements des citoyens sur la carte.",
            "Die Meldungen der Bürger auf der Karte.",
            "The citizens' reports on the map.",
        ),
        MAP,
        "M3 13h5l1.5 3h5L16 13h5M3 13l3-8h12l3 8v6H3v-6z",
    ),
    Visitor(
        ViewerRole.MACHINE,
        Text("SIGI", "SIGI", "SIGI", "SIGI"),
        EXPORT.sentence,
        EXPORT,
        EXPORT.picture,
    ),
)
