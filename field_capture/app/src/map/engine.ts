// The one place that knows MapLibre. It is fetched when a map is first shown, so that the app
// itself opens at once.
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Area, Catalogue, Geometry, LonLat } from "../model.ts";
import type { Reliefs } from "../offline/ground.ts";
import { type Light, LOOKS } from "./look.ts";
import { arrow, mark, RATIO } from "./marks.ts";
import { Pace } from "./pace.ts";
import { CLIPPED, EMPTY, styleOf } from "./style.ts";
import type { Change, Feature, World } from "./world.ts";

// More pixels than that no eye tells apart outdoors, and each frame pays for them.
const SHARPEST = 2;
const SOON_MS = 100;
// As long as that at rest, and the finger is done.
const REST_MS = 150;

export interface Drawing {
  type: "Feature";
  geometry: Geometry;
  properties: Record<string, string | number>;
}

export interface View {
  centre: LonLat;
  zoom: number;
}

export interface Listeners {
  onTap(at: LonLat): void;
  onMove(view: View, byHand: boolean): void;
  onRest(view: View): void;
}

interface Options {
  light: Light;
  view: View;
  label: string;
  listeners: Listeners;
  reliefs: Reliefs;
}

/** In sunlight nothing shades: contrast is all. */
const under = (light: Light, reliefs: Reliefs) =>
  light === "sunlight" ? undefined : reliefs[light];

/** A map that never tilts shows no sky; drawn all the same, behind everything and over every pixel,
 * it takes a software renderer a third of each frame. */
function withoutSky({ style }: MapLibre): void {
  style.sky.getEvaluated = () => undefined as never;
}

/** Draw a moving map with as many pixels as the machine has time for, and all of them at rest. */
function keepPace(map: MapLibre, full: number): void {
  const pace = new Pace();
  let rest: ReturnType<typeof setTimeout> | undefined;
  let gone = false;
  const draw = () => {
    if (gone) return;
    const ratio = map.isMoving() ? full * pace.share : full;
    if (map._overridePixelRatio === ratio) return;
    // MapLibre's own way to another ratio ends the gesture that asks for it.
    map._overridePixelRatio = ratio;
    map._resizeInternal();
    map.triggerRepaint();
  };
  // Never within a frame: its picture would be wiped out before anybody has seen it.
  const soon = (ms = 0) => {
    clearTimeout(rest);
    rest = setTimeout(draw, ms);
  };
  const now = () => Number(document.timeline.currentTime);
  map.on("render", () => {
    if (!map.isMoving()) return;
    const begun = now();
    requestAnimationFrame(() => {
      const before = pace.share;
      pace.hear(now() - begun);
      if (pace.share !== before) soon();
    });
  });
  map.on("movestart", () => soon());
  map.on("moveend", () => soon(REST_MS));
  map.on("remove", () => {
    gone = true;
  });
}

export class Engine {
  readonly map: MapLibre;
  private readonly world: World;
  private readonly catalogue: Catalogue;
  private light: Light;
  private readonly reliefs: Reliefs;
  /** Null: everything. */
  private waiting: readonly Change[] | null = [];
  private soon: ReturnType<typeof setTimeout> | undefined;
  private readonly shown = new Map<"hand" | "here", Drawing[]>();

  private constructor(map: MapLibre, world: World, catalogue: Catalogue, options: Options) {
    this.map = map;
    this.reliefs = options.reliefs;
    this.world = world;
    this.catalogue = catalogue;
    this.light = options.light;
    this.shine();
  }

  static async open(
    container: HTMLElement,
    world: World,
    catalogue: Catalogue,
    options: Options,
  ): Promise<Engine> {
    const maplibre = await import("maplibre-gl");
    maplibre.setWorkerUrl(new URL("maplibre-gl-worker.mjs", document.baseURI).href);
    const { light, view, listeners, reliefs } = options;
    const map = new maplibre.Map({
      container,
      style: styleOf(catalogue, LOOKS[light], under(light, reliefs)),
      center: [view.centre[0], view.centre[1]],
      zoom: view.zoom,
      maxZoom: 23,
      attributionControl: false,
      // A map that tilts or turns under a gloved thumb has lost its crew.
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      // Without a fade every frame of a pan would place every symbol anew.
      fadeDuration: 120,
      pixelRatio: Math.min(devicePixelRatio, SHARPEST),
      locale: { "Map.Title": options.label },
    });
    map.touchZoomRotate.disableRotation();
    keepPace(map, map.getPixelRatio());
    map.on("style.load", () => withoutSky(map));
    const engine = new Engine(map, world, catalogue, options);
    map.setMissingStyleImageResolver((id) => engine.image(id));
    map.on("click", (event) => listeners.onTap([event.lngLat.lng, event.lngLat.lat]));
    map.on("move", (event) => listeners.onMove(engine.view, Boolean(event.originalEvent)));
    map.on("moveend", () => listeners.onRest(engine.view));
    await new Promise<void>((resolve) => map.once("load", () => resolve()));
    engine.fill();
    return engine;
  }

