"use strict";
// Lets the form open without a network, and sends what waits once there is one again.

importScripts("app/keep.js");
const KEPT = "report-2";

self.addEventListener("install", (event) => {
  const here = self.registration.scope;
  event.waitUntil(
    caches.open(KEPT).then((cache) => cache.addAll([`${here}app/keep.js`, `${here}app/work.js`])),
  );
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

// Only the form and its scripts are kept: no page of a report, whose link is a secret.
const isForm = (url) => url.href.startsWith(self.registration.scope)
  && url.pathname === new URL(self.registration.scope).pathname;
const isScript = (url) => url.pathname.startsWith(`${new URL(self.registration.scope).pathname}app/`);

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !(isForm(url) || isScript(url))) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(KEPT);
      try {
        const answer = await fetch(event.request);
        if (answer.ok) await cache.put(event.request, answer.clone());
        return answer;
      } catch (error) {
        const kept = await cache.match(event.request)
          ?? (isForm(url) && await cache.match(event.request, { ignoreSearch: true }));
        if (kept) return kept;
        throw error;
      }
    })(),
  );
});

self.addEventListener("sync", (event) => {
  if (event.tag === "reports") event.waitUntil(self.reports.flush());
});
