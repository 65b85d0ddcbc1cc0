// The camera at the back, as a stream: for photos and for codes. Whoever opens it ends it.

export type NoCamera = "blocked" | "none" | "busy";

export const hasCamera = (): boolean => Boolean(globalThis.navigator?.mediaDevices?.getUserMedia);

/** Open the camera at the back, or whichever there is. Rejects with a DOMException. */
export function openCamera(size: MediaTrackConstraints = {}): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: "environment" }, ...size },
  });
}

export function closeCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Why there is no picture, as crews can act upon it. */
export function reasonOf(error: unknown): NoCamera {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "blocked";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "none" : "busy";
}

type Torch = MediaTrackCapabilities & { torch?: boolean };

export function hasTorch(stream: MediaStream): boolean {
  const track = stream.getVideoTracks()[0];
  return Boolean((track?.getCapabilities?.() as Torch | undefined)?.torch);
}

export async function setTorch(stream: MediaStream, on: boolean): Promise<void> {
  const wanted = { advanced: [{ torch: on } as MediaTrackConstraintSet] };
  await stream.getVideoTracks()[0]?.applyConstraints(wanted);
}

/** What the camera sees now, as a JPEG; its pixels are let go of at once. */
export async function still(video: HTMLVideoElement): Promise<Blob> {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height) throw new DOMException("no picture yet", "InvalidStateError");
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(video, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.88 });
  canvas.width = canvas.height = 0;
  return blob;
}
