// What the server tells of assets, taken in page by page.

import type { Catalogue, Geometry, Value } from "../model.ts";
import type { Kept, Told, WorkArea } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import type { Pulled, Server } from "./server.ts";

const PAGE = 2000;
const REMOVED = "removed"; // the status of what was dismantled, in every layer

export type Progress = (assets: number) => void;

export function toldOf(upsert: Pulled["upserts"][number], catalogue: Catalogue | null): Told {
  const { version, ...values } = upsert.feature.properties;
  const layer = catalogue?.layers.find((each) => each.name === upsert.layer);
  const status = layer?.fields.find((each) => each.role === "status")?.name ?? "status";
  const accuracy = values.accuracy_m;
  return {
    id: upsert.feature.id,
    layer: upsert.layer,
    geometry: upsert.feature.geometry as Geometry,
    values: values as Record<string, Value>,
    version: Number(version),
    accuracy_m: typeof accuracy === "number" ? accuracy : null,
    retired: values[status] === REMOVED,
  };
}

/** How a server is asked for an area. */
export function asked(area: Pick<WorkArea, "id" | "bounds">): string | null {
  if (/^[0-9a-f-]{36}$/.test(area.id)) return area.id;
  return area.bounds ? area.bounds.join(",") : null;
}

/** Take a whole area along. The tablet keeps what it has until all of the new one is there. */
export async function takeAlong(
  store: Store,
  server: Server,
  area: Omit<WorkArea, "assets" | "taken_at">,
  progress: Progress = () => {},
): Promise<Pulled> {
  const found = new Map<string, Told>();
  const catalogue = store.catalogue.value;
  let page: Pulled | undefined;
  do {
    page = await server.pull(page?.next ?? null, asked(area), PAGE);
    for (const each of page.tombstones) found.delete(each.id);
    for (const each of page.upserts) found.set(each.feature.id, toldOf(each, catalogue));
    progress(found.size);
  } while (page.more);
  const all = [...found.values()];
  const version = catalogue?.version ?? null;
  const cursor = { incarnation: page.incarnation, next: page.next, catalogue: version };
  const taken_at = new Date().toISOString();
  await store.replace(all, cursor, { ...area, assets: all.length, taken_at });
  return page;
}

/** What was done here to an asset that was removed since: it shows itself no more. */
function buried(store: Store, id: string): Kept[] {
  const done = store.memory.ofAsset(id).filter((each) => each.on_server && each.version !== null);
  return done.map((each) => ({ ...each, version: null }));
}

/** Take in what has changed since. */
export async function follow(store: Store, server: Server): Promise<Pulled | undefined> {
  const area = store.area.value;
  let cursor = await store.note("cursor");
  let page: Pulled | undefined;
  if (!area || !cursor) return undefined;
  do {
    page = await server.pull(cursor.next, asked(area), PAGE);
    const told = page.upserts.map((each) => toldOf(each, store.catalogue.value));
    const moved = page.next !== cursor.next;
    cursor = { ...cursor, incarnation: page.incarnation, next: page.next };
    const gone = page.tombstones.map((each) => each.id);
    if (moved || told.length || gone.length) await store.takeIn(told, gone, cursor);
    await store.putOperations(
      page.tombstones.filter((each) => !each.elsewhere).flatMap(({ id }) => buried(store, id)),
    );
  } while (page.more);
  return page;
}
