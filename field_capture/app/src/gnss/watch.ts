// Where the tablet is: one watch for all screens, from the device itself or from a receiver.
import { signal } from "@preact/signals";
import type { Fix } from "../model.ts";
import { fromGeolocation } from "./fix.ts";

export type Trouble = "denied" | "unavailable" | "unsupported";

export const here = signal<Fix | null>(null);
export const trouble = signal<Trouble | null>(null);
/** Degrees clockwise from north in which the tablet points, where it knows. */
export const heading = signal<number | null>(null);

const listeners = new Set<(fix: Fix) => void>();
let watching: number | null = null;
let asking = 0;
let users = 0;
let receiver = false;
let antenna = () => 0;

export function setAntenna(height: () => number) {
  antenna = height;
}

/** Hear every fix from now on; returns what ends it. */
export function onFix(listener: (fix: Fix) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tell(fix: Fix) {
  here.value = fix;
  trouble.value = null;
  for (const each of [...listeners]) each(fix);
}

/** While a receiver speaks, the device's own position is not asked. */
export function useReceiver(on: boolean) {
  receiver = on;
}

/** Begin to watch; the last one to stop ends it, which spares the battery. */
export function watch(): () => void {
  users++;
  if (users === 1) begin();
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    users--;
    if (users > 0 || watching === null) return;
    navigator.geolocation.clearWatch(watching);
    clearInterval(asking);
    watching = null;
  };
}

function begin() {
  if (!navigator.geolocation) {
    trouble.value = "unsupported";
    return;
  }
  watching = navigator.geolocation.watchPosition(heard, failed, HOW);
  asking = setInterval(ask, ASK_MS) as unknown as number;
}

const HOW = { enableHighAccuracy: true, maximumAge: 0, timeout: 30_000 };
const ASK_MS = 5_000;
/** What the time is, every few seconds: a fix grows old without anybody saying so. */
export const clock = signal(Date.now());

function heard(position: GeolocationPosition) {
  const fix = fromGeolocation(position, antenna());
  if (fix && !receiver) tell(fix);
}

function failed(error: GeolocationPositionError) {
  if (receiver) return;
  if (error.code === error.PERMISSION_DENIED) trouble.value = "denied";
  else if (error.code === error.POSITION_UNAVAILABLE) trouble.value = "unavailable";
}

/** Some browsers tell nothing new while one stands still: then they are asked. */
function ask() {
  clock.value = Date.now();
  const last = here.value;
  if (receiver || !last || clock.value - Date.parse(last.time) < 2 * ASK_MS) return;
  navigator.geolocation.getCurrentPosition(confirmed, () => {}, HOW);
}

/** The same fix again is still true, but no second measurement: an average must not count it. */
function confirmed(position: GeolocationPosition) {
  const last = here.value;
  if (last && position.timestamp <= Date.parse(last.time)) {
    if (!receiver) here.value = { ...last, time: new Date().toISOString() };
  } else heard(position);
}

/** Forget a position that is older than what a walking crew may trust, milliseconds. */
export const STALE_MS = 15_000;
export const isStale = (fix: Fix, now: number): boolean => now - Date.parse(fix.time) > STALE_MS;

type Compass = DeviceOrientationEvent & { webkitCompassHeading?: number };

/** Degrees from north out of what the sensor says; null where it knows no north. */
export function compass(event: Compass, screenAngle: number): number | null {
  if (typeof event.webkitCompassHeading === "number")
    return (event.webkitCompassHeading + screenAngle + 360) % 360;
  if (!event.absolute || event.alpha === null) return null;
  return (360 - event.alpha + screenAngle + 360) % 360;
}

type Asking = typeof DeviceOrientationEvent & { requestPermission?: () => Promise<string> };

let listening = false;

/** Listen to the compass from now on; iOS wants to be asked from a tap, and may be asked again. */
export async function watchHeading(): Promise<void> {
  const kind = globalThis.DeviceOrientationEvent as Asking | undefined;
  if (!kind || listening) return;
  listening = true;
  const answer = (await kind.requestPermission?.().catch(() => "denied")) ?? "granted";
  if (answer !== "granted") {
    listening = false;
    return;
  }
  const name =
    "ondeviceorientationabsolute" in globalThis ? "deviceorientationabsolute" : "deviceorientation";
  globalThis.addEventListener(name, (event) => {
    const told = compass(event as Compass, globalThis.screen?.orientation?.angle ?? 0);
    if (told !== null) heading.value = told;
  });
}
