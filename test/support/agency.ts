import { randomBytes } from "node:crypto";
import { type Actor, asActor, type Clock, type Database, newId, type Transaction } from "#database/actor.ts";
import { addAccount, addAgency, insertStaff } from "#features/account/store.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Language } from "#kernel/language.ts";

/** Where a helper works: a fresh database with its clock. */
export type Place = { database: Database; clock: Clock };

/** An agency of a test. `system` and `operator` are the machines that act for it. */
export type TestAgency = { agencyId: string; slug: string; timeZone: string; system: Actor; operator: Actor };
export type StaffActor = Extract<Actor, { kind: "staff" }>;

const idNow = ({ clock }: Place) => newId({ now: clock.now() });
/** Made-up names must differ within an agency: an e-mail address is one person's. */
const anyWord = () => randomBytes(4).toString("hex");

/** Makes an agency by the product's own door. */
export async function makeAgency(place: Place, { slug = `agency-${anyWord()}`, timeZone = "America/New_York", settings = {} }: { slug?: string; timeZone?: string; settings?: Record<string, unknown> } = {}): Promise<TestAgency> {
  const agencyId = idNow(place);
  await addAgency(place.database, { agencyId, slug, name: slug, publicName: slug, kind: "provider", timeZone, isDemo: false, settings });
  const base = { agencyId, timeZone };
  return { ...base, slug, system: { kind: "system", job: "test", ...base }, operator: { kind: "operator", command: "test", ...base } };
}

/** Puts somebody on the staff, in force from the clock's day on, with an account; answers the actor. The account has no usable password. */
export async function makeStaff(place: Place, agency: TestAgency, { name = `Staff ${anyWord()}`, email = `${anyWord()}@example.org`, roles = ["clinician"], language = "en", from, passwordHash = "no password" }: { name?: string; email?: string; roles?: readonly StaffRole[]; language?: Language; from?: string; passwordHash?: string } = {}): Promise<StaffActor> {
  const staffId = idNow(place);
  const accountId = idNow(place);
  await asActor(place.database, place.clock, agency.operator, async (tx) => {
    await insertStaff(tx, { id: staffId, name, email, language, roles, ...(from === undefined ? {} : { from }) });
    await addAccount(tx, { accountId, email, passwordHash, staffId, personId: null });
  });
  return { kind: "staff", agencyId: agency.agencyId, timeZone: agency.timeZone, staffId, accountId, roles, name };
}

/** Does something as somebody, in one transaction. */
export function acting<T>(place: Place, actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return asActor(place.database, place.clock, actor, work);
}
