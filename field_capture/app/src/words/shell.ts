// What the app says around the map, in four languages.

import type { Text } from "../model.ts";

export const text = (lb: string, fr: string, de: string, en: string): Text => ({ lb, fr, de, en });

export const NAV = {
  menu: text("Bildschirmer", "Écrans", "Bildschirme", "Screens"),
  map: text("Kaart", "Carte", "Karte", "Map"),
  tasks: text("Aufgaben", "Tâches", "Aufgaben", "Tasks"),
  day: text("Mäin Dag", "Ma journée", "Mein Tag", "My day"),
  settings: text("Méi", "Plus", "Mehr", "More"),
  back: text("Zréck", "Retour", "Zurück", "Back"),
};

export const STANDING = {
  label: text(
    "Stand vun der Iwwerdroung",
    "État de la transmission",
    "Stand der Übertragung",
    "State of the transfer",
  ),
  waiting: text(
    "{n} op dësem Tablet",
    "{n} sur cette tablette",
    "{n} auf diesem Tablet",
    "{n} on this tablet",
  ),
  photos: text(
    "{n} Fotoen waarden",
    "{n} photos en attente",
    "{n} Fotos warten",
    "{n} photos wait",
  ),
  all_there: text(
    "Alles um Server",
    "Tout est sur le serveur",
    "Alles auf dem Server",
    "All on the server",
  ),
  nothing: text("Näischt opgeholl", "Rien de saisi", "Nichts erfasst", "Nothing captured"),
  attention: text("Brauch dech: {n}", "À revoir : {n}", "Braucht dich: {n}", "Needs you: {n}"),
  sending: text("gëtt geschéckt …", "envoi …", "wird gesendet …", "sending …"),
  offline: text("ouni Netz", "hors ligne", "ohne Netz", "offline"),
  unreachable: text(
    "Server äntwert net",
    "serveur muet",
    "Server antwortet nicht",
    "server silent",
  ),
  maintenance: text(
    "Server gëtt gewaart",
    "serveur en maintenance",
    "Server wird gewartet",
    "server in maintenance",
  ),
  server: text("Server gestéiert", "serveur perturbé", "Server gestört", "server in trouble"),
  captive_portal: text("WLAN umellen", "connexion Wi-Fi", "WLAN anmelden", "sign in to Wi-Fi"),
  revoked: text("ofgemellt", "déconnectée", "abgemeldet", "signed out"),
};

