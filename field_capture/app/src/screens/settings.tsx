import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { askPersistence, type Facts, facts } from "../offline/storage.ts";
import { LANGUAGES, locale, say, sizeOf, timeOf } from "../shell/language.ts";
import { installer, updateReady, useUpdate } from "../shell/update.ts";
import type { Store } from "../store/store.ts";
import type { Server } from "../sync/server.ts";
import { endOfShift, share, sharedUntil, unshare } from "../sync/sharing.ts";
import type { Settings, Tablet } from "../tablet.ts";
import { AREA } from "../words/area.ts";
import { SETTINGS } from "../words/settings.ts";

declare const VERSION: string;

const NAMES = { lb: "Lëtzebuergesch", fr: "Français", de: "Deutsch", en: "English" };
const THEMES = ["system", "light", "dark", "sunlight"] as const;
const HANDS = ["right", "left"] as const;

interface Props {
  tablet: Tablet;
  store: Store;
  server: () => Server;
}

export function SettingsScreen({ tablet, store, server }: Props) {
  const settings = tablet.settings.value;
  const change = (more: Partial<Settings>) => void tablet.change(more);
  const area = store.area.value;
  const enrolment = store.enrolment.value;
  return (
    <main class="page">
      <h1>{say(SETTINGS.title)}</h1>
      <a class="button wide" href="#/help">
        {say(SETTINGS.help)}
      </a>
      {updateReady.value ? (
        <p class="card">
          {say(SETTINGS.update)}{" "}
          <button type="button" class="primary" onClick={useUpdate}>
            {say(SETTINGS.update_now)}
          </button>
        </p>
      ) : null}
      <Choice legend={say(SETTINGS.language)} name="language">
        {LANGUAGES.map((each) => (
          <Option
            key={each}
            name="language"
            on={settings.language === each}
            choose={() => change({ language: each })}
          >
            <span lang={each}>{NAMES[each]}</span>
          </Option>
        ))}
      </Choice>
      <Choice legend={say(SETTINGS.theme)} name="theme">
        {THEMES.map((each) => (
          <Option
            key={each}
            name="theme"
            on={settings.theme === each}
            choose={() => change({ theme: each })}
          >
            <span>{say(SETTINGS[each])}</span>
          </Option>
        ))}
      </Choice>
      <Choice legend={say(SETTINGS.hand)} name="hand">
        {HANDS.map((each) => (
          <Option
            key={each}
            name="hand"
            on={settings.hand === each}
            choose={() => change({ hand: each })}
          >
            <span>{say(SETTINGS[each])}</span>
          </Option>
        ))}
      </Choice>
      <Antenna
        metres={settings.antenna_height_m}
        tell={(antenna_height_m) => change({ antenna_height_m })}
      />
      <Sharing server={server} />
      <h2>{say(SETTINGS.area)}</h2>
      {area ? (
        <p>
          {area.title}: {say(AREA.size, { n: area.assets, size: sizeOf(area.bytes) })}.{" "}
          {say(AREA.taken, { when: timeOf(area.taken_at) })}
        </p>
      ) : null}
      <a class="button" href="#/area">
        {say(AREA.title)}
      </a>
      <StorageFacts />
      <h2>{say(SETTINGS.about)}</h2>
      {enrolment ? (
        <p>{say(SETTINGS.tablet, { label: enrolment.label, commune: enrolment.commune })}</p>
      ) : null}
      <p>
        {say(SETTINGS.version, { version: VERSION, catalogue: tablet.catalogue.value.version })}
      </p>
      <a class="button" href="#/enrol">
        {say(SETTINGS.enrol_again)}
      </a>
    </main>
  );
}

function Choice({
  legend,
  name,
  children,
}: {
  legend: string;
  name: string;
  children: ComponentChildren;
}) {
  return (
    <fieldset class="choices" name={name}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

interface Offered {
  name: string;
  on: boolean;
  choose: () => void;
  children: ComponentChildren;
}

function Option({ name, on, choose, children }: Offered) {
  return (
    <label>
      <input type="radio" name={name} checked={on} onChange={choose} />
      {children}
    </label>
  );
}

/** Off until somebody wants it, and off again by itself. */
function Sharing({ server }: { server: () => Server }) {
  const until = sharedUntil.value;
  const change = (on: boolean) =>
    on ? share(endOfShift(new Date()), server) : void unshare(server);
  return (
    <label class="tick">
      <input
        type="checkbox"
        name="share"
        checked={until !== null}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      <span>
        {say(SETTINGS.share)}{" "}
        <span role="status">
          {until === null
            ? ""
            : say(SETTINGS.share_until, { when: timeOf(new Date(until).toISOString()) })}
        </span>
      </span>
    </label>
  );
}

const TALLEST_M = 20;

function Antenna({ metres, tell }: { metres: number; tell: (metres: number) => void }) {
  return (
    <label class="field">
      {say(SETTINGS.antenna)}
      <input
        type="text"
        inputMode="decimal"
        name="antenna"
        defaultValue={metres.toLocaleString(locale())}
        onChange={(event) => {
          const wanted = Number(event.currentTarget.value.replace(",", "."));
          if (Number.isFinite(wanted) && wanted >= 0 && wanted <= TALLEST_M) tell(wanted);
          else event.currentTarget.value = metres.toLocaleString(locale());
        }}
      />
    </label>
  );
}

function StorageFacts() {
  const [told, setTold] = useState<Facts | null>(null);
  useEffect(() => {
    void facts().then(setTold);
  }, []);
  return (
    <>
      <h2>{say(SETTINGS.storage)}</h2>
      {told?.used != null && told.quota ? (
        <p>{say(SETTINGS.used, { used: sizeOf(told.used), all: sizeOf(told.quota) })}</p>
      ) : null}
      {told && told.persisted !== null ? (
        <p class={told.persisted ? "good" : "warn"}>
          {say(told.persisted ? SETTINGS.persistent : SETTINGS.not_persistent)}
        </p>
      ) : null}
      {told?.battery != null ? <p>{say(SETTINGS.battery, { n: told.battery })}</p> : null}
      <div class="row">
        {told && !told.persisted ? (
          <button
            type="button"
            onClick={async () => {
              await askPersistence();
              setTold(await facts());
            }}
          >
            {say(SETTINGS.ask_persistent)}
          </button>
        ) : null}
        {installer.value ? (
          <button type="button" onClick={() => void installer.value?.prompt()}>
            {say(SETTINGS.install)}
          </button>
        ) : null}
      </div>
    </>
  );
}
