"""Sentences about what waits for a decision: proposed corrections and captures."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "review_nothing": Text(
        lb="Näischt markéiert: kräizt fir d'éischt un, wat Dir decidéiere wëllt.",
        fr="Rien n'est coché: cochez d'abord ce que vous voulez décider.",
        de="Nichts angekreuzt: kreuzen Sie zuerst an, was Sie entscheiden wollen.",
        en="Nothing is ticked: tick first what you want to decide.",
    ),
    "review_issue_accept": Text(
        lb="E Problem gëtt net ugeholl: ännert d'Anlag oder toleréiert et mat engem Grond.",
        fr="Un problème ne s'accepte pas: corrigez l'ouvrage ou admettez-le avec une raison.",
        de="Ein Problem wird nicht angenommen: ändern Sie die Anlage, oder dulden Sie es mit "
        "einem Grund.",
        en="An issue is not accepted: change the asset, or waive it with a reason.",
    ),
    "proposal_empty": Text(
        lb="Et ass näischt geännert: gitt un, wat anescht soll sinn.",
        fr="Rien n'est modifié: indiquez ce qui doit changer.",
        de="Es ist nichts geändert: geben Sie an, was anders sein soll.",
        en="Nothing is changed: say what should be different.",
    ),
    "reason_needed": Text(
        lb="Schreift a wéinege Wierder, firwat (héchstens 500 Zeechen).",
        fr="Dites en quelques mots pourquoi (500 caractères au plus).",
        de="Schreiben Sie in wenigen Worten, warum (höchstens 500 Zeichen).",
        en="Say in a few words why (500 characters at most).",
    ),
    "already_decided": Text(
        lb="Doriwwer ass schonn decidéiert ({state}). Luet d'Lëscht nei.",
        fr="C'est déjà décidé ({state}). Rechargez la liste.",
        de="Darüber ist schon entschieden ({state}). Laden Sie die Liste neu.",
        en="This has been decided already ({state}). Load the list again.",
    ),
}
