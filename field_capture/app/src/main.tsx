import { render } from "preact";
import { App } from "./shell/app.tsx";
import { preferred } from "./shell/language.ts";
import { listen } from "./shell/router.ts";
import { follow } from "./shell/theme.ts";
import { Store } from "./store/store.ts";
import { IDLE, makeTablet } from "./store/tablet.ts";
import "./app.css";
import "./map/map.css";

const place = document.getElementById("app");

async function start(place: HTMLElement): Promise<void> {
  const store = await Store.open(preferred());
  follow(store.settings);
  listen();
  render(<App tablet={makeTablet(store, IDLE)} />, place);
  document.documentElement.dataset["ready"] = "";
}

if (place) void start(place);
