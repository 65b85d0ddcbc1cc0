// Which screen is shown stands in the address behind "#", so that "back" is the tablet's own:
//   #/map  #/map?asset=ID  #/tasks  #/tasks/ID  #/day  #/mend/OP_ID  #/conflicts  #/area
//   #/settings  #/help  #/enrol
// An address of another form, #commune/code, is what the QR code of an enrolment leads to.

import { signal } from "@preact/signals";

export interface Route {
  screen: string;
  rest: string[];
  query: URLSearchParams;
}

export function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [screen = "", ...rest] = path.split("/").map(decodeURIComponent);
  return { screen: screen || "map", rest, query: new URLSearchParams(query) };
}

export const route = signal<Route>(parse(""));

export function go(to: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(null, "", `#${to}`);
    route.value = parse(to);
  } else {
    location.hash = to;
  }
}

export function listen(): void {
  const read = () => {
    route.value = parse(enrolmentIn(location.hash) ? "/enrol" : location.hash);
  };
  addEventListener("hashchange", read);
  read();
}

/** What a QR code brings. */
export function enrolmentIn(text: string): { commune: string; code: string } | null {
  const found = /(?:^|\/field\/?)#([a-z0-9_-]{1,60})\/([A-Za-z0-9_-]{8,100})$/.exec(text.trim());
  return found?.[1] && found[2] ? { commune: found[1], code: found[2] } : null;
}
