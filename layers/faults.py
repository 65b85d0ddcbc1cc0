"""What citizens may report, in their own words.

The codes are service codes of Open311: once published they never change. Keywords are
lower case, in any of the five languages, for the search box and for sorting free text.
"""

from __future__ import annotations

from layers.spec import Fault, Spread, Text

PIPE_FAULTS = (
    Fault(
        code="water_leak",
        repair_days=1,
        label=Text(
            "Waasser leeft aus", "Fuite d'eau", "Wasser tritt aus", "Water leak", "Fuga de água"
        ),
        description=Text(
            "Propert Waasser kënnt aus dem Buedem, der Strooss oder dem Trottoir.",
            "De l'eau claire sort du sol, de la chaussée ou du trottoir.",
            "Sauberes Wasser tritt aus dem Boden, der Straße oder dem Gehweg aus.",
            "Clear water is coming out of the ground, the road or the pavement.",
            "Água limpa sai do chão, da estrada ou do passeio.",
        ),
        keywords=(
            "leck",
            "rouerbroch",
            "fuite",
            "rupture",
            "rohrbruch",
            "leak",
            "burst",
            "fuga",
            "rutura",
        ),
    ),
    Fault(
        code="water_none",
        repair_days=1,
        spread=Spread.SUPPLY,
        label=Text("Kee Waasser", "Pas d'eau", "Kein Wasser", "No water", "Sem água"),
        description=Text(
            "Aus dem Krunn kënnt kee Waasser.",
            "Il n'y a pas d'eau au robinet.",
            "Aus dem Hahn kommt kein Wasser.",
            "No water comes out of the tap.",
            "Não sai água da torneira.",
        ),
        keywords=("krunn", "coupure", "robinet", "wasserhahn", "tap", "torneira", "corte"),
    ),
    Fault(
        code="water_pressure_low",
        repair_days=3,
        spread=Spread.SUPPLY,
        label=Text(
            "Ze wéineg Drock",
            "Pression trop faible",
            "Zu wenig Druck",
            "Low water pressure",
            "Pouca pressão de água",
        ),
        description=Text(
            "D'Waasser leeft nach, awer mat däitlech manner Drock wéi soss.",
            "L'eau coule encore, mais avec nettement moins de pression que d'habitude.",
            "Das Wasser läuft noch, aber mit deutlich weniger Druck als sonst.",
            "Water still runs, but with clearly less pressure than usual.",
            "A água ainda corre, mas com muito menos pressão do que o habitual.",
        ),
        keywords=("drock", "pression", "druck", "pressure", "pressão", "schwaach"),
    ),
    Fault(
        code="water_dirty",
        repair_days=1,
        spread=Spread.SUPPLY,
        label=Text("Dreckegt Waasser", "Eau trouble", "Trübes Wasser", "Dirty water", "Água suja"),
        description=Text(
            "D'Drénkwaasser ass faarweg oder dréif, oder et richt oder schmaacht komesch.",
            "L'eau potable est colorée ou trouble, ou elle a une odeur ou un goût inhabituels.",
            "Das Trinkwasser ist verfärbt oder trüb, riecht oder schmeckt ungewöhnlich.",
            "Drinking water is discoloured or cloudy, or smells or tastes unusual.",
            "A água potável está colorida ou turva, ou tem cheiro ou sabor estranho.",
        ),
        keywords=(
            "brong",
            "dréif",
            "trouble",
            "brune",
            "trüb",
            "braun",
            "brown",
            "cloudy",
            "suja",
            "turva",
        ),
    ),
)

HYDRANT_FAULTS = (
    Fault(
        code="hydrant_damaged",
        repair_days=3,
        label=Text(
            "Hydrant futti",
            "Hydrant endommagé",
            "Hydrant beschädigt",
            "Damaged hydrant",
            "Hidrante danificado",
        ),
        description=Text(
            "Den Hydrant oder säin Deckel ass beschiedegt, ugefuer oder feelt.",
            "L'hydrant ou son couvercle est endommagé, accidenté ou manquant.",
            "Der Hydrant oder sein Deckel ist beschädigt, angefahren oder fehlt.",
            "The hydrant or its lid is damaged, hit by a vehicle or missing.",
            "O hidrante ou a sua tampa está danificado, foi embatido ou falta.",
        ),
        keywords=("hydrant", "pompjeeën", "pompiers", "feuerwehr", "fire", "bombeiros", "hidrante"),
    ),
    Fault(
        code="hydrant_leaking",
        repair_days=7,
        label=Text(
            "Hydrant leeft",
            "Hydrant qui fuit",
            "Hydrant undicht",
            "Leaking hydrant",
            "Hidrante com fuga",
        ),
        description=Text(
            "Waasser leeft aus engem Hydrant, deen net gebraucht gëtt.",
            "De l'eau s'écoule d'un hydrant que personne n'utilise.",
            "Wasser läuft aus einem Hydranten, den niemand benutzt.",
            "Water runs from a hydrant that nobody is using.",
            "A água corre de um hidrante que ninguém está a usar.",
        ),
        keywords=("hydrant", "drëpst", "fuite", "tropft", "leaking", "pinga"),
    ),
)

