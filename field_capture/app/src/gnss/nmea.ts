// What receivers say in NMEA 0183: GGA, GNS, GST and RMC, whatever else is mixed in between.
// Sentences of one moment make one fix. A wrong checksum, a missing one or a position that the
// receiver does not vouch for make none.
import type { Fix } from "../model.ts";
import { SIGMAS_IN_95_PERCENT } from "./fix.ts";

type Quality = NonNullable<Fix["fix_quality"]>;

// GGA's fix quality. 6 to 8 are guessed, typed in or simulated: no positions.
const OF_GGA: Record<string, Quality> = {
  1: "autonomous",
  2: "dgps",
  3: "autonomous",
  4: "rtk_fixed",
  5: "rtk_float",
};
const OF_GNS: Record<string, Quality> = {
  A: "autonomous",
  D: "dgps",
  P: "autonomous",
  R: "rtk_fixed",
  F: "rtk_float",
};
const ORDER: Quality[] = ["rtk_fixed", "rtk_float", "dgps", "autonomous"];

// Standard error of a range by the kind of solution: times HDOP it is what a receiver is worth
// that does not say so itself by GST, metres.
const RANGE_SIGMA_M: Record<Quality, number> = {
  autonomous: 3,
  dgps: 1,
  rtk_float: 0.3,
  rtk_fixed: 0.02,
};

/** Count what was heard, so that a crew sees why nothing comes. */
export interface Heard {
  sentences: number;
  bad_checksum: number;
  no_fix: number;
}

interface Epoch {
  time: string;
  lon?: number;
  lat?: number;
  quality?: Quality;
  satellites?: number;
  hdop?: number;
  altitude?: number;
  east?: number;
  north?: number;
  up?: number;
  speed?: number;
  heading?: number;
  /** Which sentence told the position: RMC knows least, GGA most. */
  rank?: number;
}

const DAY_MS = 86_400_000;
const RMC = 1;
const GNS = 2;
const GGA = 3;

export function checksum(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum ^= text.charCodeAt(at);
  return sum;
}

/** The fields of a sentence; nothing where it is none, or arrived broken. */
export function fields(line: string): string[] | null {
  const found = /^\$([A-Z0-9]{5,6}(?:,[^*$]*)?)\*([0-9A-Fa-f]{2})$/.exec(line.trim());
  if (!found?.[1] || !found[2]) return null;
  return checksum(found[1]) === Number.parseInt(found[2], 16) ? found[1].split(",") : null;
}

/** Degrees from ddmm.mmmm and the letter of the hemisphere. */
export function degrees(text: string, hemisphere: string): number | undefined {
  const found = /^(\d{1,3})(\d{2}(?:\.\d*)?)$/.exec(text);
  const sign = { N: 1, E: 1, S: -1, W: -1 }[hemisphere];
  if (!found || sign === undefined) return undefined;
  const minutes = Number(found[2]);
  const value = Number(found[1]) + minutes / 60;
  const most = "NS".includes(hemisphere) ? 90 : 180;
  return minutes < 60 && value <= most ? sign * value : undefined;
}

const number = (text: string | undefined): number | undefined =>
  text && /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined;

export class Listener {
  readonly heard: Heard = { sentences: 0, bad_checksum: 0, no_fix: 0 };
  private rest = "";
  private day: string | null = null;
  private epoch: Epoch | null = null;
  private readonly now: () => Date;
  private readonly antenna_m: number;

  constructor(now: () => Date, antenna_m = 0) {
    this.now = now;
    this.antenna_m = antenna_m;
  }

  /** Hear what came in; binary is passed over. Bytes are read as Latin-1: one is one character. */
  hear(bytes: Uint8Array | string): Fix[] {
    const text = typeof bytes === "string" ? bytes : latin(bytes);
    const pieces = (this.rest + text).split(/[\r\n]+/);
    // Without a line's end, what is longer than any sentence is binary.
    this.rest = (pieces.pop() ?? "").slice(-200);
    return pieces.flatMap((each) => this.line(each));
  }

  /** The last moment, when nothing more will come. */
  end(): Fix[] {
    const found = [...this.line(this.rest), ...this.told()];
    this.rest = "";
    this.epoch = null;
    return found;
  }

  private line(line: string): Fix[] {
    const start = line.lastIndexOf("$");
    if (start < 0 || line.startsWith("#")) return [];
    // Binary may follow a sentence without an end of line between them.
    const text = /^[^*]*\*[0-9A-Fa-f]{2}/.exec(line.slice(start))?.[0] ?? line.slice(start);
    const parts = fields(text);
    if (!parts) {
      if (/^\$[A-Z]{5},/.test(line.slice(start))) this.heard.bad_checksum++;
      return [];
    }
    this.heard.sentences++;
    const kind = parts[0]?.slice(-3);
    if (kind === "GGA") return this.at(parts[1], (epoch) => this.gga(epoch, parts));
    if (kind === "GNS") return this.at(parts[1], (epoch) => this.gns(epoch, parts));
    if (kind === "GST") return this.at(parts[1], (epoch) => gst(epoch, parts));
    if (kind === "RMC") return this.rmc(parts);
    if (kind === "ZDA") this.zda(parts);
    return [];
  }

  /** Note something of one moment; another moment than before ends that one. */
  private at(time: string | undefined, note: (epoch: Epoch) => void): Fix[] {
    const found = /^\d{6}(\.\d*)?$/.exec(time ?? "");
    if (!found) {
      this.heard.no_fix++;
      return [];
    }
    const moment = String(time).replace(/\.?0*$/, (end) => (end.includes(".") ? "" : end));
    const told = this.epoch && this.epoch.time !== moment ? this.told() : [];
    // The clock went back by hours: it is the next day.
    if (this.day && this.epoch && Number(moment) < Number(this.epoch.time) - 120_000)
      this.day = new Date(Date.parse(this.day) + DAY_MS).toISOString().slice(0, 10);
    if (this.epoch?.time !== moment) this.epoch = { time: moment };
    note(this.epoch as Epoch);
    return told;
  }

