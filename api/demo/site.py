"""The lie of the land: where the villages are, how the streets run, where water comes from.

The villages' centres, the boundary and the coarse relief are real; the streets, their names,
the brooks and all that is built along them are invented. Corners of streets are metres east
and north of the village's centre.
"""

from __future__ import annotations

from dataclasses import dataclass

from api.demo.drawing import Place

HEFFINGEN = (85215.0, 92927.0)
REULAND = (86735.0, 90901.0)
"""Centres of the two villages, EPSG:2169 (OpenStreetMap, to the metre)."""

PLANT = (86866.0, 90839.0)
TANK = (85318.0, 91630.0)
WELL = (84505.0, 91880.0)


@dataclass(frozen=True, slots=True)
class Brook:
    """A brook from its spring downwards: east, north, level of its bed (metres)."""

    name: str
    course: tuple[tuple[float, float, float], ...]
    width_m: float


BROOKS = (
    Brook(
        "Wierkelsbaach",
        (
            (86250, 92610, 336.5),
            (85960, 92655, 329.5),
            (85740, 92640, 324.0),
            (85500, 92662, 318.6),
            (85310, 92632, 314.6),
            (85090, 92640, 310.2),
            (84900, 92612, 306.6),
            (84740, 92628, 303.0),
            (84580, 92612, 298.0),
            (84440, 92668, 292.0),
            (84330, 92690, 288.0),
        ),
        115.0,
    ),
    Brook(
        "Grouswissbaach",
        (
            (87390, 91420, 336.0),
            (87220, 91230, 330.0),
            (87120, 91060, 325.5),
            (87010, 90950, 321.5),
            (86955, 90850, 318.6),
            (86930, 90760, 316.5),
            (86965, 90600, 313.4),
            (86940, 90420, 309.8),
            (87000, 90260, 306.5),
            (86960, 90100, 303.0),
        ),
        130.0,
    ),
)


@dataclass(frozen=True, slots=True)
class Street:
    """A street and what is built along it.

    Attributes
    ----------
    points : tuple of Place or str
        Corners it is curved through; a name stands for a crossing of the village.
    year : int
        When it was built, and most that lies in it.
    houses : float
        Share of its plots that are built on.
    pipes : str
        What lies in it: ``w`` water, ``s`` sewer, ``l`` lighting.
    wave : int
        See `Drawn.wave`.
    """

    name: str
    village: str
    kind: str
    year: int
    points: tuple[Place | str, ...]
    houses: float = 1.0
    pipes: str = "wsl"
    main: bool = False
    farms: bool = False
    wave: int = 0


def _track(name: str, village: str, *points: Place | str) -> Street:
    return Street(name, village, "track", 1920, points, 0.0, "")


CROSSINGS: dict[str, dict[str, Place]] = {
    "H": {
        "W9": (-1000, -178), "W0": (-600, -118), "W1": (-400, -75), "W2": (-190, -20),
        "C": (0, 0), "E1": (165, 40), "E2": (345, 30), "E3": (540, 85), "E4": (740, 170),
        "E5": (905, 262), "E9": (1528, 520),
        "B0": (-490, -246), "B1": (-330, -218), "B2": (-130, -226), "B3": (70, -222),
        "B4": (262, -205), "B5": (430, -150),
        "N1": (25, 130), "N2": (75, 270), "N3": (330, 262), "N4": (450, 318), "N5": (-235, 140),
        "N6": (-475, 65), "N7": (105, 400), "N8": (-205, 300), "N9": (-330, 190),
        "S1": (112, -385), "S2": (325, -452), "S3": (395, -410), "S4": (490, -530),
        "K": (830, -1700), "T": (565, -777),
    },
    "R": {
        "K": (-690, 326), "R0": (-470, 205), "R1": (-275, 95), "R2": (-135, 42), "R": (0, 0),
        "R4": (150, 150), "R5": (262, 268), "R6": (-95, -165), "R7": (12, -135),
        "R8": (88, -42), "R9": (-22, 232), "R10": (395, 395), "P": (116, -52),
    },
}  # fmt: skip

