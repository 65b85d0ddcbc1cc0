// How marks look: one style for every layer, made from the symbols of the declarations.
// Marks differ by outline, not by colour alone, and stand out from light and dark surfaces.
"use strict";

const Netzkaart = { config: JSON.parse(document.getElementById("config").textContent) };

(() => {
  const { config } = Netzkaart;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const printing = window.matchMedia("print");
  const NEAR_ZOOM = 17;

  /** Whether the map's surface is dark; base maps are made for light ones, paper is white. */
  Netzkaart.isDark = () =>
    dark.matches && !printing.matches && !document.documentElement.hasAttribute("data-base-map");

  const onSurface = (pair) => pair[Netzkaart.isDark() ? 1 : 0];

  /** Marks shrink as one zooms out, down to half their size. */
  const scale = (zoom) => Math.min(1.3, Math.max(0.5, 1 + (zoom - NEAR_ZOOM) * 0.13));

  /** Leaflet's options for a feature of this symbol in this phase of its life. */
  Netzkaart.pathOptions = (symbol, kind, phase, zoom, tint = null) => {
    const colour = tint?.colour ?? onSurface(symbol.colours);
    const surface = onSurface(config.surfaces);
    const back = Netzkaart.tinted() !== null && !tint ? 0.3 : 1;
    const faint = (phase === "past" ? 0.45 : 1) * back;
    const size = symbol.size * scale(zoom);
    if (kind === "point") {
      const hollow = phase === "future" || Boolean(tint?.empty);
      return {
        shape: symbol.shape,
        radius: size + (hollow ? 0 : 1),
        fill: true,
        fillColor: hollow ? surface : colour,
        fillOpacity: faint,
        color: hollow ? colour : surface,
        weight: hollow ? 2 : 1.5,
        opacity: faint,
      };
    }
    const line = {
      color: colour,
      weight: Math.max(1.5, size) + (tint ? (tint.empty ? -0.5 : 1.5) : 0),
      opacity: faint,
      dashArray: config.dashes[symbol.shape] || (phase === "future" ? "4 4" : null),
      lineCap: symbol.shape === "dotted" ? "round" : "butt",
      fill: false,
    };
    if (kind === "line") return line;
    const filled = symbol.filled || Boolean(tint);
    const cover = tint && !tint.empty ? 0.4 : 0.15;
    return { ...line, fill: filled, fillColor: colour, fillOpacity: cover * faint };
  };

  L.Control.Scale.mergeOptions({ imperial: false, maxWidth: 140 });

  // Leaflet's canvas knows circles only: teach it the other outlines.
  const drawCircle = L.Canvas.prototype._updateCircle;
  L.Canvas.include({
    _updateCircle(layer) {
      const outline = config.marks[layer.options.shape];
      if (!outline) {
        drawCircle.call(this, layer);
        return;
      }
      if (!this._drawing || layer._empty()) return;
      const { x, y } = layer._point;
      const radius = layer._radius;
      this._ctx.beginPath();
      for (const [right, down] of outline) {
        this._ctx.lineTo(x + right * radius, y + down * radius);
      }
      this._ctx.closePath();
      this._fillStroke(this._ctx, layer);
    },
  });

  /** Call `redraw` whenever the surface changes between light and dark. */
  const redraws = [];
  Netzkaart.onSurfaceChange = (redraw) => {
    redraws.push(redraw);
    dark.addEventListener("change", redraw);
    printing.addEventListener("change", redraw);
  };

  /** Draw again on another background. */
  Netzkaart.surfaceChanged = () => {
    for (const redraw of redraws) redraw();
  };

  /** The colour of a feature by the view; `view.js` knows of one. */
  Netzkaart.tint = () => null;
  Netzkaart.tinted = () => null;

  /** Fill a sentence's placeholders. */
  Netzkaart.say = (word, values = {}) =>
    config.words[word].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  /** Make an element; text goes in as text, so no value of an asset is ever read as HTML. */
  Netzkaart.element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /** A copy of a layer's picture in the legend. */
  Netzkaart.swatch = (name) => {
    const input = document.querySelector(
      `#legend [data-layer="${CSS.escape(name)}"], #legend [data-overlay="${CSS.escape(name)}"]`,
    );
    return input ? input.parentElement.querySelector("svg").cloneNode(true) : "";
  };
})();