MANHOLE_FAULTS = (
    Fault(
        code="manhole_cover_loose",
        repair_days=1,
        label=Text(
            "Schachtdeckel lass",
            "Tampon instable",
            "Schachtdeckel lose",
            "Loose manhole cover",
            "Tampa de esgoto solta",
        ),
        description=Text(
            "De Schachtdeckel wackelt, ass gebrach oder steet eraus.",
            "Le tampon du regard bouge, est cassé ou dépasse.",
            "Der Schachtdeckel wackelt, ist gebrochen oder steht über.",
            "The manhole cover moves, is broken or stands proud.",
            "A tampa da câmara mexe-se, está partida ou saliente.",
        ),
        keywords=("deckel", "schacht", "plaque", "tampon", "regard", "cover", "manhole", "tampa"),
    ),
    Fault(
        code="manhole_cover_missing",
        repair_days=1,
        label=Text(
            "Schachtdeckel feelt",
            "Tampon manquant",
            "Schachtdeckel fehlt",
            "Missing manhole cover",
            "Falta a tampa de esgoto",
        ),
        description=Text(
            "De Schacht ass op: een ka erafalen. Bei akuter Gefor rufft den 112.",
            "Le regard est ouvert : on peut y tomber. En cas de danger immédiat, appelez le 112.",
            "Der Schacht ist offen: Sturzgefahr. Bei akuter Gefahr die 112 anrufen.",
            "The manhole is open: one can fall in. In immediate danger, call 112.",
            "A câmara está aberta: pode cair-se. Em perigo imediato, ligue 112.",
        ),
        keywords=(
            "deckel",
            "op",
            "lach",
            "ouvert",
            "trou",
            "offen",
            "loch",
            "open",
            "hole",
            "aberta",
            "buraco",
        ),
    ),
    Fault(
        code="manhole_cover_rattling",
        label=Text(
            "Schachtdeckel rabbelt",
            "Tampon bruyant",
            "Schachtdeckel klappert",
            "Rattling manhole cover",
            "Tampa de esgoto barulhenta",
        ),
        description=Text(
            "De Deckel klappert, wann Autoen driwwer fueren.",
            "Le tampon claque au passage des voitures.",
            "Der Deckel klappert, wenn Fahrzeuge darüberfahren.",
            "The cover rattles when vehicles drive over it.",
            "A tampa faz barulho quando os carros passam.",
        ),
        keywords=("kaméidi", "klappert", "bruit", "claque", "lärm", "noise", "rattle", "barulho"),
    ),
    Fault(
        code="sewer_smell",
        label=Text(
            "Et sténkt nom Kanal", "Odeur d'égout", "Kanalgeruch", "Sewer smell", "Cheiro a esgoto"
        ),
        description=Text(
            "Aus dem Kanal kënnt e staarke Geroch.",
            "Une forte odeur sort de l'égout.",
            "Aus dem Kanal kommt ein starker Geruch.",
            "A strong smell comes from the sewer.",
            "Um cheiro forte sai do esgoto.",
        ),
        keywords=("gestank", "geroch", "odeur", "geruch", "gestank", "smell", "cheiro"),
    ),
    Fault(
        code="sewer_overflow",
        repair_days=1,
        label=Text(
            "Kanal leeft iwwer",
            "Débordement d'égout",
            "Kanal läuft über",
            "Sewer overflowing",
            "Esgoto a transbordar",
        ),
        description=Text(
            "Ofwaasser dréckt aus dem Schacht oder steet op der Strooss.",
            "Des eaux usées sortent du regard ou stagnent sur la chaussée.",
            "Abwasser drückt aus dem Schacht oder steht auf der Straße.",
            "Waste water rises from the manhole or stands on the road.",
            "Água de esgoto sai da câmara ou fica na estrada.",
        ),
        keywords=(
            "iwwerschwemmung",
            "stau",
            "inondation",
            "refoulement",
            "rückstau",
            "flood",
            "inundação",
        ),
    ),
)

