import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { Services } from "#server/procedure.ts";
import { annul, confirm, propose } from "#features/graduates/graduating.handlers.ts";
import { agree } from "#features/graduates/roster.handlers.ts";
import type { ListingContent } from "#features/graduates/roster.contract.ts";
import { findGraduation } from "#features/graduates/store.ts";
import { decide, takeOverAll } from "#features/graduates/taking.handlers.ts";
import { listIssuers } from "#features/graduates/taking.store.ts";
import { addSeat, invite, make, waive } from "#features/training/cohorts.handlers.ts";
import { take } from "#features/training/own.handlers.ts";
import { as, type Demo, inDemo, member } from "./acting.handlers.ts";
import type { DemoAgency } from "./staff.handlers.ts";

type Agencies = { collaborative: DemoAgency; dc: DemoAgency };
type Graduate = { name: string; organization: string; credential: string; language: "en" | "es"; of?: { email: string; listing: Partial<ListingContent> & { town: string } }; becomes: "valid" | "lapsed" | "annulled" | "proposed" };

/** How long ago the earlier cohort began, in months. */
const BEGAN_MONTHS = 32;
const COURSE_MONTHS = 18;
const REQUIREMENTS = ["nc1", "nc2", "nc3", "nc4", "nc5", "nc6"];
const few: readonly Graduate[] = [{ name: "Hannah Linde", organization: "Linden Street Family Center", credential: "LICSW", language: "en", of: { email: "clinician@demo.dyad", listing: { town: "Washington, DC", languages: ["en", "es"], settings: ["clinic", "home"], ages: ["toddlers", "preschool"], takes: "wait" } }, becomes: "valid" }];
const more: readonly Graduate[] = [
  { name: "Luis Olmo", organization: "Linden Street Family Center", credential: "LPC", language: "es", of: { email: "clinician.2@demo.dyad", listing: { town: "Takoma Park, MD", languages: ["en", "es", "pt"], settings: ["home", "telehealth"], ages: ["infants", "toddlers"], takes: "now", elsewhere: [{ kind: "state", name: "Made-up state roster", source: "", onDay: "" }] } }, becomes: "valid" },
  { name: "Inés Carrizo", organization: "Río Family House", credential: "LPC", language: "es", becomes: "lapsed" },
  { name: "Basil Thorn", organization: "Harbor Child Clinic", credential: "LMFT", language: "en", becomes: "annulled" },
  { name: "Opal Fern", organization: "Harbor Child Clinic", credential: "LCSW", language: "en", becomes: "proposed" },
];

/** Graduates of an earlier cohort, whose course stands on paper: certificates in several states, what an agency made of one, and two on the roster. */
export async function recordGraduates(services: Services, { collaborative, dc }: Agencies, today: CivilDate, size: "full" | "handful"): Promise<void> {
  const demo = inDemo(services, collaborative);
  const faculty = member(demo, "faculty@demo.dyad");
  const began = addMonths(today, -BEGAN_MONTHS);
  const ended = addMonths(began, COURSE_MONTHS);
  const people = size === "full" ? [...few, ...more] : few;
  const { cohortId } = await as(demo, faculty, addDays(began, -30), "10:00", (tx) => make(tx, { name: "First Piedmont cohort (demo)", track: "nc-ctp", trackVersion: "2019", startsOn: began, months: COURSE_MONTHS, places: 12, appliesFrom: null, appliesTo: null, isBlind: false }));
  for (const requirement of REQUIREMENTS) await as(demo, faculty, addDays(ended, 1), "10:00", (tx) => waive(tx, { cohortId, seatId: null, requirement, threshold: null, reason: "Made up: this cohort was kept on paper, and the paper shows it." }));
  for (const one of people) await bringThrough(demo, { cohortId, began, ended, today }, one, inDemo(services, dc));
  await countAt(inDemo(services, dc), ended);
  for (const { of } of people) if (of !== undefined) await list(inDemo(services, dc), of, today);
}

type Course = { cohortId: string; began: CivilDate; ended: CivilDate; today: CivilDate };
async function bringThrough(demo: Demo, { cohortId, began, ended, today }: Course, one: Graduate, own: Demo): Promise<void> {
  const faculty = member(demo, "faculty@demo.dyad");
  const { seatId } = await as(demo, faculty, addDays(began, -20), "11:00", (tx) => addSeat(tx, { cohortId, name: one.name, organization: one.organization, credential: one.credential, role: "clinician", fromDay: began }));
  const { of } = one;
  if (of !== undefined) {
    const { code } = await as(demo, faculty, addDays(began, -5), "11:00", (tx) => invite(tx, { cohortId, seatId }));
    await as(own, member(own, of.email), addDays(began, -5), "15:00", (tx) => take(tx, { code }, { language: "en" }));
  }
  const on = one.becomes === "proposed" ? addDays(today, -2) : addDays(ended, 7);
  const { graduationId } = await as(demo, faculty, on, "12:00", (tx) => propose(tx, { cohortId, seatId, completedOn: ended, validTo: one.becomes === "lapsed" ? addMonths(ended, 12) : null, language: one.language }, { language: "en" }));
  if (one.becomes === "proposed") return;
  await as(demo, member(demo, "faculty.2@demo.dyad"), on, "12:30", async (tx) => confirm(tx, { graduationId, evidenceHash: (await findGraduation(tx, graduationId))!.evidenceHash }));
  if (one.becomes === "annulled") await as(demo, faculty, addDays(on, 60), "12:00", (tx) => annul(tx, { graduationId, reason: "Made up: the certificate bore the name of somebody else." }));
}

/** The agency takes the certificate over, and its director says whether the issuer's training counts. */
async function countAt(own: Demo, ended: CivilDate): Promise<void> {
  await takeOverAll(own.services, own.agency);
  await as(own, member(own, "director@demo.dyad"), addDays(ended, 20), "10:00", async (tx) => {
    for (const one of await listIssuers(tx)) await decide(tx, { issuerId: one.issuerId, counts: true, reason: "Made up: read with counsel. Local until the Department says more." });
  });
}

/** The word of the agency again, with one found nowhere else. */
export async function plantIssuer(own: Demo, today: CivilDate): Promise<void> {
  await as(own, member(own, "director@demo.dyad"), addDays(today, -1), "10:00", async (tx) => {
    for (const one of await listIssuers(tx)) await decide(tx, { issuerId: one.issuerId, counts: true, reason: "Made up. MARKER-ISSUER" });
  });
}

async function list(own: Demo, { email, listing }: NonNullable<Graduate["of"]>, today: CivilDate): Promise<void> {
  const content: ListingContent = { languages: ["en"], settings: [], ages: [], takes: "not_now", awayFrom: null, awayTo: null, ...listing, elsewhere: (listing.elsewhere ?? []).map((one) => ({ ...one, onDay: addDays(today, -150) })) };
  await as(own, member(own, email), addDays(today, -140), "16:00", (tx) => agree(tx, { ...content, wording: 1 }));
}
