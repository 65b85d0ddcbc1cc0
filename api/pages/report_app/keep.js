"use strict";
// Reports that could not be sent yet, kept on this phone (IndexedDB). Each has a key of its own:
// the server takes the same key once, so that sending again is always safe.

const reports = (() => {
  const open = () =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open("netzkaart-reports", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("reports", { keyPath: "key" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const doing = async (mode, act) => {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const store = database.transaction("reports", mode).objectStore("reports");
        const asked = act(store);
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    } finally {
      database.close();
    }
  };
  const body = ({ fields }) => {
    const form = new FormData();
    for (const [name, value, file] of fields) {
      if (file) form.append(name, value, file);
      else form.append(name, value);
    }
    return form;
  };
  // What came of a report that was sent, for the page that opens next; not where a page has told of
  // it meanwhile. What was taken keeps no words and photos here; what was refused keeps them until
  // somebody has put it right or thrown it away.
  const note = (key, outcome) =>
    doing("readwrite", (store) => {
      const asked = store.get(key);
      asked.addEventListener("success", () => {
        const { result } = asked;
        if (result) store.put(outcome.ok ? { key, outcome } : { ...result, outcome });
      });
      return asked;
    });
  let flushing = null;
  return {
    keep: (report) => doing("readwrite", (store) => store.put(report)),
    one: (key) => doing("readonly", (store) => store.get(key)),
    waiting: () => doing("readonly", (store) => store.getAll()),
    // Returns the answer, or throws where there is no network or the server is away.
    async send(report) {
      const answer = await fetch(report.address, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: body(report),
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
      return answer;
    },
    forget: (key) => doing("readwrite", (store) => store.delete(key)),
    // One after the other; two pages that do so at once change nothing. Who sent it is told by a
    // page, with the link to follow it: the service worker has nobody to tell.
    flush(told) {
      flushing ??= (async () => {
        try {
          for (const report of await reports.waiting()) {
            let { outcome } = report;
            if (!outcome) {
              const answer = await reports.send(report);
              const sent = await answer.json().catch(() => ({}));
              const why = sent.issues?.map(({ message }) => message).join(" ") || sent.detail || "";
              outcome = { ok: answer.ok, number: sent.number, page: sent.page, why };
              if (!told || !outcome.ok) await note(report.key, outcome);
            }
            if (told && outcome.ok) await reports.forget(report.key);
            told?.({ ...report, outcome });
          }
        } catch {
          // Still no network: next time.
        } finally {
          flushing = null;
        }
      })();
      return flushing;
    },
  };
})();
self.reports = reports;
