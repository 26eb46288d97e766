// Quick exit, and small comforts. Every page works without this file.
(() => {
  const root = document.documentElement;

  /** Nothing is left to see, and nobody is signed in any more; then the weather takes the place of this page in the history. */
  function leave(address) {
    const signOut = document.body?.dataset.signOut;
    if (signOut) navigator.sendBeacon(signOut, new URLSearchParams());
    document.title = "";
    root.replaceChildren();
    location.replace(address);
  }

  function exitAddress() {
    return document.querySelector("[data-exit]")?.href ?? "https://www.weather.gov/";
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    if (link.hasAttribute("data-exit")) {
      event.preventDefault();
      leave(link.href);
    } else if (link.hasAttribute("data-replace") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      location.replace(link.href);
    }
  });

  let escapes = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    escapes = [...escapes, event.timeStamp].slice(-3);
    if (escapes.length === 3 && event.timeStamp - escapes[0] < 2000) leave(exitAddress());
  });

  // A private page that comes back from the browser's memory is asked for anew; until then it shows nothing.
  const isPrivate = () => document.body?.hasAttribute("data-private");
  addEventListener("pagehide", () => { if (isPrivate()) root.classList.add("gone"); });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (isPrivate()) location.reload();
    else root.classList.remove("gone");
  });

  // A page that lies open is asked for anew once the sign-in of whoever left it is over; each answer begins the time anew.
  let quietSince = Date.now();
  const isQuiet = () => Date.now() - quietSince > Number(document.body?.dataset.quiet ?? Infinity) * 1000;
  setInterval(() => { if (isQuiet()) location.reload(); }, 5000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden && isQuiet()) location.reload(); });

  // A policy without `connect-src` refuses our way of sending; then forms go the browser's own.
  let refused = false;
  document.addEventListener("securitypolicyviolation", (event) => { refused ||= event.effectiveDirective === "connect-src"; });

  /** What is said where a form could not be sent; a page whose forms go the browser's own way has none. */
  const sentence = (form) => form.dataset.oneEntry ?? document.body.dataset.oneEntry;

  /** A form of a private page is sent once, and its answer takes the place of the page it came from: one entry in the history. */
  let sending = false;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (sending) return event.preventDefault();
    // What answers with a file goes the browser's own way: the page stays, and the file is kept.
    if (refused || form.method !== "post" || form.dataset.file !== undefined || sentence(form) === undefined) return;
    event.preventDefault();
    sending = true;
    form.querySelector("[data-note]")?.remove();
    const words = button?.textContent;
    button?.setAttribute("aria-disabled", "true");
    if (button?.dataset.sending) button.textContent = button.dataset.sending;
    send(form, button)
      .catch(() => {
        button?.removeAttribute("aria-disabled");
        if (words) button.textContent = words;
        sending = false;
        if (refused) form.requestSubmit(button);
        else note(form, button);
      })
      .finally(() => { sending = false; });
  });

  async function send(form, button) {
    const fields = new FormData(form, button);
    const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
    const answer = await fetch(form.action, { method: "POST", body, referrerPolicy: "same-origin", headers: { accept: "text/html" } });
    if (!answer.headers.get("content-type")?.startsWith("text/html")) throw new Error("The answer is no page.");
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (next.body.hasAttribute("data-fault")) throw new Error("It failed; the form stays.");
    // A page with rules of style or a script of its own is asked for by itself.
    if (answer.redirected && partsOf(next) !== partsOf(document)) return location.replace(answer.url);
    quietSince = Date.now();
    history.replaceState(null, "", answer.url);
    root.lang = next.documentElement.lang;
    document.title = next.title;
    document.body.replaceWith(next.body);
    scrollTo(0, 0);
    openWide();
    const first = document.querySelector("[data-focus]");
    if (first) first.focus();
    else document.querySelector("main")?.focus({ preventScroll: true });
  }

  const partsOf = (page) => [...page.head.querySelectorAll("link[rel='stylesheet'], script[src]")].map((one) => one.getAttribute("href") ?? one.getAttribute("src")).join(" ");

  /** Not sent: says so above the button, and keeps every word. */
  function note(form, button) {
    const line = document.createElement("p");
    line.className = "box crisis";
    line.setAttribute("role", "alert");
    line.dataset.note = "";
    line.textContent = sentence(form);
    (button?.closest("p, .row, .stack") ?? form.lastElementChild).before(line);
  }

  function openWide() {
    if (matchMedia("(min-width: 900px)").matches) for (const fold of document.querySelectorAll("[data-open-wide]")) fold.open = true;
  }

  function ready() {
    openWide();
    document.querySelector("[data-focus]")?.focus();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
