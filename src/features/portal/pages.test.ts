import { expect, test } from "vitest";
import type { FamilyStory } from "#features/stories/family.contract.ts";
import { writeConsent as writeTellingConsent } from "#features/testimonials/consent.rules.ts";
import type { OwnTestimonial } from "#features/testimonials/contract.ts";
import { loadTestimonialTexts } from "#features/testimonials/policies.ts";
import { firstFigures, noPicture } from "#features/stories/rules.ts";
import { faultsOfPage, outsideAddresses, pairsOf, samplePractice, sampleProps, weightOf } from "#features/site/page-checks.test-support.ts";
import type { OwnWish } from "#features/calendar/wishes.contract.ts";
import { type Language, languages } from "#kernel/language.ts";
import { readingLevel, sentencesOf, wordsOf } from "#kernel/reading-level.ts";
import { askLinkPage, beginPage, codePage, linkAskedPage, linkOverPage } from "./door.pages.tsx";
import type { ChildRead, Signed, ToSign, Visit } from "./family.rules.ts";
import { helpPage } from "./help.pages.tsx";
import { helpWords } from "./help.words.ts";
import { keysPage, makeKeyPage } from "./keys.pages.tsx";
import { keyWords } from "./keys.words.ts";
import { homePage } from "./home.pages.tsx";
import { goodbyePage } from "./goodbye.pages.tsx";
import type { Goodbye } from "./goodbye.rules.ts";
import { goodbyeWords } from "./goodbye.words.ts";
import { type DrawnThread, messagesPage } from "./messages.pages.tsx";
import { closedToFamily, messageWords } from "./messages.words.ts";
import { papersPage } from "./papers.pages.tsx";
import type { OwnWay } from "./reach.contract.ts";
import { reachPage } from "./reach.pages.tsx";
import { reachWords } from "./reach.words.ts";
import { seenPage } from "./seen.pages.tsx";
import { type Leaf, storiesPage, storyPage, type WishState } from "./story.pages.tsx";
import { storyWords } from "./story.words.ts";
import { signTellingPage, tellingPage } from "./telling.pages.tsx";
import type { Typed } from "./telling.rules.ts";
import { tellingWords } from "./telling.words.ts";
import { wishPage } from "./wishes.pages.tsx";
import { wishWords } from "./wishes.words.ts";
import { visitsPage } from "./visits.pages.tsx";
import { askPage } from "./asking.pages.tsx";
import { askingWords, groundWords, requestNames } from "./asking.words.ts";
import { copyPage } from "./copy.pages.tsx";
import { copyPageWords, copyPartNames, copyWords } from "./copy.words.ts";
import { signPage, type SignProps, takeBackPage } from "./signing.pages.tsx";
import { signedNames, signingWords } from "./signing.words.ts";
import { doorWords, portalWords, saidWords } from "./words.ts";
import { type ConsentKind, consentKinds } from "#features/consent/contract.ts";
import { loadConsentData } from "#features/consent/policies.ts";
import { wordingOn, writeConsent } from "#features/consent/rules.ts";
import type { FamilyRequest } from "#features/privacy/requests.contract.ts";

