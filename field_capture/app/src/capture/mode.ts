// Which sheet is open, and what for.
import type { Seen } from "../model.ts";
import type { Shape } from "./sketch.ts";

export type Purpose = "create" | "observe" | "relocate" | "redraw";

export type Mode =
  | { is: "browse" }
  | { is: "asset"; id: string }
  | { is: "choose" }
  | Placing
  | { is: "form" }
  | { is: "move"; id: string }
  | { is: "retire"; id: string }
  | { is: "tools" }
  | { is: "nearby" }
  | { is: "stakeout"; id: string }
  | { is: "control" };

/** The key is what a drawing is kept under. */
interface Placing {
  is: "place";
  key: string;
  layer: string;
  shape: Shape;
  purpose: Purpose;
  id: string | null;
  /** What it is of, as it was when it was begun. */
  seen: Seen | null;
}

export type Way = "map" | "gnss" | "tape";
