// To the asset: one arrow, one number, readable at arm's length.

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { sigma } from "../gnss/fix.ts";
import { heading, here } from "../gnss/watch.ts";
import { note, noted } from "../store/notes.ts";
import { decimal } from "../words/capture.ts";
import type { Desk } from "./desk.ts";
import { Sheet } from "./sheet.tsx";
import { beat, compassPoint, told, way } from "./stakeout.ts";

const SOUND = "stakeout.sound";

export function StakeOut({ desk, id }: { desk: Desk; id: string }) {
  const loud = useSignal(noted(SOUND, false));
  const asset = desk.world.assets.get(id);
  const fix = here.value;
  const found = asset && fix ? way([fix.lon, fix.lat], asset, heading.value, sigma(fix)) : null;
  useBeat(found && loud.value ? beat(found.metres) : null);
  if (!asset) return null;
  const point = decimal(desk.language.value);
  return (
    <Sheet
      desk={desk}
      title={`${desk.say("stake_out")}: ${desk.name(asset)}`}
      onClose={() => desk.open(id)}
    >
      {found && fix ? (
        <div class="stakeout">
          <svg viewBox="-50 -50 100 100" role="img" aria-label={`${Math.round(found.bearing)}°`}>
            <circle r="46" fill="none" stroke="currentColor" stroke-width="2" />
            <path
              d="M0 -40 22 30 0 16 -22 30Z"
              fill="currentColor"
              transform={`rotate(${found.turn ?? found.bearing})`}
            />
          </svg>
          <div>
            <p class="figure">{told(found.metres, point)}</p>
            <p>
              {desk.say("bearing", {
                degrees: Math.round(found.bearing),
                point: compassPoint(found.bearing),
              })}{" "}
              · ± {told(sigma(fix), point)}
            </p>
            <p class="good" role="status">
              {found.close && desk.say("arrived")}
            </p>
          </div>
        </div>
      ) : (
        <p>{desk.say("no_position")}</p>
      )}
      <label class="tick">
        <input
          type="checkbox"
          checked={loud.value}
          onChange={(e) => {
            loud.value = e.currentTarget.checked;
            note(SOUND, loud.value);
          }}
        />
        {desk.say("sound")}
      </label>
    </Sheet>
  );
}

/** A beep and a buzz, faster the nearer. */
function useBeat(every: number | null) {
  const audio = useRef<AudioContext | null>(null);
  // Few steps: a timer that restarts at every fix would never ring.
  const step = every === null ? null : Math.ceil(every / 150) * 150;
  useEffect(() => {
    if (step === null) return;
    audio.current ??= new AudioContext();
    const context = audio.current;
    const timer = setInterval(() => {
      navigator.vibrate?.(40);
      const tone = context.createOscillator();
      tone.frequency.value = 880;
      tone.connect(context.destination);
      tone.start();
      tone.stop(context.currentTime + 0.05);
    }, step);
    return () => clearInterval(timer);
  }, [step]);
  useEffect(() => () => void audio.current?.close(), []);
}
