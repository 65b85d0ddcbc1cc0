import { useEffect, useState } from "preact/hooks";
import { say, timeOf } from "../shell/language.ts";
import { Alert } from "../shell/notice.tsx";
import { enrolmentIn, go } from "../shell/router.ts";
import { textOf } from "../shell/trouble.ts";
import type { Store } from "../store/store.ts";
import { Trouble } from "../store/trouble.ts";
import { ENROL } from "../words/enrol.ts";
import { enrol, evicted, waitsFor } from "./enrolling.ts";

export function EnrolScreen({ store, done }: { store: Store; done: () => void }) {
  const found = enrolmentIn(location.hash);
  const [link, setLink] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const gone = evicted(store.enrolment.value);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    const wanted = found ?? enrolmentIn(link);
    if (!wanted) return setWrong(say(ENROL.wrong_link));
    setBusy(true);
    setWrong(null);
    try {
      await enrol(store, wanted.commune, wanted.code);
      go(store.area.value ? "/map" : "/area", { replace: true });
      done();
    } catch (error) {
      setWrong(told(store, error));
    } finally {
      setBusy(false);
    }
  }

  // The demo's door leads here; who went through it has said already what they want.
  useEffect(() => {
    if (found && location.search === "?demo") void submit();
  }, []);

  return (
    <main class="page">
      <h1>{say(ENROL.title)}</h1>
      {gone ? (
        <Alert>{say(ENROL.evicted, { when: timeOf(gone.at), n: gone.waiting })}</Alert>
      ) : null}
      <form onSubmit={submit}>
        {found ? (
          <p class="large">{say(ENROL.for_commune, { commune: found.commune })}</p>
        ) : (
          <>
            <p>{say(ENROL.intro)}</p>
            <label class="field">
              {say(ENROL.link)}
              <input
                name="link"
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                value={link}
                onInput={(event) => setLink(event.currentTarget.value)}
              />
            </label>
          </>
        )}
        {wrong ? <Alert>{wrong}</Alert> : null}
        <button type="submit" class="primary wide" disabled={busy}>
          {say(ENROL.go)}
        </button>
      </form>
    </main>
  );
}

function told(store: Store, error: unknown): string {
  if (error instanceof Trouble && error.code === "other_commune") {
    const commune = store.enrolment.value?.commune ?? "";
    return say(ENROL.other_commune, { n: waitsFor(store), commune });
  }
  return textOf(error);
}
