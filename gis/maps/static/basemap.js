// What lies beneath the assets: relief, and the layers that orient, in quiet colours.
"use strict";

(() => {
  const { config } = Netzkaart;
  const CASING = " casing";
  const NEAR_ZOOM = 17;
  const RANKS = { MultiPolygon: 0, LineString: 1, Point: 2 };
  const orients = Object.keys(config.layers).filter((name) => config.layers[name].quiet);

  /** Whether a layer is there for orientation, not for itself. */
  Netzkaart.orients = (name) => Boolean(config.layers[name]?.quiet);

  // Large areas first, then small ones, ribbons last; what is seen from afar lies below.
  const beneath = orients.sort((a, b) => {
    const [one, other] = [config.layers[a], config.layers[b]];
    return (
      RANKS[one.geometry] - RANKS[other.geometry] ||
      Boolean(other.quiet[0].fill) - Boolean(one.quiet[0].fill) ||
      one.symbol.minZoom - other.symbol.minZoom
    );
  });

  /** Put a tile's layers into the order in which they are drawn, ribbons upon their edges. */
  Netzkaart.arrange = (tile) => {
    const layers = {};
    for (const name of beneath) {
      if (!tile.layers[name]) continue;
      if (config.layers[name].quiet[0].casing) layers[name + CASING] = tile.layers[name];
      layers[name] = tile.layers[name];
    }
    for (const name in tile.layers) layers[name] ??= tile.layers[name];
    const tinted = Netzkaart.tinted();
    if (tinted in layers && !Netzkaart.orients(tinted)) {
      const last = layers[tinted];
      delete layers[tinted];
      layers[tinted] = last;
    }
    return { ...tile, layers };
  };

  /** Pixels of a ribbon's width, its edges not counted. */
  const ribbon = (width, zoom) =>
    Math.min(15, Math.max(1, width * 3 * 1.6 ** (zoom - NEAR_ZOOM)));

  /** Leaflet's options for a feature of a layer that orients. */
  Netzkaart.quietOptions = (name, zoom, edges = false) => {
    const layer = config.layers[name];
    const quiet = layer.quiet[Netzkaart.isDark() ? 1 : 0];
    if (layer.geometry === "Point") {
      return { radius: 1.5, stroke: false, fill: true, fillColor: quiet.line, fillOpacity: 1 };
    }
    if (quiet.casing) {
      const width = ribbon(quiet.width_px, zoom);
      const slim = width < 3; // too narrow for two edges
      if (edges && slim) return null;
      return {
        color: edges || slim ? quiet.casing : quiet.line,
        weight: edges ? width + 2 : slim ? width + 0.5 : width,
        opacity: 1,
        fill: false,
        lineCap: "round",
      };
    }
    return {
      stroke: quiet.width_px > 0,
      color: quiet.line,
      weight: quiet.width_px,
      opacity: 1,
      fill: Boolean(quiet.fill),
      fillColor: quiet.fill,
      fillOpacity: quiet.width_px > 0 ? 0.75 : 0.5, // bands that overlap stay apart
    };
  };

  /** The styles of a layer that orients, by the names under which `arrange` files it. */
  Netzkaart.quietStyles = (name, isHidden) => {
    const style = (edges) => (properties, zoom) => {
      const late = zoom < config.layers[name].symbol.minZoom;
      const options = isHidden(name) || late ? null : Netzkaart.quietOptions(name, zoom, edges);
      if (!options) return [];
      const tint = edges ? null : Netzkaart.tint(name, properties);
      if (tint && !tint.empty) {
        options.color = options.fillColor = tint.colour;
        options.fillOpacity = 0.75;
      }
      return edges ? options : { ...options, layerName: name };
    };
    return { [name]: style(false), [name + CASING]: style(true) };
  };

  /** The relief, below everything; nothing where there is none. */
  Netzkaart.addRelief = (map) => {
    if (!config.relief) return;
    const { urls, bounds } = config.relief;
    map.createPane("relief").style.zIndex = 150;
    const source = () => urls[Netzkaart.isDark() ? 1 : 0];
    const image = L.imageOverlay(source(), bounds, { pane: "relief", interactive: false, alt: "" });
    image.addTo(map);
    Netzkaart.onSurfaceChange(() => image.setUrl(source()));
    const input = document.querySelector("#legend [data-relief]");
    input.addEventListener("change", () => {
      if (input.checked) image.addTo(map);
      else image.remove();
    });
  };

  const CONTOUR = ["#a07c4d", "#8d7350"];
  const LABEL_PX = 220; // an index line shorter than that says no height
  let lines = null;

  function drawHeights(map, heights, features) {
    heights.clearLayers();
    for (const { geometry, properties } of features) {
      if (!properties.index) continue;
      const places = geometry.coordinates.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon]));
      const box = L.bounds(places).getSize();
      if (Math.max(box.x, box.y) < LABEL_PX) continue;
      const middle = Math.floor(places.length / 2);
      const [lon, lat] = geometry.coordinates[middle];
      const html = Netzkaart.element("span", { textContent: `${properties.level_m} m` });
      const icon = L.divIcon({ className: "height", html, iconSize: [48, 14] });
      heights.addLayer(L.marker([lat, lon], { icon, pane: "contours", interactive: false, keyboard: false }));
    }
  }

  async function readContours(map) {
    const answer = await fetch(config.relief.contours, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { features } = await answer.json();
    const style = ({ properties }) => ({
      color: CONTOUR[Netzkaart.isDark() ? 1 : 0],
      weight: properties.index ? 1.4 : 0.6,
      opacity: 0.8,
      interactive: false,
    });
    const drawn = L.geoJSON(features, { style, pane: "contours", interactive: false });
    const heights = L.layerGroup();
    const both = L.layerGroup([drawn, heights]);
    const label = () => map.hasLayer(both) && drawHeights(map, heights, features);
    map.on("zoomend", label);
    both.on("add", label);
    Netzkaart.onSurfaceChange(() => drawn.setStyle(style));
    return both;
  }

  /** The lines of equal height, fetched when first asked for. */
  Netzkaart.addContours = (map) => {
    const input = document.querySelector("#legend [data-contours]");
    if (!input) return;
    map.createPane("contours").style.zIndex = 170;
    map.getPane("contours").style.pointerEvents = "none";
    input.addEventListener("change", async () => {
      if (!input.checked) {
        lines?.remove();
        return;
      }
      try {
        lines ??= await readContours(map);
        if (input.checked) lines.addTo(map);
      } catch {
        input.checked = false;
        Netzkaart.tilesFailed();
      }
    });
  };
})();
