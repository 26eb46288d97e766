import { letterKinds } from "#features/letters/contract.ts";
import { shippedTemplate } from "#features/letters/shipped.rules.ts";
import { describe, expect, it } from "vitest";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { Viewer } from "#features/disclosure/rules.ts";
import { latestEnd, stateOf, writeAuthorization } from "./authorization.rules.ts";
import { type AuthorizationFacts, classOfRelease, judgePart, type ReleaseFacts } from "./judging.rules.ts";
import { type LetterAround, listSentences, offerLetter } from "./letters.rules.ts";
import { loadLaw } from "./policies.ts";

const law = loadLaw("data");
const [CASE, CHILD, A, B, AUTHOR] = ["10000000-0000-4000-8000-000000000000", "c0000000-0000-4000-8000-000000000000", "a0000000-0000-4000-8000-000000000000", "b0000000-0000-4000-8000-000000000000", "d0000000-0000-4000-8000-000000000000"];
const TODAY = "2026-11-20";
const tag = (more: Partial<DisclosureTag>): DisclosureTag => ({ class: "child_chart", caseId: CASE, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false, ...more });
const viewer = (personId: string, more: Partial<Viewer> = {}): Viewer => ({ today: TODAY, now: `${TODAY}T15:00:00.000Z`, isMachine: false, roles: ["caregiver"], staffId: null, personId, assignments: [], supervised: [], samples: [], reviews: [], custodies: [], brokenGlass: [], recordsAuthorities: [], dyads: [], ownReferralCases: [], part2: [], ...more });
const given = (more: Partial<AuthorizationFacts> = {}): AuthorizationFacts => ({ subjectId: CHILD, signerId: A, opens: ["service", "child_chart"], opensPart2: "no", periodFrom: null, periodTo: null, signedOn: "2026-06-01", expiresOn: "2027-05-31", endedOn: null, authority: "stands", ...more });
const facts = (more: Partial<ReleaseFacts> = {}): ReleaseFacts => ({ today: TODAY, childId: CHILD, subjectId: CHILD, recipientKind: "school", recipientPersonId: null, recipientMayNotLearn: [], basis: "authorization", opens: ["service", "child_chart"], periodFrom: null, periodTo: null, authorization: given(), requestAuthority: "none", order: null, requester: null, ...more });
const order = { reviewed: "yes", judgeSigned: "yes", answered: "no", opens: ["service", "child_chart"], opensPersonId: null } as const;
const chart = { disclosure: tag({}), on: "2026-10-01" };
const visit = { disclosure: tag({ class: "service" }), on: "2026-10-01" };
const own = { disclosure: tag({ class: "caregiver", ownerPersonId: A }), on: "2026-10-01" };
const ofA = { subjectId: A, opens: ["caregiver"], authorization: given({ subjectId: A, opens: ["caregiver"], authority: "own" }) } as const;

