// The map as it was on a day: a slider over all days, with marks where something happened.
"use strict";

(() => {
  const { config, say } = Netzkaart;
  const words = config.words;
  const DAY_MS = 86_400_000;
  const WAIT_MS = 250; // a thumb that is dragged passes many days
  const long = new Intl.DateTimeFormat(config.locale, { dateStyle: "long", timeZone: "UTC" });
  let days = []; // { day, revision, changes } in their order
  let shown = null; // the day that is shown; null is the present

  const byId = (id) => document.getElementById(id);
  const toDay = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
  const toText = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
  // Today where the commune is, wherever the browser stands.
  const today = () =>
    toDay(new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Luxembourg" }).format(new Date()));

  const last = (day) => days.findLast((each) => toDay(each.day) <= day);

  function tell() {
    const slider = byId("day-slider");
    const day = shown ?? today();
    slider.value = day;
    byId("day").value = toText(day);
    const entry = last(day);
    const name = long.format(day * DAY_MS);
    const changed = entry && toDay(entry.day) === day ? entry.changes : 0;
    slider.setAttribute("aria-valuetext", changed ? say("time_changes", { day: name, count: changed }) : name);
    byId("day-note").textContent = changed ? say("time_changes", { day: name, count: changed }) : name;
    byId("past").hidden = shown === null;
    byId("past-day").textContent = shown === null ? "" : say("past_note", { day: name });
    byId("now").disabled = shown === null;
    document.documentElement.toggleAttribute("data-past", shown !== null);
  }

  let waiting = 0;
  function show(day, { soon = false } = {}) {
    const first = toDay(days[0].day);
    shown = day >= today() ? null : Math.max(first, day);
    tell();
    clearTimeout(waiting);
    const go = () => {
      Netzkaart.showOverlays(shown === null);
      return Netzkaart.showRevision(shown === null ? null : last(shown).revision);
    };
    if (!soon) return go();
    waiting = setTimeout(go, WAIT_MS);
    return Promise.resolve();
  }

  function step(direction) {
    const day = shown ?? today() + (direction > 0 ? 0 : 1);
    const all = days.map((each) => toDay(each.day));
    const next = direction < 0 ? all.findLast((each) => each < day) : all.find((each) => each > day);
    show(next ?? (direction > 0 ? today() : all[0]));
  }

  /** A mark for each day on which something happened, higher where it was much. */
  function drawMarks() {
    const first = toDay(days[0].day);
    const span = Math.max(1, today() - first);
    const most = Math.log1p(Math.max(...days.map(({ changes }) => changes)));
    const marks = days.map(({ day, changes }) => {
      const x = ((toDay(day) - first) / span) * 100;
      const height = 4 + 12 * (Math.log1p(changes) / most);
      return `M${x.toFixed(2)} 16v${-height.toFixed(1)}`;
    });
    byId("day-marks").setAttribute("d", marks.join(""));
  }

  /** The day that the address holds, if not today. */
  Netzkaart.shownDay = () => (shown === null ? null : toText(shown));

  Netzkaart.startTime = async (text) => {
    const panel = byId("time");
    if (!config.days) return;
    try {
      const answer = await fetch(config.days, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(`${answer.status}`);
      ({ days } = await answer.json());
    } catch {
      Netzkaart.tell(words.item_failed, words.retry, () => Netzkaart.startTime(text));
      return;
    }
    if (!days.length) return;
    const slider = byId("day-slider");
    slider.min = toDay(days[0].day);
    slider.max = today();
    byId("day").min = days[0].day;
    byId("day").max = toText(today());
    drawMarks();
    panel.hidden = false;
    slider.addEventListener("input", () => show(Number(slider.value), { soon: true }));
    byId("day").addEventListener("change", ({ target }) => target.value && show(toDay(target.value)));
    byId("earlier").addEventListener("click", () => step(-1));
    byId("later").addEventListener("click", () => step(1));
    byId("now").addEventListener("click", () => {
      show(today());
      slider.focus(); // the button is of no more use
    });
    byId("past-end").addEventListener("click", () => {
      show(today());
      Netzkaart.mapElement().focus({ preventScroll: true });
    });
    tell();
    if (/^\d{4}-\d\d-\d\d$/.test(text ?? "") && Number.isFinite(toDay(text))) {
      byId("view").open = true;
      await show(toDay(text));
    }
  };
})();
