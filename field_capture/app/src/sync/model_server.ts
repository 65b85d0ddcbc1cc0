// A server as the contract describes it, in a few lines, with the faults of the way to it. For tests:
// what it has in its log is what the real one would have.

import { createHash } from "node:crypto";
import type { Catalogue, Operation } from "../model.ts";

export type Fault = "none" | "lost_request" | "lost_answer" | "portal" | "broken" | "signed_out";

interface Row {
  layer: string;
  version: number;
  revision: number;
  values: Record<string, unknown>;
  geometry: unknown;
}
interface State {
  log: Map<string, { body: string; receipt: Record<string, unknown> }>;
  rows: Map<string, Row>;
  photos: Map<
    string,
    { sha256: string; bytes: number; pieces: Map<number, Buffer>; kept: boolean }
  >;
  revision: number;
}

const CHUNK = 512 * 1024;

export class ModelServer {
  incarnation = "one";
  backed_up: number | null = null;
  fault: Fault = "none";
  /** How often each operation was carried out: once, whatever happens. */
  readonly done = new Map<string, number>();
  /** What it refuses, by operation. */
  reject = new Set<string>();
  asked: string[] = [];
  /** For how long it was told to show where the tablet is. */
  minutes = 0;
  /** What never gets an answer, by a part of its path. */
  deaf: string | null = null;
  catalogue: Catalogue = { version: 1, languages: [], layers: [], code_lists: {} };
  /** The photos that the last backup contains. */
  readonly saved = new Set<string>();
  #state: State = { log: new Map(), rows: new Map(), photos: new Map(), revision: 0 };

  get log(): State["log"] {
    return this.#state.log;
  }
  get rows(): State["rows"] {
    return this.#state.rows;
  }
  /** Captures wait for a planner. */
  holding = false;

  get photos(): State["photos"] {
    return this.#state.photos;
  }

