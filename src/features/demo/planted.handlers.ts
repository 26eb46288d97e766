import { Readable } from "node:stream";
import { addDays, timeInZone, wallTimeInZone, addMinutes, type Instant } from "#kernel/dates.ts";
import { type Actor, asActor, newId, type Transaction } from "#database/actor.ts";
import { book } from "#features/calendar/booking.handlers.ts";
import { nothingMore } from "#features/calendar/booking.contract.ts";
import { insertClosed, insertRoom } from "#features/calendar/days.store.ts";
import { listSessions } from "#features/calendar/store.ts";
import { sign as signConsent, textToSign } from "#features/consent/handlers.ts";
import { contact } from "#features/course/ending.handlers.ts";
import { answer, refer } from "#features/course/resources.handlers.ts";
import { listResources } from "#features/course/resources.store.ts";
import { confirm, review } from "#features/fidelity/writing.handlers.ts";
import { list as listPackets, view as readPacket } from "#features/fidelity/reading.handlers.ts";
import type { DraftNode } from "#features/formulation/contract.ts";
import { begin as beginFormulation, keep as keepFormulation, rate, save as saveFormulation } from "#features/formulation/handlers.ts";
import { beginNode } from "#features/formulation/rules.ts";
import { record as recordTrigger } from "#features/formulation/triggers.handlers.ts";
import { dueOf, recordMiss } from "#features/measures/schedule.handlers.ts";
import { tell } from "#features/measures/series.handlers.ts";
import type { DraftBlock } from "#features/notes/contract.ts";
import { saveNote, signNote } from "#features/notes/handlers.ts";
import { findNote } from "#features/notes/store.ts";
import { receive } from "#features/documents/receiving.handlers.ts";
import { correct, record as recordAnswers, startInterview, withdrawEntry } from "#features/measures/entry.handlers.ts";
import { insertLimit, insertOrder, insertVisitTerms } from "#features/people/around.store.ts";
import { findCase, insertAuthority, listPeople } from "#features/people/store.ts";
import { change } from "#features/placement/changing.handlers.ts";
import { finishReview } from "#features/placement/handlers.ts";
import { listReviews } from "#features/placement/store.ts";
import { fix, send } from "#features/release/leaving.handlers.ts";
import { begin as beginRelease, saveLetter } from "#features/release/releases.handlers.ts";
import { add as addRequest } from "#features/release/requests.handlers.ts";
import { decideLimit } from "#features/safety/limits.handlers.ts";
import type { StoryKind } from "#features/stories/shapes.contract.ts";
import { wish } from "#features/stories/family.handlers.ts";
import * as stories from "#features/stories/handlers.ts";
import { addPicture } from "#features/stories/pictures.handlers.ts";
import { beginContent } from "#features/stories/rules.ts";
import { give } from "#features/testimonials/family.handlers.ts";
import { prepare as prepareWords } from "#features/testimonials/handlers.ts";
import { textToSign as textOfTelling } from "#features/testimonials/signing.handlers.ts";
import { settle } from "#features/visiting/handlers.ts";
import { appendAudit } from "#server/audit.ts";
import type { Call, Services } from "#server/procedure.ts";
import { madeUpPicture } from "./pictures.rules.ts";
import { authorize } from "./release.handlers.ts";
import { demoRecipients } from "./release.rules.ts";
import type { DemoAgency } from "./staff.handlers.ts";

type Of = { services: Services; caseId: string; adultA: string; adultB: string; clinician: Actor & { kind: "staff" }; supervisor: Actor; desk: Actor };
type As = <T>(who: Actor, work: (tx: Transaction) => Promise<T>) => Promise<T>;

const made = (marker: string) => `Made up. ${marker}`;

