// What is not needed at every capture: the antenna's height, the control point, the receiver, the
// list of what is near, the lock.
import { useState } from "preact/hooks";
import { distance } from "../gnss/metric.ts";
import {
  canBluetooth,
  canSerial,
  connectBluetooth,
  connectSerial,
  disconnect,
  receiver,
} from "../gnss/receiver.ts";
import { say } from "../shell/language.ts";
import { go } from "../shell/router.ts";
import { note, noted } from "../store/notes.ts";
import { AREA } from "../words/area.ts";
import { decimal } from "../words/capture.ts";
import { today } from "./corners.ts";
import type { Desk } from "./desk.ts";
import { number } from "./form.ts";
import { Averaging } from "./place.tsx";
import { Sheet } from "./sheet.tsx";
import { away } from "./snap.ts";
import { told } from "./stakeout.ts";
import { Swatch } from "./swatch.tsx";

export const height = (desk: Desk): string =>
  `${desk.tablet.settings.value.antenna_height_m.toFixed(2).replace(".", decimal(desk.language.value))} m`;

export function Tools({ desk }: { desk: Desk }) {
  return (
    <Sheet desk={desk} title={desk.say("tools")} onClose={() => desk.back()}>
      {!desk.isBusy && <Ways desk={desk} />}
      <Pole desk={desk} />
      <Receiver desk={desk} />
    </Sheet>
  );
}

/** What leads elsewhere: not in the middle of a capture. */
function Ways({ desk }: { desk: Desk }) {
  const checked = checkedToday();
  return (
    <div class="answers">
      <button type="button" onClick={() => (desk.mode.value = { is: "nearby" })}>
        <b>{desk.say("nearby")}</b>
      </button>
      <button type="button" onClick={() => (desk.mode.value = { is: "control" })}>
        <b>{desk.say("control")}</b>
        <span>
          {checked ? desk.say("control_today", { value: checked }) : desk.say("control_open")}
        </span>
      </button>
      <button type="button" onClick={() => takeSection(desk)}>
        <b>{say(AREA.section)}</b>
        <span>{say(AREA.take)}</span>
      </button>
      <button type="button" onClick={() => (desk.locked.value = true)}>
        <b>{desk.say("lock")}</b>
      </button>
    </div>
  );
}

/** What the map shows, offered to be taken along. */
function takeSection(desk: Desk): void {
  const bounds = desk.engine.value?.bounds.map((each) => each.toFixed(6));
  desk.browse();
  if (bounds) go(`/area?bounds=${bounds.join(",")}`);
}

const HIGHEST_M = 20;

function Pole({ desk }: { desk: Desk }) {
  const [typed, setTyped] = useState(() => height(desk).replace(" m", ""));
  const onInput = (text: string) => {
    setTyped(text);
    const metres = number(text);
    if (metres !== null && metres >= 0 && metres <= HIGHEST_M)
      void desk.tablet.change({ antenna_height_m: metres });
  };
  const metres = number(typed);
  const bad = metres === null || metres < 0 || metres > HIGHEST_M;
  return (
    <div class="field">
      <label for="pole">{desk.say("pole_height")} (m)</label>
      <input
        id="pole"
        inputMode="decimal"
        value={typed}
        aria-invalid={bad}
        aria-describedby="pole-help"
        onInput={(e) => onInput(e.currentTarget.value)}
      />
      {bad && <p class="wrong">{desk.say("no_number")}</p>}
      <p class="help" id="pole-help">
        {desk.say("pole_help")}
      </p>
    </div>
  );
}

