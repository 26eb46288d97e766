import { afterAll, beforeAll, expect, it } from "vitest";
import { fillDemo, type Told } from "#features/demo/handlers.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";

// A filled demo, made by the real handlers: a handful of its families, and all of them where the long run is asked for.
// The list of made-up people opens with one password: who was invited within the demo has another, and is not in it.

const isLong = process.env.TEST_LONG === "1";
const told: Told[] = [];
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ demo: "1" });
  await fillDemo(server.services, { size: isLong ? "full" : "handful", tell: async (one) => void told.push(one) });
}, 900_000);
afterAll(() => server.close());

const signIn = (email: string) => server.app.inject({ method: "POST", url: "/api/session", payload: { email, password: "dyad-demo-only" } });
const cookieOf = async (email: string) => String((await signIn(email)).headers["set-cookie"]).split(";")[0]!;

it("D3: somebody has left: no door opens to her, none is offered, and her own notes are in custody for whoever treats the family now", async () => {
  const offered = (await call(server, null, "GET", "/api/demo-accounts")).body.accounts as { email: string }[];
  expect(offered.map((one) => one.email)).toContain("clinician.3@demo.dyad");
  expect(offered.map((one) => one.email)).not.toContain("clinician.6@demo.dyad");
  expect((await signIn("clinician.6@demo.dyad")).statusCode).toBe(401);
  const { held } = (await call(server, await cookieOf("privacy@demo.dyad"), "GET", "/api/custody")).body;
  expect(held).toMatchObject([{ authorName: "Miriam Larch", notes: 2, openings: [] }]);
  expect(held[0].candidates.map((one: { name: string }) => one.name)).toEqual(["Beatrice Holly", "Dr. Ines Solano"]);
});

it("whoever was invited within the demo is left out of the made-up people", async () => {
  const people = async () => (await call(server, null, "GET", "/api/demo-accounts")).body.accounts as { email: string; name: string }[];
  const before = await people();
  expect(before.map((one) => one.email)).toContain("director@demo.dyad");
  // The ids are drawn anew each time; the order is not.
  expect(before.slice(0, 3).map((one) => one.email)).toEqual(["clinician@demo.dyad", "clinician.2@demo.dyad", "clinician.3@demo.dyad"]);
  const cookie = await cookieOf("director@demo.dyad");
  const invited = await call(server, cookie, "POST", "/api/invitations", { name: "Cleo Ash", email: "cleo@alder.example", language: "en", roles: ["clinician"], supervisorId: null });
  const token = String(invited.body.link).split("#")[1]!;
  expect((await call(server, null, "POST", "/api/invitation/accept", { token, password: "a calm long sentence" })).status).toBe(200);
  expect(await people()).toEqual(before);
});

const rowsOf = <T extends object>(statement: string) => server.fresh.asOwner(async (client) => (await client.query<T>(statement)).rows);

it("holds every family that was told of, each with its record, and services of which at least twenty are ready", async () => {
  const [counts] = await rowsOf<Record<string, number>>(`select (select count(*)::int from dyad.cases) as cases, (select count(*)::int from dyad.cases where status = 'closed') as closed,
    (select count(distinct case_id)::int from dyad.consents where kind = 'treatment') as consented, (select count(distinct case_id)::int from dyad.authorities) as authorised, (select count(distinct case_id)::int from dyad.diagnoses) as diagnosed,
    (select count(distinct case_id)::int from dyad.measure_scores) as measured, (select count(*)::int from dyad.placement_changes) as moved,
    (select count(*)::int from dyad.services where status = 'ready') as ready, (select count(*)::int from dyad.notes where status = 'signed') as signed, (select count(*)::int from dyad.sessions where status in ('cancelled', 'no_show')) as missed`);
  const families = told.at(-1)!.of;
  expect(families).toBe(isLong ? 60 : 10);
  expect(told.map((one) => one.done)).toEqual(Array.from({ length: families }, (_none, place) => place + 1));
  // Of one family told by hand nobody has said yet what was found, nor asked.
  expect(counts).toMatchObject({ cases: families, closed: isLong ? 18 : 1, consented: families, authorised: families, diagnosed: families - 1, measured: families, moved: isLong ? 8 : 3 });
  expect(counts!.ready).toBeGreaterThan(isLong ? 800 : 100);
  expect(counts!.signed).toBeGreaterThan(isLong ? 1100 : 140);
  expect(counts!.missed).toBeGreaterThan(1);
});

