// The photos of what is in hand: taken with the device's own camera, shown small, kept whole.
import { useEffect, useMemo, useState } from "preact/hooks";
import { here } from "../gnss/watch.ts";
import type { PhotoDraft } from "../tablet.ts";
import type { Word } from "../words/capture.ts";
import type { Desk } from "./desk.ts";
import { MOST_PHOTOS, take, type Unfit } from "./photos.ts";
import type { Piece } from "./piece.ts";

const WHY: Record<Unfit, Word> = {
  heic: "heic",
  no_photo: "no_photo",
  too_large: "photo_too_large",
  empty: "photo_empty",
};

export function Photos({ desk, piece }: { desk: Desk; piece: Piece }) {
  const [wrong, setWrong] = useState<Word | null>(null);
  const onChange = async (input: HTMLInputElement) => {
    setWrong(null);
    for (const file of input.files ?? []) {
      const photos = desk.piece.value?.photos ?? [];
      if (photos.length >= MOST_PHOTOS) {
        setWrong("photo_most");
        break;
      }
      const found = await take(file, here.value, new Date()).catch((): Unfit => "empty");
      if (typeof found === "string") setWrong(WHY[found]);
      else desk.change({ photos: [...photos, found] });
    }
    input.value = "";
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
