// What can be in the way, by a name that screens have words for.

export type TroubleCode =
  | "offline"
  | "unreachable"
  | "captive_portal"
  | "revoked"
  | "server"
  | "maintenance"
  | "refused"
  | "cursor_gone"
  | "not_there"
  | "no_room"
  | "other_tab"
  | "not_enrolled"
  | "damaged"
  | "unknown_asset"
  | "code_used"
  | "other_commune";

export class Trouble extends Error {
  readonly code: TroubleCode;
  /** What the server said, in the language that was asked for. */
  readonly detail: string | null;

  constructor(code: TroubleCode, detail: string | null = null) {
    super(detail ?? code);
    this.name = "Trouble";
    this.code = code;
    this.detail = detail;
  }
}

/** Turn what the browser throws while it writes into what crews can act upon. */
export function ofWriting(error: unknown): Error {
  const name = error instanceof Error ? error.name : "";
  if (name === "QuotaExceededError") return new Trouble("no_room");
  if (name === "InvalidStateError") return new Trouble("other_tab");
  return error instanceof Error ? error : new Error(String(error));
}

/** A request that fails ends its transaction, which tells it: nobody has to be told twice. */
export function toldByDone(): void {}