  get view(): View {
    const { lng, lat } = this.map.getCenter();
    return { centre: [lng, lat], zoom: this.map.getZoom() };
  }

  /** What is seen: west, south, east, north. */
  get bounds(): Area["bounds"] {
    const [[west, south], [east, north]] = this.map.getBounds().toArray() as [LonLat, LonLat];
    return [west, south, east, north];
  }

  /** Metres of one pixel at the centre. */
  get metresPerPixel(): number {
    const { lat } = this.map.getCenter();
    return (78271.517 * Math.cos((lat * Math.PI) / 180)) / 2 ** this.map.getZoom();
  }

  /** Draw every asset anew. */
  fill(): void {
    const features = this.world.features();
    for (const name of ["shapes", "points"] as const) this.set(name, features.get(name) ?? []);
  }

  /** Draw what changed, soon: to cut tiles anew is work, and whoever saves one thing after the other
   * waits for none of it. */
  change(changes: readonly Change[] | null): void {
    this.waiting = changes && this.waiting ? [...this.waiting, ...changes] : null;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.drawWaiting(), SOON_MS);
  }

  private drawWaiting(): void {
    const changes = this.waiting;
    this.waiting = [];
    if (!changes) this.fill();
    for (const { source, add, remove } of changes ?? []) {
      const kept = new Set(add.map((each) => each.id));
      const gone = remove.filter((id) => !kept.has(id));
      this.source(source)?.updateData({ remove: [...gone], add: add as never[] });
    }
  }

  /** Draw what the crew has in hand, or where it stands. */
  show(source: "hand" | "here", drawings: Drawing[]): void {
    this.shown.set(source, drawings);
    if (!this.source(source)) return; // a new style is on its way, and shows it then
    for (const kind of source === "hand" ? CLIPPED : []) {
      const there = drawings.some((each) => each.properties.kind === kind);
      this.map.setLayoutProperty(`hand-${kind}`, "visibility", there ? "visible" : "none");
    }
    this.set(source, drawings);
  }

  go(to: LonLat, zoom?: number, animate = true): void {
    const target = { center: [to[0], to[1]] as [number, number], ...(zoom ? { zoom } : {}) };
    if (animate && !matchMedia("(prefers-reduced-motion: reduce)").matches)
      this.map.easeTo({ ...target, duration: 300 });
    else this.map.jumpTo(target);
  }

  /** Bring a place into what a sheet leaves free of the map, near enough to be seen. */
  lead(to: LonLat, zoom = 0): void {
    this.map.easeTo({
      center: [to[0], to[1]],
      zoom: Math.max(zoom, this.map.getZoom()),
      offset: [0, -this.map.getContainer().clientHeight / 4],
      duration: 0,
    });
  }

  relight(light: Light): void {
    if (light === this.light) return;
    this.light = light;
    this.shine();
    const style = styleOf(this.catalogue, LOOKS[light], under(light, this.reliefs));
    this.map.setStyle(style, { diff: false });
    this.map.once("styledata", () => {
      this.fill();
      for (const [source, drawings] of this.shown) this.show(source, drawings);
    });
  }

  /** The ground's colour lies beneath the map: the browser fills it at no cost, a layer would not. */
  private shine(): void {
    this.map.getContainer().style.backgroundColor = LOOKS[this.light].surface;
  }

  close(): void {
    clearTimeout(this.soon);
    this.map.remove();
  }

  private source(name: string): GeoJSONSource | undefined {
    return this.map.getSource<GeoJSONSource>(name);
  }

  private set(name: string, features: readonly (Feature | Drawing)[]): void {
    this.source(name)?.setData({ ...EMPTY, features: features as never[] });
  }

  private image(id: string): void {
    const look = LOOKS[this.light];
    const layer = this.world.layers.get(id.replace(/^mark-/, ""));
    const image = id === "arrow" ? arrow(look) : layer && mark(layer, look);
    if (image && !this.map.hasImage(id)) this.map.addImage(id, image, { pixelRatio: RATIO });
  }
}
