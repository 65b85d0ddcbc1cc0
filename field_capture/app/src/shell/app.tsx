// Which screen stands between the standing bar and the doors to the others.

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { Tablet } from "../tablet.ts";
import { START } from "../words/shell.ts";
import { Nav, StandingBar } from "./bar.tsx";
import { say } from "./language.ts";
import { route } from "./router.ts";

type Screen = ComponentType<{ tablet: Tablet }>;

// The map comes with its engine, which is three times as large as all the rest.
const map = signal<Screen | "failed" | null>(null);
let asked = false;

function loadMap(): void {
  if (asked) return;
  asked = true;
  import("../map/screen.tsx").then(
    ({ MapScreen }) => {
      map.value = MapScreen;
    },
    () => {
      asked = false;
      map.value = "failed";
    },
  );
}

export function App({ tablet }: { tablet: Tablet }) {
  const onMap = route.value.screen === "map";
  return (
    <>
      <header class="top">
        <StandingBar tablet={tablet} />
      </header>
      {/* Once drawn, the map stays: to build it again takes longer than to show it again. */}
      <main class="map" hidden={!onMap}>
        {onMap || map.value ? <MapPlace tablet={tablet} /> : null}
      </main>
      <Nav tasks={0} attention={tablet.standing.value.needs_attention} />
    </>
  );
}

function MapPlace({ tablet }: { tablet: Tablet }) {
  loadMap();
  const Found = map.value;
  if (Found === "failed") {
    return (
      <div class="notice" role="alert">
        <p>{say(START.map_failed)}</p>
        <button
          type="button"
          onClick={() => {
            map.value = null;
          }}
        >
          {say(START.again)}
        </button>
      </div>
    );
  }
  return Found ? <Found tablet={tablet} /> : <p class="notice">{say(START.wait)}</p>;
}
