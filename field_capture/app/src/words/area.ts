// What is taken along, in four languages.

import { text } from "./shell.ts";

export const AREA = {
  title: text(
    "Wat huelen ech mat?",
    "Qu’est-ce que j’emporte ?",
    "Was nehme ich mit?",
    "What do I take along?",
  ),
  intro: text(
    "Mat dësem Deel schaffs du, och ouni Netz.",
    "C’est avec cette partie que vous travaillez, même sans réseau.",
    "Mit diesem Teil arbeitest du, auch ohne Netz.",
    "You work with this part, also without a network.",
  ),
  whole: text("Déi ganz Gemeng", "Toute la commune", "Die ganze Gemeinde", "The whole commune"),
  section: text(
    "De Kaartenausschnëtt",
    "La section de carte",
    "Der Kartenausschnitt",
    "The map section",
  ),
  size: text(
    "{n} Objeten, ongeféier {size}",
    "{n} objets, environ {size}",
    "{n} Objekte, ungefähr {size}",
    "{n} assets, about {size}",
  ),
  counting: text(
    "Gréisst gëtt gezielt …",
    "Calcul de la taille …",
    "Größe wird gezählt …",
    "Counting its size …",
  ),
  take: text("Mathuelen", "Emporter", "Mitnehmen", "Take along"),
  again: text("Nei huelen", "Recharger", "Neu holen", "Take anew"),
  taken: text(
    "Um Tablet, vum {when}",
    "Sur la tablette, du {when}",
    "Auf dem Tablet, vom {when}",
    "On the tablet, of {when}",
  ),
  loading: text(
    "{n} Objeten um Tablet …",
    "{n} objets sur la tablette …",
    "{n} Objekte auf dem Tablet …",
    "{n} assets on the tablet …",
  ),
  done: text(
    "Alles ass um Tablet.",
    "Tout est sur la tablette.",
    "Alles ist auf dem Tablet.",
    "Everything is on the tablet.",
  ),
  to_map: text("Op d’Kaart", "Vers la carte", "Zur Karte", "To the map"),
  need_net: text(
    "Fir eppes matzehuelen, brauch et e Netz.",
    "Il faut un réseau pour emporter quelque chose.",
    "Um etwas mitzunehmen, braucht es ein Netz.",
    "Taking something along needs a network.",
  ),
  no_area: text(
    "D’Gemeng huet keen Aarbechtsberäich opgeschriwwen.",
    "La commune n’a pas défini de zone de travail.",
    "Die Gemeinde hat keinen Arbeitsbereich angelegt.",
    "The commune has set up no work area.",
  ),
  choose_first: text(
    "Nach ass näischt um Tablet. Sich aus, wat s de mathëls.",
    "Rien n’est encore sur la tablette. Choisissez ce que vous emportez.",
    "Noch ist nichts auf dem Tablet. Wähle, was du mitnimmst.",
    "Nothing is on the tablet yet. Choose what you take along.",
  ),
};
