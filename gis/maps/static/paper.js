// The map on paper, at a true scale: what will be on the sheet is framed on the map.
"use strict";

(() => {
  const { config } = Netzkaart;
  const words = config.words;
  const METRES_PER_DEG = 111_320;
  const SMALLEST = 4; // part of the map's width below which nobody sees what is on the sheet
  let frame = null;

  const byId = (id) => document.getElementById(id);

  function bounds(map) {
    const { paper, orientation, scale } = byId("sheet").elements;
    const [width, height] = config.sheets[`${paper.value} ${orientation.value}`];
    const { lat, lng } = map.getCenter();
    const up = ((height / 1000) * scale.value) / METRES_PER_DEG / 2;
    const across = ((width / 1000) * scale.value) / METRES_PER_DEG / 2 / Math.cos((lat * Math.PI) / 180);
    return [
      [lat - up, lng - across],
      [lat + up, lng + across],
    ];
  }

  function drawFrame(map) {
    frame?.remove();
    frame = null;
    if (!byId("paper").open) return;
    const options = { color: "#c42700", weight: 2, dashArray: "8 5", fill: false, interactive: false };
    frame = L.rectangle(bounds(map), options).addTo(map);
  }

  function address(map) {
    const { paper, orientation, scale, title } = byId("sheet").elements;
    const query = Netzkaart.serverQuery();
    const { lat, lng } = map.getCenter();
    const shown = [...document.querySelectorAll("#legend [data-layer]:checked")];
    query.set("lon", lng.toFixed(7));
    query.set("lat", lat.toFixed(7));
    query.set("scale", scale.value);
    query.set("paper", paper.value);
    query.set("orientation", orientation.value);
    query.set("layers", shown.map(({ dataset }) => dataset.layer).join(","));
    query.set("lang", document.documentElement.lang);
    if (title.value.trim()) query.set("title", title.value.trim());
    return `${config.sheet}?${query}`;
  }

  async function print(map) {
    const button = byId("sheet-print");
    button.disabled = true;
    byId("sheet-note").textContent = words.sheet_wait;
    try {
      const answer = await fetch(address(map), { credentials: "same-origin" });
      if (!answer.ok) {
        const problem = await answer.json();
        throw Object.assign(new Error(), { sentence: problem.issues?.[0]?.message ?? problem.detail });
      }
      const [, name] = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
      const url = URL.createObjectURL(await answer.blob());
      const link = Netzkaart.element("a", { href: url, download: name ?? "netzkaart.pdf" });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      byId("sheet-note").textContent = words.sheet_done;
    } catch (error) {
      byId("sheet-note").textContent = error.sentence ?? words.sheet_failed;
    } finally {
      button.disabled = false;
    }
  }

  Netzkaart.startPaper = (map) => {
    if (!config.sheet) return;
    const redraw = () => drawFrame(map);
    const show = () => {
      redraw();
      if (!frame) return;
      const there = frame.getBounds();
      const [west, east] = [there.getSouthWest(), there.getSouthEast()].map((each) => map.latLngToContainerPoint(each).x);
      const small = east - west < map.getSize().x / SMALLEST;
      if (small || !map.getBounds().contains(there)) map.fitBounds(there, { animate: false });
    };
    byId("paper").addEventListener("toggle", show);
    byId("sheet").addEventListener("change", show);
    byId("sheet").addEventListener("submit", (event) => {
      event.preventDefault();
      print(map);
    });
    map.on("move", redraw);
  };
})();
