"""Sentences about captures: what crews survey outdoors, with a GNSS fix."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "fix_missing": Text(
        lb="{path}: d'GNSS-Positioun feelt. Schéckt properties.fix mat accuracy_m, time a source.",
        fr="{path} : la position GNSS manque. Envoyez properties.fix avec accuracy_m, time et "
        "source.",
        de="{path}: die GNSS-Position fehlt. Senden Sie properties.fix mit accuracy_m, time und "
        "source.",
        en="{path}: the GNSS fix is missing. Send properties.fix with accuracy_m, time and source.",
    ),
    "accuracy_missed": Text(
        lb="{path}: d'Positioun ass op {found} m genee, dës Couche verlaangt {wanted} m. Si gëtt "
        "nogekuckt.",
        fr="{path} : la position est précise à {found} m, cette couche demande {wanted} m. Elle "
        "sera vérifiée.",
        de="{path}: die Position ist auf {found} m genau, diese Ebene verlangt {wanted} m. Sie "
        "wird geprüft.",
        en="{path}: the position is good to {found} m, this layer asks for {wanted} m. It goes to "
        "review.",
    ),
    "not_fixed": Text(
        lb="{path}: dës Couche verlaangt eng RTK-Léisung, déi fix ass; dës war {solution} "
        "({found} m). Si ass provisoresch a gëtt nogekuckt.",
        fr="{path} : cette couche demande une solution RTK fixe ; celle-ci était {solution} "
        "({found} m). Elle est provisoire et sera vérifiée.",
        de="{path}: diese Ebene verlangt eine fixe RTK-Lösung; diese war {solution} ({found} m). "
        "Sie ist vorläufig und wird geprüft.",
        en="{path}: this layer asks for a fixed RTK solution; this one was {solution} "
        "({found} m). It is provisional and goes to review.",
    ),
    "positioning_unknown": Text(
        lb="{path}: „{value}“ ka keng Couche verlaangen. Wielt aus der Lëscht.",
        fr="{path} : aucune couche ne peut demander « {value} ». Choisissez dans la liste.",
        de="{path}: „{value}“ kann keine Ebene verlangen. Wählen Sie aus der Liste.",
        en="{path}: no layer can ask for '{value}'. Choose from the list.",
    ),
    "near_existing": Text(
        lb="{path}: {code} vun der selwechter Couche steet {distance} m ewech. D'Opmoossung gëtt "
        "nogekuckt, well se duebel ka sinn.",
        fr="{path} : {code} de la même couche se trouve à {distance} m. Le levé sera vérifié comme "
        "doublon possible.",
        de="{path}: {code} derselben Ebene steht {distance} m entfernt. Die Aufnahme wird als "
        "mögliche Dublette geprüft.",
        en="{path}: {code} of the same layer stands {distance} m away. The capture goes to review "
        "as a possible double.",
    ),
    "time_in_future": Text(
        lb="{path}: d'Zäit {value} läit an der Zukunft. Kuckt d'Auer vum Apparat no.",
        fr="{path} : l'heure {value} est dans le futur. Vérifiez l'horloge de l'appareil.",
        de="{path}: die Zeit {value} liegt in der Zukunft. Prüfen Sie die Uhr des Geräts.",
        en="{path}: the time {value} lies in the future. Check the device's clock.",
    ),
    "time_too_old": Text(
        lb="{path}: d'Zäit {value} läit méi wéi zéng Joer zréck. Kuckt d'Auer vum Apparat no.",
        fr="{path} : l'heure {value} remonte à plus de dix ans. Vérifiez l'horloge de l'appareil.",
        de="{path}: die Zeit {value} liegt mehr als zehn Jahre zurück. Prüfen Sie die Uhr des "
        "Geräts.",
        en="{path}: the time {value} lies more than ten years back. Check the device's clock.",
    ),
    "not_a_time": Text(
        lb="{path}: „{value}“ ass keng Zäit mat Zäitzon. Schreift se esou: 2026-11-22T18:43:00Z.",
        fr="{path} : « {value} » n'est pas une heure avec fuseau horaire. Écrivez-la ainsi : "
        "2026-11-22T18:43:00Z.",
        de="{path}: „{value}“ ist keine Zeit mit Zeitzone. Schreiben Sie sie so: "
        "2026-11-22T18:43:00Z.",
        en="{path}: '{value}' is no time with a time zone. Write it as 2026-11-22T18:43:00Z.",
    ),
    "fix_far_away": Text(
        lb="{path}: d'GNSS-Positioun läit {distance} m vun der Geometrie ewech. D'Opmoossung gëtt "
        "nogekuckt.",
        fr="{path} : la position GNSS est à {distance} m de la géométrie. Le levé sera vérifié.",
        de="{path}: die GNSS-Position liegt {distance} m von der Geometrie entfernt. Die Aufnahme "
        "wird geprüft.",
        en="{path}: the GNSS fix lies {distance} m from the geometry. The capture goes to review.",
    ),
}

PHRASES: dict[str, Text] = {
    "solution_autonomous": Text(
        "ouni Korrektur", "sans correction", "ohne Korrektur", "without corrections"
    ),
    "solution_dgps": Text("DGNSS", "DGNSS", "DGNSS", "DGNSS"),
    "solution_rtk_float": Text("RTK Float", "RTK flottant", "RTK Float", "RTK float"),
}
