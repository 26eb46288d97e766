import type { AnyContractRouter } from "@orpc/contract";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { contract } from "#features/contract.ts";
import type { DisclosureClass, Role } from "#features/disclosure/contract.ts";
import { listProcedures } from "#server/procedure.ts";
import { sightOf, type Word } from "./golden.ts";
import type { Caller, Sample } from "./sample.ts";
import { samples } from "./samples.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import { type Answer, call } from "./server.ts";

export const routes = listProcedures(contract as unknown as AnyContractRouter);
export type Route = (typeof routes)[number];

/** Somebody who calls: with which cookie, in which role, standing how, and whether of the other agency. */
export type Person = Caller & { name: string; role: Role | null; standsAs: readonly Word[]; column: string; agency: "ours" | "others"; adult: "A" | "B" | null; cookie(): Promise<string | null> };

/** The address with its ids filled in, from what was made for the call, else from the scene. */
export function addressOf(scene: Scene, route: Route, sample: Sample, given: Record<string, string | number>): string {
  const filled = route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = given[name] ?? (scene as unknown as Record<string, unknown>)[name];
    if (typeof value !== "string") throw new Error(`The sample of ${route.name} does not say which ${name}.`);
    return value;
  });
  return `/api${filled}${sample.query ? `?${sample.query}` : ""}`;
}

/** Makes what a call uses up, and answers how to make it with a cookie. */
export async function prepare(scene: Scene, route: Route, caller: Caller, headers: Record<string, string> = {}): Promise<(cookie: string | null) => Promise<Answer>> {
  const sample = samples[route.name];
  if (!sample) throw new Error(`${route.name} has no sample: add one to test/access/samples.ts.`);
  const given = (await sample.given?.(scene, caller)) ?? {};
  const address = addressOf(scene, route, sample, given);
  if (sample.bytes) return (cookie) => call(scene.server, cookie, route.method, address, sample.bytes!(), { "content-type": "application/octet-stream", ...headers });
  const body = route.method === "GET" || route.method === "DELETE" ? undefined : (sample.body?.(scene, given) ?? {});
  return (cookie) => call(scene.server, cookie, route.method, address, body, headers);
}

/** What was made for a route once, for all who are refused before anything is used up. */
const forRefused = new Map<string, ReturnType<typeof prepare>>();

export async function request(scene: Scene, route: Route, person: Person, headers: Record<string, string> = {}): Promise<Answer> {
  const isRefused = route.access.who !== "anyone" && [401, 403].includes(expectedStatus(route, person)) && Object.keys(headers).length === 0;
  const key = `${scene.caseId} ${route.name}`;
  if (isRefused && !forRefused.has(key)) forRefused.set(key, prepare(scene, route, { staffId: null }));
  const send = isRefused ? await forRefused.get(key)! : await prepare(scene, route, person.agency === "ours" ? { staffId: person.staffId } : { staffId: null, otherAgencyId: person.otherAgencyId }, headers);
  return send(await person.cookie());
}

/** The status that the contract's access and the golden table give. */
export function expectedStatus(route: Route, person: Person): number {
  const { who, of } = route.access;
  const sample = samples[route.name]!;
  const allowed = sample.allowed?.status ?? 200;
  if (who === "anyone") return route.name === "account.whoAmI" && person.role === null ? 401 : allowed;
  if (person.role === null) return 401;
  if (!who.includes(person.role)) return 403;
  const namesSomething = route.path.includes("{");
  if (person.agency === "others") return of !== null || namesSomething ? 404 : allowed;
  if (of === null) return allowed;
  if (sample.findsNothing?.roles.includes(person.role)) return 404;
  if (person.adult !== null && sample.ofAdult && person.adult !== sample.ofAdult) return 404;
  return sightOf([person.role], of.class as DisclosureClass, ["always", ...person.standsAs]) === "full" ? allowed : 404;
}

export type AuditRow = { request_id: string; action: string; procedure: string; outcome: string; agency_id: string; case_id: string | null; details: { caseIds?: string[] } };
export const auditRows = (scene: Pick<Scene, "place" | "agency">) => operatorDoes(scene, (tx) => rows<AuditRow>(tx, sql`select request_id, action, procedure, outcome, agency_id, case_id, details from audit_entries`));

/** Open doors that leave no row of their own, each with its reason. */
export const unaudited: Record<string, string> = {
  "account.signIn": "a failed sign-in is counted against the e-mail; a good one leaves a row (account.signIn)",
  "account.whoAmI": "tells the browser who it is, many times an hour, and shows nothing of anybody else",
  "account.demoAccounts": "made-up people, on the demo only",
  "account.setUp": "refused here; a good one leaves a row (account.setUp)",
  "account.setUpState": "whether there is an agency yet",
  "account.invitation": "refused here; shows an invited person their own name",
  "account.acceptInvitation": "refused here; a good one leaves a row",
  "ownAccess.beginPasskeySignIn": "a challenge for whoever asks, of nobody yet",
  "ownAccess.passkeySignIn": "refused here; a good one leaves a row (account.signIn)",
  "recoveries.find": "refused here; shows a person their own name",
  "recoveries.finish": "refused here; a good one leaves a row (recoveries.finish)",
  "access.waysIn": "which ways of signing in there are, of nobody",
  "access.bindOrganisation": "refused here; a good one leaves a row (access.bindOrganisation)",
  "access.acceptAtOrganisation": "refused here; what comes of it leaves a row",
  "access.beginOrganisationSignIn": "an address at the organisation for whoever asks; what comes of it leaves a row",
};

/** Routes of a class of a family whose rows name none, each with its reason. */
export const ofNoFamily: Record<string, string> = {
  "intake.setPayer": "a referral is of no case before one is opened",
  "intake.setStatus": "a referral is of no case before one is opened",
  ...Object.fromEntries(["mark", "endMark", "writeLetter", "letterPaper"].map((name) => [`waiting.${name}`, "a referral is of no case before one is opened"])),
  "privacy.breaches.assess": "an incident names families in calls of their own (privacy.breaches.name)",
  "privacy.breaches.conclude": "an incident names families in calls of their own (privacy.breaches.name)",
  "privacy.breaches.notify": "an incident names families in calls of their own (privacy.breaches.name)",
  "privacy.retention.certificate": "a certificate of what is gone names no family",
};