const links = { en: "/portal?lang=en", es: "/portal?lang=es" };
const said = { en: { goal: "Sleeps most nights", where: "Five nights of seven." }, es: { goal: "Duerme casi todas las noches", where: "Cinco noches de siete." } } as const;
const visit: Visit = { sessionId: "s", childName: "Nico", kind: "dyadic", modality: "in_person", place: "service_site", startsAt: "2026-11-24T15:00:00.000Z", minutes: 90, timeZone: "America/New_York", clinicianName: "Dana W.", status: "booked", came: "expected", videoLink: null, wish: null };
const wished = (more: Partial<OwnWish>): Visit => ({ ...visit, wish: { wishId: "w", sessionId: "s", wish: "another_time", hours: ["mon_morning"], words: "", madeAt: "2026-11-20T15:00:00.000Z", became: "open", answerWords: null, answeredAt: null, ...more } });
const sorry = { en: "We have no other hour this week.", es: "Esta semana no hay otra hora." } as const;
const childOf = (language: Language): ChildRead => ({
  caseId: "c", childName: "Nico", status: "open", stage: 2,
  questions: [{ batteryId: "b", about: ["self"], count: 2, until: "2026-11-24T15:00:00.000Z" }],
  stories: [{ caseId: "c", versionId: "v", titleEn: "Nico and his dad", titleEs: "Nico y su papá" }],
  plan: { caseId: "c", planId: "p", approvedOn: "2026-09-22", objectives: [{ objectiveId: "o", words: said[language].goal, where: said[language].where, coming: "going_well" }], nextReviewOn: "2026-12-15" },
  toSign: [],
  papers: [{ caseId: "c", documentId: "d", title: "A", datedOn: "2026-09-22", mediaType: "application/pdf" }],
  readers: [{ day: "2026-11-18", about: "child", roles: ["front_desk"], name: null }],
  sent: [{ recipient: "Nico", description: "A", on: "2026-11-03" }],
});
const wrote = { en: ["He had a hard drop-off. Should I bring it up?", "Thank you for telling me. We can talk about it together."], es: ["Hoy le costó mucho quedarse. ¿Se lo cuento el martes?", "Gracias por contarme. Lo vemos juntas el martes."] } as const;
const threadOf = (language: Language): DrawnThread & { unread: number } => ({
  caseId: "c", childName: "Nico", state: "open", earlier: "k", answerBy: "2026-11-24T22:00:00.000Z", unread: 1,
  messages: [
    { messageId: "m", words: wrote[language][0], from: "adult", writtenBy: null, writtenAt: "2026-11-18T20:00:00.000Z", promisedBy: "2026-11-20T22:00:00.000Z", readAt: "2026-11-19T14:00:00.000Z", settled: "answered" },
    { messageId: "n", words: wrote[language][1], from: "team", writtenBy: "Dana W.", writtenAt: "2026-11-19T14:10:00.000Z", promisedBy: null, readAt: null, settled: null },
    { messageId: "o", words: wrote[language][0], from: "adult", writtenBy: null, writtenAt: "2026-11-20T20:00:00.000Z", promisedBy: "2026-11-24T22:00:00.000Z", readAt: null, settled: null },
  ],
});
const messages = (language: Language, more: Partial<Parameters<typeof messagesPage>[0]> = {}) => messagesPage({ ...sampleProps(language), page: "messages", threads: [threadOf(language)], now: "2026-11-21T14:00:00.000Z", sentKey: "k", isEarlier: "no", notSent: null, ...more });
const ways: OwnWay[] = [
  { contactWayId: "1", way: "email", masked: "a…@example.org", isSafe: true, voicemail: "hang_up", hours: [], texts: "none" },
  { contactWayId: "2", way: "text", masked: "37", isSafe: true, voicemail: "hang_up", hours: ["mon_morning"], texts: "come" },
  { contactWayId: "3", way: "phone", masked: "37", isSafe: true, voicemail: "say_name_only", hours: [], texts: "none" },
];
const reach = (language: Language, shown: OwnWay[]) => reachPage({ ...sampleProps(language), page: null, ways: shown, letters: language });
const aPlace = { name: "A", kind: "food" as const, area: "A", languages: ["es"], phone: "202-555-0161", web: "https://pantry.example.org" };
const home = (language: Language, children: ChildRead[], visits: Visit[]) => homePage({ ...sampleProps(language), page: "home", name: "Marisol Maple", now: "2026-11-21T14:00:00.000Z", visits, children, threads: children.map(() => threadOf(language)) });
const empty = (language: Language): ChildRead => ({ ...childOf(language), questions: [], stories: [], plan: null, papers: [], readers: [], sent: [] });

