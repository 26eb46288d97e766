import { asActor } from "#database/actor.ts";
import { captureWaiting } from "#features/claims/capture.handlers.ts";
import { newPayer } from "#features/payers/contract.ts";
import { decisionOn, envelope, fileOf, paymentOf } from "#features/remittances/claims.test-support.ts";
import type { Outputs } from "../access/server.ts";
import { act, look } from "./acting.ts";
import type { Reader } from "./crawl.ts";
import type { Marked } from "./programme.ts";

// Claims of the marked case through the same code as real work, answered by the made-up clearing house: its member's number is
// one of those whose claims are refused. A word stands in each kind of text that billing keeps.

const made = (marker: string) => `Made up. ${marker}`;
/** Days of the family's last sessions, of which the payer was asked. */
const SINCE = "2026-10-06";
type Money = { marked: Marked; biller: Reader; capture(): Promise<void> };
type Claim = { claimId: string; number: string; revision: number };

async function openMoney(marked: Marked): Promise<Money> {
  const { server, asOwner, markedCase } = marked;
  const { agencyId, timeZone } = marked.somebody("biller@demo.dyad");
  const sessions = (await asOwner<{ id: string }>("select session_id as id from services where case_id = $1 and service_date >= $2 order by service_date", [markedCase, SINCE])).map((one) => one.id);
  const capture = async () => void (await asActor(server.services.database, server.services.clock, { kind: "system", job: "crawl", agencyId, timeZone }, (tx) => captureWaiting(tx, { services: server.services, language: "en" }, sessions)));
  return { marked, biller: marked.of("biller@demo.dyad"), capture };
}
const readClaims = ({ marked }: Money, state: string) => marked.asOwner<Claim>("select id as \"claimId\", number, revision from claims where case_id = $1 and state = $2 order by service_day, id", [marked.markedCase, state]);

/** Two cards of insurance, of which one was never right, and what was told of the other by telephone. */
async function tellOfCards({ marked, biller }: Money): Promise<void> {
  const { markedCase: caseId, asOwner } = marked;
  const desk = marked.of("frontdesk@demo.dyad");
  const [card] = await asOwner<{ id: string }>("select id from coverages where case_id = $1", [caseId]);
  await act(marked, desk, "POST", `/cases/${caseId}/coverage/${card!.id}/checks`, { forDay: "2026-11-20", answer: "active", words: made("MARKER-TOLD-BY-PAYER") });
  const { payers } = await look<Outputs["payers"]["list"]>(marked, biller, "/payers");
  const other = payers.find((one) => !one.isMedicaid)!;
  const address = { line1: "200 Made-Up Street NE", line2: "", city: "Washington", state: "DC", zip: "20002" };
  const { coverageId } = await act<Outputs["coverage"]["add"]>(marked, desk, "POST", `/cases/${caseId}/coverage`, { payerId: other.payerId, place: 2, relation: "self", memberNumber: "71000001", groupNumber: null, planName: null, childName: null, sex: "U", address, insured: null, letters: "redirected", fromDay: "2026-11-01", toDay: null, determinedOn: null });
  await act(marked, desk, "POST", `/cases/${caseId}/coverage/${coverageId}/end`, { toDay: null, reason: made("MARKER-CARD-WRONG") });
  await act(marked, biller, "POST", `/payers/${other.payerId}/confirmation`, { revision: other.revision, source: made("MARKER-GUIDE") });
  await act(marked, biller, "POST", "/place-codes", { payerId: null, place: "residential", code: "99", source: made("MARKER-PLACE") });
}

/** For a while the payer takes claims of a day alone: one is late, and somebody says why it is sent all the same; another is taken out. */
async function makeClaims(money: Money): Promise<void> {
  const { marked, biller } = money;
  const [payer] = (await look<Outputs["payers"]["list"]>(marked, biller, "/payers")).payers.filter((one) => one.isMedicaid);
  const asked = newPayer.parse(Object.fromEntries(Object.keys(newPayer.shape).map((key) => [key, payer![key as keyof typeof payer]])));
  const change = (revision: number, filingDays: number) => act(marked, biller, "PUT", `/payers/${payer!.payerId}`, { ...asked, filingDays, revision });
  await change(payer!.revision, 1);
  await money.capture();
  const [late, other] = await readClaims(money, "draft");
  await act(marked, biller, "POST", `/claims/${late!.claimId}/late`, { revision: late!.revision, reason: made("MARKER-LATE") });
  await act(marked, biller, "POST", `/claims/${other!.claimId}/drop`, { revision: other!.revision, reason: made("MARKER-TAKEN-OUT") });
  await change(payer!.revision + 1, payer!.filingDays);
  await money.capture();
}

/** All but one of what is ready is sent and refused; of a refusal a check is learnt, which holds the one that is left. */
async function sendAndLearn(money: Money): Promise<Claim[]> {
  const { marked, biller } = money;
  const sent = (await readClaims(money, "scrubbed")).slice(0, -1);
  const { batches } = await act<Outputs["claimBatches"]["write"]>(marked, biller, "POST", "/claim-batches", { payerId: null, claimIds: sent.map((one) => one.claimId) });
  for (const { batchId } of batches) {
    await act(marked, biller, "POST", `/claim-batches/${batchId}/sent`, {});
    for (let step = 0; step < 3; step++) await act(marked, biller, "POST", `/clearing/files/${batchId}/mock-answer`, {});
  }
  const check = (words: string) => act<Outputs["claimChecks"]["add"]>(marked, biller, "POST", "/claim-checks", { payerId: null, reasonCode: "27", condition: { kind: "always" }, words, learntFrom: sent[0]!.claimId });
  const { checkId } = await check("Made up.");
  await act(marked, biller, "POST", `/claim-checks/${checkId}/end`, { revision: 1, reason: made("MARKER-UNLEARNT") });
  await check(made("MARKER-LEARNT"));
  await money.capture();
  return sent;
}