describe("what may leave (clinical.md section 10)", () => {
  it.each([
    ["the chart, by an authorization about the child", chart, {}, null],
    ["once it was revoked, from that day", chart, { authorization: given({ endedOn: TODAY }) }, "ended"],
    ["on the day before its end", chart, { authorization: given({ endedOn: "2026-11-21" }) }, null],
    ["on its last day", chart, { authorization: given({ expiresOn: TODAY }) }, null],
    ["the day after", chart, { authorization: given({ expiresOn: "2026-11-19" }) }, "expired"],
    ["where it was never signed", chart, { authorization: given({ signedOn: null }) }, "not_signed"],
    ["where the authority behind it has ended, as after a move", chart, { authorization: given({ authority: "ended" }) }, "authority_ended"],
    ["what it does not cover", chart, { authorization: given({ opens: ["service"] }) }, "not_covered"],
    ["what was not chosen", chart, { opens: ["service"] }, "not_chosen"],
    ["before the days that were chosen", chart, { periodFrom: "2026-10-02" }, "outside_period"],
    ["before the days that it covers", chart, { authorization: given({ periodFrom: "2026-10-02" }) }, "period_not_covered"],
    ["what has no day, where days were chosen", { ...chart, on: null }, { periodTo: TODAY }, "undated"],
    ["an adult's own, by one about the child", own, { opens: ["service", "caregiver"], authorization: given({ opens: ["caregiver"] }) }, "other_person"],
    ["an adult's own, by her own", own, ofA, null],
    ["an adult's own, signed by another", own, { ...ofA, authorization: given({ ...ofA.authorization, signerId: B }) }, "other_person"],
    ["Part 2, by an authorization that does not name it", { ...own, disclosure: { ...own.disclosure, part2: true } }, ofA, "part2"],
    ["Part 2, by her own that names it", { ...own, disclosure: { ...own.disclosure, part2: true } }, { ...ofA, authorization: given({ ...ofA.authorization, opensPart2: "yes" }) }, null],
    ["supervision, by whatever", { ...chart, disclosure: tag({ class: "supervision", ownerStaffId: AUTHOR }) }, {}, "never"],
    ["a report, by whatever", { ...chart, disclosure: tag({ class: "report", ownerStaffId: AUTHOR }) }, { basis: "court_order", recipientKind: "court", order }, "never"],
    ["an address, by whatever", { ...chart, disclosure: tag({ class: "address", ownerPersonId: A }) }, ofA, "never"],
    ["psychotherapy notes beside anything else", { ...chart, disclosure: tag({ class: "psychotherapy_note", ownerStaffId: AUTHOR }) }, { opens: ["child_chart", "psychotherapy_note"], authorization: given({ opens: ["psychotherapy_note"] }) }, "separate_authorization"],
    ["psychotherapy notes by an authorization of their own", { ...chart, disclosure: tag({ class: "psychotherapy_note", ownerStaffId: AUTHOR }) }, { opens: ["psychotherapy_note"], authorization: given({ opens: ["psychotherapy_note"] }) }, null],
    ["psychotherapy notes by an order", { ...chart, disclosure: tag({ class: "psychotherapy_note", ownerStaffId: AUTHOR }) }, { basis: "court_order", recipientKind: "court", order, opens: ["psychotherapy_note"] }, "separate_authorization"],
    ["anything, on a subpoena alone", visit, { basis: "subpoena", recipientKind: "court", order }, "subpoena_alone"],
    ["an order that nobody has reviewed", visit, { basis: "court_order", recipientKind: "court", order: { ...order, reviewed: "no" } }, "not_reviewed"],
    ["an order without a judge", visit, { basis: "court_order", recipientKind: "court", order: { ...order, judgeSigned: "no" } }, "no_judge"],
    ["what an order does not name", chart, { basis: "court_order", recipientKind: "court", order: { ...order, opens: ["service"] } }, "not_named"],
    ["what an order names", chart, { basis: "court_order", recipientKind: "court", order }, null],
    ["attendance to a court, at the representative's request", visit, { basis: "representative_request", recipientKind: "court", requestAuthority: "stands" }, null],
    ["content to a court, at the representative's request", chart, { basis: "representative_request", recipientKind: "court", requestAuthority: "stands" }, "not_opened"],
    ["attendance, once that authority has ended", visit, { basis: "representative_request", recipientKind: "court", requestAuthority: "ended" }, "authority_ended"],
    ["the chart to a school, for coordination", chart, { basis: "coordination" }, "wrong_recipient"],
    ["the chart to somebody who treats, for coordination", chart, { basis: "coordination", recipientKind: "professional" }, null],
    ["the chart to an adult with authority for records", chart, { basis: "own_request", recipientKind: "caregiver", recipientPersonId: A, requester: viewer(A, { recordsAuthorities: [{ caseId: CASE, validFrom: "2026-01-01", validTo: null }] }) }, null],
    ["the chart to an adult without", chart, { basis: "own_request", recipientKind: "caregiver", recipientPersonId: A, requester: viewer(A) }, "not_theirs"],
    ["the chart to an adult whom an order keeps from it, by whatever", chart, { recipientKind: "caregiver", recipientPersonId: B, recipientMayNotLearn: ["record"] }, "may_not_learn"],
    ["her own attendance to an adult who may not learn when sessions are", { ...visit, disclosure: tag({ class: "service", ownerPersonId: B }) }, { recipientKind: "caregiver", recipientPersonId: B, recipientMayNotLearn: ["session_times"] }, "may_not_learn"],
    ["another adult's attendance to an adult of the family", { ...visit, disclosure: tag({ class: "service", ownerPersonId: B }) }, { recipientKind: "caregiver", recipientPersonId: A }, "other_person"],
    ["the child's attendance beside it", visit, { recipientKind: "caregiver", recipientPersonId: A }, "other_record"],
  ] as [string, typeof chart, Partial<ReleaseFacts>, string | null][])("%s", (_what, part, more, reason) => expect(judgePart(part, facts(more), law)).toBe(reason));

  it("is a row that no other adult learns of: an adult's own, and a report", () => {
    expect([classOfRelease("authorization", CHILD, CHILD), classOfRelease("authorization", A, CHILD), classOfRelease("report", CHILD, CHILD)]).toEqual([{ class: "child_chart", ownerPersonId: null }, { class: "caregiver", ownerPersonId: A }, { class: "report", ownerPersonId: null }]);
  });
});

