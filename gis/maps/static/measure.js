// Lengths and areas on the ellipsoid, by tapping points; with the keyboard, at the map's middle.
"use strict";

(() => {
  const { config, element, say } = Netzkaart;
  const A = 6378137; // GRS80, metres
  const E2 = 0.00669438002290;
  const RADIAN = Math.PI / 180;
  const AREA_FROM = 3;

  /** Metres per degree of latitude and longitude at a latitude. */
  function perDegree(lat) {
    const s = Math.sin(lat * RADIAN);
    const w = 1 - E2 * s * s;
    return [
      ((A * (1 - E2)) / w ** 1.5) * RADIAN,
      (A / Math.sqrt(w)) * Math.cos(lat * RADIAN) * RADIAN,
    ];
  }

  /** Metres between two places a few kilometres apart: better than a millimetre each kilometre. */
  function metres(a, b) {
    const [north, east] = perDegree((a.lat + b.lat) / 2);
    return Math.hypot((b.lat - a.lat) * north, (b.lng - a.lng) * east);
  }

  /** Square metres within a ring. */
  function squareMetres(ring) {
    const middle = ring.reduce((sum, each) => sum + each.lat, 0) / ring.length;
    const [north, east] = perDegree(middle);
    let twice = 0;
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length];
      twice += (a.lng - ring[0].lng) * (b.lat - ring[0].lat) - (b.lng - ring[0].lng) * (a.lat - ring[0].lat);
    });
    return Math.abs((twice / 2) * north * east);
  }
  Netzkaart.metres = metres;
  Netzkaart.squareMetres = squareMetres;

  const format = (value, digits, unit) =>
    new Intl.NumberFormat(config.locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value) + `\u00a0${unit}`;

  const Measure = L.Control.extend({
    options: { position: "topright" },

    onAdd(map) {
      this._points = [];
      const icon = element("span", { className: "ruler" });
      icon.setAttribute("aria-hidden", "true");
      this._button = element("button", { type: "button", title: config.words.measure }, icon);
      this._button.setAttribute("aria-label", config.words.measure);
      this._button.setAttribute("aria-pressed", "false");
      this._result = element("output", { className: "measured", hidden: true });
      this._result.setAttribute("aria-live", "polite");
      const box = element("div", { className: "leaflet-bar measure" }, this._button, this._result);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.on(this._button, "click", () => this.toggle());
      this._keys = (event) => this._key(event);
      map.getContainer().addEventListener("keydown", this._keys);
      return box;
    },

    toggle(on = !this.active) {
      this.active = on;
      this._button.setAttribute("aria-pressed", String(on));
      this._map.getContainer().classList.toggle("measuring", on);
      this._points = [];
      this._draw();
    },

    add(place) {
      this._points.push(place);
      this._draw();
    },

    _key(event) {
      if (this.active && event.key === "Escape") this.toggle(false);
      if (this.active && event.key === "Backspace") {
        this._points.pop();
        this._draw();
      }
    },

    _draw() {
      this._shape?.remove();
      this._result.hidden = !this.active;
      const points = this._points;
      if (!this.active) return;
      const style = { color: "#d6006c", weight: 3, fillOpacity: 0.1, interactive: false };
      const line = points.length >= AREA_FROM ? L.polygon(points, style) : L.polyline(points, style);
      const dots = points.map((p) => L.circleMarker(p, { ...style, radius: 5, fillOpacity: 1 }));
      this._shape = L.layerGroup([line, ...dots]).addTo(this._map);
      this._result.replaceChildren(...this._lines(points));
    },

    _lines(points) {
      if (!points.length) return [config.words.measure_help];
      let length = 0;
      for (let i = 1; i < points.length; i++) length += metres(points[i - 1], points[i]);
      const lines = [`${say("length")}: ${format(length, 2, "m")}`];
      if (points.length >= AREA_FROM) {
        lines.push(element("br"), `${say("area")}: ${format(squareMetres(points), 1, "m²")}`);
      }
      const undo = element("button", {
        type: "button",
        textContent: config.words.measure_undo,
        onclick: () => {
          this._points.pop();
          this._draw();
        },
      });
      return [...lines, element("br"), undo];
    },
  });

  Netzkaart.Measure = Measure;
})();
