// One line of a checklist, and whether its answer can be right.

import type { Task, Value } from "../model.ts";
import { locale, say } from "../shell/language.ts";
import { TASK } from "../words/tasks.ts";

export type Answers = Record<string, Value | undefined>;
type ItemSpec = Task["checklist"][number];

/** What is wrong with an answer, or null. */
export function missing(item: ItemSpec, value: Value | undefined): string | null {
  const empty = value === undefined || value === null || value === "";
  if (item.required && item.kind === "tick" && value !== true) return say(TASK.tick);
  if (item.required && empty) return say(TASK.required);
  if (item.kind !== "number" || empty) return null;
  const n = Number(value);
  const [min, max] = [item.minimum ?? -Infinity, item.maximum ?? Infinity];
  if (!Number.isFinite(n)) return say(TASK.number);
  if (n >= min && n <= max) return null;
  const told = (limit: number) => (Number.isFinite(limit) ? limit.toLocaleString(locale()) : "…");
  return say(TASK.range, { min: told(min), max: told(max) });
}

interface Asked {
  item: ItemSpec;
  value: Value | undefined;
  tried: boolean;
  tell: (value: Value | undefined) => void;
}

export function Item({ item, value, tried, tell }: Asked) {
  const id = `item-${item.name}`;
  const wrong = tried ? missing(item, value) : null;
  const more = {
    id,
    "aria-invalid": wrong !== null,
    "aria-describedby": wrong ? `${id}-wrong` : undefined,
  };
  return (
    <div class="field">
      {item.kind === "tick" ? (
        <label class="tick">
          <input
            {...more}
            type="checkbox"
            checked={value === true}
            onChange={(e) => tell(e.currentTarget.checked)}
          />
          {item.label}
          {item.required ? " *" : ""}
        </label>
      ) : (
        <>
          <label for={id}>
            {item.label}
            {item.unit ? ` (${item.unit})` : ""}
            {item.required ? " *" : ""}
          </label>
          <Entry item={item} value={value} tell={tell} more={more} />
        </>
      )}
      {wrong ? (
        <p id={`${id}-wrong`} class="warn">
          {wrong}
        </p>
      ) : null}
    </div>
  );
}

function Entry({
  item,
  value,
  tell,
  more,
}: Omit<Asked, "tried"> & { more: Record<string, unknown> }) {
  if (item.kind === "code") {
    return (
      <select
        {...more}
        value={String(value ?? "")}
        onChange={(e) => tell(e.currentTarget.value || undefined)}
      >
        <option value="">{say(TASK.choose)}</option>
        {(item.codes ?? []).map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </select>
    );
  }
  if (item.kind === "number") {
    // A text with the pad of numbers: a comma is as good as a point.
    return (
      <input
        {...more}
        type="text"
        inputMode="decimal"
        defaultValue={shownNumber(value)}
        onInput={(e) => tell(numberOf(e.currentTarget.value))}
      />
    );
  }
  return (
    <input
      {...more}
      type="text"
      value={String(value ?? "")}
      onInput={(e) => tell(e.currentTarget.value || undefined)}
    />
  );
}

// What is no number yet is shown as it was typed: nothing that is wrong hides behind an empty field.
export const shownNumber = (value: Value | undefined): string =>
  typeof value === "number"
    ? value.toLocaleString(locale(), { useGrouping: false, maximumFractionDigits: 6 })
    : String(value ?? "");

export function numberOf(text: string): Value | undefined {
  const clean = text.trim().replace(",", ".");
  if (!clean) return undefined;
  const n = Number(clean);
  return Number.isFinite(n) ? n : text;
}
