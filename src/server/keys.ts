import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Secret } from "./ringFile.ts";
import { SettingError, type Settings } from "./settings.ts";

type Where = Pick<Settings, "keys" | "secretKey" | "secretKeyBefore">;
const keyFile = (keys: string) => path.join(keys, "secret-key");
/** The installation's secret where there is one already; null where none was made yet. */
export function findSecret({ keys, secretKey, secretKeyBefore }: Where): Secret | null {
  if (secretKey === null && secretKeyBefore !== null) throw new SettingError("DYAD_SECRET_KEY_BEFORE is set, but DYAD_SECRET_KEY is not. Set DYAD_SECRET_KEY to the new one.");
  if (secretKey !== null) return { kind: "given", key: secretKey, before: secretKeyBefore };
  const file = keyFile(keys);
  return fs.existsSync(file) ? { kind: "file", file, key: fs.readFileSync(file, "utf8").trim() } : null;
}

/** The installation's secret: from `DYAD_SECRET_KEY`, else made once and kept in the folder of keys, outside database and backups. */
export function makeSecret(where: Where): Secret {
  if (findSecret(where) === null) {
    fs.mkdirSync(where.keys, { recursive: true });
    fs.writeFileSync(keyFile(where.keys), randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx", flush: true });
  }
  return findSecret(where)!;
}

/** A token nobody guesses. Only its hash is ever stored. */
export const makeToken = () => randomBytes(32).toString("base64url");
export const hashToken = (token: string) => createHash("sha256").update(token).digest();

/**
 * The token of a link, worked out again from its id and the secret key: the outbox holds ids only, and yet the job that
 * sends can write the address.
 */
export const linkToken = (signingKey: string, linkId: string) => createHmac("sha256", signingKey).update(`link:${linkId}`).digest("base64url");

/** The same id for the same text, for things that have a name and no row of their own: a UUID of version 8 worked out from it. */
export function idOfText(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The code of six signs under which a family is spoken of where nobody may know it: the same for everybody, and nothing leads back to it but the key. */
export const caseCode = (signingKey: string, caseId: string): string => createHmac("sha256", signingKey).update(`case:${caseId}`).digest("hex").slice(0, 6).toUpperCase();

/** A short signature over a text, for form stamps and the like. */
export const signText = (signingKey: string, purpose: string, text: string) => createHmac("sha256", signingKey).update(`${purpose}:${text}`).digest("base64url").slice(0, 32);
export function textIsSigned(signingKey: string, purpose: string, text: string, signature: string): boolean {
  const expected = Buffer.from(signText(signingKey, purpose, text));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
