"""Sentences about what tablets send: operations, and photos in pieces."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "after_missing": Text(
        lb="{path}: d'Operatioun {after} virdrun ass nach net ukomm. Dës waart op si.",
        fr="{path} : l'opération précédente {after} n'est pas encore arrivée. Celle-ci l'attend.",
        de="{path}: die Operation {after} davor ist noch nicht angekommen. Diese wartet auf sie.",
        en="{path}: the operation {after} before it has not arrived yet. This one waits for it.",
    ),
    "after_held": Text(
        lb="{path}: d'Operatioun {after} virdrun waart nach. Dës geet no hir weider.",
        fr="{path} : l'opération précédente {after} attend encore. Celle-ci suivra.",
        de="{path}: die Operation {after} davor wartet noch. Diese folgt ihr.",
        en="{path}: the operation {after} before it is still waiting. This one follows it.",
    ),
    "after_rejected": Text(
        lb="{path}: d'Operatioun {after} virdrun gouf net ugeholl, an d'Anlag gëtt et net. "
        "Verbessert déi a schéckt se nei.",
        fr="{path} : l'opération précédente {after} a été refusée et l'ouvrage n'existe pas. "
        "Corrigez-la et renvoyez-la.",
        de="{path}: die Operation {after} davor wurde abgelehnt, und die Anlage gibt es nicht. "
        "Berichtigen Sie sie und senden Sie sie neu.",
        en="{path}: the operation {after} before it was rejected, and the asset is not there. "
        "Mend that one and send it again.",
    ),
    "turned_away": Text(
        lb="D'Gemeng huet d'Opmoossung net ugeholl: {reason}. Kuckt se no.",
        fr="La commune n'a pas accepté le levé : {reason}. Vérifiez-le.",
        de="Die Gemeinde hat die Aufnahme nicht angenommen: {reason}. Sehen Sie sie nach.",
        en="The commune has not accepted the capture: {reason}. Look at it again.",
    ),
    "not_storable": Text(
        lb="Dës Operatioun kann d'Datebank net späicheren. Si bleift um Tablet: kuckt hir Wäerter "
        "no a schéckt se nei.",
        fr="La base de données ne peut pas enregistrer cette opération. Elle reste sur la "
        "tablette : vérifiez ses valeurs et renvoyez-la.",
        de="Diese Operation kann die Datenbank nicht speichern. Sie bleibt auf dem Tablet: prüfen "
        "Sie ihre Werte und senden Sie sie neu.",
        en="The database cannot keep this operation. It stays on the tablet: check its values and "
        "send it again.",
    ),
    "position_observed": Text(
        lb="{path}: dës Positioun kënnt vu Miessungen. Moosst nach eng Kéier, oder sot, datt "
        "d'Anlag versat gouf.",
        fr="{path} : cette position vient de mesures. Mesurez à nouveau, ou indiquez que l'ouvrage "
        "a été déplacé.",
        de="{path}: diese Lage stammt aus Messungen. Messen Sie noch einmal, oder sagen Sie, dass "
        "die Anlage versetzt wurde.",
        en="{path}: this position comes from measurements. Measure again, or say that the asset "
        "was relocated.",
    ),
    "chunk_damaged": Text(
        lb="{path}: dat Stéck ass beschiedegt oder huet eng falsch Gréisst ({found} amplaz "
        "{wanted} Bytes). Schéckt et nach eng Kéier.",
        fr="{path} : ce morceau est endommagé ou de mauvaise taille ({found} au lieu de {wanted} "
        "octets). Renvoyez-le.",
        de="{path}: dieses Stück ist beschädigt oder hat die falsche Größe ({found} statt "
        "{wanted} Bytes). Senden Sie es noch einmal.",
        en="{path}: this piece is damaged or of another size ({found} instead of {wanted} bytes). "
        "Send it again.",
    ),
    "chunks_missing": Text(
        lb="{path}: et feele nach Stécker: {missing}. Schéckt se.",
        fr="{path} : il manque encore des morceaux : {missing}. Envoyez-les.",
        de="{path}: es fehlen noch Stücke: {missing}. Senden Sie sie.",
        en="{path}: pieces are still missing: {missing}. Send them.",
    ),
    "photo_damaged_on_way": Text(
        lb="{path}: d'Foto ass net déi, déi ugekënnegt gouf. Schéckt all Stécker nach eng Kéier.",
        fr="{path} : la photo n'est pas celle qui a été annoncée. Renvoyez tous les morceaux.",
        de="{path}: das Foto ist nicht das angekündigte. Senden Sie alle Stücke noch einmal.",
        en="{path}: the photo is not the one that was announced. Send all its pieces again.",
    ),
}
