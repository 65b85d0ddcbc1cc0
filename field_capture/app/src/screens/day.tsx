// The day's reconciliation: what was saved, where each of it is by now, and what needs somebody.

import { useEffect, useState } from "preact/hooks";
import { Icon } from "../shell/icon.tsx";
import { say, timeOf } from "../shell/language.ts";
import { Alert } from "../shell/notice.tsx";
import { troubleText } from "../shell/trouble.ts";
import { layerLabel } from "../shell/values.ts";
import { arrived, type Store } from "../store/store.ts";
import { openClashes } from "../store/tablet.ts";
import { exportOutbox } from "../sync/outbox.ts";
import type { Entry, Tablet } from "../tablet.ts";
import { DAY, KIND, STATE } from "../words/day.ts";

type Filter = "today" | "all" | "waiting" | "attention";
const FILTERS: readonly Filter[] = ["today", "waiting", "attention", "all"];

export function DayScreen({ tablet, store }: { tablet: Tablet; store: Store }) {
  const round = store.round.value;
  const [entries, setEntries] = useState<Entry[] | null>(null);
  const [filter, setFilter] = useState<Filter>("today");
  useEffect(() => {
    void tablet.entries().then(setEntries);
  }, [tablet, round]);
  const standing = tablet.standing.value;
  const clashes = openClashes(store).length;
  const shown = (entries ?? []).filter((each) => passes(each, filter)).reverse();
  return (
    <main class="page">
      <h1>{say(DAY.title)}</h1>
      {standing.trouble ? <Alert>{troubleText(standing.trouble)}</Alert> : null}
      {standing.trouble === "revoked" ? (
        <a class="button wide" href="#/enrol">
          {say(DAY.enrol)}
        </a>
      ) : null}
      {entries ? <Summary entries={entries.filter((each) => isToday(each.saved_at))} /> : null}
      <p class="soft">
        {standing.last_contact
          ? say(DAY.last, { when: timeOf(standing.last_contact) })
          : say(DAY.never)}
      </p>
      <div class="row">
        <button
          type="button"
          class="primary"
          disabled={standing.sending}
          onClick={() => void tablet.syncNow()}
        >
          {say(standing.sending ? DAY.sending : DAY.send)}
        </button>
        <button type="button" onClick={() => void exportOutbox(store)} title={say(DAY.file_hint)}>
          {say(DAY.file)}
        </button>
      </div>
      {clashes ? (
        <a class="button wide attention" href="#/conflicts">
          {say(DAY.conflicts, { n: clashes })}
        </a>
      ) : null}
      <PhotoTroubles store={store} />
      <fieldset class="choices">
        <legend>{say(DAY.filter)}</legend>
        {FILTERS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="filter"
              checked={filter === each}
              onChange={() => setFilter(each)}
            />
            <span>{say(DAY[each])}</span>
          </label>
        ))}
      </fieldset>
      {entries && !shown.length ? (
        <p class="soft">{say(entries.length ? DAY.none : DAY.empty)}</p>
      ) : null}
      <ul class="cards">
        {shown.map((each) => (
          <EntryCard key={each.op_id} entry={each} tablet={tablet} />
        ))}
      </ul>
    </main>
  );
}

function Summary({ entries }: { entries: Entry[] }) {
  const photos = entries.flatMap((each) => each.photos);
  const there = entries.filter((each) => each.on_server).length;
  const whole = photos.filter((each) => arrived(each.state)).length;
  if (!entries.length) return null;
  const complete = there === entries.length && whole === photos.length;
  return (
    <p class={`large ${complete ? "good" : ""}`} role="status">
      {say(DAY.summary, { n: entries.length, there, photos: whole, all: photos.length })}
      {complete ? `. ${say(DAY.complete)}` : ""}
    </p>
  );
}

function EntryCard({ entry, tablet }: { entry: Entry; tablet: Tablet }) {
  const catalogue = tablet.catalogue.value;
  const whole = entry.photos.filter((each) => arrived(each.state)).length;
  const held = entry.photos.some((each) => each.state === "held");
  const place = !entry.on_server ? "tablet" : entry.backed_up ? "backup" : "server";
  const bad = entry.state === "rejected" || entry.state === "conflict";
  return (
    <li class={`card entry ${bad ? "bad" : ""}`} data-state={entry.state} data-place={place}>
      <div class="row between">
        <h2>
          {entry.title || layerLabel(catalogue, entry.layer)}
          <small>
            {entry.title ? layerLabel(catalogue, entry.layer) : ""} {say(KIND[entry.kind])}
          </small>
        </h2>
        <time dateTime={entry.saved_at}>{timeOf(entry.saved_at)}</time>
      </div>
      <p class="row">
        <Icon name={place === "tablet" ? "tablet" : place === "server" ? "cloud" : "safe"} />
        <span>
          {say(DAY[place])} · {say(STATE[entry.state])}
        </span>
      </p>
      {entry.reasons.map((each) => (
        <p key={each.code + each.path} class={bad ? "warn" : "soft"}>
          {each.message}
        </p>
      ))}
      {entry.photos.length ? (
        <p class="soft">
          {say(DAY.photos, { n: whole, all: entry.photos.length })}
          {held ? `. ${say(DAY.photos_held)}` : ""}
        </p>
      ) : null}
      <div class="row">
        {entry.state === "rejected" ? (
          <a class="button" href={`#/mend/${entry.op_id}`}>
            {say(DAY.mend)}
          </a>
        ) : null}
        {entry.state === "conflict" ? (
          <a class="button" href="#/conflicts">
            {say(STATE.conflict)}
          </a>
        ) : null}
        {entry.asset_id ? (
          <a class="button" href={`#/map?asset=${entry.asset_id}`}>
            {say(DAY.on_map)}
          </a>
        ) : null}
      </div>
    </li>
  );
}

function PhotoTroubles({ store }: { store: Store }) {
  const bad = [...store.photos.value.values()].filter((each) => each.reason);
  return (
    <>
      {bad.map((each) => (
        <Alert key={each.id}>
          {say(DAY.photo_trouble, { why: troubleText(each.reason ?? "") })}
        </Alert>
      ))}
    </>
  );
}

export function isToday(iso: string): boolean {
  return new Date(iso).toDateString() === new Date().toDateString();
}

export function passes(entry: Entry, filter: Filter): boolean {
  switch (filter) {
    case "today":
      return isToday(entry.saved_at) || !entry.on_server;
    case "waiting":
      return !entry.on_server || entry.photos.some((each) => !arrived(each.state));
    case "attention":
      return entry.state === "rejected" || entry.state === "conflict";
    case "all":
      return true;
  }
}
