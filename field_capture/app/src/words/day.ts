// The day's reconciliation, in four languages.

import { text } from "./shell.ts";

export const DAY = {
  title: text("Mäin Dag", "Ma journée", "Mein Tag", "My day"),
  summary: text(
    "{n} gespäichert, {there} um Server, {photos} vu {all} Fotoen",
    "{n} enregistrés, {there} sur le serveur, {photos} photos sur {all}",
    "{n} gespeichert, {there} auf dem Server, {photos} von {all} Fotos",
    "{n} saved, {there} on the server, {photos} of {all} photos",
  ),
  complete: text(
    "Alles vun haut ass um Server.",
    "Tout ce qui a été fait aujourd’hui est sur le serveur.",
    "Alles von heute ist auf dem Server.",
    "Everything of today is on the server.",
  ),
  tablet: text(
    "Nëmmen op dësem Tablet",
    "Seulement sur cette tablette",
    "Nur auf diesem Tablet",
    "Only on this tablet",
  ),
  server: text("Um Server", "Sur le serveur", "Auf dem Server", "On the server"),
  backup: text(
    "Um Server a geséchert",
    "Sur le serveur et sauvegardé",
    "Auf dem Server und gesichert",
    "On the server and backed up",
  ),
  send: text("Elo schécken", "Envoyer maintenant", "Jetzt senden", "Send now"),
  sending: text("Gëtt geschéckt …", "Envoi en cours …", "Wird gesendet …", "Sending …"),
  file: text(
    "An e Fichier späicheren",
    "Enregistrer dans un fichier",
    "In eine Datei speichern",
    "Save to a file",
  ),
  file_hint: text(
    "Mat Fotoen; d’Gemeng kann en anliesen, wann dësen Tablet net méi schéckt.",
    "Avec les photos ; la commune peut le lire si cette tablette n’envoie plus.",
    "Mit Fotos; die Gemeinde kann sie einlesen, wenn dieses Tablet nicht mehr sendet.",
    "With photos; the commune can read it if this tablet sends no more.",
  ),
  last: text(
    "Lescht Kontakt mam Server: {when}",
    "Dernier contact avec le serveur : {when}",
    "Letzter Kontakt mit dem Server: {when}",
    "Last contact with the server: {when}",
  ),
  never: text(
    "Nach kee Kontakt mam Server.",
    "Encore aucun contact avec le serveur.",
    "Noch kein Kontakt mit dem Server.",
    "No contact with the server yet.",
  ),
  empty: text(
    "Hei steet, wat s de späichers.",
    "Ici figure ce que vous enregistrez.",
    "Hier steht, was du speicherst.",
    "What you save stands here.",
  ),
  none: text("Näischt dervun.", "Rien de tel.", "Nichts davon.", "None of these."),
  filter: text("Weisen", "Afficher", "Zeigen", "Show"),
  all: text("Alles", "Tout", "Alles", "All"),
  today: text("Haut", "Aujourd’hui", "Heute", "Today"),
  waiting: text("Waart", "En attente", "Wartet", "Waiting"),
  attention: text("Brauch mech", "À revoir", "Braucht mich", "Needs me"),
  on_map: text("Op der Kaart", "Sur la carte", "Auf der Karte", "On the map"),
  enrol: text("Nei umellen", "Inscrire à nouveau", "Neu anmelden", "Enrol again"),
  again: text("Nei späicheren", "Enregistrer à nouveau", "Neu speichern", "Save again"),
  give_up: text("Fale loossen", "Abandonner", "Fallen lassen", "Let it go"),
  give_up_ask: text(
    "Dëst gëtt net méi geschéckt; d’Gemeng behält, wat si krut. Fale loossen?",
    "Ceci ne sera plus envoyé ; la commune garde ce qu’elle a reçu. Abandonner ?",
    "Das wird nicht mehr gesendet; die Gemeinde behält, was sie bekam. Fallen lassen?",
    "This will not be sent again; the commune keeps what it received. Let it go?",
  ),
  mend: text("Verbesseren", "Corriger", "Verbessern", "Mend"),
  conflicts: text(
    "Zwou Äntwerten: {n} ze entscheeden",
    "Deux réponses : {n} à trancher",
    "Zwei Antworten: {n} zu entscheiden",
    "Two answers: {n} to decide",
  ),
  photos: text(
    "{n} vu {all} Fotoen um Server",
    "{n} photos sur {all} sur le serveur",
    "{n} von {all} Fotos auf dem Server",
    "{n} of {all} photos on the server",
  ),
  photos_held: text(
    "Si waarden do mat op d’Gemeng.",
    "Elles y attendent la décision de la commune.",
    "Sie warten dort mit auf die Gemeinde.",
    "They wait there with it for the commune.",
  ),
  photo_trouble: text(
    "Eng Foto kënnt net un: {why}",
    "Une photo n’arrive pas : {why}",
    "Ein Foto kommt nicht an: {why}",
    "A photo does not arrive: {why}",
  ),
};

export const STATE = {
  queued: text(
    "waart op d’Netz",
    "attend le réseau",
    "wartet auf das Netz",
    "waits for the network",
  ),
  sending: text("ënnerwee", "en route", "unterwegs", "on its way"),
  applied: text("iwwerholl", "repris", "übernommen", "applied"),
  merged: text("zesummegefouert", "fusionné", "zusammengeführt", "merged"),
  conflict: text("zwou Äntwerten", "deux réponses", "zwei Antworten", "two answers"),
  held: text(
    "waart op d’Gemeng",
    "attend la commune",
    "wartet auf die Gemeinde",
    "waits for the commune",
  ),
  rejected: text(
    "muss verbessert ginn",
    "à corriger",
    "muss verbessert werden",
    "has to be mended",
  ),
  resolved: text("entscheet", "tranché", "entschieden", "decided"),
};

export const KIND = {
  create: text("nei", "nouveau", "neu", "new"),
  update: text("geännert", "modifié", "geändert", "changed"),
  observe: text("gemooss", "mesuré", "gemessen", "measured"),
  relocate: text("versat", "déplacé", "versetzt", "moved"),
  retire: text("ewechgeholl", "retiré", "entfernt", "removed"),
  inspect: text("kontrolléiert", "inspecté", "kontrolliert", "inspected"),
  complete: text("Aufgab gemaach", "tâche faite", "Aufgabe erledigt", "task done"),
  resolve: text("entscheet", "tranché", "entschieden", "decided"),
};