  backup(): State {
    this.backed_up = this.#state.revision;
    for (const [id, photo] of this.photos) if (photo.kept) this.saved.add(id);
    return structuredClone(this.#state);
  }

  /** Go back to a backup: what was done since is as if it had never been. */
  restore(state: State, incarnation: string): void {
    this.#state = structuredClone(state);
    this.incarnation = incarnation;
    this.saved.clear();
    for (const id of this.done.keys()) if (!this.log.has(id)) this.done.delete(id);
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input), "http://server");
    this.asked.push(`${init.method ?? "GET"} ${url.pathname}`);
    switch (this.fault) {
      case "lost_request":
        throw new TypeError("network");
      case "portal":
        return new Response("<html>Welcome</html>", { headers: { "Content-Type": "text/html" } });
      case "broken":
        return json({ type: "urn:netzkaart:problem:unexpected", detail: "" }, 500);
      case "signed_out":
        return json({ type: "urn:netzkaart:problem:token_revoked", detail: "" }, 401);
    }
    if (this.deaf && url.pathname.includes(this.deaf)) throw new TypeError("network");
    const answer = await this.#answer(url, init);
    if (this.fault === "lost_answer") throw new TypeError("network");
    return answer;
  };

  async #answer(url: URL, init: RequestInit): Promise<Response> {
    const path = url.pathname.replace("/api/v1/demo/", "");
    if (path === "sync/push") return json(this.#push(JSON.parse(String(init.body)).operations));
    if (path === "sync/pull") return this.#pull(url.searchParams.get("cursor"));
    if (path === "sync/here") return json(this.#here(JSON.parse(String(init.body))));
    if (path === "sync/catalogue") return this.#catalogue(new Headers(init.headers));
    if (path === "sync/conflicts") return json({ conflicts: [] });
    if (path === "sync/tasks") return json({ tasks: [] });
    if (path === "sync/areas") return json({ areas: [] });
    const [, id = "", what = "", number = ""] = path.split("/");
    return path.startsWith("photos/") ? this.#photo(id, what, Number(number), init) : json({}, 404);
  }

  #here({ minutes }: { minutes: number }): unknown {
    this.minutes = minutes;
    return { until: null };
  }

  #catalogue(asked: Headers): Response {
    const etag = `"${this.catalogue.version}"`;
    const known = asked.get("If-None-Match") === etag;
    return known ? new Response(null, { status: 304 }) : json(this.catalogue, 200, { ETag: etag });
  }

  #push(operations: Operation[]): unknown {
    const receipts = operations.map((op) => {
      const body = JSON.stringify(op);
      const before = this.log.get(op.op_id);
      if (before) return before.body === body ? before.receipt : { ...refused(op), kept: false };
      const receipt = this.reject.has(op.op_id) ? refused(op) : this.#inOrder(op);
      this.log.set(op.op_id, { body, receipt });
      if (receipt.state === "applied") this.#release(op.op_id);
      for (const { id, sha256, bytes } of op.photos ?? []) {
        this.photos.set(id, { sha256, bytes, pieces: new Map(), kept: false });
      }
      return receipt;
    });
    const { incarnation, backed_up } = this;
    return { netzkaart: "receipts", incarnation, backed_up, receipts };
  }

  /** Before a tablet's earlier operation on the same asset nothing of it is done: it is held. */
  #inOrder(op: Operation): Record<string, unknown> {
    if (this.holding && op.kind === "create") return { ...receipt(op), state: "held", kept: true };
    const early = op.after && this.log.get(op.after)?.receipt.state !== "applied";
    return early ? { ...receipt(op), state: "held", kept: true } : this.#carryOut(op);
  }

  /** A planner takes in what waited. */
  decide(): void {
    this.holding = false;
    for (const [id, entry] of this.log) {
      const op: Operation = JSON.parse(entry.body);
      if (op.kind !== "create" || entry.receipt.state !== "held") continue;
      entry.receipt = this.#carryOut(op);
      this.#release(id);
    }
  }

  #release(before: string): void {
    for (const [id, entry] of this.log) {
      const op: Operation = JSON.parse(entry.body);
      if (op.after !== before || entry.receipt.state !== "held") continue;
      entry.receipt = this.#carryOut(op);
      this.#release(id);
    }
  }

  #carryOut(op: Operation): Record<string, unknown> {
    this.done.set(op.op_id, (this.done.get(op.op_id) ?? 0) + 1);
    const id = op.asset_id ?? "";
    const row = this.rows.get(id);
    const revision = ++this.#state.revision;
    const values = { ...row?.values };
    for (const [name, change] of Object.entries(op.changed)) values[name] = change.new;
    const version = (row?.version ?? 0) + 1;
    const geometry = op.geometry ?? row?.geometry;
    this.rows.set(id, { layer: op.layer ?? "", version, revision, values, geometry });
    return { ...receipt(op), state: "applied", kept: true, version, revision };
  }

  #pull(cursor: string | null): Response {
    const [incarnation, since] = (cursor ?? `${this.incarnation}.0`).split(".");
    if (incarnation !== this.incarnation) {
      return json({ type: "urn:netzkaart:problem:cursor_gone", detail: "" }, 410);
    }
    const upserts = [...this.rows]
      .filter(([, row]) => row.revision > Number(since))
      .map(([id, { layer, version, values, geometry }]) => ({
        layer,
        feature: { type: "Feature", id, geometry, properties: { version, ...values } },
      }));
    const next = `${this.incarnation}.${this.#state.revision}`;
    const told = {
      commune: "demo",
      next,
      incarnation: this.incarnation,
      catalogue: this.catalogue.version,
    };
    return json({ ...told, more: false, backed_up: this.backed_up, upserts, tombstones: [] });
  }

  async #photo(id: string, what: string, number: number, init: RequestInit): Promise<Response> {
    const photo = this.photos.get(id);
    if (!photo) return json({ type: "urn:netzkaart:problem:unknown_thing", detail: "" }, 404);
    const chunks = Math.ceil(photo.bytes / CHUNK);
    const missing = () =>
      [...Array(chunks).keys()].filter((n) => !photo.pieces.has(n) && !photo.kept);
    if (what === "chunks") photo.pieces.set(number, Buffer.from(init.body as ArrayBuffer));
    if (what === "finish" && !missing().length) {
      const whole = Buffer.concat(
        [...photo.pieces].sort(([a], [b]) => a - b).map(([, each]) => each),
      );
      photo.kept = createHash("sha256").update(whole).digest("hex") === photo.sha256;
    }
    const state = photo.kept ? (this.holding ? "held" : "kept") : "expected";
    const told = { sha256: photo.sha256, chunk_bytes: CHUNK, chunks, missing: missing() };
    return json({ state, ...told, backed_up: this.saved.has(id) });
  }
}

function receipt(op: Operation): Record<string, unknown> {
  return { op_id: op.op_id, code: null, version: null, reasons: [], conflicts: [] };
}

function refused(op: Operation): Record<string, unknown> {
  const reasons = [{ code: "below_minimum", path: "changed.depth", message: "Too small." }];
  return { ...receipt(op), state: "rejected", kept: true, reasons };
}

function json(body: unknown, status = 200, more: Record<string, string> = {}): Response {
  const headers = { "Content-Type": "application/json", ...more };
  return new Response(JSON.stringify(body), { status, headers });
}
