// What a crew has in hand, and what it left before it was saved: each of it outlives a reload and a
// killed browser, under a key of its own. What is neither in hand nor left any more is forgotten.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { allUnfinished, keepUnfinished } from "../store/unfinished.ts";
import type { Tablet } from "../tablet.ts";
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
    };
  }

  #write(there: readonly Left[], isWalking: boolean): void {
    const keys = new Set(there.map(({ key }) => key));
    for (const key of [...this.#written.keys()].filter((each) => !keys.has(each))) {
      this.#written.delete(key);
      tell(key, null);
    }
    for (const each of there) {
      const before = this.#written.get(each.key);
      if (before === each || (isWalking && before && strides(before, each) < STRIDES_AT_ONCE))
        continue;
      this.#written.set(each.key, each);
      tell(each.key, each);
    }
  }

  /**
   * Offer again what an earlier browser has kept, as far as it can be gone on with: what is about
   * an asset or a layer that is not here waits for it.
   */
  async recover(tablet: Tablet, layers: ReadonlyMap<string, unknown>): Promise<void> {
    for (const each of (await allUnfinished<Left>(OURS)).reverse()) {
      if (this.#written.has(each.key) || !layers.has(each.layer)) continue;
      const subject = isDrawing(each) ? each.id : each.asset_id;
      const isThere = subject !== null && (await tablet.asset(subject)) !== undefined;
      const isNew = isDrawing(each) ? subject === null : each.kind === "create";
      // Saved, and killed before it could be forgotten.
      if (isNew && isThere) tell(each.key, null);
      else if (isNew || isThere) {
        this.#written.set(each.key, each);
        this.put(each);
      }
    }
  }
}

const strides = (before: Left, now: Left): number =>
  isDrawing(before) && isDrawing(now)
    ? Math.abs(now.corners.length - before.corners.length)
    : STRIDES_AT_ONCE;

function tell(key: string, left: Left | null): void {
  keepUnfinished(OURS + key, left).catch((error: unknown) => {
    // A full disk is told where it matters: when the crew saves.
    console.warn("what is in hand could not be kept", error);
  });
}
