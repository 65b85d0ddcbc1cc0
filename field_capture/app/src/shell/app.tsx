// Which screen stands between the standing bar and the doors to the others.

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { EnrolScreen } from "../enrol/screen.tsx";
import { AreaScreen } from "../offline/screen.tsx";
import { ConflictsScreen } from "../screens/conflicts.tsx";
import { DayScreen } from "../screens/day.tsx";
import { HelpScreen } from "../screens/help.tsx";
import { MendScreen } from "../screens/mend.tsx";
import { SettingsScreen } from "../screens/settings.tsx";
import { TasksScreen } from "../screens/tasks.tsx";
import type { Store } from "../store/store.ts";
import { localTasks } from "../store/tablet.ts";
import type { TabletSender } from "../sync/sender.ts";
import type { Tablet } from "../tablet.ts";
import { START, TROUBLE } from "../words/shell.ts";
import { Nav, StandingBar } from "./bar.tsx";
import { say } from "./language.ts";
import { Alert } from "./notice.tsx";
import { route } from "./router.ts";

export interface Parts {
  tablet: Tablet;
  store: Store;
  sender: TabletSender;
  restart: () => void;
}

// The map comes with its engine, which is three times as large as all the rest.
const map = signal<ComponentType<{ tablet: Tablet }> | "failed" | null>(null);
let asked = false;

function loadMap(): void {
  if (asked) return;
  asked = true;
  import("../map/screen.tsx").then(
    ({ MapScreen }) => {
      map.value = MapScreen;
    },
    (error: unknown) => {
      console.error(error);
      asked = false;
      map.value = "failed";
    },
  );
}

export function App(parts: Parts) {
  const { tablet, store, restart } = parts;
  const { screen } = route.value;
  if (!store.enrolment.value || screen === "enrol")
    return <EnrolScreen store={store} done={restart} />;
  const open = localTasks(store).filter((each) => each.state === "open").length;
  const onMap = screen === "map" && store.area.value !== null;
  return (
    <>
      <header class="top">
        <StandingBar tablet={tablet} />
        {store.lost.value ? <Alert>{say(TROUBLE.other_tab ?? START.failed)}</Alert> : null}
      </header>
      {/* Once drawn, the map stays: to build it again takes longer than to show it again. */}
      {onMap || map.value ? (
        <main class="map" hidden={!onMap}>
          <MapPlace tablet={tablet} />
        </main>
      ) : null}
      {onMap ? null : <Other {...parts} />}
      <Nav tasks={open} attention={tablet.standing.value.needs_attention} />
    </>
  );
}

function Other({ tablet, store, sender }: Parts) {
  switch (route.value.screen) {
    case "tasks":
      return <TasksScreen tablet={tablet} store={store} />;
    case "day":
      return <DayScreen tablet={tablet} store={store} />;
    case "mend":
      return <MendScreen key={route.value.rest[0]} tablet={tablet} store={store} />;
    case "conflicts":
      return <ConflictsScreen tablet={tablet} store={store} />;
    case "help":
      return <HelpScreen />;
    case "settings":
      return <SettingsScreen tablet={tablet} store={store} server={() => sender.server()} />;
    default: // also the map, as long as there is nothing on it
      return <AreaScreen store={store} sender={sender} />;
  }
}

function MapPlace({ tablet }: { tablet: Tablet }) {
  loadMap();
  const Found = map.value;
  if (Found !== "failed") {
    return Found ? <Found tablet={tablet} /> : <p class="notice">{say(START.wait)}</p>;
  }
  return (
    <div class="notice">
      <Alert>{say(START.map_failed)}</Alert>
      <button
        type="button"
        onClick={() => {
          map.value = null;
          loadMap();
        }}
      >
        {say(START.again)}
      </button>
    </div>
  );
}
