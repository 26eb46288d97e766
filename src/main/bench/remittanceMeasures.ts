import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { attachEmbedded } from "#database/embedded.ts";
import { claimNumberOf, lineNumberOf } from "#features/claims/states.rules.ts";
import type { Decision } from "#features/remittances/payments.rules.ts";
import { writePayments } from "#features/remittances/writing.x12.ts";
import { figureOf, type Measured } from "./figures.ts";
import type { BenchPlace } from "./place.ts";
import { cleanEnvironment, makeDataFolder, peakMemoryOf } from "./process.ts";
import { idOf } from "./programme.ts";

const PAYMENTS = 10_000;
const CHARGE = 12_000;
const uuid = (n: number) => `00000000-0000-7000-8000-${(n * 7_919 + 1).toString(16).padStart(12, "0")}`;

type Seeded = { number: string; charge: number };
/** Claims that were sent for signed sessions of the programme, with what the ledger asks for them. */
async function seedClaims(client: pg.Client): Promise<Seeded[]> {
  const agency = idOf("agency", 0);
  const [payer, batch] = [idOf("certificate", 900_001), idOf("certificate", 900_002)];
  await client.query("set search_path = dyad; set session_replication_role = replica");
  const { rows } = await client.query<{ session_id: string; case_id: string; decision_id: string; service_date: string }>("select session_id, case_id, decision_id, service_date::text from services where agency_id = $1 order by session_id limit $2", [agency, PAYMENTS]);
  await client.query("insert into payers (agency_id, id, name, payer_number, is_medicaid, filing_code, receiver_name, receiver_qualifier, receiver_number, filing_days, made_at) values ($1, $2, 'Made-up payer', 'MADEUP1', true, 'MC', 'Made up', 'ZZ', 'MADEUP', 365, now())", [agency, payer]);
  await client.query("insert into claim_batches (agency_id, id, payer_id, control, usage, written_day, written_time, envelope, claims, charge_cents, bytes, sha256, made_at) values ($1, $2, $3, 900000001, 'T', '20261120', '0900', '{}', $4, $5, 1, sha256('made up'), now())", [agency, batch, payer, rows.length, rows.length * CHARGE]);
  const ids = rows.map((_, at) => uuid(at));
  const numbers = ids.map(claimNumberOf);
  const given = [agency, ids, numbers, rows.map((one) => one.case_id), payer, batch, rows.map((one) => one.service_date), rows.map((one) => one.session_id), rows.map((one) => one.decision_id), numbers.map((one) => lineNumberOf(one, 1))];
  const all = "unnest($2::uuid[], $3::text[], $4::uuid[], $7::date[], $8::uuid[], $9::uuid[], $10::text[]) as c (id, number, case_id, day, session_id, decision_id, line_number)";
  const own = "from (select $1::uuid as agency_id, $5::uuid as payer_id, $6::uuid as batch_id) a, ";
  const put = (text: string) => client.query(`${text} ${own}${all}`, given);
  await put("insert into coverages (agency_id, id, case_id, line_id, payer_id, place, relation, member_number, sex, address, letters, from_day, recorded_at) select a.agency_id, c.id, c.case_id, c.id, a.payer_id, 1, 'self', '70000001', 'U', 'sealed1:made up', 'safe', c.day, now()");
  await put(`insert into claims (agency_id, id, number, case_id, payer_id, coverage_id, service_day, kind, state, state_at, charge_cents, content, batch_id, made_at) select a.agency_id, c.id, c.number, c.case_id, a.payer_id, c.id, c.day, 'original', 'sent', now(), ${CHARGE}, 'sealed1:made up', a.batch_id, now()`);
  await put(`insert into claim_lines (agency_id, claim_id, case_id, session_id, payer_id, place, number, decision_id, code, units, charge_cents) select a.agency_id, c.id, c.case_id, c.session_id, a.payer_id, 1, c.line_number, c.decision_id, 'DEMO1', 4, ${CHARGE}`);
  await put("insert into ledger_entries (agency_id, id, day, kind, booked_at) select a.agency_id, c.id, c.day, 'charge', now()");
  for (const [place, account, cents] of [[1, "receivable", CHARGE], [2, "revenue", -CHARGE]]) await put(`insert into ledger_lines (agency_id, entry_id, place, account, claim_id, case_id, cents) select a.agency_id, c.id, ${place}, '${account}', c.id, c.case_id, ${cents}`);
  return numbers.map((number) => ({ number, charge: CHARGE }));
}
/** A payment of all of them: most paid by contract, one in ten refused, one in a hundred that nobody here sent. */
function paymentOf(claims: readonly Seeded[]): string {
  const decisions = claims.map(({ number, charge }, at): Decision => {
    const isRefused = at % 10 === 3;
    const paidCents = isRefused ? 0 : charge - 2000;
    const adjustments = isRefused ? [{ group: "CO", reason: "197", cents: charge }] : [{ group: "CO", reason: "45", cents: 2000 }];
    const name = at % 100 === 7 ? `STRAY${at}` : number;
    return { position: at + 1, number: name, status: isRefused ? "4" : "1", chargeCents: charge, paidCents, patientCents: 0, payerNumber: `26325M${at}`, patient: { family: "UP", given: "MADE", memberId: "70000001" }, receivedOn: "2026-11-18", adjustments: [], remarks: [], lines: [{ number: lineNumberOf(number, 1), code: "DEMO1", modifiers: [], chargeCents: charge, paidCents, units: "4", day: "2026-11-18", allowedCents: paidCents, adjustments, remarks: [] }] };
  });
  const paidCents = decisions.reduce((sum, one) => sum + one.paidCents, 0);
  const payment = { payer: { name: "Made-up payer", key: "1999999999", number: "MADEUP1", taxNumber: null }, traceNumber: "MEASURED1", method: "ACH", paidCents, paidOn: "2026-11-20", decisions, providers: [] };
  return writePayments({ sender: { qualifier: "ZZ", id: "MADEUPPAYER" }, receiver: { qualifier: "ZZ", id: "MADEUP" }, groupSender: "MADEUPPAYER", groupReceiver: "MADEUP", usage: "T", control: 1, day: "20261120", time: "0900" }, [payment], { name: "MADE-UP AGENCY", npi: "1234567893", taxNumber: "999999999" });
}