const tag = { class: "relationship", caseId: "c", ownerPersonId: "a", ownerStaffId: null, counterpartStaffId: null, part2: false } as const;
const story = (more: Partial<FamilyStory> = {}): FamilyStory => ({
  storyId: "s", versionId: "v", kind: "family", number: 1, state: "asks", keptOn: "2026-11-18", approvedOn: null, titleEn: "Nico and his dad", titleEs: "Nico y su papá", figures: firstFigures, wishes: [], disclosure: tag,
  pages: [{ pageId: "p1", part: "before", scene: "safe_home", ...noPicture, en: "We lived in the small house.\nWe had a dog.", es: "Vivíamos en la casa chica.\nTeníamos un perro." }, { pageId: "p2", part: "now", scene: "none", ...noPicture, en: "Now we are safe.", es: "Ahora estamos a salvo." }],
  ...more,
});
const storyWish = { wishId: "w", versionId: "v", personId: "a", words: "A", wishedAt: "2026-11-19T15:00:00.000Z", settledAt: null, disclosure: { ...tag, class: "caregiver" as const } };
const told = (language: Language, leaf: Leaf, more: Partial<FamilyStory> = {}, wish: WishState = { typed: "", fault: "none" }) => storyPage({ ...sampleProps(language), page: "story", caseId: "c", story: story(more), leaf, wish });

