// What happens on the map's screen, without its looks: which sheet is open, what is in hand, where
// the crosshair is and what it snaps to. The sheets show it and call it.
import { batch, computed, signal } from "@preact/signals";
import { awaits } from "../camera/incoming.ts";
import { MOST_PHOTOS } from "../camera/photo.ts";
import { average, thinned } from "../gnss/average.ts";
import { joined, meets } from "../gnss/demand.ts";
import { SIGMAS_IN_95_PERCENT } from "../gnss/fix.ts";
import { here, isStale, onFix } from "../gnss/watch.ts";
import type { Engine, View } from "../map/engine.ts";
import { orients } from "../map/look.ts";
import type { World } from "../map/world.ts";
import type { Asset, Catalogue, Fix, Layer, LonLat, Positioning } from "../model.ts";
import type { Route } from "../shell/router.ts";
import { uuid7 } from "../store/ids.ts";
import { written } from "../store/unfinished.ts";
import type { PhotoDraft, Tablet } from "../tablet.ts";
import { decimal, say as speak, type Word } from "../words/capture.ts";
import { complaint } from "./complaint.ts";
import { cornerAt, cornersOf, endsOf, MAP_SIGMA_M, today } from "./corners.ts";
import { fieldOf, fill, readAll, type Wrongs } from "./form.ts";
import { type Drawing, isDrawing, type Left, Leftovers } from "./leftovers.ts";
import type { Mode, Purpose, Way } from "./mode.ts";
import { draftOf, fresh, oldValues, type Piece, remember, says } from "./piece.ts";
import {
  add,
  type Corner,
  drawn,
  geometryOf,
  shapeOf,
  simplified,
  standing,
  strides,
  undo,
} from "./sketch.ts";
import { partsOf, type Snap, snap } from "./snap.ts";
import { taken } from "./taking.ts";

const FINGER_PX = 26;
const MOST_FIXES = 300;
const STRIDE_M = 2;
const LINK_ZOOM = 18;

export class Desk {
  readonly key = uuid7();
  /** The link that was followed last. */
  followed: Route | null = null;
  readonly tablet: Tablet;
  readonly world: World;
  readonly engine = signal<Engine | null>(null);
  readonly mode = signal<Mode>({ is: "browse" });
  readonly view = signal<View>({ centre: [6.237, 49.769], zoom: 17 });
  readonly follow = signal(false);
  readonly locked = signal(false);
  readonly piece = signal<Piece | null>(null);
  readonly leftovers = new Leftovers();
  readonly way = signal<Way>("map");
  readonly corners = signal<Corner[]>([]);
  readonly picked = signal<number | null>(null);
  readonly walking = signal(false);
  /** The fixes of the visit that runs. */
  readonly gathered = signal<Fix[]>([]);
  /** The crew takes what is not fixed, where a fixed solution is asked for: a planner looks at it. */
  readonly provisional = signal(false);
  /** A place found by tape, not yet taken. */
  readonly found = signal<{ places: LonLat[]; sigma_m: number } | null>(null);
  readonly saving = signal(false);
  readonly wrong = signal<Wrongs>({});
  readonly said = signal<{ text: string; bad: boolean; again: string | null } | null>(null);
  /** Grows whenever assets change, so that sheets read them anew. */
  readonly changes = signal(0);
  private history: Corner[][] = [];
  private left: Mode = { is: "browse" };

  /** What is being drawn, also while the tools are open; a course as it was is no drawing. */
  private readonly drawing = computed<Drawing | null>(() => {
    const open = this.mode.value;
    const mode = open.is === "tools" ? this.left : open;
    const corners = this.corners.value;
    if (mode.is !== "place" || mode.shape === "point") return null;
    if (corners.length === 0 || this.history.length === 0) return null;
    // What is being saved of it stands for it.
    if (this.piece.value?.key === mode.key) return null;
    const { is: _, ...placing } = mode;
    return { ...placing, corners };
  });
  private readonly inHand = computed<Left[]>(() =>
    [this.piece.value, this.drawing.value].filter((each) => each !== null),
  );