/** An 835 of 10,000 payments, posted by the command line in a process of its own, and once more: then nothing is posted. */
export async function measureRemittance(place: BenchPlace): Promise<Measured[]> {
  await place.server();
  const owner = new pg.Client((await attachEmbedded(place.dataDirectory))!.config);
  await owner.connect();
  const claims = await seedClaims(owner).finally(() => owner.end());
  const folder = makeDataFolder();
  try {
    const file = path.join(folder, "payment.835");
    fs.writeFileSync(file, paymentOf(claims));
    const found: Measured[] = [];
    const strays = claims.filter((_, at) => at % 100 === 7).length;
    for (const [name, isRight] of [["remittance", { posted: claims.length - strays, unmatched: strays }], ["remittance, the same file again", { posted: 0, alreadyPosted: claims.length - strays }]] as const) {
      const { took, peak, answer } = await post(place, file);
      const wrong = Object.entries(isRight).some(([key, value]) => answer[key] !== value);
      found.push({ figure: { ...figureOf({ name, scale: claims.length, concurrency: 1, durations: wrong ? [] : [took], seconds: took / 1000, peakMemoryMB: peak }) }, errors: new Map(wrong ? [[`${name}: ${JSON.stringify(answer).slice(0, 300)}`, 1]] : []), beside: null });
    }
    return found;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
/** Runs the command, and looks again and again at how much memory it holds. */
async function post(place: BenchPlace, file: string): Promise<{ took: number; peak: number | null; answer: Record<string, unknown> }> {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(place.projectRoot, "dist/cli.mjs"), "remit", "post", file], { cwd: place.projectRoot, env: cleanEnvironment({ DYAD_DATA_DIR: place.dataDirectory }), stdio: ["ignore", "pipe", "pipe"] });
  let [peak, stdout, stderr] = [0, "", ""];
  child.stdout.on("data", (text) => void (stdout += String(text)));
  child.stderr.on("data", (text) => void (stderr += String(text)));
  const looking = setInterval(() => void (peak = Math.max(peak, peakMemoryOf(child.pid!) ?? 0)), 100);
  await new Promise((resolve) => child.once("close", resolve));
  clearInterval(looking);
  try {
    return { took: performance.now() - began, peak: peak === 0 ? null : peak, answer: JSON.parse(stdout) as Record<string, unknown> };
  } catch {
    return { took: performance.now() - began, peak, answer: { said: stderr } };
  }
}
