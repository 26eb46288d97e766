import { type CivilDate, dateInZone } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { roleNames } from "#features/account/screens.words.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import type { OwnWish } from "#features/calendar/wishes.contract.ts";
import { kindWords, placeWords, statusWords } from "#features/calendar/screens.words.ts";
import { sayChip } from "#features/cases/chips.words.ts";
import type { CaseView, RecordBlock } from "#features/cases/contract.ts";
import { eventNames, lifeEventNames, problemNames, sectionNames } from "#features/cases/screens.words.ts";
import type { OwnConsent } from "#features/consent/signing.contract.ts";
import type { FamilyMessage } from "#features/correspondence/contract.ts";
import { type Aftercare, aftercareBlocks } from "#features/course/ending.contract.ts";
import { aftercareNames } from "#features/course/paper.words.ts";
import type { CaseDocument } from "#features/documents/contract.ts";
import type { ReferralView } from "#features/intake/referrals.contract.ts";
import { reasonLabels } from "#features/intake/words.ts";
import type { MeasureAnswers, MeasureRequest, MeasureScore, MeasureWords } from "#features/measures/contract.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import { kindNames, partNames } from "#features/people/screens.words.ts";
import type { Plan } from "#features/plan/contract.ts";
import { goalNames, ratingNames } from "#features/plan/plan.words.ts";
import type { FamilyRequest } from "#features/privacy/requests.contract.ts";
import type { Reader } from "#features/privacy/trail.contract.ts";
import type { Disclosed } from "#features/release/contract.ts";
import type { FamilyStory } from "#features/stories/family.contract.ts";
import type { OwnTestimonial } from "#features/testimonials/contract.ts";
import { groundWords, requestNames } from "./asking.words.ts";
import type { CopyRow } from "./copy.rules.ts";
import { copyWords as words } from "./copy.words.ts";
import { signedNames } from "./signing.words.ts";
import { wishWords } from "./wishes.words.ts";
import { portalWords } from "./words.ts";

// What the procedures answered, as rows of the copy: nothing is looked up, and nothing added.

/** By what the rows name people and days. */
export type Naming = { language: Language; timeZone: string; people: readonly PersonOfCase[]; personId: string };

const some = (lines: readonly (string | null | undefined)[]): string[] => lines.flatMap((one) => (one === null || one === undefined || one.trim() === "" ? [] : [one.trim()]));
const nameOf = ({ givenName, familyName }: Pick<PersonOfCase, "givenName" | "familyName">) => `${givenName} ${familyName}`.trim();
const adultOf = (people: readonly PersonOfCase[], personId: string | null) => people.find((one) => one.personId === personId);
const newest = (rows: readonly CopyRow[]) => rows.toSorted((a, b) => (b.on ?? "").localeCompare(a.on ?? ""));
const dayIn = (at: string, { timeZone }: Naming): CivilDate => dateInZone(at, timeZone);

export function rowsOfPeople(view: CaseView, { language, people }: Naming): CopyRow[] {
  const named = (personId: string) => nameOf(adultOf(people, personId) ?? { givenName: "", familyName: "" });
  return [
    ...people.map((one): CopyRow => ({ on: null, title: nameOf(one), words: some([kindNames[one.kind]?.[language] ?? partNames[one.part][language], one.organization, one.birthDate === null ? null : words.born(writeDay(one.birthDate, language))[language]]) })),
    ...view.assignments.map((one): CopyRow => ({ on: null, title: one.name, words: [words.worksWith[language]] })),
    ...view.addresses.map((one): CopyRow => ({ on: null, title: `${words.address[language]}: ${named(one.personId)}`, words: some([one.lines, `${one.city} ${one.state} ${one.postalCode}`]) })),
    ...view.contactWays.map((one): CopyRow => ({ on: null, title: `${words.reach[language]}: ${named(one.personId)}`, words: some([one.value]) })),
  ];
}

export const rowsOfReferrals = (referrals: readonly ReferralView[], naming: Naming): CopyRow[] =>
  referrals.map((one) => ({ on: dayIn(one.receivedAt, naming), title: one.reasons.map((reason) => reasonLabels[reason][naming.language]).join("; ") || (one.code ?? one.source), words: some([one.ownWords, one.closingReason, ...(one.sentAlong?.conditions.map((each) => `${each.code} ${each.display}`) ?? [])]) }));

