// What the map, the capture and the forms say: lb, fr, de, en.
import type { Language } from "../model.ts";

type Four = readonly [lb: string, fr: string, de: string, en: string];

export const WORDS = {
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
    "De Standuert ass gespaart. Erlaabt en an den Astellunge vum Browser.",
    "La position est bloquée. Autorisez-la dans les réglages du navigateur.",
    "Der Standort ist gesperrt. Erlauben Sie ihn in den Einstellungen des Browsers.",
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

  // Form
  as_last_time: [
    "Wéi leschte Kéier",
    "Comme la dernière fois",
    "Wie beim letzten Mal",
    "As last time",
  ],
  more: ["Méi Felder", "Plus de champs", "Weitere Felder", "More fields"],
  choose: ["wielen …", "choisir …", "wählen …", "choose …"],
  search_list: [
    "An der Lëscht sichen",
    "Chercher dans la liste",
    "In der Liste suchen",
    "Search the list",
  ],
  save: ["Späicheren", "Enregistrer", "Speichern", "Save"],
  saving: ["Gëtt gespäichert …", "Enregistrement …", "Wird gespeichert …", "Saving …"],
  saved: ["Gespäichert: {name}", "Enregistré : {name}", "Gespeichert: {name}", "Saved: {name}"],
  next_one: ["Nach een", "Un autre", "Noch eins", "Another one"],
  mend: [
    "{count} ze verbesseren",
    "{count} à corriger",
    "{count} zu berichtigen",
    "{count} to mend",
  ],
  nothing_changed: [
    "Näischt geännert.",
    "Rien n'a changé.",
    "Nichts geändert.",
    "Nothing changed.",
  ],
  missing: ["Feelt nach.", "À remplir.", "Fehlt noch.", "Still missing."],
  no_number: [
    "Eng Zuel, z. B. 12,5.",
    "Un nombre, p. ex. 12,5.",
    "Eine Zahl, z. B. 12,5.",
    "A number, such as 12.5.",
  ],
  no_integer: ["Eng ganz Zuel.", "Un nombre entier.", "Eine ganze Zahl.", "A whole number."],
  too_small: [
    "Mindestens {limit}.",
    "Au moins {limit}.",
    "Mindestens {limit}.",
    "At least {limit}.",
  ],
  too_large: ["Héchstens {limit}.", "Au plus {limit}.", "Höchstens {limit}.", "At most {limit}."],
  too_long: [
    "Héchstens {limit} Zeechen.",
    "Au plus {limit} caractères.",
    "Höchstens {limit} Zeichen.",
    "At most {limit} characters.",
  ],
  no_code: [
    "Aus der Lëscht wielen.",
    "Choisir dans la liste.",
    "Aus der Liste wählen.",
    "Choose from the list.",
  ],
  no_date: ["En Datum.", "Une date.", "Ein Datum.", "A date."],
  scan: ["Code scannen", "Scanner un code", "Code scannen", "Scan a code"],
  scan_hint: [
    "QR- oder Barcode an d'Bild halen.",
    "Tenez le code QR ou à barres dans l'image.",
    "QR- oder Strichcode ins Bild halten.",
    "Hold the QR code or barcode in the picture.",
  ],
  reference_pick: [
    "Noosten: {name}",
    "Le plus proche : {name}",
    "Nächstes: {name}",
    "Nearest: {name}",
  ],
  today: ["Haut", "Aujourd'hui", "Heute", "Today"],
  unfinished: [
    "Net fäerdeg: {name}",
    "Inachevé : {name}",
    "Unfertig: {name}",
    "Unfinished: {name}",
  ],
  go_on: ["Weidermaachen", "Continuer", "Weitermachen", "Go on"],
  discard: ["Verwerfen", "Abandonner", "Verwerfen", "Discard"],
  discard_ask: [
    "Dëst ass net gespäichert. Verwerfen?",
    "Ceci n'est pas enregistré. Abandonner ?",
    "Das ist nicht gespeichert. Verwerfen?",
    "This is not saved. Discard it?",
  ],
  trouble_full: [
    "Net gespäichert: de Tablet ass voll. Schéckt aner Saache fort oder maacht Plaz, da späichert nach eng Kéier. Näischt ass verluer.",
    "Non enregistré : la tablette est pleine. Envoyez ou libérez de la place, puis enregistrez à nouveau. Rien n'est perdu.",
    "Nicht gespeichert: Das Tablet ist voll. Senden oder Platz schaffen, dann erneut speichern. Nichts ist verloren.",
    "Not saved: the tablet is full. Send or free some space, then save again. Nothing is lost.",
  ],
  trouble_save: [
    "Net gespäichert ({reason}). D'Formulaire bleift; probéiert nach eng Kéier.",
    "Non enregistré ({reason}). Le formulaire reste ; réessayez.",
    "Nicht gespeichert ({reason}). Das Formular bleibt; versuchen Sie es erneut.",
    "Not saved ({reason}). The form stays; try again.",
  ],

  // Photos
  photo: ["Foto", "Photo", "Foto", "Photo"],
  photo_remove: [
    "Foto {number} ewech",
    "Retirer la photo {number}",
    "Foto {number} entfernen",
    "Remove photo {number}",
  ],
  photo_caption: ["Wat ass drop?", "Légende", "Was ist darauf?", "Caption"],
  photo_of: ["Foto {number}", "Photo {number}", "Foto {number}", "Photo {number}"],
  heic: [
    "HEIC geet net. An der Kamera „Kompatibel“ (JPEG) astellen.",
    "HEIC non accepté. Réglez l'appareil photo sur « le plus compatible » (JPEG).",
    "HEIC geht nicht. In der Kamera „Maximale Kompatibilität“ (JPEG) einstellen.",
    "HEIC is not taken. Set the camera to “Most compatible” (JPEG).",
  ],
  no_photo: [
    "Dat ass keng Foto.",
    "Ce n'est pas une photo.",
    "Das ist kein Foto.",
    "This is no photo.",
  ],
  photo_too_large: [
    "Méi wéi 25 MB: an der Kamera méi kleng astellen.",
    "Plus de 25 Mo : réduisez la taille dans l'appareil photo.",
    "Mehr als 25 MB: in der Kamera kleiner einstellen.",
    "More than 25 MB: set the camera to a smaller size.",
  ],
  photo_empty: [
    "D'Foto ass eidel.",
    "La photo est vide.",
    "Das Foto ist leer.",
    "The photo is empty.",
  ],
  photo_most: [
    "Héchstens 20 Fotoen.",
    "20 photos au plus.",
    "Höchstens 20 Fotos.",
    "At most 20 photos.",
  ],

  // Sewer
  levels: ["Héichten", "Niveaux", "Höhen", "Levels"],
  invert_is: ["Sohl {value}", "Radier {value}", "Sohle {value}", "Invert {value}"],
  take_over: ["Iwwerhuelen", "Reprendre", "Übernehmen", "Take over"],
  slope_to: [
    "Gefäll {name}: {value}",
    "Pente {name} : {value}",
    "Gefälle {name}: {value}",
    "Slope {name}: {value}",
  ],
  above_cover: [
    "D'Sohl läit {metres} iwwer dem Deckel.",
    "Le radier est {metres} au-dessus du tampon.",
    "Die Sohle liegt {metres} über dem Deckel.",
    "The invert lies {metres} above the cover.",
  ],
  deep: [
    "{metres} déif: stëmmt dat?",
    "{metres} de profondeur : est-ce juste ?",
    "{metres} tief: stimmt das?",
    "{metres} deep: is that right?",
  ],
  levels_disagree: [
    "Déift an Héichte leien {metres} auserneen.",
    "Profondeur et niveaux diffèrent de {metres}.",
    "Tiefe und Höhen liegen {metres} auseinander.",
    "Depth and levels differ by {metres}.",
  ],
  uphill: [
    "D'Waasser géif {metres} bierguop lafen: {with}",
    "L'eau remonterait de {metres} : {with}",
    "Das Wasser liefe {metres} bergauf: {with}",
    "Water would run {metres} uphill: {with}",
  ],
  steep: [
    "Gefäll {percent} %: {with}",
    "Pente {percent} % : {with}",
    "Gefälle {percent} %: {with}",
    "Slope {percent} %: {with}",
  ],

  // Tape
  tape_title: ["Moosse mam Band", "Mesure au ruban", "Messen mit dem Band", "Measure by tape"],
  tape_help: [
    "Fuedekräiz op e bekannte Punkt, Distanz androen. Zwee bis dräi Punkten.",
    "Réticule sur un point connu, saisir la distance. Deux ou trois points.",
    "Fadenkreuz auf bekannten Punkt, Abstand eintragen. Zwei bis drei Punkte.",
    "Crosshair on a known point, enter the distance. Two or three points.",
  ],
  tape_point: ["Punkt dobäisetzen", "Ajouter le point", "Punkt hinzufügen", "Add point"],
  tape_distance: [
    "Distanz zu {name} (m)",
    "Distance à {name} (m)",
    "Abstand zu {name} (m)",
    "Distance to {name} (m)",
  ],
  tape_side: ["Säit {number}", "Côté {number}", "Seite {number}", "Side {number}"],
  tape_residual: ["Rescht {value}", "Résidu {value}", "Rest {value}", "Residual {value}"],
  tape_along: ["Laanscht d'Linn", "Le long de la ligne", "Entlang der Linie", "Along the line"],
  too_few_distances: [
    "Zwee Distanzen, wannechgelift.",
    "Deux distances, s'il vous plaît.",
    "Zwei Abstände, bitte.",
    "Two distances, please.",
  ],
  same_point: [
    "Dat ass zweemol dee selwechte Punkt.",
    "C'est deux fois le même point.",
    "Das ist zweimal derselbe Punkt.",
    "That is twice the same point.",
  ],
  do_not_meet: [
    "D'Distanze treffe sech net: nach eng Kéier moossen.",
    "Les distances ne se coupent pas : remesurez.",
    "Die Abstände treffen sich nicht: nachmessen.",
    "The distances do not meet: measure again.",
  ],
  in_line: [
    "D'Punkten leien op enger Linn.",
    "Les points sont alignés.",
    "Die Punkte liegen auf einer Linie.",
    "The points lie in a line.",
  ],
  point_name: ["Punkt {number}", "Point {number}", "Punkt {number}", "Point {number}"],

  // Stake-out and control point
  bearing: [
    "Richtung {degrees}° {point}",
    "Gisement {degrees}° {point}",
    "Richtung {degrees}° {point}",
    "Bearing {degrees}° {point}",
  ],
  arrived: ["Hei muss et sinn.", "C'est ici.", "Hier muss es sein.", "It must be here."],
  sound: ["Toun a Vibratioun", "Son et vibration", "Ton und Vibration", "Sound and vibration"],
  control: ["Kontrollpunkt", "Point de contrôle", "Kontrollpunkt", "Control point"],
  control_help: [
    "Stellt Iech op e bekannte Punkt an huelt seng Positioun.",
    "Placez-vous sur un point connu et prenez sa position.",
    "Auf einen bekannten Punkt stellen und seine Position nehmen.",
    "Stand on a known point and take its position.",
  ],
  control_pick: ["Bekannte Punkt", "Point connu", "Bekannter Punkt", "Known point"],
  control_good: [
    "Ënnerscheed {value}: an der Rei.",
    "Écart {value} : en ordre.",
    "Abweichung {value}: in Ordnung.",
    "Difference {value}: all right.",
  ],
  control_bad: [
    "Ënnerscheed {value}: méi wéi erwaart. Antenn, Korrektur a Punkt préiwen.",
    "Écart {value} : plus qu'attendu. Vérifiez antenne, correction et point.",
    "Abweichung {value}: mehr als erwartet. Antenne, Korrektur und Punkt prüfen.",
    "Difference {value}: more than expected. Check antenna, correction and point.",
  ],
  control_today: [
    "Haut gepréift: {value}",
    "Contrôlé aujourd'hui : {value}",
    "Heute geprüft: {value}",
    "Checked today: {value}",
  ],
  control_open: [
    "Haut nach net gepréift",
    "Pas encore contrôlé aujourd'hui",
    "Heute noch nicht geprüft",
    "Not checked today",
  ],

  // Lock, receivers
  lock: ["Display spären", "Verrouiller l'écran", "Bildschirm sperren", "Lock the screen"],
  locked: [
    "Gespaart géint Reen",
    "Verrouillé contre la pluie",
    "Gesperrt gegen Regen",
    "Locked against rain",
  ],
  unlock: [
    "2 Sekonnen drécken oder Esc",
    "Appuyer 2 secondes ou Échap",
    "2 Sekunden drücken oder Esc",
    "Hold for 2 seconds, or Esc",
  ],
  lock_keys: [
    "Enter, Leertast oder Lautstäerkt hëlt de Punkt.",
    "Entrée, espace ou volume prend le point.",
    "Enter, Leertaste oder Lautstärke nimmt den Punkt.",
    "Enter, Space or a volume key takes the point.",
  ],
  receiver: ["Empfänger", "Récepteur", "Empfänger", "Receiver"],
  receiver_usb: [
    "Iwwer USB verbannen",
    "Connecter par USB",
    "Über USB verbinden",
    "Connect by USB",
  ],
  receiver_bluetooth: [
    "Iwwer Bluetooth verbannen",
    "Connecter par Bluetooth",
    "Über Bluetooth verbinden",
    "Connect by Bluetooth",
  ],
  receiver_off: ["Trennen", "Déconnecter", "Trennen", "Disconnect"],
  receiver_none: [
    "Dëse Browser kann keen Empfänger uschwätzen. D'App vum Empfänger gëtt d'Positioun un de Tablet.",
    "Ce navigateur ne parle pas aux récepteurs. L'application du récepteur transmet la position à la tablette.",
    "Dieser Browser spricht keine Empfänger an. Die App des Empfängers gibt die Position an das Tablet.",
    "This browser speaks to no receiver. The receiver's own app hands the position to the tablet.",
  ],
  receiver_heard: [
    "{sentences} Sätz, {bad} gestéiert, {none} ouni Fix",
    "{sentences} trames, {bad} altérées, {none} sans fix",
    "{sentences} Sätze, {bad} gestört, {none} ohne Fix",
    "{sentences} sentences, {bad} broken, {none} without a fix",
  ],
} satisfies Record<string, Four>;

export type Word = keyof typeof WORDS;

const ORDER: readonly Language[] = ["lb", "fr", "de", "en"];

export function say(language: Language, word: Word, values: Record<string, string | number> = {}) {
  const text = WORDS[word][ORDER.indexOf(language)] as string;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export const decimal = (language: Language): string => (language === "en" ? "." : ",");
