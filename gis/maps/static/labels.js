// Names of streets and places, numbers of houses: written over the map, never one over another.
"use strict";

(() => {
  const { config } = Netzkaart;
  const INK = ["#454c52", "#c9d0d5"];
  const HALO = ["rgba(250,248,244,.9)", "rgba(26,32,37,.9)"];
  const LINES_FROM = 2; // zooms after a street is first drawn there is room for its name
  const APART = 260; // pixels between two labels of one name
  const MOST = 250;
  const MARKS_MOST = 4000; // more than these: a crowd in which there is no room anyway
  const CELL = 64;

  const named = Object.keys(config.layers)
    .filter((name) => config.layers[name].name)
    .filter((name) => config.layers[name].geometry !== "MultiPolygon")
    .sort((a, b) => config.layers[a].symbol.minZoom - config.layers[b].symbol.minZoom);

  const isPlace = (layer) => layer.geometry === "Point" && layer.symbol.minZoom < 14;

  function firstZoom(layer) {
    if (layer.geometry === "LineString") return layer.symbol.minZoom + LINES_FROM;
    return isPlace(layer) ? layer.symbol.minZoom : layer.symbol.minZoom + 1;
  }

  function fontOf(layer, zoom) {
    if (isPlace(layer)) return { size: zoom < 14 ? 13 : 15, weight: 600 };
    if (layer.geometry === "LineString") return { size: zoom < 17 ? 11 : 12, weight: 500 };
    return { size: 11, weight: 400 };
  }

  /** What is already written, by cells, so that few have to be looked at. */
  class Taken {
    constructor() {
      this.cells = new Map();
    }

    *cellsOf({ left, top, right, bottom }) {
      for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
        for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield `${x} ${y}`;
      }
    }

    /** How often boxes touch what is there. */
    hits(boxes) {
      let found = 0;
      for (const box of boxes) {
        for (const cell of this.cellsOf(box)) {
          for (const other of this.cells.get(cell) ?? []) {
            const across = box.left < other.right && box.right > other.left;
            if (across && box.top < other.bottom && box.bottom > other.top) found++;
          }
        }
      }
      return found;
    }

    take(boxes) {
      for (const box of boxes) {
        for (const cell of this.cellsOf(box)) {
          if (!this.cells.has(cell)) this.cells.set(cell, []);
          this.cells.get(cell).push(box);
        }
      }
    }
  }

  const around = (x, y, half, tall = half) => ({
    left: x - half,
    right: x + half,
    top: y - tall,
    bottom: y + tall,
  });

  /** Straight stretches of a line that are as long as a text. */
  function stretches(part, length) {
    const at = [0];
    for (let i = 1; i < part.length; i++) at.push(at[i - 1] + part[i].distanceTo(part[i - 1]));
    const total = at.at(-1);
    if (total < length) return [];
    const pointAt = (along) => {
      let i = 1;
      while (i < at.length - 1 && at[i] < along) i++;
      const share = (along - at[i - 1]) / (at[i] - at[i - 1] || 1);
      return part[i - 1].add(part[i].subtract(part[i - 1]).multiplyBy(share));
    };
    const found = [];
    const tries = Math.min(9, 1 + Math.floor((total - length) / 20));
    for (let i = 0; i < tries; i++) {
      const start = tries === 1 ? (total - length) / 2 : ((total - length) * i) / (tries - 1);
      const [a, b] = [pointAt(start), pointAt(start + length)];
      const middle = pointAt(start + length / 2);
      const bend = L.LineUtil.pointToSegmentDistance(middle, a, b);
      if (a.distanceTo(b) < length * 0.96 || bend > 5) continue;
      const slope = Math.atan2(b.y - a.y, b.x - a.x);
      const upright = Math.abs(slope) > Math.PI / 2 ? slope - Math.sign(slope) * Math.PI : slope;
      const [x, y] = [(a.x + b.x + 2 * middle.x) / 4, (a.y + b.y + 2 * middle.y) / 4];
      found.push({ x, y, bend, angle: upright });
    }
    return found;
  }

  /** Where the marks of assets stand: names make room for them if they can. */
  function marksInView(seen) {
    const marks = new Taken();
    let count = 0;
    for (const [name, layer] of Object.entries(config.layers)) {
      if (layer.geometry !== "Point" || layer.quiet) continue;
      for (const { feature, offset } of Netzkaart.drawnOf(name)) {
        const { x, y } = feature._point.add(offset);
        if (!seen.contains([x, y])) continue;
        if (++count > MARKS_MOST) return marks;
        marks.take([around(x, y, 5)]);
      }
    }
    return marks;
  }

  const Labels = L.Layer.extend({
    onAdd(map) {
      const pane = map.getPane("labels") ?? map.createPane("labels");
      pane.style.zIndex = 250;
      pane.style.pointerEvents = "none";
      this._canvas = Netzkaart.element("canvas", { className: "labels leaflet-zoom-hide" });
      this._canvas.setAttribute("aria-hidden", "true");
      pane.append(this._canvas);
      map.on("moveend resize", this.later, this);
    },

    /** Write anew, once, when the browser next draws. */
    later() {
      this._waiting ??= requestAnimationFrame(() => {
        this._waiting = null;
        this._write();
      });
    },

    _write() {
      const map = this._map;
      const zoom = map.getZoom();
      // Half a screen more on each side: what a drag brings into view is there already.
      const size = map.getSize();
      const room = size.multiplyBy(0.25).round();
      const origin = map.containerPointToLayerPoint([0, 0]).subtract(room);
      const whole = size.add(room.multiplyBy(2));
      const ratio = window.devicePixelRatio || 1;
      const canvas = this._canvas;
      canvas.width = whole.x * ratio;
      canvas.height = whole.y * ratio;
      canvas.style.width = `${whole.x}px`;
      canvas.style.height = `${whole.y}px`;
      L.DomUtil.setPosition(canvas, origin);
      const pen = canvas.getContext("2d");
      pen.scale(ratio, ratio);
      pen.translate(-origin.x, -origin.y);
      const dark = Netzkaart.isDark() ? 1 : 0;
      Object.assign(pen, {
        fillStyle: INK[dark],
        strokeStyle: HALO[dark],
        lineWidth: 3,
        lineJoin: "round",
        textAlign: "center",
        textBaseline: "middle",
      });
      const seen = L.bounds(origin, origin.add(whole));
      this._put(pen, zoom, seen);
    },

    _put(pen, zoom, seen) {
      const taken = new Taken();
      const places = new Map(); // text -> where it is written
      let count = 0;
      this._marks = marksInView(seen);
      for (const name of named) {
        const layer = config.layers[name];
        if (zoom < firstZoom(layer)) continue;
        const { size, weight } = fontOf(layer, zoom);
        pen.font = `${weight} ${size}px system-ui, sans-serif`;
        for (const { feature, offset } of Netzkaart.drawnOf(name)) {
          const text = feature.properties[layer.name];
          if (!text || count >= MOST) continue;
          const width = pen.measureText(text).width;
          const label = feature._point
            ? this._atPoint(feature._point.add(offset), width, size, isPlace(layer))
            : this._alongLine({ feature, offset }, width, size, zoom);
          if (!label || !seen.contains([label.x, label.y])) continue;
          const others = places.get(text) ?? [];
          const apart = feature._point ? 1 : APART;
          if (others.some((each) => Math.hypot(each.x - label.x, each.y - label.y) < apart)) continue;
          if (taken.hits(label.boxes)) continue;
          taken.take(label.boxes);
          places.set(text, [...others, label]);
          count++;
          pen.save();
          pen.translate(label.x, label.y);
          pen.rotate(label.angle);
          pen.strokeText(text, 0, 0);
          pen.fillText(text, 0, 0);
          pen.restore();
        }
      }
      this._canvas.dataset.count = count;
    },

    /** On a place, or beside it where fewer marks stand; above a house's mark. */
    _atPoint({ x, y }, width, size, place) {
      const ups = place ? [0, size, -size, 2 * size, -2 * size] : [size * 0.9];
      const all = ups.map((up) => {
        const boxes = [around(x, y - up, width / 2 + 2, size / 2 + 1)];
        const price = Math.abs(up) / size + (place ? this._marks.hits(boxes) : 0);
        return { x, y: y - up, angle: 0, boxes, price };
      });
      return all.reduce((best, each) => (each.price < best.price ? each : best));
    },

    /** Beside the line, where the pipes are not, over as few marks as can be. */
    _alongLine({ feature, offset }, width, size, zoom) {
      const ribbon = Netzkaart.quietOptions(feature.options.layerName, zoom).weight;
      const near = ribbon / 2 + size / 2 + (zoom >= 17 ? 5 : 1);
      let best = null;
      for (const { x, y, bend, angle } of feature._parts.flatMap((p) => stretches(p, width + 12))) {
        for (const aside of [near, -near, near + 8, -near - 8]) {
          const centre = {
            x: x + offset.x + Math.sin(angle) * aside,
            y: y + offset.y - Math.cos(angle) * aside,
          };
          const boxes = [];
          const steps = Math.max(1, Math.ceil(width / size));
          for (let i = 0; i <= steps; i++) {
            const along = (i / steps - 0.5) * width;
            const right = centre.x + Math.cos(angle) * along;
            const down = centre.y + Math.sin(angle) * along;
            boxes.push(around(right, down, size / 2));
          }
          const price = bend + Math.abs(aside) / 8 + 4 * this._marks.hits(boxes);
          if (price < (best?.price ?? Infinity)) best = { ...centre, angle, boxes, price };
        }
      }
      return best;
    },
  });

  /** Write names over the map; nothing where no layer has any. */
  Netzkaart.addLabels = (map, grid) => {
    if (!named.length) return;
    const labels = new Labels().addTo(map);
    grid.on("load", () => labels.later());
    Netzkaart.onRedraw(() => labels.later());
    Netzkaart.labels = labels;
  };
})();
