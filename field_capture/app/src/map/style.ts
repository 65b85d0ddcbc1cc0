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

export const EMPTY = { type: "FeatureCollection" as const, features: [] };
const LABELS_FROM = 18;
// From here on edges are drawn: further off there are thousands of them, each thinner than a pixel.
const NEAR = 16;
const ROUND_FROM = 17;
const FONT = ["sans-serif"];

const source = (): SourceSpecification => ({
  type: "geojson",
  data: EMPTY,
  promoteId: "id",
  maxzoom: 18,
  // Corners that no screen tells apart are drawn as one.
  tolerance: 1,
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

/** One source for all that is drawn beneath the marks: a tile of each costs as much as its features. */
const of = (layer: Layer): ExpressionSpecification => ["==", ["get", "layer"], layer.name];

const among = (layers: readonly Layer[]): ExpressionSpecification => [
  "in",
  ["get", "layer"],
  ["literal", layers.map((each) => each.name)],
];

/** Round ends and bends, where an eye can tell: they are most of a line's corners. */
const ends = {
  "line-cap": expression(["step", ["zoom"], "butt", ROUND_FROM, "round"]),
  "line-join": expression(["step", ["zoom"], "miter", ROUND_FROM, "round"]),
} as object;

const fromZoom: ExpressionSpecification = [">=", ["zoom"], ["get", "zoom"]];
/** How much of its colour something has: in the colour itself, as every value of its own that differs
 * from asset to asset is paid for at each corner of each of them. */
const SHARE = { retired: "59", coming: "bf" };

function ground(catalogue: Catalogue, look: Look): LayerSpecification[] {
  const found: LayerSpecification[] = [];
  const layers = catalogue.layers.filter(orients);
  const rank = (layer: Layer) => ({ polygon: 0, line: 1, point: 2 })[shapeOf(layer.geometry)];
  const dark = look.surface === "#1a2025";
  for (const layer of layers.toSorted(
    (a, b) => rank(a) - rank(b) || a.symbol.min_zoom - b.symbol.min_zoom,
  )) {
    const { name, symbol } = layer;
    const shared = { source: "shapes", minzoom: symbol.min_zoom, filter: of(layer) };
    const colour = (share: number) => mix(symbol.colour, look.surface, share);
    if (shapeOf(layer.geometry) === "polygon" && symbol.shape === "area") {
      const near = expression(["step", ["zoom"], false, NEAR, true]);
      const fill = {
        ...{ "fill-color": colour(0.68), "fill-outline-color": colour(0.3) },
        "fill-antialias": near as unknown as boolean,
      };
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
          ...{ ...shared, minzoom: NEAR },
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
      source: "shapes",
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
  const shade = (found: Layer[], share: string) =>
    byLayer(found, (each) => legible(each.symbol.colour, look) + share, look.ink + share);
  const colour = (found: Layer[]) => {
    const faded = Object.entries(SHARE).flatMap(([state, share]) => [state, shade(found, share)]);
    return expression(["match", ["get", "state"], ...faded, shade(found, "")]);
  };
  const wide = (each: Layer) => Math.max(each.symbol.size_px, 2) * look.scale;
  const dash = (name: string, id: string, found: Layer[]): LayerSpecification[] => {
    const named = found.filter(
      (each) => (DASHES[each.symbol.shape] ? each.symbol.shape : "solid") === name,
    );
    const widths = [...new Set(named.map(wide))].sort((a, b) => a - b);
    return widths.flatMap((width, at) => {
      const mine = named.filter((each) => wide(each) === width);
      return strokes(`${id}-${name}-${at}`, mine, width, DASHES[name]);
    });
  };
  const strokes = (
    id: string,
    mine: Layer[],
    width: number,
    dashes: number[] | undefined,
  ): LayerSpecification[] => {
    const solid = (coming: boolean): ExpressionSpecification => [
      ...(["all", fromZoom, among(mine)] as const),
      [coming ? "==" : "!=", ["get", "state"], "coming"] as unknown as ExpressionSpecification,
    ];
    const shared = { type: "line" as const, source: "shapes" };
    const drawn = { "line-color": colour(mine), "line-width": width };
    return [
      {
        ...{ ...shared, id, filter: solid(false), layout: dashes ? {} : ends },
        paint: { ...drawn, ...(dashes ? { "line-dasharray": dashes } : {}) },
      },
      {
        ...{ ...shared, id: `${id}-coming`, filter: solid(true) },
        paint: { ...drawn, "line-dasharray": [2, 1.5] },
      },
    ];
  };
  const waits: ExpressionSpecification = ["all", fromZoom, ["get", "waits"]];
  const linesWait: ExpressionSpecification = ["all", waits, among(of("line"))];
  const points = of("point");
  const circle = expression(["interpolate", ["linear"], ["zoom"], 13, 2.5, 18, 5 * look.scale]);
  return [
    ...["solid", "dashed", "dotted"].flatMap((each) => dash(each, "areas", of("polygon"))),
    {
      ...{ id: "lines-waiting", type: "line", source: "shapes", filter: linesWait, layout: ends },
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
      paint: { "circle-radius": circle, "circle-color": colour(points) },
    },
    {
      ...{ id: "points", type: "symbol", source: "points", filter: fromZoom, minzoom: 16 },
      layout: {
        "icon-image": ["concat", "mark-", ["get", "layer"]],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "symbol-z-order": "source",
      },
      paint: {
        "icon-opacity": ["match", ["get", "state"], "retired", 0.35, "coming", 0.75, 1],
      },
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

/** Of what is in hand: clipped to tiles, which costs each frame a pass over every pixel, so shown
 * only while there is one. */
export const CLIPPED = ["area", "line", "way"] as const;
const hidden = { visibility: "none" as const };

/** What is chosen, drawn or measured at the moment, above all else. */
function hand(look: Look): LayerSpecification[] {
  const is = (kind: string): ExpressionSpecification => ["==", ["get", "kind"], kind];
  const circle = (id: string, kind: string, paint: object): LayerSpecification =>
    ({ id, type: "circle", source: "hand", filter: is(kind), paint }) as LayerSpecification;
  return [
    {
      ...{ id: "hand-area", type: "fill", source: "hand", filter: is("area"), layout: hidden },
      paint: { "fill-color": look.accent, "fill-opacity": 0.15 },
    },
    {
      ...{ id: "hand-line", type: "line", source: "hand", filter: is("line") },
      layout: { ...hidden, "line-cap": "round", "line-join": "round" },
      paint: { "line-color": look.accent, "line-width": 4 },
    },
    {
      ...{ id: "hand-way", type: "line", source: "hand", filter: is("way"), layout: hidden },
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
      type: "circle",
      source: "here",
      filter: is("ring"),
      paint: {
        // Metres on the ground: twice the pixels with each zoom.
        "circle-radius": expression([
          ...["interpolate", ["exponential", 2], ["zoom"]],
          ...[0, ["get", "pixels"], 24, ["*", ["get", "pixels"], 2 ** 24]],
        ]),
        "circle-color": look.accent,
        "circle-opacity": 0.12,
        "circle-stroke-color": look.accent,
        "circle-stroke-width": 1,
      },
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
  const names = ["shapes", "points", "hand", "here"];
  return {
    version: 8,
    sources: { ...shaded.sources, ...Object.fromEntries(names.map((each) => [each, source()])) },
    layers: [
      ...shaded.layers,
      ...ground(catalogue, look),
      ...networks(catalogue, look),
      ...hand(look),
    ],
  };
}
