import type { AnyContractRouter } from "@orpc/contract";
import { z } from "zod";
import { contract } from "#features/contract.ts";
import { listProcedures } from "#server/procedure.ts";
import { factsAroundFamilies } from "./facts.family.ts";
import { factsOfWaiting } from "./caseload.ts";
import { factsOfSupervision } from "./supervision.ts";
import { factsOfPrivacy } from "./facts.privacy.ts";

// Which fact of a family each input of the API asks for. No fact is asked in two inputs, unless the second sets the first
// right or goes on from it, and says why. Null is no fact about anybody: a label of who may see, an order, a choice of how.

const person = { givenName: "name of a person", familyName: "name of a person", birthDate: "birth date of a person", kind: "how a person belongs to the child", livesWithChild: "whether a person lives with the child" };
const authority = { kind: "kind of an authority", document: "document of an authority", "scopes[]": "scopes of an authority", validFrom: "first day of an authority", validTo: "last day of an authority" };
const contact = { way: "way to reach an adult", value: "number or address to reach an adult", voicemail: "what a mailbox may hear", "hours[]": "hours in which to reach an adult" };
const clocks = { timeZone: "zone of an adult's clocks" };
const attendance = { heldFrom: "from when a session was held", heldTo: "until when a session was held", "attendance[].status": "how somebody came to a session", "attendance[].in": "when somebody came to a session", "attendance[].out": "when somebody left a session", "attendance[].reason": "why somebody did not come to a session" };
const booking = { place: "place of a session", beds: "beds of a residence", modality: "way of meeting of a session", start: "booked beginning of a session", end: "booked end of a session", videoLink: "address of a meeting on video", travelMinutes: "how long the way to a session is", longerSessionReason: "why a session is longer", kind: "kind of a session", riskReason: "why a session goes on although a risk stands", "seenDays[]": null };
const milestone = { happenedOn: "day of a date of the case", way: "way of a date of the case", organization: "organization of a date of the case", isIndependent: "independence of who held a date of the case", minutes: "minutes of a date of the case", aboutOn: "day that a date of the case is about" };
const within = (prefix: string, of: Record<string, string | null>) => Object.fromEntries(Object.entries(of).map(([leaf, fact]) => [`${prefix}${leaf}`, fact]));

