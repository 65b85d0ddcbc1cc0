// What is known of an asset, and what a crew can do with it.
import { useEffect, useState } from "preact/hooks";
import { watchHeading } from "../gnss/watch.ts";
import type { Asset, Photo } from "../model.ts";
import { decimal } from "../words/capture.ts";
import type { Desk } from "./desk.ts";
import { sections, shown } from "./form.ts";
import { Sheet } from "./sheet.tsx";
import { shapeOf } from "./sketch.ts";
import { told } from "./stakeout.ts";

export function AssetSheet({ desk, id }: { desk: Desk; id: string }) {
  desk.changes.value;
  const asset = desk.world.assets.get(id);
  if (!asset) return null;
  const layer = desk.layer(asset.layer);
  const isPoint = shapeOf(layer.geometry) === "point";
  const actions = asset.retired ? null : (
    <>
      <button type="button" class="primary" onClick={() => desk.edit(asset, "inspect")}>
        {desk.say("inspect")}
      </button>
      <button type="button" onClick={() => desk.edit(asset, "update")}>
        {desk.say("edit")}
      </button>
      {isPoint ? (
        <button type="button" onClick={() => (desk.mode.value = { is: "move", id })}>
          {desk.say("move")}
        </button>
      ) : (
        <button type="button" onClick={() => desk.place(asset.layer, "redraw", id)}>
          {desk.say("redraw")}
        </button>
      )}
      <button
        type="button"
        onClick={() => {
          void watchHeading();
          desk.mode.value = { is: "stakeout", id };
        }}
      >
        {desk.say("stake_out")}
      </button>
      <button type="button" onClick={() => (desk.mode.value = { is: "retire", id })}>
        {desk.say("retire")}
      </button>
    </>
  );
  return (
    <Sheet
      desk={desk}
      title={`${desk.label(layer)} ${desk.world.code(asset)}`}
      onClose={() => desk.browse()}
      actions={actions}
    >
      <p class="state">
        <span class={asset.waiting.length > 0 ? "tag waiting" : "tag"}>
          {desk.say(asset.waiting.length > 0 ? "on_tablet" : "on_server")}
        </span>
        {asset.retired && <span class="tag">{desk.say("retired")}</span>}
        {asset.accuracy_m !== null && (
          <span class="tag">
            {desk.say("accuracy", { value: told(asset.accuracy_m, decimal(desk.language.value)) })}
          </span>
        )}
      </p>
      <Values desk={desk} asset={asset} />
      <Pictures desk={desk} id={id} />
    </Sheet>
  );
}

function Values({ desk, asset }: { desk: Desk; asset: Asset }) {
  const catalogue = desk.catalogue;
  const language = desk.language.value;
  const words = { yes: desk.say("yes"), no: desk.say("no") };
  const { first, more } = sections(catalogue, desk.layer(asset.layer));
  const rows = [...first, ...more].flatMap((field) => {
    const value = asset.values[field.name];
    const other = field.kind === "reference" && desk.world.assets.get(String(value));
    const text = other ? desk.name(other) : shown(catalogue, field, value, language, words);
    return text ? [{ name: field.name, label: field.label[language], text }] : [];
  });
  return (
    <dl>
      {rows.map(({ name, label, text }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The photos that this tablet holds itself. */
function Pictures({ desk, id }: { desk: Desk; id: string }) {
  const [urls, setUrls] = useState<{ photo: Photo; url: string }[]>([]);
  useEffect(() => {
    const made: string[] = [];
    let gone = false;
    const read = async () => {
      const found = [];
      for (const photo of await desk.tablet.photos(id)) {
        const bytes = await desk.tablet.photoBytes(photo.id);
        if (!bytes) continue;
        const url = URL.createObjectURL(new Blob([bytes], { type: photo.type }));
        made.push(url);
        found.push({ photo, url });
      }
      if (!gone) setUrls(found);
    };
    void read();
    return () => {
      gone = true;
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [desk, id]);
  return (
    <div class="pictures">
      {urls.map(({ photo, url }, at) => (
        <img
          key={photo.id}
          src={url}
          alt={photo.caption || desk.say("photo_of", { number: at + 1 })}
        />
      ))}
    </div>
  );
}

/** Whether it was moved or only measured better: the server keeps the two apart. */
export function Move({ desk, id }: { desk: Desk; id: string }) {
  const asset = desk.world.assets.get(id);
  if (!asset) return null;
  return (
    <Sheet desk={desk} title={desk.say("move_ask")} onClose={() => desk.open(id)}>
      <div class="answers">
        <button type="button" onClick={() => desk.place(asset.layer, "observe", id)}>
          <b>{desk.say("move_observe")}</b>
          <span>{desk.say("move_observe_help")}</span>
        </button>
        <button type="button" onClick={() => desk.place(asset.layer, "relocate", id)}>
          <b>{desk.say("move_relocate")}</b>
          <span>{desk.say("move_relocate_help")}</span>
        </button>
      </div>
    </Sheet>
  );
}

export function Retire({ desk, id }: { desk: Desk; id: string }) {
  const asset = desk.world.assets.get(id);
  if (!asset) return null;
  return (
    <Sheet
      desk={desk}
      title={`${desk.say("retire")}: ${desk.name(asset)}`}
      onClose={() => desk.open(id)}
      actions={
        <>
          <button type="button" onClick={() => desk.open(id)}>
            {desk.say("cancel")}
          </button>
          <button type="button" class="primary" onClick={() => void desk.retire(asset)}>
            {desk.say("retire_sure")}
          </button>
        </>
      }
    >
      <p>{desk.say("retire_ask")}</p>
    </Sheet>
  );
}
