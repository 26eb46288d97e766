import { randomBytes } from "node:crypto";
import { uuidV7 } from "#kernel/ids.ts";
import type { Outputs } from "../access/server.ts";
import { type Api, must } from "./api.ts";

/** A note that one writer saves again and again. `acknowledged` is the last revision the server said it had; `attempted` the last that was sent. */
export type Writing = { sessionId: string; day: string; adultId: string; childId: string; blockIds: string[]; acknowledged: number; attempted: number };

const MOST_WORDS = 20_000;
const sections = [
  { section: "regulation", class: "relationship" },
  { section: "triggers", class: "child_chart" },
  { section: "about_self", class: "caregiver" },
  { section: "reflection", class: "psychotherapy_note" },
] as const;

/** What the note says at a revision. Every part names the revision, so that parts of two saves can never pass for one. */
export function contentAt(writing: Writing, revision: number) {
  const minute = String(revision % 50).padStart(2, "0");
  const grown = "Growing line of made-up words, año ñandú. ".repeat(revision % 400).slice(0, MOST_WORDS);
  return {
    heldFrom: `${writing.day}T10:${minute}`,
    heldTo: `${writing.day}T11:${minute}`,
    longerSessionReason: `save ${revision}`,
    attendance: [writing.childId, writing.adultId].map((personId) => ({ personId, status: "present", in: `${writing.day}T10:${minute}`, out: `${writing.day}T11:${minute}`, reason: `save ${revision}` })),
    blocks: sections.map((one, place) => ({
      ...one,
      blockId: writing.blockIds[place]!,
      ownerPersonId: one.class === "relationship" || one.class === "caregiver" ? writing.adultId : null,
      words: `save ${revision}, part ${place}. ${grown}`,
      chips: [{ code: `save_${revision}`, detail: `part ${place}` }],
    })),
  };
}

/** Saves as fast as the server answers, until it no longer does. Answers the status that ended it; null where the line broke. */
export async function writeUntilItBreaks(api: Api, writing: Writing): Promise<number | null> {
  for (;;) {
    writing.attempted = writing.acknowledged + 1;
    const answer = await api.call("PUT", `/api/sessions/${writing.sessionId}/note`, { revision: writing.acknowledged, ...contentAt(writing, writing.attempted) }).catch(() => null);
    if (answer === null) return null;
    if (answer.status !== 200) return answer.status;
    const { revision } = answer.body as Outputs["notes"]["save"];
    if (revision !== writing.attempted) throw new Error(`revision ${writing.attempted} was sent, and ${revision} acknowledged`);
    writing.acknowledged = writing.attempted;
  }
}

/** What of a note is not as it was left: an acknowledged save that is gone, or parts of two saves in one. Empty is good. */
export async function findLosses(api: Api, writing: Writing): Promise<string[]> {
  const note = await must<Outputs["notes"]["get"]>(api, "GET", `/api/sessions/${writing.sessionId}/note`);
  const { revision } = note;
  const losses: string[] = [];
  if (revision < writing.acknowledged) losses.push(`revision ${writing.acknowledged} was acknowledged, and ${revision} is there`);
  if (revision > writing.attempted) losses.push(`revision ${revision} is there, and nobody sent more than ${writing.attempted}`);
  if (revision > 0) {
    const expected = contentAt(writing, revision);
    const found = (blockId: string) => note.blocks.find((block) => block.blockId === blockId);
    for (const block of expected.blocks) {
      const there = found(block.blockId);
      if (there?.words !== block.words) losses.push(`${block.section}: the words are not those of revision ${revision}`);
      if (JSON.stringify(there?.chips) !== JSON.stringify(block.chips)) losses.push(`${block.section}: the chips are not those of revision ${revision}`);
    }
    if (note.blocks.length !== expected.blocks.length) losses.push(`${note.blocks.length} blocks`);
    if (note.longerSessionReason !== expected.longerSessionReason) losses.push(`the session is not that of revision ${revision}`);
    for (const one of note.session.attendees) if (one.reason !== `save ${revision}` || one.status !== "present" || one.inAt !== note.session.heldFrom) losses.push(`the attendance is not that of revision ${revision}: ${one.reason}`);
    if (note.session.attendees.length !== expected.attendance.length) losses.push(`${note.session.attendees.length} attendances`);
  }
  writing.acknowledged = revision;
  writing.attempted = revision;
  return losses;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Opens a case with a child and an adult at the front desk, and books sessions of it for as many writers. */
export async function bookWritings(frontDesk: Api, clinician: Api, count: number): Promise<Writing[]> {
  const { staffId } = await must<Outputs["account"]["whoAmI"]>(clinician, "GET", "/api/session");
  const adult = { givenName: "Rosa", familyName: "Made-up", birthDate: null, language: "es", kind: "kin", livesWithChild: true, authority: { kind: "kin", document: "Court order, seen", scopes: ["treatment", "records"], validFrom: inDays(-30), validTo: null }, contact: null };
  const { caseId } = await must<Outputs["cases"]["open"]>(frontDesk, "POST", "/api/cases", { referralId: null, child: { givenName: "River", familyName: "Made-up", birthDate: inDays(-1200) }, caregivers: [adult], clinicianId: staffId });
  const { people } = await must<Outputs["cases"]["get"]>(clinician, "GET", `/api/cases/${caseId}`);
  const personOf = (part: string): string => people.find((one) => one.part === part)!.personId;
  const [childId, adultId] = [personOf("child"), personOf("caregiver")];
  const writings: Writing[] = [];
  for (let place = 0; place < count; place++) {
    const day = inDays(place + 9);
    const session = await must<Outputs["calendar"]["book"]>(clinician, "POST", `/api/cases/${caseId}/sessions`, { caseId, kind: "dyadic", place: "service_site", modality: "in_person", clinicianId: staffId, start: `${day}T18:00`, end: `${day}T18:50`, personIds: [childId, adultId] });
    const blockIds = sections.map(() => uuidV7(Date.now(), randomBytes(10)));
    writings.push({ sessionId: session.sessionId, day, adultId, childId, blockIds, acknowledged: 0, attempted: 0 });
  }
  return writings;
}