const typed = (text: string): Typed => ({ words: text, attribution: "mother", languages: "both", span: "half" });
const own = (language: Language): OwnTestimonial => {
  const words = { en: "We play again.", es: "Otra vez juegan los dos." }[language];
  return { testimonialId: "t", language, attribution: "mother", languages: "one", validTo: "2027-05-20", words, givenAt: "2026-11-18T15:00:00.000Z", withdrawnAt: null, state: "shown", shownEn: language === "en" ? words : null, shownEs: language === "es" ? words : null, disclosure: { ...tag, class: "caregiver" } };
};
const consent = (language: Language) => ({ lines: writeTellingConsent(loadTestimonialTexts("data").at(-1)!, { language, attribution: "mother", languages: "both", validTo: "2027-05-20" }), textHash: "0".repeat(64), status: "draft" as const });
const after = { en: { changes: "You both play again.", reminders: "Loud nights.", symptoms: "Sit with him. Sing the song.", comeBack: "When the fear stays for weeks.", whomToCall: "Aunt Pilar." }, es: { changes: "Otra vez juegan los dos.", reminders: "Las noches con ruido.", symptoms: "Siéntese con él. Cante con él.", comeBack: "Si el miedo dura semanas.", whomToCall: "La tía Pilar." } } as const;
const goodbye = (language: Language, more: Partial<Goodbye> = {}) => goodbyePage({ ...sampleProps(language), page: "story", goodbye: { caseId: "c", childName: "Nico", status: "open", after: [{ language, ...after[language], writtenAt: "2026-11-18T15:00:00.000Z" }], reached: [{ objectiveId: "o", words: said[language].goal, where: "", coming: "reached" }], visits: 36, story: { versionId: "v", figures: firstFigures }, ...more } });
/** What was signed, in every state that is told. */
const signed: Signed[] = ([["yes", {}], ["no", { kind: "telehealth" }], ["yes", { kind: "messages", withdrawnOn: "2026-10-01" }], ["yes", { kind: "privacy_notice" }], ["yes", { kind: "video", validTo: "2027-10-01", needsSecond: true, mayTakeBack: true }]] as const).map(([answer, more], at) => ({ caseId: "c", what: "consent", address: `/api/${at}`, signedOn: "2026-09-22", consent: { consentId: String(at), kind: "treatment", answer, signedOn: "2026-09-22", validTo: null, withdrawnOn: null, needsSecond: false, mayTakeBack: false, ...more } }));
const planSigned: Signed = { caseId: "c", what: "plan", address: "/api/p", signedOn: "2026-09-23" };
const toSign: ToSign[] = [{ caseId: "c", what: "consent", askId: "k", kind: "video" }, { caseId: "c", what: "plan", planId: "p" }];
const request = (more: Partial<FamilyRequest>): FamilyRequest => ({ requestId: JSON.stringify(more), kind: "amendment", receivedOn: "2026-10-01", dueOn: "2026-11-30", asked: "A", answer: null, ground: null, answerWords: "", answeredOn: null, appendedOn: null, ...more });
const requests: FamilyRequest[] = [request({}), request({ kind: "restriction", dueOn: null }), request({ kind: "access", answer: "given", answeredOn: "2026-10-20" }), request({ kind: "access", answer: "not_given", answeredOn: "2026-10-20" }), request({ answer: "denied", ground: "accurate", answeredOn: "2026-10-20" }), request({ answer: "accepted", answeredOn: "2026-10-20", appendedOn: "2026-10-22" })];
/** The wordings as they ship: they are read on the page of ours, and are ours to keep plain. */
const shipped = loadConsentData("data").texts;
const sign = (language: Language, kind: ConsentKind | "plan", more: Partial<SignProps> = {}) => {
  const wording = kind === "plan" ? null : wordingOn(shipped, kind, "2026-12-01");
  const lines = wording ? writeConsent(wording, language, null) : [{ kind: "title" as const, words: { en: "Plan", es: "Plan" }[language] }, { kind: "text" as const, words: said[language].where }];
  return signPage({ ...sampleProps(language), page: "papers", action: "/portal/sign/c/k", what: kind, lines, textHash: "0", textLanguage: language, isDraft: "yes", state: { kept: {}, faults: [] }, changed: "no", ...more });
};
const asking = (language: Language, state: Parameters<typeof askPage>[0]["state"], names: readonly string[]) => askPage({ ...sampleProps(language), page: "privacy", state, children: names.map((childName, at) => ({ caseId: `c${at}`, childName })) });
const copying = (language: Language, state: Parameters<typeof copyPage>[0]["state"], names: readonly string[]) => copyPage({ ...sampleProps(language), page: "privacy", state, children: names.map((childName, at) => ({ caseId: `c${at}`, childName })) });
const keys = (language: Language, mayAdd: "yes" | "full", state: Parameters<typeof keysPage>[0]["state"] = { kept: {}, faults: [] }) => keysPage({ ...sampleProps(language), page: "privacy", said: saidWords.key_added, mayAdd, state, keys: [{ passkeyId: "a", name: "Nico", addedOn: "2026-09-22", usedOn: null }, { passkeyId: "b", name: "Mia", addedOn: "2026-09-22", usedOn: "2026-10-20" }] });

