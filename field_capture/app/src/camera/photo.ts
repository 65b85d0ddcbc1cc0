// Photos as they come from the camera: looked at before they are kept, never after.
import type { Fix } from "../model.ts";
import type { PhotoDraft } from "../tablet.ts";
import { stamped } from "./exif.ts";

export const MOST_BYTES = 25_000_000;
export const MOST_PHOTOS = 20;

export type Unfit = "heic" | "no_photo" | "too_large" | "empty";

/** What a file is by its first bytes; its name says nothing. */
export function typeOf(
  bytes: Uint8Array,
): "image/jpeg" | "image/png" | "image/webp" | "heic" | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "image/webp";
  if (text(4, 8) === "ftyp" && /^(hei|hev|mif1|msf1)/.test(text(8, 12))) return "heic";
  return null;
}

/** Take a photo in, or say why not. */
export async function take(
  file: Blob & { name?: string },
  fix: Fix | null,
  now: Date,
): Promise<PhotoDraft | Unfit> {
  if (file.size === 0) return "empty";
  if (file.size > MOST_BYTES) return "too_large";
  const bytes = await file.arrayBuffer();
  const type = typeOf(new Uint8Array(bytes, 0, Math.min(16, bytes.byteLength)));
  if (type === "heic") return "heic";
  if (type === null) return "no_photo";
  return draft(bytes, type, fix, now);
}

/** Take in what was drawn upon a canvas: it knows neither time nor place, and is told both. */
export async function takeDrawn(blob: Blob, fix: Fix | null, now: Date): Promise<PhotoDraft> {
  const bytes = stamped(new Uint8Array(await blob.arrayBuffer()), now, fix);
  return draft(bytes.buffer, "image/jpeg", fix, now);
}

const ENDINGS = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" };

function draft(
  bytes: ArrayBuffer,
  type: keyof typeof ENDINGS,
  fix: Fix | null,
  now: Date,
): PhotoDraft {
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 17);
  const name = `${stamp}.${ENDINGS[type]}`;
  return { bytes, type, name, caption: "", taken: now.toISOString(), fix };
}

const LONGEST_PX = 4096;

/** The same picture with fewer pixels, upright; what the camera wrote into it is gone with them. */
export async function smaller(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const share = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const size = [picture.width, picture.height].map((each) => Math.max(1, Math.round(each * share)));
  const [width, height] = size as [number, number];
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  picture.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.88 });
}
