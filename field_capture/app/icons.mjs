// Draws the app's icons as PNG, in the sizes that home screens want: the sign of icon.svg, so that
// no picture has to be committed. `maskable` leaves the edge free, which the system cuts off.
import { deflateSync } from "node:zlib";

const GREEN = [0x0b, 0x5a, 0x42];
const WHITE = [0xff, 0xff, 0xff];
const SAMPLES = 4; // in each direction of a pixel: smooth edges

/** What stands at a place of the unit square: a network of three lines and their nodes. */
function colour(x, y, size) {
  const nodes = [
    [112, 368],
    [216, 240],
    [312, 296],
    [400, 152],
  ].map(([u, v]) => [0.5 + (u / 512 - 0.5) * size, 0.5 + (v / 512 - 0.5) * size]);
  if (nodes.some(([u, v]) => Math.hypot(x - u, y - v) < 0.07 * size)) return WHITE;
  for (const at of [0, 1, 2]) {
    if (toSegment(x, y, nodes[at], nodes[at + 1]) < 0.027 * size) return WHITE;
  }
  return GREEN;
}

function toSegment(x, y, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function draw(pixels, size) {
  const rows = Buffer.alloc(pixels * (1 + pixels * 3));
  for (let row = 0, at = 0; row < pixels; row++) {
    rows[at++] = 0; // no filter
    for (let column = 0; column < pixels; column++) {
      const sum = [0, 0, 0];
      for (let n = 0; n < SAMPLES * SAMPLES; n++) {
        const x = (column + ((n % SAMPLES) + 0.5) / SAMPLES) / pixels;
        const y = (row + (Math.floor(n / SAMPLES) + 0.5) / SAMPLES) / pixels;
        colour(x, y, size).forEach((value, band) => {
          sum[band] += value;
        });
      }
      for (const value of sum) rows[at++] = Math.round(value / (SAMPLES * SAMPLES));
    }
  }
  return rows;
}

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, check]);
}

function png(pixels, size) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(pixels, 0);
  head.writeUInt32BE(pixels, 4);
  head.set([8, 2, 0, 0, 0], 8); // eight bits, red green blue
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(draw(pixels, size), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Name and content of each icon. */
export function icons() {
  return [
    ["icon-192.png", png(192, 1.15)],
    ["icon-512.png", png(512, 1.15)],
    ["icon-maskable-512.png", png(512, 0.85)],
  ];
}