function Receiver({ desk }: { desk: Desk }) {
  const [trouble, setTrouble] = useState("");
  const antenna = desk.tablet.settings.value.antenna_height_m;
  const attempt = (connect: (antenna: number) => Promise<void>) => async () => {
    setTrouble("");
    await connect(antenna).catch((error: unknown) =>
      // Closing the browser's own list is no trouble.
      setTrouble(
        error instanceof DOMException && error.name === "NotFoundError" ? "" : String(error),
      ),
    );
  };
  const now = receiver.value;
  return (
    <section class="group">
      <h3>{desk.say("receiver")}</h3>
      {now ? (
        <>
          <p>
            {now.name}:{" "}
            {desk.say("receiver_heard", {
              sentences: now.heard.sentences,
              bad: now.heard.bad_checksum,
              none: now.heard.no_fix,
            })}
          </p>
          <button type="button" onClick={() => void disconnect()}>
            {desk.say("receiver_off")}
          </button>
        </>
      ) : (
        <div class="tiles">
          {canSerial() && (
            <button type="button" onClick={attempt(connectSerial)}>
              {desk.say("receiver_usb")}
            </button>
          )}
          {canBluetooth() && (
            <button type="button" onClick={attempt(connectBluetooth)}>
              {desk.say("receiver_bluetooth")}
            </button>
          )}
          {!canSerial() && !canBluetooth() && <p class="help">{desk.say("receiver_none")}</p>}
        </div>
      )}
      {trouble && (
        <p class="warn" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}

const NEAR_M = 50;

/** What is near as a list: for those who do not see the map, and for wet fingers. */
export function Nearby({ desk }: { desk: Desk }) {
  const at = desk.view.value.centre;
  const found = desk.world.nearest(at, NEAR_M, null, 20);
  const point = decimal(desk.language.value);
  return (
    <Sheet desk={desk} title={desk.say("nearby")} onClose={() => desk.browse()} tall>
      {found.length === 0 && <p>{desk.say("nothing_near")}</p>}
      <div class="answers">
        {found.map((asset) => {
          const layer = desk.layer(asset.layer);
          return (
            <button type="button" key={asset.id} onClick={() => desk.show(asset)}>
              <b>
                <Swatch layer={layer} /> {desk.label(layer)} {desk.world.code(asset)}
              </b>
              <span>{told(away(at, asset), point)}</span>
            </button>
          );
        })}
      </div>
    </Sheet>
  );
}

const CONTROL = "control";

function checkedToday(): string | null {
  const found = noted<{ day: string; value: string } | null>(CONTROL, null);
  return found?.day === today() ? found.value : null;
}

// Beyond this many standard errors of both positions something else is wrong.
const EXPECTED_SIGMAS = 3;

/** At the day's start: what does the receiver say of a point that is known? */
export function Control({ desk }: { desk: Desk }) {
  const known = desk.world
    .nearest(desk.view.value.centre, NEAR_M, null, 20)
    .filter((each) => each.geometry.type === "Point" && each.accuracy_m !== null)
    .sort((a, b) => (a.accuracy_m ?? 0) - (b.accuracy_m ?? 0))
    .slice(0, 6);
  const [chosen, setChosen] = useState<string | null>(null);
  const asset = known.find((each) => each.id === chosen);
  const estimate = desk.estimate.value;
  const point = decimal(desk.language.value);
  const metres = asset && estimate ? distance([estimate.lon, estimate.lat], placeOf(asset)) : null;
  const allowed =
    asset && estimate
      ? EXPECTED_SIGMAS * Math.hypot(estimate.accuracy_m, asset.accuracy_m ?? 0)
      : 0;
  const good = metres !== null && metres <= allowed;
  const value = metres === null ? "" : told(metres, point);
  const keep = () => {
    note(CONTROL, { day: today(), value });
    desk.browse();
  };
  return (
    <Sheet
      desk={desk}
      title={desk.say("control")}
      onClose={() => desk.browse()}
      actions={
        <button type="button" class="primary big" disabled={metres === null} onClick={keep}>
          {desk.say("take_over")}
        </button>
      }
    >
      <p>{desk.say("control_help")}</p>
      <fieldset class="field">
        <legend>{desk.say("control_pick")}</legend>
        <div class="chips">
          {known.map((each) => (
            <button
              type="button"
              key={each.id}
              aria-pressed={chosen === each.id}
              onClick={() => {
                setChosen(each.id);
                desk.gathered.value = [];
              }}
            >
              {desk.name(each)} · ± {told(each.accuracy_m ?? 0, point)}
            </button>
          ))}
        </div>
        {known.length === 0 && <p class="help">{desk.say("nothing_near")}</p>}
      </fieldset>
      {asset && <Averaging desk={desk} wanted_m={asset.accuracy_m ?? 1} />}
      {metres !== null && (
        <p class={good ? "good" : "warn"} role="status">
          {desk.say(good ? "control_good" : "control_bad", { value })}
        </p>
      )}
    </Sheet>
  );
}

const placeOf = (asset: { geometry: { coordinates: unknown } }): [number, number] =>
  asset.geometry.coordinates as [number, number];
