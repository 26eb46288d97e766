import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, newId, rows, type Transaction } from "#database/actor.ts";
import { insertStaff } from "#features/account/store.ts";
import { disclosureClasses, type Role, relations, type Relation, roles, type StaffRole, staffRoles } from "#features/disclosure/contract.ts";
import { disclosureTable, judgeView, listGrants, type Viewer } from "#features/disclosure/rules.ts";
import { loadViewer } from "#features/disclosure/store.ts";
import { insertCase } from "#features/cases/store.ts";
import { insertPart2Consent, insertPerson } from "#features/people/store.ts";
import { type Case, type Item, listSeen, makeCase, putAddress, putAttendance, putBlock, putDocument, putReferral, putSession } from "../access/content.ts";
import { golden, part2WithConsent, sightOf, type Sight, type Word, words } from "../access/golden.ts";
import { adultStandings, custodyStandings, standings } from "../access/standings.ts";
import { acting, makeAgency, type TestAgency } from "../support/agency.ts";
import { freshDatabase, type FreshDatabase } from "../support/database.ts";

// Both walls against the table of clinical.md section 10: rows that row-level security gives, and the verdict of the rules
// for the same viewer and the same row.

let place: FreshDatabase;
let agency: TestAgency;
/** The reviewed case was joined with the plain one, which stays: they are one record. */
let cases: { plain: Case; underReview: Case; reviewed: Case };
/** Whose psychotherapy notes are in custody: the one that openings name, and another whom none does. */
let leftId: string;
let items: Item[] = [];
const actors: Looking[] = [];

/** Somebody who looks: `standsAs` is what holds for the plain case, `consentOf` the adult whose Part 2 consent names them. */
type Looking = { name: string; actor: Actor; roles: readonly Role[]; standsAs: readonly Word[]; consentOf: string | null; isOutside?: boolean };

const staffActor = (of: TestAgency, staffId: string, name: string, held: readonly StaffRole[]): Actor => ({ kind: "staff", agencyId: of.agencyId, timeZone: of.timeZone, staffId, accountId: staffId, roles: held, name });

async function addStaff(tx: Transaction, name: string, held: readonly StaffRole[]): Promise<string> {
  const id = newId(tx);
  await insertStaff(tx, { id, name, email: `${id}@example.org`, language: "en", roles: held, from: "2026-01-05" });
  return id;
}

