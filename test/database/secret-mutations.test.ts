import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { type DisclosureClass, disclosureClasses, type StaffRole } from "#features/disclosure/contract.ts";
import { disclosureTable, listGrants } from "#features/disclosure/rules.ts";
import { type Page, read } from "../crawl/crawl.ts";
import { type Grant, readAs, type Wall, walls, withClassReadAs, withoutGrant } from "../crawl/flips.ts";
import { type Marked, openMarked } from "../crawl/programme.ts";
import { acting } from "../support/agency.ts";

// A crawl proves something only if it notices. So the rule itself is turned round, class by class and grant by grant, in
// both walls and in each alone: in both, what is found must differ; in one, the other must hold, and say so (D2, idea 1).

let marked: Marked;
const CASE = () => `/cases/${marked.markedCase}`;
/** Where content of each class is read; row by row each answer carries its class there, but where it is written otherwise. */
let places: Record<DisclosureClass, readonly string[]>;
/** What is looked for: planted words, and ids that stand for what has no words of its own. */
let tokens: Map<string, string>;
let agencyId: string;

beforeAll(async () => {
  marked = await openMarked();
  const { asOwner, markedCase } = marked;
  const one = async (statement: string) => (await asOwner<{ id: string }>(statement, [markedCase]))[0]!.id;
  agencyId = await one("select agency_id as id from cases where id = $1");
  await standEverywhere();
  const referral = await one("select referral_id as id from cases where id = $1");
  const limit = await one("select id from representative_limits where case_id = $1");
  const session = await one("select s.id from sessions s join attendances a on a.session_id = s.id join case_people p on p.person_id = a.person_id and p.case_id = s.case_id where s.case_id = $1 and p.part = 'caregiver' and p.lives_with_child order by s.starts_at desc limit 1");
  tokens = new Map([["a limit", limit], ["a session", session]]);
  const record = [`${CASE()}/record`];
  places = {
    service: [`${CASE()}/consents`, `${CASE()}/representative-limits`, "/calendar?from=2023-01-01&to=2030-01-01"],
    intake: [`/referrals/${referral}`],
    child_chart: record, relationship: record, caregiver: record, psychotherapy_note: record, supervision: record, report: record,
    address: [CASE()],
    protective: [`${CASE()}/course`],
  };
}, 180_000);
afterAll(() => marked.server.close());

/** So that every relation of the table is somebody's: the trainee covers and writes, the auditor samples, the privacy officer reviews, the director broke the glass, and Part 2 is opened to whoever treats and supervises. */
async function standEverywhere(): Promise<void> {
  const { asOwner, markedCase } = marked;
  const staff = (email: string) => `(select id from staff where email = '${email}')`;
  const day = (await asOwner<{ day: string }>("select to_char($1::timestamptz at time zone time_zone, 'YYYY-MM-DD') as day from agencies where agency_id = $2", [marked.server.services.clock.now(), agencyId]))[0]!.day;
  const as = (statement: string) => asOwner(statement, [agencyId, markedCase, day]);
  await as(`insert into assignments (agency_id, case_id, staff_id, kind, valid_from, valid_to) values ($1, $2, ${staff("trainee@demo.dyad")}, 'covering', $3, $3)`);
  await as(`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to) values ($1, ${staff("auditor@demo.dyad")}, $2, $3, $3)`);
  await as("insert into privacy_reviews (agency_id, id, case_id, kind, opened_on) values ($1, gen_random_uuid(), $2, 'review', $3)");
  await asOwner(`insert into break_glass (agency_id, id, case_id, staff_id, reason, opened_at, ends_at) values ($1, gen_random_uuid(), $2, ${staff("director@demo.dyad")}, 'Made up for a test.', $3::timestamptz, $3::timestamptz + interval '2 hours')`, [agencyId, markedCase, marked.server.services.clock.now()]);
  for (const email of ["trainee@demo.dyad", "supervisor@demo.dyad"]) await as(`insert into part2_consents (agency_id, id, case_id, adult_id, staff_id, valid_from) select agency_id, gen_random_uuid(), case_id, adult_id, ${staff(email)}, $3 from part2_consents where agency_id = $1 and case_id = $2 limit 1`);
  const columns = (await asOwner<{ name: string }>("select column_name as name from information_schema.columns where table_schema = 'dyad' and table_name = 'blocks' and is_generated = 'NEVER' and column_name not in ('id', 'words', 'owner_staff_id', 'counterpart_staff_id')")).map((one) => one.name).join(", ");
  const clone = (marker: string, author: string, counterpart: string | null) =>
    asOwner(`insert into blocks (id, words, owner_staff_id, counterpart_staff_id, ${columns}) select gen_random_uuid(), 'Made up. ${marker}-OF-${author.toUpperCase()}', ${staff(`${author}@demo.dyad`)}, ${counterpart === null ? "null" : staff(`${counterpart}@demo.dyad`)}, ${columns} from blocks where words like '%${marker}'`);
  for (const marker of ["MARKER-PSYCHOTHERAPY-NOTE", "MARKER-SUPERVISION", "MARKER-REPORT"]) await clone(marker, "trainee", null);
  await clone("MARKER-SUPERVISION", "supervisor", "clinician");
}

