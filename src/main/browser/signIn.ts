import type { QueryClient } from "@tanstack/react-query";
import type { Me } from "#features/account/contract.ts";
import { type Api, ApiFault, asApiFault, runBeforeSigningOut } from "#ui/client.ts";
import { forgetLanguage } from "./languageChoice.ts";

/** The sign-in of this page: who it is, and whether it has ended underneath a screen that stays. */
export type SignIn = { me: Me | null; state: "unknown" | "open" | "locked" | "nobody"; endsAt: string | null };

/**
 * Holds who is signed in. A call that finds the sign-in ended waits here (`whenSignedInAgain`) until the same person is
 * back; another person gets a page that knows nothing of the one before.
 */
export function createSignIn() {
  let now: SignIn = { me: null, state: "unknown", endsAt: null };
  let waiting: (() => void)[] = [];
  let touchedAt = 0;
  const listeners = new Set<() => void>();
  /** The screen of somebody at work stays as it was left, behind the lock. A family's keeps nothing: its sign-in may have ended because that adult's part has. */
  function keepOrLeave(): void {
    if (now.me?.roles.includes("caregiver")) location.replace(`/app/sign-in?to=${encodeURIComponent(location.pathname)}`);
    else if (now.me !== null && now.state === "open") set({ ...now, state: "locked" });
  }
  function set(next: SignIn): void {
    now = next;
    for (const listener of listeners) listener();
  }
  return {
    read: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Somebody signed in. After a lock the waiting calls go on; where it is another person, the page starts anew. */
    enter: (me: Me) => {
      if (now.me !== null && (now.me.email !== me.email || now.me.agency.agencyId !== me.agency.agencyId)) {
        location.assign("/app");
        return;
      }
      set({ me, state: "open", endsAt: me.endsAt });
      const going = waiting;
      waiting = [];
      for (const goOn of going) goOn();
    },
    nobody: () => set({ me: null, state: "nobody", endsAt: null }),
    lock: keepOrLeave,
    whenSignedInAgain: () => {
      if (now.me === null) {
        location.assign("/app/sign-in");
        return new Promise<void>(() => {});
      }
      keepOrLeave();
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    touched: () => {
      touchedAt = Date.now();
    },
    /** When a call was last answered, by this device's clock in milliseconds. */
    touchedAt: () => touchedAt,
  };
}
export type SignInStore = ReturnType<typeof createSignIn>;

/** Asks who is signed in; null where nobody is. Throws where the server does not answer. */
export async function askWhoIAm(api: Api): Promise<Me | null> {
  try {
    return await api.account.whoAmI();
  } catch (error) {
    if (error instanceof ApiFault && error.code === "not_signed_in") return null;
    throw asApiFault(error);
  }
}

/** Signs out and forgets everything that this page has read. */
export async function signOut(api: Api, client: QueryClient): Promise<void> {
  await runBeforeSigningOut();
  try {
    await api.account.signOut();
  } finally {
    client.clear();
    forgetLanguage();
    location.assign("/app/sign-in");
  }
}
