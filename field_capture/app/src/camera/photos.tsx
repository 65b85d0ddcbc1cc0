// The photos of what is in hand, be it a capture or a task: taken in the viewfinder or with the
// device's own camera, looked at before they are kept, shown small, kept whole.
import { useEffect, useMemo, useState } from "preact/hooks";
import { here, watch } from "../gnss/watch.ts";
import type { Fix } from "../model.ts";
import { Icon } from "../shell/icon.tsx";
import { say } from "../shell/language.ts";
import type { PhotoDraft } from "../tablet.ts";
import { CAMERA } from "../words/camera.ts";
import { awaits, bring } from "./incoming.ts";
import { MOST_PHOTOS, smaller, take, takeDrawn, type Unfit } from "./photo.ts";
import { hasCamera, type NoCamera } from "./stream.ts";
import { Viewfinder } from "./viewfinder.tsx";

type Trouble = Unfit | NoCamera | "most";

interface Props {
  /** The key of what they are added to, which may be left by then for something else. */
  of: string;
  photos: readonly PhotoDraft[];
  /** How many more the operation takes. */
  room?: number;
  /** What the photos are of, where that is not plain. */
  title?: string;
  name?: string;
  /** Add one; false where there is no room for it. */
  add: (photo: PhotoDraft) => boolean;
  change: (photo: PhotoDraft, to: PhotoDraft | null) => void;
}

export function Photos({
  of,
  photos,
  room = MOST_PHOTOS - photos.length,
  title,
  name,
  ...props
}: Props) {
  const { add, change } = props;
  const [wrong, setWrong] = useState<Trouble | null>(null);
  const [open, setOpen] = useState(false);
  // The original goes along wherever it can; only what the server would refuse is offered smaller.
  const [big, setBig] = useState<Blob | null>(null);
  useEffect(watch, []);

  const keep = (photo: PhotoDraft): boolean => {
    const taken = add(photo);
    if (!taken) setWrong("most");
    return taken;
  };
  const takeAll = (files: readonly Blob[]) =>
    bring(of, async () => {
      setWrong(null);
      for (const file of files) {
        const found = await take(file, fixNow(), new Date()).catch((): Unfit => "empty");
        if (found === "too_large") setBig(file);
        if (typeof found === "string") setWrong(found);
        else if (!keep(found)) break;
      }
    });
  const shrink = async (file: Blob) => {
    // A glove taps twice.
    if (awaits(of)) return;
    const [fix, now] = [fixNow(), new Date()];
    await bring(of, async () => {
      setWrong(null);
      const found = await smaller(file)
        .then((drawn) => takeDrawn(drawn, fix, now))
        .catch(() => null);
      if (!found) setWrong("no_photo");
      // Without room it is offered until there is some.
      if (!found || keep(found)) setBig(null);
    });
  };
  const shot = (picture: Blob) =>
    bring(of, async () => {
      keep(await takeDrawn(picture, fixNow(), new Date()));
    });
  const onEnd = (why: NoCamera | null) => {
    setOpen(false);
    setWrong(why);
  };
  const label = title ?? say(CAMERA.photo);
  return (
    <div class="photos">
      {title && <p class="name">{title}</p>}
      <ul>
        {photos.map((photo, at) => (
          <Row key={photo.taken + photo.name} photo={photo} number={at + 1} change={change} />
        ))}
      </ul>
      <div class="takers">
        {hasCamera() && (
          <button
            type="button"
            class="shutter"
            aria-label={label}
            disabled={room <= 0}
            onClick={() => {
              setWrong(null);
              setOpen(true);
            }}
          >
            <Icon name="camera" />
            {say(CAMERA.photo)}
          </button>
        )}
        <label class="button shutter">
          {hasCamera() ? say(CAMERA.from_device) : say(CAMERA.photo)}
          <input
            class="visually-hidden"
            type="file"
            name={name}
            accept="image/*"
            capture="environment"
            aria-label={`${label}: ${say(CAMERA.from_device)}`}
            onChange={(event) => {
              const input = event.currentTarget;
              void takeAll([...(input.files ?? [])]).then(() => {
                input.value = "";
              });
            }}
          />
        </label>
      </div>
      <p class="warn" role="alert" hidden={!wrong}>
        {wrong && say(CAMERA[wrong])}
      </p>
      {big && (
        <button type="button" disabled={awaits(of)} onClick={() => void shrink(big)}>
          {say(CAMERA.smaller)}
        </button>
      )}
      <p class="soft" role="status">
        {awaits(of) ? say(CAMERA.coming) : ""}
      </p>
      {open && (
        <Viewfinder
          title={label}
          count={photos.length}
          most={photos.length + room}
          onPhoto={(picture) => void shot(picture)}
          onEnd={onEnd}
        />
      )}
    </div>
  );
}

// A photo needs no centimetres: where the crew stood within the last minute is where it was taken.
const RECENT_MS = 60_000;

/** Where the tablet is; a place where it was long ago says nothing of the photo. */
function fixNow(): Fix | null {
  const fix = here.value;
  return fix && Date.now() - Date.parse(fix.time) < RECENT_MS ? fix : null;
}

interface RowProps {
  photo: PhotoDraft;
  number: number;
  change: Props["change"];
}

function Row({ photo, number, change }: RowProps) {
  const label = say(CAMERA.of, { n: number });
  return (
    <li>
      <Thumb photo={photo} label={label} />
      <input
        aria-label={`${label}: ${say(CAMERA.caption)}`}
        placeholder={say(CAMERA.caption)}
        value={photo.caption}
        onKeyDown={(event) => {
          // Here it ends a line, and saves nothing.
          if (event.key === "Enter") event.preventDefault();
        }}
        onInput={(event) =>
          change(photo, { ...photo, caption: event.currentTarget.value.slice(0, 500) })
        }
      />
      <button
        type="button"
        onClick={() => change(photo, null)}
        aria-label={say(CAMERA.remove, { n: number })}
      >
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}

function Thumb({ photo, label }: { photo: PhotoDraft; label: string }) {
  const url = useMemo(
    () => URL.createObjectURL(new Blob([photo.bytes], { type: photo.type })),
    [photo.bytes, photo.type],
  );
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} alt={label} />;
}

/** A list of photos with one of them changed, or gone. */
export const changedIn = (
  photos: readonly PhotoDraft[],
  photo: PhotoDraft,
  to: PhotoDraft | null,
): PhotoDraft[] => photos.flatMap((each) => (each.bytes === photo.bytes ? (to ?? []) : each));
