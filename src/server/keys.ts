import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const keyFile = (dataDirectory: string) => path.join(dataDirectory, "secret-key");
/** The installation's secret where there is one already; null where none was made yet. */
export function findSecretKey(dataDirectory: string, given: string | null): string | null {
  if (given !== null) return given;
  return fs.existsSync(keyFile(dataDirectory)) ? fs.readFileSync(keyFile(dataDirectory), "utf8").trim() : null;
}

/** The installation's secret: from `DYAD_SECRET_KEY`, else made once and kept beside the data, outside database and backups. */
export function readSecretKey(dataDirectory: string, given: string | null): string {
  const found = findSecretKey(dataDirectory, given);
  if (found !== null) return found;
  fs.mkdirSync(dataDirectory, { recursive: true });
  fs.writeFileSync(keyFile(dataDirectory), randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  return fs.readFileSync(keyFile(dataDirectory), "utf8").trim();
}

/** A token nobody guesses. Only its hash is ever stored. */
export const makeToken = () => randomBytes(32).toString("base64url");
export const hashToken = (token: string) => createHash("sha256").update(token).digest();

/**
 * The token of a link, worked out again from its id and the secret key: the outbox holds ids only, and yet the job that
 * sends can write the address.
 */
export const linkToken = (secretKey: string, linkId: string) => createHmac("sha256", secretKey).update(`link:${linkId}`).digest("base64url");

/** The same id for the same text, for things that have a name and no row of their own: a UUID of version 8 worked out from it. */
export function idOfText(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A short signature over a text, for form stamps and the like. */
export const signText = (secretKey: string, purpose: string, text: string) => createHmac("sha256", secretKey).update(`${purpose}:${text}`).digest("base64url").slice(0, 32);
export function textIsSigned(secretKey: string, purpose: string, text: string, signature: string): boolean {
  const expected = Buffer.from(signText(secretKey, purpose, text));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
