// What a click shows: one asset's values with their labels, or a list where several lie together.
"use strict";

(() => {
  const { config, element, say } = Netzkaart;
  const words = config.words;
  let map = null;
  let popup = null;
  let halo = null;
  let asked = 0;
  let returnTo = null;

  const number = new Intl.NumberFormat(config.locale, { maximumFractionDigits: 3 });
  // A year or a count of anything without a unit is a name more than a quantity: no separators.
  const plain = new Intl.NumberFormat(config.locale, { maximumFractionDigits: 3, useGrouping: false });
  const date = new Intl.DateTimeFormat(config.locale, { dateStyle: "long", timeZone: "UTC" });

  const moment = new Intl.DateTimeFormat(config.locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Luxembourg",
  });
  const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

  function textOf(field, value) {
    const labels = config.codes[field.codes];
    switch (field.kind) {
      case "code":
        return labels?.[value] ?? String(value);
      case "codes":
        return value.map((each) => labels?.[each] ?? String(each)).join(", ");
      case "boolean":
        return value ? words.yes : words.no;
      case "number":
      case "integer": {
        const unit = field.unit ? `\u00a0${field.unit}` : "";
        return (field.unit ? number : plain).format(value) + unit;
      }
      case "date": {
        const day = new Date(value);
        return Number.isNaN(day.valueOf()) ? String(value) : date.format(day);
      }
      default:
        if (INSTANT.test(value)) return moment.format(new Date(value));
        return field.unit ? `${value}\u00a0${field.unit}` : String(value);
    }
  }

  function valueOf(field, value) {
    if (field.kind !== "reference" || !config.layers[field.refersTo]) return textOf(field, value);
    const label = `${config.layers[field.refersTo].label}: ${words.show}`;
    return element("button", {
      type: "button",
      className: "link",
      textContent: label,
      onclick: () => Netzkaart.showAsset(field.refersTo, value, { move: true }),
    });
  }

  function table(fields, properties) {
    const rows = fields
      .filter((field) => {
        const value = properties[field.name];
        return value !== null && value !== undefined && value !== "" && value.length !== 0;
      })
      .map((field) =>
        element(
          "tr",
          {},
          element("th", { scope: "row", textContent: field.label }),
          element("td", {}, valueOf(field, properties[field.name])),
        ),
      );
    return element("table", {}, element("tbody", {}, ...rows));
  }

  function heading(title, subtitle, name) {
    const line = element("p", { className: "kind" }, Netzkaart.swatch(name), ` ${subtitle}`);
    return [element("h2", { textContent: title, tabIndex: -1 }), line];
  }

  /** Open the popup at a place, or give an open one another content. */
  function show(place, ...content) {
    const body = element("div", { className: "details" }, ...content);
    // A button that its own click takes off the page no longer tells Leaflet where it stood.
    body.addEventListener("click", (event) => event.stopPropagation());
    if (popup?.isOpen()) {
      popup.setContent(body);
      if (place) popup.setLatLng(place);
    } else {
      // What is told atop of the map (filters, the day) would hide the name.
      const atop = document.querySelector(".atop")?.offsetHeight ?? 0;
      popup = L.popup({
        maxWidth: Math.min(360, map.getSize().x - 110),
        maxHeight: Math.max(160, map.getSize().y - 120 - atop),
        autoPanPaddingTopLeft: [12, 12 + atop],
        autoPanPaddingBottomRight: [68, 12], // clear of the buttons
        closeButton: true,
      })
        .setLatLng(place)
        .setContent(body)
        .openOn(map);
    }
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", words.close);
    popup.getElement().setAttribute("role", "dialog");
    popup.getElement().setAttribute("aria-label", body.querySelector("h2")?.textContent ?? "");
    body.querySelector("h2")?.focus({ preventScroll: true });
  }

  function failed(place, sentence, retry) {
    const again = element("button", { type: "button", textContent: words.retry, onclick: retry });
    show(place, element("h2", { textContent: sentence, tabIndex: -1 }), ...(retry ? [again] : []));
  }

  function mark(geometry) {
    halo?.remove();
    halo = null;
    if (!geometry) return;
    const options = { color: "#ffb000", weight: 6, opacity: 0.8, fill: false, interactive: false };
    halo = L.geoJSON(geometry, {
      style: options,
      interactive: false,
      pointToLayer: (_, place) => L.circleMarker(place, { ...options, weight: 4, radius: 13 }),
    }).addTo(map);
  }

  const placeOf = (geometry) => {
    const bounds = L.geoJSON(geometry).getBounds();
    if (geometry.type !== "LineString") return bounds.getCenter();
    const [lon, lat] = geometry.coordinates[Math.floor((geometry.coordinates.length - 1) / 2)];
    return L.latLng(lat, lon);
  };

  const address = (template, layer, id) =>
    template.replace("{layer}", encodeURIComponent(layer)).replace("{id}", encodeURIComponent(id));

  /** Fetch an asset and show its values. */
  Netzkaart.showAsset = async (name, id, { place = null, move = false, back = null } = {}) => {
    const layer = config.layers[name];
    const turn = ++asked;
    const where = place ?? map.getCenter();
    const again = () => Netzkaart.showAsset(name, id, { place, move, back });
    show(where, element("h2", { textContent: words.loading, tabIndex: -1 }));
    let feature;
    try {
      if (Netzkaart.featureHere) {
        showAssetFeature(layer, name, Netzkaart.featureHere(name, id), { place, move, back });
        return;
      }
      const at = Netzkaart.revision();
      const past = at === null ? "" : `?revision=${at}`;
      const answer = await fetch(address(config.items, name, id) + past, { credentials: "same-origin" });
      if (turn !== asked) return;
      if (answer.status === 404 || answer.status === 410) {
        failed(where, words.item_gone);
        Netzkaart.reloadGrid();
        return;
      }
      if (!answer.ok) throw new Error(`${answer.status}`);
      feature = await answer.json();
    } catch {
      if (turn === asked) failed(where, words.item_failed, again);
      return;
    }
    if (turn === asked) showAssetFeature(layer, name, feature, { place, move, back });
  };

  function showAssetFeature(layer, name, feature, { place, move, back }) {
    const { id } = feature;
    const at = place ?? placeOf(feature.geometry);
    if (move) map.panTo(at);
    const title = String(feature.properties[layer.title] ?? layer.label);
    const content = [...heading(title, layer.label, name)];
    content.push(table(layer.fields.filter((field) => field.name !== layer.title), feature.properties));
    // The asset's page is of today, and so are its forms.
    const page = Netzkaart.revision() === null && config.asset && address(config.asset, name, id);
    content.push(...links(page, back));
    mark(feature.geometry);
    show(at, ...content);
  }

  function links(page, back) {
    const found = [];
    if (page) found.push(element("a", { className: "button", href: page, textContent: words.open }));
    if (back) {
      found.push(element("button", { type: "button", textContent: words.back, onclick: back }));
    }
    return found.length ? [element("p", { className: "actions" }, ...found)] : [];
  }

  /** Show a place that is nobody's asset. */
  Netzkaart.showPlace = (place, title) => {
    asked++;
    mark({ type: "Point", coordinates: [place.lng, place.lat] });
    show(place, element("h2", { textContent: title, tabIndex: -1 }));
  };

  function showOverlayFeature(name, feature, { place, back = null }) {
    const overlay = config.overlays[name];
    const properties = feature.properties ?? {};
    const title = String(properties[overlay.title] ?? overlay.label);
    const id = feature.id ?? properties.id ?? "";
    const fields = overlay.fields.filter((field) => field.name !== overlay.title);
    asked++;
    mark(feature.geometry);
    show(
      place,
      ...heading(title, overlay.label, name),
      table(fields, properties),
      ...links(overlay.link && address(overlay.link, name, id), back),
    );
  }

  /** Show one of the things that were found, asset or feature of an overlay. */
  Netzkaart.showFound = (found, options) => {
    if (found.feature) showOverlayFeature(found.overlay, found.feature, options);
    else Netzkaart.showAsset(found.layer, found.id, options);
  };

  /** A button that names one of the things that were found. */
  Netzkaart.foundButton = (found, onclick) => {
    const name = found.overlay ?? found.layer;
    const label = (config.overlays[name] ?? config.layers[name]).label;
    const title = found.code ?? label;
    const phase = config.phases[found.status];
    const note = phase === "future" ? "future" : phase === "past" ? "past" : "";
    return element(
      "button",
      { type: "button", className: `found ${note}`, onclick },
      Netzkaart.swatch(name),
      element("span", {}, element("b", { textContent: title }), ` ${label}`),
    );
  };

  /** Show what lies at a place: the one thing, or a list of several. */
  Netzkaart.showAll = (all, place) => {
    if (all.length === 1) {
      Netzkaart.showFound(all[0], { place });
      return;
    }
    const list = () => {
      asked++;
      mark(null);
      const items = all.map((found) =>
        element(
          "li",
          {},
          Netzkaart.foundButton(found, () => Netzkaart.showFound(found, { place, back: list })),
        ),
      );
      show(
        place,
        element("h2", { textContent: say("several", { count: all.length }), tabIndex: -1 }),
        element("ul", { className: "several" }, ...items),
      );
    };
    list();
  };

  Netzkaart.useDetails = (made) => {
    map = made;
    // Leaflet listens to Escape only while the map itself has the focus.
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup();
    });
    map.on("popupopen", () => {
      const active = document.activeElement;
      if (!active?.closest(".leaflet-popup")) returnTo = active;
    });
    map.on("popupclose", () => {
      asked++;
      mark(null);
      // The popup fades out, and takes the focus with it.
      const inside = document.activeElement?.closest(".leaflet-popup");
      if (inside) returnTo?.focus({ preventScroll: true });
    });
  };
})();
