// The map's style out of the catalogue: what a crew looks for on top, the ground beneath in pale.
import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from "maplibre-gl";
import { shapeOf } from "../capture/sketch.ts";
import type { Catalogue, Layer } from "../model.ts";
import type { Relief } from "../offline/ground.ts";
import { type Look, legible, mix, orients } from "./look.ts";
import { radius } from "./marks.ts";

export const EMPTY = { type: "FeatureCollection" as const, features: [] };
const LABELS_FROM = 18;
const FONT = ["sans-serif"];

const source = (): SourceSpecification => ({
  type: "geojson",
  data: EMPTY,
  promoteId: "id",
  maxzoom: 18,
  // Corners that no screen tells apart are drawn as one.
  tolerance: 0.5,
  buffer: 64,
});

/** Pick by layer: `get` of the catalogue's value for each, so that all share one source. */
const expression = (value: unknown) => value as ExpressionSpecification;

function byLayer(
  layers: readonly Layer[],
  value: (layer: Layer) => string | number,
  otherwise: string | number,
) {
  if (layers.length === 0) return expression(["literal", otherwise]);
  const pairs = layers.flatMap((each) => [each.name, value(each)]);
  return expression(["match", ["get", "layer"], ...pairs, otherwise]);
}

/** One source for all that orients: a tile of each costs as much as its features. */
const of = (layer: Layer): ExpressionSpecification => ["==", ["get", "layer"], layer.name];

const fromZoom: ExpressionSpecification = [">=", ["zoom"], ["get", "zoom"]];
const faded: ExpressionSpecification = [
  "match",
  ["get", "state"],
  "retired",
  0.35,
  "coming",
  0.75,
  1,
];

function ground(catalogue: Catalogue, look: Look): LayerSpecification[] {
  const found: LayerSpecification[] = [];
  const layers = catalogue.layers.filter(orients);
  const rank = (layer: Layer) => ({ polygon: 0, line: 1, point: 2 })[shapeOf(layer.geometry)];
  const dark = look.surface === "#1a2025";
  for (const layer of layers.toSorted(
    (a, b) => rank(a) - rank(b) || a.symbol.min_zoom - b.symbol.min_zoom,
  )) {
    const { name, symbol } = layer;
    const shared = { source: "context", minzoom: symbol.min_zoom, filter: of(layer) };
    const colour = (share: number) => mix(symbol.colour, look.surface, share);
    if (shapeOf(layer.geometry) === "polygon" && symbol.shape === "area") {
      const fill = { "fill-color": colour(0.68), "fill-outline-color": colour(0.3) };
      const pale = { "fill-color": colour(0.7), "fill-opacity": 0.5 };
      found.push({ ...shared, id: name, type: "fill", paint: symbol.min_zoom < 14 ? pale : fill });
    } else if (shapeOf(layer.geometry) === "polygon")
      found.push({
        ...shared,
        id: name,
        type: "line",
        paint: { "line-color": colour(0.45), "line-width": 0.75 },
      });
    else if (shapeOf(layer.geometry) === "line") {
      const near = symbol.size_px * 3;
      const width = (more: number) =>
        expression([
          ...["interpolate", ["exponential", 1.6], ["zoom"]],
          ...[13, 1 + more, 17, near + more, 21, 5 * near + more],
        ]);
      const ribbon = mix(look.surface, "#ffffff", dark ? 0.16 : 0.85);
      const cap = { "line-cap": "round" as const, "line-join": "round" as const };
      found.push(
        {
          ...shared,
          id: `${name}-edge`,
          type: "line",
          layout: cap,
          paint: { "line-color": colour(0.55), "line-width": width(2) },
        },
        {
          ...shared,
          id: name,
          type: "line",
          layout: cap,
          paint: { "line-color": ribbon, "line-width": width(0) },
        },
      );
    }
  }
  return [...found, ...layers.flatMap((layer) => names(layer, look))];
}

