// Opens what the tablet keeps, shows it, and begins to send: in this order, so that no network can
// keep anybody from their work.

import { effect } from "@preact/signals";
import { render } from "preact";
import { mark } from "./enrol/enrolling.ts";
import { App } from "./shell/app.tsx";
import { language, preferred, say } from "./shell/language.ts";
import { Alert } from "./shell/notice.tsx";
import { listen } from "./shell/router.ts";
import { follow } from "./shell/theme.ts";
import { keepApp } from "./shell/update.ts";
import { Store } from "./store/store.ts";
import { makeTablet } from "./store/tablet.ts";
import { TabletSender } from "./sync/sender.ts";
import { resume } from "./sync/sharing.ts";
import { START } from "./words/shell.ts";
import "./app.css";
import "./screens/page.css";
import "./map/map.css";
import "./capture/sheet.css";
import "./capture/form.css";
import "./capture/asset.css";
import "./capture/tools.css";
import "./camera/camera.css";

async function start(place: HTMLElement): Promise<void> {
  language.value = preferred();
  const store = await Store.open(preferred());
  follow(store.settings);
  listen();
  const sender = new TabletSender(store);
  const show = () => {
    const tablet = makeTablet(store, sender);
    // The door is there for whoever looks from the console, as it is for the screens.
    Object.assign(globalThis, { netzkaart: tablet });
    render(<App tablet={tablet} store={store} sender={sender} restart={again} />, place);
  };
  const again = () => {
    show();
    sender.nudge();
  };
  show();
  document.documentElement.dataset.ready = "";
  resume(() => sender.server());
  effect(() => {
    const commune = store.enrolment.value?.commune;
    const waiting = store.operations.value.filter((each) => !each.on_server).length;
    if (commune) mark(commune, waiting);
  });
  // What is shown works without either: a worker that the browser refuses takes nobody's map away.
  for (const later of [sender.start, keepApp])
    await later.call(sender).catch((error: unknown) => console.error(error));
}

const place = document.getElementById("app");
if (place) {
  start(place).catch((error: unknown) => {
    console.error(error);
    const why = error instanceof Error ? error.message : String(error);
    render(<Alert>{say(START.failed, { why })}</Alert>, place);
  });
}
