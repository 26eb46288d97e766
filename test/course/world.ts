import type { AnyContractRouter, InferContractRouterInputs } from "@orpc/contract";
import { contract } from "#features/contract.ts";
import { demoStaff } from "#features/demo/programme.rules.ts";
import { makeAgency } from "#features/demo/staff.handlers.ts";
import { addAccount } from "#features/account/store.ts";
import { type Actor, asActor, newId } from "#database/actor.ts";
import { type CivilDate, dateInZone, instantFromWall } from "#kernel/dates.ts";
import { listProcedures } from "#server/procedure.ts";
import { Phone, answerAll } from "#features/answering/answering.test-support.ts";
import { type Answer, call, type Outputs, signedIn, startServer, type TestServer } from "../access/server.ts";
import { Recorder } from "./recorder.ts";

// A programme and its people, who speak to the server over HTTP and to nothing else; its clock goes on as they work.

type Inputs = InferContractRouterInputs<typeof contract>;
type At<Of, Name extends string> = Name extends `${infer Head}.${infer Rest}` ? (Head extends keyof Of ? At<Of[Head], Rest> : never) : Name extends keyof Of ? Of[Name] : never;
type Names<Of, Prefix extends string = ""> = { [Key in keyof Of & string]: Of[Key] extends { "~orpc": unknown } ? `${Prefix}${Key}` : Names<Of[Key], `${Prefix}${Key}.`> }[keyof Of & string];
type Name = Names<typeof contract>;

export const staffNames = ["frontdesk", "clinician", "supervisor"] as const;
/** Who acts: staff by their part in the programme, and the adults of the family. */
export type Who = (typeof staffNames)[number] | "mother" | "grandmother";
/** The people of the case, once it is open. */
export type People = { caseId: string; child: string; mother: string; grandmother: string };

const routes = new Map(listProcedures(contract as unknown as AnyContractRouter).map((one) => [one.name, one]));
const TIME_ZONE = "America/New_York";

export class World {
  readonly server: TestServer;
  readonly recorder = new Recorder();
  readonly agencyId: string;
  private readonly accounts = new Map<string, { accountId: string; staffId: string }>();
  private readonly cookies = new Map<string, { cookie: string; until: string }>();
  private found: People | null = null;

  private constructor(server: TestServer, agencyId: string) {
    this.server = server;
    this.agencyId = agencyId;
  }

  /** The programme as it stands before the family asks: staff with their papers, a team, who supervises whom. */
  static async begin(day: CivilDate): Promise<World> {
    const server = await startServer({ demo: "1", now: instantFromWall(`${day}T08:00`, TIME_ZONE) });
    const members = demoStaff.filter((one) => staffNames.some((name) => one.email === `${name}@demo.dyad`));
    const { agencyId, staff } = await makeAgency(server.services, { slug: "course", name: "Made up", publicName: "Made up", kind: "provider" }, members, "no password");
    const world = new World(server, agencyId);
    for (const name of staffNames) world.accounts.set(name, staff.get(`${name}@demo.dyad`) as { accountId: string; staffId: string });
    return world;
  }

  get people(): People {
    return this.found!;
  }
  get today(): CivilDate {
    return dateInZone(this.server.fresh.clock.now(), TIME_ZONE);
  }
  staffId = (who: (typeof staffNames)[number]): string => this.accounts.get(who)!.staffId;

  /** It becomes that day and hour. Time goes on only: whoever tells it otherwise is wrong about the course. */
  at(day: CivilDate, time = "09:00"): this {
    const moment = new Date(instantFromWall(`${day}T${time}`, TIME_ZONE)).toISOString();
    if (moment < this.server.fresh.clock.now()) throw new Error(`it is past ${day} ${time} already`);
    this.server.fresh.clock.set(moment);
    return this;
  }

  /** One request of somebody by the name of its procedure; answers as the server does, whatever that is. */
  async ask<N extends Name>(who: Who, name: N, input: At<Inputs, N>): Promise<Answer> {
    const { clock } = this.server.fresh;
    clock.set(new Date(Date.parse(clock.now()) + 1000).toISOString());
    const { method, path } = routes.get(name)!;
    const left = { ...(input as Record<string, unknown>) };
    const address = `/api${path.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
      const value = String(left[key]);
      delete left[key];
      return value;
    })}`;
    const query = new URLSearchParams(Object.entries(left).flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, String(value)]]))).toString();
    const isReading = method === "GET";
    return call(this.server, await this.cookieOf(who), method, isReading && query !== "" ? `${address}?${query}` : address, isReading ? undefined : left);
  }

  /** The same, where it has to succeed; what was entered is noted. `shown` are the answers from which the screen fills the form in. */
  async send<N extends Name>(who: Who, name: N, input: At<Inputs, N>, shown: readonly unknown[] = []): Promise<At<Outputs, N>> {
    const answer = await this.ask(who, name, input);
    if (answer.status !== 200) throw new Error(`${who} ${name} on ${this.today}: ${answer.status} ${answer.text}`);
    if (routes.get(name)!.access.action !== "read") this.recorder.note(name, input as Record<string, unknown>, answer.body, { today: this.today, shown });
    return answer.body as At<Outputs, N>;
  }

  /** The case is open: from now on its people are known by name, and both adults can sign in. */
  async meet(caseId: string): Promise<void> {
    const { people } = await this.send("clinician", "cases.get", { caseId });
    for (const one of people) this.recorder.isCalled(one.personId, one.givenName);
    const called = (name: string) => people.find((one) => one.givenName === name)!.personId;
    this.found = { caseId, child: called("Wren"), mother: called("Mara"), grandmother: called("Odile") };
    const operator: Actor = { kind: "operator", command: "course", agencyId: this.agencyId, timeZone: TIME_ZONE };
    await asActor(this.server.services.database, this.server.fresh.clock, operator, async (tx) => {
      for (const name of ["mother", "grandmother"] as const) {
        const accountId = newId(tx);
        await addAccount(tx, { accountId, email: `${name}@family.example`, passwordHash: "no password", staffId: null, personId: this.people[name] });
        this.accounts.set(name, { accountId, staffId: "" });
      }
    });
  }

  /** An adult answers measures by the link that was opened in the room, every question with its first answer. */
  async answerMeasures(adult: "mother" | "grandmother", instruments: string[]): Promise<void> {
    const { batteries } = await this.send("clinician", "measures.sendBattery", { caseId: this.people.caseId, to: [{ respondentId: this.people[adult], instruments, language: "en", delivery: "none" }] });
    const { batteryId } = batteries[0]!;
    const { address } = await this.send("clinician", "measures.openLink", { batteryId });
    const phone = new Phone(this.server, address);
    await phone.look();
    await phone.open(2021);
    await answerAll(phone, 0);
    await phone.send({ go: "send" });
    if (phone.status !== 200) throw new Error(`measures of ${adult}: ${phone.status}`);
  }

  /** The cookie of a sign-in that lasts; one that has ended is not kept alive: people sign in again. */
  async cookieOf(who: Who): Promise<string> {
    const now = this.server.fresh.clock.now();
    const kept = this.cookies.get(who);
    if (kept !== undefined && kept.until > now) return kept.cookie;
    const cookie = await signedIn(this.server, { accountId: this.accounts.get(who)!.accountId, agencyId: this.agencyId });
    this.cookies.set(who, { cookie, until: new Date(Date.parse(now) + 10 * 60_000).toISOString() });
    return cookie;
  }
}
