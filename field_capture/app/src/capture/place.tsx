// Where it is: at the crosshair, where the receiver stands, or by tape.
import { useState } from "preact/hooks";
import { meets } from "../gnss/demand.ts";
import { sigma } from "../gnss/fix.ts";
import { area, length, plane } from "../gnss/metric.ts";
import { here, trouble } from "../gnss/watch.ts";
import type { Fix, LonLat } from "../model.ts";
import { locale } from "../shell/language.ts";
import { decimal } from "../words/capture.ts";
import type { Desk } from "./desk.ts";
import { number } from "./form.ts";
import type { Mode, Way } from "./mode.ts";
import { Sheet } from "./sheet.tsx";
import { flaw } from "./sketch.ts";
import { told } from "./stakeout.ts";
import { Tape } from "./tape.tsx";

type Placing = Extract<Mode, { is: "place" }>;

export function Place({ desk, mode }: { desk: Desk; mode: Placing }) {
  const layer = desk.layer(mode.layer);
  const way = desk.way.value;
  const isPoint = mode.shape === "point";
  const ways: [Way, string][] = [
    ["gnss", desk.say("by_gnss")],
    ["map", desk.say("by_map")],
    ...(isPoint ? ([["tape", desk.say("by_tape")]] as [Way, string][]) : []),
  ];
  const choose = (each: Way) => {
    desk.gathered.value = [];
    desk.found.value = null;
    desk.provisional.value = false;
    desk.way.value = each;
  };
  const close = () => {
    if (!desk.isSketching || window.confirm(desk.say("discard_ask"))) desk.browse();
  };
  const takes = way === "gnss" ? desk.say("take_position") : desk.say("take_here");
  const ready = isReady(desk);
  const actions = isPoint ? (
    <button type="button" class="primary big" disabled={!ready} onClick={() => desk.take()}>
      {takes}
    </button>
  ) : (
    <Corners desk={desk} mode={mode} ready={ready} />
  );
  return (
    <Sheet desk={desk} title={desk.label(layer)} onClose={close} actions={actions}>
      <fieldset class="ways">
        <legend class="visually-hidden">{desk.say("move")}</legend>
        {ways.map(([each, label]) => (
          <button type="button" key={each} aria-pressed={way === each} onClick={() => choose(each)}>
            {label}
          </button>
        ))}
      </fieldset>
      {desk.demand.value === "rtk_fixed" && (
        <p class="help">
          {desk.say("asked", {
            wanted: `± ${told(layer.accuracy_m, decimal(desk.language.value))}`,
          })}
        </p>
      )}
      {way === "gnss" && <Averaging desk={desk} wanted_m={layer.accuracy_m} />}
      {way === "map" && <Snapped desk={desk} />}
      {way === "tape" && <Tape desk={desk} />}
      {!isPoint && <Sketched desk={desk} mode={mode} />}
      {/* Here, for under the lock a key takes what is being placed. */}
      <button type="button" class="lock-here" onClick={() => (desk.locked.value = true)}>
        {desk.say("lock")}
      </button>
    </Sheet>
  );
}

function isReady(desk: Desk): boolean {
  if (desk.way.value === "gnss") return desk.estimate.value !== null;
  return desk.way.value === "map" || desk.found.value?.places.length === 1;
}

/** What the crosshair is on, in words: the ring on the map says it to the eyes. */
function Snapped({ desk }: { desk: Desk }) {
  const found = desk.snapped.value;
  return (
    <p class="snapped" aria-live="polite">
      {found
        ? desk.say("snapped", {
            name: `${desk.label(desk.layer(found.asset.layer))} ${desk.world.code(found.asset)}`,
          })
        : " "}
    </p>
  );
}

/** The running average, and whether it is good enough for this layer. */
export function Averaging({ desk, wanted_m }: { desk: Desk; wanted_m: number }) {
  const found = desk.estimate.value;
  const fix = here.value;
  const point = decimal(desk.language.value);
  const walking = desk.walking.value;
  if (!found && fix && !desk.provisional.value && !meets(fix, desk.demand.value))
    return <Unfixed desk={desk} fix={fix} />;
  if (walking) return null;
  if (!found || !fix) {
    const why = trouble.value;
    if (why === "denied") return <p class="warn">{desk.say("position_denied")}</p>;
    if (why) return <p class="warn">{desk.say("position_unavailable")}</p>;
    return <p>{desk.say("wait_for_fixes")}</p>;
  }
  const good = found.accuracy_m <= wanted_m && !isLoose(desk);
  const wanted = `± ${told(wanted_m, point)}`;
  return (
    <div class="averaging">
      <p class="figure">
        ± {told(found.accuracy_m, point)} <small>{desk.say(fix.fix_quality ?? "autonomous")}</small>
      </p>
      <p class={good ? "good" : "warn"}>{verdict(desk, good, wanted)}</p>
      <p>
        {desk.say("fixes", { count: found.used })}
        {found.rejected > 0 && ` · ${desk.say("left_out", { count: found.rejected })}`}{" "}
        <small>± {told(sigma(fix), point)}</small>
      </p>
      <button type="button" onClick={() => (desk.gathered.value = [])}>
        {desk.say("anew")}
      </button>
    </div>
  );
}

