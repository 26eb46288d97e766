import { sql } from "kysely";
import pg from "pg";
import { asActor, rows, type Transaction } from "#database/actor.ts";
import { attachEmbedded } from "#database/embedded.ts";
import type { ClaimContent } from "#features/claims/assemble.x12.ts";
import { batchReady, textOfBatch } from "#features/claims/batches.handlers.ts";
import { openContents } from "#features/claims/content.handlers.ts";
import { writeClaims } from "#features/claims/filing.x12.ts";
import { addCoverage } from "#features/coverage/handlers.ts";
import { addLine, addPayer, setPlace } from "#features/payers/handlers.ts";
import { keepProfile } from "#features/payers/profile.handlers.ts";
import { readSettings } from "#server/settings.ts";
import { openServices } from "../open.ts";
import { figureOf, type Measured } from "./figures.ts";
import type { BenchPlace } from "./place.ts";
import { peakMemoryOf } from "./process.ts";
import { idOf, zone } from "./programme.ts";

/** Claims of the one file. */
const CLAIMS = 10_000;
const SINCE = "2015-01-01";
const address = { line1: "1 Made-Up Lane", line2: "", city: "Washington", state: "DC", zip: "200010001" };

/** A made-up payer that pays for everything, and every child insured there. */
async function insureAll(tx: Transaction, caseIds: readonly string[]): Promise<string> {
  const { payerId } = await addPayer(tx, { name: "Made-up payer", payerNumber: "MADEUP", taxNumber: null, isMedicaid: true, filingCode: "MC", receiverName: "Made up", receiverQualifier: "ZZ", receiverNumber: "MADEUP", providerNumber: null, usage: "T", filingDays: 1095, againDays: null, sumsSameDay: null, asksRendering: true, asksSupervising: false, needsAuthorization: false });
  await addLine(tx, { payerId, place: 1, kinds: [], withParts: [], withoutParts: [], places: [], isSupervised: null, code: "DEMO1", modifiers: [], chargedBy: "unit", chargeCents: 1000, allowedCents: null, fromDay: SINCE, toDay: null, source: "Made up." });
  await setPlace(tx, { payerId: null, place: "service_site", code: "53", source: "Made up." });
  await keepProfile(tx, { fromDay: SINCE, legalName: "Made-Up Agency", npi: "1234567893", taxonomy: null, taxNumber: "999999999", address, payTo: null, senderQualifier: "ZZ", senderNumber: "MADEUP", contactName: "Somebody", telephone: "2025550142", email: null });
  for (const [at, caseId] of caseIds.entries()) await addCoverage(tx, { caseId, payerId, place: 1, relation: "self", memberNumber: `7${String(at).padStart(8, "0")}`, groupNumber: null, planName: null, childName: null, sex: "F", address, insured: null, letters: "not_asked", fromDay: SINCE, toDay: null, determinedOn: null });
  return payerId;
}
/** A ready claim of each of the newest signed sessions, as capturing leaves them; nothing waits. */
const readyClaims = `with picked as (select v.*, row_number() over (order by v.service_date desc, v.session_id) as n from services v order by v.service_date desc, v.session_id limit ${CLAIMS}),
  made as (insert into claims (agency_id, id, number, case_id, payer_id, coverage_id, service_day, kind, state, state_at, charge_cents, checked_at, made_at)
    select p.agency_id, gen_random_uuid(), 'BENCH' || p.n, p.case_id, c.payer_id, c.id, p.service_date, 'original', 'scrubbed', now(), 1000 * p.units, now(), now() from picked p join coverages c on c.agency_id = p.agency_id and c.case_id = p.case_id returning agency_id, id, number, case_id, payer_id, charge_cents)
  insert into claim_lines (agency_id, claim_id, case_id, session_id, payer_id, place, number, decision_id, fee_line_id, code, units, charge_cents)
    select m.agency_id, m.id, m.case_id, p.session_id, m.payer_id, 1, m.number || 'L1', p.decision_id, f.id, f.code, p.units, m.charge_cents from made m join picked p on 'BENCH' || p.n = m.number join fee_lines f on f.agency_id = m.agency_id`;