/** Streets by their names, houses by their numbers. */
function names(layer: Layer, look: Look): LayerSpecification[] {
  const shape = shapeOf(layer.geometry);
  if (shape === "polygon") return [];
  return [
    {
      id: `${layer.name}-name`,
      type: "symbol",
      source: "context",
      filter: of(layer),
      minzoom: shape === "line" ? 16 : layer.symbol.min_zoom,
      layout: {
        "text-field": ["get", "label"],
        "text-font": FONT,
        "text-size": 11 * Math.min(look.scale, 1.4),
        "symbol-placement": shape === "line" ? "line" : "point",
      },
      paint: {
        "text-color": mix(look.ink, look.surface, 0.25),
        "text-halo-color": look.halo,
        "text-halo-width": 1.5,
      },
    },
  ];
}

const DASHES: Record<string, number[]> = { dashed: [3, 2], dotted: [0.3, 2] };

function networks(catalogue: Catalogue, look: Look): LayerSpecification[] {
  const layers = catalogue.layers.filter((each) => !orients(each));
  const of = (shape: string) => layers.filter((each) => shapeOf(each.geometry) === shape);
  const colour = (found: Layer[]) =>
    byLayer(found, (each) => legible(each.symbol.colour, look), look.ink);
  const width = (found: Layer[]) =>
    byLayer(found, (each) => Math.max(each.symbol.size_px, 2) * look.scale, 2);
  const round = { "line-cap": "round" as const, "line-join": "round" as const };
  const stroke = (found: Layer[]) => ({
    "line-color": colour(found),
    "line-width": width(found),
    "line-opacity": faded,
  });
  const dash = (name: string, source: string, found: Layer[]): LayerSpecification[] => {
    const named = found.filter(
      (each) => (DASHES[each.symbol.shape] ? each.symbol.shape : "solid") === name,
    );
    if (named.length === 0) return [];
    const mine: ExpressionSpecification = [
      "in",
      ["get", "layer"],
      ["literal", named.map((each) => each.name)],
    ];
    const solid = (coming: boolean): ExpressionSpecification => [
      ...(["all", fromZoom, mine] as const),
      [coming ? "==" : "!=", ["get", "state"], "coming"] as unknown as ExpressionSpecification,
    ];
    const dashes = DASHES[name];
    const drawn = { ...stroke(named), ...(dashes ? { "line-dasharray": dashes } : {}) };
    const layout = dashes ? {} : round;
    return [
      { id: `${source}-${name}`, type: "line", source, filter: solid(false), layout, paint: drawn },
      {
        ...{ id: `${source}-${name}-coming`, type: "line", source, filter: solid(true) },
        paint: { ...stroke(named), "line-dasharray": [2, 1.5] },
      },
    ];
  };
  const waits: ExpressionSpecification = ["all", fromZoom, ["get", "waits"]];
  const points = of("point");
  const circle = expression([
    ...["interpolate", ["linear"], ["zoom"]],
    ...[13, 2.5, 18, byLayer(points, (each) => radius(each, look), 6)],
  ]);
  return [
    ...["solid", "dashed", "dotted"].flatMap((each) => dash(each, "areas", of("polygon"))),
    {
      ...{ id: "lines-waiting", type: "line", source: "lines", filter: waits, layout: round },
      paint: { "line-color": look.waiting, "line-width": 9 * look.scale, "line-opacity": 0.35 },
    },
    ...["solid", "dashed", "dotted"].flatMap((each) => dash(each, "lines", of("line"))),
    {
      ...{ id: "points-waiting", type: "circle", source: "points", filter: waits },
      paint: {
        "circle-radius": 11 * look.scale,
        "circle-color": look.waiting,
        "circle-opacity": 0.2,
        "circle-stroke-color": look.waiting,
        "circle-stroke-width": 2,
      },
    },
    {
      ...{ id: "points-far", type: "circle", source: "points", filter: fromZoom, maxzoom: 16 },
      paint: { "circle-radius": circle, "circle-color": colour(points), "circle-opacity": faded },
    },
    {
      ...{ id: "points", type: "symbol", source: "points", filter: fromZoom, minzoom: 16 },
      layout: {
        "icon-image": ["concat", "mark-", ["get", "layer"]],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "symbol-z-order": "source",
      },
      paint: { "icon-opacity": faded },
    },
    {
      ...{
        id: "points-code",
        type: "symbol",
        source: "points",
        filter: fromZoom,
        minzoom: LABELS_FROM,
      },
      layout: {
        "text-field": ["get", "label"],
        "text-font": FONT,
        "text-size": 11 * look.scale,
        "text-anchor": "left",
        "text-offset": [0.9, 0],
        "text-optional": true,
      },
      paint: { "text-color": look.ink, "text-halo-color": look.halo, "text-halo-width": 2 },
    },
  ];
}

