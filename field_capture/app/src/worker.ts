/// <reference lib="webworker" />
// The service worker: the app itself, kept for days without a network, and the queue sent when a
// network comes while nobody looks. It never answers for the server: of the API it keeps nothing.

import { GROUND } from "./offline/ground.ts";
import { Store } from "./store/store.ts";
import { BACKGROUND_TAG, TabletSender } from "./sync/sender.ts";

declare const VERSION: string;
declare const FILES: string[];

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const SCOPE = new URL("./", worker.location.href).pathname;
const APP = `netzkaart-app-${VERSION}`;
const NAMES = new Set(FILES.map((name) => SCOPE + name));

worker.addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install(): Promise<void> {
  const cache = await caches.open(APP);
  // All of them or none; past the browser's own cache, which could mix versions.
  await cache.addAll([...NAMES].map((path) => new Request(path, { cache: "reload" })));
}

worker.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("netzkaart-app-") && name !== APP) await caches.delete(name);
  }
  await worker.clients.claim();
}

worker.addEventListener("message", ({ data }) => {
  if (data === "now") void worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate" && url.pathname.startsWith(SCOPE)) {
    event.respondWith(kept(APP, `${SCOPE}index.html`, request));
  } else if (NAMES.has(url.pathname)) {
    event.respondWith(kept(APP, url.pathname, request));
  } else if (/^\/ogc\/[^/]+\/terrain\/hillshade\//.test(url.pathname)) {
    event.respondWith(kept(GROUND, url.pathname, request));
  }
});

async function kept(cache: string, path: string, request: Request): Promise<Response> {
  const found = await (await caches.open(cache)).match(path);
  return found ?? fetch(request);
}

worker.addEventListener("sync", (event) => {
  const { tag, waitUntil } = event as ExtendableEvent & { tag: string };
  if (tag === BACKGROUND_TAG) waitUntil.call(event, send());
});

/** Send what waits; rejected, the browser tries again later. */
async function send(): Promise<void> {
  const store = await Store.open();
  try {
    if (!store.enrolment.value) return;
    const sender = new TabletSender(store);
    await sender.alone(() => sender.exchange());
  } finally {
    store.close();
  }
}
