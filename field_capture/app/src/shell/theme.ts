// The theme, the language and the hand, as attributes of the page that style sheets read.

import { effect, type ReadonlySignal } from "@preact/signals";
import type { Settings } from "../tablet.ts";
import { language } from "./language.ts";

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