CATCH_BASIN_FAULTS = (
    Fault(
        code="gully_blocked",
        repair_days=7,
        label=Text(
            "Gulli verstoppt",
            "Avaloir bouché",
            "Straßenablauf verstopft",
            "Blocked gully",
            "Sarjeta entupida",
        ),
        description=Text(
            "D'Reewaasser leeft net of: Blieder, Bulli oder Offall am Gulli.",
            "L'eau de pluie ne s'écoule plus : feuilles, boue ou déchets dans l'avaloir.",
            "Regenwasser läuft nicht ab: Laub, Schlamm oder Abfall im Ablauf.",
            "Rainwater does not drain: leaves, mud or litter in the gully.",
            "A água da chuva não escoa: folhas, lama ou lixo na sarjeta.",
        ),
        keywords=(
            "gulli",
            "verstoppt",
            "blieder",
            "avaloir",
            "bouché",
            "laub",
            "leaves",
            "sarjeta",
            "folhas",
        ),
    ),
    Fault(
        code="gully_grate_damaged",
        repair_days=1,
        label=Text(
            "Gulli-Rascht futti",
            "Grille d'avaloir cassée",
            "Ablaufrost beschädigt",
            "Damaged gully grate",
            "Grelha danificada",
        ),
        description=Text(
            "De Rascht ass gebrach, lass oder feelt.",
            "La grille est cassée, mal fixée ou manquante.",
            "Der Rost ist gebrochen, lose oder fehlt.",
            "The grate is broken, loose or missing.",
            "A grelha está partida, solta ou em falta.",
        ),
        keywords=("rascht", "gitter", "grille", "rost", "grate", "grelha"),
    ),
)

LUMINAIRE_FAULTS = (
    Fault(
        code="lamp_out",
        repair_days=7,
        spread=Spread.CIRCUIT,
        label=Text(
            "Luucht brennt net",
            "Lampadaire éteint",
            "Leuchte aus",
            "Street lamp out",
            "Candeeiro apagado",
        ),
        description=Text(
            "D'Luucht bleift an der Nuecht däischter.",
            "Le lampadaire reste éteint la nuit.",
            "Die Leuchte bleibt nachts dunkel.",
            "The lamp stays dark at night.",
            "O candeeiro fica apagado à noite.",
        ),
        keywords=(
            "däischter",
            "luucht",
            "lampadaire",
            "éteint",
            "dunkel",
            "laterne",
            "dark",
            "lamp",
            "apagado",
            "luz",
        ),
    ),
    Fault(
        code="lamp_flickering",
        spread=Spread.CIRCUIT,
        label=Text(
            "Luucht flackert",
            "Lampadaire clignotant",
            "Leuchte flackert",
            "Flickering street lamp",
            "Candeeiro a piscar",
        ),
        description=Text(
            "D'Luucht flackert oder geet ëmmer erëm un an aus.",
            "Le lampadaire clignote ou s'allume et s'éteint sans cesse.",
            "Die Leuchte flackert oder geht immer wieder an und aus.",
            "The lamp flickers or keeps going on and off.",
            "O candeeiro pisca ou acende e apaga constantemente.",
        ),
        keywords=("flackert", "blénkt", "clignote", "blinkt", "flicker", "pisca"),
    ),
    Fault(
        code="lamp_always_on",
        repair_days=21,
        label=Text(
            "Luucht brennt och am Dag",
            "Lampadaire allumé le jour",
            "Leuchte brennt auch tagsüber",
            "Street lamp on by day",
            "Candeeiro aceso de dia",
        ),
        description=Text(
            "D'Luucht geet am Dag net aus.",
            "Le lampadaire ne s'éteint pas le jour.",
            "Die Leuchte geht tagsüber nicht aus.",
            "The lamp does not switch off by day.",
            "O candeeiro não se apaga durante o dia.",
        ),
        keywords=("dag", "jour", "tag", "day", "allumé", "dia", "aceso"),
    ),
    Fault(
        code="lamp_damaged",
        repair_days=3,
        label=Text(
            "Luucht beschiedegt",
            "Luminaire endommagé",
            "Leuchte beschädigt",
            "Damaged lamp head",
            "Luminária danificada",
        ),
        description=Text(
            "D'Glas oder de Kapp vun der Luucht ass futti oder hänkt erof.",
            "Le verre ou la tête du luminaire est cassé ou pend.",
            "Das Glas oder der Leuchtenkopf ist kaputt oder hängt herab.",
            "The glass or the head of the lamp is broken or hangs down.",
            "O vidro ou a cabeça da luminária está partido ou pendurado.",
        ),
        keywords=("glas", "verre", "glass", "vidro", "hängt", "futti"),
    ),
)

