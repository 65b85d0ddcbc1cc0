"use strict";
(() => {
  const base = document.documentElement.dataset.base;
  const show = (id, shown = true) => {
    const found = document.getElementById(id);
    if (found) found.hidden = !shown;
  };
  // --- Where I am ---------------------------------------------------------------------------------
  const here = document.getElementById("here");
  if (here && navigator.geolocation && window.isSecureContext) {
    here.hidden = false;
    here.addEventListener("click", () => {
      here.disabled = true;
      show("here-waits");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          const asked = new URLSearchParams(location.search);
          for (const name of ["q", "x", "y", "across"]) asked.delete(name);
          asked.set("lat", coords.latitude.toFixed(6));
          asked.set("long", coords.longitude.toFixed(6));
          location.search = asked;
        },
        () => {
          here.disabled = false;
          show("here-waits", false);
          show("here-failed");
        },
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
      );
    });
  }
  // --- The small map ------------------------------------------------------------------------------
  const map = document.querySelector("svg.vicinity");
  if (map) {
    show("tap");
    map.classList.add("live");
    map.addEventListener("click", (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
      const { west, north, scale } = map.dataset;
      const asked = new URLSearchParams(location.search);
      for (const name of ["q", "lat", "long"]) asked.delete(name);
      asked.set("x", (Number(west) + point.x / scale).toFixed(1));
      asked.set("y", (Number(north) - point.y / scale).toFixed(1));
      const across = 640 / scale;
      asked.set("across", String(Math.round(across > 150 ? Math.max(80, across / 2.5) : across)));
      location.href = `?${asked}#place`;
    });
    for (const choice of document.querySelectorAll("input[name=asset]")) {
      choice.addEventListener("change", () => {
        map.querySelectorAll(".number").forEach((each, index) => {
          each.classList.toggle("chosen", String(index + 1) === choice.dataset.number);
        });
      });
    }
  }
  // --- Sending ------------------------------------------------------------------------------------
  const form = document.getElementById("report");
  const told = document.getElementById("kept");
  const line = (words) => {
    const made = document.createElement("p");
    made.textContent = words;
    told.append(made);
    told.hidden = false;
    return made;
  };
  const isKept = () => {
    told.replaceChildren();
    line(told.dataset.kept);
  };
  const said = ({ key, fields, outcome: { ok, number, page, why } }) => {
    if (told.querySelector(`[data-key="${key}"]`)) return;
    if (told.textContent === told.dataset.kept) told.replaceChildren();
    const made = line(ok ? told.dataset.sent : `${told.dataset.refused} ${why}`);
    made.dataset.key = key;
    if (ok && page) made.append(" ", link(page, number));
    if (!ok && again !== key) made.append(" ", ...choices(made, key, fields));
  };
  const link = (to, words) => {
    const made = document.createElement("a");
    made.href = to;
    made.textContent = words;
    return made;
  };
  // What was refused is written already: it is put right in a form, or thrown away.
  const choices = (made, key, fields) => {
    const given = Object.fromEntries(fields);
    const asked = new URLSearchParams({ lang: document.documentElement.lang });
    for (const [name, value] of [["what", given.service], ["lat", given.lat], ["long", given.long], ["asset", given.asset]]) {
      if (value) asked.set(name, value);
    }
    const mend = link(`${base}?${asked}`, told.dataset.mend);
    mend.className = "button";
    mend.addEventListener("click", () => session?.setItem("again", key));
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button";
    drop.textContent = told.dataset.drop;
    drop.addEventListener("click", async () => {
      await self.reports.forget(key);
      made.remove();
      told.hidden = !told.childElementCount;
    });
    return [mend, " ", drop];
  };
  const session = (() => {
    try { return window.sessionStorage; } catch { return null; } // where cookies are forbidden
  })();
  // Who begins anew says something else.
  if (document.querySelector(".theme")) session?.removeItem("again");
  const again = session?.getItem("again");
  const done = async () => {
    if (!again) return;
    session.removeItem("again");
    await self.reports.forget(again);
  };
  const fill = ({ fields }) => {
    const photos = new DataTransfer();
    for (const [name, value, file] of fields) {
      const input = form[name];
      if (file) photos.items.add(new File([value], file, { type: value.type }));
      else if (input?.type === "checkbox") input.checked = true;
      else if (["description", "email", "phone", "service"].includes(name)) input.value = value;
      if (["email", "phone"].includes(name) && value) input.closest("details").open = true;
    }
    form.photos.files = photos.files;
  };
  const uuid7 = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    let now = Date.now();
    for (let at = 5; at >= 0; at -= 1, now = Math.floor(now / 256)) bytes[at] = now % 256;
    bytes[6] = 0x70 | (bytes[6] & 15);
    bytes[8] = 0x80 | (bytes[8] & 63);
    const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  const work = (stamp, key) =>
    new Promise((resolve) => {
      const worker = new Worker(`${base}app/work.js`);
      worker.addEventListener("message", ({ data }) => { worker.terminate(); resolve(data.work); });
      worker.addEventListener("error", () => resolve(""));
      worker.postMessage({ stamp, key });
    });
  if (form && window.Worker && window.indexedDB && window.fetch && self.reports) {
    const key = uuid7();
    let worked = work(form.stamp.value, key);
    // What is wrong, as the page tells it: this page stays, for it alone still has the photos.
    const refused = async () => {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "text/html" }, body: new FormData(form) });
      if (answer.redirected) {
        await done();
        location.href = answer.url;
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const wrong = page.getElementById("wrong");
      const stamp = page.querySelector("#report [name=stamp]");
      if (!wrong || !stamp) throw new Error(String(answer.status));
      document.getElementById("wrong")?.remove();
      form.before(document.adoptNode(wrong));
      wrong.tabIndex = -1;
      wrong.focus();
      form.stamp.value = stamp.value;
      worked = work(stamp.value, key);
      began = Date.now();
      show("sending", false);
      form.querySelector("button.main").disabled = false;
    };
    let began = Date.now();
    if (again) self.reports.one(again).then((kept) => kept?.fields && fill(kept)).catch(() => {});
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button.main");
      if (button.disabled) return;
      button.disabled = true;
      show("sending");
      form.key.value = key;
      form.work.value = await worked;
      // The form is not taken faster than a person can be.
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 3200 - (Date.now() - began))));
      const fields = [];
      for (const [name, value] of new FormData(form)) {
        if (value instanceof File) {
          if (value.size) fields.push([name, value, value.name]);
        } else fields.push([name, value]);
      }
      const report = { key, address: form.action, fields };
      try {
        const answer = await self.reports.send(report);
        if (answer.ok) {
          const { page } = await answer.json();
          await done();
          location.href = page;
          return;
        }
        await refused().catch(() => HTMLFormElement.prototype.submit.call(form));
      } catch {
        await self.reports.keep(report);
        await done();
        navigator.serviceWorker?.ready.then((found) => found.sync?.register("reports")).catch(() => {});
        show("sending", false);
        form.hidden = true;
        isKept();
        told.focus();
      }
    });
  }
  // --- Without a network --------------------------------------------------------------------------
  if (self.reports && window.indexedDB) {
    const flush = () => self.reports.flush(said);
    window.addEventListener("online", flush);
    setInterval(flush, 30000);
    // Whoever opens the page again without a network sees that nothing is lost.
    flush().then(() => self.reports.waiting()).then((left) => { if (left.some(({ outcome }) => !outcome)) isKept(); }).catch(() => {});
  }
  if (navigator.serviceWorker && window.isSecureContext) {
    navigator.serviceWorker.register(`${base}sw.js`).catch(() => {});
  }
  document.documentElement.dataset.ready = "1";
})();