const door: Record<string, (language: Language) => string> = {
  "asking for a link": (language) => askLinkPage({ ...sampleProps(language), links, typed: "", fault: "none", keys: "work", demo: [] }),
  "asking, a passkey that does not open": (language) => askLinkPage({ ...sampleProps(language), links: null, typed: "", fault: "no_key", keys: "work", demo: [] }),
  "asking, what was no address": (language) => askLinkPage({ ...sampleProps(language), links, typed: "<b>", fault: "no_address", keys: "none", demo: [{ email: "a@demo.dyad", name: "Ana" }] }),
  "asked": (language) => linkAskedPage({ ...sampleProps(language), links: null }),
  "own code": (language) => codePage({ ...sampleProps(language), links, action: "/portal/in/t", triesLeft: 5, fault: "none" }),
  "own code, wrong": (language) => codePage({ ...sampleProps(language), links: null, action: "/portal/in/t", triesLeft: 1, fault: "wrong" }),
  "beginning": (language) => beginPage({ ...sampleProps(language), links, action: "/portal/begin/t", triesLeft: 5, faults: [] }),
  "beginning, all wrong": (language) => beginPage({ ...sampleProps(language), links: null, action: "/portal/begin/t", triesLeft: 2, faults: [{ field: "opening", why: "wrong" }, { field: "own", why: "too_easy" }, { field: "again", why: "not_same" }] }),
  "a link that is over": (language) => linkOverPage({ ...sampleProps(language), links }),
};
const inside: Record<string, (language: Language) => string> = {
  home: (language) => home(language, [childOf(language)], [visit, { ...visit, sessionId: "t", kind: "caregiver_alone" }]),
  "home of two children": (language) => home(language, [childOf(language), { ...childOf(language), caseId: "e", childName: "Mia" }], [{ ...visit, place: "telehealth_home", videoLink: "https://video.example.org/x" }]),
  "home with nothing": (language) => home(language, [empty(language)], []),
  visits: (language) => visitsPage({ ...sampleProps(language), page: "visits", coming: [visit], past: [{ ...visit, status: "held" }] }),
  "visits, none": (language) => visitsPage({ ...sampleProps(language), page: "visits", coming: [], past: [] }),
  "visits, asked": (language) => visitsPage({ ...sampleProps(language), page: "visits", coming: [wished({}), wished({ became: "left", answerWords: sorry[language] }), wished({ became: "moved" }), wished({ wish: "coming" }), wished({ wish: "cannot" })], past: [] }),
  reach: (language) => reach(language, ways),
  "reach, stopped": (language) => reach(language, ways.map((one): OwnWay => ({ ...one, isSafe: false, texts: one.way === "text" ? "stopped_here" : "none" }))),
  "reach, stopped elsewhere": (language) => reach(language, [{ ...ways[1]!, texts: "stopped_elsewhere" }]),
  "reach, none": (language) => reach(language, []),
  help: (language) => helpPage({ ...sampleProps(language), page: null, directory: [{ resourceId: "r", ...aPlace }], referrals: (["waiting", "taken_up", "declined_there", "declined_by_family", "not_reached", null] as const).map((outcome, at) => ({ referralId: String(at), caseId: "c", ...aPlace, web: "", forWhom: at % 2 === 0 ? "you" : "child", referredOn: "2026-11-03", outcome })) }),
  "help, none": (language) => helpPage({ ...sampleProps(language), page: null, directory: [], referrals: [] }),
  "a wish": (language) => wishPage({ ...sampleProps(language), page: "visits", visit, kept: {}, faults: [] }),
  "a wish, asked and wrong": (language) => wishPage({ ...sampleProps(language), page: "visits", visit: wished({}), kept: { wish: ["<b>"], day: ["mon"], words: ["<b>"] }, faults: [{ path: "wish", message: wishWords.pick }, { path: "words", message: wishWords.long(300) }] }),
  "a wish, too late": (language) => wishPage({ ...sampleProps(language), page: "visits", visit: null, kept: {}, faults: [] }),
  messages: (language) => messages(language),
  "messages, late": (language) => messages(language, { now: "2026-11-25T14:00:00.000Z" }),
  "messages, of two children, not sent": (language) => messages(language, { threads: [threadOf(language), { ...threadOf(language), caseId: "e", childName: "Mia", messages: [], earlier: null }], notSent: { caseId: "e", words: "<b>", fault: messageWords.tooLong(2100, 2000) } }),
  "messages, earlier": (language) => messages(language, { isEarlier: "yes" }),
  "messages, ended": (language) => messages(language, { threads: [{ ...threadOf(language), state: "closed" }], notSent: { caseId: "c", words: wrote[language][0], fault: closedToFamily.closed } }),
  "messages, none": (language) => messages(language, { threads: [] }),
  stories: (language) => storiesPage({ ...sampleProps(language), page: "story", children: [{ caseId: "c", childName: "Nico", stories: [story(), story({ versionId: "r", state: "ready", approvedOn: "2026-11-19" }), story({ versionId: "o", state: "ready" }), story({ versionId: "x", wishes: [storyWish] })] }], goodbyes: [{ caseId: "c", childName: "Nico" }] }),
  "stories, none": (language) => storiesPage({ ...sampleProps(language), page: "story", children: [], goodbyes: [] }),
  "a story, its first page": (language) => told(language, 1),
  "a story, its last page": (language) => told(language, 2),
  "a story in one language": (language) => told(language, 1, { titleEs: "", pages: story().pages.map((one) => ({ ...one, ...(language === "en" ? { en: "" } : { es: "" }) })) }),
  "a story, its end": (language) => told(language, "end"),
  "a story with a picture of one's own": (language) => told(language, 1, { pages: story().pages.map((one) => ({ ...one, pictureId: "i", altEn: "A house with a dog.", altEs: "Una casa con un perro." })) }),
  "a story at once": (language) => told(language, "all", { state: "answered", approvedOn: "2026-11-19" }),
  "a story, nothing typed": (language) => told(language, "end", { wishes: [storyWish] }, { typed: "<b>", fault: "empty" }),
  "a story, too much typed": (language) => told(language, "end", {}, { typed: "", fault: "many" }),
  goodbye: (language) => goodbye(language),
  "goodbye, closed": (language) => goodbye(language, { status: "closed", visits: 1, story: null }),
  "goodbye with nothing": (language) => goodbye(language, { after: [], reached: [], visits: 0, story: null }),
  "own words, asked": (language) => tellingPage({ ...sampleProps(language), page: null, children: [{ caseId: "c", childName: "Nico", testimonials: [] }, { caseId: "e", childName: "Mia", testimonials: [] }], again: null }),
  "own words, nothing typed": (language) => tellingPage({ ...sampleProps(language), page: null, children: [{ caseId: "c", childName: "Nico", testimonials: [] }], again: { caseId: "c", typed: typed(""), fault: "empty" } }),
  "own words, on the page": (language) => tellingPage({ ...sampleProps(language), page: null, children: [{ caseId: "c", childName: "Nico", testimonials: [own(language)] }], again: null }),
  "own words, to sign": (language) => signTellingPage({ ...sampleProps(language), page: null, caseId: "c", typed: typed(own(language).words), validTo: "2027-05-20", ...consent(language), signedName: "", fault: "none" }),
  "own words, not signed": (language) => signTellingPage({ ...sampleProps(language), page: null, caseId: "c", typed: typed(own(language).words), validTo: "2027-05-20", ...consent(language), signedName: "", fault: "no_name" }),
  papers: (language) => papersPage({ ...sampleProps(language), page: "papers", children: [{ ...childOf(language), signed: [...signed, planSigned] }, { ...empty(language), signed: [] }] }),
  "papers, none": (language) => papersPage({ ...sampleProps(language), page: "papers", said: saidWords.signed_no, children: [{ ...empty(language), signed: [] }] }),
  privacy: (language) => seenPage({ ...sampleProps(language), page: "privacy", personId: "m", children: [{ ...childOf(language), requests }, { ...empty(language), caseId: "e", requests: [] }] }),
  "privacy, something asked": (language) => seenPage({ ...sampleProps(language), page: "privacy", personId: "m", said: saidWords.asked, children: [{ ...childOf(language), requests: [request({})] }] }),
  "home with something to sign": (language) => home(language, [{ ...childOf(language), toSign }], [visit]),
  ...Object.fromEntries(consentKinds.map((kind) => [`to sign: ${kind}`, (language: Language) => sign(language, kind)])),
  ...Object.fromEntries(consentKinds.filter((kind) => kind !== "privacy_notice").map((kind) => [`to take back: ${kind}`, (language: Language) => takeBackPage({ ...sampleProps(language), page: "papers", action: "/x", kind })])),
  "to sign: the plan": (language) => sign(language, "plan", { isDraft: "no" }),
  "to sign, not answered": (language) => sign(language, "video", { state: { kept: {}, faults: [{ path: "answer", message: signingWords.needAnswer }, { path: "signedName", message: signingWords.needName }] } }),
  "to sign, changed meanwhile": (language) => sign(language, "video", { changed: "yes" }),
  "passkeys": (language) => keys(language, "yes"),
  "passkeys, as many as may be": (language) => keys(language, "full"),
  "passkeys, none to be had": (language) => keysPage({ ...sampleProps(language), page: "privacy", keys: [], mayAdd: "no", state: { kept: {}, faults: [] } }),
  "passkeys, all missing": (language) => keys(language, "yes", { kept: { name: [""] }, faults: [{ path: "name", message: keyWords.needName }, { path: "code", message: keyWords.wrongCode }] }),
  "a passkey to be made": (language) => makeKeyPage({ ...sampleProps(language), page: "privacy", name: "Nico", step: "s", options: { challenge: "c" } }),
  "asking": (language) => asking(language, { kept: {}, faults: [] }, ["Nico"]),
  "asking, of two, all missing": (language) => asking(language, { kept: {}, faults: [{ path: "caseId", message: askingWords.needWhose }, { path: "kind", message: askingWords.needWhat }, { path: "asked", message: askingWords.needWords }] }, ["Nico", "Mia"]),
  "taking a copy": (language) => copying(language, { kept: {}, faults: [] }, ["Nico"]),
  "taking a copy, of two, none picked": (language) => copying(language, { kept: {}, faults: [{ path: "caseId", message: copyPageWords.needWhose }] }, ["Nico", "Mia"]),
  "taking a copy, too often": (language) => copying(language, { kept: {}, faults: [{ path: "format-pdf", message: copyPageWords.tooMany }] }, ["Nico"]),
};
const each = Object.entries({ ...door, ...inside }).flatMap(([name, draw]) => languages.map((language) => [name, language, draw] as const));

