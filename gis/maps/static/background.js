// What lies behind the map: our own surface, or pictures of a server that the commune configured.
"use strict";

(() => {
  const { config, element } = Netzkaart;
  let shown = null;

  /** The name of the background that the address holds, if not our own. */
  Netzkaart.shownBackground = () => shown?.name ?? null;

  function make({ url, wms, attribution, maxZoom, name }) {
    const told = element("span", { textContent: attribution }).innerHTML;
    const options = { attribution: told, maxZoom: 22, maxNativeZoom: maxZoom, pane: "background" };
    const layer = wms
      ? L.tileLayer.wms(url, { ...options, layers: wms, format: "image/png", version: "1.3.0" })
      : L.tileLayer(url, options);
    return Object.assign(layer, { name });
  }

  function show(map, name) {
    shown?.remove();
    const found = config.backgrounds.find((each) => each.name === name);
    shown = found ? make(found).addTo(map) : null;
    document.documentElement.toggleAttribute("data-base-map", shown !== null || config.baseMap);
    Netzkaart.surfaceChanged();
  }

  Netzkaart.startBackground = (map, name) => {
    if (!config.backgrounds.length) return;
    map.createPane("background").style.zIndex = 160;
    for (const input of document.querySelectorAll("#legend [name=background]")) {
      input.checked = input.value === (name ?? "");
      input.addEventListener("change", () => show(map, input.value));
    }
    if (name) show(map, name);
  };
})();
