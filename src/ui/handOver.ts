const CHANNEL = "dyad-device";
/** Set in the tab that goes on to the questions: it hears its own word too. */
let isLeaving = false;

/** Leaves this page for the questions of an adult: nothing of it stays to go back to, and every other tab of this browser forgets what it shows. */
export function leaveTo(address: string): void {
  isLeaving = true;
  new BroadcastChannel(CHANNEL).postMessage("handed over");
  document.body.replaceChildren();
  window.addEventListener("pageshow", (event) => void (event.persisted && location.replace("/app/sign-in")));
  location.replace(address);
}

/** Leaves for the sign-in as soon as the device was handed over in another tab. Returns the way to stop listening. */
export function whenHandedOver(): () => void {
  if (typeof BroadcastChannel === "undefined") return () => {};
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", () => {
    if (isLeaving) return;
    document.body.replaceChildren();
    location.replace("/app/sign-in");
  });
  return () => channel.close();
}