async function addStaffActors(tx: Transaction): Promise<void> {
  const { caseId, keeperId } = cases.plain;
  const clinicianId = await addStaff(tx, "the assigned", ["clinician"]);
  const formerId = await addStaff(tx, "the former", ["clinician"]);
  await standings.assigned!.make(tx, { caseId, staffId: clinicianId, clinicianId, formerId });
  await standings["was assigned"]!.make(tx, { caseId, staffId: formerId, clinicianId, formerId });
  leftId = await addStaff(tx, "who left", ["clinician"]);
  const alsoLeftId = await addStaff(tx, "who left, too", ["clinician"]);
  await sql`update staff set valid_to = '2026-11-19' where id in (${leftId}, ${alsoLeftId})`.execute(tx);
  for (const ownerStaffId of [leftId, alsoLeftId]) items.push(await putBlock(tx, caseId, "psychotherapy_note", { ownerStaffId }), await putBlock(tx, caseId, "psychotherapy_note", { ownerStaffId, ownerPersonId: keeperId, part2: true }), await putDocument(tx, caseId, "psychotherapy_note", { ownerStaffId }), await putBlock(tx, caseId, "supervision", { ownerStaffId }));
  items.push(await putBlock(tx, cases.reviewed.caseId, "psychotherapy_note", { ownerStaffId: leftId }));
  const all = { ...standings, ...custodyStandings };
  const join = async (name: string, held: readonly StaffRole[], standingNames: readonly string[], consent: string | null, consentHolds = true) => {
    const staffId = await addStaff(tx, name, held);
    for (const one of standingNames) await all[one]!.make(tx, { caseId, staffId, clinicianId, formerId, leftId });
    for (const ofClass of ["psychotherapy_note", "supervision", "report"] as const) items.push(await putBlock(tx, caseId, ofClass, { ownerStaffId: staffId }), await putBlock(tx, caseId, ofClass, { ownerStaffId: clinicianId, counterpartStaffId: staffId }), await putDocument(tx, caseId, ofClass, { ownerStaffId: clinicianId, counterpartStaffId: staffId }));
    actors.push({ name, actor: staffActor(agency, staffId, name, held), roles: held, standsAs: standingNames.flatMap((one) => all[one]!.words), consentOf: consentHolds ? consent : null });
    return staffId;
  };
  for (const role of staffRoles) {
    for (const standing of Object.keys(standings)) await join(`${role}, ${standing}`, [role], [standing], null);
    for (const standing of ["none", "assigned", "supervises the assigned", "sampled", "glass broken"]) {
      await insertPart2Consent(tx, { caseId, adultId: keeperId, staffId: await join(`${role}, ${standing}, with a Part 2 consent`, [role], [standing], keeperId) });
    }
  }
  const spans = [["ended", "2026-01-05", "2026-11-19", keeperId], ["from tomorrow", "2026-11-21", null, keeperId], ["of another adult", "2026-01-05", null, cases.reviewed.keeperId]] as const;
  for (const [what, from, to, adultId] of spans) {
    const staffId = await join(`clinician, assigned, Part 2 consent ${what}`, ["clinician"], ["assigned"], adultId, adultId !== keeperId);
    await sql`insert into part2_consents (agency_id, id, case_id, adult_id, staff_id, valid_from, valid_to) values (${agency.agencyId}, ${newId(tx)}, ${caseId}, ${adultId}, ${staffId}, ${from}, ${to})`.execute(tx);
  }
  for (const role of staffRoles) for (const standing of role === "clinician" || role === "supervisor" ? Object.keys(custodyStandings) : ["custodian, assigned"]) await join(`${role}, ${standing}`, [role], [standing], null);
  await insertPart2Consent(tx, { caseId, adultId: keeperId, staffId: await join("clinician, custodian, assigned, with a Part 2 consent", ["clinician"], ["custodian, assigned"], keeperId) });
  await join("clinician and administrator, assigned, glass broken", ["clinician", "administrator"], ["assigned", "glass broken"], null);
  await join("supervisor and clinician, none", ["supervisor", "clinician"], ["none"], null);
  await join("every role, none", staffRoles, ["none"], null);
}

async function addAdultActors(tx: Transaction): Promise<void> {
  const { caseId, sharedSessionId } = cases.plain;
  const authorId = await addStaff(tx, "the author for adults", ["clinician"]);
  const shared = items.find((one) => one.table === "sessions" && one.id === sharedSessionId)!;
  for (const [name, standing] of Object.entries(adultStandings)) {
    const personId = await insertPerson(tx, { kind: "adult", givenName: "Adult", familyName: "", birthDate: null, language: "en" });
    await standing.make(tx, { caseId, personId });
    const own = { ownerPersonId: personId, ownerStaffId: authorId };
    for (const part2 of [false, true]) for (const ofClass of ["child_chart", "relationship", "caregiver", "psychotherapy_note", "supervision", "report"] as const) items.push(await putBlock(tx, caseId, ofClass, { ...own, part2 }));
    items.push(await putReferral(tx, caseId, personId), await putAddress(tx, caseId, personId), await putAttendance(tx, caseId, sharedSessionId, personId));
    shared.attendeeIds!.push(personId);
    actors.push({ name: `caregiver, ${name}`, actor: { kind: "caregiver", agencyId: agency.agencyId, timeZone: agency.timeZone, personId, accountId: personId, name }, roles: ["caregiver"], standsAs: standing.words, consentOf: null });
  }
}

