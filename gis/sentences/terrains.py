"""Sentences about rasters of ground levels."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "terrain_refused": Text(
        lb="{file} kann net als Terrain benotzt ginn. Näischt gouf geännert.",
        fr="{file} ne peut pas servir de terrain. Rien n'a été changé.",
        de="{file} kann nicht als Gelände verwendet werden. Nichts wurde geändert.",
        en="{file} cannot be used as terrain. Nothing was changed.",
    ),
    "terrain_elsewhere": Text(
        lb="{path}: de Raster läit net bei {commune}. Kuckt säi Koordinatesystem no, oder huelt "
        "en aneren.",
        fr="{path} : le raster n'est pas à {commune}. Vérifiez son système de coordonnées, ou "
        "prenez-en un autre.",
        de="{path}: das Raster liegt nicht bei {commune}. Prüfen Sie sein Koordinatensystem, oder "
        "nehmen Sie ein anderes.",
        en="{path}: the raster does not lie at {commune}. Check its coordinate system, or take "
        "another.",
    ),
    "terrain_empty": Text(
        lb="{path}: de Raster huet keng Héichte bei {commune}, nëmme Lächer. Huelt en aneren.",
        fr="{path} : le raster n'a pas de hauteurs à {commune}, que des lacunes. Prenez-en un "
        "autre.",
        de="{path}: das Raster hat bei {commune} keine Höhen, nur Lücken. Nehmen Sie ein anderes.",
        en="{path}: the raster has no levels at {commune}, only gaps. Take another.",
    ),
    "terrain_implausible": Text(
        lb="{path}: Héichte vu {low} bis {high} m gëtt et net. Gitt mat --unit-m un, wéi vill "
        "Meter eng Eenheet sinn (0.01 fir cm), oder zeechent Lächer als nodata aus.",
        fr="{path} : des hauteurs de {low} à {high} m n'existent pas. Indiquez avec --unit-m "
        "combien de mètres vaut une unité (0.01 pour cm), ou déclarez les lacunes comme nodata.",
        de="{path}: Höhen von {low} bis {high} m gibt es nicht. Geben Sie mit --unit-m an, wie "
        "viele Meter eine Einheit ist (0.01 für cm), oder weisen Sie Lücken als nodata aus.",
        en="{path}: there are no levels from {low} to {high} m. Say by --unit-m how many metres "
        "a unit is (0.01 for cm), or declare gaps as nodata.",
    ),
    "terrain_coarse": Text(
        lb="{path}: Zelle vun {resolution} m glätten d'Gefäll ewech. Fir Déiften a Profiler huelt "
        "e méi feine Raster, z. B. mat 10 m.",
        fr="{path} : des mailles de {resolution} m effacent les pentes. Pour les profondeurs et "
        "les profils, prenez un raster plus fin, p. ex. de 10 m.",
        de="{path}: Zellen von {resolution} m glätten das Gefälle weg. Nehmen Sie für Tiefen und "
        "Profile ein feineres Raster, z. B. mit 10 m.",
        en="{path}: cells of {resolution} m smooth the slopes away. For depths and profiles take "
        "a finer raster, e.g. of 10 m.",
    ),
    "terrain_below_sea": Text(
        lb="{path}: déi meescht Héichte leien ënner dem Mier ({low} bis {high} m). Sinn et Déiften "
        "amplaz Héichten? Da gitt --unit-m -1 un.",
        fr="{path} : la plupart des hauteurs sont sous la mer ({low} à {high} m). Sont-ce des "
        "profondeurs ? Indiquez alors --unit-m -1.",
        de="{path}: die meisten Höhen liegen unter dem Meer ({low} bis {high} m). Sind es Tiefen "
        "statt Höhen? Dann geben Sie --unit-m -1 an.",
        en="{path}: most levels lie below the sea ({low} to {high} m). Are they depths instead of "
        "heights? Then give --unit-m -1.",
    ),
}
