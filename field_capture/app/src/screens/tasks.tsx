// What is to be done, in the order of the route; each with its checklist and its photos.

import { useState } from "preact/hooks";
import type { Task, Value } from "../model.ts";
import { locale, say } from "../shell/language.ts";
import { Alert, textOf } from "../shell/notice.tsx";
import { go, route } from "../shell/router.ts";
import type { Store } from "../store/store.ts";
import { localTasks } from "../store/tablet.ts";
import type { PhotoDraft, Tablet } from "../tablet.ts";
import { TASK } from "../words/screens.ts";
import { NAV } from "../words/shell.ts";
import { type Answers, Item, missing } from "./checklist.tsx";

export function TasksScreen({ tablet, store }: { tablet: Tablet; store: Store }) {
  const tasks = localTasks(store);
  const id = route.value.rest[0];
  const chosen = tasks.find((each) => each.id === id);
  if (chosen) return <TaskForm key={chosen.id} task={chosen} tablet={tablet} />;
  const open = tasks.filter((each) => each.state === "open");
  return (
    <main class="page">
      <h1>{say(TASK.title)}</h1>
      {tasks.length ? null : <p class="soft">{say(TASK.none)}</p>}
      <List title={say(TASK.open)} tasks={open} />
      <List title={say(TASK.done)} tasks={tasks.filter((each) => each.state !== "open")} />
    </main>
  );
}

function List({ title, tasks }: { title: string; tasks: Task[] }) {
  if (!tasks.length) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul class="cards">
        {tasks.map((each) => (
          <li key={each.id}>
            <a class="card link" href={`#/tasks/${each.id}`}>
              <strong>{each.title}</strong>
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

function TaskForm({ task, tablet }: { task: Task; tablet: Tablet }) {
  const [answers, setAnswers] = useState<Answers>({});
  const [notes, setNotes] = useState("");
  const [photos, setPhotos] = useState<PhotoDraft[]>([]);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function finish(event: Event): Promise<void> {
    event.preventDefault();
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
        ...(notes && { notes }),
        ...(task.asset_id && task.layer && { asset_id: task.asset_id, layer: task.layer }),
      });
      go("/tasks");
    } catch (error) {
      setWrong(textOf(error));
      setBusy(false);
    }
  }

  const moments = { none: [], after: ["after"], before_and_after: ["before", "after"] } as const;
  const where = task.asset_id ? `asset=${task.asset_id}` : `task=${task.id}`;
  return (
    <main class="page">
      <p>
        <a href="#/tasks">{say(NAV.back)}</a>
      </p>
      <h1>{task.title}</h1>
      <Due task={task} />
      {task.text ? <p class="pre">{task.text}</p> : null}
      {task.place || task.asset_id ? (
        <a class="button" href={`#/map?${where}`}>
          {say(TASK.there)}
        </a>
      ) : null}
      {task.state === "open" ? (
        <form onSubmit={finish} noValidate>
          {task.checklist.map((each) => (
            <Item
              key={each.name}
              item={each}
              value={answers[each.name]}
              tried={tried}
              tell={(value) => setAnswers({ ...answers, [each.name]: value })}
            />
          ))}
          {moments[task.photos].map((moment) => (
            <Camera
              key={moment}
              moment={moment}
              count={photos.filter((each) => each.moment === moment).length}
              add={(more) => setPhotos((before) => [...before, ...more])}
            />
          ))}
          <label class="field">
            {say(TASK.notes)}
            <textarea
              name="notes"
              rows={2}
              value={notes}
              onInput={(event) => setNotes(event.currentTarget.value)}
            />
          </label>
          {wrong ? <Alert>{wrong}</Alert> : null}
          <button type="submit" class="primary wide" disabled={busy}>
            {say(TASK.finish)}
          </button>
        </form>
      ) : (
        <p class="good">{say(task.state === "done" ? TASK.done : TASK.cancelled)}</p>
      )}
    </main>
  );
}

type Moment = "before" | "after";

function Camera({
  moment,
  count,
  add,
}: {
  moment: Moment;
  count: number;
  add: (more: PhotoDraft[]) => void;
}) {
  async function taken(files: FileList | null): Promise<void> {
    const found = [...(files ?? [])].map(async (file) => ({
      bytes: await file.arrayBuffer(),
      type: file.type,
      name: file.name,
      caption: "",
      taken: new Date(file.lastModified || Date.now()).toISOString(),
      fix: null,
      moment,
    }));
    add(await Promise.all(found));
  }
  return (
    <label class="field">
      {say(moment === "before" ? TASK.photo_before : TASK.photo_after)}
      <input
        type="file"
        name={moment}
        accept="image/*"
        capture="environment"
        multiple
        onChange={(event) => void taken(event.currentTarget.files)}
      />
      {count ? <span>{say(TASK.photo_taken, { n: count })}</span> : null}
    </label>
  );
}