beforeAll(async () => {
  place = await freshDatabase("2026-11-20T15:00:00Z");
  agency = await makeAgency(place, { slug: "ours" });
  await acting(place, agency.operator, async (tx) => {
    const authorId = await addStaff(tx, "the author", ["clinician"]);
    cases = { plain: await makeCase(tx, authorId), underReview: await makeCase(tx, authorId), reviewed: await makeCase(tx, authorId) };
    items = Object.values(cases).flatMap((one) => one.items);
    for (const [caseId, to] of [[cases.underReview.caseId, null], [cases.reviewed.caseId, "2026-11-19"]]) await sql`insert into privacy_reviews (agency_id, id, case_id, kind, opened_on, closed_on) values (${agency.agencyId}, ${newId(tx)}, ${caseId}, 'request', '2026-11-01', ${to})`.execute(tx);
    await sql`insert into case_merges (agency_id, id, case_id, into_case_id, reason, merged_at) values (${agency.agencyId}, ${newId(tx)}, ${cases.reviewed.caseId}, ${cases.plain.caseId}, 'The same child twice.', ${tx.now})`.execute(tx);
    await addStaffActors(tx);
    await addAdultActors(tx);
  });
  const others = await makeAgency(place, { slug: "others" });
  await acting(place, others.operator, async (tx) => {
    for (const role of staffRoles) actors.push({ name: `${role} of the other agency`, actor: staffActor(others, await addStaff(tx, role, [role]), role, [role]), roles: [role], standsAs: [], consentOf: null, isOutside: true });
  });
});
afterAll(() => place.close());

const idOf = (actor: Actor) => (actor.kind === "staff" ? actor.staffId : actor.kind === "caregiver" ? actor.personId : "");

/** What the golden table gives this viewer of this row. */
function expected({ actor, roles: held, standsAs, consentOf, isOutside }: Looking, { table, tag, attendeeIds, requesterId }: Item): Sight | null {
  if (isOutside) return null;
  const own = tag.ownerPersonId === idOf(actor);
  if (tag.part2 && !own && !(consentOf === tag.ownerPersonId && held.some((role) => part2WithConsent[role]))) return null;
  const stands = new Set<Word>(["always"]);
  if (tag.caseId === cases.plain.caseId) for (const word of standsAs) if ((word !== "own dyad" || own) && (word !== "custodian" || (tag.ownerStaffId === leftId && held.includes(standsAs.includes("supervises") ? "supervisor" : "clinician")))) stands.add(word);
  // What becomes one is the child's: of the other record the service, the chart and what protects it, and an adult's own relationship.
  const ofChild = tag.class === "service" || tag.class === "child_chart" || tag.class === "protective";
  if (tag.caseId === cases.reviewed.caseId) for (const word of standsAs) if (ofChild ? ["on the case", "supervises", "own scope"].includes(word) : tag.class === "relationship" && word === "own dyad" && own) stands.add(word);
  if (tag.caseId === cases.underReview.caseId) stands.add("request or review open");
  if (tag.ownerStaffId === idOf(actor)) stands.add("author");
  if (tag.counterpartStaffId === idOf(actor)) stands.add("the other of the two");
  if ((table === "attendances" || table === "sessions") && attendeeIds!.includes(idOf(actor))) stands.add("own attendance");
  if (requesterId === idOf(actor) || (table === "documents" && items.some((one) => one.tag.caseId === tag.caseId && one.requesterId === idOf(actor)))) stands.add("own request");
  if (own && tag.class !== "relationship") stands.add("own");
  return sightOf(held, tag.class, [...stands]);
}

const label = ({ table, tag }: Item) => `${table} ${tag.class}${tag.part2 ? " part2" : ""} ${tag.caseId === cases.plain.caseId ? "" : tag.caseId === cases.underReview.caseId ? "(under review)" : "(reviewed, joined)"}`.trim();

/** Every place where a wall says something else than the golden table. */
async function walk(compare: (looking: Looking, tx: Transaction) => Promise<string[]>): Promise<string[]> {
  const faults: string[] = [];
  for (const looking of actors) faults.push(...(await acting(place, looking.actor, (tx) => compare(looking, tx))).map((fault) => `${looking.name}: ${fault}`));
  return faults;
}

