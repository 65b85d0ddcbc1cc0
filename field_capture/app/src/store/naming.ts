// How an asset is called: by the field to which the catalogue gives that role.
import type { Asset, Catalogue, Layer } from "../model.ts";

export const codeField = (layer: Layer | undefined): string | undefined =>
  layer?.fields.find((field) => field.role === "code")?.name;

/** An asset's code; null while nobody has given it one. */
export function codeOf(
  catalogue: Catalogue,
  asset: Pick<Asset, "layer" | "values"> | undefined,
): string | null {
  const name = codeField(catalogue.layers.find((each) => each.name === asset?.layer));
  const code = name ? asset?.values[name] : null;
  return typeof code === "string" && code ? code : null;
}
