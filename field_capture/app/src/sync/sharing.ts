// Where the tablet is, for planners: only while somebody wants it, and never beyond the day.
import { signal } from "@preact/signals";
import { here, isStale, watch } from "../gnss/watch.ts";
import type { Fix } from "../model.ts";
import { note, noted } from "../store/notes.ts";
import type { Server } from "./server.ts";

const UNTIL = "shared_until";
const ENDED = "sharing_ended";
const SHIFT_MS = 8 * 3_600_000;
const EVERY_MS = 60_000;

/** When it ends by itself, milliseconds; null while nobody is told anything. */
export const sharedUntil = signal<number | null>(null);
let stop: (() => void) | null = null;

/** A shift from now on, or midnight, whichever comes first. */
export function endOfShift(now: Date): number {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  return Math.min(now.getTime() + SHIFT_MS, midnight);
}

/** Go on where a tablet that was closed in the midst of a shift left off, and where other tabs are. */
export function resume(server: () => Server): void {
  follow(server);
  addEventListener("storage", () => follow(server));
}

/** Do what is noted: another tab may have begun it, or ended it. */
function follow(server: () => Server): void {
  const until = noted(UNTIL, 0);
  if (until === (sharedUntil.value ?? 0)) return;
  if (until > Date.now()) begin(until, server);
  else end();
}

export function share(until: number, server: () => Server): void {
  note(UNTIL, until);
  note(ENDED, null);
  begin(until, server);
}

function begin(until: number, server: () => Server): void {
  stop?.();
  sharedUntil.value = until;
  const unwatch = watch();
  const tell = () => {
    const now = Date.now();
    if (noted(UNTIL, 0) !== until) return follow(server);
    if (now >= until) return void unshare(server);
    const fix = here.value;
    if (fix && !isStale(fix, now)) void told(server, fix, Math.ceil((until - now) / 60_000));
  };
  const timer = setInterval(tell, EVERY_MS);
  let first = () => {};
  stop = () => {
    clearInterval(timer);
    first();
    unwatch();
  };
  first = here.subscribe((fix) => {
    if (!fix) return;
    tell();
    queueMicrotask(() => first());
  });
}

function end(): void {
  stop?.();
  stop = null;
  sharedUntil.value = null;
}

/** End it here at once, and there as soon as the server hears of it; by itself it ends too. */
export async function unshare(server: () => Server): Promise<void> {
  if (sharedUntil.value !== null) note(ENDED, true);
  end();
  note(UNTIL, null);
  await tellEnd(server);
}

/** Tell the server, where it has not heard it yet, that nobody may see any more where the tablet is. */
export async function tellEnd(server: () => Server): Promise<void> {
  if (!noted(ENDED, false)) return;
  try {
    await server().nowhere();
    note(ENDED, null);
  } catch {
    // Without a network it is told at the next exchange.
  }
}

async function told(server: () => Server, fix: Fix, minutes: number): Promise<void> {
  try {
    await server().here(fix, minutes);
  } catch {
    // Without a network nobody is told: that is no trouble of the crew's.
  }
}
