// Distances by tape to things that are known, and what they say together.
import { useEffect, useState } from "preact/hooks";
import { tape } from "../gnss/tape.ts";
import type { LonLat } from "../model.ts";
import { decimal } from "../words/capture.ts";
import type { Desk } from "./desk.ts";
import { number } from "./form.ts";
import { told } from "./stakeout.ts";

interface Known {
  name: string;
  place: LonLat;
  sigma_m: number;
  typed: string;
}

const MOST = 3;

export function Tape({ desk }: { desk: Desk }) {
  const [known, setKnown] = useState<Known[]>([]);
  const [side, setSide] = useState<number | null>(null);
  const measured = known.flatMap((each) => {
    const metres = number(each.typed);
    return metres !== null && metres > 0 ? [{ from: each.place, metres, sigma: each.sigma_m }] : [];
  });
  const result = measured.length > 1 ? tape(measured) : null;
  const isFound = result !== null && typeof result !== "string";
  const places = isFound ? result.places : [];
  const key = JSON.stringify([places, side]);

  useEffect(() => {
    const chosen = side === null ? places : places.slice(side, side + 1);
    // What is measured from is never better known than itself.
    const from = Math.max(0, ...measured.map((each) => each.sigma));
    const sigma_m = isFound ? Math.hypot(result.accuracy_m, result.residual_m, from) : 0;
    desk.found.value = places.length > 0 ? { places: chosen, sigma_m } : null;
  }, [key]);

  const add = () => {
    const corner = desk.cornerOf(desk.view.value.centre);
    const found = desk.snapped.value;
    const name = found
      ? desk.name(found.asset)
      : desk.say("point_name", { number: known.length + 1 });
    const sigma_m = corner.fix.accuracy_m / 2.4477;
    setKnown([...known, { name, place: corner.place, sigma_m, typed: "" }]);
    setSide(null);
  };
  const type = (at: number, typed: string) => {
    setKnown(known.with(at, { ...(known[at] as Known), typed }));
    setSide(null);
  };
  const point = decimal(desk.language.value);
  return (
    <div class="tape">
      <p>{desk.say("tape_help")}</p>
      {known.map((each, at) => (
        <label key={`${each.place}`}>
          <span>{desk.say("tape_distance", { name: each.name })}</span>
          <input
            inputMode="decimal"
            value={each.typed}
            onInput={(e) => type(at, e.currentTarget.value)}
          />
        </label>
      ))}
      {known.length < MOST && (
        <button type="button" onClick={add}>
          {desk.say("tape_point")}
        </button>
      )}
      {typeof result === "string" && (
        <p class="warn">{desk.say(result === "too_few" ? "too_few_distances" : result)}</p>
      )}
      {isFound && (
        <p class={result.residual_m > 0.1 ? "warn" : "good"} aria-live="polite">
          {measured.length > 2 &&
            `${desk.say("tape_residual", { value: told(result.residual_m, point) })} · `}
          ± {told(desk.found.value?.sigma_m ?? result.accuracy_m, point)}
        </p>
      )}
      {places.length > 1 && (
        <fieldset class="ways">
          <legend class="visually-hidden">{desk.say("tape_title")}</legend>
          {places.map((place, at) => (
            <button
              type="button"
              key={`${place}`}
              aria-pressed={side === at}
              onClick={() => {
                setSide(at);
                desk.engine.value?.go(place);
              }}
            >
              {desk.say("tape_side", { number: at + 1 })}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
