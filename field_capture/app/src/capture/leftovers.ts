// What a crew has in hand, and what it left before it was saved: each of it outlives a reload and a
// killed browser, under a key of its own. What is neither in hand nor left any more is forgotten.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { allUnfinished, keepUnfinished, unfinished, written } from "../store/unfinished.ts";
import type { Tablet } from "../tablet.ts";
import { claim } from "./claim.ts";
import type { Mode } from "./mode.ts";
import type { Piece } from "./piece.ts";
import type { Corner } from "./sketch.ts";

/** A line or an area that is being drawn or walked. */
export interface Drawing extends Omit<Extract<Mode, { is: "place" }>, "is"> {
  corners: Corner[];
}

export type Left = Piece | Drawing;

export const isDrawing = (left: Left): left is Drawing => "corners" in left;

const OURS = "left.";
// A walk grows with every stride, and is long.
const STRIDES_AT_ONCE = 5;

export class Leftovers {
  /** What was left, the newest first. */
  readonly all = signal<readonly Left[]>([]);
  readonly #written = new Map<string, Left>();
  /** What this window holds, so that no other one offers it. */
  readonly #held = new Map<string, Promise<() => void>>();
  readonly #holder: typeof claim;
  #ended = false;

  constructor(holder = claim) {
    this.#holder = holder;
  }

  put(left: Left): void {
    this.all.value = [left, ...this.all.value];
  }

  take(left: Left): void {
    this.all.value = this.all.value.filter((each) => each !== left);
  }

  /** Write down what is in hand while it grows; returns what ends that. */
  follow(hand: ReadonlySignal<readonly Left[]>, walking: ReadonlySignal<boolean>): () => void {
    const end = effect(() => this.#write([...hand.value, ...this.all.value], walking.value));
    return () => {
      end();
      this.#write([...hand.peek(), ...this.all.peek()], false);
      this.#ended = true;
      void written().then(() => {
        for (const key of [...this.#held.keys()]) this.#letGo(key);
      });
    };
  }

  #write(there: readonly Left[], isWalking: boolean): void {
    const keys = new Set(there.map(({ key }) => key));
    for (const key of [...this.#written.keys()].filter((each) => !keys.has(each))) {
      this.#written.delete(key);
      void tell(key, null).then(() => this.#written.has(key) || this.#letGo(key));
    }
    for (const each of there) {
      const before = this.#written.get(each.key);
      if (before === each || (isWalking && before && strides(before, each) < STRIDES_AT_ONCE))
        continue;
      this.#written.set(each.key, each);
      this.#hold(each.key);
      void tell(each.key, each);
    }
  }

  #hold(key: string): Promise<unknown> {
    const held = this.#held.get(key) ?? this.#holder(key);
    this.#held.set(key, held);
    return held;
  }

  #letGo(key: string): void {
    const held = this.#held.get(key);
    this.#held.delete(key);
    void held?.then((release) => release());
  }

  /**
   * Offer again what an earlier browser has kept, as far as it can be gone on with: what is about
   * an asset or a layer that is not here waits for it.
   */
  async recover(tablet: Tablet, layers: ReadonlyMap<string, unknown>): Promise<void> {
    const kept = (await allUnfinished<Left>(OURS)).reverse();
    await Promise.all(kept.map(({ key }) => this.#offer(key, tablet, layers)));
  }

  /** Offer it once no other window has it any more; that one may have saved or changed it. */
  async #offer(key: string, tablet: Tablet, layers: ReadonlyMap<string, unknown>): Promise<void> {
    if (this.#written.has(key)) return;
    await this.#hold(key);
    const left = await unfinished<Left>(OURS + key);
    if (left && (await tablet.isSaved(key))) await tell(key, null);
    else if (left && !this.#ended && (await isThere(left, tablet, layers))) {
      this.#written.set(key, left);
      this.put(left);
      return;
    }
    this.#letGo(key);
  }
}

async function isThere(
  left: Left,
  tablet: Tablet,
  layers: ReadonlyMap<string, unknown>,
): Promise<boolean> {
  if (!layers.has(left.layer)) return false;
  const isNew = isDrawing(left) ? left.id === null : left.kind === "create";
  const subject = isDrawing(left) ? left.id : left.asset_id;
  return isNew || (subject !== null && (await tablet.asset(subject)) !== undefined);
}

const strides = (before: Left, now: Left): number =>
  isDrawing(before) && isDrawing(now)
    ? Math.abs(now.corners.length - before.corners.length)
    : STRIDES_AT_ONCE;

const tell = (key: string, left: Left | null) => keepUnfinished(OURS + key, left);