  /** What is asked of the receiver for what is being placed. */
  readonly demand = computed<Positioning>(() => {
    const mode = this.mode.value;
    return (mode.is === "place" && this.layer(mode.layer).positioning) || "any";
  });
  readonly estimate = computed(() => {
    const fixes = this.gathered.value;
    const good = fixes.every((each) => meets(each, this.demand.value));
    return good || this.provisional.value ? average(fixes) : null;
  });
  readonly language = computed(() => this.tablet.settings.value.language);
  readonly snapped = computed<Snap | null>(() => this.snapAt(this.view.value.centre));

  constructor(tablet: Tablet, world: World) {
    this.tablet = tablet;
    this.world = world;
  }

  /** The one that it was set up with, whatever has come since. */
  get catalogue(): Catalogue {
    return this.world.catalogue;
  }

  /** Whether nothing is in hand; what is looked at can be looked at anew. */
  get isFree(): boolean {
    const { is } = this.mode.value;
    return (is === "browse" || is === "asset") && !this.saving.value && !this.locked.value;
  }

  /** Begin to listen; returns what ends it. */
  begin(): () => void {
    const ends = [onFix((fix) => this.hear(fix)), this.leftovers.follow(this.inHand, this.walking)];
    this.leftovers
      .recover(this.tablet, this.world.layers)
      .catch((error: unknown) => console.error("what was left cannot be read", error));
    return () => {
      for (const end of ends) end();
    };
  }

  say = (word: Word, values: Record<string, string | number> = {}): string =>
    speak(this.language.value, word, values);

  layer(name: string): Layer {
    const found = this.world.layers.get(name);
    if (!found) throw new Error(`no layer ${name}`);
    return found;
  }

  label = (layer: Layer): string => layer.label[this.language.value];

  name(asset: Asset): string {
    return this.world.code(asset) || this.label(this.layer(asset.layer));
  }

  // --- Choosing ----------------------------------------------------------------------------------

  browse(): void {
    batch(() => {
      this.drop();
      this.mode.value = { is: "browse" };
    });
  }

  open(id: string): void {
    const drawing = this.drawing.value;
    batch(() => {
      if (drawing) this.leftovers.put(drawing);
      this.drop();
      this.said.value = null;
      this.mode.value = { is: "asset", id };
    });
  }

  show(asset: Asset): void {
    this.lead(asset);
    this.open(asset.id);
  }

  private lead(asset: Asset, zoom?: number): void {
    this.follow.value = false;
    const first = partsOf(asset)[0]?.[0];
    if (first) this.engine.value?.lead(first, zoom);
  }

  /** Where a link of another screen leads; a sketch that was begun is not given away for it. */
  visit(id: string): void {
    if (!this.isSketching) this.open(id);
  }

  /** Once the map is there, and with it every asset: what a link opened is looked at. */
  arrive(id: string): void {
    const asset = this.world.assets.get(id);
    const mode = this.mode.value;
    if (asset) this.lead(asset, LINK_ZOOM);
    else if (mode.is === "asset" && mode.id === id) {
      this.browse();
      this.said.value = { text: this.say("not_here"), bad: true, again: null };
    }
  }

  /** The antenna's height and the like, from wherever one is: what is in hand stays there. */
  tools(): void {
    if (this.mode.value.is !== "tools") this.left = this.mode.value;
    this.mode.value = { is: "tools" };
  }

  /** From the tools to where one was. */
  back(): void {
    this.mode.value = this.left;
  }

  /** Whether the tools were opened in the middle of a capture. */
  get isBusy(): boolean {
    return this.left.is === "place" || this.left.is === "form";
  }

  /** Whether more was drawn than one tap brings back. */
  get isSketching(): boolean {
    return this.history.length > 0 && this.corners.value.length > 1;
  }

  /** Open what lies at a place; the nearest that a finger can mean. */
  pick(at: LonLat): boolean {
    const reach = FINGER_PX * this.metresPerPixel;
    const shown = this.world
      .tangible(at, reach)
      .filter((each) => this.layer(each.layer).symbol.min_zoom <= this.view.value.zoom + 0.5);
    const found = snap(at, shown, reach);
    if (found) this.open(found.asset.id);
    return found !== null;
  }

