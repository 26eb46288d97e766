import type { AnyContractRouter } from "@orpc/contract";
import os from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import { acting, makeAgency, makeStaff, type Place, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";
import { type FreshDatabase, freshDatabase } from "../../../test/support/database.ts";
import { testKeys } from "../../../test/support/keys.ts";
import type { Actor } from "#database/actor.ts";
import { openCase } from "#features/cases/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { projectAnswer } from "#features/disclosure/store.ts";
import { entryContract } from "#features/measures/entry.contract.ts";
import { entryHandlers } from "#features/measures/entry.handlers.ts";
import { measuresHandlers } from "#features/measures/handlers.ts";
import { measuresContract } from "#features/measures/contract.ts";
import { messagesContract } from "#features/messages/contract.ts";
import { messagesHandlers } from "#features/messages/handlers.ts";
import { safetyContract } from "#features/safety/contract.ts";
import { safetyHandlers } from "#features/safety/handlers.ts";
import { openFolder } from "#server/files.ts";
import { makeServer } from "#server/http.ts";
import type { Services } from "#server/procedure.ts";
import { makeQueue } from "#server/queue.ts";
import { readSettings } from "#server/settings.ts";
import { addAnsweringRoutes } from "./routes.ts";

const projectRoot = path.resolve(import.meta.dirname, "../../..");
const BASE_URL = "http://dyad.test";

/** One family of a test: a child born in 2021 with two adults who live apart. */
export type Family = { caseId: string; adultA: string; adultB: string };

/** A running server on a database of its own, with one agency and its staff. */
export type Stage = {
  fresh: FreshDatabase;
  place: Place;
  services: Services;
  app: FastifyInstance;
  logged: string[];
  agency: TestAgency;
  clinician: StaffActor;
  trainee: StaffActor;
  supervisor: StaffActor;
  frontDesk: StaffActor;
  call(actor: Actor, method: "GET" | "POST", address: string, body?: object): Promise<{ status: number; body: any }>;
  close(): Promise<void>;
};

export const adult = (givenName: string, email: string | null, isSafe = true) => ({ givenName, familyName: "Made-Up", birthDate: null, language: "en", kind: "birth_parent" as const, livesWithChild: isSafe, madeRequest: false, authority: null, contact: email === null ? null : { way: "email" as const, value: email, voicemail: "hang_up" as const, hours: [] as string[] } });

export async function setStage(settings: Record<string, string> = {}, demo: Services["demo"] = "1"): Promise<Stage> {
  const fresh = await freshDatabase();
  const place: Place = fresh;
  const { boss, enqueue } = makeQueue(fresh.loginConfig as never);
  const logged: string[] = [];
  const services: Services = {
    database: fresh.database, clock: fresh.clock, settings: readSettings(settings, projectRoot), demo, signingKey: testKeys().signing, keys: testKeys(), dataDirectory: projectRoot, projectRoot, baseUrl: BASE_URL, enqueue, files: openFolder(path.join(os.tmpdir(), "dyad-no-files")), projectAnswer,
    log: { warn: (details, message) => void logged.push(`${message} ${JSON.stringify(details)}`), error: (details, message) => void logged.push(`${message} ${JSON.stringify(details)}`) },
  };
  await boss.start();
  const actors = new Map<string, Actor>();
  const app = await makeServer({
    services,
    contract: { measures: measuresContract, answers: entryContract, safety: safetyContract, messages: messagesContract } as unknown as AnyContractRouter,
    handlers: { measures: measuresHandlers, answers: entryHandlers, safety: safetyHandlers, messages: messagesHandlers },
    resumeActor: async (token) => (actors.has(token) ? { actor: actors.get(token)!, language: "en", owes: "nothing" } : null),
    addPages: (to) => addAnsweringRoutes(to, services),
    isReady: async () => true,
    isBehind: () => false,
    readGauges: async () => [],
    logStream: { write: (line) => void logged.push(line) },
  });
  const agency = await makeAgency(place);
  const make = (role: "clinician" | "trainee" | "supervisor" | "front_desk") => makeStaff(place, agency, { roles: [role] });
  return {
    fresh, place, services, app, logged, agency, clinician: await make("clinician"), trainee: await make("trainee"), supervisor: await make("supervisor"), frontDesk: await make("front_desk"),
    call: async (actor, method, address, body) => {
      const token = `token-${actors.size}`;
      actors.set(token, actor);
      const answer = await app.inject({ method, url: `/api${address}`, cookies: { dyad_session: token }, ...(body ? { payload: body } : {}) });
      return { status: answer.statusCode, body: answer.json() };
    },
    close: async () => {
      await app.close();
      await boss.stop({ graceful: false });
      await fresh.close();
    },
  };
}

export function makeFamily(stage: Stage, adults: { a?: string | null; b?: string | null } = {}, birthDate = "2021-05-02"): Promise<Family> {
  return acting(stage.place, { ...stage.frontDesk, roles: ["front_desk", "administrator"] }, async (tx) => {
    const { caseId } = await openCase(tx, { referralId: null, child: { givenName: "Robin", familyName: "Made-Up", birthDate, language: "en" }, caregivers: [adult("Ana", adults.a === undefined ? "ana@example.org" : adults.a), adult("Bo", adults.b === undefined ? "bo@example.org" : adults.b)], clinicianId: stage.clinician.staffId });
    const people = await listPeople(tx, caseId);
    const named = (name: string) => people.find((one) => one.givenName === name)!.personId;
    return { caseId, adultA: named("Ana"), adultB: named("Bo") };
  });
}

/** A browser at a link: keeps its cookie, follows redirects, fills in what the page's form holds. */
export class Phone {
  cookie = "";
  page = "";
  status = 0;
  at = "";
  headers: Record<string, unknown> = {};
  readonly stage: Pick<Stage, "app">;
  readonly path: string;
  constructor(stage: Pick<Stage, "app">, address: string) {
    this.stage = stage;
    this.path = address.replace(BASE_URL, "");
  }

  private async request(method: "GET" | "POST", url: string, form?: Record<string, string>): Promise<this> {
    const answer = await this.stage.app.inject({ method, url, headers: { ...(this.cookie ? { cookie: `dyad_m=${this.cookie}` } : {}), ...(form ? { "content-type": "application/x-www-form-urlencoded", origin: BASE_URL } : {}) }, ...(form ? { payload: new URLSearchParams(form).toString() } : {}) });
    for (const set of answer.cookies) this.cookie = set.value;
    [this.status, this.page, this.headers, this.at] = [answer.statusCode, answer.body, answer.headers, url];
    return answer.statusCode === 303 ? this.request("GET", String(answer.headers.location)) : this;
  }
  look = (query = "") => this.request("GET", `${this.path}${query}`);
  post = (verb: string, form: Record<string, string>) => this.request("POST", `${this.path}/${verb}`, form);
  open = (year: number | string) => this.post("open", { birthYear: String(year) });
  /** The hidden values of the form on the page. */
  hidden = () => Object.fromEntries([...this.page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((found) => [found[1]!, found[2]!]));
  send = (values: Record<string, string>) => this.request("POST", /<form[^>]* action="([^"]+)"/.exec(this.page)![1]!, { ...this.hidden(), ...values });
  pick = (place: number, go = "next") => this.send({ answer: String(place), go });
  /** The number of the question on the page. */
  step = () => Number(/(?:Question|Pregunta) (\d+) (?:of|de)/.exec(this.page)?.[1] ?? 0);
}

/** What the tests of a stage do again and again; the stage is set only when they run. */
export function hands(stage: () => Stage) {
  /** Everything that a link could change, as the owner sees it. */
  const everything = () =>
    stage().fresh.asOwner(async (client) => {
      const found: Record<string, unknown[]> = {};
      for (const table of ["links", "link_visits", "measure_requests", "measure_answers", "measure_scores", "safety_reviews", "case_pointers", "messages", "audit_entries"]) found[table] = (await client.query(`select * from dyad.${table} order by 1, 2`)).rows;
      return found;
    });
  const countOf = async (table: string, where = "true") => stage().fresh.asOwner(async (client) => Number((await client.query(`select count(*) from dyad.${table} where ${where}`)).rows[0].count));

  async function sendTo(family: Family, instruments = ["phq-9"], language: "en" | "es" = "en") {
    const sent = await stage().call(stage().clinician, "POST", `/cases/${family.caseId}/batteries`, { to: [{ respondentId: family.adultA, instruments, language, delivery: "none" }] });
    expect(sent.status).toBe(200);
    const [battery] = sent.body.batteries;
    const link = await stage().call(stage().clinician, "POST", `/batteries/${battery.batteryId}/link`);
    return { batteryId: battery.batteryId as string, requestIds: (battery.requests as { requestId: string }[]).map((one) => one.requestId), address: link.body.address as string, phone: new Phone(stage(), link.body.address) };
  }
  return { everything, countOf, sendTo };
}

/** The secret part of a link's address. */
export const tokenOf = (address: string) => address.split("/m/")[1]!;

/** Answers every question that is left, each at the same place of its scale. */
export async function answerAll(phone: Phone, place: number): Promise<void> {
  while (phone.step() > 0) await phone.pick(place);
}
