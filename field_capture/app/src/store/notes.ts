// What screens note for the next time: conveniences, one string each, gone with the commune.
const OURS = "netzkaart.";

/** Write it down, or forget it. A full storage must not stand in the way of real work. */
export function note(name: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(OURS + name);
    else localStorage.setItem(OURS + name, JSON.stringify(value));
  } catch (error) {
    console.warn(`not noted: ${name}`, error);
  }
}

export function noted<T>(name: string, otherwise: T): T {
  try {
    return (JSON.parse(localStorage.getItem(OURS + name) ?? "null") as T | null) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** What was noted of one commune is nothing for the next. */
export function forgetNotes(): void {
  if (typeof localStorage !== "object") return;
  const names = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? "");
  for (const each of names) if (each.startsWith(OURS)) localStorage.removeItem(each);
}
