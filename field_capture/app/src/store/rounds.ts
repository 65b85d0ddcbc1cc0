// The order in which a crew takes its tasks: round by round, the most urgent one first.
import type { Task } from "../model.ts";

/** Sort tasks so that each round stays together on its route; what is of none goes by its day. */
export function byRound(tasks: readonly Task[]): Task[] {
  const urgent = new Map<string, string>();
  for (const task of tasks) {
    const [round, due] = [roundOf(task), task.due ?? "9"];
    if (due <= (urgent.get(round) ?? "9")) urgent.set(round, due);
  }
  const dueOf = (task: Task) => urgent.get(roundOf(task)) ?? "9";
  return [...tasks].sort(
    (a, b) =>
      dueOf(a).localeCompare(dueOf(b)) ||
      Number(a.order === null) - Number(b.order === null) ||
      roundOf(a).localeCompare(roundOf(b)) ||
      (a.order ?? 0) - (b.order ?? 0) ||
      (a.due ?? "9").localeCompare(b.due ?? "9"),
  );
}

/** Which route a number counts on. What is done makes none of what is left more urgent. */
function roundOf({ id, state, order, source, area }: Task): string {
  if (order === null) return id;
  const round = source?.kind === "order" ? source.id : (area ?? "");
  return `${state === "open" ? "" : "closed"} ${round}`;
}