/** A word found nowhere else in each further kind of content of the marked case, put there by the real handlers. */
export async function plantWords(services: Services, agency: DemoAgency, caseId: string): Promise<void> {
  const as: As = (who, work) =>
    asActor(services.database, services.clock, who, async (tx) => {
      const done = await work(tx);
      await appendAudit(tx, { action: "write", procedure: "demo.fill", outcome: "done", requestId: "demo" });
      return done;
    });
  const clinician = agency.staff.get("clinician@demo.dyad")!;
  const adults = (await as(clinician, (tx) => listPeople(tx, caseId))).filter((one) => one.part === "caregiver");
  const adultA = adults.find((one) => one.livesWithChild)!.personId;
  const adultB = adults.find((one) => !one.livesWithChild)!.personId;
  const of: Of = { services, caseId, adultA, adultB, clinician, supervisor: agency.staff.get("supervisor@demo.dyad")!, desk: agency.staff.get("frontdesk@demo.dyad")! };
  await plantThoughts(of, as);
  await plantStories(of, as);
  await plantTestimonials(of, as);
  await plantCourse(of, as);
  await plantNotes(of, as);
  await plantFidelity(of, as);
  await plantWhatLeaves(of, as);
  await plantAround(of, as);
  await plantAnswers(of, as);
  await plantMeasures(of, as);
  await plantHours(of, as);
}

/** Words beside answers: what was seen of the child with an adult, why an answer of the adult was corrected, and why an entry was withdrawn. */
async function plantAnswers({ services, caseId, adultA, clinician }: Of, as: As): Promise<void> {
  const call = { services, language: "en" as const };
  const all = (count: number, place: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at + 1), place]));
  await as(clinician, async (tx) => {
    const one = { caseId, adultId: adultA, language: "en" as const, answeredOn: tx.today, form: "", scoredBy: "", narrative: "", outsideAgeReason: null };
    await recordAnswers(tx, { ...one, mode: "coded", instrument: "observation-dyad", answers: all(6, 2), entries: null, narrative: made("MARKER-OBSERVATION") }, call);
    const enter = () => recordAnswers(tx, { ...one, mode: "paper", instrument: "gad-7", answers: all(7, 1), entries: { first: all(7, 1), second: all(7, 1) } }, call);
    await correct(tx, { requestId: (await enter()).requestId, answers: all(7, 2), answeredOn: null, reason: made("MARKER-CORRECTED-BECAUSE") }, call);
    // One that is being read aloud and is not finished.
    await startInterview(tx, { caseId, instrument: "gad-7", adultId: adultA, language: "en", outsideAgeReason: null }, call);
    await withdrawEntry(tx, { requestId: (await enter()).requestId, reason: made("MARKER-WRONG-CHILD"), to: null }, call);
  });
}

/** Why a measure is missing, in the family's words, and what the adult at home is told of the measures. */
async function plantMeasures({ services, caseId, adultA, clinician }: Of, as: As): Promise<void> {
  await as(clinician, async (tx) => {
    const { items } = await dueOf(tx, caseId, { services });
    const one = items.find((item) => item.state === "missed" || item.state === "overdue" || item.state === "due")!;
    await recordMiss(tx, { caseId, adultId: one.adultId, instrument: one.instrument, point: one.point, place: one.place, reason: "other", words: made("MARKER-MISSED") }, items);
    await tell(tx, { caseId, personId: adultA, language: "en", chosen: [], sentence: made("MARKER-TOLD"), place: 0 }, { services });
  });
}

/** What was found out about a visit at home from which no word came, a room, and a day on which the agency is closed. */
async function plantHours({ services, caseId, adultA, clinician, desk }: Of, as: As): Promise<void> {
  await as(desk, async (tx) => {
    await insertRoom(tx, made("MARKER-ROOM"));
    await insertClosed(tx, { from: addDays(tx.today, 200), to: addDays(tx.today, 200), label: made("MARKER-CLOSED-DAY") });
  });
  await as(clinician, async (tx) => {
    // Over, and a word of it late, at any hour at which a demo is filled.
    const isEarly = timeInZone(tx.now, tx.actor.timeZone) < "08:00";
    const [day, at] = isEarly ? [addDays(tx.today, -1), "20"] : [tx.today, "05"];
    const visit = { caseId, ...nothingMore, kind: "caregiver_alone" as const, place: "home" as const, modality: "in_person" as const, clinicianId: clinician.staffId, personIds: [adultA], start: `${day}T${at}:00`, end: `${day}T${at}:30` };
    const { sessionId } = await book(tx, { ...visit, whenNotCounting: "book", seenDays: [day] }, { services, language: "en" });
    await settle(tx, { sessionId, note: made("MARKER-HOME-VISIT") });
  });
}