  tap(at: LonLat): void {
    const mode = this.mode.value;
    if (mode.is === "browse" || mode.is === "asset") {
      if (!this.pick(at)) this.browse();
    } else if (mode.is === "place" && mode.shape !== "point" && this.way.value === "map") {
      const near = cornerAt(this.corners.value, at, FINGER_PX * this.metresPerPixel);
      if (near !== null) this.picked.value = near;
      else this.push(this.cornerOf(at));
    } else this.engine.value?.go(at);
  }

  // --- Placing -----------------------------------------------------------------------------------

  place(
    layer: string,
    purpose: Purpose = "create",
    id: string | null = null,
    key: string = uuid7(),
  ): void {
    const shape = shapeOf(this.layer(layer).geometry);
    const asset = id ? this.world.assets.get(id) : undefined;
    batch(() => {
      this.drop();
      this.said.value = null;
      const fix = here.value;
      const heard = fix !== null && !isStale(fix, Date.now());
      this.way.value = shape === "point" && heard ? "gnss" : "map";
      const seen = asset?.seen ?? null;
      this.mode.value = { is: "place", key, layer, shape, purpose, id, seen };
      if (purpose === "redraw") this.corners.value = cornersOf(asset);
    });
  }

  get metresPerPixel(): number {
    return this.engine.value?.metresPerPixel ?? 0.1;
  }

  private snapAt(at: LonLat): Snap | null {
    const mode = this.mode.value;
    this.changes.value;
    if (mode.is !== "place" || this.way.value === "gnss") return null;
    const layer = this.layer(mode.layer);
    const within = Math.max(layer.snap_m, FINGER_PX * this.metresPerPixel);
    const meant = this.world.tangible(at, within).filter((asset) => {
      const other = this.layer(asset.layer);
      if (orients(other) || other.theme.name !== layer.theme.name) return false;
      // A second point at the same place would be a double.
      return !(mode.shape === "point" && asset.layer === mode.layer) && asset.id !== mode.id;
    });
    // By tape one measures from what is known, whatever it is.
    return snap(at, this.way.value === "tape" ? this.world.tangible(at, within) : meant, within);
  }

  /** A corner at a place, snapped where something is near. */
  cornerOf(at: LonLat): Corner {
    const found = this.snapAt(at);
    const known = found?.asset.accuracy_m ?? (found && this.layer(found.asset.layer).accuracy_m);
    const sigma = known ?? Math.max(MAP_SIGMA_M, 4 * this.metresPerPixel);
    const corner = drawn(found?.place ?? at, sigma * SIGMAS_IN_95_PERCENT, new Date());
    if (!found) return corner;
    const isPoint = found.asset.geometry.type === "Point";
    const code = isPoint ? this.world.code(found.asset) : null;
    return { ...corner, on: found.asset.id, code: code?.endsWith("…") ? null : code };
  }

  private redo(corners: Corner[]): void {
    this.history.push(this.corners.value);
    this.corners.value = corners;
  }

  push(corner: Corner): void {
    this.redo(add(this.corners.value, corner));
  }

  /** Bring the picked corner to the crosshair. */
  moveCorner(): void {
    const at = this.picked.value;
    if (at === null) return;
    this.redo(this.corners.value.with(at, this.cornerOf(this.view.value.centre)));
    this.picked.value = null;
  }

  undo(): void {
    this.corners.value = this.history.pop() ?? undo(this.corners.value);
    this.picked.value = null;
  }

  private hear(fix: Fix): void {
    const mode = this.mode.value;
    if (this.follow.value) this.engine.value?.go([fix.lon, fix.lat]);
    if (mode.is === "control") this.gather(fix);
    if (mode.is !== "place") return;
    if (this.walking.value) {
      if (this.provisional.value || meets(fix, this.demand.value))
        this.corners.value = strides(this.corners.value, fix, STRIDE_M);
    } else if (this.way.value === "gnss") this.gather(fix);
  }

