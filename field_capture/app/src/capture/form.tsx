// The form of what is in hand: values, photos, and the one button that counts.
import { useEffect, useRef } from "preact/hooks";
import { awaits } from "../camera/incoming.ts";
import { changedIn, Photos } from "../camera/photos.tsx";
import type { Field } from "../model.ts";
import { decimal } from "../words/capture.ts";
import type { Desk } from "./desk.ts";
import { FieldRow } from "./fields.tsx";
import { applies, asLastTime, sections, shown } from "./form.ts";
import { Levels } from "./levels.tsx";
import { lastValues, oldValues, type Piece } from "./piece.ts";
import { Sheet } from "./sheet.tsx";

const INSPECTED = new Set(["condition", "checked", "closed"]);

export function Form({ desk, piece }: { desk: Desk; piece: Piece }) {
  const place = useRef<HTMLFormElement>(null);
  const layer = desk.layer(piece.layer);
  const { first, more } = fieldsOf(desk, piece);
  const last = piece.kind === "create" ? lastValues(piece.layer) : null;
  const wrong = desk.wrong.value;
  const moreIsWrong = more.some((field) => wrong[field.name]);
  const names = Object.keys(wrong).join();
  const point = decimal(desk.language.value);

  useEffect(() => {
    const bad = place.current?.querySelector<HTMLElement>(".field:has(.wrong)");
    bad?.scrollIntoView({ block: "center" });
    bad?.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: true });
  }, [desk.said.value?.bad && names]);

  const close = async () => {
    if (desk.saving.value) return;
    if (window.confirm(desk.say("discard_ask"))) await desk.leave();
  };
  const rows = (fields: Field[]) =>
    fields
      .filter((field) => applies(field, piece.typed))
      .map((field) => (
        <FieldRow
          key={field.name}
          desk={desk}
          field={field}
          layer={piece.layer}
          typed={piece.typed[field.name] ?? ""}
          wrong={wrong[field.name]}
        />
      ));
  return (
    <Sheet
      desk={desk}
      tall
      title={`${desk.label(layer)}${piece.kind === "inspect" ? ` · ${desk.say("inspect")}` : ""}`}
      onClose={() => void close()}
      actions={
        <button
          type="button"
          class="primary big"
          disabled={desk.saving.value || awaits(piece.key)}
          onClick={() => void desk.save()}
        >
          {desk.say(desk.saving.value ? "saving" : "save")}
        </button>
      }
    >
      <form
        ref={place}
        noValidate
        inert={desk.saving.value}
        onSubmit={(event) => event.preventDefault()}
      >
        {last && (
          <button
            type="button"
            onClick={() => desk.change({ typed: asLastTime(layer, last, piece.typed, point) })}
          >
            {desk.say("as_last_time")}
          </button>
        )}
        <Photos
          of={piece.key}
          photos={piece.photos}
          add={(photo) => desk.addPhoto(piece.key, photo)}
          change={(photo, to) =>
            desk.change({ photos: changedIn(desk.piece.value?.photos ?? [], photo, to) })
          }
        />
        <Levels desk={desk} piece={piece} />
        <Old desk={desk} piece={piece} />
        {rows(first)}
        {more.length > 0 && (
          <details open={moreIsWrong}>
            <summary>{desk.say("more")}</summary>
            {rows(more)}
          </details>
        )}
      </form>
    </Sheet>
  );
}

/** What was typed in before the form became another one. */
function Old({ desk, piece }: { desk: Desk; piece: Piece }) {
  const language = desk.language.value;
  const words = { yes: desk.say("yes"), no: desk.say("no") };
  const old = oldValues(piece, desk.catalogue, desk.layer(piece.layer));
  const fields = (piece.declared?.fields ?? []).filter(({ name }) => name in old);
  if (fields.length === 0) return null;
  return (
    <>
      <p class="help">{desk.say("typed_before")}</p>
      <dl>
        {fields.map((field) => (
          <div key={field.name}>
            <dt>{field.label[language]}</dt>
            <dd>
              {shown(desk.catalogue, field, old[field.name], language, words) ||
                desk.say("not_noted")}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** An inspection asks for what is seen on the day, an observed position for nothing. */
function fieldsOf(desk: Desk, piece: Piece): { first: Field[]; more: Field[] } {
  const layer = desk.layer(piece.layer);
  const all = sections(desk.catalogue, layer);
  if (piece.kind === "create" || piece.kind === "update")
    return piece.geometry && piece.kind === "update" ? none : all;
  if (piece.kind !== "inspect") return none;
  const seen = (field: Field) => INSPECTED.has(field.role ?? "") || (field.max_length ?? 0) > 500;
  return {
    first: all.first.filter(seen),
    more: [...all.first.filter((each) => !seen(each)), ...all.more],
  };
}

const none = { first: [], more: [] };
