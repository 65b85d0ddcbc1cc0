// Values as people read them.

import type { Catalogue, Field } from "../model.ts";
import { CLASH } from "../words/clash.ts";
import { locale, say } from "./language.ts";

export function fieldOf(catalogue: Catalogue, layer: string, name: string): Field | undefined {
  return catalogue.layers
    .find((each) => each.name === layer)
    ?.fields.find((each) => each.name === name);
}

export function labelOf(catalogue: Catalogue, layer: string, name: string): string {
  const field = fieldOf(catalogue, layer, name);
  return name === "geometry" ? say(CLASH.position) : field ? say(field.label) : name;
}

export function layerLabel(catalogue: Catalogue, name: string | null): string {
  const layer = catalogue.layers.find((each) => each.name === name);
  return layer ? say(layer.label) : (name ?? "");
}

export function valueText(
  catalogue: Catalogue,
  layer: string,
  name: string,
  value: unknown,
): string {
  if (value === null || value === undefined || value === "") return say(CLASH.empty);
  const field = fieldOf(catalogue, layer, name);
  if (name === "geometry") return placeText(value);
  const codes = field?.codes ? (catalogue.code_lists[field.codes] ?? []) : [];
  const words = (Array.isArray(value) ? value : [value]).map((each) => {
    const code = codes.find((known) => known.value === each);
    if (code) return say(code.label);
    if (typeof each === "boolean") return each ? "✓" : "✗";
    return typeof each === "number" ? each.toLocaleString(locale()) : String(each);
  });
  return field?.unit ? `${words.join(", ")} ${field.unit}` : words.join(", ");
}

function placeText(value: unknown): string {
  const { type, coordinates } = value as { type?: string; coordinates?: unknown[] };
  if (type === "Point" && coordinates) {
    const [lon, lat] = coordinates as number[];
    return `${lat?.toFixed(6)}, ${lon?.toFixed(6)}`;
  }
  return `${type ?? ""} (${Array.isArray(coordinates) ? coordinates.length : 0})`;
}
