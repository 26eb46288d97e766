import { hash, verify } from "@node-rs/argon2";
import { createHash, randomBytes } from "node:crypto";
import { generateSecret, generateURI, verify as verifyCode } from "otplib";

/** How long a sign-in lasts at most, whatever is touched: staff a working day, caregivers an hour. */
export const longestHours = { staff: 12, caregiver: 1 } as const;

/** OWASP's recommended cost for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const hashPassword = (password: string) => hash(password, cost);
/** What stands in the place of a password's hash where nobody set one: nothing matches it. */
export const NO_PASSWORD = "no password";
export const passwordMatches = async (passwordHash: string, password: string): Promise<boolean> => (passwordHash === NO_PASSWORD ? spendTheSameTime(password) : verify(passwordHash, password));
/** Spends the same time where there is no such account, so that the answer's time tells nothing. */
let decoy: Promise<string> | null = null;
export async function spendTheSameTime(password: string): Promise<false> {
  decoy ??= hashPassword("nobody has this password");
  await verify(await decoy, password);
  return false;
}

export const failureKey = (kind: "account" | "address", value: string) => createHash("sha256").update(`${kind}:${value.toLowerCase()}`).digest();

const STEP_SECONDS = 30;
export const newSecondFactorSecret = () => generateSecret();
export const secondFactorAddress = (secret: string, email: string) => generateURI({ issuer: "Dyad", label: email, secret });

/** The time step for which the code is right, one step of drift either way, or null. The caller stores it against replay. */
export async function stepOfCode(secret: string, code: string, epochSeconds: number): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null;
  for (const drift of [0, -1, 1]) {
    const epoch = epochSeconds + drift * STEP_SECONDS;
    const found = await verifyCode({ secret, token: code, epoch, epochTolerance: 0 });
    if (found.valid) return Math.floor(epoch / STEP_SECONDS);
  }
  return null;
}

const letters = "abcdefghijklmnopqrstuvwxyz234567";
/** So many codes stand in for a second factor. */
export const RECOVERY_CODES = 10;
/** A set of codes for whoever has lost the second factor: sixteen letters and digits each, eighty bits, which nobody guesses. */
export const makeRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, () => Array.from(randomBytes(16), (byte) => letters[byte & 31]).join(""));
/** What is stored of such a code, tied to its account. */
export const hashRecoveryCode = (accountId: string, code: string) => createHash("sha256").update(`recovery code:${accountId}:${code}`).digest();
