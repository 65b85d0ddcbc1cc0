// Puts the page together: called by the script that Folium writes, in the order of its calls.
"use strict";

(() => {
  const { config, element, say } = Netzkaart;
  const words = config.words;
  const TOLERANCE = { mouse: 6, pen: 8, touch: 16, keyboard: 24 };
  const LIST_LIMIT = 200;
  const PRINT_WAIT_MS = 900; // tiles of the paper's format arrive
  const overlays = new Map(); // name -> { layer, features }
  let pointer = "mouse";
  let measure = null;

  const message = document.getElementById("message");

  /** Say something that went wrong, with what helps. */
  function tell(sentence, action, run) {
    const button = element("button", { type: "button", textContent: action, onclick: run });
    message.replaceChildren(element("span", { textContent: sentence }), button);
    message.hidden = false;
  }

  /** Where the focus goes when what had it is gone. */
  Netzkaart.mapElement = () => document.querySelector(".folium-map");

  const hush = () => {
    const inside = message.contains(document.activeElement);
    message.hidden = true;
    message.replaceChildren();
    if (inside) Netzkaart.mapElement().focus({ preventScroll: true });
  };

  const reload = () => {
    hush();
    Netzkaart.reloadGrid();
  };

  Netzkaart.tell = tell;
  Netzkaart.hush = hush;

  Netzkaart.tilesFailed = () =>
    tell(navigator.onLine ? words.tiles_failed : words.offline, words.retry, reload);

  /** Before anything is drawn: metric scale, buttons that say what they do. */
  Netzkaart.prepare = (map) => {
    map.attributionControl?.setPrefix("Leaflet");
    L.control
      .zoom({ position: "topright", zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out })
      .addTo(map);
    L.Control.Locate.LocateControl.mergeOptions({
      onLocationError: () => tell(words.locate_failed, words.close, hush),
      onLocationOutsideMapBounds: () => tell(words.locate_outside, words.close, hush),
    });
    Netzkaart.addRelief(map);
    Netzkaart.addContours(map);
    measure = new Netzkaart.Measure().addTo(map);
    Netzkaart.useDetails(map);
  };

  // View and switched layers are part of the address: a link, or a reload, shows the same, in
  // any language. After the place stand those switches that are not as the page brings them, then
  // colours, filters and the day.
  const NUMBER = "(-?\\d{1,3}(?:\\.\\d*)?)";
  const ADDRESS = new RegExp(`^#${NUMBER}/${NUMBER}/${NUMBER}(?:/([\\w.,-]*))?$`);
  const MERCATOR_END = 85.06;

  function addressed() {
    const [, zoom, lat, lon, switched] = location.hash.split("?")[0].match(ADDRESS) ?? [];
    const onEarth = Math.abs(lat) <= MERCATOR_END && Math.abs(lon) <= 180;
    return onEarth ? { zoom: +zoom, lat: +lat, lon: +lon, switched: switched ?? "" } : null;
  }

  Netzkaart.place = (map, bounds, core) => {
    if (config.attribution) {
      const plain = element("span", { textContent: config.attribution });
      map.attributionControl?.addAttribution(plain.innerHTML);
    }
    const view = addressed();
    if (view) {
      const zoom = Math.min(Math.max(view.zoom, map.getMinZoom()), map.getMaxZoom());
      map.setView([view.lat, view.lon], zoom, { animate: false });
    } else {
      map.fitBounds(bounds, { animate: false, padding: [8, 8] });
      // Tiles know whole zooms only, so a commune may fill but half the map: where its networks
      // fit one zoom closer, they are worth it.
      const closer = map.getZoom() + 1;
      if (core && map.getBoundsZoom(core, false, L.point(16, 16)) >= closer) {
        map.setView(L.latLngBounds(core).getCenter(), closer, { animate: false });
      }
    }
  };

  const switches = () =>
    [...document.querySelectorAll("#legend input")].filter(
      ({ dataset, type }) => type === "checkbox" && !("theme" in dataset),
    );

  const switchName = ({ dataset }) =>
    dataset.layer ?? (dataset.overlay ? `overlay.${dataset.overlay}` : "contours" in dataset ? "contours" : "relief");

  function rememberView(map) {
    const { lat, lng } = map.getCenter();
    const changed = switches().filter((input) => input.checked !== input.defaultChecked);
    const end = changed.length ? `/${changed.map(switchName).join(",")}` : "";
    const query = Netzkaart.viewQuery();
    if (Netzkaart.shownBackground()) query.set("background", Netzkaart.shownBackground());
    if (Netzkaart.shownDay()) query.set("day", Netzkaart.shownDay());
    const asked = query.size ? `?${query}` : "";
    const view = `#${map.getZoom()}/${lat.toFixed(6)}/${lng.toFixed(6)}${end}${asked}`;
    history.replaceState(null, "", view);
    for (const link of document.querySelectorAll(".bar nav a")) link.hash = view;
  }

  /** Switch as the address says; browsers that bring switches back by themselves are overruled. */
  function restoreSwitches() {
    const names = new Set(addressed()?.switched.split(","));
    for (const input of switches()) {
      input.checked = input.defaultChecked !== names.has(switchName(input));
      if (input.checked !== input.defaultChecked) {
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
    for (const theme of document.querySelectorAll("#legend [data-theme]")) {
      const layers = [...theme.closest("fieldset").querySelectorAll("[data-layer]")];
      theme.checked = layers.some((input) => input.checked);
    }
  }

  Netzkaart.addImages = (map, name, url) => {
    const layer = L.tileLayer(url, { maxZoom: 22, maxNativeZoom: 19 });
    layer.on("tileerror", Netzkaart.tilesFailed);
    overlays.set(name, { layer });
    if (config.overlays[name].shown) layer.addTo(map);
  };

  Netzkaart.addOverlay = async (map, name) => {
    const overlay = config.overlays[name];
    const kinds = { Point: "point", LineString: "line", MultiLineString: "line" };
    const options = (feature) =>
      Netzkaart.pathOptions(
        overlay.symbol,
        kinds[feature.geometry.type] ?? "area",
        config.phases[feature.properties?.status],
        map.getZoom(),
      );
    const layer = L.geoJSON(null, {
      style: options,
      interactive: false,
      filter: (feature) => feature.geometry !== null,
      pointToLayer: (feature, place) =>
        L.circleMarker(place, { ...options(feature), interactive: false }),
    });
    overlays.set(name, { layer, restyle: () => layer.setStyle(options) });
    if (overlay.shown) layer.addTo(map);
    try {
      let features = overlay.features;
      if (overlay.url) {
        const answer = await fetch(overlay.url, { credentials: "same-origin" });
        if (!answer.ok) throw new Error(`${answer.status}`);
        features = await answer.json();
      }
      layer.addData(features);
    } catch {
      tell(words.tiles_failed, words.retry, () => location.reload());
    }
  };

  /** Overlays tell of today: they go while the past is shown. */
  Netzkaart.showOverlays = (shown) => {
    for (const [name, { layer }] of overlays) {
      const input = document.querySelector(`#legend [data-overlay="${CSS.escape(name)}"]`);
      if (shown && input.checked) layer.addTo(Netzkaart.map);
      else layer.remove();
    }
  };

  function overlaysNear(map, point, tolerance) {
    const found = [];
    for (const [name, { layer }] of overlays) {
      if (!map.hasLayer(layer) || !layer.eachLayer) continue;
      layer.eachLayer((drawn) => {
        if (!drawn._point && !drawn._parts) return;
        const near = Netzkaart.distance(drawn, point, 0);
        if (near > tolerance) return;
        const { feature } = drawn;
        const code = feature.properties?.[config.overlays[name].title];
        found.push({ overlay: name, feature, code, status: feature.properties?.status, near });
      });
    }
    return found.sort((a, b) => a.near - b.near);
  }

  function pick(map, place, tolerance, quiet) {
    const point = map.latLngToLayerPoint(place);
    const all = [
      ...overlaysNear(map, point, tolerance),
      ...Netzkaart.assetsNear(map, point, tolerance),
    ];
    if (all.length) Netzkaart.showAll(all, place);
    else if (quiet) map.closePopup();
    else tell(words.nothing_here, words.close, hush);
  }

  function listen(map) {
    const container = map.getContainer();
    container.addEventListener("pointerdown", (event) => {
      pointer = event.pointerType || "mouse";
    });
    map.on("click", ({ latlng }) => {
      if (measure.active) measure.add(latlng);
      else pick(map, latlng, TOLERANCE[pointer] ?? TOLERANCE.mouse, true);
    });
    container.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== container) return;
      event.preventDefault();
      if (measure.active) measure.add(map.getCenter());
      else pick(map, map.getCenter(), TOLERANCE.keyboard, false);
    });
    let waiting = false;
    map.on("mousemove", ({ layerPoint }) => {
      if (waiting || pointer === "touch") return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        const over =
          !measure.active &&
          (overlaysNear(map, layerPoint, TOLERANCE.mouse).length ||
            Netzkaart.assetsNear(map, layerPoint, TOLERANCE.mouse).some(({ quiet }) => !quiet));
        container.classList.toggle("over", Boolean(over));
      });
    });
  }

  function connectLegend(map) {
    const legend = document.getElementById("legend");
    if (window.matchMedia("(max-width: 48rem)").matches) legend.open = false;
    legend.addEventListener("change", ({ target }) => {
      const { layer, overlay, theme } = target.dataset;
      if (layer) Netzkaart.showLayers([layer], target.checked);
      if (theme !== undefined) {
        const inputs = [...target.closest("fieldset").querySelectorAll("[data-layer]")];
        for (const input of inputs) input.checked = target.checked;
        Netzkaart.showLayers(inputs.map((input) => input.dataset.layer), target.checked);
      }
      if (overlay && target.checked) overlays.get(overlay).layer.addTo(map);
      if (overlay && !target.checked) overlays.get(overlay).layer.remove();
    });
    const hints = () => {
      for (const input of legend.querySelectorAll("[data-layer]")) {
        const hint = input.parentElement.querySelector("small");
        hint.hidden = map.getZoom() >= config.layers[input.dataset.layer].symbol.minZoom;
      }
    };
    map.on("zoomend", hints);
    hints();
  }

  // The same as the map shows, for those who do not see it or do not use a mouse.
  function connectList(map, grid) {
    const list = document.getElementById("list");
    const note = document.getElementById("list-note");
    const items = document.getElementById("list-items");
    const fill = () => {
      if (!list.open) return;
      const all = Netzkaart.assetsInView(map);
      const some = all.slice(0, LIST_LIMIT);
      note.textContent = "";
      if (!all.length) note.textContent = words.list_empty;
      if (all.length > some.length) note.textContent = say("list_cut", { count: LIST_LIMIT });
      items.replaceChildren(
        ...some.map((found) =>
          element(
            "li",
            {},
            Netzkaart.foundButton(found, () =>
              Netzkaart.showAsset(found.layer, found.id, { move: true }),
            ),
          ),
        ),
      );
    };
    list.addEventListener("toggle", fill);
    map.on("moveend", fill);
    grid.on("load", () => requestAnimationFrame(fill));
  }

  // On paper the map has another size: Leaflet must know before the browser takes the picture.
  function connectPrint(map) {
    const today = new Intl.DateTimeFormat(config.locale, { dateStyle: "long" });
    const resize = () => map.invalidateSize({ animate: false, pan: false });
    const settled = () => new Promise((done) => setTimeout(done, PRINT_WAIT_MS));
    const dress = () => {
      document.querySelector(".paper time").textContent = today.format(new Date());
    };
    window.addEventListener("beforeprint", () => {
      dress();
      resize();
    });
    window.addEventListener("afterprint", () => {
      document.documentElement.classList.remove("printing");
      resize();
    });
    document.querySelector("button.print").addEventListener("click", async () => {
      map.closePopup();
      document.documentElement.classList.add("printing");
      dress();
      resize();
      await settled();
      window.print();
      document.documentElement.classList.remove("printing");
      resize();
    });
  }

  // What is added stands where the map looks.
  function connectAdd(map) {
    const link = document.querySelector("a.add");
    link?.addEventListener("click", () => {
      const { lat, lng } = map.getCenter();
      const address = new URL(link.href);
      address.searchParams.set("at", `${lat.toFixed(6)}, ${lng.toFixed(6)}`);
      link.href = address;
    });
  }

  /** For those who asked their device for less motion, the map jumps instead of gliding. */
  function keepStill(map) {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const { panBy } = map;
    map.panBy = (offset, options) => panBy.call(map, offset, { ...options, animate: false });
    Object.assign(map.options, { fadeAnimation: false, inertia: false, zoomAnimation: false });
    map._zoomAnimated = false; // read from the options before we were asked
    map._fadeAnimated = false;
  }

  /** Once everything is on the map. */
  Netzkaart.start = (map, grid) => {
    const container = map.getContainer();
    keepStill(map);
    const region = container.parentElement;
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", region.getAttribute("aria-label"));
    region.removeAttribute("aria-label");
    region.removeAttribute("role");
    for (const link of container.querySelectorAll(".leaflet-bar a")) {
      if (!link.hasAttribute("role")) link.setAttribute("role", "button");
      if (!link.hasAttribute("aria-label")) link.setAttribute("aria-label", link.title);
    }
    Netzkaart.useGrid(grid);
    Netzkaart.addLabels(map, grid);
    connectLegend(map);
    connectList(map, grid);
    listen(map);
    Netzkaart.addSearch(map);
    connectAdd(map);
    connectPrint(map);
    const restyle = () => {
      Netzkaart.redrawGrid();
      for (const { restyle: again } of overlays.values()) again?.();
    };
    Netzkaart.onSurfaceChange(restyle);
    map.on("zoomend", () => {
      for (const { restyle: again } of overlays.values()) again?.();
    });
    restoreSwitches();
    const asked = new URLSearchParams(location.hash.split("?")[1] ?? "");
    Netzkaart.map = map;
    map.on("moveend", () => rememberView(map));
    document.getElementById("legend").addEventListener("change", () => rememberView(map));
    Netzkaart.onView(() => rememberView(map));
    Netzkaart.startPaper(map);
    Netzkaart.startBackground(map, asked.get("background"));
    asked.delete("background");
    startView(asked).then(() => {
      rememberView(map);
      document.documentElement.dataset.ready = "";
    });
    window.addEventListener("offline", () => tell(words.offline, words.retry, reload));
    window.addEventListener("online", reload);
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
  };

  async function startView(asked) {
    await Netzkaart.startTime(asked.get("day"));
    asked.delete("day");
    await Netzkaart.startView(asked);
  }
})();
