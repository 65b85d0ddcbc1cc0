// Levels while the cover is open: the invert from the staff, and whether water would run.

import { length } from "../gnss/metric.ts";
import type { Layer, LonLat, Values } from "../model.ts";
import { decimal, type Word } from "../words/capture.ts";
import type { Desk } from "./desk.ts";
import { fieldOf, hasTrait, readAll, typedOf } from "./form.ts";
import type { Piece } from "./piece.ts";
import { completed, type Doubt, doubts, levels, lineDoubts, neighbours, slope } from "./sewer.ts";
import { told } from "./stakeout.ts";

export function Levels({ desk, piece }: { desk: Desk; piece: Piece }) {
  const layer = desk.layer(piece.layer);
  const isPoint = fieldOf(layer, "cover_level") !== undefined;
  const isLine = fieldOf(layer, "invert_from") !== undefined;
  if (!isPoint && !isLine) return null;
  const { values } = readAll(desk.catalogue, layer, piece.typed);
  const point = decimal(desk.language.value);
  // What is pushed or sucked may rise.
  const rises = (of: Layer, its: Values) => hasTrait(desk.catalogue, of, its, "may_rise");
  if (isLine) {
    const asset = piece.asset_id ? desk.world.assets.get(piece.asset_id) : undefined;
    const geometry = piece.geometry ?? asset?.geometry;
    const places =
      geometry?.type === "LineString" ? (geometry.coordinates as unknown as LonLat[]) : [];
    return (
      <Doubts desk={desk} found={lineDoubts(layer, values, length(places), rises(layer, values))} />
    );
  }
  const found = levels(layer, values);
  const whole = completed(found);
  const at = desk.centreOfPiece();
  const lines = desk.world.tangible(at, 5).flatMap((asset) => {
    const other = desk.layer(asset.layer);
    const may_rise = rises(other, asset.values);
    return fieldOf(other, "invert_from")
      ? [{ asset, layer: other, name: desk.name(asset), may_rise }]
      : [];
  });
  const others = neighbours(at, lines);
  const bottom = fieldOf(layer, "invert_level");
  const computed = found.invert === null && whole.invert !== null && bottom;
  return (
    <div class="levels">
      {computed && (
        <p>
          {desk.say("invert_is", { value: `${whole.invert?.toFixed(2).replace(".", point)} m` })}{" "}
          <button
            type="button"
            onClick={() => desk.type(bottom.name, typedOf(whole.invert, point))}
          >
            {desk.say("take_over")}
          </button>
        </p>
      )}
      {whole.invert !== null &&
        others.map((each) => {
          const [from, to] = each.downstream
            ? [whole.invert, each.level_m]
            : [each.level_m, whole.invert];
          const fall = slope(from as number, to as number, each.length_m) * 100;
          const value = `${fall.toFixed(1).replace(".", point)} %`;
          return <p key={each.name}>{desk.say("slope_to", { name: each.name, value })}</p>;
        })}
      <Doubts desk={desk} found={doubts(found, others)} />
    </div>
  );
}

function Doubts({ desk, found }: { desk: Desk; found: Doubt[] }) {
  const point = decimal(desk.language.value);
  return (
    <div role="status">
      {found.map((doubt) => {
        const values = {
          metres: "metres" in doubt ? told(doubt.metres, point) : "",
          percent: "percent" in doubt ? doubt.percent : "",
          with: "with" in doubt ? doubt.with : "",
        };
        return (
          <p class="warn" key={doubt.code + values.with}>
            {desk.say(doubt.code satisfies Word, values).replace(/: $/, "")}
          </p>
        );
      })}
    </div>
  );
}
