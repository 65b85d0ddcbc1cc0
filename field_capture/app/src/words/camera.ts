// What photos and the viewfinder say, in four languages.

import { text } from "./shell.ts";

export const CAMERA = {
  photo: text("Foto", "Photo", "Foto", "Photo"),
  from_device: text("Vum Apparat", "Depuis l’appareil", "Vom Gerät", "From the device"),
  viewfinder: text("Kamera", "Appareil photo", "Kamera", "Camera"),
  shutter: text("Foto maachen", "Prendre la photo", "Foto aufnehmen", "Take the photo"),
  done: text("Fäerdeg", "Terminé", "Fertig", "Done"),
  torch: text("Luucht", "Lampe", "Licht", "Torch"),
  opening: text(
    "D’Kamera geet op …",
    "L’appareil photo s’ouvre …",
    "Die Kamera öffnet …",
    "The camera opens …",
  ),
  taken: text("{n} Fotoen", "{n} photos", "{n} Fotos", "{n} photos"),
  taken_one: text("1 Foto", "1 photo", "1 Foto", "1 photo"),
  blocked: text(
    "D’Kamera ass fir dës App gespaart. Erlaab se an den Astellunge vum Browser; bis dohin hëlt „Vum Apparat“ d’Foto mat der Kamera vum Tablet.",
    "L’appareil photo est bloqué pour cette application. Autorisez-le dans les réglages du navigateur ; d’ici là, « Depuis l’appareil » prend la photo avec celui de la tablette.",
    "Die Kamera ist für diese App gesperrt. Erlaube sie in den Einstellungen des Browsers; bis dahin nimmt „Vom Gerät“ das Foto mit der Kamera des Tablets auf.",
    "The camera is blocked for this app. Allow it in the browser’s settings; until then “From the device” takes the photo with the tablet’s own camera.",
  ),
  none: text(
    "Keng Kamera fonnt. „Vum Apparat“ hëlt eng Foto, déi schonn do ass.",
    "Aucun appareil photo trouvé. « Depuis l’appareil » prend une photo existante.",
    "Keine Kamera gefunden. „Vom Gerät“ nimmt ein Foto, das schon da ist.",
    "No camera was found. “From the device” takes a photo that is there already.",
  ),
  busy: text(
    "D’Kamera äntwert net: Eng aner App huet se vläicht op. Maach déi zou, oder huel „Vum Apparat“.",
    "L’appareil photo ne répond pas : une autre application l’utilise peut-être. Fermez-la, ou choisissez « Depuis l’appareil ».",
    "Die Kamera antwortet nicht: Vielleicht hat eine andere App sie offen. Schließe die, oder nimm „Vom Gerät“.",
    "The camera does not answer: another app may have it open. Close that, or use “From the device”.",
  ),
  of: text("Foto {n}", "Photo {n}", "Foto {n}", "Photo {n}"),
  caption: text("Wat ass drop?", "Légende", "Was ist darauf?", "Caption"),
  remove: text("Foto {n} ewech", "Retirer la photo {n}", "Foto {n} entfernen", "Remove photo {n}"),
  heic: text(
    "HEIC geet net. An der Kamera „Kompatibel“ (JPEG) astellen.",
    "HEIC non accepté. Réglez l’appareil photo sur « le plus compatible » (JPEG).",
    "HEIC geht nicht. In der Kamera „Maximale Kompatibilität“ (JPEG) einstellen.",
    "HEIC is not taken. Set the camera to “Most compatible” (JPEG).",
  ),
  no_photo: text(
    "Dat ass keng Foto.",
    "Ce n’est pas une photo.",
    "Das ist kein Foto.",
    "This is no photo.",
  ),
  smaller: text(
    "Méi kleng iwwerhuelen",
    "Reprendre en plus petit",
    "Kleiner übernehmen",
    "Take it smaller",
  ),
  coming: text(
    "Eng Foto gëtt iwwerholl …",
    "Une photo est en cours de reprise …",
    "Ein Foto wird übernommen …",
    "A photo is being taken in …",
  ),
  too_large: text(
    "Méi wéi 25 MB: an der Kamera méi kleng astellen.",
    "Plus de 25 Mo : réduisez la taille dans l’appareil photo.",
    "Mehr als 25 MB: in der Kamera kleiner einstellen.",
    "More than 25 MB: set the camera to a smaller size.",
  ),
  empty: text(
    "D’Foto ass eidel.",
    "La photo est vide.",
    "Das Foto ist leer.",
    "The photo is empty.",
  ),
  most: text(
    "Héchstens 20 Fotoen.",
    "20 photos au plus.",
    "Höchstens 20 Fotos.",
    "At most 20 photos.",
  ),
};
