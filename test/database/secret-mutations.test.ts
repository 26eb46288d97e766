import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { type Actor, rows } from "#database/actor.ts";
import { placeIn } from "#database/sealing.ts";
import { type DisclosureClass, disclosureClasses, type Role } from "#features/disclosure/contract.ts";
import { disclosureTable, listGrants, tagOf } from "#features/disclosure/rules.ts";
import { byReader, crawl, type Page, read, type Reader } from "../crawl/crawl.ts";
import { type Grant, readAs, walls, withClassReadAs, withoutGrant } from "../crawl/flips.ts";
import { expectedMarkers, type Marker, markers, plantedOf } from "../crawl/markers.ts";
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
const isLong = process.env.TEST_LONG === "1";
/** Whoever looks: one of each kind of those who stand nowhere is enough. */
const readers = () => marked.readers.filter((one) => isLong || !["leader@demo.dyad", "faculty@demo.dyad", "nc-director@demo.dyad", "supervisor.2@demo.dyad"].includes(one.name));
/** Somebody of the same role as who treats, who stands nowhere: for them nothing may change. */
const stranger = "clinician.2@demo.dyad";
/** What no page shows yet, or shows only to those who treat, whatever the table says: it is asked of the walls themselves. */
const VIEWS = "claim's fields and whether something is present";
const STEPS = "the rows of steps, and the projection";

beforeAll(async () => {
  marked = await openMarked();
}, 300_000);
afterAll(() => marked.server.close());

/** Whoever stands somewhere, what is looked for, and where. */
async function prepare(): Promise<void> {
  const { asOwner, markedCase } = marked;
  const one = async (statement: string) => (await asOwner<{ id: string }>(statement, [markedCase]))[0]!.id;
  agencyId = await one("select agency_id as id from cases where id = $1");
  await standEverywhere();
  const referral = await one("select referral_id as id from cases where id = $1");
  const packet = await one("select id from fidelity_packets where case_id = $1 limit 1");
  const session = await one("select s.id from sessions s join attendances a on a.session_id = s.id join case_people p on p.person_id = a.person_id and p.case_id = s.case_id where s.case_id = $1 and p.part = 'caregiver' and p.lives_with_child order by s.starts_at desc limit 1");
  tokens = new Map([["a packet", packet], ["a session", session]]);
  const record = (ofClass: DisclosureClass) => [`${CASE()}/record?class=${ofClass}`];
  places = {
    service: [`${CASE()}/consents`, `${CASE()}/fidelity`, `/sessions/${session}`],
    intake: [`/referrals/${referral}`],
    child_chart: [...record("child_chart"), VIEWS],
    relationship: record("relationship"),
    caregiver: [...record("caregiver"), VIEWS],
    psychotherapy_note: record("psychotherapy_note"),
    supervision: record("supervision"),
    report: [...record("report"), VIEWS],
    address: [CASE()],
    protective: [`${CASE()}/course`, STEPS],
  };
}

type Block = { id: string; caseId: string; class: string; words: string };
/** Blocks with a planted word, by what stands at their end; what lies sealed is opened. */
async function findBlocks(): Promise<Map<string, Block>> {
  const { keys } = marked.server.services;
  const all = await marked.asOwner<Block>('select id, case_id as "caseId", class, words from blocks where words <> \'\'');
  const open = all.map((one) => (one.class === "psychotherapy_note" ? { ...one, words: keys.open(placeIn("blocks.words", one.id), one.words) } : one));
  return new Map(open.flatMap((one) => { const found = /MARKER-[A-Z0-9_-]+$/.exec(one.words); return found ? [[found[0], one] as const] : []; })); // prettier-ignore
}
/** Words as a block of that class keeps them. */
const keptWords = ({ id, caseId, class: ofClass, words }: Block): string => (ofClass === "psychotherapy_note" ? marked.server.services.keys.seal({ owner: caseId, ...placeIn("blocks.words", id) }, words) : words);

