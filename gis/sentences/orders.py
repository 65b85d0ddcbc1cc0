"""Sentences about work orders."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "order_move_not_allowed": Text(
        lb="En Optrag, deen „{found}“ ass, kann esou net „{wanted}“ ginn. Elo méiglech: {known}.",
        fr="Un ordre « {found} » ne peut pas devenir « {wanted} » ainsi. Possible maintenant : "
        "{known}.",
        de="Ein Auftrag, der „{found}“ ist, kann so nicht „{wanted}“ werden. Jetzt möglich: "
        "{known}.",
        en="An order that is '{found}' cannot become '{wanted}' this way. Possible now: {known}.",
    ),
    "order_ends_first": Text(
        lb="{path}: d'Enn läit virum Ufank. Tauscht déi zwee Deeg.",
        fr="{path} : la fin précède le début. Échangez les deux jours.",
        de="{path}: das Ende liegt vor dem Anfang. Vertauschen Sie die beiden Tage.",
        en="{path}: the end lies before the beginning. Exchange the two days.",
    ),
    "order_empty": Text(
        lb="Op dësem Optrag ass nach näischt ze maachen. Huelt eng Meldung oder eng Anlag dobäi.",
        fr="Il n'y a encore rien à faire. Ajoutez un signalement ou un ouvrage.",
        de="In diesem Auftrag ist noch nichts zu tun. Nehmen Sie eine Meldung oder Anlage auf.",
        en="There is nothing to do yet. Add a report or an asset.",
    ),
    "order_report_unknown": Text(
        lb="Eng Meldung {number} gëtt et net. Kuckt d'Nummer no.",
        fr="Il n'y a pas de signalement {number}. Vérifiez le numéro.",
        de="Eine Meldung {number} gibt es nicht. Prüfen Sie die Nummer.",
        en="There is no report {number}. Check the number.",
    ),
    "order_report_taken": Text(
        lb="D'Meldung {number} ass schonn am Optrag {other}. Huelt se do eraus, fir se hei "
        "opzehuelen.",
        fr="Le signalement {number} est déjà dans l'ordre {other}. Retirez-le là pour l'ajouter "
        "ici.",
        de="Die Meldung {number} ist schon im Auftrag {other}. Nehmen Sie sie dort heraus, um sie "
        "hier aufzunehmen.",
        en="Report {number} is in order {other} already. Take it out there to add it here.",
    ),
    "order_report_state": Text(
        lb="D'Meldung {number} ass „{state}“: sou kann se net geplangt ginn. De Guichet "
        "entscheet fir d'éischt doriwwer.",
        fr="Le signalement {number} est « {state} » : il ne peut pas être planifié ainsi. Le "
        "guichet en décide d'abord.",
        de="Die Meldung {number} ist „{state}“: so lässt sie sich nicht planen. Der Schalter "
        "entscheidet zuerst darüber.",
        en="Report {number} is '{state}' and cannot be planned like that. A clerk decides about it "
        "first.",
    ),
    "order_report_placeless": Text(
        lb="Vun der Meldung {number} weess kee wou. Gitt hir fir d'éischt eng Plaz.",
        fr="Le signalement {number} n'a pas de lieu. Donnez-lui d'abord un endroit.",
        de="Von der Meldung {number} ist nicht bekannt, wo. Geben Sie ihr zuerst eine Stelle.",
        en="Nobody knows where report {number} is. Give it a place first.",
    ),
    "order_announced_without_day": Text(
        lb="Den Optrag huet keen Dag. Gitt him en Ufank oder en Enn, ier Dir en ukënnegt.",
        fr="L'ordre n'a pas de jour. Donnez-lui un début ou une fin avant de l'annoncer.",
        de="Der Auftrag hat keinen Tag. Geben Sie ihm Beginn oder Ende, bevor Sie ihn ankündigen.",
        en="The order has no day. Give it a beginning or an end before announcing it.",
    ),
    "order_photos_changed": Text(
        lb="D'Fotoe si mëttlerweil aner. Kuckt se nach eng Kéier un.",
        fr="Les photos ont changé entre-temps. Regardez-les à nouveau.",
        de="Die Fotos sind inzwischen andere. Sehen Sie sie noch einmal an.",
        en="The photos have changed meanwhile. Look at them again.",
    ),
    "order_asset_unknown": Text(
        lb="„{code}“ ass weder eng Meldung nach eng Anlag. Kuckt d'Nummer no.",
        fr="« {code} » n'est ni un signalement ni un ouvrage. Vérifiez le numéro.",
        de="„{code}“ ist weder eine Meldung noch eine Anlage. Prüfen Sie die Nummer.",
        en="'{code}' is neither a report nor an asset. Check the number.",
    ),
    "order_money": Text(
        lb="{path}: „{value}“ ass kee Betrag. Schreift en ouni Zeechen, zum Beispill 1250,50.",
        fr="{path} : « {value} » n'est pas un montant. Écrivez-le sans symbole, par exemple "
        "1250,50.",
        de="{path}: „{value}“ ist kein Betrag. Schreiben Sie ihn ohne Zeichen, etwa 1250,50.",
        en="{path}: '{value}' is no amount. Write it without a sign, for instance 1250.50.",
    ),
    "material_unread": Text(
        lb="{path}: „{value}“ ass kee Material. Schreift zum Beispill „4 m Kabel“, eng Zeil fir "
        "all Material.",
        fr="{path} : « {value} » n'est pas un matériel. Écrivez par exemple « 4 m câble », une "
        "ligne par matériel.",
        de="{path}: „{value}“ ist kein Material. Schreiben Sie etwa „4 m Kabel“, eine Zeile je "
        "Material.",
        en="{path}: '{value}' is no material. Write '4 m cable', for instance, one to a line.",
    ),
}