async function plantThoughts({ caseId, adultA, adultB, clinician }: Of, as: As): Promise<void> {
  await as(clinician, async (tx) => {
    const cue = { caseId, reaction: "", helps: "", forChild: "", on: tx.today, sessionId: null };
    await recordTrigger(tx, { ...cue, whosePersonId: null, cue: made("MARKER-REMINDER-CHILD") });
    await recordTrigger(tx, { ...cue, whosePersonId: adultB, cue: made("MARKER-REMINDER-B") });
    const { formulationId, revision } = await beginFormulation(tx, { caseId });
    const thought = (kind: DraftNode["kind"], owner: string | null, title: string): DraftNode => ({ ...beginNode(kind, newId(tx), owner), title });
    const nodes = [thought("happened", null, made("MARKER-THOUGHT-CHILD")), thought("ghost", adultA, made("MARKER-THOUGHT-A")), thought("ghost", adultB, made("MARKER-THOUGHT-B")), thought("target", adultA, made("MARKER-TARGET"))];
    const lines = [[0, 1], [1, 2]].map(([from, to]) => ({ linkId: newId(tx), from: `node:${nodes[from!]!.nodeId}`, to: `node:${nodes[to!]!.nodeId}` }));
    const saved = await saveFormulation(tx, { caseId, formulationId, revision, nodes, links: lines });
    await keepFormulation(tx, { caseId, formulationId, revision: saved.revision });
    await rate(tx, { caseId, targetId: nodes[3]!.nodeId, ratedOn: tx.today, strength: 2, status: "open", words: made("MARKER-RATING") });
  });
}

async function plantStories({ services, caseId, adultA, adultB, clinician }: Of, as: As): Promise<void> {
  const incoming = await receive({ services, actor: clinician }, Readable.from([madeUpPicture("MARKER-STORY-PICTURE")]));
  const waiting = await as(clinician, async (tx) => {
    const write = async (kind: StoryKind, ownerId: string, marker: string) => {
      const place = { caseId, ...(await stories.begin(tx, { caseId, kind, ownerId })) };
      const begun = beginContent(kind, [ownerId], () => newId(tx));
      const content = { ...begun, titleEn: "Made up", titleEs: "Inventado", pages: begun.pages.map((page, at) => ({ ...page, en: at === 0 ? made(marker) : "Made up.", es: at === 0 ? made(marker) : "Inventado." })) };
      if (marker === "MARKER-STORY-A") {
        const { pictureId } = await addPicture(tx, { ...place, fileId: (await incoming.run(tx)).fileId }, { services, requestId: "demo" });
        Object.assign(content.pages[0]!, { pictureId, altEn: made("MARKER-STORY-SHOWN"), altEs: made("MARKER-STORY-SHOWN") });
      }
      return { place, ...(await stories.save(tx, { ...place, revision: 1, content })) };
    };
    await write("goodbye", adultA, "MARKER-STORY-DRAFT");
    for (const [adult, marker] of [[adultA, "MARKER-STORY-A"], [adultB, "MARKER-STORY-B"]] as const) {
      const { place, revision } = await write("goodbye", adult, marker);
      await stories.keep(tx, { ...place, revision });
      await stories.approve(tx, { ...place, adultId: adult, approvedOn: tx.today });
    }
    // One that waits for the first adult's yes, and what that adult would change in it.
    const { place, revision } = await write("family", adultA, "MARKER-STORY-WAITS");
    await stories.keep(tx, { ...place, revision });
    return place;
  });
  await as({ kind: "caregiver", agencyId: clinician.agencyId, timeZone: clinician.timeZone, personId: adultA, accountId: adultA, name: "" }, (tx) => wish(tx, { ...waiting, words: made("MARKER-STORY-WISH") }));
}

/** What the first adult allows to be told to others, as it was told and as it is prepared; it waits for a second person. */
async function plantTestimonials({ services, caseId, adultA, clinician }: Of, as: As): Promise<void> {
  const uses = { language: "en" as const, attribution: "none" as const, languages: "one" as const };
  const { testimonialId } = await as({ kind: "caregiver", agencyId: clinician.agencyId, timeZone: clinician.timeZone, personId: adultA, accountId: adultA, name: "" }, (tx) => {
    const agreed = { ...uses, validTo: addDays(tx.today, 182) };
    return give(tx, { caseId, words: made("MARKER-TOLD-OTHERS"), ...agreed, signedName: "Made up", textHash: textOfTelling(tx, agreed, { services }).textHash }, { services });
  });
  await as(clinician, (tx) => prepareWords(tx, { caseId, testimonialId, after: 0, en: made("MARKER-PREPARED"), es: "", settled: [] }));
}

