// Where two have said different things: both, side by side, and the crew decides; also offline.

import { useState } from "preact/hooks";
import type { Geometry } from "../model.ts";
import { say } from "../shell/language.ts";
import { Alert } from "../shell/notice.tsx";
import { textOf } from "../shell/trouble.ts";
import { labelOf, layerLabel, valueText } from "../shell/values.ts";
import { boxOf, distance } from "../store/grid.ts";
import { codeOf } from "../store/naming.ts";
import type { Store } from "../store/store.ts";
import { openClashes } from "../store/tablet.ts";
import type { Clash, Tablet } from "../tablet.ts";
import { CLASH } from "../words/clash.ts";
import { DAY } from "../words/day.ts";

export function ConflictsScreen({ tablet, store }: { tablet: Tablet; store: Store }) {
  const open = openClashes(store);
  return (
    <main class="page">
      <h1>{say(CLASH.title)}</h1>
      <p>{say(open.length ? CLASH.intro : CLASH.none)}</p>
      <ul class="cards">
        {open.map((each) => (
          <ClashCard key={each.id} clash={each} tablet={tablet} store={store} />
        ))}
      </ul>
    </main>
  );
}

function ClashCard({ clash, tablet, store }: { clash: Clash; tablet: Tablet; store: Store }) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const catalogue = tablet.catalogue.value;
  const shown = (value: unknown) => valueText(catalogue, clash.layer, clash.field, value);
  const asset = store.memory.told(clash.asset_id);
  const code = codeOf(catalogue, asset);

  async function choose(choice: "theirs" | "ours"): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      await tablet.resolve(clash.id, choice);
    } catch (error) {
      setWrong(textOf(error));
      setBusy(false);
    }
  }

  const far = clash.field === "geometry" ? apart(clash) : null;
  return (
    <li class="card">
      <h2>
        {labelOf(catalogue, clash.layer, clash.field)}
        <small>
          {code} {layerLabel(catalogue, clash.layer)}
        </small>
      </h2>
      <p class="soft">{say(CLASH.before, { value: shown(clash.base) })}</p>
      {far === null ? null : <p>{say(CLASH.apart, { n: Math.round(far * 100) / 100 })}</p>}
      {wrong ? <Alert>{wrong}</Alert> : null}
      <div class="sides">
        {(["theirs", "ours"] as const).map((side) => (
          <section key={side}>
            <h3>{say(side === "theirs" ? CLASH.mine : CLASH.theirs)}</h3>
            <p class="large">{side === "ours" && !asset ? say(CLASH.gone) : shown(clash[side])}</p>
            <button
              type="button"
              class="primary"
              disabled={busy || (side === "theirs" && !asset)}
              aria-label={`${say(CLASH.take)}: ${shown(clash[side])}`}
              onClick={() => choose(side)}
            >
              {say(CLASH.take)}
            </button>
          </section>
        ))}
      </div>
      <a class="button" href={`#/map?asset=${clash.asset_id}`}>
        {say(DAY.on_map)}
      </a>
    </li>
  );
}

function apart(clash: Clash): number | null {
  const [mine, theirs] = [clash.theirs as Geometry | null, clash.ours as Geometry | null];
  if (!mine || !theirs) return null;
  const [west, south, east, north] = boxOf(mine);
  return distance([(west + east) / 2, (south + north) / 2], theirs);
}