export const facts: Record<string, Record<string, string | null>> = {
  ...factsAroundFamilies,
  ...factsOfPrivacy,
  ...factsOfWaiting,
  ...factsOfSupervision,
  "documents.add": { title: "title of a document", datedOn: "day of a document", kind: "kind of a document", reason: "why a document takes another's place", supersedes: null, class: null, part2: null },
  "training.choose": { challenge: "which challenge a family stands for in training" },
  "documents.remove": { reason: "why a document is taken out of sight" },
  "people.addPerson": { ...person, organization: "organization of a person", part: "part of a person in the case", validFrom: "from when a person is part of the case", openDyad: "whether a dyad is open" },
  "people.endPart": { validTo: "until when a person was part of the case" },
  "people.addAuthority": { holderOrganization: "organization that holds an authority", ...authority, limits: "limits of an authority", secondSignature: "whether an authority needs a second signature" },
  "people.endAuthority": { validTo: "last day of an authority", reason: "why an authority ended" },
  "people.correctBirthDate": { was: null, birthDate: "birth date of a person", reason: "why a birth date was wrong" },
  "people.endAddress": { validTo: "last day of an address", reason: "why an address ended" },
  "people.addAddress": { isConfidential: "whether an address is confidential", lines: "street of an address", city: "city of an address", state: "state of an address", postalCode: "postal code of an address", validFrom: "first day of an address" },
  "people.addContactWay": { ...contact, ...clocks, isSafe: "whether a way to reach an adult is safe" },
  "people.endContactWay": {},
  "diagnoses.add": { system: "system of a diagnosis", code: "code of a diagnosis", label: "words of a diagnosis", status: "what is held of a diagnosis", foundOn: "from when a diagnosis is held", source: "source of a diagnosis", isPrimary: "which diagnosis comes first", "finding.kind": "kind of who found a diagnosis", "finding.by": "who found a diagnosis", "finding.on": "day of the finding of a diagnosis" },
  "diagnoses.setStatus": { follows: null, how: null, status: "what is held of a diagnosis", since: "from when a diagnosis is held", reason: "why what is held of a diagnosis changed" },
  "diagnoses.setPrimary": {},
  "cases.open": { overReason: "why a family is given over a limit", "child.givenName": "name of the child", "child.familyName": "name of the child", "child.birthDate": "birth date of the child", ...within("caregivers[].", person), "caregivers[].madeRequest": "who made the request", ...within("caregivers[].authority.", authority), ...within("caregivers[].contact.", contact) },
  "cases.assign": { overReason: "why a family is given over a limit", kind: "kind of an assignment", validFrom: "first day of an assignment", validTo: "last day of an assignment" },
  "cases.addTraumaticEvent": { kind: "kind of a traumatic event", ageMonths: "age at a traumatic event", source: "source of a traumatic event" },
  "cases.addProblem": { kind: "kind of a problem", followsEvents: "whether a problem follows from events" },
  "cases.addLifeEvent": { happensOn: "day of a life event", kind: "kind of a life event", label: "words of a life event" },
  "cases.addBlock": { section: null, class: null, part2: null, words: "what was told outside a session" },
  "consents.sign": { kind: "kind of a consent", answer: "answer to a consent", signedName: "name typed under a consent", validTo: "last day of a consent", "purposes[]": "what recordings may be watched for", way: "way in which a consent was signed", effort: "effort to have a consent signed", witness: "witness of a consent" },
  "consents.withdraw": {},
  "signing.ask": { kind: "kind of a consent", validTo: "last day of a consent", "purposes[]": "what recordings may be watched for" },
  "signing.withdraw": {},
  "recordings.begin": { name: null, bytes: null, fingerprint: null, "purposes[]": "what one recording may be watched for", keepUntil: "last day of a recording" },
  "recordings.finish": { sha256: null },
  "recordings.name": { code: null, purpose: "for what somebody watches a recording", until: "until when somebody watches a recording" },
  "signing.seen": {},
  "signing.sign": { answer: "answer to a consent", signedName: "name typed under a consent" },
  "signing.takeBack": {},
  "calendar.checkIn": attendance,
  "calendar.book": { ...booking, whenNotCounting: null },
  "bookings.bookSeries": { ...booking, whenNotCounting: null, everyWeeks: "how often a session repeats", lastOn: "until when a session repeats", "leaveOut[]": "days without a session" },
  "bookings.change": { ...booking, scope: null, "leaveOut[]": "days without a session" },
  "bookings.cancelSeries": { scope: null, reason: "why a session was not held", by: "who cancelled a session" },
  "bookings.takeBack": {},
  "hourOffers.make": { start: null, end: null, standsUntil: "until when a free hour is offered", way: "how a free hour was offered", whenOffered: null },
  "hourOffers.answer": { answer: "what an adult answered to a free hour" },
  "visiting.say": { word: "what was said of a visit at home", minutes: "how much longer a visit at home lasts" },
  "visiting.settle": { note: "what was found out about a visit at home" },
  "calendar.cancel": { status: "how a session that was not held ended", reason: "why a session was not held", by: "who cancelled a session" },
  "eligibility.override": { policy: null, rule: null, reason: "why a rule is overridden", until: "until when a rule is overridden" },
  "eligibility.endOverride": { reason: "why an override ended" },
  "plan.begin": {},
  "plan.save": { "goals[].words": "words of a goal", "objectives[].goal": "goal of an objective", "objectives[].words": "words of an objective", "objectives[].baseline": "baseline of an objective", "objectives[].measure": "measure of an objective", "objectives[].value": "target value of an objective", "objectives[].direction": "direction of an objective", "objectives[].observable": "observable of an objective", "objectives[].interventions[]": "interventions of an objective", "objectives[].reviewOn": "when an objective is looked at again" },
  "plan.fix": {},
  "plan.sign": { part: "part in which a plan is signed", way: "way in which a plan is signed", signedName: "name typed under a plan", signedOn: "day of a signature under a plan" },
  "plan.ownSign": { signedName: "name typed under a plan" },
  "plan.attempt": { attemptedOn: "day of a failed attempt to have a plan signed", reason: "why a plan was not signed" },
  "plan.review": { reviewedOn: "day of a review", why: "why a plan is reviewed", outcome: "outcome of a review", "progress[].rating": "progress of an objective of the plan", "progress[].words": "words on the progress of an objective", "progress[].status": "whether an objective of the plan stands open" },
  "course.record": { step: null, place: null, state: "how a step stands", on: "day of a step", answers: "coded answers of a step", words: "words of a step" },
  "course.setStage": { stage: "stage of treatment", reason: "why a stage begins without its gates" },
  "course.search": { since: "since when a family is looked for", place: null },
  "course.contact": { triedOn: "day of an attempt to reach a family", way: "way of an attempt to reach a family", reached: "whether a family was reached", words: "words on an attempt to reach a family" },
  "course.writeAftercare": { place: null, changes: "what has changed, for the family", reminders: "reminders to come, for the family", symptoms: "what may return, for the family", comeBack: "when to come back, for the family", whomToCall: "whom to call, for the family" },
  "course.close": { initiator: "who ended a course", manner: "how a course ended", change: "change over a course", prognosis: "prognosis at the end of a course", transferred: "whether treatment goes on elsewhere", "reasons[].reason": "why a course ended" },
  "course.reopen": {},
  "resources.refer": { reason: "why a family is sent to help elsewhere", referredOn: "day of a referral out", release: "release for a referral out" },
  "resources.answer": { place: null, outcome: "outcome of a referral out", heardOn: "day of the answer to a referral out", words: "words of the answer to a referral out" },
  "notes.save": { ...attendance, longerSessionReason: "why a session is longer", "blocks[].section": null, "blocks[].class": null, "blocks[].words": "words of a session", "blocks[].chips[].code": "coded choices of a session", "blocks[].chips[].detail": "what was added to a coded choice of a session" },
  "notes.sign": {},
  "notes.cosign": {},
  "notes.giveBack": { reason: "what a note needs" },
  "notes.amend": { words: "addendum to a note" },
  "fidelity.confirm": { "changed[].key": null, "changed[].value": "rating that the record suggested otherwise", challenge: "how much the work strained the clinician", capacity: "how far the clinician could reflect", reflection: "the clinician's reflection on a packet" },
  "fidelity.review": { outcome: "whether the supervisor agrees with a packet", words: "the supervisor's words on a packet" },
  "fidelity.attach": {},
  "measures.sendBattery": { "to[].instruments[]": "measures that an adult is sent", "to[].delivery": "way in which measures are sent", outsideAgeReason: "why a measure is used outside its age window" },
  "measures.handOver": {},
  "answers.record": { mode: "way in which a measure was answered", instrument: "which measure was answered", answeredOn: "day on which a measure was answered", answers: "answers to a measure", "entries.first": "answers to a measure", "entries.second": "answers to a measure", form: "form of a licensed result", scoredBy: "who scored a licensed result", narrative: "what was seen of a child and an adult", outsideAgeReason: "why a measure is used outside its age window" },
  "answers.startInterview": { instrument: "which measure was answered", outsideAgeReason: "why a measure is used outside its age window" },
  "answers.keepAnswer": { item: null, answer: "answers to a measure", "answer[]": "answers to a measure" },
  "answers.finishInterview": {},
  "answers.correct": { answers: "answers to a measure", answeredOn: "day on which a measure was answered", reason: "why an answer was corrected" },
  "answers.withdrawEntry": { reason: "why an entry was withdrawn", "to.outsideAgeReason": "why a measure is used outside its age window" },
  "answers.addEvent": { item: null, answer: "answers to a measure", "answer[]": "answers to a measure", happenedOn: "day of a new event of a history", words: "words of a new event of a history" },
  "measures.openLink": {},
  "portal.give": {},
  "portal.end": {},
  "portal.openQuestions": {},
  "portal.copy": {},
  "measures.withdraw": {},
  "measureSchedule.miss": { instrument: null, point: null, place: null, reason: "why a measure is missing", words: "words on a missing measure" },
  "measureSeries.override": { before: null, after: null, reason: "why change is counted across a break" },
  "measureSeries.tell": { "chosen[]": "what an adult is told of the measures", sentence: "the clinician's sentence on the measures", place: null },
  "safety.review": { ideation: "thoughts of dying", plan: "a plan to die", means: "means to die", intent: "intent to die", protective: "what protects an adult", childIsWith: "who is with the child", actions: "what was done for safety", supervisorNotified: "whether the supervisor knows of a risk" },
  "compliance.record": { kind: "kind of a date of the case", ...milestone, reason: "why a date of the case was recorded" },
  "compliance.supersede": { ...milestone, withdrawn: null, reason: "why a date of the case was set right" },
  "audits.replace": { reason: "why a case of an audit is replaced" },
};