describe("the text of an authorization (D.C. Code § 7-1202.02)", () => {
  const one = { agency: "Linden Street", subject: "Robin", recipient: { name: "Ms. Made-Up", organization: "A school", address: "", fax: "", email: "", personId: null }, purpose: "Planning with the school.", opens: ["service"] as const, opensPart2: "no" as const, periodFrom: null, periodTo: null, expiresOn: "2027-06-01", expiresWhen: "" };
  it.each(["en", "es"] as const)("has every element that the law names, each once, in %s", (language) => {
    const elements = writeAuthorization(one, language).flatMap((line) => (line.element === null ? [] : [line.element]));
    expect(elements.toSorted()).toEqual(law.authorization.elements.map((each) => each.element).toSorted());
  });
  it("says the period, the event and Part 2 where they are set", () => {
    const said = writeAuthorization({ ...one, periodFrom: "2026-01-01", periodTo: "2026-06-30", expiresWhen: "the school year ends.", opensPart2: "yes" }, "en").map((line) => line.words).join("\n");
    expect(said).toContain("from 1 January 2026 to 30 June 2026");
    expect(said).toContain("the school year ends; at the latest on 1 June 2027");
    expect(said).toContain("42 CFR part 2");
    expect(said).toContain("Planning with the school.\n");
  });
  it("ends within 365 days, and tells how it stands on each day", () => {
    expect(latestEnd("2026-06-01", law)).toBe("2027-06-01");
    const state = (more: Partial<Parameters<typeof stateOf>[0]>) => stateOf({ signedOn: "2026-06-01", endedOn: null, expiresOn: TODAY, authority: "stands", ...more }, TODAY);
    expect([state({}), state({ signedOn: null }), state({ expiresOn: "2026-11-19" }), state({ endedOn: TODAY }), state({ endedOn: "2026-11-21" }), state({ authority: "ended" })]).toEqual(["in_force", "unsigned", "expired", "ended", "in_force", "authority_ended"]);
  });
});