function verdict(desk: Desk, good: boolean, wanted: string): string {
  if (good) return desk.say("good_enough", { wanted });
  if (!isLoose(desk)) return desk.say("not_good_enough", { wanted });
  const mode = desk.mode.value;
  const isNew = mode.is === "place" && mode.purpose === "create";
  return desk.say(isNew ? "provisional_new" : "provisional_known");
}

/** Whether nothing that was heard is fixed, where that is asked for. */
const isLoose = (desk: Desk): boolean =>
  desk.gathered.value.some((fix) => !meets(fix, desk.demand.value));

/** The layer asks for a fixed solution, and there is none yet: what is heard meanwhile does not count. */
function Unfixed({ desk, fix }: { desk: Desk; fix: Fix }) {
  const solution = desk.say(fix.fix_quality ?? "autonomous");
  const now = `${solution} ± ${told(sigma(fix), decimal(desk.language.value))}`;
  return (
    <div class="averaging">
      <p class="warn">{desk.say("wait_for_fixed", { now })}</p>
      <button type="button" onClick={() => (desk.provisional.value = true)}>
        {desk.say("provisional")}
      </button>
      <p class="help">{desk.say("provisional_help")}</p>
    </div>
  );
}

function Sketched({ desk, mode }: { desk: Desk; mode: Placing }) {
  const places = desk.corners.value.map((each) => each.place);
  const point = decimal(desk.language.value);
  const wrong = places.length > 0 ? flaw(mode.shape, desk.corners.value) : null;
  const squared = `${Math.round(area(places)).toLocaleString(locale())} m²`;
  return (
    <>
      <p class="sketched" aria-live="polite">
        {desk.say("points", { count: places.length })}
        {places.length > 1 && ` · ${desk.say("length", { value: told(length(places), point) })}`}
        {mode.shape === "polygon" &&
          places.length > 2 &&
          ` · ${desk.say("area", { value: squared })}`}
      </p>
      {wrong && wrong !== "too_few" && <p class="warn">{desk.say(wrong)}</p>}
      {places.length > 0 && desk.way.value === "map" && <Measured desk={desk} />}
    </>
  );
}

/** The next corner by a measured distance, in the direction of the crosshair. */
function Measured({ desk }: { desk: Desk }) {
  const [typed, setTyped] = useState("");
  const metres = number(typed);
  const from = desk.corners.value.at(-1)?.place;
  const add = () => {
    if (!from || metres === null || metres <= 0) return;
    const to = towards(from, desk.view.value.centre, metres);
    if (!to) return;
    desk.push({ ...desk.cornerOf(to), place: to, on: null, code: null });
    setTyped("");
  };
  return (
    <div class="measured">
      <label>
        <span>{desk.say("measured_help")}</span>
        <input inputMode="decimal" value={typed} onInput={(e) => setTyped(e.currentTarget.value)} />
      </label>
      <button type="button" disabled={!metres || metres <= 0} onClick={add}>
        {desk.say("measured")}
      </button>
    </div>
  );
}

function towards(from: LonLat, to: LonLat, metres: number): LonLat | null {
  const there = plane(from);
  const [east, north] = there.to(to);
  const whole = Math.hypot(east, north);
  return whole === 0 ? null : there.from([(east / whole) * metres, (north / whole) * metres]);
}

function Corners({ desk, mode, ready }: { desk: Desk; mode: Placing; ready: boolean }) {
  const corners = desk.corners.value;
  const done = flaw(mode.shape, corners) === null;
  const walking = desk.walking.value;
  const picked = desk.picked.value !== null;
  return (
    <>
      <button type="button" disabled={corners.length === 0} onClick={() => desk.undo()}>
        {desk.say("undo")}
      </button>
      {desk.way.value === "gnss" && (
        <button type="button" aria-pressed={walking} onClick={() => desk.walk(!walking)}>
          {desk.say(walking ? "walk_stop" : "walk")}
        </button>
      )}
      {picked ? (
        <button type="button" class="primary" onClick={() => desk.moveCorner()}>
          {desk.say("move_corner")}
        </button>
      ) : (
        <button
          type="button"
          class="primary"
          disabled={!ready || walking}
          onClick={() => desk.take()}
        >
          {desk.say("corner_here")}
        </button>
      )}
      <button
        type="button"
        class={done ? "primary" : ""}
        disabled={!done || walking}
        onClick={() => desk.placed()}
      >
        {desk.say(mode.purpose === "redraw" ? "save" : "finish")}
      </button>
    </>
  );
}