export function rowsOfChild({ diagnoses, traumaticEvents, problems, lifeEvents }: CaseView, { language }: Naming): CopyRow[] {
  return [
    ...diagnoses.map((one): CopyRow => ({ on: one.foundOn, title: words.diagnosis[language], words: some([`${one.code} ${one.display}`, one.source]) })),
    ...traumaticEvents.map((one): CopyRow => ({ on: null, title: words.event[language], words: some([eventNames[one.kind]?.[language] ?? one.kind, one.ageMonths === null ? null : words.months(one.ageMonths)[language], one.source]) })),
    ...problems.map((one): CopyRow => ({ on: null, title: words.problem[language], words: [problemNames[one.kind]?.[language] ?? one.kind] })),
    ...newest(lifeEvents.map((one) => ({ on: one.happensOn, title: lifeEventNames[one.kind][language], words: some([one.label]) }))),
  ];
}

export function rowOfPlan(plan: Plan, { language }: Naming): CopyRow {
  const goals = new Map(plan.goals.map((one) => [one.goalId, one.words]));
  const goalOf = (key: string | null) => (key === null ? null : (goals.get(key) ?? Object.entries(goalNames).find(([name]) => name === key)?.[1].plain[language] ?? null));
  const progressOf = (objectiveId: string) => plan.reviews.flatMap((review) => review.progress.filter((one) => one.objectiveId === objectiveId).map((one) => words.review(writeDay(review.reviewedOn, language), Object.entries(ratingNames).find(([rating]) => Number(rating) === one.rating)?.[1][language] ?? "", one.words)[language]));
  const ofObjectives = plan.objectives.flatMap((one) => {
    const goal = goalOf(one.goal);
    return [one.words, goal === null ? null : words.goal(goal)[language], one.baseline === "" ? null : words.start(one.baseline)[language], one.observable === "" ? null : words.see(one.observable)[language], ...progressOf(one.objectiveId)];
  });
  return { on: plan.approvedOn ?? plan.startedOn, title: words.version(plan.number)[language], words: some([...plan.goals.map((one) => words.goal(one.words)[language]), ...ofObjectives, plan.signatures.length === 0 ? null : words.signedBy(plan.signatures.map((one) => one.name).join(", "))[language]]) };
}

export const rowsOfVisits = (sessions: readonly SessionView[], naming: Naming): CopyRow[] =>
  newest(sessions.filter((one) => !one.isTakenBack).map((one) => {
    const { language } = naming;
    const minutes = Math.round((Date.parse(one.endsAt) - Date.parse(one.startsAt)) / 60_000);
    return { on: dayIn(one.startsAt, naming), title: `${kindWords[one.kind][language]}, ${placeWords[one.place][language]}`, words: some([[words.status[one.status][language], words.minutes(minutes)[language], one.clinicianName].join(" · "), one.statusReason, ...one.attendees.map((each) => `${each.name}: ${statusWords[each.status][language]}`)]) };
  }));

export function rowOfNote(block: RecordBlock, { language, people }: Naming): CopyRow {
  const owner = adultOf(people, block.disclosure.ownerPersonId);
  const child = people.find((one) => one.part === "child")?.givenName ?? "";
  const chips = block.chips.map((chip) => sayChip(chip, language, { child, adult: owner?.givenName ?? "" }));
  return {
    on: block.on,
    title: sectionNames[block.section]?.[language] ?? block.section,
    words: some([block.amendsBlockId === null ? null : words.added[language], owner === undefined ? null : words.about(nameOf(owner))[language], block.disclosure.part2 ? words.part2[language] : null, block.words, chips.join("; "), words.by(block.authorName)[language]]),
  };
}

/** Answers by what was asked: totals and the figure of each item, and words beside them; no name of a band, and no wording of a form. */
export function rowsOfAnswers({ requests, scores, answers, words: beside }: { requests: readonly MeasureRequest[]; scores: readonly MeasureScore[]; answers: readonly MeasureAnswers[]; words: readonly MeasureWords[] }, naming: Naming): CopyRow[] {
  const { language } = naming;
  const ids = [...new Set([...scores, ...answers, ...beside].map((one) => one.requestId))];
  return newest(ids.map((requestId) => {
    const request = requests.find((one) => one.requestId === requestId);
    const score = scores.find((one) => one.requestId === requestId);
    const given = answers.filter((one) => one.requestId === requestId);
    const at = request?.submittedAt ?? given[0]?.submittedAt ?? null;
    return {
      on: score?.answeredOn ?? (at === null ? null : dayIn(at, naming)),
      title: (request?.instrument ?? score?.instrument ?? "").toUpperCase(),
      words: some([
        request?.respondentName,
        score?.total == null ? null : words.total(score.total)[language],
        ...Object.entries(score?.subscales ?? {}).flatMap(([name, figure]) => (figure === null ? [] : [`${name.replaceAll("_", " ")}: ${figure}`])),
        ...given.map((one) => words.items(Object.entries(one.answers).map(([item, value]) => `${item}: ${Array.isArray(value) ? value.join(", ") : (value ?? "–")}`).join("; "))[language]),
        ...beside.filter((one) => one.requestId === requestId).map((one) => one.words),
      ]),
    };
  }));
}