/** So that every relation of the table is somebody's: the trainee covers and writes, the auditor samples, the privacy officer reviews and opened what two who left wrote, the director broke the glass, and Part 2 is opened to whoever treats and supervises. */
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
  const blocks = await findBlocks();
  const clone = (marker: string, author: string, counterpart: string | null) => {
    const copied = blocks.get(marker)!;
    const copy = { ...copied, id: randomUUID(), words: `Made up. ${marker}-OF-${author.toUpperCase()}` };
    return asOwner(`insert into blocks (id, words, owner_staff_id, counterpart_staff_id, ${columns}) select $1, $2, ${staff(`${author}@demo.dyad`)}, ${counterpart === null ? "null" : staff(`${counterpart}@demo.dyad`)}, ${columns} from blocks where id = $3`, [copy.id, keptWords(copy), copied.id]);
  };
  await asOwner(`insert into blocks (id, words, owner_staff_id, counterpart_staff_id, owner_person_id, ${columns.replace("owner_person_id, ", "")}) select gen_random_uuid(), 'Made up. MARKER-RELATIONSHIP-OF-B', owner_staff_id, null, (select owner_person_id from blocks where words like '%MARKER-CAREGIVER-B'), ${columns.replace("owner_person_id, ", "")} from blocks where words like '%MARKER-RELATIONSHIP'`);
  for (const [left, named] of [["left", "clinician"], ["also-left", "supervisor"]] as const) {
    await as(`insert into staff (agency_id, id, display_name, email, valid_from, valid_to) select $1, gen_random_uuid(), 'Who Left', '${left}@demo.dyad', $3::date - 9, $3::date - 1 where $2::uuid is not null`);
    await clone("MARKER-PSYCHOTHERAPY-NOTE", left, null);
    await as(`insert into custody_openings (agency_id, id, case_id, author_id, named_id, valid_from, valid_to, basis, reason, opened_by, opened_at) values ($1, gen_random_uuid(), $2, ${staff(`${left}@demo.dyad`)}, ${staff(`${named}@demo.dyad`)}, $3, $3, 'oversight', 'Made up for a test.', ${staff("privacy@demo.dyad")}, now())`);
  }
  for (const marker of ["MARKER-PSYCHOTHERAPY-NOTE", "MARKER-SUPERVISION", "MARKER-REPORT"]) await clone(marker, "trainee", null);
  await clone("MARKER-SUPERVISION", "supervisor", "clinician");
}

type Seen = Record<string, string[]>;

/** The walls asked directly, as somebody: what row-level security gives, and the projection leaves of it. */
async function ask(what: string, email: string): Promise<string> {
  const { accountId, agencyId: ofAgency, timeZone, staffId, personId, roles } = marked.somebody(email);
  const who = { accountId, agencyId: ofAgency, timeZone, name: email };
  const actor: Actor = staffId === null ? { ...who, kind: "caregiver", personId: personId! } : { ...who, kind: "staff", staffId, roles };
  const { database, clock, projectAnswer, log } = marked.server.services;
  return acting({ database, clock }, actor, async (tx) => {
    if (what === VIEWS) {
      const fields = await rows<object>(tx, sql`select from claim_fields where case_id = ${marked.markedCase}`);
      const present = await rows<{ class: string }>(tx, sql`select class from content_presence where case_id = ${marked.markedCase}`);
      return [...(fields.length > 0 ? ["MARKER-CLAIM-FIELDS"] : []), ...present.map((one) => `MARKER-PRESENCE-OF-${one.class.toUpperCase()}`)].join(" ");
    }
    const steps = await rows<{ class: DisclosureClass; owner: string | null; words: string }>(tx, sql`select class, owner_person_id as owner, words from course_steps where case_id = ${marked.markedCase} and words <> ''`);
    const { answer, withheld } = await projectAnswer(tx, steps.map((one) => ({ ...one, disclosure: tagOf(one.class, marked.markedCase, one.owner) })));
    if (withheld > 0) log.error({ withheld }, "the two walls disagree");
    return JSON.stringify(answer);
  });
}

