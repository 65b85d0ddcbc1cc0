"""Sentences about what tablets send: operations, and photos in pieces."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "after_missing": Text(
        lb="{path} baut op eppes op, wat vun dësem Tablet nach net ukomm ass, a waart dorop.",
        fr="{path} s'appuie sur une autre de cette tablette qui n'est pas encore arrivée, et "
        "l'attend.",
        de="{path} baut auf etwas auf, das von diesem Tablet noch nicht angekommen ist, und wartet "
        "darauf.",
        en="{path} builds upon another one of this tablet that has not arrived yet, and waits for "
        "it.",
    ),
    "after_held": Text(
        lb="{path} baut op eppes op, wat selwer nach waart, a geet no him weider.",
        fr="{path} s'appuie sur une autre qui attend encore, et la suivra.",
        de="{path} baut auf etwas auf, das selbst noch wartet, und folgt ihm.",
        en="{path} builds upon another one that is still waiting, and follows it.",
    ),
    "reference_held": Text(
        lb="{path} weist op eng Anlag hin, iwwer déi d'Gemeng nach entscheet, a geet no hir "
        "weider.",
        fr="{path} renvoie à un ouvrage dont la commune décide encore, et le suivra.",
        de="{path} verweist auf eine Anlage, über die die Gemeinde noch entscheidet, und folgt "
        "ihr.",
        en="{path} refers to an asset that the commune still decides about, and follows it.",
    ),
    "after_rejected": Text(
        lb="{path} baut op eppes op, wat net ugeholl gouf: d'Anlag gëtt et net. Verbessert dat a "
        "schéckt et nei.",
        fr="{path} s'appuie sur une autre qui a été refusée : l'ouvrage n'existe pas. Corrigez-la "
        "et renvoyez-la.",
        de="{path} baut auf etwas auf, das abgelehnt wurde: die Anlage gibt es nicht. Berichtigen "
        "Sie das und senden Sie es neu.",
        en="{path} builds upon another one that was rejected: the asset is not there. Mend that "
        "and send it again.",
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
