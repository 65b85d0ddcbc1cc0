// What forms and photos say: lb, fr, de, en.
import type { Four } from "./four.ts";

export const FORM = {
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
    "Net gespäichert ({reason}). D'Formulaire bleift; probéier nach eng Kéier.",
    "Non enregistré ({reason}). Le formulaire reste ; réessayez.",
    "Nicht gespeichert ({reason}). Das Formular bleibt; versuche es erneut.",
    "Not saved ({reason}). The form stays; try again.",
  ],

  photo_of: ["Foto {number}", "Photo {number}", "Foto {number}", "Photo {number}"],
} satisfies Record<string, Four>;
