// The bar that is always there: what is only on this tablet, and whether that is anybody's business.

import type { Text } from "../model.ts";
import type { Standing, Tablet } from "../tablet.ts";
import { NAV, STANDING } from "../words/shell.ts";
import { Icon } from "./icon.tsx";
import { say } from "./language.ts";
import { route } from "./router.ts";

export function StandingBar({ tablet }: { tablet: Tablet }) {
  const standing = tablet.standing.value;
  const mood = moodOf(standing);
  const why = standing.online ? WHY[standing.trouble ?? ""] : WHY.offline;
  return (
    <a class={`standing ${mood}`} href="#/day">
      <Icon name={mood === "attention" ? "alert" : mood === "waiting" ? "tablet" : "cloud"} />
      <span role="status">
        <span class="visually-hidden">{say(STANDING.label)}: </span>
        {sentence(standing)}
      </span>
      {standing.sending ? <span class="more">{say(STANDING.sending)}</span> : null}
      {!standing.sending && why ? <span class="more">{say(why)}</span> : null}
    </a>
  );
}

/** Why nothing goes out, in a word or two; "My day" tells it whole. */
const WHY: Record<string, Text | undefined> = {
  offline: STANDING.offline,
  unreachable: STANDING.unreachable,
  maintenance: STANDING.maintenance,
  server: STANDING.server,
  captive_portal: STANDING.captive_portal,
  revoked: STANDING.revoked,
};

function moodOf(standing: Standing): "attention" | "waiting" | "there" {
  if (
    standing.needs_attention ||
    standing.trouble === "revoked" ||
    standing.trouble === "captive_portal"
  ) {
    return "attention";
  }
  return standing.waiting || standing.photos_waiting ? "waiting" : "there";
}

function sentence(standing: Standing): string {
  const parts: string[] = [];
  if (standing.needs_attention)
    parts.push(say(STANDING.attention, { n: standing.needs_attention }));
  if (standing.waiting) parts.push(say(STANDING.waiting, { n: standing.waiting }));
  if (standing.photos_waiting) parts.push(say(STANDING.photos, { n: standing.photos_waiting }));
  return parts.join(" · ") || say(STANDING.all_there);
}

const SCREENS = ["map", "tasks", "day", "settings"] as const;

export function Nav({ tasks, attention }: { tasks: number; attention: number }) {
  const here = route.value.screen;
  const count = { map: 0, tasks, day: attention, settings: 0 };
  return (
    <nav class="screens" aria-label={say(NAV.menu)}>
      {SCREENS.map((name) => (
        <a key={name} href={`#/${name}`} aria-current={here === name ? "page" : undefined}>
          <Icon name={name} />
          <span>{say(NAV[name])}</span>
          {count[name] ? <span class="count">{count[name]}</span> : null}
        </a>
      ))}
    </nav>
  );
}
