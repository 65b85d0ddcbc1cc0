// The map as one file: all features came with the page, and nobody is asked for anything.
"use strict";

(() => {
  const { config } = Netzkaart;
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = new Map();
  const NEAR_DEG = 0.0005;

  for (const [name, { features }] of Object.entries(data)) {
    for (const feature of features) {
      feature.properties.id = feature.id;
      byId.set(`${name} ${feature.id}`, feature);
    }
  }

  // The slicer knows one layer: each feature says to which of ours it belongs, and no more than
  // is drawn goes to its worker.
  function* drawn() {
    for (const [name, { features }] of Object.entries(data)) {
      const field = config.layers[name].name;
      for (const { id, geometry, properties } of features) {
        const { code, status } = properties;
        const told = { layer: name, id, code, status };
        if (field) told[field] = properties[field];
        yield { type: "Feature", geometry, properties: told };
      }
    }
  }

  const slice = L.VectorGrid.Slicer.prototype._getVectorTilePromise;
  L.VectorGrid.Slicer.include({
    async _getVectorTilePromise(coords) {
      const tile = await slice.call(this, coords);
      const layers = {};
      for (const { features, extent } of Object.values(tile.layers)) {
        for (const feature of features) {
          layers[feature.properties.layer] ??= { features: [], extent };
          layers[feature.properties.layer].features.push(feature);
        }
      }
      // Areas first, as the server's tiles have them.
      const ranks = { MultiPolygon: 0, LineString: 1, Point: 2 };
      const rank = (name) => ranks[config.layers[name].geometry];
      const names = Object.keys(layers).sort((a, b) => rank(a) - rank(b));
      return Netzkaart.arrange({ layers: Object.fromEntries(names.map((n) => [n, layers[n]])) });
    },
  });

  /** The grid of tiles, cut here. */
  Netzkaart.sliced = () =>
    L.vectorGrid.slicer(
      { type: "FeatureCollection", features: [...drawn()] },
      { ...Netzkaart.gridOptions(), extent: 4096, buffer: 512, tolerance: 1 },
    );

  /** An asset with all its values. */
  Netzkaart.featureHere = (name, id) => byId.get(`${name} ${id}`);

  const plain = (text) =>
    String(text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  function labelOf(name, properties) {
    const layer = config.layers[name];
    const own = properties[layer.name];
    if (!own) return String(properties[layer.title] ?? layer.label);
    if (/\p{L}{2}/u.test(own)) return String(own);
    const texts = layer.names.map((each) => properties[each]).filter(Boolean);
    return texts.join(" ");
  }

  function resultOf(name, feature) {
    const bounds = L.geoJSON(feature.geometry).getBounds();
    const middle = bounds.getCenter();
    return {
      label: labelOf(name, feature.properties),
      layer: name,
      layer_label: config.layers[name].label,
      id: feature.id,
      lon: middle.lng,
      lat: middle.lat,
      bbox: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    };
  }

  function coordinates(question) {
    const match = /^([-+]?\d+[.,]\d+)[\s,;/|]+([-+]?\d+[.,]\d+)$/.exec(question);
    if (!match) return null;
    const [lat, lon] = [match[1], match[2]].map((each) => Number(each.replace(",", ".")));
    if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return null;
    const bbox = [lon - NEAR_DEG, lat - NEAR_DEG, lon + NEAR_DEG, lat + NEAR_DEG];
    return { label: `${lat}, ${lon}`, kind: "coordinates", lon, lat, bbox };
  }

  /** Everything that has all words of a question, whole or begun. */
  Netzkaart.searchHere = (question, limit) => {
    const place = coordinates(question.trim());
    if (place) return [place];
    const words = wordsOf(question);
    if (!words.length) return [];
    const found = [];
    for (const [name, { features }] of Object.entries(data)) {
      const layer = config.layers[name];
      for (const feature of features) {
        const { properties } = feature;
        const texts = layer.name ? layer.names.map((each) => properties[each]) : [];
        const there = wordsOf([properties[layer.title], ...texts].join(" "));
        if (!words.every((word) => there.some((each) => each.startsWith(word)))) continue;
        const missing = words.filter((word) => !there.includes(word)).length;
        found.push({ name, feature, rank: missing * 100 + there.length });
      }
    }
    found.sort((a, b) => a.rank - b.rank);
    return found.slice(0, limit).map(({ name, feature }) => resultOf(name, feature));
  };
})();
