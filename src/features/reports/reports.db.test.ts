import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { row, rows } from "#database/actor.ts";
import { inputKeys } from "#features/investment/contract.ts";
import { countDaily } from "#features/outcomes/working.handlers.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeAgency, makeStaff, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";
import { wordsOf } from "../../../test/crawl/papers.ts";

// A report leaves as it was shown, is kept, and is the same file each time; who may make and read one.

let server: TestServer;
let agency: TestAgency;
const who = {} as Record<"administrator" | "senior_leader" | "supervisor" | "privacy_officer" | "clinician" | "biller", StaffActor>;
const cookies = {} as Record<keyof typeof who, string>;
const ask = async <T>(as: keyof typeof who, method: "GET" | "POST", address: string, body?: unknown) => (await call(server, cookies[as], method, `/api/reports${address}`, body)) as { status: number; body: T & { message: string; fields: { path: string; message: string }[] } };
const words = (opening: string) => ({ opening, served: "", changed: "", closing: "" });
const lookAt = async (about = "kind=funder&language=en") => (await ask<Outputs["reports"]["look"]>("senior_leader", "GET", `/look?${about}`)).body;
const make = (hash: string, over: Record<string, string> = {}, as: keyof typeof who = "senior_leader") => ask<Outputs["reports"]["make"]>(as, "POST", "", { kind: "funder", language: "en", hash, ...over });
const fileOf = async (as: keyof typeof who, reportId: string, format: string) => {
  const answer = await server.app.inject({ method: "GET", url: `/api/reports/${reportId}/file?format=${format}`, headers: { cookie: cookies[as] } });
  return { status: answer.statusCode, bytes: answer.rawPayload };
};
/** A minute passes before whatever comes next. */
let minute = 0;
const later = () => server.fresh.clock.set(`2026-11-20T15:${String(++minute).padStart(2, "0")}:00Z`);
const put = (statement: ReturnType<typeof sql>) => acting(server.fresh, agency.operator, (tx) => statement.execute(tx));
const askForHelp = (families: number, from: string) => put(sql`insert into referrals (agency_id, id, source, status, received_at, language) select ${agency.agencyId}, gen_random_uuid(), 'phone', case when k % 3 = 0 then 'declined' else 'new' end, ${from}::timestamptz, 'en' from generate_series(1, ${families}) k`);

beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  agency = await makeAgency(server.fresh);
  for (const role of ["administrator", "senior_leader", "supervisor", "privacy_officer", "clinician", "biller"] as const) {
    who[role] = await makeStaff(server.fresh, agency, { roles: [role] });
    cookies[role] = await signedIn(server, who[role]);
  }
  await askForHelp(60, "2026-02-02T12:00:00Z");
  await askForHelp(45, "2026-08-03T12:00:00Z");
  const { deriveAll } = await import("#features/outcomes/working.handlers.ts");
  await deriveAll(server.services, { agencyId: agency.agencyId, timeZone: agency.timeZone });
  await countDaily(server.services, { agencyId: agency.agencyId, timeZone: agency.timeZone });
});
afterAll(() => server.close());

