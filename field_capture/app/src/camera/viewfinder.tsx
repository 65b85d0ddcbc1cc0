// The camera within the app. A tablet with little memory ends the browser while the system's own
// camera is open, and what was being captured with it; here nothing is left. It stays open for
// several photos, and lets go of the camera whenever nobody looks.
import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../shell/language.ts";
import { CAMERA } from "../words/camera.ts";
import {
  closeCamera,
  hasTorch,
  type NoCamera,
  openCamera,
  reasonOf,
  setTorch,
  still,
} from "./stream.ts";

interface Props {
  title: string;
  /** How many photos there are, and how many there may be. */
  count: number;
  most: number;
  onPhoto: (picture: Blob) => void;
  /** Ended by the crew, or because there is no camera to be had. */
  onEnd: (why: NoCamera | null) => void;
}

// Enough to read a type plate; more only fills the tablet.
const SIZE = { width: { ideal: 2048 }, height: { ideal: 1536 } };
const SHUTTERS = new Set(["AudioVolumeUp", "AudioVolumeDown", "VolumeUp", "VolumeDown", "Camera"]);

export function Viewfinder({ title, count, most, onPhoto, onEnd }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [torch, setOn] = useState(false);
  const [busy, setBusy] = useState(false);
  const shutter = useRef<HTMLButtonElement>(null);
  const [live, setLive] = useState(false);
  const ready = stream !== null && live && count < most;

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => watchCamera(setStream, onEnd), []);
  useEffect(() => {
    setOn(false);
    setLive(false);
    const place = video.current;
    if (!place) return;
    place.srcObject = stream;
    if (stream) place.play().catch(() => {});
  }, [stream]);

  const shoot = async () => {
    if (!ready || busy || !video.current) return;
    setBusy(true);
    try {
      onPhoto(await still(video.current));
    } catch {
      // The camera went away in this moment: it is asked for again, and the count says what is there.
    } finally {
      setBusy(false);
    }
  };
  // A key at the tablet's edge, wherever the focus is.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!SHUTTERS.has(event.key)) return;
      event.preventDefault();
      if (!event.repeat) void shoot();
    };
    globalThis.addEventListener("keydown", onKeyDown, { capture: true });
    return () => globalThis.removeEventListener("keydown", onKeyDown, { capture: true });
  });
  useEffect(() => {
    if (ready) shutter.current?.focus();
  }, [ready]);
  const light = () => {
    if (!stream) return;
    setTorch(stream, !torch).then(
      () => setOn(!torch),
      () => {},
    );
  };
  return (
    <dialog
      ref={dialog}
      class="viewfinder"
      aria-label={title}
      // The sheet behind has keys of its own.
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault();
        onEnd(null);
      }}
    >
      <video
        ref={video}
        muted
        playsInline
        class={busy ? "taking" : ""}
        onLoadedData={() => setLive(true)}
      />
      <p role="status">
        {live ? "" : say(CAMERA.opening)}
        {live && count > 0 ? taken(count) : ""}
        {count >= most ? ` · ${say(CAMERA.most)}` : ""}
      </p>
      <div class="controls">
        <button type="button" onClick={() => onEnd(null)}>
          {say(CAMERA.done)}
        </button>
        <button
          ref={shutter}
          type="button"
          class="release"
          aria-label={say(CAMERA.shutter)}
          disabled={!ready}
          onClick={() => void shoot()}
        />
        {stream && hasTorch(stream) ? (
          <button type="button" aria-pressed={torch} onClick={light}>
            {say(CAMERA.torch)}
          </button>
        ) : (
          <span />
        )}
      </div>
    </dialog>
  );
}

export const taken = (count: number): string =>
  count === 1 ? say(CAMERA.taken_one) : say(CAMERA.taken, { n: count });

/** Keep the camera open as long as the screen is seen; returns what ends it. */
function watchCamera(
  tell: (stream: MediaStream | null) => void,
  onEnd: (why: NoCamera) => void,
): () => void {
  let ended = false;
  let open: MediaStream | null = null;
  let opening = false;
  const begin = async () => {
    if (opening || open || ended || document.hidden) return;
    opening = true;
    try {
      const found = await openCamera(SIZE);
      if (ended || document.hidden) closeCamera(found);
      else {
        open = found;
        // Somebody rings, or another app takes the camera: it is asked for again when they are gone.
        found.getVideoTracks()[0]?.addEventListener("ended", end, { once: true });
        tell(found);
      }
    } catch (error) {
      if (!ended) onEnd(reasonOf(error));
    } finally {
      opening = false;
    }
  };
  const end = () => {
    closeCamera(open);
    open = null;
    tell(null);
  };
  const look = () => (document.hidden ? end() : void begin());
  document.addEventListener("visibilitychange", look);
  void begin();
  return () => {
    ended = true;
    document.removeEventListener("visibilitychange", look);
    closeCamera(open);
  };
}
