/// <reference lib="webworker" />
// The service worker: the app itself, kept for days without a network.
declare const VERSION: string;
declare const FILES: string[];
console.debug(VERSION, FILES.length);

export {};