  /** Note a position, unless a sentence that knows more has told it for this moment. */
  private position(
    epoch: Epoch,
    [lat, north, lon, east]: readonly (string | undefined)[],
    quality: Quality | undefined,
    rank: number,
  ): boolean {
    if ((epoch.rank ?? 0) > rank) return false;
    const y = degrees(lat ?? "", north ?? "");
    const x = degrees(lon ?? "", east ?? "");
    // Before they have heard a satellite, some receivers fill in zeros.
    if (!quality || y === undefined || x === undefined || (x === 0 && y === 0)) {
      this.heard.no_fix++;
      return false;
    }
    Object.assign(epoch, { lon: x, lat: y, quality, rank });
    return true;
  }

  private gga(epoch: Epoch, parts: string[]) {
    if (!this.position(epoch, parts.slice(2), OF_GGA[parts[6] ?? ""], GGA)) return;
    rest(epoch, number(parts[7]), number(parts[8]), number(parts[9]));
  }

  private gns(epoch: Epoch, parts: string[]) {
    const best = bestMode(parts[6] ?? "");
    if (!this.position(epoch, parts.slice(2), best, GNS)) return;
    rest(epoch, number(parts[7]), number(parts[8]), number(parts[9]));
  }

  private rmc(parts: string[]): Fix[] {
    const found = /^(\d{2})(\d{2})(\d{2})$/.exec(parts[9] ?? "");
    return this.at(parts[1], (epoch) => {
      // Receivers begin in 1980: what sounds like the far future is the last century.
      const century = Number(found?.[3]) >= 80 ? "19" : "20";
      if (found) this.day = `${century}${found[3]}-${found[2]}-${found[1]}`;
      const quality = parts[2] === "A" ? bestMode(parts[12] || "A") : undefined;
      this.position(epoch, parts.slice(3), quality, RMC);
      if (parts[2] !== "A") return;
      const knots = number(parts[7]);
      const course = number(parts[8]);
      if (knots !== undefined) epoch.speed = knots * 0.514444;
      if (course !== undefined) epoch.heading = course;
    });
  }

  private zda(parts: string[]): void {
    const [, , day, month, year] = parts;
    if (/^\d{4}$/.test(year ?? "")) this.day = `${year}-${month}-${day}`;
  }

  private told(): Fix[] {
    const { epoch } = this;
    if (!epoch || epoch.lon === undefined || epoch.lat === undefined || !epoch.quality) return [];
    const sigma =
      epoch.east !== undefined && epoch.north !== undefined
        ? Math.sqrt((epoch.east ** 2 + epoch.north ** 2) / 2)
        : RANGE_SIGMA_M[epoch.quality] * (epoch.hdop ?? 1);
    const fix: Fix = {
      lon: epoch.lon,
      lat: epoch.lat,
      accuracy_m: SIGMAS_IN_95_PERCENT * sigma,
      time: this.time(epoch.time),
      platform: "NMEA",
      source: "nmea",
      fix_quality: epoch.quality,
      antenna_height_m: this.antenna_m,
    };
    if (epoch.satellites !== undefined) fix.satellites = epoch.satellites;
    if (epoch.hdop !== undefined) fix.hdop = epoch.hdop;
    if (epoch.altitude !== undefined) fix.altitude_m = epoch.altitude;
    if (epoch.east !== undefined) fix.sigma_east_m = epoch.east;
    if (epoch.north !== undefined) fix.sigma_north_m = epoch.north;
    if (epoch.up !== undefined) fix.altitude_accuracy_m = epoch.up * 1.96;
    if (epoch.speed !== undefined) fix.speed = epoch.speed;
    if (epoch.heading !== undefined) fix.heading = epoch.heading;
    return [fix];
  }

  /** A receiver that says no date is heard now: the day on which its time is nearest. */
  private time(text: string): string {
    const clock = `${text.slice(0, 2)}:${text.slice(2, 4)}:${text.slice(4, 6)}`;
    const fraction = text.slice(6);
    if (this.day) return new Date(`${this.day}T${clock}${fraction}Z`).toISOString();
    const now = this.now();
    const today = new Date(`${now.toISOString().slice(0, 10)}T${clock}${fraction}Z`);
    const away = Math.round((now.getTime() - today.getTime()) / DAY_MS);
    return new Date(today.getTime() + away * DAY_MS).toISOString();
  }
}

const bestMode = (modes: string): Quality | undefined => {
  const found = [...modes].map((mode) => OF_GNS[mode]);
  return ORDER.find((each) => found.includes(each));
};

function rest(epoch: Epoch, satellites?: number, hdop?: number, altitude?: number) {
  if (satellites !== undefined) epoch.satellites = satellites;
  if (hdop !== undefined && hdop > 0 && hdop < 100) epoch.hdop = hdop;
  if (altitude !== undefined) epoch.altitude = altitude;
}

function gst(epoch: Epoch, parts: string[]) {
  const [north, east, up] = [number(parts[6]), number(parts[7]), number(parts[8])];
  // A zero is no error: it is a receiver that does not know.
  if (north && east) Object.assign(epoch, { north, east });
  if (up) epoch.up = up;
}

const latin = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

/** All fixes of a file. */
export function readAll(
  bytes: Uint8Array | string,
  now: () => Date,
): { fixes: Fix[]; heard: Heard } {
  const listener = new Listener(now);
  const fixes = [...listener.hear(bytes), ...listener.end()];
  return { fixes, heard: listener.heard };
}
