// Which language the screens speak, and words with what is put into them.

import { signal } from "@preact/signals";
import type { Language, Text } from "../model.ts";

export const LANGUAGES: readonly Language[] = ["lb", "fr", "de", "en"];
export const language = signal<Language>("lb");

/** The language of the browser, as long as nobody has chosen one. */
export function preferred(told: readonly string[] = navigator.languages): Language {
  for (const each of told) {
    const found = LANGUAGES.find((known) => each.toLowerCase().startsWith(known));
    if (found) return found;
  }
  return "lb";
}

/** Say a sentence: `say(WORDS.sent, { n: 41 })` fills "{n}". */
export function say(text: Text, values: Readonly<Record<string, string | number>> = {}): string {
  return text[language.value].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined
      ? whole
      : typeof value === "number"
        ? value.toLocaleString(locale())
        : value;
  });
}

/** Luxembourgish is known to few browsers: its numbers and dates are written as the German ones. */
export function locale(): string {
  return { lb: "de-LU", fr: "fr-LU", de: "de-LU", en: "en-GB" }[language.value];
}

export function timeOf(iso: string): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  return at.toLocaleString(
    locale(),
    today ? { timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" },
  );
}

export function sizeOf(bytes: number): string {
  const mb = bytes / 1_000_000;
  const digits = mb < 10 ? 1 : 0;
  return `${mb.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits })} MB`;
}
