/**
 * Drafts on this device, until the server has them: IndexedDB, each encrypted with AES-GCM under a key of the account
 * that no script can read out. One record for each tab, so that two tabs on one note never overwrite each other's.
 */
const NAME = "dyad-drafts";
const tabId = crypto.randomUUID();

type Stored = { key: string; account: string; sessionId: string; tab: string; isUnsaved: boolean; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };
type OwnKey = { keyId: string; key: CryptoKey };

/** True where this page can keep drafts: a secure address, and storage that is not switched off. */
export const canKeep = (): boolean => typeof indexedDB !== "undefined" && globalThis.crypto?.subtle !== undefined;

const ask = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The storage of this device failed.")));
  });

let opened: Promise<IDBDatabase> | null = null;
function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore("keys");
      request.result.createObjectStore("drafts", { keyPath: "key" });
    });
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The storage of this device failed.")));
  });
  return opened;
}

const store = async (name: "keys" | "drafts", mode: IDBTransactionMode) => (await open()).transaction(name, mode).objectStore(name);

async function findKey(account: string): Promise<OwnKey | null> {
  return (await ask<OwnKey | undefined>((await store("keys", "readonly")).get(account))) ?? null;
}

/** The account's key, made where there is none. `add` fails where another tab was faster: then its key is taken. */
async function requireKey(account: string): Promise<OwnKey> {
  const found = await findKey(account);
  if (found) return found;
  const made: OwnKey = { keyId: crypto.randomUUID(), key: await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]) };
  try {
    await ask((await store("keys", "readwrite")).add(made, account));
    return made;
  } catch {
    return (await findKey(account)) ?? made;
  }
}

/** Keys that were read already, so that keeping a letter costs one write. */
const known = new Map<string, Promise<OwnKey>>();
function keyOf(account: string): Promise<OwnKey> {
  const found = known.get(account) ?? requireKey(account);
  known.set(account, found);
  found.catch(() => known.delete(account));
  return found;
}

const boundTo = (key: string) => new TextEncoder().encode(key);

async function unseal<T>(one: Stored, key: CryptoKey): Promise<T | null> {
  try {
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: one.iv, additionalData: boundTo(one.key) }, key, one.sealed);
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch {
    // Sealed under a key that is gone (somebody signed out): nobody can read it any more.
    return null;
  }
}

const listStored = async (): Promise<Stored[]> => ask<Stored[]>((await store("drafts", "readonly")).getAll());
const remove = async (key: string) => ask((await store("drafts", "readwrite")).delete(key));

/** Tells other tabs that this one lives, for as long as it does. */
function hold(): void {
  void navigator.locks?.request(`${NAME}:${tabId}`, () => new Promise<void>(() => {}));
}
let held = false;

async function livingTabs(): Promise<Set<string>> {
  const { held: locks = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(locks.flatMap(({ name }) => (name?.startsWith(`${NAME}:`) ? [name.slice(NAME.length + 1)] : [])));
}

/** Of each record the number of its newest state, and of the newest that was handed over, with when that is written. */
const asked = new Map<string, number>();
const handed = new Map<string, { number: number; written: Promise<void> }>();

/**
 * Keeps a draft of this tab. Each state is handed over as soon as it is sealed, whether or not the one before is on the
 * disk by then, so that a tab that dies takes nothing with it that waited for another; an older state never follows a newer.
 */
export function keepDraft<T>(account: string, sessionId: string, kept: T, state: "saved" | "unsaved"): Promise<void> {
  if (!held) {
    held = true;
    hold();
  }
  const place = `${account}/${sessionId}/${tabId}`;
  const number = (asked.get(place) ?? 0) + 1;
  asked.set(place, number);
  return sealAndHand({ place, account, sessionId, number, isUnsaved: state === "unsaved" }, new TextEncoder().encode(JSON.stringify(kept)));
}

type Handing = { place: string; account: string; sessionId: string; number: number; isUnsaved: boolean };
async function sealAndHand(one: Handing, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { place, account, sessionId, number, isUnsaved } = one;
  const [own, database] = await Promise.all([keyOf(account), open()]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: boundTo(place) }, own.key, bytes);
  const newer = handed.get(place);
  if (newer !== undefined && newer.number > number) return newer.written;
  const both = database.transaction(["keys", "drafts"], "readwrite");
  const current = ask<OwnKey | undefined>(both.objectStore("keys").get(account));
  const written = ask(both.objectStore("drafts").put({ key: place, account, sessionId, tab: tabId, isUnsaved, iv, sealed } satisfies Stored));
  // Nothing is waited for in between: a tab that dies from here on has handed over all of it.
  both.commit();
  const done = Promise.all([current, written]).then(([theKey]) => {
    if (theKey?.keyId === own.keyId) return;
    // Somebody signed out elsewhere meanwhile, and the key went with it: what was just kept cannot be read, so once more.
    known.delete(account);
    return asked.get(place) === number ? sealAndHand(one, bytes) : undefined;
  });
  handed.set(place, { number, written: done });
  return done;
}

/** True for the record of this tab. */
export const isOwnRecord = (key: string): boolean => key.endsWith(`/${tabId}`);

/** What this tab, and tabs that are gone, kept of a note; the newest first. What lives in another tab is left to it. */
export async function readDrafts<T extends { editedAt: string }>(account: string, sessionId: string): Promise<{ key: string; kept: T }[]> {
  if (!canKeep()) return [];
  const living = await livingTabs();
  const own = await findKey(account);
  if (own === null) return [];
  const mine = (await listStored()).filter((one) => one.account === account && one.sessionId === sessionId && (one.tab === tabId || !living.has(one.tab)));
  const read = await Promise.all(mine.map(async (one) => ({ key: one.key, kept: await unseal<T>(one, own.key) })));
  return read.flatMap(({ key: place, kept }) => (kept === null ? [] : [{ key: place, kept }])).sort((a, b) => b.kept.editedAt.localeCompare(a.kept.editedAt));
}

/** Forgets records that were taken in, or all of a note that is signed. */
export async function forgetDrafts(keys: readonly string[]): Promise<void> {
  for (const key of keys) await remove(key);
}

/** Forgets everything that this device kept of a note. */
export async function forgetNote(account: string, sessionId: string): Promise<void> {
  if (!canKeep()) return;
  await forgetDrafts((await listStored()).filter((one) => one.account === account && one.sessionId === sessionId).map((one) => one.key));
}

/**
 * At signing out: drafts that the server has are forgotten, and the keys with them. One that it does not have stays,
 * sealed, for the same person to find: forgetting it would lose what was written.
 */
export async function forgetSavedDrafts(): Promise<void> {
  if (!canKeep()) return;
  const all = await listStored();
  await forgetDrafts(all.filter((one) => !one.isUnsaved).map((one) => one.key));
  const needed = new Set(all.filter((one) => one.isUnsaved).map((one) => one.account));
  const keys = await ask((await store("keys", "readonly")).getAllKeys());
  for (const key of keys) if (!needed.has(String(key))) await ask((await store("keys", "readwrite")).delete(key));
}