describe("The golden table covers everything there is", () => {
  it("has a cell for every role and class, and no other", () => {
    expect(Object.keys(golden).sort()).toEqual([...roles].sort());
    for (const role of roles) expect(Object.keys(golden[role]).sort(), role).toEqual([...disclosureClasses].sort());
    expect(Object.keys(disclosureTable).sort()).toEqual([...roles].sort());
  });

  it("walks every role in every standing, and a row of every class", () => {
    for (const role of staffRoles) expect(actors.filter((one) => one.roles.length === 1 && one.roles[0] === role).length, role).toBeGreaterThanOrEqual(Object.keys(standings).length);
    for (const ofClass of disclosureClasses) expect(items.some(({ tag }) => tag.class === ofClass), ofClass).toBe(true);
    const met = new Set([...actors.flatMap((one) => one.standsAs), "always", "author", "the other of the two", "own attendance", "own request", "own", "request or review open"]);
    expect([...met].sort()).toEqual([...words].sort());
  });

  it("knows every relation that the rules name", () => {
    const said: Record<Relation, Word> = { any: "always", assigned: "on the case", supervises: "supervises", sampled: "sampled and open", review: "request or review open", break_glass: "broken glass", author: "author", counterpart: "the other of the two", custodian: "custodian", own_attendance: "own attendance", own_request: "own request", records_authority: "own scope", own_dyad: "own dyad", own_record: "own" };
    expect(Object.keys(said).sort()).toEqual([...relations].sort());
    const rules = listGrants().map((one) => `${one.role} ${one.class} ${said[one.relation as Relation] ?? one.relation} ${one.view}`).sort();
    const table = roles.flatMap((role) => disclosureClasses.flatMap((ofClass) => Object.entries(golden[role][ofClass]).map(([word, sight]) => `${role} ${ofClass} ${word} ${sight}`)));
    const part2 = Object.entries(part2WithConsent).map(([role, sight]) => `${role} part2 consent ${sight}`);
    expect(rules).toEqual([...table, ...part2].sort());
  });

  it("stands in the database as in the code", async () => {
    const found = await place.asOwner(async (client) => (await client.query("select role, class, relation, view from dyad.disclosure_grants")).rows);
    expect(found.map((one) => Object.values(one).join(" ")).sort()).toEqual(listGrants().map((one) => Object.values(one).join(" ")).sort());
  });
});

