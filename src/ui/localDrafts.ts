import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";

/**
 * Drafts on this device, until the server has them, each sealed under a key of the account that no script can read out. A
 * state is kept twice: at once in the local storage, which has it in the moment in which a letter is typed, whatever happens
 * to the tab then; and in IndexedDB, which also has room for it. One record for each tab, so that two tabs on one note never
 * overwrite each other's.
 */
const NAME = "dyad-drafts";
const tabId = crypto.randomUUID();

/** One record of a tab. Of two states of one place the higher number is the newer. */
type Stored = { key: string; account: string; sessionId: string; tab: string; isUnsaved: boolean; number?: number; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };
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

// What is kept at once. Sealing that waits for nobody needs a key in hand: one that this page made for itself, kept beside
// what it seals, sealed under the account's own.

const AT_ONCE = `${NAME}:`;
/** The local storage; null where somebody switched it off. */
function atOnce(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
type PageKey = { own: string; key: Uint8Array<ArrayBuffer>; sealed: string };
type AtOnce = { account: string; sessionId: string; tab: string; isUnsaved: boolean; number: number; pageKey: string; words: string };
const pageKeys = new Map<string, PageKey>();

const asText = (bytes: Uint8Array): string => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
};
const asBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const NONCE = { own: 12, page: 24 };

/** Makes the key by which this page keeps at once, and makes it anew where the account's own is another by now. */
async function preparePageKey(account: string): Promise<void> {
  const own = await keyOf(account);
  if (pageKeys.get(account)?.own === own.keyId) return;
  const key = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(NONCE.own));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: boundTo(account) }, own.key, key));
  pageKeys.set(account, { own: own.keyId, key, sealed: asText(new Uint8Array([...iv, ...sealed])) });
}

function keepAtOnce({ place, account, sessionId, number, isUnsaved }: Handing, bytes: Uint8Array<ArrayBuffer>): void {
  const page = pageKeys.get(account);
  if (page === undefined) return;
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE.page));
  const words = xchacha20poly1305(page.key, nonce, boundTo(place)).encrypt(bytes);
  try {
    atOnce()?.setItem(AT_ONCE + place, JSON.stringify({ account, sessionId, tab: tabId, isUnsaved, number, pageKey: page.sealed, words: asText(nonce) + asText(words) } satisfies AtOnce));
  } catch {
    // No room: what an older state left would be taken for the newest. IndexedDB has this one in a moment.
    atOnce()?.removeItem(AT_ONCE + place);
  }
}

function listAtOnce(): { key: string; one: AtOnce }[] {
  const storage = atOnce();
  return Object.keys(storage ?? {}).flatMap((name) => {
    if (!name.startsWith(AT_ONCE)) return [];
    try {
      return [{ key: name.slice(AT_ONCE.length), one: JSON.parse(storage?.getItem(name) ?? "") as AtOnce }];
    } catch {
      return [];
    }
  });
}

/** Base64 of the nonce: its length is that of 24 bytes. */
const NONCE_LETTERS = 32;
async function unsealAtOnce<T>(key: string, one: AtOnce, own: CryptoKey): Promise<T | null> {
  try {
    const sealed = asBytes(one.pageKey);
    const page = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.subarray(0, NONCE.own), additionalData: boundTo(one.account) }, own, sealed.subarray(NONCE.own)));
    const bytes = xchacha20poly1305(page, asBytes(one.words.slice(0, NONCE_LETTERS)), boundTo(key)).decrypt(asBytes(one.words.slice(NONCE_LETTERS)));
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch {
    return null;
  }
}

/** Of each record the number of its newest state, and what is written to IndexedDB just now with what waits for that. */
const numbers = new Map<string, number>();
const writing = new Map<string, { now: Promise<void>; next: Promise<void> | null }>();
const newest = new Map<string, { one: Handing; bytes: Uint8Array<ArrayBuffer> }>();

/**
 * Keeps a draft of this tab: when this returns a tab that dies does not take it along. The promise is of IndexedDB, where one
 * state is written at a time, and after it the newest that came meanwhile.
 */
export function keepDraft<T>(account: string, sessionId: string, kept: T, state: "saved" | "unsaved"): Promise<void> {
  if (!held) {
    held = true;
    hold();
  }
  const place = `${account}/${sessionId}/${tabId}`;
  const number = (numbers.get(place) ?? 0) + 1;
  numbers.set(place, number);
  const one: Handing = { place, account, sessionId, number, isUnsaved: state === "unsaved" };
  const bytes = new TextEncoder().encode(JSON.stringify(kept));
  keepAtOnce(one, bytes);
  newest.set(place, { one, bytes });
  const under = writing.get(place);
  if (under !== undefined) return (under.next ??= under.now.catch(() => {}).then(() => writeNewest(place)));
  return writeNewest(place);
}