/** One refusal is appealed; a part of another is given up, and that is taken back. */
async function workOnDenials({ marked, biller }: Money, [appealed, givenUp]: readonly Claim[]): Promise<void> {
  await act(marked, biller, "POST", `/denials/${appealed!.claimId}/appeals`, { letter: made("MARKER-APPEAL"), dueOn: null, sentOn: "2026-11-20", outcome: null, outcomeOn: null, notes: made("MARKER-ABOUT-APPEAL") });
  await act(marked, biller, "POST", `/denials/${givenUp!.claimId}/write-off`, { of: "receivable", cents: 100, reason: made("MARKER-GIVEN-UP") });
  const { entries } = await look<Outputs["ledger"]["entries"]>(marked, biller, `/ledger/entries?claimId=${givenUp!.claimId}`);
  await act(marked, biller, "POST", `/ledger/entries/${entries.find((one) => one.kind === "write_off")!.entryId}/reverse`, { reason: made("MARKER-TAKEN-BACK") });
}

/** A payment for claims of nobody: one waits, one is settled. And an answer to a file that was never sent. */
async function takeStrays({ marked, biller }: Money): Promise<void> {
  const decisions = [{ number: "NOBODYS1", family: "MARKER-PAID-FOR" }, { number: "NOBODYS2", family: "UP" }].map(({ number, family }) => decisionOn({ number, chargeCents: 12_600 }, { patient: { family, given: "MADE", memberId: "70999999" } }));
  const send = (bytes: Buffer) => act<Outputs["remittances"]["takeFile"]>(marked, biller, "POST", "/payer-files", bytes);
  await send(fileOf(paymentOf({ payerName: "Made-up payer", payerNumber: "MADEUP" }, decisions)));
  const waiting = await look<Outputs["remittances"]["unmatched"]>(marked, biller, "/unmatched-payments");
  await act(marked, biller, "POST", `/unmatched-payments/${waiting.decisions.find((one) => one.claimNumber === "NOBODYS2")!.decisionId}/settle`, { how: "noted", reason: made("MARKER-SETTLED") });
  const number = String(envelope().control).padStart(9, "0");
  await send(Buffer.from(`ISA*00*          *00*          *ZZ*MADEUPPAYER    *ZZ*MADEUP         *261120*0915*^*00501*${number}*0*T*:~TA1*999999999*261120*0915*A*000~IEA*0*${number}~`));
  const { strays } = await look<Outputs["remittances"]["strays"]>(marked, biller, "/payer-strays");
  await act(marked, biller, "POST", `/payer-strays/${strays[0]!.strayId}/settle`, { reason: made("MARKER-STRAY") });
}

/** A family is insured by Medicaid, and no paper is made for such days: this one is of a month before. */
async function makePapers({ marked, biller }: Money): Promise<void> {
  const director = marked.of("director@demo.dyad");
  await act(marked, biller, "POST", "/billform-settings", { right: 0, down: 0, estimate: { en: made("MARKER-ESTIMATE"), es: made("MARKER-ESTIMATE") }, confirmed: null });
  await act(marked, biller, "POST", "/self-pay-prices", { kind: "dyadic", code: null, cents: 1000, fromDay: "2024-01-01", source: made("MARKER-PRICE") });
  await act(marked, biller, "POST", `/cases/${marked.markedCase}/estimates`, { language: "en", from: "2024-01-01", to: "2024-01-31", items: [{ kind: "dyadic", count: 2 }] });
  const grant = { name: "Made up", funder: "Made up", reference: "", fromDay: "2026-01-01", toDay: "2026-12-31", cents: 1_000_000, rates: [{ work: "team", cents: 9000 }] };
  const { grantId } = await act<Outputs["grants"]["add"]>(marked, biller, "POST", "/grants", grant);
  await act(marked, biller, "POST", `/grants/${grantId}/invoices`, { month: "2026-10", language: "en", costs: [{ words: made("MARKER-COST-OF-GRANT"), cents: 100 }] });
  // An invoice holds the name as it was: the word stands in the grant alone.
  await act(marked, biller, "PUT", `/grants/${grantId}`, { ...grant, name: made("MARKER-GRANT"), revision: 1 });
  await act(marked, director, "POST", "/return/costs", { year: 2026, kind: "staff", cents: 100, source: made("MARKER-COST") });
}

/** Claims, files, answers, appeals, papers and grants: there is some of each to crawl. */
export async function addMoney(marked: Marked): Promise<void> {
  const money = await openMoney(marked);
  await tellOfCards(money);
  await makeClaims(money);
  const sent = await sendAndLearn(money);
  await workOnDenials(money, sent);
  await takeStrays(money);
  await makePapers(money);
}
