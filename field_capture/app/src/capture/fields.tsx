// One field of a form, by its kind: chips for short lists, a search for long ones, digits for
// numbers, and room for gloves everywhere.
import { useState } from "preact/hooks";
import type { Field } from "../model.ts";
import type { Desk } from "./desk.ts";
import { codesOf, isMultiline, type Wrong } from "./form.ts";
import { canScan, Scan } from "./scan.tsx";

const CHIPS = 7;
const SCANNED = new Set(["code"]);

interface Props {
  desk: Desk;
  field: Field;
  layer: string;
  typed: string | readonly string[];
  wrong: Wrong | undefined;
}

export function FieldRow(props: Props) {
  const { desk, field, wrong } = props;
  const { language } = desk.tablet.settings.value;
  const id = `field-${field.name}`;
  const label = field.label[language];
  const unit = field.unit ? ` (${field.unit})` : "";
  const complaint = wrong && complain(desk, wrong);
  const group = isGroup(desk, field);
  const told = [field.help && `${id}-help`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  const inner = <Entry {...props} id={id} told={told} />;
  const notes = (
    <>
      {complaint && (
        <p class="wrong" id={`${id}-wrong`}>
          {complaint}
        </p>
      )}
      {field.help && (
        <p class="help" id={`${id}-help`}>
          {field.help[language]}
        </p>
      )}
    </>
  );
  const title = `${label[0]?.toUpperCase()}${label.slice(1)}${unit}${field.required ? " *" : ""}`;
  if (group)
    return (
      <fieldset class="field" data-field={field.name} aria-describedby={told || undefined}>
        <legend>{title}</legend>
        {inner}
        {notes}
      </fieldset>
    );
  return (
    <div class="field" data-field={field.name}>
      <label for={id}>{title}</label>
      {inner}
      {notes}
    </div>
  );
}

function isGroup(desk: Desk, field: Field): boolean {
  if (field.kind === "boolean" || field.kind === "codes") return true;
  return field.kind === "code" && codesOf(desk.catalogue, field).length <= CHIPS;
}

function complain(desk: Desk, wrong: Wrong): string {
  if (wrong.code === "too_small" || wrong.code === "too_large")
    return desk.say(wrong.code, { limit: `${wrong.limit} ${wrong.unit}`.trim() });
  return desk.say(wrong.code, "limit" in wrong ? { limit: wrong.limit } : {});
}

function Entry(props: Props & { id: string; told: string }) {
  const { desk, field, typed, id, told, wrong } = props;
  const text = typeof typed === "string" ? typed : "";
  const type = (value: string) => desk.type(field.name, value);
  const shared = {
    id,
    name: field.name,
    value: text,
    "aria-invalid": Boolean(wrong),
    ...(told ? { "aria-describedby": told } : {}),
    ...(field.required ? { "aria-required": true as const } : {}),
  };
  switch (field.kind) {
    case "boolean":
      return (
        <Chips
          chosen={text ? [text] : []}
          offers={[
            { value: "true", label: desk.say("yes") },
            { value: "false", label: desk.say("no") },
          ]}
          onToggle={(value) => type(value === text ? "" : value)}
        />
      );
    case "code":
    case "codes":
      return <Codes {...props} />;
    case "integer":
      return (
        <input
          {...shared}
          inputMode="numeric"
          autocomplete="off"
          onInput={(e) => type(e.currentTarget.value)}
        />
      );
    case "number":
      return (
        <input
          {...shared}
          inputMode="decimal"
          autocomplete="off"
          onInput={(e) => type(e.currentTarget.value)}
        />
      );
    case "date":
      return <input {...shared} type="date" onInput={(e) => type(e.currentTarget.value)} />;
    case "reference":
      return <Reference {...props} />;
    default:
      return isMultiline(field) ? (
        <textarea {...shared} rows={3} onInput={(e) => type(e.currentTarget.value)} />
      ) : (
        <div class="beside">
          <input {...shared} autocomplete="off" onInput={(e) => type(e.currentTarget.value)} />
          {SCANNED.has(field.role ?? field.name) && canScan() && <Scan desk={desk} onCode={type} />}
        </div>
      );
  }
}

interface Offer {
  value: string;
  label: string;
}

function Chips(props: {
  chosen: readonly string[];
  offers: Offer[];
  onToggle: (value: string) => void;
}) {
  return (
    <div class="chips">
      {props.offers.map(({ value, label }) => (
        <button
          type="button"
          key={value}
          aria-pressed={props.chosen.includes(value)}
          onClick={() => props.onToggle(value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Codes({ desk, field, typed, id }: Props & { id: string }) {
  const { language } = desk.tablet.settings.value;
  const offers = codesOf(desk.catalogue, field).map((code) => ({
    value: code.value,
    label: code.label[language],
  }));
  const many = field.kind === "codes";
  const chosen = typeof typed === "string" ? (typed ? [typed] : []) : typed;
  const toggle = (value: string) => {
    if (!many) desk.type(field.name, chosen[0] === value ? "" : value);
    else if (chosen.includes(value))
      desk.type(
        field.name,
        chosen.filter((each) => each !== value),
      );
    else desk.type(field.name, [...chosen, value]);
  };
  if (offers.length <= CHIPS) return <Chips chosen={chosen} offers={offers} onToggle={toggle} />;
  return (
    <LongList desk={desk} id={id} offers={offers} chosen={chosen} many={many} onToggle={toggle} />
  );
}

interface ListProps {
  desk: Desk;
  id: string;
  offers: Offer[];
  chosen: readonly string[];
  many: boolean;
  onToggle: (value: string) => void;
}

/** A long list opens to be searched; what is chosen stands on its button. */
function LongList({ desk, id, offers, chosen, many, onToggle }: ListProps) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState("");
  const label = (value: string) => offers.find((each) => each.value === value)?.label ?? value;
  const found = offers.filter((each) => plain(each.label).includes(plain(asked)));
  const toggle = (value: string) => {
    onToggle(value);
    if (!many) setOpen(false);
    setAsked("");
  };
  return (
    <>
      <button
        type="button"
        id={id}
        class="chosen"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {chosen.length > 0 ? chosen.map(label).join(", ") : desk.say("choose")}
      </button>
      {open && (
        <div class="list">
          <input
            type="search"
            aria-label={desk.say("search_list")}
            placeholder={desk.say("search_list")}
            value={asked}
            onInput={(e) => setAsked(e.currentTarget.value)}
          />
          <Chips chosen={chosen} offers={found} onToggle={toggle} />
        </div>
      )}
    </>
  );
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What it belongs to: the nearest ones are offered. */
function Reference({ desk, field, typed, id }: Props & { id: string }) {
  const at = desk.centreOfPiece();
  const offers = desk.world
    .nearest(at, 60, field.refers_to ?? "", 6)
    .map((asset) => ({ value: asset.id, label: desk.name(asset) }));
  const text = typeof typed === "string" ? typed : "";
  const chosen = desk.world.assets.get(text);
  if (chosen && !offers.some((each) => each.value === text))
    offers.unshift({ value: text, label: desk.name(chosen) });
  if (offers.length === 0)
    return (
      <p class="help" id={id}>
        {desk.say("nothing_near")}
      </p>
    );
  return (
    <div id={id}>
      <Chips
        chosen={text ? [text] : []}
        offers={offers}
        onToggle={(value) => desk.type(field.name, value === text ? "" : value)}
      />
    </div>
  );
}
