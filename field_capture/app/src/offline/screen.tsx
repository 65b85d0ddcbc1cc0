// Which part of the commune goes along, with its size beforehand.

import { useEffect, useState } from "preact/hooks";
import type { Area } from "../model.ts";
import { say, sizeOf, timeOf } from "../shell/language.ts";
import { Alert } from "../shell/notice.tsx";
import { route } from "../shell/router.ts";
import { textOf } from "../shell/trouble.ts";
import type { Store } from "../store/store.ts";
import { takeAlong } from "../sync/pulling.ts";
import type { TabletSender } from "../sync/sender.ts";
import type { Server } from "../sync/server.ts";
import { AREA } from "../words/area.ts";
import { keepGround } from "./ground.ts";
import { askPersistence } from "./storage.ts";

type Choice = Pick<Area, "id" | "title"> & {
  bounds: Area["bounds"] | null;
  assets: number | null;
  bytes: number;
};

const BYTES_EACH = 700; // of an asset, on the way and in the database, about

/** What can be chosen besides the commune's own areas: the section that the map shows, and all. */
export function AreaScreen({ store, sender }: { store: Store; sender: TabletSender }) {
  const [choices, setChoices] = useState<Choice[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const [count, setCount] = useState<{ of: string; n: number; all: number } | null>(null);
  const [done, setDone] = useState(false);
  const there = store.area.value;

  useEffect(() => {
    let away = false;
    void list(store, sender.server(), (found) => !away && setChoices(found)).catch((error) => {
      if (!away) setWrong(textOf(error));
    });
    return () => {
      away = true;
    };
  }, [store, sender]);

  async function take(choice: Choice): Promise<void> {
    setWrong(null);
    setDone(false);
    const tell = (n: number) =>
      setCount({ of: choice.id, n, all: Math.max(choice.assets ?? 0, n, 1) });
    tell(0);
    try {
      await askPersistence();
      const { id, title, bounds, bytes } = choice;
      const server = sender.server();
      await sender.alone(async () => {
        await takeAlong(store, server, { id, title, bounds, bytes }, tell);
        await keepGround(store.enrolment.value?.commune ?? "", server);
      });
      setDone(true);
      void sender.run();
    } catch (error) {
      setWrong(textOf(error));
    } finally {
      setCount(null);
    }
  }

  return (
    <main class="page">
      <h1>{say(AREA.title)}</h1>
      <p>{say(there ? AREA.intro : AREA.choose_first)}</p>
      {wrong ? <Alert>{wrong}</Alert> : null}
      {done ? (
        <p class="good" role="status">
          {say(AREA.done)} <a href="#/map">{say(AREA.to_map)}</a>
        </p>
      ) : null}
      <ul class="cards">
        {choices.map((each) => (
          <li key={each.id} class="card">
            <h2>{each.title}</h2>
            <p>
              {each.assets === null
                ? say(AREA.counting)
                : say(AREA.size, { n: each.assets, size: sizeOf(each.bytes) })}
            </p>
            {there?.id === each.id ? (
              <p>{say(AREA.taken, { when: timeOf(there.taken_at) })}</p>
            ) : null}
            {count?.of === each.id ? (
              <p role="status">
                <progress max={count.all} value={count.n} aria-label={each.title} />
                {say(AREA.loading, { n: count.n })}
              </p>
            ) : (
              <button
                type="button"
                class="primary"
                disabled={count !== null}
                onClick={() => take(each)}
              >
                {say(there?.id === each.id ? AREA.again : AREA.take)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </main>
  );
}

async function list(store: Store, server: Server, tell: (found: Choice[]) => void): Promise<void> {
  const found: Choice[] = await store.areas();
  const section = sectionOf(route.value.query.get("bounds"));
  if (section)
    found.unshift({
      id: section.join(","),
      title: say(AREA.section),
      bounds: section,
      assets: null,
      bytes: 0,
    });
  found.push({ id: "commune", title: say(AREA.whole), bounds: null, assets: null, bytes: 0 });
  tell([...found]);
  const areas = await server.areas();
  await store.replaceList("areas", areas);
  const own = found.filter((each) => each.assets === null);
  tell([...areas, ...own]);
  const layers = store.catalogue.value?.layers ?? [];
  for (const each of own) {
    const counts = await Promise.all(layers.map((layer) => server.count(layer.name, each.bounds)));
    each.assets = counts.reduce((sum, n) => sum + n, 0);
    each.bytes = each.assets * BYTES_EACH;
    tell([...areas, ...own]);
  }
}

/** The section that the map shows comes with the address: #/area?bounds=west,south,east,north. */
function sectionOf(told: string | null): Area["bounds"] | null {
  const numbers = (told ?? "").split(",").map(Number);
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return null;
  return numbers as unknown as Area["bounds"];
}
