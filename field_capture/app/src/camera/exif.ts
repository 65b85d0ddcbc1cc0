// When and where a picture was taken, written into it as cameras do (Exif 2.32): a picture out of our
// own viewfinder knows neither, and the server reads both from there.
import type { Fix } from "../model.ts";

type Entry = readonly [tag: number, type: number, count: number, value: Uint8Array];

const ASCII = 2;
const RATIONAL = 5;
const LONG = 4;
const TIFF_HEAD = 8;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;

const ascii = (tag: number, text: string): Entry => {
  const value = new TextEncoder().encode(`${text}\0`);
  return [tag, ASCII, value.length, value];
};

function rationals(tag: number, pairs: readonly (readonly [number, number])[]): Entry {
  const value = new DataView(new ArrayBuffer(8 * pairs.length));
  pairs.forEach(([over, under], at) => {
    value.setUint32(8 * at, over, true);
    value.setUint32(8 * at + 4, under, true);
  });
  return [tag, RATIONAL, pairs.length, new Uint8Array(value.buffer)];
}

const pointer = (tag: number, to: number): Entry => {
  const value = new DataView(new ArrayBuffer(4));
  value.setUint32(0, to, true);
  return [tag, LONG, 1, new Uint8Array(value.buffer)];
};

/** Degrees, minutes and seconds to a ten-thousandth: three millimetres. */
function dms(degrees: number): [number, number][] {
  const units = Math.round(Math.abs(degrees) * 3600 * 10_000);
  const whole = Math.floor(units / 36_000_000);
  const minutes = Math.floor((units % 36_000_000) / 600_000);
  return [
    [whole, 1],
    [minutes, 1],
    [units % 600_000, 10_000],
  ];
}

const sizeOf = (entries: readonly Entry[]): number =>
  6 + entries.reduce((sum, [, , , value]) => sum + 12 + (value.length > 4 ? value.length : 0), 0);

/** A directory as it stands at an offset: its entries, then what is too long for them. */
function directory(entries: readonly Entry[], at: number): Uint8Array {
  const bytes = new Uint8Array(sizeOf(entries));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, entries.length, true);
  let later = 6 + 12 * entries.length;
  entries.forEach(([tag, type, count, value], n) => {
    const from = 2 + 12 * n;
    view.setUint16(from, tag, true);
    view.setUint16(from + 2, type, true);
    view.setUint32(from + 4, count, true);
    if (value.length <= 4) bytes.set(value, from + 8);
    else {
      view.setUint32(from + 8, at + later, true);
      bytes.set(value, later);
      later += value.length;
    }
  });
  return bytes;
}

function tiff(taken: Date, fix: Fix | null): Uint8Array {
  const clock = taken.toISOString().slice(0, 19).replaceAll("-", ":").replace("T", " ");
  const exif = [ascii(DATE_TIME_ORIGINAL, clock), ascii(OFFSET_TIME_ORIGINAL, "+00:00")];
  const gps: Entry[] = fix
    ? [
        ascii(1, fix.lat < 0 ? "S" : "N"),
        rationals(2, dms(fix.lat)),
        ascii(3, fix.lon < 0 ? "W" : "E"),
        rationals(4, dms(fix.lon)),
      ]
    : [];
  const first = fix ? 2 : 1;
  const exifAt = TIFF_HEAD + 6 + 12 * first;
  const gpsAt = exifAt + sizeOf(exif);
  const root = [pointer(EXIF_IFD, exifAt), ...(fix ? [pointer(GPS_IFD, gpsAt)] : [])];
  return joined([
    new Uint8Array([0x49, 0x49, 0x2a, 0, TIFF_HEAD, 0, 0, 0]),
    directory(root, TIFF_HEAD),
    directory(exif, exifAt),
    ...(fix ? [directory(gps, gpsAt)] : []),
  ]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A JPEG without Exif, as canvases make it, with time and place in it. */
export function stamped(jpeg: Uint8Array, taken: Date, fix: Fix | null): Uint8Array<ArrayBuffer> {
  const body = joined([new TextEncoder().encode("Exif\0\0"), tiff(taken, fix)]);
  const length = body.length + 2;
  const mark = new Uint8Array([0xff, 0xe1, length >> 8, length & 0xff]);
  return joined([jpeg.subarray(0, 2), mark, body, jpeg.subarray(2)]);
}
