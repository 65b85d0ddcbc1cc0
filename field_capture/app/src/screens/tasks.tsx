// What is to be done, in the order of the route; each with its checklist and its photos.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { awaits } from "../camera/incoming.ts";
import { MOST_PHOTOS } from "../camera/photo.ts";
import { changedIn, Photos } from "../camera/photos.tsx";
import type { Task, Text, Value } from "../model.ts";
import { locale, say } from "../shell/language.ts";
import { Alert } from "../shell/notice.tsx";
import { go, route } from "../shell/router.ts";
import { textOf } from "../shell/trouble.ts";
import { layerLabel } from "../shell/values.ts";
import { type Begun, Filling, holds, leftBehind, nothing } from "../store/begun.ts";
import { codeOf } from "../store/naming.ts";
import type { Store } from "../store/store.ts";
import { type Fate, fateOf, localTasks } from "../store/tablet.ts";
import type { Tablet } from "../tablet.ts";
import { NAV } from "../words/shell.ts";
import { TASK } from "../words/tasks.ts";
import { Item, missing } from "./checklist.tsx";

export function TasksScreen({ tablet, store }: { tablet: Tablet; store: Store }) {
  const tasks = localTasks(store);
  const [, setLoaded] = useState(false);
  // Right after the start assets are still being read: what tasks are about is told then.
  useEffect(() => void store.loaded.then(() => setLoaded(true)), [store]);
  const id = route.value.rest[0];
  const left = useLeftBehind(store, id);
  const chosen = useChosen(id, [...tasks, ...left]);
  const about = (task: Task) => aboutOf(task, store, tablet);
  if (chosen) {
    const fate = fateOf(store, chosen);
    return <TaskForm key={id} task={chosen} fate={fate} about={about(chosen)} tablet={tablet} />;
  }
  const open = tasks.filter((each) => each.state === "open");
  const others = new Set(left.map((each) => each.id));
  return (
    <main class="page">
      <h1>{say(TASK.title)}</h1>
      {tasks.length || left.length ? null : <p class="soft">{say(TASK.none)}</p>}
      <List title={say(TASK.begun)} tasks={left} about={about} />
      <List title={say(TASK.open)} tasks={open} about={about} />
      <List
        title={say(TASK.done)}
        tasks={tasks.filter((each) => each.state !== "open" && !others.has(each.id))}
        about={about}
      />
    </main>
  );
}

/** Read again with each list of the server, and when a form is left. */
function useLeftBehind(store: Store, id: string | undefined): readonly Task[] {
  const [left, setLeft] = useState<readonly Task[]>([]);
  const tasks = store.tasks.value;
  useEffect(() => {
    leftBehind(store).then(setLeft, (error: unknown) => console.error(error));
  }, [store, tasks, id]);
  return left;
}

/** What is being filled in stays on the screen, also where the server no longer names it. */
function useChosen(id: string | undefined, all: readonly Task[]): Task | undefined {
  const last = useRef<Task | undefined>(undefined);
  const found = all.find((each) => each.id === id);
  if (found) last.current = found;
  return last.current?.id === id ? last.current : undefined;
}

/** What a task is about: a round has the same title for each of its assets. */
function aboutOf(task: Task, store: Store, tablet: Tablet): string {
  if (!task.asset_id) return "";
  const code = codeOf(tablet.catalogue.value, store.memory.asset(task.asset_id));
  if (code && task.title.includes(code)) return "";
  const label = layerLabel(tablet.catalogue.value, task.layer);
  return code ? `${code} · ${label}` : label;
}

interface Listed {
  title: string;
  tasks: readonly Task[];
  about: (task: Task) => string;
}