/** The seconds that a file of 10,000 claims takes from the database to its text, and the writing alone. */
export async function measureClaims(place: BenchPlace): Promise<Measured[]> {
  await place.stopServer();
  const opened = await openServices({ projectRoot: place.projectRoot, settings: readSettings({ DYAD_DATA_DIR: place.dataDirectory }, place.projectRoot), manner: "own" });
  const { database, clock } = opened.services;
  const errors = new Map<string, number>();
  const found: Measured[] = [];
  const took = (name: string, milliseconds: number, claims: number) => void found.push({ figure: figureOf({ name, scale: place.programme.people, concurrency: 1, durations: Array.from({ length: claims }, () => milliseconds / claims), seconds: milliseconds / 1000, peakMemoryMB: peakMemoryOf(process.pid) }), errors, beside: null });
  const as = <T>(work: (tx: Transaction) => Promise<T>) => asActor(database, clock, { kind: "operator", command: "bench", agencyId: idOf("agency", 0), timeZone: zone }, work);
  try {
    const owner = new pg.Client((await attachEmbedded(place.dataDirectory))!.config);
    await owner.connect();
    owner.on("error", () => {}); // told by the query that it breaks
    await owner.query("set search_path = dyad");
    const caseIds = (await owner.query<{ id: string }>("select distinct case_id as id from (select case_id, service_date, session_id from services order by service_date desc, session_id limit $1) s", [CLAIMS])).rows.map((one) => one.id);
    await as((tx) => insureAll(tx, caseIds));
    await owner.query("set session_replication_role = replica");
    await owner.query(`insert into coverage_checks (agency_id, id, case_id, coverage_id, for_day, trace, asked_at, way, answered_at, answer) select distinct on (c.id, date_trunc('month', v.service_date)) c.agency_id, gen_random_uuid(), c.case_id, c.id, v.service_date, upper(left(replace(gen_random_uuid()::text, '-', ''), 30)), now(), 'told', now(), 'active' from coverages c join services v on v.agency_id = c.agency_id and v.case_id = c.case_id`);
    await owner.query(`insert into staff_numbers (agency_id, id, staff_id, npi, given_name, family_name, from_day, made_at) select agency_id, gen_random_uuid(), id, '1000000012', 'Made', 'Up', '${SINCE}', now() from staff`);
    await owner.query(readyClaims);
    await owner.query("delete from claim_waits");
    await owner.query("analyze");
    await owner.end();
    const from = performance.now();
    const { parts, claims, ids } = await as(async (tx) => {
      const [written] = await batchReady(tx, { services: opened.services, language: "en" });
      const text = await textOfBatch(tx, written!.batchId);
      took("claims, a file of 10,000", performance.now() - from, written!.claims);
      return { parts: text.parts, claims: written!.claims, ids: (await rows<{ id: string }>(tx, sql`select id from claims where batch_id = ${written!.batchId}`)).map((one) => one.id) };
    });
    if (claims !== CLAIMS || parts.length < CLAIMS * 5) errors.set(`claims: ${claims} of ${CLAIMS} were written`, 1);
    writeAlone(await as(async (tx) => [...(await openContents(tx, ids)).values()]), took);
  } finally {
    await opened.close();
  }
  return found;
}

/** From the contents in memory to the text. */
function writeAlone(contents: readonly ClaimContent[], took: (name: string, milliseconds: number, claims: number) => void): void {
  const head = { sender: { qualifier: "ZZ", id: "MADEUP" }, receiver: { qualifier: "ZZ", id: "MADEUP" }, submitter: { name: "Made up", id: "MADEUP", contact: "Made up", telephone: "2025550142", email: null }, receiverName: "Made up" };
  const from = performance.now();
  let bytes = 0;
  for (const part of writeClaims(contents.length, (first, last) => contents.slice(first, last), head, { control: 1, usage: "T", day: "20261120", time: "0900" })) bytes += part.length;
  if (bytes === 0) throw new Error("nothing was written");
  took("claims, writing alone", performance.now() - from, contents.length);
}