  private gather(fix: Fix): void {
    const fixes = joined(this.gathered.value, fix, this.demand.value);
    this.gathered.value = fixes.length > MOST_FIXES ? thinned(fixes) : fixes;
  }

  walk(on: boolean): void {
    batch(() => {
      if (on) this.history.push(this.corners.value);
      else this.corners.value = simplified(this.corners.value, 0.3);
      this.walking.value = on;
    });
  }

  /** Take the place that is shown: the point itself, or one more corner. */
  take(): void {
    const mode = this.mode.value;
    if (mode.is !== "place") return;
    const corner = taken({
      way: this.way.value,
      crosshair: this.cornerOf(this.view.value.centre),
      taped: this.found.value,
      estimate: this.estimate.value,
      fixes: this.gathered.value,
    });
    if (!corner) return;
    if (mode.shape !== "point") {
      this.push(corner.at);
      this.gathered.value = [];
      return;
    }
    this.corners.value = [corner.at];
    this.placed(corner.fixes);
  }

  /** Everything is placed: on to the form, or to the save where nothing else is asked. */
  placed(fixes: Fix[] | null = null): void {
    const mode = this.mode.value;
    if (mode.is !== "place") return;
    const corners = this.corners.value;
    const geometry = geometryOf(mode.shape, corners);
    const one = standing(corners, this.demand.value);
    if (!geometry || !one) return;
    const { key } = mode;
    if (mode.purpose === "create") {
      const piece = { ...fresh("create", mode.layer), key, geometry, fixes: fixes ?? [one] };
      this.start({ ...piece, typed: endsOf(this.layer(mode.layer), corners) });
    } else {
      const kind = mode.purpose === "redraw" ? "update" : mode.purpose;
      const piece = { ...fresh(kind, mode.layer), key, asset_id: mode.id, seen: mode.seen };
      // A drawn course is one field; a point's position comes from its observations.
      const rest = kind === "update" ? { geometry } : { fixes: fixes ?? [one] };
      this.piece.value = { ...piece, ...rest };
      void this.save();
    }
  }

  // --- What was left -----------------------------------------------------------------------------

  /** Go on with it where it was left. */
  resume(left: Left): void {
    batch(() => {
      this.leftovers.take(left);
      if (isDrawing(left)) this.redraw(left);
      else this.start(left);
    });
  }

  /** Forget it for good. */
  discard(left: Left): void {
    this.leftovers.take(left);
  }

  private redraw({ corners, ...placing }: Drawing): void {
    const { key, layer, purpose, id } = placing;
    this.place(layer, purpose, id, key);
    this.mode.value = { is: "place", ...placing };
    // Undone corner by corner; a course becomes what it was.
    const steps = corners.map((_, at) => corners.slice(0, at));
    this.history = purpose === "redraw" ? [this.corners.value] : steps;
    this.corners.value = corners;
    const last = corners.at(-1);
    this.follow.value = false;
    if (last) this.engine.value?.lead(last.place);
  }

  // --- The form ----------------------------------------------------------------------------------

  start(piece: Piece): void {
    batch(() => {
      this.wrong.value = {};
      const { version } = this.catalogue;
      const { fields } = this.layer(piece.layer);
      this.piece.value = { ...piece, declared: piece.declared ?? { version, fields } };
      this.mode.value = { is: "form" };
    });
  }

  edit(asset: Asset, kind: "update" | "inspect"): void {
    const layer = this.layer(asset.layer);
    const typed = { ...fill(layer, asset.values, decimal(this.language.value)) };
    const checked = fieldOf(layer, "checked");
    if (kind === "inspect" && checked) typed[checked.name] = today();
    const { id: asset_id, values: before, seen } = asset;
    this.start({ ...fresh(kind, asset.layer), asset_id, typed, before, seen });
  }

  /** Where what is in hand lies: what belongs to it is looked for around there. */
  centreOfPiece(): LonLat {
    const piece = this.piece.value;
    const asset = piece?.asset_id ? this.world.assets.get(piece.asset_id) : undefined;
    const geometry = piece?.geometry ?? asset?.geometry;
    const first = geometry?.type === "Point" ? geometry.coordinates : undefined;
    return first ? [first[0] as number, first[1] as number] : this.view.value.centre;
  }

