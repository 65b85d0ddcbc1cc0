// Tasks and their checklists, in four languages.

import { text } from "./shell.ts";

export const TASK = {
  title: text("Aufgaben", "Tâches", "Aufgaben", "Tasks"),
  none: text(
    "Keng Aufgaben fir dech.",
    "Aucune tâche pour vous.",
    "Keine Aufgaben für dich.",
    "No tasks for you.",
  ),
  open: text("Ze maachen", "À faire", "Zu erledigen", "To do"),
  done: text("Gemaach", "Faites", "Erledigt", "Done"),
  cancelled: text("Ofgesot", "Annulée", "Abgesagt", "Cancelled"),
  begun: text(
    "Ugefaangen, net gespäichert",
    "Commencées, non enregistrées",
    "Begonnen, nicht gespeichert",
    "Begun, not saved",
  ),
  was_cancelled: text(
    "Dës Aufgab gouf ofgesot.",
    "Cette tâche a été annulée.",
    "Diese Aufgabe wurde abgesagt.",
    "This task was cancelled.",
  ),
  done_elsewhere: text(
    "Een aneren huet dës Aufgab gemaach.",
    "Quelqu’un d’autre a fait cette tâche.",
    "Jemand anderes hat diese Aufgabe erledigt.",
    "Somebody else has done this task.",
  ),
  not_yours: text(
    "Dës Aufgab ass net méi bei dengen: Een aneren huet se kritt, oder si ass scho laang zou.",
    "Cette tâche n’est plus parmi les vôtres : une autre personne l’a reçue, ou elle est close depuis longtemps.",
    "Diese Aufgabe ist nicht mehr bei deinen: Jemand anderes hat sie bekommen, oder sie ist längst abgeschlossen.",
    "This task is no longer among yours: somebody else was given it, or it was closed long ago.",
  ),
  still: text(
    "Wat s de ugefaangen hues, kanns de nach ëmmer späicheren.",
    "Ce que vous avez commencé peut toujours être enregistré.",
    "Was du begonnen hast, kannst du noch immer speichern.",
    "What you have begun can still be saved.",
  ),
  discard: text("Verwerfen", "Abandonner", "Verwerfen", "Discard"),
  discard_ask: text(
    "Dëst ass net gespäichert. Verwerfen?",
    "Ceci n’est pas enregistré. Abandonner ?",
    "Das ist nicht gespeichert. Verwerfen?",
    "This is not saved. Discard it?",
  ),
  due: text("bis {when}", "pour le {when}", "bis {when}", "by {when}"),
  late: text("war bis {when}", "était pour le {when}", "war bis {when}", "was due {when}"),
  notes: text("Bemierkung", "Remarque", "Bemerkung", "Remark"),
  photo_before: text(
    "Foto virun der Aarbecht",
    "Photo avant le travail",
    "Foto vor der Arbeit",
    "Photo before the work",
  ),
  photo_after: text(
    "Foto no der Aarbecht",
    "Photo après le travail",
    "Foto nach der Arbeit",
    "Photo after the work",
  ),
  photo_taken: text("{n} Fotoen", "{n} photos", "{n} Fotos", "{n} photos"),
  finish: text(
    "Als gemaach späicheren",
    "Enregistrer comme fait",
    "Als erledigt speichern",
    "Save as done",
  ),
  saved: text(
    "Um Tablet gespäichert.",
    "Enregistré sur la tablette.",
    "Auf dem Tablet gespeichert.",
    "Saved on this tablet.",
  ),
  tick: text(
    "Muss ofgehaakt sinn",
    "À cocher obligatoirement",
    "Muss abgehakt sein",
    "Has to be ticked",
  ),
  required: text(
    "Muss ausgefëllt sinn",
    "À remplir obligatoirement",
    "Muss ausgefüllt sein",
    "Has to be filled in",
  ),
  number: text(
    "Eng Zuel, z. B. 12,5",
    "Un nombre, p. ex. 12,5",
    "Eine Zahl, z. B. 12,5",
    "A number, such as 12.5",
  ),
  range: text(
    "Tëschent {min} an {max}",
    "Entre {min} et {max}",
    "Zwischen {min} und {max}",
    "Between {min} and {max}",
  ),
  choose: text("Auswielen …", "Choisir …", "Auswählen …", "Choose …"),
  there: text("Dohin", "S’y rendre", "Dorthin", "Go there"),
};