/** Facts that two inputs ask for, each with the reason: the second sets right or ends what the first recorded, or goes on from it with what is there already filled in. */
export const askedAgain: Record<string, string> = {
  "order of an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "what the child is to whoever holds an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "member number of an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "group of an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "plan of an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "name of the child as a payer has it": "a card is set right, or a new one comes, and what stood before is kept",
  "sex of the child as a payer has it": "a card is set right, or a new one comes, and what stood before is kept",
  "address that a payer has": "a card is set right, or a new one comes, and what stood before is kept",
  "who holds an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "birth date of whoever holds an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "sex of whoever holds an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "whether a payer's letters are safe": "a card is set right, or a new one comes, and what stood before is kept",
  "first day of an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "last day of an insurance": "a card is set right, or a new one comes, and what stood before is kept",
  "since when a payer says that an insurance holds": "a card is set right, or a new one comes, and what stood before is kept",
  "why an insurance is changed": "a card is set right, or a new one comes, and what stood before is kept",
  ...Object.fromEntries(["which measure was answered", "answers to a measure", "day on which a measure was answered"].map((fact) => [fact, "a form is recorded at one go or read aloud answer by answer; what was wrong is corrected with a reason, and a history is added to"])),
  ...Object.fromEntries(["place of a session", "beds of a residence", "way of meeting of a session", "booked beginning of a session", "booked end of a session", "address of a meeting on video", "how long the way to a session is", "kind of a session", "why a session goes on although a risk stands", "days without a session"].map((fact) => [fact, "a session is booked by itself or as one of many, and what was booked is changed"])),
  ...Object.fromEntries(["words of an adult for other families", "as whom an adult is shown to other families", "in which languages words for other families may be shown", "last day on which words for other families may be shown", "name under a consent to words for other families"].map((fact) => [fact, "given by the adult alone, or taken down from a paper that the adult signed; one at a time stands"])),
  ...Object.fromEntries(["kind of a consent", "last day of a consent", "answer to a consent", "name typed under a consent", "name typed under a plan"].map((fact) => [fact, "staff take a signature, or ask for it and the adult signs alone in the portal"])),
  ...Object.fromEntries(["kind of a request about the own record", "what is asked about the own record"].map((fact) => [fact, "staff take a request in, or the adult asks alone in the portal"])),
  "who cancelled a session": "one is cancelled by itself, or many at one go",
  "why a session was not held": "one is cancelled by itself, or many at one go",
  "why a measure is used outside its age window": "asked where a measure is used: sent, recorded, read aloud, or moved to another child",
  "who pays for the treatment": "said with the referral, or later of the very same one, where a family asked by itself or the payer changed",
  "name of the child": "opening the case shows what the referral says",
  "birth date of the child": "opening the case shows what the referral says",
  "whether a dyad is open": "a dyad opens with a person, and closes or opens when a placement changes",
  "supervision of visits": "terms of visits are recorded by themselves, or with the change of placement that makes them",
  "terms of visits in words": "terms of visits are recorded by themselves, or with the change of placement that makes them",
  "kind of a home": "a home is recorded by itself, or with the change of placement that makes it",
  "with whom the child lives": "a home is recorded by itself, or with the change of placement that makes it",
  "when a safety plan is looked at again": "each look says when the next one is",
  ...Object.fromEntries(["level on an axis", "words of a dimension of an axis", "mark of a dimension of an axis", "code on an axis", "words of a code on an axis", "words on an axis", "from when something stands on an axis", "until when something stands on an axis"].map((fact) => [fact, "what stands wrong on an axis is set right by another entry, with a reason"])),
  "what recordings may be watched for": "asked of an adult in the portal, it is what that adult signs; taken by staff, it is signed there",
  "name of a person": "adults who come with the referral are recorded as the case opens, others when they come; nobody twice",
  "birth date of a person": "as above; and a wrong one is set right with a reason",
  "how a person belongs to the child": "adults who come with the referral are recorded as the case opens, others when they come",
  "whether a person lives with the child": "adults who come with the referral are recorded as the case opens, others when they come",
  "kind of an authority": "one that is known as the case opens is recorded with it, a later one when it is known",
  "document of an authority": "one that is known as the case opens is recorded with it, a later one when it is known",
  "scopes of an authority": "one that is known as the case opens is recorded with it, a later one when it is known",
  "first day of an authority": "one that is known as the case opens is recorded with it, a later one when it is known",
  "last day of an authority": "ending one sets its last day",
  "way to reach an adult": "the first way comes with the referral, further ones when they are told",
  "number or address to reach an adult": "the first way comes with the referral, further ones when they are told",
  "what a mailbox may hear": "the first way comes with the referral, further ones when they are told",
  "hours in which to reach an adult": "the first way comes with the referral, further ones when they are told",
  "what is held of a diagnosis": "what is held changes with time, each time from another day on",
  "from when a diagnosis is held": "what is held changes with time, each time from another day on",
  "from when a session was held": "the note shows what the check-in recorded and sets it right",
  "until when a session was held": "the note shows what the check-in recorded and sets it right",
  "how somebody came to a session": "the note shows what the check-in recorded and sets it right",
  "when somebody came to a session": "the note shows what the check-in recorded and sets it right",
  "when somebody left a session": "the note shows what the check-in recorded and sets it right",
  "why somebody did not come to a session": "the note shows what the check-in recorded and sets it right",
  "why a family is given over a limit": "each assignment that goes over a limit has a reason of its own",
  "why a session is longer": "the note shows the reason that was given at booking",
  ...Object.fromEntries(Object.values(milestone).map((fact) => [fact, "a date that was wrong is superseded by another, with a reason"])),
};

