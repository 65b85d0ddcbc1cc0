// A task's form as it was left: kept with the task as it then was, whatever becomes of that.

import { signal } from "@preact/signals";
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

export const nothing = (task: Task): Begun => ({ task, answers: {}, notes: "", photos: [] });

/** What was filled in of a task: also by a browser that was killed. */
export class Filling {
  /** Nothing until what was kept has been read. */
  readonly begun = signal<Begun | null>(null);
  readonly #task: Task;
  readonly #key: string;

  constructor(task: Task) {
    this.#task = task;
    this.#key = BEGINNING + task.id;
  }

  async read(): Promise<void> {
    const found = await unfinished<Begun>(this.#key);
    this.begun.value ??= { ...nothing(this.#task), ...found };
  }

  tell(task: Task, change: (was: Begun) => Partial<Begun>): void {
    const was = this.begun.value;
    if (!was) return;
    const now = { ...was, ...change(was), task };
    this.begun.value = now;
    void keepUnfinished(this.#key, holds(now) ? now : null).catch(() => {});
  }

  /** Saved or thrown away: nothing of it is offered again. */
  async forget(): Promise<void> {
    await keepUnfinished(this.#key, null).catch(() => {});
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