POLE_FAULTS = (
    Fault(
        code="pole_damaged",
        repair_days=1,
        label=Text(
            "Mast beschiedegt",
            "Mât endommagé",
            "Mast beschädigt",
            "Damaged pole",
            "Poste danificado",
        ),
        description=Text(
            "De Mast ass ugefuer, verbéit, verrascht oder steet schif.",
            "Le mât est accidenté, plié, rouillé ou penché.",
            "Der Mast ist angefahren, verbogen, verrostet oder steht schief.",
            "The pole has been hit, is bent, rusted or leaning.",
            "O poste foi embatido, está dobrado, enferrujado ou inclinado.",
        ),
        keywords=(
            "mast",
            "schif",
            "accident",
            "mât",
            "penché",
            "schief",
            "pole",
            "leaning",
            "poste",
            "inclinado",
        ),
    ),
    Fault(
        code="pole_hatch_open",
        repair_days=1,
        label=Text(
            "Klapp um Mast op",
            "Trappe de mât ouverte",
            "Mastklappe offen",
            "Open pole hatch",
            "Portinhola do poste aberta",
        ),
        description=Text(
            "D'Klapp um Mast ass op oder feelt, een gesäit Kabelen. Net upaken!",
            "La trappe du mât est ouverte ou manque, des câbles sont visibles. Ne pas toucher !",
            "Die Klappe am Mast ist offen oder fehlt, Kabel sind sichtbar. Nicht anfassen!",
            "The hatch of the pole is open or missing and cables show. Do not touch!",
            "A portinhola do poste está aberta ou falta e veem-se cabos. Não tocar!",
        ),
        keywords=("kabel", "klapp", "stroum", "câble", "trappe", "strom", "cable", "wires", "cabo"),
    ),
)

LOCATION_FAULTS = (
    Fault(
        code="charger_blocked",
        repair_days=7,
        label=Text(
            "Opluedplaz zougestallt",
            "Place de charge occupée",
            "Ladeplatz zugeparkt",
            "Charging bay blocked",
            "Lugar de carga bloqueado",
        ),
        description=Text(
            "En Auto, dat net lued, oder eppes anescht spaart d'Plaz.",
            "Une voiture qui ne charge pas, ou un objet, bloque la place.",
            "Ein Auto, das nicht lädt, oder etwas anderes versperrt den Platz.",
            "A car that is not charging, or something else, blocks the bay.",
            "Um carro que não está a carregar, ou um objeto, bloqueia o lugar.",
        ),
        keywords=(
            "geparkt",
            "zougestallt",
            "stationné",
            "zugeparkt",
            "parked",
            "blocked",
            "estacionado",
        ),
    ),
)

EVSE_FAULTS = (
    Fault(
        code="charger_out_of_order",
        repair_days=7,
        label=Text(
            "Opluedstatioun futti",
            "Borne en panne",
            "Ladestation gestört",
            "Charger out of order",
            "Carregador avariado",
        ),
        description=Text(
            "D'Statioun lued net, den Ecran ass däischter oder weist e Feeler.",
            "La borne ne charge pas, l'écran est éteint ou affiche une erreur.",
            "Die Station lädt nicht, die Anzeige ist dunkel oder zeigt einen Fehler.",
            "The charger does not charge, its screen is dark or shows an error.",
            "O carregador não carrega, o ecrã está apagado ou mostra um erro.",
        ),
        keywords=(
            "lued net",
            "panne",
            "borne",
            "störung",
            "lädt nicht",
            "broken",
            "error",
            "avaria",
        ),
    ),
    Fault(
        code="charger_cable_damaged",
        repair_days=1,
        label=Text(
            "Opluedkabel futti",
            "Câble de charge endommagé",
            "Ladekabel beschädigt",
            "Damaged charging cable",
            "Cabo de carga danificado",
        ),
        description=Text(
            "De Kabel, de Stecker oder de Kapp vun der Steckdous ass futti. Net upaken!",
            "Le câble, la fiche ou le cache de la prise est abîmé. Ne pas toucher !",
            "Das Kabel, der Stecker oder die Klappe der Dose ist beschädigt. Nicht anfassen!",
            "The cable, the plug or the socket's lid is damaged. Do not touch!",
            "O cabo, a ficha ou a tampa da tomada está danificado. Não tocar!",
        ),
        keywords=("kabel", "stecker", "câble", "prise", "cable", "plug", "cabo", "ficha"),
    ),
    Fault(
        code="charger_access",
        label=Text(
            "Kaart oder App geet net",
            "Carte ou application refusée",
            "Karte oder App wird abgelehnt",
            "Card or app refused",
            "Cartão ou app recusado",
        ),
        description=Text(
            "D'Statioun hëlt d'Kaart, d'App oder d'Bezuelung net un, oder gëtt de Kabel net fräi.",
            "La borne refuse la carte, l'application ou le paiement, ou ne libère pas le câble.",
            "Die Station nimmt Karte, App oder Zahlung nicht an oder gibt das Kabel nicht frei.",
            "The charger refuses the card, the app or the payment, or does not release the cable.",
            "O carregador recusa o cartão, a app ou o pagamento, ou não liberta o cabo.",
        ),
        keywords=(
            "kaart",
            "app",
            "bezuelen",
            "carte",
            "paiement",
            "karte",
            "zahlung",
            "card",
            "payment",
            "cartão",
        ),
    ),
)
