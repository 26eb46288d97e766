import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import { addCoverage, noteCheck } from "#features/coverage/handlers.ts";
import { addLine, addPayer, setPlace } from "#features/payers/handlers.ts";
import { addNumber, keepProfile } from "#features/payers/profile.handlers.ts";
import { isNpi } from "#wire/x12/cents.ts";
import { as, type Demo, member } from "./acting.handlers.ts";
import { demoStaff, furtherStaff } from "./programme.rules.ts";

// Made-up payers with a code that is none, numbers that belong to nobody, and places marked as not confirmed.

type Made = { payerId: string; commercialId: string };
const BILLS_MONTHS = 14;
/** Numbers of places as billing.md lists them, none of them confirmed with a payer. */
const PLACES = { service_site: "11", home: "12", community: "53", telehealth_home: "10", telehealth_elsewhere: "02", school: "03", other: "99" } as const;
const SOURCE = "demo, to be confirmed";
const NUMBERED = ["clinician@demo.dyad", "clinician.2@demo.dyad", "clinician.3@demo.dyad", "clinician.4@demo.dyad", "supervisor@demo.dyad"];
/** A name as payers have it: without a title, the last word as the family's. */
function payersName(name: string): { givenName: string; familyName: string } {
  const parts = name.replace(/^Dr\. /, "").split(" ");
  return { givenName: parts.slice(0, -1).join(" "), familyName: parts.at(-1)! };
}
const madeUpNpi = (place: number): string => Array.from({ length: 10 }, (_, digit) => `20000000${place}${digit}`).find(isNpi)!;

/** The payers of the made-up agency, who bills and under which numbers its people treat. */
export async function recordPayers(demo: Demo, today: CivilDate, marker = ""): Promise<Made> {
  const biller = member(demo, "biller@demo.dyad");
  const began = addMonths(today, -BILLS_MONTHS);
  const shared = { taxNumber: null, receiverQualifier: "ZZ", providerNumber: null, usage: "T", againDays: null, sumsSameDay: null, asksRendering: true, asksSupervising: false, needsAuthorization: false } as const;
  const made = await as(demo, biller, began, "10:00", async (tx) => {
    const { payerId } = await addPayer(tx, { ...shared, name: "DC Medicaid (demo)", payerNumber: "DEMODC", isMedicaid: true, filingCode: "MC", receiverName: "DC Medicaid (demo)", receiverNumber: "DEMODC", filingDays: 365 }, "demo");
    const { payerId: commercialId } = await addPayer(tx, { ...shared, name: "Harbor Health Plan (demo)", payerNumber: "DEMOHH", isMedicaid: false, filingCode: "CI", receiverName: "Harbor Health Plan (demo)", receiverNumber: "DEMOHH", filingDays: 180 }, "demo");
    const line = { place: 1, kinds: [], withParts: [], withoutParts: [], places: [], isSupervised: null, code: "DEMO1", modifiers: [], chargedBy: "unit" as const, allowedCents: null, fromDay: began, toDay: null, source: `${SOURCE}. ${marker}`.trim() };
    await addLine(tx, { payerId, ...line, chargeCents: 3_150 });
    await addLine(tx, { payerId: commercialId, ...line, chargeCents: 3_600, source: SOURCE });
    for (const [place, code] of Object.entries(PLACES)) await setPlace(tx, { payerId: null, place: place as keyof typeof PLACES, code, source: SOURCE });
    await keepProfile(tx, { fromDay: began, legalName: "Linden Street Family Center (demo)", npi: "1234567893", taxonomy: null, taxNumber: "999999999", address: { line1: "100 Made-Up Street NW", line2: "", city: "Washington", state: "DC", zip: "200010001" }, payTo: null, senderQualifier: "ZZ", senderNumber: "DEMOLINDEN", contactName: "Made-Up Biller", telephone: "2025550142", email: null }, "demo");
    return { payerId, commercialId };
  });
  for (const [place, email] of NUMBERED.entries()) {
    const staff = demo.agency.staff.get(email);
    const named = [...demoStaff, ...furtherStaff].find((one) => one.email === email);
    if (staff === undefined || named === undefined) continue;
    await as(demo, biller, began, "11:00", (tx) => addNumber(tx, { staffId: staff.staffId, npi: madeUpNpi(place), taxonomy: null, ...payersName(named.name), fromDay: began }));
  }
  return made;
}

/** How the children are insured: most by Medicaid, every fourth under somebody's plan, and some were asked for this month. */
export async function recordCoverages(demo: Demo, made: readonly { caseId: string }[], { payerId, commercialId }: Made, today: CivilDate, marker: string | null = null): Promise<void> {
  const desk = member(demo, "frontdesk@demo.dyad");
  const address = { line1: "200 Made-Up Street NE", line2: "", city: "Washington", state: "DC", zip: "20002" };
  for (const [at, { caseId }] of made.entries()) {
    const isPlan = at % 4 === 3;
    const holder = isPlan ? { givenName: "Made-Up", familyName: "Holder", birthDate: "1990-04-12", sex: null } : null;
    await as(demo, desk, addDays(today, -9), "10:00", async (tx) => {
      const { coverageId } = await addCoverage(tx, { caseId, payerId: isPlan ? commercialId : payerId, place: 1, relation: isPlan ? "child" : "self", memberNumber: `70${String(at + 1).padStart(6, "0")}`, groupNumber: isPlan ? "DEMO-GROUP" : null, planName: marker ?? (isPlan ? "Harbor Family" : null), childName: null, sex: "U", address, insured: holder, letters: isPlan && at % 8 === 3 ? "redirected" : "not_asked", fromDay: addMonths(today, -BILLS_MONTHS), toDay: null, determinedOn: null });
      // Of every fifth child nobody has asked this month.
      const months = new Set([-45, -16, 0].map((days) => addDays(today, days).slice(0, 7)));
      for (const month of months) if (at % 5 !== 4 || month !== today.slice(0, 7)) await noteCheck(tx, { caseId, coverageId, forDay: month === today.slice(0, 7) ? tx.today : `${month}-15`, answer: "active", words: "Told by telephone (demo)." });
    });
  }
}
