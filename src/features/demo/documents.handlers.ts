import { Readable } from "node:stream";
import { addDays, type CivilDate, type Instant, instantFromWall } from "#kernel/dates.ts";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { addDocument, addStaffDocument } from "#features/documents/handlers.ts";
import { receive } from "#features/documents/receiving.handlers.ts";
import { listAuthorities, listPeople } from "#features/people/store.ts";
import { listCredentials } from "#features/workforce/store.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { madeUpPaper } from "./papers.rules.ts";
import type { DemoAgency } from "./staff.handlers.ts";

/** A paper of somebody, received and put in its place at a moment of the past, by the real handlers. */
async function putPaper(services: Services, who: Actor, at: Instant, lines: readonly string[], put: (tx: Transaction, fileId: string) => Promise<unknown>): Promise<void> {
  const clock = { now: () => at };
  const incoming = await receive({ services: { ...services, clock }, actor: who }, Readable.from([Buffer.from(madeUpPaper(["MADE UP for the demo programme.", ...lines]))]));
  await asActor(services.database, clock, who, async (tx) => {
    const { fileId } = await incoming.run(tx);
    await put(tx, fileId);
    await appendAudit(tx, { action: "write", procedure: "demo.fill", outcome: "done", requestId: "demo" });
  });
}

const nothingElse = { counterpartStaffId: null, part2: false, authorityId: null, supersedes: null, reason: "" };

/** The papers of a made-up case: what proves each adult's authority, scanned at the desk, and for every third one a letter about the child. */
export async function addCasePapers(services: Services, agency: DemoAgency, { caseId, place, opened }: { caseId: string; place: number; opened: CivilDate }): Promise<void> {
  const desk = agency.staff.get("frontdesk@demo.dyad")!;
  const operator: Actor = { kind: "operator", command: "fill the demo", agencyId: agency.agencyId, timeZone: agency.timeZone };
  const at = (date: CivilDate, time: string) => instantFromWall(`${date}T${time}`, agency.timeZone);
  const found = await asActor(services.database, services.clock, operator, async (tx) => ({ authorities: await listAuthorities(tx, caseId), people: await listPeople(tx, caseId) }));
  for (const authority of found.authorities) {
    const holder = found.people.find((one) => one.personId === authority.holderId);
    const language = holder?.language === "es" ? "es" : "en";
    await putPaper(services, desk, at(opened, "09:40"), [authority.document, `Number ${place + 1} of the made-up papers`], (tx, fileId) =>
      addDocument(tx, { ...nothingElse, caseId, fileId, kind: /birth certificate/i.test(authority.document) ? "birth_certificate" : "court_order", title: authority.document, class: authority.holderId === null ? "child_chart" : "caregiver", ownerPersonId: authority.holderId, authorityId: authority.authorityId, datedOn: authority.validFrom, language }),
    );
  }
  if (place % 3 !== 0) return;
  await putPaper(services, desk, at(addDays(opened, 5), "10:15"), ["A letter from the child's day care, made up."], (tx, fileId) =>
    addDocument(tx, { ...nothingElse, caseId, fileId, kind: "letter", title: "Letter from the day care (made up)", class: "child_chart", ownerPersonId: null, datedOn: addDays(opened, 3), language: "en" }),
  );
}

/** The licences and background checks of those who treat, as the director scanned them. */
export async function addStaffPapers(services: Services, agency: DemoAgency, today: CivilDate): Promise<void> {
  const director = agency.staff.get("director@demo.dyad")!;
  const at = instantFromWall(`${addDays(today, -2)}T10:00`, agency.timeZone);
  for (const email of ["supervisor@demo.dyad", "clinician@demo.dyad", "trainee@demo.dyad", "clinician.2@demo.dyad"]) {
    const { staffId, name } = agency.staff.get(email)!;
    const credentials = await asActor(services.database, { now: () => at }, director, (tx) => listCredentials(tx, staffId));
    for (const one of credentials) {
      if (one.kind !== "licence" && one.kind !== "background_check") continue;
      const kind = one.kind;
      await putPaper(services, director, at, [`${kind === "licence" ? "Licence" : "Background check"} of ${name}, ${one.number || "without a number"}`], (tx, fileId) =>
        addStaffDocument(tx, { staffId, fileId, kind, title: `${kind === "licence" ? `Licence ${one.name}` : "Background check"} (made up)`, credentialId: one.credentialId, datedOn: one.validFrom, language: "en", supersedes: null, reason: "" }),
      );
    }
  }
}

/** Two papers whose title and content each hold a word found nowhere else: one is adult B's own, one of the clinician's own record. */
export async function addMarkedPapers(services: Services, agency: DemoAgency, caseId: string): Promise<void> {
  const clinician = agency.staff.get("clinician@demo.dyad")!;
  const director = agency.staff.get("director@demo.dyad")!;
  const now = services.clock.now();
  const people = await asActor(services.database, services.clock, clinician, (tx) => listPeople(tx, caseId));
  const adultB = people.find((one) => one.part === "caregiver" && !one.livesWithChild)!.personId;
  await putPaper(services, clinician, now, ["MARKER-DOCUMENT-CONTENT"], (tx, fileId) => addDocument(tx, { ...nothingElse, caseId, fileId, kind: "other", title: "Made up. MARKER-DOCUMENT-TITLE", class: "caregiver", ownerPersonId: adultB, datedOn: null, language: "en" }));
  await putPaper(services, director, now, ["MARKER-STAFF-CONTENT"], (tx, fileId) => addStaffDocument(tx, { staffId: clinician.staffId, fileId, kind: "other", title: "Made up. MARKER-STAFF-TITLE", credentialId: null, datedOn: null, language: "en", supersedes: null, reason: "" }));
}
