// What levels, tape, stake-out, receivers and the lock say: lb, fr, de, en.
import type { Four } from "./four.ts";

export const MEASURE = {
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
  depth_not_down: [
    "D'Déift gëtt no ënne gemooss: méi wéi 0.",
    "La profondeur se mesure vers le bas : plus de 0.",
    "Die Tiefe misst man nach unten: mehr als 0.",
    "Depth is measured downwards: more than 0.",
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
    "Stell dech op e bekannte Punkt an huel seng Positioun.",
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
  unlock: ["Opspären", "Déverrouiller", "Entsperren", "Unlock"],
  unlocking: [
    "Gëtt opgespaart: nach hale bleiwen",
    "Déverrouillage : gardez appuyé",
    "Wird entsperrt: weiter halten",
    "Unlocking: keep holding",
  ],
  unlock_how: [
    "2 Sekonnen hale: dëse Knäppchen, Enter, Leertast oder Lautstäerkt. Oder Esc.",
    "Maintenir 2 secondes : ce bouton, Entrée, espace ou volume. Ou Échap.",
    "2 Sekunden halten: diesen Knopf, Enter, Leertaste oder Lautstärke. Oder Esc.",
    "Hold for 2 seconds: this button, Enter, Space or a volume key. Or Esc.",
  ],
  lock_keys: [
    "Kuerz Enter, Leertast oder Lautstäerkt hëlt de Punkt.",
    "Un appui bref sur Entrée, espace ou volume prend le point.",
    "Kurz Enter, Leertaste oder Lautstärke nimmt den Punkt.",
    "A short Enter, Space or volume key takes the point.",
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
