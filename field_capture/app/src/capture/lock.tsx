// Rain types on screens. Under the lock nothing is touched; keys still take points. It opens by a
// long press or by Escape.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "./desk.ts";

const HOLD_MS = 2000;
const TAKES = new Set(["Enter", " ", "AudioVolumeUp", "AudioVolumeDown", "VolumeUp", "VolumeDown"]);

/** Whether a key means "take it": not where somebody writes or a button has the focus. */
function isTaking(event: KeyboardEvent, locked: boolean): boolean {
  if (!TAKES.has(event.key) || event.repeat) return false;
  if (locked) return true;
  const target = event.target as HTMLElement;
  return !target.closest("input, textarea, select, button, a, summary");
}

export function useKeys(desk: Desk) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && desk.locked.value) {
        event.preventDefault();
        desk.locked.value = false;
        return;
      }
      if (!isTaking(event, desk.locked.value)) return;
      const { is } = desk.mode.value;
      if (is === "place") desk.take();
      else if (is === "browse" && !desk.locked.value) desk.pick(desk.view.value.centre);
      else if (!desk.locked.value) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before any button: a lock that lets a key through is none.
    globalThis.addEventListener("keydown", onKeyDown, { capture: true });
    return () => globalThis.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [desk]);
}

export function Lock({ desk }: { desk: Desk }) {
  const [holding, setHolding] = useState(false);
  const timer = useRef(0);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
    return () => clearTimeout(timer.current);
  }, []);
  const hold = () => {
    setHolding(true);
    timer.current = window.setTimeout(() => {
      desk.locked.value = false;
    }, HOLD_MS);
  };
  const release = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  return (
    <div class="lock" role="dialog" aria-modal="true" aria-label={desk.say("locked")}>
      <p>
        <b>{desk.say("locked")}</b>
      </p>
      {desk.mode.value.is === "place" && <p>{desk.say("lock_keys")}</p>}
      <button
        ref={button}
        type="button"
        class={holding ? "primary big holding" : "big"}
        onPointerDown={hold}
        onPointerUp={release}
        onPointerCancel={release}
        onPointerLeave={release}
      >
        {desk.say("unlock")}
      </button>
    </div>
  );
}