export const rowsOfAftercare = (plans: readonly Aftercare[], naming: Naming): CopyRow[] =>
  plans.map((one) => ({ on: dayIn(one.recordedAt, naming), title: copyTitleOf(one, naming.language), words: aftercareBlocks.flatMap((block) => (one[block].trim() === "" ? [] : [`${aftercareNames[block][naming.language]}: ${one[block].trim()}`])) }));
const copyTitleOf = ({ language }: Aftercare, reader: Language) => ({ en: { en: "In English", es: "En inglés" }, es: { en: "In Spanish", es: "En español" } })[language][reader];

export const rowsOfPapers = (papers: readonly CaseDocument[], { language }: Naming): CopyRow[] =>
  papers.filter((one) => one.removed === null && one.supersededBy === null).map((one) => ({ on: one.datedOn, title: one.title, words: [words.openPaper[language]] }));

export const rowsOfSigned = (consents: readonly OwnConsent[], plans: readonly { signedOn: CivilDate }[], { language }: Naming): CopyRow[] =>
  newest([
    ...consents.map((one): CopyRow => ({ on: one.signedOn, title: signedNames[one.kind][language], words: some([words.answer[one.answer][language], one.withdrawnOn === null ? null : words.tookBack(writeDay(one.withdrawnOn, language))[language]]) })),
    ...plans.map((one): CopyRow => ({ on: one.signedOn, title: words.planSigned[language], words: [] })),
  ]);

export const rowsOfRequests = (requests: readonly FamilyRequest[], { language }: Naming): CopyRow[] =>
  newest(requests.map((one) => ({ on: one.receivedOn, title: requestNames[one.kind].name[language], words: some([one.asked, one.answeredOn === null ? (one.dueOn === null ? null : words.due(writeDay(one.dueOn, language))[language]) : words.answered(writeDay(one.answeredOn, language))[language], one.ground === null ? null : groundWords[one.ground][language], one.answerWords]) })));

export const rowsOfSent = (disclosures: readonly Disclosed[]): CopyRow[] => disclosures.map((one) => ({ on: one.disclosedOn, title: one.recipient, words: some([one.description, one.purpose]) }));

export const rowsOfReaders = (readers: readonly Reader[], { language }: Naming): CopyRow[] => readers.map((one) => ({ on: one.day, title: one.name ?? one.roles.map((role) => roleNames[role][language]).join(", "), words: [portalWords.readAbout[one.about][language]] }));

/** A story with its words on every page, in the reader's language where it has it, and what the adult would change. */
export const rowsOfStories = (stories: readonly FamilyStory[], { language }: Naming): CopyRow[] =>
  stories.map((one) => ({
    on: one.keptOn,
    title: { en: [one.titleEn, one.titleEs], es: [one.titleEs, one.titleEn] }[language].find((title) => title !== "") ?? "",
    words: some([...one.pages.flatMap((page) => (language === "en" ? [page.altEn || page.altEs, page.en || page.es] : [page.altEs || page.altEn, page.es || page.en])), ...one.wishes.map((wish) => words.wishedChange(wish.words)[language])]),
  }));

export const rowsOfMessages = (messages: readonly FamilyMessage[], naming: Naming): CopyRow[] =>
  messages.map((one) => ({ on: dayIn(one.writtenAt, naming), title: one.from === "adult" ? words.you[naming.language] : words.by(one.writtenBy ?? "")[naming.language], words: some([one.words]) }));

export const rowsOfWishes = (wishes: readonly OwnWish[], naming: Naming): CopyRow[] =>
  wishes.map((one) => ({ on: dayIn(one.madeAt, naming), title: wishWords.choices[one.wish][naming.language], words: some([one.words, one.answerWords === null ? null : words.back(one.answerWords)[naming.language]]) }));

export const rowsOfTold = (told: readonly OwnTestimonial[], naming: Naming): CopyRow[] =>
  told.map((one) => ({ on: dayIn(one.givenAt, naming), title: words.you[naming.language], words: some([one.words, ...[one.shownEn, one.shownEs].map((shown) => (shown === null ? null : words.shownAs(shown)[naming.language]))]) }));