type Seen = Record<string, string[]>;
/** What each reader finds at some addresses: words, ids, and whether the address answers. */
async function look(addresses: readonly string[], readers = marked.readers): Promise<Seen> {
  const seen: Seen = {};
  for (const reader of readers) {
    const pages: Page[] = [];
    for (const address of addresses) pages.push(await read(marked.server, reader, `/api${address}`));
    seen[reader.name] = [...new Set(pages.flatMap(({ text, status }) => (status === 200 ? [...[...text.matchAll(/MARKER-[A-Z0-9-]+[A-Z0-9]/g)].map((found) => found[0]), ...[...tokens].flatMap(([name, id]) => (text.includes(id) ? [name] : []))] : [])))].sort();
  }
  return seen;
}
/** Readers who see more than before, with what. */
const more = (before: Seen, after: Seen) => Object.entries(after).flatMap(([reader, some]) => some.filter((one) => !before[reader]!.includes(one)).map((one) => `${reader}: ${one}`));
const saysSo = () => marked.server.logged.some((line) => line.includes("two walls disagree"));

/** Each class read as its neighbours: one that is wider for somebody, one that is narrower. */
const neighbours: Record<DisclosureClass, readonly DisclosureClass[]> = {
  service: ["child_chart", "protective"],
  intake: ["service", "address"],
  child_chart: ["service", "caregiver"],
  relationship: ["child_chart", "caregiver"],
  caregiver: ["relationship", "psychotherapy_note"],
  psychotherapy_note: ["supervision", "child_chart"],
  supervision: ["report", "psychotherapy_note"],
  report: ["service", "supervision"],
  address: ["service", "protective"],
  protective: ["child_chart", "caregiver"],
};

describe("A class that is read as another (mission D2)", () => {
  it("names two neighbours of every class, and the policies of each are found", async () => {
    expect(Object.keys(neighbours).sort()).toEqual([...disclosureClasses].sort());
    expect(readAs("((class = 'report'::text) AND sees_all('report'::text))", "report", "service")).toBe("(((case class when 'report' then 'service' else class end) = 'report'::text) AND sees_all('report'::text))");
    expect(readAs("(case_id = ANY (cases_for('address'::text)))", "address", "service")).toBe("(case_id = ANY (cases_for('service'::text)))");
  });

  const pairs = disclosureClasses.flatMap((from) => neighbours[from].map((to) => [from, to] as const));
  it.each(pairs)("%s read as %s: the crawl notices, and either wall holds alone", async (from, to) => {
    const before = await look(places[from]);
    const both = await withClassReadAs(marked, from, to, walls, () => look(places[from]));
    expect(both, "in both walls: the crawl would not notice").not.toEqual(before);
    for (const wall of walls) {
      marked.server.logged.length = 0;
      const after = await withClassReadAs(marked, from, to, [wall], () => look(places[from]));
      expect({ wall, more: more(before, after) }).toEqual({ wall, more: [] });
    }
    expect(await look(places[from])).toEqual(before);
  });
});
