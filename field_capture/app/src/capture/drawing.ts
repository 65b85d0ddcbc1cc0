// A line or an area that is being drawn or walked: it outlives a reload and a killed browser.
import { effect, type ReadonlySignal } from "@preact/signals";
import { keepUnfinished, unfinished } from "../store/unfinished.ts";
import type { Tablet } from "../tablet.ts";
import type { Mode } from "./mode.ts";
import type { Piece } from "./piece.ts";
import type { Corner } from "./sketch.ts";

export interface Drawing extends Omit<Extract<Mode, { is: "place" }>, "is"> {
  corners: Corner[];
}

/** What a crew left before it was saved. */
export type Left = Piece | Drawing;

export const isDrawing = (left: Left): left is Drawing => "corners" in left;
export const isPiece = (left: Left): left is Piece => !isDrawing(left);

// Beside the form in hand, and all of them: a new drawing drops none that waits.
const KEY = "drawings";
const STRIDES_AT_ONCE = 5;

/** What was kept, as far as it can still be gone on with. */
export async function keptDrawings(tablet: Tablet): Promise<Drawing[]> {
  const all = (await unfinished<Drawing[]>(KEY)) ?? [];
  const there = await Promise.all(all.map(({ id }) => !id || tablet.asset(id)));
  return all.filter((_, at) => there[at]);
}

/** Keep what is being drawn, and what was left before it; returns what ends that. */
export function keeping(
  drawing: ReadonlySignal<Drawing | null>,
  walking: ReadonlySignal<boolean>,
  left: ReadonlySignal<readonly Left[]>,
): () => void {
  let written: Drawing | null = null;
  let beside = left.peek();
  const write = () => {
    written = drawing.peek();
    beside = left.peek();
    const all = [...(written ? [written] : []), ...beside.filter(isDrawing)];
    void keepUnfinished(KEY, all.length > 0 ? all : null).catch(() => {});
  };
  const end = effect(() => {
    const [now, others, isWalking] = [drawing.value, left.value, walking.value];
    if (now === written && others === beside) return;
    // A walk grows with every stride, and is long.
    const strides = (now?.corners.length ?? 0) - (written?.corners.length ?? 0);
    if (!isWalking || others !== beside || Math.abs(strides) >= STRIDES_AT_ONCE) write();
  });
  return () => {
    end();
    if (drawing.peek() !== written) write();
  };
}