/** What each reader finds at some addresses: words, and ids. */
async function look(addresses: readonly string[], of = readers()): Promise<Seen> {
  const seen: Seen = {};
  for (const reader of of) {
    const texts: string[] = [];
    for (const address of addresses) {
      if (!address.startsWith("/")) texts.push(await ask(address, reader.name));
      else {
        const page = await read(marked.server, reader, `/api${address}`);
        if (page.status === 200) texts.push(page.text);
      }
    }
    seen[reader.name] = [...new Set(texts.flatMap((text) => [...[...text.matchAll(/MARKER-[A-Z0-9_-]+[A-Z0-9]/g)].map((found) => found[0]), ...[...tokens].flatMap(([name, id]) => (text.includes(id) ? [name] : []))]))].sort();
  }
  return seen;
}
/** Readers who see more than before, with what. */
const more = (before: Seen, after: Seen) => Object.entries(after).flatMap(([reader, some]) => some.filter((one) => !before[reader]!.includes(one)).map((one) => `${reader}: ${one}`));
const saysSo = () => marked.server.logged.some((line) => line.includes("two walls disagree"));
const before = new Map<DisclosureClass, Seen>();
const lookBefore = async (ofClass: DisclosureClass) => before.get(ofClass) ?? before.set(ofClass, await look(places[ofClass])).get(ofClass)!;

/** Each class read as its neighbours: one that is wider for somebody, one that is narrower. */
const neighbours: Record<DisclosureClass, readonly DisclosureClass[]> = {
  service: ["child_chart", "protective"],
  intake: ["service", "address"],
  child_chart: ["service", "caregiver"],
  relationship: ["child_chart", "caregiver"],
  caregiver: ["relationship", "psychotherapy_note"],
  psychotherapy_note: ["report", "child_chart"],
  supervision: ["report", "psychotherapy_note"],
  report: ["service", "supervision"],
  address: ["service", "protective"],
  protective: ["child_chart", "supervision"],
};

