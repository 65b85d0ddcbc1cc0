// Two answers, in four languages.

import { text } from "./shell.ts";

export const CLASH = {
  title: text("Zwou Äntwerten", "Deux réponses", "Zwei Antworten", "Two answers"),
  intro: text(
    "Hei huet nach een anere geännert. Näischt ass iwwerschriwwen: Sich aus, wat gëllt.",
    "Quelqu’un d’autre a aussi modifié ceci. Rien n’est écrasé : choisissez ce qui vaut.",
    "Hier hat noch jemand geändert. Nichts ist überschrieben: Wähle, was gilt.",
    "Somebody else changed this too. Nothing is overwritten: choose what is right.",
  ),
  none: text(
    "Keng zwou Äntwerten. Gutt esou.",
    "Aucune contradiction. Très bien.",
    "Keine zwei Antworten. Gut so.",
    "No two answers. Good.",
  ),
  before: text(
    "Virdru war: {value}",
    "Avant : {value}",
    "Vorher war: {value}",
    "Before it was: {value}",
  ),
  mine: text("Vun dësem Tablet", "De cette tablette", "Von diesem Tablet", "From this tablet"),
  theirs: text("Vum Server", "Du serveur", "Vom Server", "From the server"),
  take: text("Dëst gëllt", "Ceci vaut", "Dies gilt", "This is right"),
  position: text("Plaz", "Position", "Lage", "Position"),
  apart: text("{n} m auserneen", "{n} m d’écart", "{n} m auseinander", "{n} m apart"),
  empty: text("eidel", "vide", "leer", "empty"),
  gone: text(
    "vum Server ewechgeholl",
    "retiré du serveur",
    "vom Server entfernt",
    "removed on the server",
  ),
};
