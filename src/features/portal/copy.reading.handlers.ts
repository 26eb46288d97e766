import { addDays, type CivilDate, dateInZone } from "#kernel/dates.ts";
import type { RecordBlock } from "#features/cases/contract.ts";
import { type CopyPart, copyParts } from "./contract.ts";
import type { CopySection, OwnCopy } from "./copy.rules.ts";
import * as rows from "./copy.rows.rules.ts";
import type { Visitor } from "./visitor.handlers.ts";

/** How much a copy holds at most: letters of notes, and pages of a list. What is beyond is said to be. */
const MOST_LETTERS = 400_000;
const MOST_PAGES = 40;
/** Visits are asked for over all the years that there are. */
const FIRST_DAY: CivilDate = "2000-01-01";
const DAYS_AHEAD = 730;

type Page<T> = { items: readonly T[]; next: string | null };
type Length = CopySection["length"];

/** A list page by page, until it ends or there is enough of it. */
async function readPages<T>(read: (after: string | null) => Promise<Page<T>>, isEnough: (items: readonly T[]) => boolean = () => false): Promise<{ items: T[]; length: Length }> {
  const items: T[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items: more, next }: Page<T> = await read(after);
    items.push(...more);
    if (next === null) return { items, length: "whole" };
    if (isEnough(items)) break;
    after = next;
  }
  return { items, length: "cut" };
}
const lettersOf = (blocks: readonly RecordBlock[]) => blocks.reduce((sum, one) => sum + one.words.length, 0);

/**
 * Everything that the adult can read of one record today, by the same procedures as the pages and any program of that adult:
 * each of them judges anew, so that nothing stands here that they would not show. Nothing that needs a professional's
 * judgement first is open to the adult's own reading, so none of it is here.
 */
export async function readCopy({ api, language, now, personId }: Visitor, { caseId, from }: { caseId: string; from: string }): Promise<OwnCopy> {
  const view = await api.cases.get({ caseId });
  const { sessions, timeZone, limited } = await api.calendar.list({ from: FIRST_DAY, to: addDays(dateInZone(now, "UTC"), DAYS_AHEAD), caseId });
  const today = dateInZone(now, timeZone);
  const naming: rows.Naming = { language, timeZone, people: view.people, personId };
  const notes = await readPages(async (after) => {
    const { blocks, next } = await api.cases.record({ caseId, after });
    return { items: blocks, next };
  }, (blocks) => lettersOf(blocks) > MOST_LETTERS);
  const referrals = await readPages(async (after) => {
    const page = await api.intake.list({ status: "all", after });
    return { items: page.referrals.filter((one) => one.caseId === caseId), next: page.next };
  });
  const papers = await readPages(async (after) => {
    const { documents, next } = await api.documents.list({ caseId, after });
    return { items: documents, next };
  });
  const sent = await readPages(async (after) => {
    const { disclosures, next } = await api.release.log({ caseId, after });
    return { items: disclosures, next };
  });
  const written = await readPages(async (before) => {
    const { messages, earlier } = await api.correspondence.own({ caseId, before });
    return { items: messages.toReversed(), next: earlier };
  });
  const ofVisits = new Set(sessions.map((one) => one.sessionId));
  const { wishes } = await api.visitWishes.own({});
  const { plans } = await api.plan.get({ caseId });
  const found: Record<CopyPart, { rows: CopySection["rows"]; length?: Length }> = {
    people: { rows: rows.rowsOfPeople(view, naming) },
    came: { rows: rows.rowsOfReferrals(referrals.items, naming), length: referrals.length },
    child: { rows: rows.rowsOfChild(view, naming) },
    plan: { rows: plans.map((one) => rows.rowOfPlan(one, naming)) },
    visits: { rows: rows.rowsOfVisits(sessions, naming), length: limited ? "cut" : "whole" },
    notes: { rows: notes.items.map((one) => rows.rowOfNote(one, naming)), length: notes.length },
    answers: { rows: rows.rowsOfAnswers(await api.measures.list({ caseId }), naming) },
    afterwards: { rows: rows.rowsOfAftercare((await api.course.aftercare({ caseId })).plans, naming) },
    stories: { rows: rows.rowsOfStories((await api.stories.ofFamily({ caseId })).stories, naming) },
    messages: { rows: rows.rowsOfMessages(written.items, naming), length: written.length },
    wishes: { rows: rows.rowsOfWishes(wishes.filter((one) => ofVisits.has(one.sessionId)), naming) },
    told: { rows: rows.rowsOfTold((await api.testimonials.own({ caseId })).testimonials, naming) },
    papers: { rows: rows.rowsOfPapers(papers.items, naming), length: papers.length },
    signed: { rows: rows.rowsOfSigned((await api.signing.mine({ caseId })).signed, (await api.plan.toSign({ caseId })).signed, naming) },
    asked: { rows: rows.rowsOfRequests((await api.privacy.requests.mine({ caseId })).requests, naming) },
    sent: { rows: rows.rowsOfSent(sent.items), length: sent.length },
    seen: { rows: rows.rowsOfReaders((await api.privacy.trail.ofFamily({ caseId })).readers, naming) },
  };
  const childName = view.people.find((one) => one.part === "child")?.givenName ?? "";
  return { on: today, language, from, childName, sections: copyParts.map((part) => ({ part, rows: found[part].rows, length: found[part].length ?? "whole" })).filter((one) => one.rows.length > 0 || one.length === "cut") };
}
