"""Sentences about what crews are asked to do: tasks, their checklists, work areas."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "answer_missing": Text(
        lb="„{item}“ ass nach net beäntwert. Beäntwert et.",
        fr="« {item} » n'a pas encore de réponse. Répondez-y.",
        de="„{item}“ ist noch nicht beantwortet. Beantworten Sie es.",
        en="'{item}' has not been answered yet. Answer it.",
    ),
    "answer_unfit": Text(
        lb="„{value}“ ass keng Äntwert op „{item}“. Wielt oder schreift eng aner.",
        fr="« {value} » ne répond pas à « {item} ». Choisissez ou écrivez autre chose.",
        de="„{value}“ ist keine Antwort auf „{item}“. Wählen oder schreiben Sie eine andere.",
        en="'{value}' is no answer to '{item}'. Choose or write another one.",
    ),
    "item_twice": Text(
        lb="{path}: „{value}“ steet zweemol do. Gitt all Punkt en eegent Zeechen.",
        fr="{path} : « {value} » figure deux fois. Donnez à chaque point un identifiant propre.",
        de="{path}: „{value}“ steht zweimal da. Geben Sie jedem Punkt ein eigenes Zeichen.",
        en="{path}: '{value}' stands there twice. Give each item an id of its own.",
    ),
    "codes_missing": Text(
        lb="{path}: fir ze wielen, brauch et op d'mannst zwee Wierder, mat / getrennt.",
        fr="{path} : pour choisir, il faut au moins deux mots, séparés par /.",
        de="{path}: zum Wählen braucht es mindestens zwei Wörter, durch / getrennt.",
        en="{path}: a choice needs at least two words, with / between them.",
    ),
    "other_asset": Text(
        lb="{path}: hei geet et ëm eng aner Anlag. Huelt d'Aufgaben nei of.",
        fr="{path} : il s'agit d'un autre ouvrage. Rechargez les tâches.",
        de="{path}: hier geht es um eine andere Anlage. Laden Sie die Aufgaben neu.",
        en="{path}: this is about another asset. Load the tasks again.",
    ),
    "task_done_before": Text(
        lb="„{title}“ war schonn erleedegt. Béid Rapporten bleiwen stoen.",
        fr="« {title} » était déjà faite. Les deux rapports sont gardés.",
        de="„{title}“ war schon erledigt. Beide Berichte bleiben stehen.",
        en="'{title}' had been done before. Both reports are kept.",
    ),
    "task_was_cancelled": Text(
        lb="„{title}“ war ofgesot. Elo gëllt se als erleedegt.",
        fr="« {title} » avait été annulée. Elle est maintenant considérée comme faite.",
        de="„{title}“ war abgesagt. Nun gilt sie als erledigt.",
        en="'{title}' had been cancelled. Now it counts as done.",
    ),
    "place_needed": Text(
        lb="{path}: et feelt, wou. Wielt eng Anlag oder eng Plaz op der Kaart.",
        fr="{path} : il manque le lieu. Choisissez un ouvrage ou un point sur la carte.",
        de="{path}: es fehlt, wo. Wählen Sie eine Anlage oder eine Stelle auf der Karte.",
        en="{path}: it is not said where. Choose an asset or a place on the map.",
    ),
    "place_unreadable": Text(
        lb="„{value}“ ass keng Plaz. Schreift zwou Zuelen: Breet a Längt, oder Ost an Nord.",
        fr="« {value} » n'est pas un lieu. Écrivez deux nombres: latitude et longitude, ou est et "
        "nord.",
        de="„{value}“ ist keine Stelle. Schreiben Sie zwei Zahlen: Breite und Länge, oder Ost und "
        "Nord.",
        en="'{value}' is no place. Write two numbers: latitude and longitude, or east and north.",
    ),
    "not_an_area": Text(
        lb="{path}: dat ass keng Fläch. Zeechent op d'mannst dräi Punkten.",
        fr="{path} : ce n'est pas une surface. Dessinez au moins trois points.",
        de="{path}: das ist keine Fläche. Zeichnen Sie mindestens drei Punkte.",
        en="{path}: that is no area. Draw at least three points.",
    ),
}