async function plantCourse({ caseId, adultB, clinician }: Of, as: As): Promise<void> {
  await as(clinician, async (tx) => {
    await contact(tx, { caseId, personId: adultB, triedOn: tx.today, way: "call", reached: false, words: made("MARKER-CONTACT-B") });
    const resourceId = (await listResources(tx, { search: "", kind: null, state: "in_use", after: null })).resources[0]!.resourceId;
    const { referralId } = await refer(tx, { caseId, resourceId, personId: adultB, reason: made("MARKER-REFERRED-B"), referredOn: tx.today, release: "not_needed" });
    await answer(tx, { caseId, referralId, place: 0, outcome: "taken_up", heardOn: tx.today, words: made("MARKER-HEARD-B") });
  });
}

/** The last session with its own words beside the chips, signed; and a draft of today's that nobody but its writer knows. */
async function plantNotes({ services, caseId, adultA, clinician }: Of, as: As): Promise<void> {
  const call: Pick<Call, "services" | "language"> = { services, language: "en" };
  await as(clinician, async (tx) => {
    const write = async (daysAgo: number, blocks: readonly Pick<DraftBlock, "section" | "class" | "chips" | "words">[]) => {
      const on = addDays(tx.today, -daysAgo);
      const session = (await listSessions(tx, { from: on, to: on, clinicianId: null, caseId, teamId: null }))[0]!;
      const heldFrom = wallTimeInZone(addMinutes(session.startsAt, 2), session.timeZone);
      const heldTo = wallTimeInZone(session.endsAt as Instant, session.timeZone);
      const found = await findNote(tx, session.sessionId);
      const attendance = session.attendees.map((one) => ({ personId: one.personId, status: "present" as const, in: heldFrom, out: heldTo, reason: "" }));
      const saved = await saveNote(tx, { sessionId: session.sessionId, revision: found?.revision ?? 0, heldFrom, heldTo, longerSessionReason: null, attendance, blocks: blocks.map((one) => ({ ...one, blockId: newId(tx), ownerPersonId: one.class === "caregiver" ? adultA : null })) }, call);
      return { sessionId: session.sessionId, revision: saved.revision };
    };
    const signed = await write(7, [
      { section: "telehealth", class: "caregiver", words: "", chips: [{ code: "where_now", detail: "MARKER-WHERE-NOW" }, { code: "call_back", detail: "MARKER-CALL-BACK" }] },
      { section: "triggers", class: "child_chart", words: "", chips: [{ code: "loud_noise", detail: "MARKER-CHIP" }] },
      { section: "plan", class: "child_chart", words: "Made up.", chips: [] },
    ]);
    await signNote(tx, signed, call);
    await write(0, [{ section: "plan", class: "child_chart", words: made("MARKER-NOTE-DRAFT"), chips: [] }]);
  });
}

async function plantFidelity({ services, caseId, clinician, supervisor }: Of, as: As): Promise<void> {
  const call: Pick<Call, "services" | "language"> = { services, language: "en" };
  const packetId = await as(clinician, async (tx) => {
    const open = (await listPackets(tx, { caseId })).packets.find((one) => one.clinicianId === clinician.staffId && one.packetId === null && one.dueOn !== null && one.dueOn <= tx.today)!;
    const which = { caseId, slotId: open.slotId };
    const { live } = await readPacket(tx, which, call);
    return (await confirm(tx, { ...which, version: 0, hash: live!.hash, changed: [], challenge: "low", capacity: "emerging", reflection: made("MARKER-REFLECTION") }, call)).packetId;
  });
  await as(supervisor, (tx) => review(tx, { caseId, packetId, outcome: "returned", words: made("MARKER-RETURNED") }));
}

