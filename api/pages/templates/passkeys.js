// Passkeys: asks the server what to sign, lets the browser sign it, sends it back.
"use strict";
(() => {
  const able = window.PublicKeyCredential?.parseCreationOptionsFromJSON;
  const send = async (path, body) => {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.detail);
    return told;
  };
  const works = {
    async prove() {
      const asked = await send("/account/passkeys/prove-options", {});
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
      const proof = await navigator.credentials.get({ publicKey });
      await send("/account/passkeys/prove", proof.toJSON());
    },
    async make(button) {
      const code = document.getElementById(button.dataset.code)?.value.trim() ?? "";
      const asked = await send("/account/passkeys/make-options", { code });
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
      const made = await navigator.credentials.create({ publicKey });
      await send("/account/passkeys/make", { code, made: made.toJSON() });
    },
  };
  const code = document.getElementById("code");
  if (code && location.hash.length > 1) {
    code.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname + location.search);
  }
  for (const button of document.querySelectorAll("[data-passkey]")) {
    if (!able) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const told = document.getElementById("told");
      button.disabled = true;
      try {
        await works[button.dataset.passkey](button);
        location.assign(button.dataset.onward);
      } catch (error) {
        button.disabled = false;
        if (error.name === "NotAllowedError") return; // the person changed their mind
        told.textContent = error.message;
        told.hidden = false;
      }
    });
  }
})();
