// The search box: a combobox (ARIA 1.2) over the map; going to a place opens what is there.
"use strict";

(() => {
  const { config, element, say } = Netzkaart;
  const words = config.words;
  const WAIT_MS = 150;
  const CLOSEST_ZOOM = 19;
  const LIMIT = 10;
  let asked = 0;

  /** Ask the server; the file that needs none brings its own `Netzkaart.searchHere`. */
  async function find(question) {
    if (Netzkaart.searchHere) return Netzkaart.searchHere(question, LIMIT);
    const address = new URL(config.search, location.href);
    address.searchParams.set("q", question);
    address.searchParams.set("lang", document.documentElement.lang);
    address.searchParams.set("limit", LIMIT);
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return (await answer.json()).results;
  }

  function go(map, found) {
    const [west, south, east, north] = found.bbox;
    map.closePopup();
    map.fitBounds([[south, west], [north, east]], {
      animate: false,
      maxZoom: CLOSEST_ZOOM,
      padding: [40, 40],
    });
    const place = L.latLng(found.lat, found.lon);
    if (found.layer) Netzkaart.showAsset(found.layer, found.id, { place });
    else Netzkaart.showPlace(place, found.label);
  }

  class SearchBox {
    constructor(map) {
      this.map = map;
      this.input = document.getElementById("search");
      this.list = document.getElementById("search-results");
      this.status = document.getElementById("search-status");
      this.results = [];
      this.active = -1;
      this.input.addEventListener("input", () => this.later());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("focus", () => this.results.length && this.open(true));
      this.input.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.submit();
      });
      this.input.form.addEventListener("focusout", ({ relatedTarget }) => {
        if (!this.input.form.contains(relatedTarget)) this.open(false);
      });
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    }

    async ask() {
      clearTimeout(this.timer);
      const turn = ++asked;
      const question = this.input.value.trim();
      if (!question) {
        this.fill([], "");
        return;
      }
      try {
        const results = await find(question);
        if (turn !== asked) return;
        const several = say("search_count", { count: results.length });
        this.fill(results, results.length ? several : words.search_none);
      } catch {
        if (turn === asked) this.fill([], words.search_failed);
      }
    }

    async submit() {
      if (this.active < 0) await this.ask();
      const found = this.results[Math.max(0, this.active)];
      if (found) this.choose(found);
    }

    fill(results, status) {
      this.results = results;
      this.status.textContent = status;
      this.status.classList.toggle("visually-hidden", results.length > 0);
      this.list.replaceChildren(
        ...results.map((found, i) => {
          const option = element(
            "li",
            { id: `search-${i}`, role: "option" },
            found.layer ? Netzkaart.swatch(found.layer) : "",
            element(
              "span",
              {},
              element("b", { textContent: found.label }),
              ` ${found.layer_label ?? words.search_coordinates}`,
            ),
          );
          option.setAttribute("aria-selected", "false");
          // Before the input loses the focus, or the list would be gone.
          option.addEventListener("pointerdown", (event) => event.preventDefault());
          option.addEventListener("click", () => this.choose(found));
          return option;
        }),
      );
      this.point(-1);
      this.open(results.length > 0);
    }

    open(on) {
      this.list.hidden = !on;
      this.input.setAttribute("aria-expanded", String(on));
    }

    point(at) {
      this.active = at;
      [...this.list.children].forEach((option, i) => {
        option.setAttribute("aria-selected", String(i === at));
        if (i === at) option.scrollIntoView({ block: "nearest" });
      });
      if (at < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", `search-${at}`);
    }

    key(event) {
      const count = this.results.length;
      if (event.key === "Escape") {
        if (this.list.hidden) this.input.value = "";
        if (!this.input.value) this.fill([], "");
        this.open(false);
      } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        this.open(true);
        const step = event.key === "ArrowDown" ? 1 : -1;
        const from = this.active < 0 && step < 0 ? 0 : this.active;
        this.point((from + step + count) % count);
      }
    }

    choose(found) {
      this.input.value = found.label;
      this.open(false);
      this.status.textContent = "";
      go(this.map, found);
    }
  }

  Netzkaart.addSearch = (map) => new SearchBox(map);
})();
