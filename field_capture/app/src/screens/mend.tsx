// What the server refused, with its reasons, to be put right and sent again.

import { useState } from "preact/hooks";
import type { Field, Task, Value, Values } from "../model.ts";
import { say } from "../shell/language.ts";
import { Alert } from "../shell/notice.tsx";
import { go, route } from "../shell/router.ts";
import { textOf } from "../shell/trouble.ts";
import { fieldOf, labelOf, layerLabel } from "../shell/values.ts";
import type { Memory } from "../store/memory.ts";
import { codeOf } from "../store/naming.ts";
import type { Kept } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { needsMending } from "../store/tablet.ts";
import type { Draft, Tablet } from "../tablet.ts";
import { DAY } from "../words/day.ts";
import { NAV } from "../words/shell.ts";
import { TASK } from "../words/tasks.ts";
import { numberOf, shownNumber } from "./checklist.tsx";

export function MendScreen({ tablet, store }: { tablet: Tablet; store: Store }) {
  const kept = store.memory.kept(route.value.rest[0] ?? "");
  return (
    <main class="page">
      <p>
        <a href="#/day">{say(NAV.back)}</a>
      </p>
      {kept && needsMending(kept) ? (
        <MendForm
          kept={kept}
          tablet={tablet}
          memory={store.memory}
          task={store.tasks.value.find((each) => each.id === kept.op.task_id)}
        />
      ) : (
        <p class="soft">{say(DAY.none)}</p>
      )}
    </main>
  );
}

interface Mended {
  kept: Kept;
  tablet: Tablet;
  memory: Memory;
  task: Task | undefined;
}

function MendForm({ kept, tablet, memory, task }: Mended) {
  const { op } = kept;
  const layer = op.layer ?? "";
  const catalogue = tablet.catalogue.value;
  const kindOf = (name: string) => fieldOf(catalogue, layer, name)?.kind;
  const before = Object.entries(op.changed).map(([name, { new: value }]): [string, Value] => {
    const isOther = kindOf(name) === "reference" && typeof value === "string";
    return [name, isOther ? memory.today(value) : value];
  });
  const [values, setValues] = useState<Values>({ ...Object.fromEntries(before), ...op.answers });
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const of = (name: string) => kept.reasons.filter((each) => each.path.split(".").includes(name));
  const elsewhere = kept.reasons.filter((r) => !Object.keys(values).some((n) => of(n).includes(r)));

  const item = (name: string) =>
    name in (op.answers ?? {}) ? task?.checklist.find((each) => each.name === name) : undefined;
  const optionsOf = (name: string): [string, string][] => {
    if (kindOf(name) === "reference")
      return before.flatMap(([of, id]) =>
        of === name && typeof id === "string" ? [[id, called(id)]] : [],
      );
    const codes = item(name)?.codes?.map((code): [string, string] => [code, code]);
    return codes ?? codesOf(tablet, fieldOf(catalogue, layer, name));
  };
  // What it belongs to has a name that people know, or at least a kind.
  const called = (id: string) => {
    const title = memory.ofAsset(id).find((each) => each.title)?.title;
    const code = codeOf(catalogue, memory.asset(id)) ?? title;
    return code || layerLabel(catalogue, memory.asset(id)?.layer ?? null) || id;
  };

  /** Once, however often a glove touches the button. */
  async function done(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      await work();
      go("/day");
    } catch (error) {
      setWrong(textOf(error));
      setBusy(false);
    }
  }

  async function giveUp(): Promise<void> {
    if (window.confirm(say(DAY.give_up_ask))) await done(() => tablet.giveUp(kept.op_id));
  }

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    await done(() => tablet.mend(kept.op_id, again(kept, values)));
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
          <label for={`mend-${name}`}>{item(name)?.label ?? labelOf(catalogue, layer, name)}</label>
          <Input
            id={`mend-${name}`}
            kind={item(name)?.kind ?? kindOf(name)}
            options={optionsOf(name)}
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
      <button type="submit" class="primary wide" disabled={busy}>
        {say(DAY.again)}
      </button>
      {kept.on_server ? (
        <button type="button" class="wide" disabled={busy} onClick={() => void giveUp()}>
          {say(DAY.give_up)}
        </button>
      ) : null}
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
  kind: string | undefined;
  options: [string, string][];
  value: Value | undefined;
  bad: boolean;
  tell: (value: Value) => void;
}

const NUMBERS = new Set(["integer", "number"]);

function Input({ id, kind, options, value, bad, tell }: Asked) {
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
  if (options.length && Array.isArray(value)) {
    const chosen = value as readonly string[];
    return (
      <select
        {...more}
        multiple
        onChange={(event) => tell([...event.currentTarget.selectedOptions].map((one) => one.value))}
      >
        {options.map(([code, label]) => (
          <option key={code} value={code} selected={chosen.includes(code)}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  if (options.length) {
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
  // Also while the field is empty, or what stands in it is no number yet.
  const numeric = NUMBERS.has(kind ?? typeof value);
  return (
    <input
      {...more}
      type="text"
      inputMode={numeric ? "decimal" : "text"}
      defaultValue={numeric ? shownNumber(value) : String(value ?? "")}
      onInput={(event) => {
        const text = event.currentTarget.value;
        tell((numeric ? numberOf(text) : text) ?? null);
      }}
    />
  );
}
