"""Sentences about requests themselves: parameters, bodies and methods, before any asset."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "parameter_repeated": Text(
        lb="{path} steet méi wéi eemol an der Adress. Loosst just ee Wäert stoen.",
        fr="{path} figure plusieurs fois dans l'adresse. N'en laissez qu'une valeur.",
        de="{path} steht mehrmals in der Adresse. Lassen Sie nur einen Wert stehen.",
        en="{path} stands more than once in the address. Leave one value only.",
    ),
    "revision_ahead": Text(
        lb="{path}: d'Revisioun {value} gëtt et nach net; déi neist ass {newest}. Huelt déi oder "
        "eng virdrun.",
        fr="{path} : la révision {value} n'existe pas encore ; la plus récente est {newest}. "
        "Prenez celle-là ou une plus ancienne.",
        de="{path}: die Revision {value} gibt es noch nicht; die neueste ist {newest}. Nehmen Sie "
        "diese oder eine frühere.",
        en="{path}: revision {value} is not there yet; the newest is {newest}. Take that one or an "
        "earlier one.",
    ),
    "too_many_conditions": Text(
        lb="Dat si méi wéi {most} Bedéngungen op eemol. Huelt e puer ewech.",
        fr="Cela fait plus de {most} conditions à la fois. Retirez-en quelques-unes.",
        de="Das sind mehr als {most} Bedingungen auf einmal. Nehmen Sie einige weg.",
        en="These are more than {most} conditions at once. Take some of them away.",
    ),
    "json_invalid": Text(
        lb="{path}: dat ass keen JSON. Kuckt Klameren, Kommaen a Gänseféiss no.",
        fr="{path} : ce n'est pas du JSON. Vérifiez accolades, virgules et guillemets.",
        de="{path}: das ist kein JSON. Prüfen Sie Klammern, Kommas und Anführungszeichen.",
        en="{path}: this is no JSON. Check braces, commas and quotation marks.",
    ),
    "not_a_list": Text(
        lb="{path}: hei muss eng Lëscht stoen, a [eckege Klameren].",
        fr="{path} : une liste est attendue ici, entre [crochets].",
        de="{path}: hier muss eine Liste stehen, in [eckigen Klammern].",
        en="{path}: a list is expected here, in [square brackets].",
    ),
    "wrong_form": Text(
        lb="{path}: „{value}“ huet net déi richteg Form ({form}). Schreift et esou.",
        fr="{path} : « {value} » n'a pas la bonne forme ({form}). Écrivez-le ainsi.",
        de="{path}: „{value}“ hat nicht die richtige Form ({form}). Schreiben Sie es so.",
        en="{path}: '{value}' has not the right form ({form}). Write it that way.",
    ),
    "undo_half_asset": Text(
        lb="{path}: layer an asset gehéieren zesummen. Schéckt béid oder keent.",
        fr="{path} : layer et asset vont ensemble. Envoyez les deux, ou aucun.",
        de="{path}: layer und asset gehören zusammen. Senden Sie beide oder keines.",
        en="{path}: layer and asset belong together. Send both, or neither.",
    ),
    "undo_reversed": Text(
        lb="{path}: through läit virun revision. Dréint déi zwee ëm.",
        fr="{path} : through précède revision. Échangez les deux.",
        de="{path}: through liegt vor revision. Tauschen Sie die beiden.",
        en="{path}: through lies before revision. Exchange the two.",
    ),
    "method_not_allowed": Text(
        lb="Dës Adress hëlt kee {method} un. Méiglech: {allowed}.",
        fr="Cette adresse n'accepte pas {method}. Possible : {allowed}.",
        de="Diese Adresse nimmt kein {method} an. Möglich: {allowed}.",
        en="This address does not take {method}. Possible: {allowed}.",
    ),
    "bad_request": Text(
        lb="D'Ufro ass net ze verstoen. Kuckt no, wat geschéckt gouf, a probéiert nach eng Kéier.",
        fr="La requête est incompréhensible. Vérifiez ce qui a été envoyé et réessayez.",
        de="Die Anfrage ist nicht zu verstehen. Prüfen Sie, was gesendet wurde, und versuchen Sie "
        "es noch einmal.",
        en="The request cannot be understood. Check what was sent and try again.",
    ),
    "bundle_busy": Text(
        lb="D'Fichiere gi grad geschriwwen. Frot an engem Ament nach eng Kéier.",
        fr="Les fichiers sont en cours d'écriture. Redemandez dans un instant.",
        de="Die Dateien werden gerade geschrieben. Fragen Sie gleich noch einmal.",
        en="The files are being written. Ask again in a moment.",
    ),
}

PHRASES: dict[str, Text] = {
    # What kind of value is expected
    "kind_text": Text(lb="en Text", fr="un texte", de="ein Text", en="a text"),
    "kind_integer": Text(
        lb="eng ganz Zuel", fr="un nombre entier", de="eine ganze Zahl", en="a whole number"
    ),
    "kind_number": Text(
        lb="eng Zuel",
        fr="un nombre",
        de="eine Zahl",
        en="a number",
        pt="um número",
    ),
    "kind_boolean": Text(
        lb="true oder false", fr="true ou false", de="true oder false", en="true or false"
    ),
    "kind_date": Text(
        lb="en Datum wéi 2026-11-22",
        fr="une date comme 2026-11-22",
        de="ein Datum wie 2026-11-22",
        en="a date such as 2026-11-22",
    ),
    "kind_code": Text(
        lb="e Wäert aus der Lëscht",
        fr="une valeur de la liste",
        de="ein Wert der Liste",
        en="a value of the list",
    ),
    "kind_codes": Text(
        lb="eng Lëscht vu Wäerter",
        fr="une liste de valeurs",
        de="eine Liste von Werten",
        en="a list of values",
    ),
    "kind_reference": Text(
        lb="d'UUID vun enger Anlag",
        fr="l'UUID d'un ouvrage",
        de="die UUID einer Anlage",
        en="an asset's UUID",
    ),
    "kind_uuid": Text(
        lb="eng UUID",
        fr="un UUID",
        de="eine UUID",
        en="a UUID",
        pt="um UUID",
    ),
    "kind_value": Text(
        lb="en anere Wäert", fr="une autre valeur", de="ein anderer Wert", en="another value"
    ),
    # What there is not
    "thing_page": Text(
        lb="Säit",
        fr="page",
        de="Seite",
        en="page",
        pt="página",
    ),
    "thing_person": Text(lb="Persoun", fr="personne", de="Person", en="person"),
    "thing_file": Text(lb="Fichier", fr="fichier", de="Datei", en="file"),
    "thing_bundle": Text(lb="Pak", fr="lot de fichiers", de="Paket", en="bundle"),
    "thing_resource": Text(
        lb="Adress",
        fr="adresse",
        de="Adresse",
        en="resource",
        pt="endereço",
    ),
    "thing_service_request": Text(
        lb="Meldung",
        fr="signalement",
        de="Meldung",
        en="service request",
        pt="comunicação",
    ),
    "thing_token": Text(
        lb="Token",
        fr="jeton",
        de="Token",
        en="token",
        pt="ligação",
    ),
    "thing_tile": Text(lb="Kachel", fr="tuile", de="Kachel", en="tile"),
    "thing_photo": Text(
        lb="Foto",
        fr="photo",
        de="Foto",
        en="photo",
        pt="fotografia",
    ),
    "thing_chunk": Text(lb="Stéck", fr="morceau", de="Stück", en="piece"),
    "thing_conflict": Text(lb="Konflikt", fr="conflit", de="Konflikt", en="conflict"),
    "thing_task": Text(lb="Aufgab", fr="tâche", de="Aufgabe", en="task"),
    "thing_area": Text(lb="Gebitt", fr="secteur", de="Gebiet", en="work area"),
    "thing_works": Text(
        lb="Aarbechten",
        fr="travaux",
        de="Arbeiten",
        en="works",
        pt="obras",
    ),
    "thing_checklist": Text(
        lb="Checklëscht", fr="liste de contrôle", de="Checkliste", en="checklist"
    ),
    # Why a body cannot be read
    "json_at": Text(
        lb="et ass keen JSON op der Linn {line}, Zeechen {column}",
        fr="ce n'est pas du JSON à la ligne {line}, caractère {column}",
        de="es ist kein JSON in Zeile {line}, Zeichen {column}",
        en="it is no JSON at line {line}, character {column}",
    ),
    "form_not_utf8_charset": Text(
        lb="nëmmen UTF-8 gëtt verstanen; schéckt en an UTF-8",
        fr="seul l'UTF-8 est compris ; envoyez-le en UTF-8",
        de="nur UTF-8 wird verstanden; senden Sie es in UTF-8",
        en="only UTF-8 is understood; send it in UTF-8",
    ),
    "form_other_type": Text(
        lb="säin Typ ass {found}; schéckt {known}",
        fr="son type est {found} ; envoyez {known}",
        de="sein Typ ist {found}; senden Sie {known}",
        en="its type is {found}; send {known}",
    ),
    "form_no_boundary": Text(
        lb="säi Content-Type nennt keng boundary; setzt eng derbäi",
        fr="son Content-Type n'indique pas de boundary ; ajoutez-en une",
        de="sein Content-Type nennt keine boundary; ergänzen Sie eine",
        en="its Content-Type names no boundary; add one",
    ),
    "form_malformed": Text(
        lb="en ass kee richtege multipart; schéckt en nach eng Kéier",
        fr="ce n'est pas du multipart correct ; renvoyez-le",
        de="es ist kein richtiges multipart; senden Sie es noch einmal",
        en="it is malformed multipart; send it again",
    ),
    "form_cut_off": Text(
        lb="en hält virun der leschter boundary op; schéckt en nach eng Kéier",
        fr="il s'arrête avant la dernière boundary ; renvoyez-le",
        de="es endet vor der letzten boundary; senden Sie es noch einmal",
        en="it ends before its last boundary; send it again",
    ),
    "form_part_unnamed": Text(
        lb="een Deel dovun huet keen Numm; gitt all Deel een",
        fr="une de ses parties n'a pas de nom ; nommez chaque partie",
        de="einer seiner Teile hat keinen Namen; benennen Sie jeden Teil",
        en="one of its parts has no name; name every part",
    ),
}