describe("Disclosure walk (clinical.md section 10; idea 1)", () => {
  it("row-level security gives each person exactly the rows of the table", async () => {
    const tables = [...new Set(items.map((one) => one.table))];
    const faults = await walk(async (looking, tx) => {
      const seen = await listSeen(tx, tables);
      return items.filter((item) => seen.has(`${item.table} ${item.id}`) !== (expected(looking, item) === "full")).map((item) => `${label(item)} is ${seen.has(`${item.table} ${item.id}`) ? "shown" : "hidden"}`);
    });
    expect(faults).toEqual([]);
  });

  it("the rules give each person exactly the same", async () => {
    const faults = await walk(async (looking, tx) => {
      const viewer = await loadViewer(tx);
      // A session and a referral name their adult beside the tag; the tag of a referral stands for the request of the case.
      return items.filter(({ table }) => table !== "sessions" && table !== "referrals").flatMap((item) => {
        const sight = looking.isOutside ? judgeView({ ...viewer, roles: viewer.roles.filter((role) => !("any" in (disclosureTable[role][item.tag.class] ?? {}))) }, item.tag) : judgeView(viewer, item.tag);
        return sight === expected(looking, item) ? [] : [`${label(item)} is ${sight}, expected ${expected(looking, item)}`];
      });
    });
    expect(faults).toEqual([]);
  });

  it("the claim's fields are a biller's, and hold no more than they are", async () => {
    const faults = await walk(async ({ roles: held, isOutside }, tx) => {
      const found = await rows<object>(tx, sql`select * from claim_fields`);
      const due = !isOutside && held.includes("biller") ? 3 : 0;
      return found.length === due && found.every((one) => Object.keys(one).join() === "agency_id,case_id,system,code") ? [] : [`${found.length} claim fields`];
    });
    expect(faults).toEqual([]);
  });

  it("whether something is present is an auditor's, of sampled cases while open, and holds no more than that", async () => {
    const faults = await walk(async (looking, tx) => {
      const found = await rows<{ case_id: string; class: string }>(tx, sql`select * from content_presence`);
      const due = new Set(items.filter((item) => item.table === "blocks" && expected(looking, item) === "presence").map(({ tag }) => `${tag.caseId} ${tag.class}`));
      const got = found.map((one) => `${one.case_id} ${one.class}`);
      return got.sort().join() === [...due].sort().join() && found.every((one) => Object.keys(one).join() === "agency_id,case_id,class,is_present") ? [] : [`presence of ${got.length}, expected ${due.size}`];
    });
    expect(faults).toEqual([]);
  });

  it("says of a case that holds only Part 2 content, or only a draft, that nothing is present", async () => {
    const auditor = actors.find((one) => one.name === "auditor, sampled")!.actor;
    const presence = () => acting(place, auditor, async (tx) => (await rows<{ class: string }>(tx, sql`select class from content_presence where case_id = ${caseId}`)).map((one) => one.class));
    const { caseId, sessionId, keeperId, authorId } = await acting(place, agency.operator, async (tx) => {
      const authorId = await addStaff(tx, "another author", ["clinician"]);
      const { keeperId } = cases.plain;
      const caseId = await insertCase(tx, { childId: keeperId, referralId: null, openedOn: tx.today });
      await sql`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to) values (${agency.agencyId}, ${idOf(auditor)}, ${caseId}, ${tx.today}, ${tx.today})`.execute(tx);
      const sessionId = await putSession(tx, caseId, authorId, 15);
      await sql`insert into notes (agency_id, session_id, case_id, author_id) values (${agency.agencyId}, ${sessionId}, ${caseId}, ${authorId})`.execute(tx);
      for (const ofClass of ["caregiver", "report"] as const) await putBlock(tx, caseId, ofClass, { ownerPersonId: keeperId, ownerStaffId: authorId, part2: true });
      await putBlock(tx, caseId, "caregiver", { ownerPersonId: keeperId, ownerStaffId: authorId }, sessionId);
      return { caseId, sessionId, keeperId, authorId };
    });
    expect(await presence()).toEqual([]);
    await acting(place, agency.operator, async (tx) => {
      await sql`update notes set status = 'signed', signed_at = ${tx.now}, signed_by = ${authorId} where session_id = ${sessionId}`.execute(tx);
    });
    expect([keeperId !== authorId, await presence()]).toEqual([true, ["caregiver"]]);
  });

  it("a draft is its author's alone until it is signed; a family reads it once it is signed for good", async () => {
    const { caseId, keeperId } = cases.plain;
    const author = actors.find((one) => one.name === "clinician, assigned")!.actor;
    const lookers = ["clinician, assigned", "clinician, covers today", "supervisor, supervises the assigned", "auditor, sampled", "administrator, glass broken", "caregiver, records authority"].map((name) => actors.find((one) => one.name === name)!);
    const { sessionId, block } = await acting(place, agency.operator, async (tx) => {
      const sessionId = await putSession(tx, caseId, idOf(author), 17);
      await sql`insert into notes (agency_id, session_id, case_id, author_id) values (${agency.agencyId}, ${sessionId}, ${caseId}, ${idOf(author)})`.execute(tx);
      return { sessionId, block: await putBlock(tx, caseId, "child_chart", { ownerPersonId: keeperId, ownerStaffId: idOf(author) }, sessionId) };
    });
    const readers = async () => {
      const found: string[] = [];
      for (const looking of lookers) if ((await acting(place, looking.actor, (tx) => listSeen(tx, ["blocks"]))).has(`blocks ${block.id}`)) found.push(looking.name);
      return found;
    };
    const become = (status: string) => acting(place, agency.operator, (tx) => sql`update notes set status = ${status} where session_id = ${sessionId}`.execute(tx));
    expect(await readers()).toEqual(["clinician, assigned"]);
    await become("awaiting_cosignature");
    expect(await readers()).toEqual(lookers.map((one) => one.name).filter((name) => !name.startsWith("caregiver")));
    await become("returned");
    expect(await readers()).toEqual(["clinician, assigned"]);
    await become("signed");
    expect(await readers()).toEqual(lookers.map((one) => one.name));
  });

  it("machines of the agency see all of it, and say so in their name only", async () => {
    const { seen, viewer } = await acting(place, agency.operator, async (tx) => ({ seen: await listSeen(tx, [...new Set(items.map((one) => one.table))]), viewer: (await loadViewer(tx)) as Viewer }));
    expect(items.filter((item) => !seen.has(`${item.table} ${item.id}`) || judgeView(viewer, item.tag) !== "full")).toEqual([]);
  });
});