export const TROUBLE: Record<string, Text> = {
  offline: text(
    "Keen Netz. Alles bleift op dësem Tablet a geet fort, soubal ee Netz do ass.",
    "Pas de réseau. Tout reste sur cette tablette et partira dès qu’il y en aura.",
    "Kein Netz. Alles bleibt auf diesem Tablet und geht fort, sobald eines da ist.",
    "No network. Everything stays on this tablet and goes out as soon as there is one.",
  ),
  captive_portal: text(
    "Dëst WLAN wëll, datt ee sech umellt: Maach d’Säit vum WLAN op. Bis dohin bleift alles op dësem Tablet.",
    "Ce Wi-Fi demande une connexion : ouvrez sa page. D’ici là, tout reste sur cette tablette.",
    "Dieses WLAN will, dass man sich anmeldet: Öffne seine Seite. Bis dahin bleibt alles auf diesem Tablet.",
    "This Wi-Fi wants you to sign in: open its page. Until then everything stays on this tablet.",
  ),
  revoked: text(
    "Dësen Tablet gouf ofgemellt. Et geet näischt verluer: Looss e nei umellen, da geet alles fort.",
    "Cette tablette a été déconnectée. Rien n’est perdu : faites-la inscrire à nouveau et tout partira.",
    "Dieses Tablet wurde abgemeldet. Nichts geht verloren: Lass es neu anmelden, dann geht alles fort.",
    "This tablet was signed out. Nothing is lost: have it enrolled again and everything goes out.",
  ),
  unreachable: text(
    "Et gëtt en Netz, mä de Server äntwert net: Entweder féiert dëst Netz net an den Internet, oder de Server steet. Alles bleift op dësem Tablet a geet vum selwe fort.",
    "Il y a un réseau, mais le serveur ne répond pas : ce réseau ne mène pas à Internet, ou le serveur est arrêté. Tout reste sur cette tablette et partira de soi-même.",
    "Es gibt ein Netz, aber der Server antwortet nicht: Entweder führt dieses Netz nicht ins Internet, oder der Server steht. Alles bleibt auf diesem Tablet und geht von selbst fort.",
    "There is a network, but the server does not answer: either this network leads nowhere, or the server is down. Everything stays on this tablet and goes out by itself.",
  ),
  maintenance: text(
    "Um Server gëtt grad geschafft. Bei dir ass alles an der Rei: Et bleift op dësem Tablet a geet vum selwe fort.",
    "Le serveur est en maintenance. Chez vous tout va bien : tout reste sur cette tablette et partira de soi-même.",
    "Am Server wird gerade gearbeitet. Bei dir ist alles in Ordnung: Es bleibt auf diesem Tablet und geht von selbst fort.",
    "The server is being worked on. All is well on your side: it stays on this tablet and goes out by itself.",
  ),
  server: text(
    "De Server huet e Feeler. Alles bleift op dësem Tablet, a mir probéieren et vum selwen nach eng Kéier. Hält et un, sot der Gemeng Bescheed.",
    "Le serveur a une erreur. Tout reste sur cette tablette et un nouvel essai suivra. Si cela dure, prévenez la commune.",
    "Der Server hat einen Fehler. Alles bleibt auf diesem Tablet, und wir versuchen es von selbst noch einmal. Hält es an, sage der Gemeinde Bescheid.",
    "The server has an error. Everything stays on this tablet and we try again by ourselves. If it lasts, tell the commune.",
  ),
  refused: text(
    "De Server huet d’Ufro refuséiert.",
    "Le serveur a refusé la demande.",
    "Der Server hat die Anfrage abgelehnt.",
    "The server refused the request.",
  ),
  no_room: text(
    "Um Tablet ass keng Plaz méi: Näischt gouf gespäichert. Maach Plaz, oder schéck fir d’éischt alles fort.",
    "Plus de place sur la tablette : rien n’a été enregistré. Libérez de la place ou envoyez d’abord tout.",
    "Auf dem Tablet ist kein Platz mehr: Nichts wurde gespeichert. Schaffe Platz oder sende zuerst alles.",
    "There is no room left on the tablet: nothing was saved. Make room, or send everything first.",
  ),
  other_tab: text(
    "D’App ass an engem anere Fënster nei opgaangen. Lued dës Säit nei.",
    "L’application a été rouverte ailleurs. Rechargez cette page.",
    "Die App wurde in einem anderen Fenster neu geöffnet. Lade diese Seite neu.",
    "The app was opened anew in another window. Reload this page.",
  ),
  not_enrolled: text(
    "Dësen Tablet ass nach net ugemellt.",
    "Cette tablette n’est pas encore inscrite.",
    "Dieses Tablet ist noch nicht angemeldet.",
    "This tablet is not enrolled yet.",
  ),
  unknown_asset: text(
    "Dat ass net op dësem Tablet.",
    "Ceci n’est pas sur cette tablette.",
    "Das ist nicht auf diesem Tablet.",
    "That is not on this tablet.",
  ),
  damaged: text(
    "Eng Foto ass op dësem Tablet beschiedegt.",
    "Une photo est endommagée sur cette tablette.",
    "Ein Foto ist auf diesem Tablet beschädigt.",
    "A photo is damaged on this tablet.",
  ),
};

export const START = {
  wait: text("Gëtt opgemaach …", "Ouverture …", "Wird geöffnet …", "Opening …"),
  failed: text(
    "D’App konnt net opgoen: {why}",
    "L’application n’a pas pu s’ouvrir : {why}",
    "Die App konnte nicht öffnen: {why}",
    "The app could not open: {why}",
  ),
  map_failed: text(
    "D’Kaart konnt net opgoen. Alles Gespäichert ass nach do.",
    "La carte n’a pas pu s’ouvrir. Tout ce qui est enregistré est encore là.",
    "Die Karte konnte nicht öffnen. Alles Gespeicherte ist noch da.",
    "The map could not open. Everything saved is still there.",
  ),
  again: text("Nach eng Kéier", "Réessayer", "Noch einmal", "Try again"),
};