describe("a report", () => {
  let reportId: string;
  let first: Buffer;

  it("holds the figures as the programme's page tells them, and the agency's words as typed, each version kept", async () => {
    for (const opening of ["Words of before.", "Thank you.\n\n  =1+1, and more."]) {
      later();
      expect((await ask("senior_leader", "POST", "/words", { kind: "funder", language: "en", words: words(opening) })).status).toBe(200);
    }
    const { content, words: versions } = await lookAt();
    expect(versions.map((one) => one.words.opening)).toEqual(["Thank you.\n\n  =1+1, and more.", "Words of before."]);
    expect(content!.sections[0]!.blocks).toEqual([{ kind: "own", text: "Thank you.\n\n  =1+1, and more." }]);
    expect(JSON.stringify(content)).toContain("105 families asked for help.");
    expect(content!.cells.find((one) => one.figure === "position:asked")!.count.people).toBe(105);
    expect((await lookAt("kind=funder&language=es")).words).toEqual([]);
  });

  it("names no clinician: such words are refused at their place, in the language of the reader", async () => {
    const { name } = (await acting(server.fresh, agency.operator, (tx) => row<{ name: string }>(tx, sql`select display_name as name from staff where id = ${who.clinician.staffId}`)))!;
    const refused = await ask("senior_leader", "POST", "/words", { kind: "funder", language: "en", words: words(`We thank ${name.toUpperCase()}.`) });
    expect([refused.status, refused.body.fields]).toEqual([400, [{ path: "words.opening", message: "A report names no clinician. Take the name out." }]]);
    expect((await ask("senior_leader", "POST", "/words", { kind: "board", language: "en", words: { ...words(""), closing: "Here." } })).status).toBe(400);
    expect(JSON.stringify((await lookAt()).content)).not.toContain(name);
  });

  it("is made from what was shown, and from nothing else", async () => {
    const { hash } = await lookAt();
    expect((await make("0".repeat(64))).status).toBe(409);
    expect((await make(hash, { language: "es" })).status).toBe(409);
    const made = await make(hash);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    reportId = made.body.reportId;
    const audited = await acting(server.fresh, agency.operator, (tx) => rows<{ action: string; outcome: string }>(tx, sql`select action, outcome from audit_entries where procedure = 'reports.make' order by outcome`));
    expect(audited.map((one) => `${one.action} ${one.outcome}`)).toContain("write done");
  });

  it("says as a file what was shown", async () => {
    const { content } = await lookAt();
    const pdf = await fileOf("supervisor", reportId, "pdf");
    expect(pdf.status).toBe(200);
    first = pdf.bytes;
    const squeezed = (text: string) => text.replaceAll(/\s/g, "");
    for (const section of content!.sections) expect(squeezed(wordsOf(first))).toContain(squeezed(section.heading));
    expect(squeezed(wordsOf(first))).toContain("105familiesaskedforhelp.");
    const sheet = wordsOf((await fileOf("privacy_officer", reportId, "xlsx")).bytes);
    expect(sheet).toContain("105 families asked for help.");
    expect(sheet).toContain("=1+1, and more.");
    expect(sheet).not.toMatch(/<f[ >]/);
  });

  it("is the same bytes later, whatever was typed or counted since, and made again from the same it is the same too", async () => {
    later();
    const again = await make((await lookAt()).hash);
    expect((await fileOf("administrator", again.body.reportId, "pdf")).bytes.equals(first)).toBe(true);
    const before = (await fileOf("administrator", reportId, "xlsx")).bytes;
    later();
    await ask("administrator", "POST", "/words", { kind: "funder", language: "en", words: words("Other words.") });
    expect((await fileOf("administrator", reportId, "pdf")).bytes.equals(first)).toBe(true);
    expect((await fileOf("administrator", reportId, "xlsx")).bytes.equals(before)).toBe(true);
    expect((await make((await lookAt()).hash, {}, "administrator")).status).toBe(200);
    const { reports } = (await ask<Outputs["reports"]["list"]>("supervisor", "GET", "")).body;
    expect(reports.map((one) => one.hash === reports.at(-1)!.hash)).toEqual([false, true, true]);
    expect(reports[0]).toMatchObject({ kind: "funder", title: "Report to a funder", about: "All families that asked until then", withReturn: false, countedOn: "2026-11-20" });
  });

  it("of a quarter is about a span of time that can be told, and of nothing else", async () => {
    const empty = await lookAt("kind=quarter&language=en");
    expect(empty.content).toBeNull();
    expect((await make("0".repeat(64), { kind: "quarter" })).status).toBe(422);
    expect(empty.periods.map((one) => one.key)).toContain("period:2026-Q3");
    const told = await lookAt("kind=quarter&language=es&cut=period%3A2026-Q3");
    expect(told.content!.facts[1]![1]).toBe("Familias que pidieron ayuda en el período: trimestre 3 de 2026");
    expect(told.content!.cells.find((one) => one.figure === "position:asked")!.count.people).toBe(45);
    expect((await ask("senior_leader", "GET", "/look?kind=quarter&language=en&cut=period%3A2020-Q1")).status).toBe(404);
    expect((await ask("senior_leader", "GET", "/look?kind=board&language=en&cut=language%3Aen")).status).toBe(404);
  });

  it("with figures of cost is read by its makers only", async () => {
    await call(server, cookies.administrator, "POST", "/api/return", { ...Object.fromEntries(inputKeys.map((key) => [key, null])), ratePerUnit: 31.25, priceIndex: [], priceIndexSource: "" });
    const { hash, content } = await lookAt("kind=board&language=en&withReturn=yes");
    expect(content!.sections.map((one) => one.id)).toContain("cost");
    const costly = (await make(hash, { kind: "board", withReturn: "yes" })).body.reportId;
    for (const [as, status] of [["administrator", 200], ["senior_leader", 200], ["supervisor", 404], ["privacy_officer", 404], ["clinician", 403], ["biller", 403]] as const) expect((await fileOf(as, costly, "pdf")).status, as).toBe(status);
    const seen = async (as: keyof typeof who) => (await ask<Outputs["reports"]["list"]>(as, "GET", "")).body.reports.some((one) => one.reportId === costly);
    expect([await seen("administrator"), await seen("supervisor"), await seen("privacy_officer")]).toEqual([true, false, false]);
  });

  it("is made by those who answer for the programme, and by nobody's hand in the database changed", async () => {
    for (const as of ["supervisor", "privacy_officer", "clinician", "biller"] as const) {
      expect((await ask(as, "GET", "/look?kind=funder&language=en")).status, as).toBe(403);
      expect((await make("0".repeat(64), {}, as)).status, as).toBe(403);
    }
    const inDatabase = (as: StaffActor, statement: ReturnType<typeof sql>) => acting(server.fresh, as, (tx) => statement.execute(tx));
    await expect(inDatabase(who.supervisor, sql`insert into report_words (agency_id, id, kind, language, words, recorded_at, recorded_by) values (${agency.agencyId}, gen_random_uuid(), 'board', 'en', '{}', now(), ${who.supervisor.staffId})`)).rejects.toThrow(/row-level security/);
    await expect(inDatabase(who.administrator, sql`update reports set hash = repeat('0', 64)`)).rejects.toThrow(/permission denied/);
    await expect(inDatabase(who.administrator, sql`delete from reports`)).rejects.toThrow(/permission denied/);
    expect(await acting(server.fresh, who.clinician, (tx) => rows(tx, sql`select 1 from reports`))).toEqual([]);
  });
});
