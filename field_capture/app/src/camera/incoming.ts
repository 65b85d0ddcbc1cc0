// Photos on their way in: to read one takes a moment, to shrink one takes seconds. What they belong
// to is not saved before they are there.

import { signal } from "@preact/signals";

const many = signal<ReadonlyMap<string, number>>(new Map());

/** Whether something still waits for a photo. */
export const awaits = (key: string): boolean => many.value.has(key);

/** Bring photos in for what has a key. */
export async function bring(key: string, work: () => Promise<void>): Promise<void> {
  count(key, 1);
  try {
    await work();
  } finally {
    count(key, -1);
  }
}

function count(key: string, more: number): void {
  const now = new Map(many.peek());
  const left = (now.get(key) ?? 0) + more;
  if (left) now.set(key, left);
  else now.delete(key);
  many.value = now;
}