describe("the sentences of a letter", () => {
  const visits = [
    { sessionId: "s1", on: "2026-09-01", held: "yes", came: [{ personId: CHILD, name: "Robin", part: "child", came: "yes" }, { personId: A, name: "Ana", part: "adult", came: "yes" }] },
    { sessionId: "s2", on: "2026-09-08", held: "no", came: [{ personId: CHILD, name: "Robin", part: "child", came: "no" }, { personId: A, name: "Ana", part: "adult", came: "no" }] },
    { sessionId: "s3", on: "2026-10-06", held: "yes", came: [{ personId: CHILD, name: "Robin", part: "child", came: "yes" }, { personId: B, name: "Bo", part: "adult", came: "yes" }] },
  ] as const;
  const letter = { caseId: CASE, child: { personId: CHILD, name: "Robin" }, visits, planSigned: { planId: "p", on: "2026-09-20" }, closedOn: null, clinician: { staffId: "a", name: "Dr. Made-Up" }, diagnoses: [{ diagnosisId: "d", code: "F43.10", display: "Post-traumatic stress disorder", since: "2026-09-02" }], objectives: [{ objectiveId: "o", words: "Plays again.", disclosure: tag({ class: "relationship", ownerPersonId: A }) }] };
  it("count what the record holds, point to it and carry its class and owner", () => {
    const found = Object.fromEntries(listSentences(letter, null, null, "en").map((one) => [one.source, one]));
    expect(found[`attended:${CHILD}`]).toMatchObject({ words: "Robin came to 2 of the 3 visits to which Robin was expected.", factIds: ["s1", "s2", "s3"], disclosure: { class: "service", ownerPersonId: null } });
    expect(found[`attended:${A}`]).toMatchObject({ words: "Ana came to 1 of the 2 visits to which Ana was expected.", disclosure: { class: "service", ownerPersonId: A } });
    expect(found[`attended:${B}`]!.words).toBe("Bo came to 1 of the 1 visit to which Bo was expected.");
    expect(found["sessions"]!.words).toBe("From 1 September 2026 to 6 October 2026 there were 2 visits.");
    expect(found["diagnosis:d"]!.disclosure.class).toBe("child_chart");
    expect(found["objective:o"]!.disclosure).toMatchObject({ class: "relationship", ownerPersonId: A });
    expect(found["ended"]).toBeUndefined();
  });
  it("stay within the days that were chosen, but for the first visit", () => {
    const found = Object.fromEntries(listSentences(letter, "2026-10-01", null, "es").map((one) => [one.source, one.words]));
    expect(found["since"]).toBe("Robin viene con nosotros desde el 1 de septiembre de 2026.");
    expect(found["sessions"]).toBe("Del 6 de octubre de 2026 al 6 de octubre de 2026 hubo 1 visita.");
    expect(found[`attended:${A}`]).toBeUndefined();
  });
  const around: LetterAround = { childId: CHILD, subjectId: CHILD, recipient: "Ms. Made-Up", recipientPersonId: null, agency: "Linden Street", language: "en", asked: [{ from: null, to: null }], today: TODAY };
  const always = { from: null, to: null };
  it("begin with no content, whatever the letter, in the words that shipped before there were templates", () => {
    const before = { court: ["since", "sessions", "attended"], child_welfare: ["since", "sessions", "attended"], school: ["since", "sessions"], referrer: ["since", "plan"], closing: ["since", "sessions", "ended"], attendance: ["since", "sessions", "attended"] } as const;
    for (const kind of letterKinds)
      for (const language of ["en", "es"] as const) {
        const { begins, offers } = offerLetter(shippedTemplate(kind), letter, always, { ...around, language });
        const sentences = listSentences(letter, null, null, language);
        expect(begins).toEqual(sentences.filter((one) => (before[kind] as readonly string[]).includes(one.source.split(":")[0]!)));
        expect(offers).toEqual(sentences);
        expect(begins.every((one) => one.disclosure.class === "service")).toBe(true);
      }
  });
  it("of a template of the agency's own carry its facts, and what lacks one stays away by name", () => {
    const template = { paragraphs: [{ en: "Please keep this to yourself.", es: "Guárdelo para usted." }, { en: "{child} came on {first_visit} and has had {visits}; {clinician} works with the family.", es: "{child} vino el {first_visit}; {visits}; {clinician} atiende." }, { en: "{sentence_attended}", es: "{sentence_attended}" }, { en: "It ended on {ended}.", es: "Terminó el {ended}." }, { en: "{sentence_ended}", es: "{sentence_ended}" }] };
    const { begins, missing } = offerLetter(template, letter, always, around);
    expect(begins.map((one) => [one.source, one.words])).toEqual([
      ["paragraph:0", "Please keep this to yourself."],
      ["paragraph:1", "Robin came on 1 September 2026 and has had 2 visits; Dr. Made-Up works with the family."],
      [`attended:${CHILD}`, "Robin came to 2 of the 3 visits to which Robin was expected."], [`attended:${A}`, "Ana came to 1 of the 2 visits to which Ana was expected."], [`attended:${B}`, "Bo came to 1 of the 1 visit to which Bo was expected."],
    ]); // prettier-ignore
    expect(begins[1]).toMatchObject({ factIds: ["s1", "s3", "a"], on: "2026-10-06", disclosure: { class: "service", ownerPersonId: null } });
    expect(missing.map((one) => [one.place, one.fields])).toEqual([[3, ["ended"]], [4, ["sentence_ended"]]]);
  });
  it("of a template are judged as all others are: a day outside those that were asked for keeps the whole paragraph, the agency's own words go along", () => {
    const template = { paragraphs: [{ en: "With our greetings.", es: "Un saludo." }, { en: "{child} came first on {first_visit}, last on {visits_to}.", es: "{child}: {first_visit}, {visits_to}." }, { en: "Last on {visits_to}.", es: "{visits_to}." }] };
    const period = { from: "2026-10-01", to: "2026-10-31" };
    const judged = (more: Partial<ReleaseFacts>, one: Partial<LetterAround> = {}) => offerLetter(template, letter, period, { ...around, asked: [period], ...one }).begins.map((each) => judgePart(each, facts({ periodFrom: period.from, periodTo: period.to, ...more }), law));
    expect(judged({})).toEqual([null, "outside_period", null]);
    expect(judged({ authorization: null })).toEqual(["no_authorization", "no_authorization", "no_authorization"]);
    expect(judged({ opens: ["child_chart"] })).toEqual(["not_chosen", "not_chosen", "not_chosen"]);
    // What one adult of the family gets tells nothing of the child's visits; the agency's own words are not of them.
    expect(judged({ recipientKind: "caregiver", recipientPersonId: A }, { recipientPersonId: A })).toEqual([null, "other_record", "other_record"]);
    expect(judged({ recipientKind: "caregiver", recipientPersonId: A, recipientMayNotLearn: ["session_times"] }, { recipientPersonId: A })).toEqual(["may_not_learn", "may_not_learn", "may_not_learn"]);
  });
});