async function plantWhatLeaves({ services, caseId, adultA, clinician, desk }: Of, as: As): Promise<void> {
  await as(clinician, async (tx) => {
    const shown = { kind: "privacy_notice" as const, language: "en" as const, validTo: null, purposes: [] };
    await signConsent(tx, { ...shown, caseId, answer: "no", authorityId: null, signerId: adultA, signedName: "MARKER-TYPED-NAME", way: "here", documentId: null, witness: "MARKER-WITNESS", effort: made("MARKER-EFFORT"), textHash: textToSign(tx, { services }, shown).textHash }, { services });
  });
  const asOn = <T>(who: Actor, _on: string, work: (tx: Transaction) => Promise<T>) => as(who, work);
  const today = await as(clinician, async (tx) => tx.today);
  const { recipient } = demoRecipients.school;
  await authorize({ services, caseId, clinician }, asOn, today, "child", { recipientKind: "school", recipient: { ...recipient, name: "MARKER-RECIPIENT" }, purpose: made("MARKER-PURPOSE"), opens: ["service", "child_chart"], language: "en" });
  const { authorizationId } = await authorize({ services, caseId, clinician }, asOn, today, "child", { ...demoRecipients.school, opens: ["service", "child_chart"], language: "en" });
  const letter = { authorityId: null, requestId: null, subjectId: null, recipientKind: null, recipient: null, recipientPersonId: null, purpose: "", periodFrom: null, periodTo: null, caseId, form: "letter" as const, letterKind: "school" as const, template: null, basis: "authorization" as const, authorizationId, opens: ["service" as const, "child_chart" as const], language: "en" as const };
  const write = (marker: string) => as(clinician, async (tx) => {
    const { releaseId } = await beginRelease(tx, letter, { services });
    return { releaseId, ...(await saveLetter(tx, { caseId, releaseId, revision: 1, sentences: [{ source: "own", words: made(marker), class: "child_chart", ownerPersonId: null }] })) };
  });
  await write("MARKER-LETTER-DRAFT");
  const { releaseId, revision } = await write("MARKER-LETTER-SENT");
  const call: Call & { actor: Actor } = { services, requestId: "demo", actor: clinician, language: "en", device: "", owes: "nothing", signInToken: null, setSignInToken: () => {}, stepToken: null, setStepToken: () => {} };
  const fixing = await fix(call, { caseId, releaseId, revision });
  await as(clinician, (tx) => fixing.run(tx));
  await as(clinician, (tx) => send(tx, { caseId, releaseId, way: "post" }, call));
  await as(desk, (tx) => addRequest(tx, { caseId, kind: "subpoena", receivedOn: tx.today, dueOn: addDays(tx.today, 9), asker: "A made-up court", caseNumber: "", asked: made("MARKER-SUBPOENA"), personId: null, documentId: null }, { services }));
}

/** Who is around the child: orders, visits, what somebody may not learn, a change and what it asks to look at again. */
async function plantAround({ services, caseId, adultA, adultB, clinician, desk }: Of, as: As): Promise<void> {
  await as(desk, (tx) => insertAuthority(tx, caseId, { holderId: null, holderOrganization: "A made-up agency", kind: "agency", document: "A made-up paper", scopes: ["video"], limits: made("MARKER-AUTHORITY"), validFrom: tx.today, validTo: null }));
  await as(clinician, async (tx) => {
    const span = { validFrom: tx.today, validTo: null };
    await insertOrder(tx, caseId, { protects: [adultA], againstId: null, againstName: "Somebody made up", terms: ["no_contact"], words: made("MARKER-ORDER"), documentId: null, ...span });
    await insertVisitTerms(tx, caseId, { personId: adultB, supervision: "supervised", words: made("MARKER-VISITS"), ...span });
    await insertLimit(tx, caseId, { personId: adultB, topics: ["childcare"], words: made("MARKER-MAY-NOT-LEARN"), documentId: null, ...span });
    await decideLimit(tx, { caseId, personId: adultB, reason: made("MARKER-REPRESENTATIVE") });
    const { revision } = (await findCase(tx, caseId))!;
    const partner = { personId: null, givenName: "Somebody", familyName: "Made-Up", birthDate: null, language: "en", kind: "step_parent" as const, livesWithChild: true, opensDyad: false };
    const { changeId } = await change(tx, { caseId, kind: "new_partner", takesEffectOn: tx.today, leaves: [], comes: [partner], home: null, endsAuthorities: [], source: made("MARKER-CHANGE"), sessions: [], revision }, { services, language: "en" });
    const { reviewId } = (await listReviews(tx, caseId)).find((one) => one.changeId === changeId)!;
    await finishReview(tx, { caseId, reviewId, outcome: "done", words: made("MARKER-LOOKED-AGAIN") });
  });
}