test.each(each)("D3: %s (%s) keeps the rules of every family page", (_name, language, draw) => {
  const html = draw(language);
  expect(faultsOfPage(html, language, samplePractice.name)).toEqual([]);
  expect(outsideAddresses(html).filter((address) => !/^(?:https:\/\/www\.weather\.gov\/$|https:\/\/(?:video|pantry)\.example\.org|tel:|sms:)/.test(address))).toEqual([]);
  expect(weightOf(html)).toBeLessThan(60 * 1024);
});

test.each(each)("D3: %s (%s) can be read by anybody", (_name, language, draw) => {
  // Of the two menus, and of the two ways out, one is shown on any screen.
  const sentences = sentencesOf(draw(language).replace(/<nav class="pages wide.*?<\/nav>/s, "").replace(/<form [^>]*class="sign-out-head".*?<\/form>/s, ""));
  expect(sentences.filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
  const level = readingLevel(sentences, language);
  if (language === "en") expect(level.score).toBeLessThanOrEqual(6);
  else expect(level.score).toBeGreaterThanOrEqual(80);
});

test("the door names nobody and no kind of care", () => {
  for (const draw of Object.values(door)) for (const language of languages) expect(draw(language).replace(/Need to talk tonight|families/gi, "")).not.toMatch(/therap|terapia|psycho|trauma|clinic\b|child/i);
});

test("every sentence stands in both languages, and says something else in each", () => {
  for (const { place, en, es } of pairsOf({ doorWords, portalWords, saidWords, signingWords, signedNames, askingWords, requestNames, groundWords, messageWords, closedToFamily, wishWords, reachWords, helpWords, storyWords, tellingWords, goodbyeWords, copyPageWords, copyPartNames, copyWords, keyWords })) {
    expect(`${place} ${en === "" || es === "" ? "empty" : ""}`).toBe(`${place} `);
  }
});
