// Every asset of the tablet in memory: as features for the map, and by place for fingers.
import { hasTrait } from "../capture/form.ts";
import { away, partsOf } from "../capture/snap.ts";
import type { Asset, Catalogue, Layer, LonLat } from "../model.ts";
import { codeField } from "../store/naming.ts";
import type { Tablet } from "../tablet.ts";
import { orients } from "./look.ts";

/** Points apart from all that is clipped to its tile: that costs a pass over every pixel, each source. */
export type Source = "points" | "shapes";
export interface Feature {
  type: "Feature";
  id: string;
  geometry: Asset["geometry"];
  properties: Record<string, string | number | boolean>;
}
export interface Change {
  source: Source;
  add: Feature[];
  remove: string[];
}

// A cell of about 70 m by 110 m: a finger asks for one to four of them.
const CELL = 0.001;
const LONGEST = 400;

export class World {
  readonly assets = new Map<string, Asset>();
  readonly catalogue: Catalogue;
  readonly layers: Map<string, Layer>;
  private readonly cells = new Map<string, Set<string>>();
  private readonly cellsOf = new Map<string, string[]>();
  private readonly wide = new Set<string>();
  private readonly codeFields: Map<string, string>;
  private readonly tablet: Tablet;

  constructor(tablet: Tablet, catalogue: Catalogue) {
    this.tablet = tablet;
    this.layers = new Map(catalogue.layers.map((each) => [each.name, each]));
    this.codeFields = new Map(catalogue.layers.map((each) => [each.name, codeField(each) ?? ""]));
    this.catalogue = catalogue;
  }

  /** Read what the tablet keeps, layer by layer. */
  async load(): Promise<void> {
    for (const layer of this.layers.values())
      for (const asset of await this.tablet.assets(layer.name)) this.put(asset);
  }

  /** Take in what changed; returns what the map must draw anew, null for: everything. */
  async refresh(ids: readonly string[]): Promise<Change[] | null> {
    if (ids.length === 0 || ids.length > 500) {
      for (const id of [...this.assets.keys()]) this.drop(id);
      await this.load();
      return null;
    }
    const changes = new Map<Source, Change>();
    for (const id of ids) {
      const before = this.assets.get(id);
      const after = await this.tablet.asset(id);
      const of = after ?? before;
      if (!of) continue;
      const source = this.source(of);
      const change = changes.get(source) ?? { source, add: [], remove: [] };
      changes.set(source, change);
      this.drop(id);
      if (before) change.remove.push(id);
      if (after) {
        this.put(after);
        change.add.push(this.feature(after));
      }
    }
    return [...changes.values()];
  }

  source(asset: Asset): Source {
    const layer = this.layers.get(asset.layer);
    const marked = asset.geometry.type === "Point" && !(layer && orients(layer));
    return marked ? "points" : "shapes";
  }

  features(): Map<Source, Feature[]> {
    const found = new Map<Source, Feature[]>();
    for (const asset of this.assets.values()) {
      const source = this.source(asset);
      const list = found.get(source);
      if (list) list.push(this.feature(asset));
      else found.set(source, [this.feature(asset)]);
    }
    return found;
  }

  /** How an asset is called: its code, or what the layer is called. */
  code(asset: Asset): string {
    const value = asset.values[this.codeFields.get(asset.layer) ?? ""];
    if (typeof value === "string" && value) return value;
    // Until the server has numbered it.
    return asset.version === null ? `${this.layers.get(asset.layer)?.code_prefix ?? ""}…` : "";
  }

  feature(asset: Asset): Feature {
    const layer = this.layers.get(asset.layer);
    const { name, label } = this.titles(asset);
    return {
      type: "Feature",
      id: asset.id,
      geometry: asset.geometry,
      properties: {
        id: asset.id,
        layer: asset.layer,
        label: label || name,
        zoom: layer?.symbol.min_zoom ?? 0,
        waits: asset.waiting.length > 0,
        state: this.stateOf(asset, layer),
      },
    };
  }

  private stateOf(asset: Asset, layer: Layer | undefined): string {
    const has = (trait: string) =>
      layer !== undefined && hasTrait(this.catalogue, layer, asset.values, trait);
    if (asset.retired || has("gone")) return "retired";
    return has("coming") ? "coming" : "there";
  }

  private titles(asset: Asset): { name: string; label: string } {
    const text = (name: string) => {
      const value = asset.values[name];
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
    };
    const layer = this.layers.get(asset.layer);
    if (!layer || !orients(layer)) return { name: this.code(asset), label: "" };
    return { name: text("name"), label: text("house_number") };
  }

  /** What lies around a place, roughly; snapping looks more exactly. */
  around(at: LonLat, metres: number): Asset[] {
    const reach = metres / 70_000;
    const ids = new Set(this.wide);
    for (let x = cell(at[0] - reach); x <= cell(at[0] + reach); x++)
      for (let y = cell(at[1] - reach); y <= cell(at[1] + reach); y++)
        for (const id of this.cells.get(`${x} ${y}`) ?? []) ids.add(id);
    return [...ids].map((id) => this.assets.get(id)).filter((each) => each !== undefined);
  }

  /** What a finger can mean: assets, not the ground they lie in. */
  tangible(at: LonLat, metres: number): Asset[] {
    return this.around(at, metres).filter((asset) => {
      const layer = this.layers.get(asset.layer);
      return layer && !orients(layer) && !asset.retired;
    });
  }

  /** The nearest of a layer, at most so many. */
  nearest(at: LonLat, metres: number, layer: string | null, most: number): Asset[] {
    return this.tangible(at, metres)
      .filter((asset) => layer === null || asset.layer === layer)
      .map((asset) => ({ asset, away: away(at, asset) }))
      .filter((each) => each.away <= metres)
      .sort((a, b) => a.away - b.away)
      .slice(0, most)
      .map((each) => each.asset);
  }

  private put(asset: Asset): void {
    this.assets.set(asset.id, asset);
    const keys = keysOf(asset);
    if (keys.length > LONGEST) {
      this.wide.add(asset.id);
      return;
    }
    this.cellsOf.set(asset.id, keys);
    for (const key of keys) {
      const found = this.cells.get(key);
      if (found) found.add(asset.id);
      else this.cells.set(key, new Set([asset.id]));
    }
  }

  private drop(id: string): void {
    this.assets.delete(id);
    this.wide.delete(id);
    for (const key of this.cellsOf.get(id) ?? []) this.cells.get(key)?.delete(id);
    this.cellsOf.delete(id);
  }
}

const cell = (degrees: number) => Math.floor(degrees / CELL);

function keysOf(asset: Asset): string[] {
  const places = partsOf(asset).flat();
  const [lons, lats] = [places.map((each) => each[0]), places.map((each) => each[1])];
  const [west, east] = [cell(Math.min(...lons)), cell(Math.max(...lons))];
  const [south, north] = [cell(Math.min(...lats)), cell(Math.max(...lats))];
  if ((east - west + 1) * (north - south + 1) > LONGEST) return Array(LONGEST + 1).fill("");
  const keys: string[] = [];
  for (let x = west; x <= east; x++) for (let y = south; y <= north; y++) keys.push(`${x} ${y}`);
  return keys;
}