function writeNewest(place: string): Promise<void> {
  const { one, bytes } = newest.get(place)!;
  const now = sealAndWrite(one, bytes);
  const under = { now, next: null };
  writing.set(place, under);
  void now.catch(() => {}).then(() => writing.get(place) === under && writing.delete(place));
  return now;
}

type Handing = { place: string; account: string; sessionId: string; number: number; isUnsaved: boolean };
async function sealAndWrite(one: Handing, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { place, account, sessionId, number, isUnsaved } = one;
  const [own, database] = await Promise.all([keyOf(account), open(), preparePageKey(account)]);
  const iv = crypto.getRandomValues(new Uint8Array(NONCE.own));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: boundTo(place) }, own.key, bytes);
  const both = database.transaction(["keys", "drafts"], "readwrite");
  const current = ask<OwnKey | undefined>(both.objectStore("keys").get(account));
  const written = ask(both.objectStore("drafts").put({ key: place, account, sessionId, tab: tabId, isUnsaved, number, iv, sealed } satisfies Stored));
  both.commit();
  const [theKey] = await Promise.all([current, written]);
  if (theKey?.keyId === own.keyId) return;
  // Somebody signed out elsewhere meanwhile, and the key went with it: what was just kept cannot be read, so once more.
  known.delete(account);
  await preparePageKey(account);
  keepAtOnce(one, bytes);
  return sealAndWrite(one, bytes);
}

/** True for the record of this tab. */
export const isOwnRecord = (key: string): boolean => key.endsWith(`/${tabId}`);

/** What this tab, and tabs that are gone, kept of a note; the newest first. What lives in another tab is left to it. */
export async function readDrafts<T extends { editedAt: string }>(account: string, sessionId: string): Promise<{ key: string; kept: T }[]> {
  if (!canKeep()) return [];
  await preparePageKey(account);
  const living = await livingTabs();
  const own = await findKey(account);
  if (own === null) return [];
  const isMine = (one: { account: string; sessionId: string; tab: string }) => one.account === account && one.sessionId === sessionId && (one.tab === tabId || !living.has(one.tab));
  const read = new Map<string, { number: number; kept: T | null }>();
  for (const one of (await listStored()).filter(isMine)) read.set(one.key, { number: one.number ?? 0, kept: await unseal<T>(one, own.key) });
  for (const { key: place, one } of listAtOnce().filter((each) => isMine(each.one))) {
    const stored = read.get(place);
    if (stored !== undefined && stored.kept !== null && stored.number >= one.number) continue;
    const kept = await unsealAtOnce<T>(place, one, own.key);
    if (kept !== null) read.set(place, { number: one.number, kept });
  }
  return [...read].flatMap(([key, { kept }]) => (kept === null ? [] : [{ key, kept }])).sort((a, b) => b.kept.editedAt.localeCompare(a.kept.editedAt));
}

/** Forgets records that were taken in, or all of a note that is signed. */
export async function forgetDrafts(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    atOnce()?.removeItem(AT_ONCE + key);
    await remove(key);
  }
}

/** Forgets everything that this device kept of a note. */
export async function forgetNote(account: string, sessionId: string): Promise<void> {
  if (!canKeep()) return;
  const isOfNote = (one: { account: string; sessionId: string }) => one.account === account && one.sessionId === sessionId;
  await forgetDrafts([...(await listStored()).flatMap((one) => (isOfNote(one) ? [one.key] : [])), ...listAtOnce().flatMap(({ key, one }) => (isOfNote(one) ? [key] : []))]);
}

/**
 * At signing out: drafts that the server has are forgotten, and the keys with them. One that it does not have stays,
 * sealed, for the same person to find: forgetting it would lose what was written.
 */
export async function forgetSavedDrafts(): Promise<void> {
  if (!canKeep()) return;
  /** Of each place its newest state, wherever that is kept. */
  const all = new Map<string, { number: number; isUnsaved: boolean; account: string }>();
  for (const { key, number = 0, isUnsaved, account } of await listStored()) all.set(key, { number, isUnsaved, account });
  for (const { key, one } of listAtOnce()) if ((all.get(key)?.number ?? -1) < one.number) all.set(key, one);
  await forgetDrafts([...all].flatMap(([key, one]) => (one.isUnsaved ? [] : [key])));
  const needed = new Set([...all.values()].flatMap((one) => (one.isUnsaved ? [one.account] : [])));
  const keys = await ask((await store("keys", "readonly")).getAllKeys());
  for (const key of keys) if (!needed.has(String(key))) await ask((await store("keys", "readwrite")).delete(key));
}
