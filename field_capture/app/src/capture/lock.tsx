// Rain types on screens. Under the lock nothing is touched; a key pressed still takes the point. It
// opens where a finger or a key is held for two seconds, or by Escape.
import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { route } from "../shell/router.ts";
import type { Desk } from "./desk.ts";
import { Holding } from "./holding.ts";

const HOLD_MS = 2000;
const TAKES = new Set(["Enter", " ", "AudioVolumeUp", "AudioVolumeDown", "VolumeUp", "VolumeDown"]);

/** Whether a key means "take it": not where somebody writes or a button has the focus. */
function isTaking(event: KeyboardEvent): boolean {
  if (!TAKES.has(event.key) || event.repeat) return false;
  const target = event.target as HTMLElement;
  return !target.closest("input, textarea, select, button, a, summary, dialog");
}

/** Take by a key what the crosshair or the receiver shows; under the lock, `Lock` hears the keys. */
export function useKeys(desk: Desk) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (desk.locked.value || !isTaking(event)) return;
      const { is } = desk.mode.value;
      if (is === "place") desk.take();
      else if (is === "browse") desk.pick(desk.view.value.centre);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    globalThis.addEventListener("keydown", onKeyDown, { capture: true });
    return () => globalThis.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [desk]);
}

/** Hear every key before any button does: a lock that lets one through is none. */
function useLockedKeys(desk: Desk, holding: Holding) {
  // From the first moment in which it is seen: a key between would be nobody's.
  useLayoutEffect(() => {
    const swallow = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopPropagation();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      swallow(event);
      if (event.key === "Escape") desk.locked.value = false;
      else if (TAKES.has(event.key) && !event.repeat) holding.begin(event.key);
    };
    const onKeyUp = (event: KeyboardEvent) => {
      swallow(event);
      if (holding.release(event.key) && desk.mode.value.is === "place") desk.take();
    };
    // Whoever looks elsewhere holds nothing any more.
    const onBlur = () => holding.cancel();
    globalThis.addEventListener("keydown", onKeyDown, { capture: true });
    globalThis.addEventListener("keyup", onKeyUp, { capture: true });
    globalThis.addEventListener("blur", onBlur);
    return () => {
      globalThis.removeEventListener("keydown", onKeyDown, { capture: true });
      globalThis.removeEventListener("keyup", onKeyUp, { capture: true });
      globalThis.removeEventListener("blur", onBlur);
      holding.cancel();
    };
  }, [desk, holding]);
}

export function Lock({ desk }: { desk: Desk }) {
  const holding = useMemo(
    () =>
      new Holding(HOLD_MS, () => {
        desk.locked.value = false;
      }),
    [desk],
  );
  useLockedKeys(desk, holding);
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  // Above everything: the doors to the other screens are no more for the rain than the map.
  useLayoutEffect(() => {
    dialog.current?.showModal();
    button.current?.focus();
  }, []);
  // By the browser's own way back there is nothing left to be locked.
  useSignalEffect(() => {
    if (route.value.screen !== "map") desk.locked.value = false;
  });
  const done = Math.round(holding.progress.value * 100);
  const release = (event: PointerEvent) => void holding.release(`pointer ${event.pointerId}`);
  return (
    <dialog
      ref={dialog}
      class="lock"
      aria-label={desk.say("locked")}
      onClose={() => {
        desk.locked.value = false;
      }}
    >
      <div>
        <p>
          <b>{desk.say("locked")}</b>
        </p>
        {desk.mode.value.is === "place" && <p>{desk.say("lock_keys")}</p>}
        <button
          ref={button}
          type="button"
          class="big"
          aria-describedby="unlock-how"
          onPointerDown={(event) => holding.begin(`pointer ${event.pointerId}`)}
          onPointerUp={release}
          onPointerCancel={release}
          onPointerLeave={release}
          onContextMenu={(event) => event.preventDefault()}
        >
          {desk.say("unlock")}
        </button>
        <progress aria-label={desk.say("unlocking")} max={100} value={done} />
        <p id="unlock-how">{desk.say("unlock_how")}</p>
        <p class="visually-hidden" role="status">
          {done > 0 && desk.say("unlocking")}
        </p>
      </div>
    </dialog>
  );
}