STREETS = (
    # Heffingen: the road through the village, above the brook
    Street("Fiischtstrooss", "H", "secondary", 1968, ("W9", (-860, -190), (-720, -140), "W0"),
           0.0, "", main=True),
    Street("Fiischtstrooss", "H", "secondary", 1968,
           ("W0", (-500, -85), "W1", (-290, -55), "W2", (-95, -22), "C"), main=True),
    Street("Nuebelstrooss", "H", "secondary", 1974,
           ("C", (80, 30), "E1", (255, 24), "E2", (440, 45), "E3", (640, 138), "E4"), main=True),
    Street("Nuebelstrooss", "H", "secondary", 1974, ("E4", (820, 222), "E5"), 0.8, "ws",
           main=True, farms=True),
    Street("Nuebelstrooss", "H", "secondary", 1974,
           ("E5", (1050, 330), (1250, 395), (1400, 440), "E9"), 0.0, "", main=True),
    # along and towards the brook
    Street("Un der Wierkelsbaach", "H", "residential", 1958,
           ("B0", (-410, -226), "B1", (-235, -232), "B2", (-30, -218), "B3", (165, -222), "B4",
            (350, -190), "B5", (500, -50), "E3")),
    Street("Kleeschtergaass", "H", "residential", 1932, ("C", (28, -70), (32, -140), "B3")),
    Street("Millewee", "H", "residential", 1949, ("W2", (-168, -120), "B2")),
    Street("Schmëttegaass", "H", "residential", 1961, ("E2", (318, -60), (276, -130), "B4")),
    Street("Wéngertsgaass", "H", "residential", 1987, ("W1", (-385, -140), "B1")),
    Street("Pafendelt", "H", "residential", 1969, ("W0", (-572, -195), "B0")),
    # up the northern slope
    Street("Um Kéimert", "H", "residential", 1978, ("C", (2, 62), "N1", (62, 195), "N2")),
    Street("Um Kéimert", "H", "residential", 1999, ("N2", (80, 335), "N7", (152, 455), (140, 525))),
    Street("Rouseneck", "H", "residential", 1971,
           ("N1", (-55, 168), (-150, 172), "N5", (-240, 60), "W2")),
    Street("An de Gaarden", "H", "residential", 1993,
           ("N5", (-290, 160), "N9", (-410, 168), "N6", (-450, -15), "W1")),
    Street("Hannert Léin", "H", "residential", 2001,
           ("N7", (20, 425), (-90, 400), "N8", (-285, 250), "N9")),
    Street("Beim Lannebësch", "H", "residential", 1985,
           ("N2", (170, 318), (255, 312), "N3", (368, 170), "E2")),
    Street("Op der Schanz", "H", "residential", 2006,
           ("N3", (395, 282), "N4", (515, 388), (500, 465))),
    Street("Kiischtewee", "H", "residential", 2011, ("E3", (552, 175), (612, 262), (600, 350))),
    Street("Kréimervee", "H", "residential", 2013, ("N8", (-225, 375), (-170, 455))),
    Street("Um Flouer", "H", "residential", 2026,
           ("E4", (768, 70), (715, -30), (610, -80), "B5"), wave=1),
    # across the brook
    Street("Kräizheck", "H", "residential", 1990,
           ("B3", (78, -300), "S1", (200, -455), "S2", "S3"), 0.9),
    Street("Um Séintchen", "H", "residential", 2015, ("S1", (62, -468), (8, -560), (-70, -640))),
    Street("Reilander Wee", "H", "tertiary", 1965,
           ("B4", (292, -290), "S3", (435, -465), "S4"), main=True),
    Street("Heedstrooss", "H", "tertiary", 1965,
           ("S4", (545, -640), "T"), 0.0, "w", main=True),
    Street("Heedstrooss", "H", "tertiary", 1965,
           ("T", (600, -940), (690, -1120), (735, -1300), (765, -1480), "K"), 0.0, "w", main=True),
    Street("Behälterwee", "H", "track", 1965,
           ("T", (440, -880), (300, -1050), (190, -1180), (112, -1285)), 0.0, "w"),
    # Reuland
    Street("Heedstrooss", "R", "tertiary", 1966, ("K", (-590, 260), "R0", (-370, 128), "R1"), 0.6,
           "ws", main=True, farms=True),
    Street("Duerfstrooss", "R", "tertiary", 1955, ("R1", (-205, 60), "R2", (-66, 18), "R"),
           main=True),
    Street("Duerfstrooss", "R", "tertiary", 1955, ("R", (68, 62), "R4", (205, 222), "R5"),
           main=True),
    Street("Duerfstrooss", "R", "tertiary", 1955, ("R5", (330, 318), "R10"), 0.8, "ws",
           main=True, farms=True),
    Street("Duerfstrooss", "R", "secondary", 1955,
           ("R10", (500, 530), (690, 640), (820, 720), (960, 785)), 0.0, "", main=True),
    Street("Kläranlagewee", "R", "service", 1992, ("R", (48, -18), "R8"), 0.8),
    Street("Kläranlagewee", "R", "service", 1992, ("R8", "P"), 0.0, "ws"),
    Street("Wollefspad", "R", "residential", 1973,
           ("R2", (-142, -60), "R6", (-40, -170), "R7", (62, -88), "R8")),
    Street("Bei der Kapell", "R", "residential", 1984,
           ("R", (-34, 110), "R9", (62, 300), (165, 308), "R5")),
    Street("Hueweleck", "R", "residential", 1997,
           ("R1", (-312, 0), (-265, -105), (-180, -168), "R6")),
    Street("Um Buer", "R", "residential", 2008, ("R9", (-105, 272), (-190, 252), (-235, 190))),
    Street("Wisestrooss", "R", "residential", 2003,
           ("R4", (192, 108), (180, 48), (134, -2), "R8")),
    # through fields and woods
    _track("Kéimertspad", "H", (140, 525), (205, 690), (120, 860), (150, 990), (95, 1098)),
    _track("Iewendall", "H", "W0", (-660, 60), (-745, 330), (-690, 640), (-735, 960), (-610, 1290),
           (-520, 1680)),
    _track("Bëschwee", "H", "T", (760, -735), (1010, -800), (1320, -640), (1640, -500),
           (1880, -310), (2210, -400)),
    _track("Heedpad", "H", (112, -1285), (-70, -1420), (-190, -1660), (-130, -1930), (-310, -2210)),
    _track("Wolleferpad", "H", (-70, -640), (-190, -700), (-330, -860), (-520, -900),
           (-690, -1030)),
    _track("Wisepad", "R", "R6", (-128, -300), (-60, -450), (-140, -620), (-40, -760)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settlement:
    """A place with a name."""

    code: str
    name: str
    french: str
    german: str
    kind: str
    place: Place
    population: int | None = None


def _from(centre: Place, dx: float, dy: float) -> Place:
    return (centre[0] + dx, centre[1] + dy)


SETTLEMENTS = (
    Settlement("H-LO0001", "Hiefenech", "Heffingen", "Heffingen", "village", HEFFINGEN, 1190),
    Settlement("R-LO0001", "Reiland", "Reuland", "Reuland", "village", REULAND, 420),
    Settlement("H-LO0002", "Um Flouer", "Um Flouer", "Um Flouer", "quarter",
               _from(HEFFINGEN, 690, 40)),
    Settlement("H-LO0003", "Haff Nuebel", "Ferme Nuebel", "Hof Nuebel", "farm",
               _from(HEFFINGEN, 880, 270)),
    Settlement("R-LO0002", "Op der Heed", "Op der Heed", "Auf der Heide", "hamlet",
               _from(REULAND, -520, 245)),
    Settlement("R-LO0003", "Haff Grouswiss", "Ferme Grouswiss", "Hof Großwies", "farm",
               _from(REULAND, 370, 390)),
)  # fmt: skip

CENTRES = {"H": HEFFINGEN, "R": REULAND}
VILLAGE_NAMES = {"H": "Heffingen", "R": "Reuland"}
POSTAL_CODES = {"H": "7650", "R": "7651"}
