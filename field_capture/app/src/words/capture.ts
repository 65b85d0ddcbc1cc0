// What the map and the capture say: lb, fr, de, en.
import type { Language } from "../model.ts";
import { FORM } from "./form.ts";
import type { Four } from "./four.ts";
import { MEASURE } from "./measure.ts";

export const WORDS = {
  ...FORM,
  ...MEASURE,

  map: ["Kaart", "Carte", "Karte", "Map"],
  close: ["Zoumaachen", "Fermer", "Schließen", "Close"],
  back: ["Zréck", "Retour", "Zurück", "Back"],
  cancel: ["Ofbriechen", "Annuler", "Abbrechen", "Cancel"],
  yes: ["jo", "oui", "ja", "yes"],
  no: ["nee", "non", "nein", "no"],
  not_noted: ["net notéiert", "non noté", "nicht notiert", "not noted"],
  add: ["Ophuelen", "Relever", "Aufnehmen", "Capture"],
  follow: ["Mir nogoen", "Me suivre", "Mir folgen", "Follow me"],
  tools: ["Geschir", "Outils", "Werkzeug", "Tools"],
  nearby: ["An der Noperschaft", "À proximité", "In der Nähe", "Nearby"],
  not_here: [
    "Dat ass net op dësem Tablet.",
    "Ceci n'est pas sur cette tablette.",
    "Das ist nicht auf diesem Tablet.",
    "That is not on this tablet.",
  ],
  typed_before: [
    "Dëst Formulaire freet dat net méi. Et gëtt matgeschéckt, wéi et agedroe gouf:",
    "Ce formulaire ne le demande plus. C'est envoyé tel que saisi :",
    "Danach fragt dieses Formular nicht mehr. Es wird mitgesendet, wie es eingetragen wurde:",
    "This form no longer asks for it. It is sent as it was entered:",
  ],
  nothing_near: [
    "Näischt am Ëmkrees vu 50 m.",
    "Rien à moins de 50 m.",
    "Nichts im Umkreis von 50 m.",
    "Nothing within 50 m.",
  ],
  map_opens: [
    "D'Kaart gëtt gelueden …",
    "La carte s'ouvre …",
    "Karte wird geöffnet …",
    "The map opens …",
  ],
  map_failed: [
    "D'Kaart geet op dësem Apparat net op. Ophuele geet mat GNSS.",
    "La carte ne s'ouvre pas sur cet appareil. Le relevé par GNSS reste possible.",
    "Die Karte öffnet auf diesem Gerät nicht. Aufnehmen mit GNSS geht.",
    "The map does not open on this device. Capture by GNSS still works.",
  ],

  // Position
  no_position: ["Keng Positioun", "Pas de position", "Keine Position", "No position"],
  position_denied: [
    "De Standuert ass gespaart. Erlaab en an den Astellunge vum Browser.",
    "La position est bloquée. Autorisez-la dans les réglages du navigateur.",
    "Der Standort ist gesperrt. Erlaube ihn in den Einstellungen des Browsers.",
    "Location is blocked. Allow it in the browser's settings.",
  ],
  position_unavailable: [
    "Keen Himmel? D'Positioun ka grad net bestëmmt ginn.",
    "Ciel masqué ? La position n'est pas disponible.",
    "Kein Himmel? Die Position ist gerade nicht zu bestimmen.",
    "No sky? The position can't be found just now.",
  ],
  position_old: ["Positioun ass al", "Position ancienne", "Position veraltet", "Position is old"],
  autonomous: ["GNSS", "GNSS", "GNSS", "GNSS"],
  dgps: ["DGNSS", "DGNSS", "DGNSS", "DGNSS"],
  rtk_float: ["RTK float", "RTK flottant", "RTK Float", "RTK float"],
  rtk_fixed: ["RTK fix", "RTK fixe", "RTK fix", "RTK fixed"],
  pole: ["Antenn {height}", "Antenne {height}", "Antenne {height}", "Antenna {height}"],
  pole_height: ["Héicht vun der Antenn", "Hauteur d'antenne", "Antennenhöhe", "Antenna height"],
  pole_help: [
    "Vum Buedem bis bei d'Antenn, mam Staf.",
    "Du sol à l'antenne, canne comprise.",
    "Vom Boden bis zur Antenne, mit Stab.",
    "From the ground to the antenna, with the pole.",
  ],

  // Placing
  choose_layer: [
    "Wat gëtt opgeholl?",
    "Que relevez-vous ?",
    "Was wird aufgenommen?",
    "What do you capture?",
  ],
  recent: ["Lescht", "Récents", "Zuletzt", "Recent"],
  by_map: ["Fuedekräiz", "Réticule", "Fadenkreuz", "Crosshair"],
  by_gnss: ["GNSS", "GNSS", "GNSS", "GNSS"],
  by_tape: ["Moossband", "Ruban", "Maßband", "Tape"],
  take_here: ["Hei setzen", "Placer ici", "Hier setzen", "Place here"],
  take_position: [
    "Positioun iwwerhuelen",
    "Prendre la position",
    "Position übernehmen",
    "Take position",
  ],
  fixes: ["{count} Fixen", "{count} fixes", "{count} Fixe", "{count} fixes"],
  left_out: ["{count} verworf", "{count} écartés", "{count} verworfen", "{count} left out"],
  good_enough: [
    "Genau genuch ({wanted})",
    "Assez précis ({wanted})",
    "Genau genug ({wanted})",
    "Good enough ({wanted})",
  ],
  not_good_enough: [
    "Ze ongenau: gebraucht ginn {wanted}. Geet an d'Kontroll.",
    "Trop imprécis : {wanted} demandés. Ira en contrôle.",
    "Zu ungenau: verlangt sind {wanted}. Geht in die Prüfung.",
    "Not good enough: {wanted} wanted. Goes to review.",
  ],
  wait_for_fixes: [
    "Wart op Fixen …",
    "En attente de fixes …",
    "Warte auf Fixe …",
    "Waiting for fixes …",
  ],
  asked: [
    "Gefrot: RTK fix, {wanted}",
    "Demandé : RTK fixe, {wanted}",
    "Verlangt: RTK fix, {wanted}",
    "Asked for: RTK fixed, {wanted}",
  ],
  asks_fixed: [
    "RTK: hei gëtt eng fix Léisung gefrot.",
    "RTK : une solution fixe est demandée.",
    "RTK: hier wird eine fixe Lösung verlangt.",
    "RTK: a fixed solution is asked for here.",
  ],
  wait_for_fixed: [
    "Wart op eng fix Léisung (elo: {now})",
    "En attente d'une solution fixe (à présent : {now})",
    "Warte auf eine fixe Lösung (jetzt: {now})",
    "Waiting for a fixed solution (now: {now})",
  ],
  provisional: [
    "Provisoresch moossen",
    "Mesurer à titre provisoire",
    "Vorläufig messen",
    "Measure provisionally",
  ],
  provisional_help: [
    "Dat geet an d'Kontroll. Besser: e puer Schrëtt dernieft eng fix Léisung, oder mam Band.",
    "Cela ira en contrôle. Mieux : une solution fixe à quelques pas, ou le ruban.",
    "Das geht in die Prüfung. Besser: ein paar Schritte daneben eine fixe Lösung, oder mit dem Band.",
    "That goes to review. Better: a fixed solution some steps away, or the tape.",
  ],
  provisional_new: [
    "Provisoresch: geet an d'Kontroll.",
    "Provisoire : ira en contrôle.",
    "Vorläufig: geht in die Prüfung.",
    "Provisional: goes to review.",
  ],
  provisional_known: [
    "Provisoresch: zielt manner wéi eng fix Miessung.",
    "Provisoire : compte moins qu'une mesure fixe.",
    "Vorläufig: zählt weniger als eine fixe Messung.",
    "Provisional: counts for less than a fixed measurement.",
  ],
  anew: ["Nei ufänken", "Recommencer", "Neu beginnen", "Start anew"],
  snapped: ["Um {name}", "Sur {name}", "Auf {name}", "On {name}"],
  corner_here: ["Punkt hei", "Point ici", "Punkt hier", "Point here"],
  undo: ["Leschte Punkt ewech", "Retirer le dernier point", "Letzten Punkt weg", "Undo last point"],
  finish: ["Fäerdeg", "Terminer", "Fertig", "Done"],
  walk: ["Ofgoen", "En marchant", "Abgehen", "Walk it"],
  walk_stop: ["Ofgoe stoppen", "Arrêter la marche", "Abgehen anhalten", "Stop walking"],
  measured: ["Gemooss", "Mesuré", "Gemessen", "Measured"],
  measured_help: [
    "Meter vum leschte Punkt a Richtung Fuedekräiz",
    "Mètres depuis le dernier point vers le réticule",
    "Meter vom letzten Punkt Richtung Fadenkreuz",
    "Metres from the last point towards the crosshair",
  ],
  length: ["Längt {value}", "Longueur {value}", "Länge {value}", "Length {value}"],
  area: ["Fläch {value}", "Surface {value}", "Fläche {value}", "Area {value}"],
  points: ["{count} Punkten", "{count} points", "{count} Punkte", "{count} points"],
  move_corner: ["Punkt hei hin", "Déplacer ici", "Punkt hierher", "Move point here"],
  too_few: [
    "Nach Punkte setzen.",
    "Ajoutez des points.",
    "Noch Punkte setzen.",
    "Add more points.",
  ],
  too_short: ["Ze kuerz.", "Trop court.", "Zu kurz.", "Too short."],
  crosses_itself: [
    "D'Linn kräizt sech: e Punkt ewechhuelen.",
    "Le contour se croise : retirez un point.",
    "Der Umriss kreuzt sich: einen Punkt zurücknehmen.",
    "The outline crosses itself: undo a point.",
  ],

  // Asset sheet
  on_tablet: ["op dësem Tablet", "sur cette tablette", "auf diesem Tablet", "on this tablet"],
  on_server: ["um Server", "sur le serveur", "auf dem Server", "on the server"],
  retired: ["ausser Bestand", "hors inventaire", "außer Bestand", "retired"],
  accuracy: ["Lag ± {value}", "Position ± {value}", "Lage ± {value}", "Position ± {value}"],
  edit: ["Änneren", "Modifier", "Ändern", "Edit"],
  move: ["Lag", "Position", "Lage", "Position"],
  inspect: ["Kontrolléieren", "Contrôler", "Prüfen", "Inspect"],
  retire: ["Ofmellen", "Retirer", "Abmelden", "Retire"],
  stake_out: ["Ofstiechen", "Implanter", "Abstecken", "Stake out"],
  retire_ask: [
    "Ass et ewech oder ausser Betrib fir ëmmer?",
    "L'objet est-il enlevé ou définitivement hors service ?",
    "Ist es weg oder für immer außer Betrieb?",
    "Is it gone, or out of use for good?",
  ],
  retire_sure: ["Jo, ofmellen", "Oui, retirer", "Ja, abmelden", "Yes, retire"],
  move_ask: ["Wat ass geschitt?", "Que s'est-il passé ?", "Was ist geschehen?", "What happened?"],
  move_observe: ["Besser gemooss", "Mieux mesuré", "Besser gemessen", "Measured better"],
  move_observe_help: [
    "Et läit do, wou et ëmmer louch.",
    "L'objet n'a pas bougé.",
    "Es liegt, wo es immer lag.",
    "It lies where it always lay.",
  ],
  move_relocate: ["Et gouf versat", "L'objet a été déplacé", "Es wurde versetzt", "It was moved"],
  move_relocate_help: [
    "Déi al Miessunge gëllen net méi.",
    "Les anciennes mesures ne valent plus.",
    "Die alten Messungen gelten nicht mehr.",
    "The old measurements no longer count.",
  ],
  redraw: ["Verlaf änneren", "Modifier le tracé", "Verlauf ändern", "Change its course"],
} satisfies Record<string, Four>;

export type Word = keyof typeof WORDS;

const ORDER: readonly Language[] = ["lb", "fr", "de", "en"];

export function say(language: Language, word: Word, values: Record<string, string | number> = {}) {
  const text = WORDS[word][ORDER.indexOf(language)] as string;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export const decimal = (language: Language): string => (language === "en" ? "." : ",");
