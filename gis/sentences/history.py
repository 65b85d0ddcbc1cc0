"""Sentences about the past: versions, and changes that are undone."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "version_missing": Text(
        lb="Et feelt, op wéi eng Versioun sech d'Ännerung bezitt. Liest d'Anlag a schéckt hiren "
        'ETag als If-Match; elo ass et If-Match: "{version}".',
        fr="Il manque la version à laquelle la modification se rapporte. Lisez l'ouvrage et "
        'renvoyez son ETag en If-Match ; en ce moment c\'est If-Match: "{version}".',
        de="Es fehlt, auf welche Version sich die Änderung bezieht. Lesen Sie die Anlage und "
        'senden Sie ihren ETag als If-Match; jetzt ist es If-Match: "{version}".',
        en="It is not said which version is to be changed. Read the asset and send its ETag as "
        'If-Match; at present that is If-Match: "{version}".',
    ),
    "unknown_revision": Text(
        lb="D'Revisioun {revision} huet hei näischt geännert. Wielt eng aus der Lëscht vun den "
        "Ännerungen.",
        fr="La révision {revision} n'a rien changé ici. Choisissez-en une dans la liste des "
        "modifications.",
        de="Die Revision {revision} hat hier nichts geändert. Wählen Sie eine aus der Liste der "
        "Änderungen.",
        en="Revision {revision} changed nothing here. Choose one from the list of changes.",
    ),
    "undo_refused": Text(
        lb="Revisioun {revision}: Anlagen, déi net zréckgesat kënne ginn: {count}. Näischt gouf "
        "geännert. Mat partial (--partial) gëtt nëmmen de Rescht zréckgesat.",
        fr="Révision {revision} : ouvrages qui ne peuvent être rétablis : {count}. Rien n'a été "
        "modifié. Avec partial (--partial), seul le reste est rétabli.",
        de="Revision {revision}: Anlagen, die nicht zurückgesetzt werden können: {count}. Nichts "
        "wurde geändert. Mit partial (--partial) wird nur der Rest zurückgesetzt.",
        en="Revision {revision}: assets that cannot be set back: {count}. Nothing was changed. "
        "With partial (--partial) only the rest is set back.",
    ),
    "undo_changed_since": Text(
        lb="{path}: zanter der Revisioun {revision} ({at}) vum {actor} geännert; dat bleift.",
        fr="{path} : modifié depuis par {actor}, révision {revision} ({at}) ; cela reste en place.",
        de="{path}: seit der Revision {revision} ({at}) von {actor} geändert; das bleibt stehen.",
        en="{path}: changed since by {actor} in revision {revision} ({at}); that stays.",
    ),
    "undo_still_referred": Text(
        lb="{path}: {other} verweist nach drop a bleift, dofir bleift och dës Anlag.",
        fr="{path} : {other}, qui reste, y renvoie encore ; cet ouvrage reste donc aussi.",
        de="{path}: {other} verweist noch darauf und bleibt, also bleibt auch diese Anlage.",
        en="{path}: {other} still refers to it and stays, so this asset stays too.",
    ),
    "undo_reference_gone": Text(
        lb="{path}: huet op {other} verwisen, déi et net méi gëtt. Setzt déi als éischt zréck.",
        fr="{path} : renvoyait à {other}, qui n'existe plus. Rétablissez d'abord celui-là.",
        de="{path}: verwies auf {other}, die es nicht mehr gibt. Setzen Sie diese zuerst zurück.",
        en="{path}: referred to {other}, which is no longer there. Set that back first.",
    ),
    "undo_code_taken": Text(
        lb="{path}: hire Code gehéiert elo enger anerer Anlag, {other}. Gitt där en anere Code.",
        fr="{path} : son code appartient maintenant à un autre ouvrage, {other}. Donnez un autre "
        "code à celui-ci.",
        de="{path}: ihr Code gehört jetzt einer anderen Anlage, {other}. Geben Sie dieser einen "
        "anderen Code.",
        en="{path}: its code now belongs to another asset, {other}. Give that one another code.",
    ),
    "undo_unfit": Text(
        lb="{path}: déi fréier Wäerter passen net méi zu deem, wat d'Couche haut erlaabt ({why}).",
        fr="{path} : les valeurs d'avant ne conviennent plus à ce que la couche admet "
        "aujourd'hui ({why}).",
        de="{path}: die früheren Werte passen nicht mehr zu dem, was die Ebene heute erlaubt "
        "({why}).",
        en="{path}: the earlier values no longer fit what the layer allows today ({why}).",
    ),
}
