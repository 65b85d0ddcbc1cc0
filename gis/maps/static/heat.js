// Where much happens, and when: Folium's heat, one step of time after the other.
// The page brings the slider; what it shows stands as squares and as a table beside it, too.
"use strict";

(() => {
  const { config, element } = Netzkaart;
  const STEP_MS = 900;
  // From little to much: darker on light surfaces, lighter on dark ones, in order of lightness
  // for those who do not tell the colours apart.
  const RAMPS = [
    { 0.2: "#f2a541", 0.55: "#d1495b", 1: "#4b1248" },
    { 0.2: "#7b3f98", 0.55: "#e4572e", 1: "#ffe98a" },
  ];
  const byId = (id) => document.getElementById(id);
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // The heat is read back for each picture: kept where the processor reaches it.
  const plain = window.simpleheat;
  window.simpleheat = (canvas) => {
    canvas.getContext("2d", { willReadFrequently: true });
    return plain(canvas);
  };

  Netzkaart.tilesFailed = () => {
    byId("heat-failed").hidden = false;
  };

  /** Before anything is drawn. */
  Netzkaart.prepareHeat = (map, bounds) => {
    map.attributionControl.setPrefix("Leaflet");
    if (config.attribution) {
      map.attributionControl.addAttribution(element("span", { textContent: config.attribution }).innerHTML);
    }
    const { zoom_in: zoomInTitle, zoom_out: zoomOutTitle } = config.words;
    L.control.zoom({ position: "topright", zoomInTitle, zoomOutTitle }).addTo(map);
    if (still.matches) {
      Object.assign(map.options, { fadeAnimation: false, inertia: false, zoomAnimation: false });
      map._zoomAnimated = false; // read from the options before we were asked
      map._fadeAnimated = false;
    }
    map.fitBounds(bounds, { animate: false });
  };

  const all = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);

  /** How many there are in a step; all of them where it is none. */
  const at = (counts, step) => (step < 0 ? all(counts) : (counts[step] ?? 0));

  function squaresOf() {
    return [...document.querySelectorAll("rect.heat")].map((square) => {
      const told = square.dataset.counts.split(" ").map((each) => each.split(":").map(Number));
      return { square, counts: Object.fromEntries(told) };
    });
  }

  /** Most of anything in one step, and in all of them: two scales, so that a step can be seen. */
  const scalesOf = (several) => [
    Math.max(1, ...several.flatMap((counts) => Object.values(counts))),
    Math.max(1, ...several.map(all)),
  ];

  function connect(map, heat) {
    const squares = squaresOf();
    const spots = config.spots;
    const [most, mostSquare] = [spots.map((each) => each[2]), squares.map((each) => each.counts)].map(scalesOf);
    const slider = byId("step");
    const shown = byId("shown");
    const play = byId("play");
    const last = config.steps.length;

    const show = () => {
      const step = Number(slider.value) - 1;
      const lit = spots.filter((each) => at(each[2], step));
      heat.options.max = most[step < 0 ? 1 : 0];
      heat.setOptions({});
      heat.setLatLngs(lit.map(([lat, lon, counts]) => [lat, lon, at(counts, step)]));
      for (const { square, counts } of squares) {
        const part = at(counts, step) / mostSquare[step < 0 ? 1 : 0];
        square.style.fillOpacity = part ? 0.2 + 0.65 * part : 0;
      }
      const name = step < 0 ? shown.dataset.all : config.steps[step];
      const count = lit.reduce((sum, each) => sum + at(each[2], step), 0);
      const words = shown.dataset.told.replace("{step}", name).replace("{count}", count);
      shown.textContent = words;
      slider.setAttribute("aria-valuetext", words);
    };

    let timer = 0;
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      play.textContent = play.dataset.play;
      shown.setAttribute("aria-live", "polite");
    };
    const go = (to) => {
      slider.value = to;
      show();
    };
    play.addEventListener("click", () => {
      if (timer) return stop();
      play.textContent = play.dataset.stop;
      shown.setAttribute("aria-live", "off"); // who listens asks the slider
      go(Number(slider.value) === last ? 1 : Number(slider.value) + 1);
      timer = setInterval(() => {
        if (Number(slider.value) === last) return stop();
        go(Number(slider.value) + 1);
      }, STEP_MS);
    });
    const step = (by) => {
      stop();
      go(Number(slider.value) + by);
    };
    byId("step-back").addEventListener("click", () => step(-1));
    byId("step-on").addEventListener("click", () => step(1));
    slider.addEventListener("input", () => step(0));
    // Nothing plays by itself for those who asked their device for less motion: they step.
    const settle = () => {
      play.hidden = still.matches;
      if (still.matches) stop();
    };
    still.addEventListener("change", settle);
    settle();
    byId("heat-time").hidden = false;
    show();
  }

  /** Once everything is on the map. */
  Netzkaart.startHeat = (map, heat) => {
    const container = map.getContainer();
    const region = byId("heat-region");
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", region.dataset.label);
    for (const link of container.querySelectorAll(".leaflet-bar a")) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-label", link.title);
    }
    const grid = Object.values(map._layers).find((layer) => layer instanceof L.VectorGrid);
    Netzkaart.useGrid(grid);
    Netzkaart.addLabels(map, grid);
    const colour = () => heat.setOptions({ gradient: RAMPS[Netzkaart.isDark() ? 1 : 0] });
    colour();
    Netzkaart.onSurfaceChange(() => {
      colour();
      Netzkaart.redrawGrid();
    });
    connect(map, heat);
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
    document.documentElement.dataset.ready = "";
  };
})();