type Schema = { $ref?: string; type?: string; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; properties?: Record<string, Schema>; items?: Schema; $defs?: Record<string, Schema> };

/** The paths of the leaves of an input, as in `blocks[].words`. */
function leavesOf(root: Schema): string[] {
  const leaves = new Set<string>();
  const walk = (schema: Schema, path: string): void => {
    const target = schema.$ref === undefined ? schema : (root.$defs?.[schema.$ref.split("/").at(-1)!] ?? schema);
    const options = target.anyOf ?? target.oneOf ?? target.allOf;
    if (options) return options.filter((one) => one.type !== "null").forEach((one) => walk(one, path));
    if (target.properties) return Object.entries(target.properties).forEach(([key, inner]) => walk(inner, path === "" ? key : `${path}.${key}`));
    if (target.items) return walk(target.items, `${path}[]`);
    leaves.add(path);
  };
  walk(root, "");
  return [...leaves];
}

/** What names a row, a revision or a language is no fact. */
const isTechnical = (leaf: string) => /(^|\.)(\w*Ids?|revision|version|hash|textHash|language)(\[\])?$/.test(leaf);

const aboutFamilies = ["caseId", "sessionId", "personId"];
/** What is asked of a family before it has a case. */
const beforeACase = ["cases.open", "intake.add"];
/** Every input about a family of a procedure that writes, with the leaves that ask for something. */
export function listInputs(): { name: string; leaves: string[] }[] {
  return listProcedures(contract as unknown as AnyContractRouter)
    .filter(({ access, name }) => access.action === "write" && (aboutFamilies.includes(access.subject) || access.of !== null || beforeACase.includes(name)))
    .map(({ name, contract: one }) => {
      const { inputSchema } = (one as unknown as { "~orpc": { inputSchema: z.ZodType } })["~orpc"];
      return { name, leaves: leavesOf(z.toJSONSchema(inputSchema, { io: "input", unrepresentable: "any" }) as Schema).filter((leaf) => !isTechnical(leaf)) };
    });
}

/** Each fact with the inputs that ask for it. */
export function listAsked(table: typeof facts = facts): Map<string, string[]> {
  const asked = new Map<string, string[]>();
  for (const [name, leaves] of Object.entries(table)) {
    for (const fact of new Set(Object.values(leaves))) if (fact !== null) asked.set(fact, [...(asked.get(fact) ?? []), name]);
  }
  return asked;
}

/** How many facts two inputs ask for without a reason: 0 is what the programme promises. */
export const countFactsAskedTwice = (table: typeof facts = facts): number => [...listAsked(table)].filter(([fact, inputs]) => inputs.length > 1 && !(fact in askedAgain)).length;
