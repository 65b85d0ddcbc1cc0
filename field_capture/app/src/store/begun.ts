// A task's form as it was left: kept with the task as it then was, whatever becomes of that.

import { signal } from "@preact/signals";
import { awaits } from "../camera/incoming.ts";
import { MOST_PHOTOS } from "../camera/photo.ts";
import type { Task, Value } from "../model.ts";
import type { PhotoDraft } from "../tablet.ts";
import type { Store } from "./store.ts";
import { fateOf } from "./tablet.ts";
import { allUnfinished, keepUnfinished, unfinished } from "./unfinished.ts";

export interface Begun {
  task: Task;
  answers: Record<string, Value | undefined>;
  notes: string;
  photos: PhotoDraft[];
}

const BEGINNING = "task.";
const open = new Map<string, Filling>();

export const nothing = (task: Task): Begun => ({ task, answers: {}, notes: "", photos: [] });

/** What was filled in of a task: also by a browser that was killed. */
export class Filling {
  /** Nothing until what was kept has been read. */
  readonly begun = signal<Begun | null>(null);
  readonly key: string;
  readonly #task: Task;
  #over = false;

  /** The one of a task: a photo that is still on its way when a form is left finds it again. */
  static of(task: Task): Filling {
    const found = open.get(task.id) ?? new Filling(task);
    open.set(task.id, found);
    return found;
  }

  constructor(task: Task) {
    this.#task = task;
    this.key = BEGINNING + task.id;
  }

  /** Its form is left: what was filled in is on the disk, and read from there again. */
  close(): void {
    if (!awaits(this.key)) this.#end();
  }

  #end(): void {
    if (open.get(this.#task.id) === this) open.delete(this.#task.id);
  }

  async read(): Promise<void> {
    const found = await unfinished<Begun>(this.key);
    this.begun.value ??= { ...nothing(this.#task), ...found };
  }

  tell(task: Task, change: (was: Begun) => Partial<Begun>): void {
    const was = this.begun.value;
    if (!was || this.#over) return;
    const now = { ...was, ...change(was), task };
    this.begun.value = now;
    void keepUnfinished(this.key, holds(now) ? now : null);
  }

  /** Add a photo; false where there is no room for it. */
  addPhoto(task: Task, photo: PhotoDraft): boolean {
    const there = this.begun.value?.photos ?? [];
    if (there.length >= MOST_PHOTOS) return false;
    this.tell(task, () => ({ photos: [...there, photo] }));
    return true;
  }

  /** Saved or thrown away: nothing of it is offered again, and nothing is added to it. */
  async forget(): Promise<void> {
    this.#over = true;
    this.#end();
    await keepUnfinished(this.key, null);
  }
}

/** Whether there is anything to be lost. */
export function holds({ answers, notes, photos }: Begun): boolean {
  const said = (value: Value | undefined) => value !== undefined && value !== null && value !== "";
  return photos.length > 0 || notes !== "" || Object.values(answers).some(said);
}

/** Begun tasks that nobody asks this crew for any more: they are theirs to save or to discard. */
export async function leftBehind(store: Store): Promise<Task[]> {
  const begun = await allUnfinished<Begun>(BEGINNING);
  return begun.flatMap(({ task: kept }) => {
    const task = store.tasks.value.find(({ id }) => id === kept?.id) ?? kept;
    const fate = task && fateOf(store, task);
    return !fate || fate === "open" || fate === "done" ? [] : [task];
  });
}
