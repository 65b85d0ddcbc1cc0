// A form out of a layer's declaration: which fields are asked, how what was typed is read, what is
// wrong with it. All of it at once; a crew mends a form once.
import type { Catalogue, Code, Field, Layer, Value, Values } from "../model.ts";

/** What stands in the form, as typed: "" and [] are nothing. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type Wrong =
  | { code: "missing" }
  | { code: "no_number" }
  | { code: "no_integer" }
  | { code: "too_small"; limit: number; unit: string }
  | { code: "too_large"; limit: number; unit: string }
  | { code: "too_long"; limit: number }
  | { code: "no_code" }
  | { code: "no_date" };

export type Wrongs = Readonly<Record<string, Wrong>>;

// What the position itself tells is not asked again.
const FROM_THE_FIX = new Set(["accuracy_horizontal", "accuracy_vertical", "survey_method"]);
// What is of this one thing alone is never that of the last one.
const OF_ONE = new Set([
  ...["code", "invert_from", "invert_to", "invert_level", "cover_level", "depth", "elevation"],
  ...["length", "node_from", "node_to", "connected_to", "checked", "condition", "direction"],
]);
const LONG_TEXT = 500;

export const fieldOf = (layer: Layer, role: string): Field | undefined =>
  layer.fields.find((each) => each.role === role);

export const codesOf = (catalogue: Catalogue, field: Field): Code[] =>
  (field.codes && catalogue.code_lists[field.codes]) || [];

/** Whether one of an asset's codes means that. */
export const hasTrait = (
  catalogue: Catalogue,
  layer: Layer,
  values: Values,
  trait: string,
): boolean =>
  layer.fields.some((field) => {
    const value = values[field.name];
    const mine = Array.isArray(value) ? value : [value];
    return codesOf(catalogue, field).some(
      (code) => code.traits?.includes(trait) && mine.includes(code.value),
    );
  });

/** Fields in the order of a crew: what is particular first, what every asset has below. */
export function sections(catalogue: Catalogue, layer: Layer): { first: Field[]; more: Field[] } {
  const shared = (field: Field) =>
    catalogue.layers.every((each) => each.fields.some((other) => other.name === field.name));
  const asked = layer.fields.filter((field) => !FROM_THE_FIX.has(field.role ?? ""));
  const up = (field: Field) =>
    !shared(field) || field.required || field.role === "status" || isLong(field);
  return { first: asked.filter(up).sort(remarkLast), more: asked.filter((field) => !up(field)) };
}

const isLong = (field: Field) => field.kind === "text" && (field.max_length ?? 0) > LONG_TEXT;
const remarkLast = (a: Field, b: Field) => Number(isLong(a)) - Number(isLong(b));
export const isMultiline = isLong;

/** Whether a field means anything beside what else was said; nothing said speaks against nothing. */
export function applies(field: Field, typed: Typed): boolean {
  if (!field.only) return true;
  const other = typed[field.only.field];
  if (other === undefined || other === "" || other.length === 0) return true;
  return field.only.values.some((value) => String(value) === other);
}

/** Write a value as it stands in a form, numbers as the crew's language does. */
export function typedOf(value: Value | undefined, point: string): string | readonly string[] {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value).replace(".", point);
  return Array.isArray(value) ? (value as readonly string[]) : String(value);
}

export function fill(layer: Layer, values: Values, point: string): Typed {
  return Object.fromEntries(
    layer.fields.map((field) => [field.name, typedOf(values[field.name], point)]),
  );
}

