// Everything but photos, in memory: a map that pans asks for thousands of assets at a time. The
// database stays the truth; this is read from it at start and follows each finished transaction.

import type { Asset, LonLat } from "../model.ts";
import { distance, Grid } from "./grid.ts";
import { isPending, overlaid } from "./overlay.ts";
import type { Kept, Told } from "./records.ts";

export class Memory {
  readonly #told = new Map<string, Told>();
  readonly #kept = new Map<string, Kept>();
  readonly #ofAsset = new Map<string, Set<string>>();
  readonly #grid = new Grid();

  told(id: string): Told | undefined {
    return this.#told.get(id);
  }

  kept(op_id: string): Kept | undefined {
    return this.#kept.get(op_id);
  }

  /** All operations, the first first. */
  operations(): Kept[] {
    return [...this.#kept.values()].sort((a, b) => a.seq - b.seq);
  }

  ofAsset(id: string): Kept[] {
    const found = [...(this.#ofAsset.get(id) ?? [])].flatMap((each) => this.#kept.get(each) ?? []);
    return found.sort((a, b) => a.seq - b.seq);
  }

  /** How an asset is called now: one that was turned away and mended has another name since. */
  today(id: string): string {
    const made = this.ofAsset(id).find(({ op }) => op.kind === "create");
    const next = made?.mended_by ? this.kept(made.mended_by)?.asset_id : null;
    return next && next !== id ? this.today(next) : id;
  }

  asset(id: string): Asset | undefined {
    const told = this.#told.get(id);
    return overlaid(
      told,
      this.ofAsset(id).filter((each) => isPending(each, told)),
    );
  }

  assets(layer: string): Asset[] {
    const found: Asset[] = [];
    for (const id of this.#ids()) {
      const told = this.#told.get(id);
      if (told && told.layer !== layer) continue;
      const asset = this.asset(id);
      if (asset?.layer === layer) found.push(asset);
    }
    return found;
  }

  near(place: LonLat, metres: number, layers?: readonly string[]): Asset[] {
    const found: [number, Asset][] = [];
    for (const id of this.#grid.around(place, metres)) {
      const asset = this.asset(id);
      if (!asset || (layers && !layers.includes(asset.layer))) continue;
      const away = distance(place, asset.geometry);
      if (away <= metres) found.push([away, asset]);
    }
    return found.sort(([a], [b]) => a - b).map(([, asset]) => asset);
  }

  count(): number {
    return this.#told.size;
  }

  putTold(told: Told): void {
    this.#told.set(told.id, told);
    this.#place(told.id);
  }

  removeTold(id: string): void {
    this.#told.delete(id);
    this.#place(id);
  }

  replaceTold(all: readonly Told[]): void {
    this.#told.clear();
    this.#grid.clear();
    for (const each of all) this.#told.set(each.id, each);
    for (const id of this.#ids()) this.#place(id);
  }

  clear(): void {
    this.#kept.clear();
    this.#ofAsset.clear();
    this.replaceTold([]);
  }

  putKept(kept: Kept): void {
    this.#kept.set(kept.op_id, kept);
    if (!kept.asset_id) return;
    const there = this.#ofAsset.get(kept.asset_id);
    if (there) there.add(kept.op_id);
    else this.#ofAsset.set(kept.asset_id, new Set([kept.op_id]));
    this.#place(kept.asset_id);
  }

  removeKept(op_id: string): void {
    const kept = this.#kept.get(op_id);
    this.#kept.delete(op_id);
    if (!kept?.asset_id) return;
    this.#ofAsset.get(kept.asset_id)?.delete(op_id);
    this.#place(kept.asset_id);
  }

  *#ids(): Generator<string> {
    yield* this.#told.keys();
    for (const id of this.#ofAsset.keys()) if (!this.#told.has(id)) yield id;
  }

  #place(id: string): void {
    const asset = this.asset(id);
    if (asset) this.#grid.put(id, asset.geometry);
    else this.#grid.remove(id);
  }
}