function List({ title, tasks, about }: Listed) {
  if (!tasks.length) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul class="cards">
        {tasks.map((each) => (
          <li key={each.id}>
            <a class="card link" href={`#/tasks/${each.id}`}>
              <span>
                <strong>{each.title}</strong> {about(each)}
              </span>
              <Due task={each} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Due({ task }: { task: Task }) {
  if (task.state === "cancelled") return <span class="soft">{say(TASK.cancelled)}</span>;
  if (!task.due) return null;
  const at = new Date(task.due);
  const late = task.state === "open" && at.getTime() + 86_400_000 < Date.now();
  const when = at.toLocaleDateString(locale());
  return <span class={late ? "warn" : "soft"}>{say(late ? TASK.late : TASK.due, { when })}</span>;
}

interface Chosen {
  task: Task;
  fate: Fate;
  about: string;
  tablet: Tablet;
}

const FATE: Partial<Record<Fate, Text>> = {
  cancelled: TASK.was_cancelled,
  done_elsewhere: TASK.done_elsewhere,
  not_yours: TASK.not_yours,
};

const OVER: Record<Fate, Text> = {
  ...{ open: TASK.open, done: TASK.done, done_elsewhere: TASK.done },
  ...{ cancelled: TASK.cancelled, not_yours: TASK.not_yours },
};

function TaskForm({ task, fate, about, tablet }: Chosen) {
  const filling = useMemo(() => Filling.of(task), [task.id]);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    // An empty form would be written over what is there.
    filling.read().catch((error: unknown) => setFailed(textOf(error)));
    return () => filling.close();
  }, [filling]);
  const begun = filling.begun.value;
  const tell = (change: (was: Begun) => Partial<Begun>) => filling.tell(task, change);
  const { answers, notes, photos } = begun ?? nothing(task);
  const isOpen = fate === "open";
  const offered = begun && fate !== "done" && (isOpen || holds(begun));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function finish(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || awaits(filling.key)) return;
    setTried(true);
    const first = task.checklist.find((each) => missing(each, answers[each.name]) !== null);
    if (first) {
      document.getElementById(`item-${first.name}`)?.focus();
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      await tablet.save({
        kind: "complete",
        task_id: task.id,
        answers: answers as Record<string, Value>,
        photos,
        ...(task.version && { task_version: task.version }),
        ...(notes && { notes }),
        ...(task.asset_id && task.layer && { asset_id: task.asset_id, layer: task.layer }),
      });
      await filling.forget();
      go("/tasks");
    } catch (error) {
      setWrong(textOf(error));
      setBusy(false);
    }
  }

  async function discard(): Promise<void> {
    if (!window.confirm(say(TASK.discard_ask))) return;
    await filling.forget();
    go("/tasks");
  }

  const moments = { none: [], after: ["after"], before_and_after: ["before", "after"] } as const;
  const where = `task=${task.id}${task.asset_id ? `&asset=${task.asset_id}` : ""}`;
  return (
    <main class="page">
      <p>
        <a href="#/tasks">{say(NAV.back)}</a>
      </p>
      <h1>{task.title}</h1>
      {about ? <p>{about}</p> : null}
      {task.due || task.state === "cancelled" ? (
        <p>
          <Due task={task} />
        </p>
      ) : null}
      {task.text ? <p class="pre">{task.text}</p> : null}
      {task.place || task.asset_id ? (
        <a class="button" href={`#/map?${where}`}>
          {say(TASK.there)}
        </a>
      ) : null}
      {failed ? <Alert>{failed}</Alert> : null}
      {FATE[fate] && offered ? (
        <Alert>
          {say(FATE[fate])} {say(TASK.still)}
        </Alert>
      ) : null}
      {offered ? (
        <form onSubmit={finish} noValidate inert={busy}>
          {task.checklist.map((each) => (
            <Item
              key={each.name}
              item={each}
              value={answers[each.name]}
              tried={tried}
              tell={(value) =>
                tell((was) => ({ ...was, answers: { ...was.answers, [each.name]: value } }))
              }
            />
          ))}
          {moments[task.photos].map((moment) => (
            <Photos
              key={moment}
              of={filling.key}
              name={moment}
              title={say(moment === "before" ? TASK.photo_before : TASK.photo_after)}
              photos={photos.filter((each) => each.moment === moment)}
              room={MOST_PHOTOS - photos.length}
              add={(photo) => filling.addPhoto(task, { ...photo, moment })}
              change={(photo, to) =>
                tell((was) => ({ ...was, photos: changedIn(was.photos, photo, to) }))
              }
            />
          ))}
          <label class="field">
            {say(TASK.notes)}
            <textarea
              name="notes"
              rows={2}
              value={notes}
              onInput={(event) => {
                const text = event.currentTarget.value;
                tell((was) => ({ ...was, notes: text }));
              }}
            />
          </label>
          {wrong ? <Alert>{wrong}</Alert> : null}
          <button type="submit" class="primary wide" disabled={busy || awaits(filling.key)}>
            {say(TASK.finish)}
          </button>
          {isOpen ? null : (
            <button type="button" class="wide" disabled={busy} onClick={() => void discard()}>
              {say(TASK.discard)}
            </button>
          )}
        </form>
      ) : null}
      {isOpen || offered ? null : <p class="good">{say(OVER[fate])}</p>}
    </main>
  );
}
