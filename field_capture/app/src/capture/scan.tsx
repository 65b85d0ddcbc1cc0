// Reading a code with the camera, where the browser can; typing it is always possible.
import { useEffect, useRef, useState } from "preact/hooks";
import { closeCamera, hasCamera, openCamera } from "../camera/stream.ts";
import type { Desk } from "./desk.ts";

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorKind = new () => Detector;

const kind = () => (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector;

export const canScan = (): boolean => Boolean(kind() && hasCamera());

const EVERY_MS = 200;

export function Scan({ desk, onCode }: { desk: Desk; onCode: (code: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {desk.say("scan")}
      </button>
      {open && (
        <Camera
          desk={desk}
          onEnd={(code) => {
            setOpen(false);
            if (code) onCode(code);
          }}
        />
      )}
    </>
  );
}

function Camera({ desk, onEnd }: { desk: Desk; onEnd: (code: string | null) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  // The form beneath is drawn anew now and then: the camera stays open meanwhile.
  const told = useRef(onEnd);
  told.current = onEnd;
  useEffect(() => {
    let stream: MediaStream | null = null;
    let timer = 0;
    let ended = false;
    const end = (code: string | null) => {
      if (!ended) told.current(code);
      ended = true;
    };
    const begin = async () => {
      const Kind = kind();
      const opened = await openCamera();
      // It opens slowly, and whoever asked may have left.
      if (!video.current || !Kind || ended) return closeCamera(opened);
      stream = opened;
      video.current.srcObject = stream;
      await video.current.play();
      const detector = new Kind();
      timer = window.setInterval(async () => {
        const found = video.current ? await detector.detect(video.current).catch(() => []) : [];
        if (found[0]) end(found[0].rawValue);
      }, EVERY_MS);
    };
    begin().catch(() => end(null));
    return () => {
      ended = true;
      clearInterval(timer);
      closeCamera(stream);
    };
  }, []);
  return (
    <div class="camera" role="dialog" aria-label={desk.say("scan")}>
      <video ref={video} muted playsInline />
      <p>{desk.say("scan_hint")}</p>
      <button type="button" onClick={() => onEnd(null)}>
        {desk.say("cancel")}
      </button>
    </div>
  );
}
