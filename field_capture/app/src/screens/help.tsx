// How the app is used: the pages of docs/crews.*.md, on the tablet itself.

import type { Piece } from "help:en";
import { type ComponentChild, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Language } from "../model.ts";
import { Icon } from "../shell/icon.tsx";
import { language, say } from "../shell/language.ts";
import { Alert } from "../shell/notice.tsx";
import { textOf } from "../shell/trouble.ts";
import { NAV } from "../words/shell.ts";

// One language is read, at a time, by few: they do not come with the app's first opening.
const PAGES: Record<Language, () => Promise<{ default: Piece[] }>> = {
  lb: () => import("help:lb"),
  fr: () => import("help:fr"),
  de: () => import("help:de"),
  en: () => import("help:en"),
};

function drawn(piece: Piece): ComponentChild {
  if (typeof piece === "string") return piece;
  const [tag, attributes, ...inside] = piece;
  return h(tag, attributes, ...inside.map(drawn));
}

export function HelpScreen() {
  const [page, setPage] = useState<Piece[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const spoken = language.value;
  useEffect(() => {
    let away = false;
    PAGES[spoken]().then(
      (found) => !away && setPage(found.default),
      (error) => !away && setWrong(textOf(error)),
    );
    return () => {
      away = true;
    };
  }, [spoken]);
  return (
    <main class="page help">
      <a class="button" href="#/settings">
        <Icon name="back" />
        {say(NAV.back)}
      </a>
      {wrong ? <Alert>{wrong}</Alert> : null}
      {page.map(drawn)}
    </main>
  );
}