/** What is chosen, drawn or measured at the moment, above all else. */
function hand(look: Look): LayerSpecification[] {
  const is = (kind: string): ExpressionSpecification => ["==", ["get", "kind"], kind];
  const circle = (id: string, kind: string, paint: object): LayerSpecification =>
    ({ id, type: "circle", source: "hand", filter: is(kind), paint }) as LayerSpecification;
  return [
    {
      id: "hand-area",
      type: "fill",
      source: "hand",
      filter: is("area"),
      paint: { "fill-color": look.accent, "fill-opacity": 0.15 },
    },
    {
      ...{ id: "hand-line", type: "line", source: "hand", filter: is("line") },
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": look.accent, "line-width": 4 },
    },
    {
      ...{ id: "hand-way", type: "line", source: "hand", filter: is("way") },
      paint: { "line-color": look.accent, "line-width": 3, "line-dasharray": [2, 2] },
    },
    circle("hand-chosen", "chosen", {
      "circle-radius": 18,
      "circle-color": look.accent,
      "circle-opacity": 0.15,
      "circle-stroke-color": look.accent,
      "circle-stroke-width": 3,
    }),
    circle("hand-corner", "corner", {
      "circle-radius": 6,
      "circle-color": look.halo,
      "circle-stroke-color": look.accent,
      "circle-stroke-width": 3,
    }),
    circle("hand-snap", "snap", {
      "circle-radius": 16,
      "circle-opacity": 0,
      "circle-stroke-color": look.accent,
      "circle-stroke-width": 4,
    }),
    {
      id: "here-ring",
      type: "fill",
      source: "here",
      filter: is("ring"),
      paint: { "fill-color": look.accent, "fill-opacity": 0.12, "fill-outline-color": look.accent },
    },
    {
      ...{
        id: "here-arrow",
        type: "symbol",
        source: "here",
        filter: ["all", is("dot"), ["has", "heading"]],
      },
      layout: {
        "icon-image": "arrow",
        "icon-rotate": ["get", "heading"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    {
      id: "here-dot",
      type: "circle",
      source: "here",
      filter: is("dot"),
      paint: {
        "circle-radius": 8,
        "circle-color": look.accent,
        "circle-stroke-color": look.halo,
        "circle-stroke-width": 3,
      },
    },
  ];
}

/** Shaded in the surface's own colour: nothing shines through, nothing has to be mixed. */
function relief(found: Relief | undefined): Pick<StyleSpecification, "sources" | "layers"> {
  if (!found) return { sources: {}, layers: [] };
  const [west, south, east, north] = found.bounds;
  return {
    sources: {
      relief: {
        type: "image",
        url: found.url,
        coordinates: [
          [west, north],
          [east, north],
          [east, south],
          [west, south],
        ],
      },
    },
    layers: [
      { id: "relief", type: "raster", source: "relief", paint: { "raster-fade-duration": 0 } },
    ],
  };
}

export function styleOf(
  catalogue: Catalogue,
  look: Look,
  under: Relief | undefined,
): StyleSpecification {
  const shaded = relief(under);
  const names = ["context", "areas", "lines", "points", "hand", "here"];
  return {
    version: 8,
    sources: { ...shaded.sources, ...Object.fromEntries(names.map((each) => [each, source()])) },
    layers: [
      { id: "surface", type: "background", paint: { "background-color": look.surface } },
      ...shaded.layers,
      ...ground(catalogue, look),
      ...networks(catalogue, look),
      ...hand(look),
    ],
  };
}