/** What some read of the marked case: the case and its record, or all that is in it. Without the ids of requests, which differ each time. */
async function readCase(of: readonly Reader[], depth: "the record" | "everything"): Promise<Page[]> {
  const isRecord = (address: string) => address.endsWith(marked.markedCase) || address.endsWith(`${marked.markedCase}/record`);
  const found = await crawl(marked.server, of, new Map([["caseId", new Set([marked.markedCase])]]), marked.markedCase, (address) => (depth === "everything" ? address.includes(marked.markedCase) && !address.includes("class=") : isRecord(address)));
  return found.map((page) => ({ ...page, text: page.text.replace(/"requestId":"[^"]*"/, "") }));
}

describe("Flip test (idea 1): what a block's class is decides, and nothing else", () => {
  /** A word that comes to somebody, or goes. */
  const flips: [what: string, statement: string, now: Record<string, { comes?: Marker; goes?: Marker }>][] = [
    ["the child's chart becomes adult B's own", "update blocks set class = 'caregiver', owner_person_id = (select owner_person_id from blocks where words like '%MARKER-CAREGIVER-B') where words like '%MARKER-CHILD-CHART'", { "caregiver.a@demo.dyad": { goes: "MARKER-CHILD-CHART" }, "caregiver.b@demo.dyad": { comes: "MARKER-CHILD-CHART" } }],
    ["adult B's own becomes the child's chart", "update blocks set class = 'child_chart', owner_person_id = null where words like '%MARKER-CAREGIVER-B'", { "caregiver.a@demo.dyad": { comes: "MARKER-CAREGIVER-B" }, "caregiver.b@demo.dyad": { goes: "MARKER-CAREGIVER-B" } }],
    ["the relationship becomes a psychotherapy note", "update blocks set class = 'psychotherapy_note', owner_person_id = null, words = $1 where words like '%MARKER-RELATIONSHIP'", { "caregiver.a@demo.dyad": { goes: "MARKER-RELATIONSHIP" }, "supervisor@demo.dyad": { goes: "MARKER-RELATIONSHIP" } }],
    ["the label Part 2 is taken off", "update blocks set part2 = false where words like '%MARKER-PART2'", { "supervisor@demo.dyad": { comes: "MARKER-PART2" } }],
    ["the report becomes something for supervision", "update blocks set class = 'supervision' where words like '%MARKER-REPORT'", { "privacy@demo.dyad": { goes: "MARKER-REPORT" } }],
  ];

  it.each(flips)("%s", async (_what, statement, now) => {
    const { asOwner } = marked;
    const all = readers().filter(({ name }) => isLong || name === stranger || expectedMarkers[name]!.some((one) => plantedOf(one).home === "blocks") || name === "director@demo.dyad");
    const kept = await asOwner<{ id: string; class: string; owner_person_id: string | null; part2: boolean; words: string }>("select * from blocks where words like '%MARKER%'");
    const sealed = keptWords({ ...(await findBlocks()).get("MARKER-RELATIONSHIP")!, class: "psychotherapy_note" });
    const was = byReader(await readCase(all, "the record"), markers);
    await asOwner(statement, statement.includes("$1") ? [sealed] : []);
    const after = byReader(await readCase(all, "the record"), markers);
    for (const one of kept) await asOwner("update blocks set class = $2, owner_person_id = $3, part2 = $4, words = $5 where id = $1", [one.id, one.class, one.owner_person_id, one.part2, one.words]);
    const due = Object.entries({ ...Object.fromEntries(Object.keys(now).map((one) => [one, []])), ...was }).map(([reader, some]) => [reader, [...some.filter((one) => one !== now[reader]?.goes), ...(now[reader]?.comes === undefined ? [] : [now[reader].comes])].sort()] as const);
    expect(after).toEqual(Object.fromEntries(due.filter(([, some]) => some.length > 0)));
    expect(after).not.toEqual(was);
  });

  it("what is withheld leaves no trace: without it, every answer is the same to the letter", async () => {
    const { asOwner } = marked;
    // Of a note that is signed nothing goes; its words stand beside chips.
    const chips: readonly Marker[] = ["MARKER-CHIP", "MARKER-WHERE-NOW", "MARKER-CALL-BACK"];
    // What is in custody is planted by the crawl, when its author leaves.
    const elsewhere: readonly Marker[] = [...chips, "MARKER-IN-CUSTODY"];
    await asOwner("create table public.put_aside as select * from blocks where false");
    // What the database works out by itself is not put in.
    const [{ columns }] = (await asOwner<{ columns: string }>("select string_agg(column_name, ', ') as columns from information_schema.columns where table_schema = 'dyad' and table_name = 'blocks' and is_generated = 'NEVER'")) as [{ columns: string }];
    const blocks = await findBlocks();
    const textOf = (of: Page[]) => of.map((page) => `${page.address} ${page.status} ${page.text}`);
    for (const reader of readers()) {
      const withheld = markers.filter((marker) => plantedOf(marker).home === "blocks" && !expectedMarkers[reader.name]!.includes(marker));
      if (withheld.length === 0) continue;
      const was = textOf(await readCase([reader], "everything"));
      await asOwner("with gone as (delete from blocks where id = any ($1) returning *) insert into public.put_aside select * from gone", [withheld.flatMap((marker) => blocks.get(marker)?.id ?? [])]);
      const without = textOf(await readCase([reader], "everything"));
      await asOwner(`with back as (delete from public.put_aside returning *) insert into blocks (${columns}) select ${columns} from back`);
      expect(without, reader.name).toEqual(was);
    }
    expect([...(await findBlocks()).keys()].sort()).toEqual(markers.filter((one) => plantedOf(one).home === "blocks" && !elsewhere.includes(one)).sort());
  }, 180_000);
});
describe("The rule turned round", () => {
  beforeAll(prepare);

  describe("A class that is read as another (mission D2)", () => {
    it("has two neighbours for every class, and finds it in a policy", () => {
      expect(Object.keys(neighbours).sort()).toEqual([...disclosureClasses].sort());
      expect(readAs("((class = 'report'::text) AND sees_all('report'::text))", "report", "service")).toBe("(((case class when 'report' then 'service' else class end) = 'report'::text) AND sees_all('report'::text))");
      expect(readAs("(case_id = ANY (cases_for('address'::text)))", "address", "service")).toBe("(case_id = ANY (cases_for('service'::text)))");
    });

    const said = new Set<DisclosureClass>();
    const pairs = disclosureClasses.flatMap((from) => neighbours[from].map((to) => [from, to] as const));
    it.each(pairs)("%s read as %s: the crawl notices, and either wall holds alone", async (from, to) => {
      const of = readers().filter(({ name: email }) => email === stranger || marked.rolesOf(email).some((role) => disclosureTable[role][from] ?? disclosureTable[role][to]));
      const all = await lookBefore(from);
      const was = Object.fromEntries(of.map((one) => [one.name, all[one.name]!]));
      expect(await withClassReadAs(marked, from, to, walls, () => look(places[from], of)), "in both walls: the crawl would not notice").not.toEqual(was);
      for (const wall of walls) {
        marked.server.logged.length = 0;
        const after = await withClassReadAs(marked, from, to, [wall], () => look(places[from], of));
        if (saysSo()) said.add(from);
        expect({ wall, more: more(was, after) }).toEqual({ wall, more: [] });
      }
    });

    it("left everything as it was, and in every class the walls said that they do not agree", async () => {
      for (const ofClass of disclosureClasses) expect(await look(places[ofClass]), ofClass).toEqual(await lookBefore(ofClass));
      expect(disclosureClasses.filter((one) => !said.has(one))).toEqual([]);
    });
  });

  describe("A grant that is taken away (mission D2)", () => {
    const grants = listGrants();
    const name = (one: Grant) => `${one.role} ${one.class} ${one.relation} ${one.view}`;
    const unnoticed: string[] = [];
    const silent: string[] = [];

    it.each(grants.map((one) => [name(one), one] as const))("%s", async (_name, grant) => {
      const ofClass = grant.class === "part2" ? "caregiver" : (grant.class as DisclosureClass);
      const of = readers().filter((one) => marked.rolesOf(one.name).includes(grant.role as Role));
      const all = await lookBefore(ofClass);
      const was = Object.fromEntries(of.map((one) => [one.name, all[one.name]!]));
      const both = await withoutGrant(marked, grant, walls, () => look(places[ofClass], of));
      expect(more(was, both)).toEqual([]);
      if (JSON.stringify(both) === JSON.stringify(was)) unnoticed.push(name(grant));
      for (const wall of walls) {
        marked.server.logged.length = 0;
        const after = await withoutGrant(marked, grant, [wall], () => look(places[ofClass], of));
        expect({ wall, more: more(was, after) }).toEqual({ wall, more: [] });
        if (wall === "code" && !saysSo()) silent.push(name(grant));
      }
    });

    it("was noticed, each of them, but for those that no page shows", () => {
      // No claim carries Part 2 content yet, so that nothing of it could be missed.
      expect(unnoticed.sort()).toEqual(["biller part2 consent claim_fields"]);
    });

    it("was said by the projection, but for what carries no class of its own and rests on row-level security", () => {
      // Views of the database with a few columns, and pages of the service, which say who came when and no word of content.
      expect(silent.sort()).toEqual(["auditor caregiver sampled presence", "auditor report sampled presence", "biller child_chart any claim_fields", "biller part2 consent claim_fields", "biller service any full", "caregiver service own_attendance full", "front_desk service any full"]);
    });
  });
});