/** Read a number as people here write it: 1,25 and 1.25 are the same. */
export function number(text: string): number | null {
  const clean = text
    .trim()
    .replace(/[\s'’]/g, "")
    .replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(clean) ? Number(clean) : null;
}

function readNumber(field: Field, text: string): Value | Wrong {
  const value = number(text);
  if (value === null) return { code: "no_number" };
  if (field.kind === "integer" && !Number.isInteger(value)) return { code: "no_integer" };
  const unit = field.unit ?? "";
  if (field.minimum !== undefined && value < field.minimum)
    return { code: "too_small", limit: field.minimum, unit };
  if (field.maximum !== undefined && value > field.maximum)
    return { code: "too_large", limit: field.maximum, unit };
  return value;
}

function readDate(text: string): Value | Wrong {
  const day = new Date(`${text}T00:00:00Z`);
  const right = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime());
  return right && day.toISOString().startsWith(text) ? text : { code: "no_date" };
}

/** Read one field; null is: not noted. */
export function read(
  catalogue: Catalogue,
  field: Field,
  typed: string | readonly string[] | undefined,
): Value | Wrong {
  const empty =
    typed === undefined || typed.length === 0 || (typeof typed === "string" && !typed.trim());
  if (empty) return field.required ? { code: "missing" } : null;
  if (typeof typed !== "string") {
    const known = codesOf(catalogue, field).map((code) => code.value);
    return typed.every((each) => known.includes(each)) ? typed : { code: "no_code" };
  }
  switch (field.kind) {
    case "integer":
    case "number":
      return readNumber(field, typed);
    case "boolean":
      return typed === "true";
    case "date":
      return readDate(typed.trim());
    case "code":
      return codesOf(catalogue, field).some((code) => code.value === typed)
        ? typed
        : { code: "no_code" };
    case "codes":
      return read(catalogue, field, [typed]);
    default: {
      const text = typed.trim();
      const limit = field.max_length ?? 2000;
      return [...text].length > limit ? { code: "too_long", limit } : text;
    }
  }
}

const isWrong = (value: Value | Wrong): value is Wrong =>
  typeof value === "object" && value !== null && "code" in value;

/** Read a form as a whole: the values of what applies, and everything that is wrong. */
export function readAll(
  catalogue: Catalogue,
  layer: Layer,
  typed: Typed,
): { values: Values; wrong: Wrongs } {
  const values: Record<string, Value> = {};
  const wrong: Record<string, Wrong> = {};
  for (const field of layer.fields) {
    if (!applies(field, typed)) continue;
    const value = read(catalogue, field, typed[field.name]);
    if (isWrong(value)) wrong[field.name] = value;
    else values[field.name] = value;
  }
  return { values, wrong };
}

/** Read what was typed into a form that had other fields, as well as it can be. */
export function readOld(catalogue: Catalogue, fields: readonly Field[], typed: Typed): Values {
  return Object.fromEntries(
    fields.map((field) => {
      const value = read(catalogue, field, typed[field.name]);
      return [field.name, isWrong(value) ? (typed[field.name] ?? null) : value];
    }),
  );
}

const same = (a: Value | undefined, b: Value | undefined) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What of the values is new; where there was nothing before, what is noted at all. */
export function changed(values: Values, before: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !same(value, before[name])),
  );
}

/** What "as last time" fills in; what stands in the form already stays. */
export function asLastTime(layer: Layer, last: Values, typed: Typed, point: string): Typed {
  const filled: Record<string, string | readonly string[]> = { ...typed };
  for (const field of layer.fields) {
    const own = OF_ONE.has(field.role ?? "") || FROM_THE_FIX.has(field.role ?? "");
    const empty = !typed[field.name]?.length;
    if (own || !empty || isLong(field) || field.kind === "reference") continue;
    filled[field.name] = typedOf(last[field.name], point);
  }
  return filled;
}

/** Values as words: what sheets and lists show. */
export function shown(
  catalogue: Catalogue,
  field: Field,
  value: Value | undefined,
  language: keyof Code["label"],
  words: { yes: string; no: string },
): string {
  if (value === null || value === undefined || value === "") return "";
  const codes = codesOf(catalogue, field);
  const label = (each: string) =>
    codes.find((code) => code.value === each)?.label[language] ?? each;
  if (Array.isArray(value)) return value.map(label).join(", ");
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") {
    const decimal = language === "en" ? String(value) : String(value).replace(".", ",");
    return field.unit ? `${decimal} ${field.unit}` : decimal;
  }
  return field.codes ? label(String(value)) : String(value);
}
