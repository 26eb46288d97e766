// Passkeys. What needs them is shown where this browser has them; without this file the link with the code stays the way in.
(() => {
  if (!("PublicKeyCredential" in window) || !navigator.credentials) return;

  /** Also on a page whose body took the place of another's. */
  function show() {
    for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
    for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = true;
  }
  new MutationObserver(show).observe(document.documentElement, { childList: true });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();

  const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const textOf = (bytes) => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const held = (list = []) => list.map((one) => ({ ...one, id: bytesOf(one.id) }));

  /** What a device said, as text. */
  const written = (key, response) => JSON.stringify({ id: key.id, rawId: textOf(key.rawId), type: key.type, clientExtensionResults: key.getClientExtensionResults(), response: { clientDataJSON: textOf(key.response.clientDataJSON), ...response } });

  async function make(form) {
    const options = JSON.parse(form.dataset.passkeyMake);
    const key = await navigator.credentials.create({ publicKey: { ...options, challenge: bytesOf(options.challenge), user: { ...options.user, id: bytesOf(options.user.id) }, excludeCredentials: held(options.excludeCredentials) } });
    return { response: written(key, { attestationObject: textOf(key.response.attestationObject), transports: key.response.getTransports?.() ?? [] }) };
  }

  async function use(form) {
    const answer = await fetch(form.dataset.passkeyIn, { method: "POST", body: new URLSearchParams(), referrerPolicy: "same-origin", headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error("Nothing was begun.");
    const { step, options } = await answer.json();
    const key = await navigator.credentials.get({ publicKey: { ...options, challenge: bytesOf(options.challenge), allowCredentials: held(options.allowCredentials) } });
    const { authenticatorData, signature, userHandle } = key.response;
    return { step, response: written(key, { authenticatorData: textOf(authenticatorData), signature: textOf(signature), ...(userHandle ? { userHandle: textOf(userHandle) } : {}) }) };
  }

  // First the device is asked; then the form goes the way that every form goes.
  let asking = false;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const ask = form.dataset.passkeyMake !== undefined ? make : form.dataset.passkeyIn !== undefined ? use : null;
    if (ask === null || form.elements.response.value !== "") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking) return;
    asking = true;
    const fault = form.querySelector("[data-passkey-fault]");
    fault.hidden = true;
    ask(form)
      .then((fields) => {
        for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
        form.requestSubmit(event.submitter);
      })
      .catch(() => { fault.hidden = false; })
      .finally(() => { asking = false; });
  }, { capture: true });
})();
