// The theme, the language and the hand, as attributes of the page that style sheets read.

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Settings } from "../tablet.ts";
import { language } from "./language.ts";

const wanted = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
/** Whether the system asks for dark at the moment; it may change its mind at dusk. */
export const dark = signal(wanted?.matches ?? false);
wanted?.addEventListener("change", ({ matches }) => {
  dark.value = matches;
});

export function follow(settings: ReadonlySignal<Settings>): void {
  effect(() => {
    const { language: spoken, theme, hand } = settings.value;
    language.value = spoken;
    const page = document.documentElement;
    page.lang = spoken;
    page.dataset.theme = theme;
    page.dataset.hand = hand;
  });
}
