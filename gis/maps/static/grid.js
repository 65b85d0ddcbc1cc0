// The assets as vector tiles: loading and drawing them, and finding what lies under a point.
"use strict";

(() => {
  const { config } = Netzkaart;
  const drawn = new Map(); // tile -> its renderer
  const decoded = new Map(); // tile -> promise of its features
  const hidden = new Set();
  const RANKS = { point: 0, line: 1, area: 2 };
  const listeners = [];
  let reusing = false;
  let grid = null;
  let plainUrl = null;

  const keyOf = (coords) => `${coords.z}/${coords.x}/${coords.y}`;

  // A tile's canvas in the screen's own pixels: VectorGrid's looks blurred on a phone.
  const Tile = L.Canvas.Tile.extend({
    initialize(coords, size, options) {
      L.Canvas.Tile.prototype.initialize.call(this, coords, size, options);
      const ratio = window.devicePixelRatio || 1;
      this._container.width = size.x * ratio;
      this._container.height = size.y * ratio;
      this._ctx.scale(ratio, ratio);
    },
  });

  function styleOf(name) {
    const layer = config.layers[name];
    const kinds = { Point: "point", LineString: "line", MultiPolygon: "area" };
    return (properties, zoom) => {
      if (!layer || hidden.has(name) || zoom < layer.symbol.minZoom) return [];
      const phase = config.phases[properties.status];
      const tint = Netzkaart.tint(name, properties);
      const options = Netzkaart.pathOptions(layer.symbol, kinds[layer.geometry], phase, zoom, tint);
      return { ...options, layerName: name };
    };
  }

  const stylesOf = (name) =>
    Netzkaart.orients(name)
      ? Netzkaart.quietStyles(name, (each) => hidden.has(each))
      : { [name]: styleOf(name) };

  /** Options of the grid that Folium makes. */
  Netzkaart.gridOptions = () => ({
    rendererFactory(coords, size, options) {
      const renderer = new Tile(coords, size, options);
      drawn.set(keyOf(coords), renderer);
      return renderer;
    },
    vectorTileLayerStyles: Object.assign({}, ...Object.keys(config.layers).map(stylesOf)),
    interactive: false, // we find what is under a point ourselves, in all layers at once
    maxZoom: 22,
    updateWhenZooming: false,
    keepBuffer: 1,
    attribution: "",
  });

  // VectorGrid takes a refusal for an empty tile and lets a lost connection go unnoticed.
  // Its decoder cannot be called by itself, so its fetch is watched while it asks.
  const load = L.VectorGrid.Protobuf.prototype._getVectorTilePromise;
  L.VectorGrid.Protobuf.include({
    _getVectorTilePromise(coords) {
      const key = keyOf(coords);
      if (reusing && decoded.has(key)) return decoded.get(key);
      const plain = window.fetch;
      window.fetch = (address, options) =>
        plain(address, { ...options, credentials: "same-origin" }).then((answer) => {
          if (!answer.ok) throw new Error(`${answer.status}`);
          return answer;
        });
      let promise;
      try {
        promise = load.call(this, coords);
      } finally {
        window.fetch = plain;
      }
      promise = promise.then(Netzkaart.arrange).catch(() => {
        decoded.delete(key);
        Netzkaart.tilesFailed();
        return { layers: {} };
      });
      decoded.set(key, promise);
      return promise;
    },
  });

  /** Take the grid that Folium made. */
  Netzkaart.useGrid = (made) => {
    grid = made;
    grid.on("tileunload", ({ coords }) => {
      const key = keyOf(coords);
      drawn.delete(key);
      if (!reusing) decoded.delete(key);
    });
  };

  /** Draw again what is there, after a switch in the legend or from light to dark. */
  Netzkaart.redrawGrid = () => {
    reusing = true;
    grid.redraw();
    reusing = false;
    for (const listener of listeners) listener();
  };

  /** Call `listener` whenever the tiles were drawn again. */
  Netzkaart.onRedraw = (listener) => listeners.push(listener);

  /** Ask the server for every tile again. */
  Netzkaart.reloadGrid = () => {
    decoded.clear();
    grid.redraw();
  };

  /** Ask for tiles with these parameters from now on. */
  Netzkaart.setTileQuery = (query) => {
    if (!grid.setUrl) return;
    plainUrl ??= grid._url;
    grid.setUrl(query ? `${plainUrl}?${query}` : plainUrl, true);
    Netzkaart.reloadGrid();
    for (const listener of listeners) listener();
  };

  /** Show or hide layers. */
  Netzkaart.showLayers = (names, shown) => {
    for (const name of names) {
      if (shown) hidden.delete(name);
      else hidden.add(name);
    }
    Netzkaart.redrawGrid();
  };

  /** Pixels between a drawn feature and a point in the same coordinates; 0 on or in it. */
  function distance(feature, point, size) {
    if (feature._point) return Math.max(0, feature._point.distanceTo(point) - feature._radius);
    let least = Infinity;
    let inside = false;
    const beyond = (a, b, axis) =>
      (a[axis] <= 0 && b[axis] <= 0) || (a[axis] >= size && b[axis] >= size);
    for (const part of feature._parts) {
      for (let i = 1; i < part.length; i++) {
        const [a, b] = [part[i - 1], part[i]];
        if (a.y > point.y !== b.y > point.y) {
          const x = a.x + ((point.y - a.y) / (b.y - a.y)) * (b.x - a.x);
          if (point.x < x) inside = !inside;
        }
        // Where a tile cut an area there is an edge that the area does not have.
        if (size && (beyond(a, b, "x") || beyond(a, b, "y"))) continue;
        least = Math.min(least, L.LineUtil.pointToSegmentDistance(point, a, b));
      }
    }
    if (feature.options.fill && inside) return 0;
    return Math.max(0, least - feature.options.weight / 2);
  }
  Netzkaart.distance = distance;

  function* features(renderer) {
    for (const id in renderer._layers) {
      const feature = renderer._layers[id];
      if (feature.options.layerName) yield feature;
    }
  }

  /** The drawn features of a layer in tiles of the present zoom, and where their tile lies. */
  Netzkaart.drawnOf = function* (name) {
    for (const renderer of drawn.values()) {
      if (!renderer._map || renderer.getCoord().z !== grid._tileZoom) continue;
      const offset = renderer.getOffset();
      for (const feature of features(renderer)) {
        if (feature.options.layerName === name) yield { feature, offset };
      }
    }
  };

  const kindOf = (feature) =>
    feature._point ? "point" : config.layers[feature.options.layerName]?.geometry === "MultiPolygon" ? "area" : "line";

  function hit(feature, near) {
    const { id, code, status } = feature.properties;
    const kind = kindOf(feature);
    const layer = feature.options.layerName;
    const quiet = Netzkaart.orients(layer);
    return { layer, id, code, status, kind, quiet, rank: RANKS[kind], near };
  }

  /** Assets within `tolerance` pixels of a place on the map, points first, the nearest first. */
  Netzkaart.assetsNear = (map, layerPoint, tolerance) => {
    const found = new Map();
    const size = grid.getTileSize().x;
    for (const renderer of drawn.values()) {
      if (!renderer._map || renderer.getCoord().z !== grid._tileZoom) continue;
      const point = layerPoint.subtract(renderer.getOffset());
      if (Math.min(point.x, point.y) < -32 || Math.max(point.x, point.y) > size + 32) continue;
      for (const feature of features(renderer)) {
        const near = distance(feature, point, size);
        const key = `${feature.options.layerName} ${feature.properties.id}`;
        if (near > tolerance || found.get(key)?.near <= near) continue;
        found.set(key, hit(feature, near));
      }
    }
    const all = [...found.values()].sort((a, b) => a.rank - b.rank || a.near - b.near);
    // Who points at a pole does not ask for the parcel it stands on, nor for the street.
    const assets = all.filter(({ quiet }) => !quiet);
    const asked = assets.length ? assets : all;
    const marks = asked.filter(({ kind }) => kind !== "area");
    return marks.length ? marks : asked;
  };

  /** Assets of which something is in view, by layer and code. */
  Netzkaart.assetsInView = (map) => {
    const found = new Map();
    const view = map.getPixelBounds();
    const origin = map.getPixelOrigin();
    const half = L.point(1, 1);
    for (const renderer of drawn.values()) {
      if (!renderer._map || renderer.getCoord().z !== grid._tileZoom) continue;
      const offset = renderer.getOffset().add(origin);
      const inView = (point) => view.contains(point.add(offset));
      for (const feature of features(renderer)) {
        const key = `${feature.options.layerName} ${feature.properties.id}`;
        if (found.has(key)) continue;
        const points = feature._point ? [feature._point] : feature._parts.flat();
        const box = L.bounds(points.map((p) => p.add(offset)));
        const visible = points.some(inView) || (!feature._point && view.intersects(L.bounds(box.min.subtract(half), box.max.add(half))));
        if (visible) found.set(key, hit(feature, 0));
      }
    }
    const order = Object.keys(config.layers);
    return [...found.values()].sort(
      (a, b) =>
        order.indexOf(a.layer) - order.indexOf(b.layer) ||
        String(a.code).localeCompare(String(b.code), undefined, { numeric: true }),
    );
  };

})();
