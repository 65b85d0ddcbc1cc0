// Becoming a tablet of a commune, in four languages.

import { text } from "./shell.ts";

export const ENROL = {
  title: text(
    "Dësen Tablet umellen",
    "Inscrire cette tablette",
    "Dieses Tablet anmelden",
    "Enrol this tablet",
  ),
  intro: text(
    "Scann de QR-Code vun der Gemeng mat der Kamera vum Tablet, oder setz de Link hei an.",
    "Scannez le code QR de la commune avec l’appareil photo de la tablette, ou collez le lien ici.",
    "Scanne den QR-Code der Gemeinde mit der Kamera des Tablets oder füge den Link hier ein.",
    "Scan the commune’s QR code with the tablet’s camera, or paste the link here.",
  ),
  link: text("Link vun der Umeldung", "Lien d’inscription", "Link der Anmeldung", "Enrolment link"),
  for_commune: text(
    "Fir d’Gemeng {commune}",
    "Pour la commune de {commune}",
    "Für die Gemeinde {commune}",
    "For the commune {commune}",
  ),
  go: text("Umellen", "Inscrire", "Anmelden", "Enrol"),
  wrong_link: text(
    "Dat ass kee Link vun enger Umeldung. E gesäit esou aus: …/field/#gemeng/code",
    "Ce n’est pas un lien d’inscription. Il ressemble à ceci : …/field/#commune/code",
    "Das ist kein Link einer Anmeldung. Er sieht so aus: …/field/#gemeinde/code",
    "That is no enrolment link. It looks like this: …/field/#commune/code",
  ),
  code_used: text(
    "Dëse Code gëllt net méi: Hien ass fir eng Kéier. Looss der op der Säit „Leit“ en neie weisen.",
    "Ce code n’est plus valable : il ne sert qu’une fois. Faites-en afficher un nouveau sur la page « Personnes ».",
    "Dieser Code gilt nicht mehr: Er ist für ein Mal. Lass dir auf der Seite „Leute“ einen neuen zeigen.",
    "This code is not valid any more: it works once. Have a new one shown on the page “People”.",
  ),
  other_commune: text(
    "Nach an kenger Sécherung vun {commune}: {n}. Schéck alles fort; geséchert gëtt nuets.",
    "Pas encore dans une sauvegarde de {commune} : {n}. Envoyez tout ; la sauvegarde se fait la nuit.",
    "Noch in keiner Sicherung von {commune}: {n}. Sende alles; gesichert wird nachts.",
    "Not yet in a backup of {commune}: {n}. Send everything; backups are made at night.",
  ),
  evicted: text(
    "De Browser huet d’Donnéeë vun dëser App geläscht. Um {when} ware {n} Saachen nach net um Server: Fro d’Gemeng, ob eng Kopie do ass. Installéier d’App op den Ufanksbildschierm, da bleift alles.",
    "Le navigateur a effacé les données de cette application. Le {when}, {n} saisies n’étaient pas encore sur le serveur : demandez à la commune s’il en existe une copie. Installez l’application sur l’écran d’accueil pour que tout reste.",
    "Der Browser hat die Daten dieser App gelöscht. Am {when} waren {n} Sachen noch nicht auf dem Server: Frage die Gemeinde, ob es eine Kopie gibt. Installiere die App auf dem Startbildschirm, dann bleibt alles.",
    "The browser has deleted this app’s data. On {when}, {n} things were not yet on the server: ask the commune for a copy. Install the app on the home screen so that everything stays.",
  ),
  signed_out: text(
    "Dësen Tablet gouf ofgemellt",
    "Cette tablette a été déconnectée",
    "Dieses Tablet wurde abgemeldet",
    "This tablet was signed out",
  ),
  signed_out_text: text(
    "Alles, wat nach net um Server ass, ass nach hei ({n}). Looss den Tablet mat engem neie QR-Code umellen: Da geet et weider. Du kanns et och an e Fichier späicheren.",
    "Tout ce qui n’est pas encore sur le serveur est toujours ici ({n}). Faites inscrire la tablette avec un nouveau code QR et tout continue. Vous pouvez aussi l’enregistrer dans un fichier.",
    "Alles, was noch nicht auf dem Server ist, ist noch hier ({n}). Lass das Tablet mit einem neuen QR-Code anmelden: Dann geht es weiter. Du kannst es auch in eine Datei speichern.",
    "Everything not yet on the server is still here ({n}). Have the tablet enrolled with a new QR code and it goes on. You can also save it to a file.",
  ),
};