  type(name: string, value: string | readonly string[]): void {
    const piece = this.piece.value;
    if (!piece || this.saving.value) return;
    this.piece.value = { ...piece, typed: { ...piece.typed, [name]: value } };
    const { [name]: _, ...rest } = this.wrong.value;
    this.wrong.value = rest;
  }

  change(piece: Partial<Piece>): void {
    // What is being saved stays as it is: nothing would come of the change.
    if (this.piece.value && !this.saving.value)
      this.piece.value = { ...this.piece.value, ...piece };
  }

  /** Add a photo to what it was taken for, also where that was left meanwhile; false without room. */
  addPhoto(key: string, photo: PhotoDraft): boolean {
    const inHand = this.piece.value;
    const left = this.leftovers.all.value;
    const all = inHand ? [inHand, ...left] : left;
    const found = all.find((each): each is Piece => each.key === key && !isDrawing(each));
    if (!found) return true; // thrown away, and the photo with it
    if (found.photos.length >= MOST_PHOTOS) return false;
    const more = { ...found, photos: [...found.photos, photo] };
    if (found === inHand) this.piece.value = more;
    else this.leftovers.all.value = left.map((each) => (each === found ? more : each));
    return true;
  }

  async save(): Promise<void> {
    const piece = this.piece.value;
    if (!piece || this.saving.value || awaits(piece.key)) return;
    const layer = this.layer(piece.layer);
    const { values, wrong } = readAll(this.catalogue, layer, piece.typed);
    const old = oldValues(piece, this.catalogue, layer);
    const asksForm = this.mode.value.is === "form";
    if (asksForm && Object.keys(wrong).length > 0) {
      this.wrong.value = wrong;
      this.said.value = {
        text: this.say("mend", { count: Object.keys(wrong).length }),
        bad: true,
        again: null,
      };
      return;
    }
    const draft = draftOf(piece, layer, asksForm ? { ...old, ...values } : {});
    if (!says(draft)) {
      this.said.value = { text: this.say("nothing_changed"), bad: false, again: null };
      await this.leave();
      return;
    }
    this.saving.value = true;
    try {
      const saved = await this.tablet.save(draft);
      if (piece.kind === "create") remember(piece.layer, values);
      const asset = piece.asset_id ? this.world.assets.get(piece.asset_id) : undefined;
      const name = saved.provisional_code ?? (asset ? this.name(asset) : this.label(layer));
      await this.saved(piece);
      const again = piece.kind === "create" ? piece.layer : null;
      this.said.value = { text: this.say("saved", { name }), bad: false, again };
    } catch (error) {
      this.said.value = { text: complaint(error, this.say), bad: true, again: null };
      // What was only placed keeps its place; a second try is one tap.
      if (!asksForm && this.piece.value === piece) this.mode.value = { is: "form" };
    } finally {
      this.saving.value = false;
    }
  }

  async retire(asset: Asset): Promise<void> {
    const { id: asset_id, seen } = asset;
    this.piece.value = { ...fresh("retire", asset.layer), asset_id, seen };
    await this.save();
  }

  /** Let go of what was saved; a link may have led to something else meanwhile. */
  private async saved(piece: Piece): Promise<void> {
    if (this.piece.value === piece) return this.leave();
    this.leftovers.take(piece);
    await written();
  }

  /** Let go of what was in hand, and forget it for good; what was left before stays. */
  async leave(): Promise<void> {
    this.piece.value = null;
    this.browse();
    await written();
  }

  private drop(): void {
    // A link that leads away saves nothing and throws nothing away.
    if (this.piece.value) this.leftovers.put(this.piece.value);
    this.piece.value = null;
    this.corners.value = [];
    this.history = [];
    this.picked.value = null;
    this.gathered.value = [];
    this.provisional.value = false;
    this.found.value = null;
    this.walking.value = false;
    this.wrong.value = {};
  }
}
