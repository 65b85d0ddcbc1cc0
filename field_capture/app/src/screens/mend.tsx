// What the server refused, with its reasons, to be put right and sent again.

import { useState } from "preact/hooks";
import type { Field, Value, Values } from "../model.ts";
import { say } from "../shell/language.ts";
import { Alert, textOf } from "../shell/notice.tsx";
import { go, route } from "../shell/router.ts";
import { fieldOf, labelOf, layerLabel } from "../shell/values.ts";
import type { Kept } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import type { Draft, Tablet } from "../tablet.ts";
import { DAY } from "../words/day.ts";
import { NAV } from "../words/shell.ts";
import { TASK } from "../words/tasks.ts";
import { numberOf } from "./checklist.tsx";

export function MendScreen({ tablet, store }: { tablet: Tablet; store: Store }) {
  const kept = store.memory.kept(route.value.rest[0] ?? "");
  return (
    <main class="page">
      <p>
        <a href="#/day">{say(NAV.back)}</a>
      </p>
      {kept?.state === "rejected" ? (
        <MendForm kept={kept} tablet={tablet} />
      ) : (
        <p class="soft">{say(DAY.none)}</p>
      )}
    </main>
  );
}

function MendForm({ kept, tablet }: { kept: Kept; tablet: Tablet }) {
  const { op } = kept;
  const layer = op.layer ?? "";
  const catalogue = tablet.catalogue.value;
  const before = Object.entries(op.changed).map(([name, { new: value }]) => [name, value] as const);
  const [values, setValues] = useState<Values>({ ...Object.fromEntries(before), ...op.answers });
  const [wrong, setWrong] = useState<string | null>(null);
  const of = (name: string) => kept.reasons.filter((each) => each.path.split(".").includes(name));
  const elsewhere = kept.reasons.filter((r) => !Object.keys(values).some((n) => of(n).includes(r)));

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    try {
      await tablet.mend(kept.op_id, again(kept, values));
      go("/day");
    } catch (error) {
      setWrong(textOf(error));
    }
  }

  return (
    <form onSubmit={save} noValidate>
      <h1>
        {kept.title} {layerLabel(catalogue, op.layer ?? null)}
      </h1>
      {elsewhere.map((each) => (
        <Alert key={each.code}>{each.message}</Alert>
      ))}
      {Object.entries(values).map(([name, value]) => (
        <div class="field" key={name}>
          <label for={`mend-${name}`}>{labelOf(catalogue, layer, name)}</label>
          <Input
            id={`mend-${name}`}
            field={fieldOf(catalogue, layer, name)}
            options={codesOf(tablet, fieldOf(catalogue, layer, name))}
            value={value}
            bad={of(name).length > 0}
            tell={(wanted) => setValues({ ...values, [name]: wanted })}
          />
          {of(name).map((each) => (
            <p key={each.code} class="warn" id={`mend-${name}-wrong`}>
              {each.message}
            </p>
          ))}
        </div>
      ))}
      {wrong ? <Alert>{wrong}</Alert> : null}
      <button type="submit" class="primary wide">
        {say(DAY.again)}
      </button>
    </form>
  );
}

/** The same once more, with other values. */
export function again({ op }: Kept, values: Values): Draft {
  const answered = op.kind === "complete";
  return {
    kind: op.kind,
    ...(op.layer && { layer: op.layer }),
    ...(op.asset_id && { asset_id: op.asset_id }),
    ...(answered ? { answers: values } : { values }),
    ...(op.geometry && { geometry: op.geometry }),
    ...(op.fixes && { fixes: op.fixes }),
    ...(op.task_id && { task_id: op.task_id }),
    ...(op.notes && { notes: op.notes }),
  };
}

function codesOf(tablet: Tablet, field: Field | undefined): [string, string][] {
  const codes = field?.codes ? (tablet.catalogue.value.code_lists[field.codes] ?? []) : [];
  return codes.map((each) => [each.value, say(each.label)]);
}

interface Asked {
  id: string;
  field: Field | undefined;
  options: [string, string][];
  value: Value | undefined;
  bad: boolean;
  tell: (value: Value) => void;
}

function Input({ id, field, options, value, bad, tell }: Asked) {
  const more = { id, "aria-invalid": bad, "aria-describedby": bad ? `${id}-wrong` : undefined };
  if (typeof value === "boolean") {
    return (
      <input
        {...more}
        type="checkbox"
        checked={value}
        onChange={(event) => tell(event.currentTarget.checked)}
      />
    );
  }
  if (options.length && !Array.isArray(value)) {
    return (
      <select
        {...more}
        value={String(value ?? "")}
        onChange={(event) => tell(event.currentTarget.value || null)}
      >
        <option value="">{say(TASK.choose)}</option>
        {options.map(([code, label]) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  const numeric = typeof value === "number" || field?.minimum !== undefined;
  return (
    <input
      {...more}
      type="text"
      inputMode={numeric ? "decimal" : "text"}
      defaultValue={String(value ?? "")}
      onInput={(event) => {
        const text = event.currentTarget.value;
        tell((numeric ? numberOf(text) : text) ?? null);
      }}
    />
  );
}
