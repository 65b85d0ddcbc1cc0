// What is in the way, in words that a crew can act upon.

import { Trouble } from "../store/trouble.ts";
import { ENROL } from "../words/enrol.ts";
import { TROUBLE } from "../words/shell.ts";
import { say } from "./language.ts";

export function troubleText(code: string, detail: string | null = null): string {
  if (code === "code_used") return say(ENROL.code_used);
  const words = TROUBLE[code];
  if (!words) return detail ?? code;
  return detail && code !== "revoked" ? `${say(words)} ${detail}` : say(words);
}

export function textOf(error: unknown): string {
  if (error instanceof Trouble) return troubleText(error.code, error.detail);
  return error instanceof Error ? error.message : String(error);
}
