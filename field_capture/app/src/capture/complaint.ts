// Why something was not saved, with what helps.
import { textOf } from "../shell/trouble.ts";
import type { Word } from "../words/capture.ts";

type Say = (word: Word, values?: Record<string, string>) => string;

export function complaint(error: unknown, say: Say): string {
  const { code, name } = error as { code?: string; name?: string };
  if (code === "no_room" || name === "QuotaExceededError") return say("trouble_full");
  return say("trouble_save", { reason: textOf(error).replace(/\.$/, "") });
}
