// The photos of what is in hand: taken with the device's own camera, shown small, kept whole.
import { useEffect, useMemo, useState } from "preact/hooks";
import { here } from "../gnss/watch.ts";
import type { PhotoDraft } from "../tablet.ts";
import type { Word } from "../words/capture.ts";
import type { Desk } from "./desk.ts";
import { MOST_PHOTOS, smaller, take, type Unfit } from "./photos.ts";
import type { Piece } from "./piece.ts";

const WHY: Record<Unfit, Word> = {
  heic: "heic",
  no_photo: "no_photo",
  too_large: "photo_too_large",
  empty: "photo_empty",
};

export function Photos({ desk, piece }: { desk: Desk; piece: Piece }) {
  const [wrong, setWrong] = useState<Word | null>(null);
  // The original goes along wherever it can; only what the server would refuse is offered smaller.
  const [big, setBig] = useState<Blob | null>(null);
  const shrink = async () => {
    const found = big && (await smaller(big).catch(() => null));
    setBig(null);
    if (found) await takeAll([found]);
    else setWrong("no_photo");
  };
  const onChange = async (input: HTMLInputElement) => {
    await takeAll([...(input.files ?? [])]);
    input.value = "";
  };
  const takeAll = async (files: readonly Blob[]) => {
    setWrong(null);
    for (const file of files) {
      const photos = desk.piece.value?.photos ?? [];
      if (photos.length >= MOST_PHOTOS) {
        setWrong("photo_most");
        break;
      }
      const found = await take(file, here.value, new Date()).catch((): Unfit => "empty");
      if (found === "too_large") setBig(file);
      if (typeof found === "string") setWrong(WHY[found]);
      else desk.change({ photos: [...photos, found] });
    }
  };
  const remove = (at: number) => desk.change({ photos: piece.photos.toSpliced(at, 1) });
  const caption = (at: number, text: string) => {
    const photo = piece.photos[at];
    if (photo)
      desk.change({ photos: piece.photos.with(at, { ...photo, caption: text.slice(0, 500) }) });
  };
  return (
    <div class="photos">
      <ul>
        {piece.photos.map((photo, at) => (
          <li key={photo.taken + photo.name}>
            <Thumb photo={photo} label={desk.say("photo_of", { number: at + 1 })} />
            <input
              aria-label={`${desk.say("photo_of", { number: at + 1 })}: ${desk.say("photo_caption")}`}
              placeholder={desk.say("photo_caption")}
              value={photo.caption}
              onInput={(e) => caption(at, e.currentTarget.value)}
            />
            <button
              type="button"
              onClick={() => remove(at)}
              aria-label={desk.say("photo_remove", { number: at + 1 })}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <label class="button shutter">
        {desk.say("photo")}
        <input
          class="visually-hidden"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(e) => void onChange(e.currentTarget)}
        />
      </label>
      <p class="warn" role="alert" hidden={!wrong}>
        {wrong && desk.say(wrong)}
      </p>
      {big && (
        <button type="button" onClick={() => void shrink()}>
          {desk.say("photo_smaller")}
        </button>
      )}
    </div>
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
