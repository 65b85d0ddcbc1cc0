// What makes sending a file handier; a plain form does the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-upload]");
  const zone = form.querySelector(".drop");
  const field = form.elements.file;
  const bar = form.querySelector("progress");
  const told = form.querySelector("[role=status]");

  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, () => zone.classList.remove("over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });

  const failed = (text) => {
    bar.hidden = true;
    told.textContent = text || form.dataset.failed;
    form.querySelector("button").disabled = false;
  };
  form.addEventListener("submit", (event) => {
    if (!field.files.length) return;
    event.preventDefault();
    const sending = new XMLHttpRequest();
    sending.open("POST", form.action);
    sending.setRequestHeader("Accept", "application/problem+json");
    sending.upload.addEventListener("progress", (each) => {
      if (!each.lengthComputable) return;
      bar.max = each.total;
      bar.value = each.loaded;
      told.textContent = `${form.dataset.sending} ${Math.floor(100 * each.loaded / each.total)} %`;
    });
    sending.addEventListener("load", () => {
      if (sending.status < 400) { location.assign(sending.responseURL); return; }
      let why = "";
      try { why = JSON.parse(sending.responseText).detail; } catch { /* no problem of ours */ }
      failed(why);
    });
    sending.addEventListener("error", () => failed(""));
    form.querySelector("button").disabled = true;
    bar.hidden = false;
    sending.send(new FormData(form));
  });
})();
