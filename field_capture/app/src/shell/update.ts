// The app's own versions: a new one waits until somebody wants it, or the app starts anew.

import { signal } from "@preact/signals";

interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

export const updateReady = signal(false);
export const installer = signal<InstallEvent | null>(null);
let waiting: ServiceWorker | null = null;
let wanted = false;

export async function keepApp(): Promise<void> {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installer.value = event as InstallEvent;
  });
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (wanted) location.reload();
  });
  const registration = await navigator.serviceWorker.register("worker.js");
  const look = (worker: ServiceWorker | null) => {
    // Without a controller it is the first one, which replaces nothing.
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    updateReady.value = true;
  };
  look(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") look(installing);
    });
  });
}

/** Change to the version that waits. Whatever is saved is saved: only then does its promise resolve. */
export function useUpdate(): void {
  wanted = true;
  waiting?.postMessage("now");
}