it("has nobody at two places at once: neither a clinician nor a family has two sessions that overlap, and none was held before it was booked", async () => {
  const together = "one.agency_id = two.agency_id and one.id < two.id and one.status in ('booked', 'held') and two.status in ('booked', 'held') and one.starts_at < two.ends_at and two.starts_at < one.ends_at";
  expect(await rowsOf(`select one.starts_at from dyad.sessions one join dyad.sessions two on ${together} and (one.clinician_id = two.clinician_id or one.case_id = two.case_id)`)).toEqual([]);
  expect(await rowsOf("select n.session_id from dyad.notes n join dyad.sessions s on s.id = n.session_id where n.begun_at < s.starts_at")).toEqual([]);
});

it("B11: has an instrument of its own, marked as local and unvalidated in both languages, answered in a few families and called no change", async () => {
  const cookie = await cookieOf("clinician@demo.dyad");
  const { installed, definition } = (await call(server, cookie, "GET", "/api/instruments/evenings-at-home")).body;
  expect(installed).toMatchObject({ origin: "own", class: "D", languages: ["en", "es"], canBeSent: true, reliableChange: null });
  expect([definition.notice.en, definition.notice.es]).toEqual([expect.stringMatching(/unvalidated/), expect.stringMatching(/sin validar/)]);
  const { cases } = (await call(server, cookie, "GET", "/api/cases?search=Theo")).body;
  const { series } = (await call(server, cookie, "GET", `/api/cases/${cases[0].caseId}/measures/series`)).body;
  expect(series.find((one: { instrument: string }) => one.instrument === "evenings-at-home")).toMatchObject({ points: [{ value: 8 }, { value: 4 }], change: { verdict: null, why: "no_figures" } });
});

it("B7: whole records go when their time has come, with every kind of row that a year of work leaves, and nothing of the other families", async () => {
  const [officer, director] = [await cookieOf("privacy@demo.dyad"), await cookieOf("director@demo.dyad")];
  const cases = (await rowsOf<{ id: string }>("select c.id from dyad.cases c where not exists (select from dyad.legal_holds h where h.case_id = c.id) order by (select count(*) from dyad.blocks b where b.case_id = c.id) desc")).map((one) => one.id);
  const [kept, ...going] = [cases.pop()!, ...cases.slice(0, 2)];
  const countOf = async (caseId: string) => (await rowsOf<{ n: number }>(`select count(*)::int as n from dyad.blocks where case_id = '${caseId}'`))[0]!.n;
  const before = await countOf(kept);
  const balances = () => rowsOf("select account, sum(cents)::text as cents from dyad.ledger_lines group by account order by account");
  const booked = await balances();
  expect(booked.length).toBeGreaterThan(3);
  const tables = (await rowsOf<{ name: string }>("select relname as name from pg_class where relnamespace = 'dyad'::regnamespace and relkind = 'r' and relname not in ('audit_entries', 'audit_chain', 'purges', 'employment_ends', 'reports')")).map((one) => one.name);
  const gone = new Set<string>();
  for (const caseId of going) {
    await rowsOf(`update dyad.persons set birth_date = '1990-01-01' where id = (select child_id from dyad.cases where id = '${caseId}')`);
    await rowsOf(`update dyad.cases set status = 'closed', opened_on = '1994-01-01', closed_on = '1995-01-01' where id = '${caseId}'`);
    const proposed = await call(server, officer, "POST", `/api/cases/${caseId}/purge`, { reason: "Its time has come." });
    expect(proposed.status, proposed.text).toBe(200);
    const confirmed = await call(server, director, "POST", `/api/privacy/purges/${proposed.body.purgeId}/confirm`, {});
    expect(confirmed.status, confirmed.text).toBe(200);
    for (const name of Object.keys((await rowsOf<{ rows: object }>(`select certificate -> 'rows' as rows from dyad.purges where id = '${proposed.body.purgeId}'`))[0]!.rows)) gone.add(name);
  }
  const pattern = going.join("|");
  expect(await rowsOf(tables.map((name) => `(select '${name}' as left_in from dyad."${name}" t where t::text ~ '${pattern}' limit 1)`).join(" union all "))).toEqual([]);
  expect(gone.size).toBeGreaterThan(50);
  expect(await countOf(kept)).toBe(before);
  // Money that was booked stays booked, without whose it was; what payers wrote of the children is gone.
  expect(await balances()).toEqual(booked);
  expect([...gone]).toEqual(expect.arrayContaining(["claims", "claim_lines", "remittance_claims"]));
  expect(await rowsOf("select from dyad.received_files f where f.content is not null and exists (select from dyad.ledger_entries e join dyad.remittances r on r.id = e.remittance_id where r.file_id = f.id and exists (select from dyad.ledger_lines l where l.entry_id = e.id and l.account = 'receivable' and l.claim_id is null))")).toEqual([]);
}, 60_000);
