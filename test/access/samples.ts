import path from "node:path";
import { addTemplate } from "#features/notes/templates.handlers.ts";
import { textToSign } from "#features/consent/handlers.ts";
import { tellProgramme } from "#features/outcomes/figures.rules.ts";
import { hashOf } from "#features/outcomes/handlers.ts";
import { listLines } from "#features/outcomes/lines.rules.ts";
import { DEFAULT_THRESHOLD } from "#features/outcomes/shapes.contract.ts";
import { shippedSchedule } from "#features/measures/default.rules.ts";
import { loadPolicies } from "#features/policy/policies.ts";
import type { Services } from "#server/procedure.ts";
import { mayOverride } from "#features/policy/rules.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import { insertCertificate, insertCredential, insertSupervision, insertTeam, insertTeamMember } from "#features/workforce/store.ts";
import { look, make } from "#features/reports/handlers.ts";
import { noWords } from "#features/reports/words.rules.ts";
import { acting, makeStaff } from "../support/agency.ts";
import { madeUpPdf } from "../support/paper.ts";
import { type AuditState, newAudit, newSignedSession } from "./audits.ts";
import { correspondenceSamples } from "./correspondence.ts";
import { accessSamples } from "./access.samples.ts";
import { answersSamples } from "./answers.ts";
import { beginSamples } from "./begin.samples.ts";
import { newBattery, newAddress, newAuthority, newDocument, newFile, newMilestone, newOverride, newDiagnosis, newConsent, newNote, newReferral, newSession, operatorDoes, type Scene } from "./scene.ts";
import { newLimit } from "./placements.ts";
import { newAxisEntry, newLine } from "./merges.ts";
import { instrumentSamples } from "./instruments.ts";
import { messagesSamples } from "./messages.ts";
import { newBreak, newestTelling, noSchedules } from "./measures.ts";
import { newLeaver } from "./custody.ts";
import { clearingSamples } from "./clearing.ts";
import { claimSamples } from "./claims.samples.ts";
import { moneySamples } from "./money.ts";
import { payerSamples } from "./payers.ts";
import { remittanceSamples } from "./remittances.ts";
import { newPlan, toSign } from "./plans.ts";
import { projectRoot } from "./server.ts";
import { bystander, nextDay, TODAY, type Caller, type Sample } from "./sample.ts";
import { inputKeys } from "#features/investment/contract.ts";
import { calendarSamples } from "./calendar.samples.ts";
import { portalSamples } from "./portal.ts";
import { graduateSamples } from "./graduates.ts";
import { trainingSamples } from "./training.ts";
import { testimonialSamples } from "./testimonials.ts";
import { recordingSamples } from "./recordings.ts";
import { signingSamples } from "./signing.ts";
import { privacySamples } from "./privacy.ts";
import { caseloadSamples, letterSamples } from "./caseload.ts";
import { supervisionSamples } from "./supervision.ts";
import { applicationSamples } from "./applications.ts";
import { articleSamples, newsletterSamples, questionSamples } from "./readers.ts";
import { rulebookSamples } from "./rulebook.samples.ts";
import { siteSamples } from "./site.samples.ts";
import { viewsSamples } from "./views.ts";
import { treatmentSamples } from "./treatment.samples.ts";

let counter = 0;
const authored = (status: "draft" | "awaiting_cosignature" | "signed", by: "caller" | "trainee" | "clinician") => async (scene: Scene, { staffId }: Caller) => newNote(scene, by === "caller" ? (staffId ?? scene.clinician.staffId) : scene[by].staffId, status);

function overridableRule(): string {
  const policy = loadPolicies(path.join(projectRoot, "data")).find((one) => one.id === "dc-mhrs")!;
  const rule = versionInForce(policy, TODAY)!.clauses.find((one) => mayOverride(one, "supervisor") && mayOverride(one, "administrator"));
  if (!rule) throw new Error("dc-mhrs has no rule that both a supervisor and an administrator may override.");
  return rule.id;
}

const newLicence = { kind: "licence" as const, name: "LICSW", field: "", issuer: "", number: "", isIndependent: true, validFrom: TODAY, validTo: null };
const TOKEN = "a-token-that-is-nobodys-token";

/** A file that the caller sent, or that somebody did where nobody of ours calls. */
const ownFile = async (scene: Scene, { staffId }: Caller) => ({ fileId: await newFile(scene, staffId ?? scene.spare.staffId) });
const caseDocument = async (scene: Scene) => ({ documentId: await newDocument(scene, { caseId: scene.caseId }) });
const staffDocument = async (scene: Scene, staffId: string) => ({ staffId, documentId: await newDocument(scene, { staffId }) });

/** An audit of the scene's case, open to whoever calls, with a finding and an action of theirs. */
const anAudit = (stands: AuditState = "open") => async (scene: Scene, { staffId }: Caller) => newAudit(scene, staffId, stands);

/** What a report is counted with: only the installed instruments are looked up. */
const ofInstruments = { services: { projectRoot } as Services };
const aReport = { kind: "funder", language: "es", cut: null, withReturn: "no" } as const;
/** A report that an administrator made. */
async function newReport(scene: Scene): Promise<{ reportId: string }> {
  const administrator = await makeStaff(scene.place, scene.agency, { roles: ["administrator"] });
  return acting(scene.place, administrator, async (tx) => make(tx, { ...aReport, hash: (await look(tx, aReport, ofInstruments)).hash }, ofInstruments));
}

const templateOf = (number: number): Parameters<typeof addTemplate>[1] => ({ name: `A made-up template ${number}`, kinds: ["dyadic"], bands: [], sections: [{ section: "play", prompt: "" }] });
const aTemplate = (scene: Scene) => operatorDoes(scene, (tx) => addTemplate(tx, templateOf(++counter)));

/** One for each procedure of the API. */
export const samples: Record<string, Sample> = {
  ...treatmentSamples,
  ...calendarSamples,
  ...beginSamples,
  ...privacySamples,
  ...messagesSamples,
  ...portalSamples,
  ...trainingSamples,
  ...graduateSamples,
  ...payerSamples,
  ...clearingSamples,
  ...claimSamples,
  ...remittanceSamples,
  ...moneySamples,
  ...testimonialSamples,
  ...correspondenceSamples,
  ...signingSamples,
  ...recordingSamples,
  ...viewsSamples,
  ...siteSamples,
  ...caseloadSamples,
  ...letterSamples,
  ...supervisionSamples,
  "investment.get": {},
  "investment.keep": { body: () => ({ ...Object.fromEntries(inputKeys.map((key) => [key, null])), priceIndex: [], priceIndexSource: "" }) },
  ...instrumentSamples,
  "account.signIn": { body: () => ({ email: `nobody-${++counter}@example.org`, password: "not a password" }), allowed: { status: 401, why: "the sample's password is wrong; the crawl signs in for good" } },
  "account.whoAmI": {},
  "account.signOut": {},
  "account.demoAccounts": {},
  "account.setLanguage": { body: () => ({ language: "en" }) },
  "account.setUp": { body: () => ({ token: TOKEN, agencyName: "Another", publicName: "Another", slug: "another", timeZone: "America/New_York", practice: { phone: "2025550142", hours: { en: "Mon–Fri", es: "De lunes a viernes" }, languages: { en: "English.", es: "Inglés." } }, name: "Somebody", email: "somebody@example.org", password: "a long enough password" }), allowed: { status: 410, why: "the one-time address is used up once there is an agency" } },
  "account.setUpState": {},
  "account.invite": { body: () => ({ name: "Somebody New", email: `new-${++counter}@example.org`, language: "en", roles: ["clinician"], supervisorId: null }) },
  "account.invitation": { body: () => ({ token: TOKEN }), allowed: { status: 410, why: "there is no such invitation" } },
  "account.acceptInvitation": { body: () => ({ token: TOKEN, password: "a long enough password" }), allowed: { status: 410, why: "there is no such invitation" } },
  ...accessSamples,
  "documents.receive": { bytes: () => madeUpPdf(`file ${++counter}`) },
  "documents.list": {},
  "documents.add": { given: ownFile, body: (_scene, { fileId }) => ({ fileId, kind: "letter", title: "A made-up letter", class: "child_chart", ownerPersonId: null }) },
  "documents.open": { given: caseDocument },
  "documents.remove": { given: caseDocument, body: () => ({ reason: "It belongs elsewhere." }) },
  "documents.listOfStaff": { given: async (scene) => ({ staffId: scene.spare.staffId }) },
  "documents.addOfStaff": { given: async (scene, caller) => ({ staffId: scene.spare.staffId, ...(await ownFile(scene, caller)) }), body: (_scene, { fileId }) => ({ fileId, kind: "licence", title: "A made-up licence" }) },
  "documents.openOfStaff": { given: (scene) => staffDocument(scene, scene.spare.staffId) },
  "documents.removeOfStaff": { given: (scene) => staffDocument(scene, scene.spare.staffId), body: () => ({ reason: "It belongs elsewhere." }) },
  "documents.mine": {},
  "documents.openMine": { given: (scene, { staffId }) => staffDocument(scene, staffId ?? scene.spare.staffId) },
  "workforce.listStaff": {},
  "workforce.overview": {},
  "workforce.addCredential": { given: async (scene) => ({ staffId: scene.spare.staffId }), body: () => ({ kind: "licence", name: "LICSW", field: "", issuer: "", number: "", isIndependent: true, validFrom: TODAY, validTo: null }) },
  "workforce.mine": {},
  "workforce.history": { given: async (scene) => ({ staffId: scene.spare.staffId }) },
  "workforce.correctCredential": { given: async (scene) => ({ credentialId: await operatorDoes(scene, (tx) => insertCredential(tx, scene.spare.staffId, newLicence)) }), body: () => ({ ...newLicence, reason: "A slip." }) },
  "workforce.endEmployment": { given: async (scene) => ({ staffId: (await makeStaff(scene.place, scene.agency, { from: "2026-01-05" })).staffId }), body: () => ({ lastDay: TODAY, reason: "Another place." }) },
  "workforce.takeBackEnd": { given: async (scene) => ({ staffId: await newLeaver(scene, "today") }) },
  "workforce.addTeam": { body: () => ({ name: "Another team", validFrom: TODAY }) },
  "workforce.addTeamMember": { given: async (scene) => ({ teamId: await operatorDoes(scene, (tx) => insertTeam(tx, "A team", TODAY)) }), body: (scene) => ({ staffId: scene.spare.staffId, part: "clinician", validFrom: nextDay() }) },
  "workforce.endTeamMember": { given: async (scene) => ({ membershipId: await operatorDoes(scene, (tx) => insertTeamMember(tx, scene.teamId, scene.spare.staffId, "senior_leader", nextDay())) }), body: () => ({ validTo: "2030-01-01" }) },
  "workforce.addSupervision": { given: async (scene) => ({ clinicianId: scene.spare.staffId, supervisorId: (await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] })).staffId }), body: (_scene, { supervisorId }) => ({ supervisorId, validFrom: TODAY }) },
  "workforce.endSupervision": { given: async (scene) => ({ supervisionId: await operatorDoes(scene, async (tx) => insertSupervision(tx, { supervisorId: (await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] })).staffId, clinicianId: scene.spare.staffId, validFrom: TODAY, validTo: null })) }), body: () => ({ validTo: TODAY }) },
  "workforce.addCertificate": { body: () => ({ kind: "fidelity_audit", validFrom: TODAY, validTo: null, isAcceptable: true, source: "" }) },
  "workforce.correctCertificate": { given: async (scene) => ({ certificateId: await operatorDoes(scene, (tx) => insertCertificate(tx, { kind: "fidelity_audit", validFrom: "2024-01-01", validTo: null, isAcceptable: true, source: "" })) }), body: () => ({ kind: "fidelity_audit", validFrom: TODAY, validTo: null, isAcceptable: true, source: "", reason: "A slip." }) },
  "people.addPerson": { body: () => ({ givenName: "Aunt", birthDate: null, part: "other", kind: "kin", livesWithChild: false, validFrom: TODAY, openDyad: false }) },
  "people.endPart": { given: bystander, body: () => ({ validTo: TODAY }) },
  "people.addAuthority": { body: (scene) => ({ holderId: scene.adultB, holderOrganization: null, kind: "parent", document: "an order", scopes: ["video"], validFrom: TODAY, validTo: null }) },
  "people.endAuthority": { given: async (scene) => ({ authorityId: await newAuthority(scene) }), body: () => ({ validTo: TODAY }) },
  "people.endAddress": { given: async (scene) => ({ addressId: await newAddress(scene) }), body: () => ({ validTo: TODAY }) },
  "people.correctBirthDate": { given: bystander, body: () => ({ was: null, birthDate: "1990-01-01", reason: "A passport, seen." }) },
  "people.around": {},
  "people.addResidence": { given: async () => ({ year: 1900 + (++counter % 100) }), body: (_scene, { year }) => ({ kind: "foster", withPersonId: null, withName: "Made up", validFrom: `${year}-01-01`, validTo: `${year}-12-31` }) },
  "people.addOrder": { body: (scene) => ({ protects: [scene.adultA], againstId: scene.adultB, terms: ["no_contact"], validFrom: TODAY, validTo: null }) },
  "people.addVisitTerms": { given: bystander, body: () => ({ supervision: "supervised", validFrom: TODAY }) },
  "people.addLimit": { given: bystander, body: () => ({ topics: ["addresses"], validFrom: TODAY, validTo: null }) },
  "people.endAround": { given: async (scene) => ({ what: "limit", recordId: await newLimit(scene) }), body: () => ({ validTo: TODAY }) },
  "people.addAddress": { given: bystander, body: () => ({ isConfidential: true, lines: "1 Made-Up Lane", validFrom: TODAY }) },
  "people.addContactWay": { given: bystander, body: () => ({ way: "phone", value: "202-555-0100", isSafe: true, voicemail: "hang_up", hours: [] }) },
  "intake.list": { query: "status=all" },
  "intake.get": { ofAdult: "A" },
  "intake.add": { body: () => ({ source: "phone", callMe: "Somebody", relation: "parent", childGivenName: null, childFamilyName: null, childBirthDate: null, childAge: "3", reasons: [], ownWords: null, contact: { way: "do_not_contact" }, language: "en", otherLanguage: null }) },
  "intake.setPayer": { given: async (scene) => ({ referralId: await operatorDoes(scene, newReferral) }), body: () => ({ payer: "Made-up plan", revision: 1 }) },
  "intake.setStatus": { given: async (scene) => ({ referralId: await operatorDoes(scene, newReferral) }), body: () => ({ status: "in_contact", closingReason: null, revision: 1 }) },
  "noteTemplates.list": {},
  "noteTemplates.add": { body: () => templateOf(++counter) },
  "noteTemplates.change": { given: aTemplate, body: () => ({ ...templateOf(++counter), revision: 1 }) },
  "noteTemplates.retire": { given: aTemplate },
  "cases.list": { query: "status=all" },
  "cases.open": { body: () => ({ referralId: null, child: { givenName: "New", birthDate: "2023-01-01" }, caregivers: [], clinicianId: null }) },
  "cases.get": {},
  "cases.assign": { body: (scene) => ({ staffId: scene.spare.staffId, kind: "covering", validFrom: nextDay(), validTo: "2030-01-01" }) },
  "plan.get": {},
  "plan.begin": { given: async (scene) => (await newPlan(scene, "fixed"), {}), body: () => ({}) },
  "plan.save": { given: (scene) => newPlan(scene, "draft"), body: () => ({ revision: 1, goals: [], objectives: [] }) },
  "plan.fix": { given: (scene) => newPlan(scene, "draft"), body: () => ({ revision: 1 }) },
  "plan.text": { given: (scene) => newPlan(scene, "fixed"), query: "language=en" },
  "plan.sign": { given: toSign, body: (scene, { textHash }) => ({ part: "caregiver", authorityId: scene.authorityId, way: "here", signedName: "Ana Made-Up", signedOn: TODAY, language: "en", textHash }) },
  "plan.attempt": { given: (scene) => newPlan(scene, "fixed"), body: () => ({ attemptedOn: TODAY, reason: "Nobody came." }) },
  "plan.review": { given: (scene) => newPlan(scene, "approved"), body: (_scene, { objectiveId }) => ({ reviewedOn: TODAY, why: "due", outcome: "keeps", progress: [{ objectiveId, rating: 1, words: "Made up.", status: "open" }] }) },
  "plan.paper": { given: (scene) => newPlan(scene, "approved"), query: "language=en&kind=plain", ofAdult: "A" },
  "diagnoses.codes": {},
  "diagnoses.list": {},
  "diagnoses.add": { body: () => ({ code: "F43.10", foundOn: TODAY }) },
  "diagnoses.setStatus": { given: async (scene) => ({ diagnosisId: await newDiagnosis(scene) }), body: () => ({ follows: null, status: "ruled_out", since: TODAY, reason: "Seen anew." }) },
  "diagnoses.setPrimary": { given: async (scene) => ({ diagnosisId: await newDiagnosis(scene) }), body: (_scene, { diagnosisId }) => ({ diagnosisId }) },
  "diagnoses.axes": {},
  "diagnoses.addAxis": { body: (scene) => ({ axis: 2, ownerPersonId: scene.adultA, level: 2, since: TODAY }) },
  "diagnoses.correctAxis": { given: newAxisEntry, body: () => ({ how: "corrected", label: "Made up, read again", since: TODAY, reason: "A slip." }) },
  "diagnoses.crosswalk": {},
  "diagnoses.addLine": { body: () => ({ dcCode: `made-up-${++counter}`, icdCode: "F43.10", validFrom: TODAY }) },
  "diagnoses.replaceLine": { given: newLine, body: () => ({ how: "changed", dcCode: `made-up-${++counter}`, icdCode: "F43.10", validFrom: TODAY }) },
  "cases.addTraumaticEvent": { body: () => ({ kind: "neglect", ageMonths: 12 }) },
  "cases.addProblem": { body: () => ({ kind: "attachment", followsEvents: true }) },
  "cases.addLifeEvent": { body: () => ({ happensOn: TODAY, kind: "court", label: "Hearing" }) },
  "cases.record": {},
  "cases.addBlock": { body: () => ({ section: "told", class: "child_chart", ownerPersonId: null, counterpartStaffId: null, words: "Made up." }) },
  "consents.list": {},
  "consents.sign": { body: (scene) => ({ kind: "treatment", answer: "yes", authorityId: scene.authorityId, signerId: scene.adultA, signedName: "Ana Made-Up", language: "en", validTo: null, textHash: textToSign({ today: TODAY }, scene.server, { kind: "treatment", language: "en", validTo: null }).textHash }) },
  "consents.text": { query: "kind=treatment&language=en" },
  "consents.read": { given: async (scene) => ({ consentId: await newConsent(scene) }) },
  "consents.paper": { given: async (scene) => ({ consentId: await newConsent(scene) }) },
  "consents.giveCopy": { given: async (scene) => ({ consentId: await newConsent(scene) }), body: () => ({ way: "paper" }) },
  "consents.withdraw": { given: async (scene) => ({ consentId: await newConsent(scene) }), body: () => ({}) },
  "calendar.list": { query: "from=2026-01-01&to=2027-12-31" },
  "calendar.get": { ofAdult: "A" },
  "calendar.propose": { query: `on=${TODAY}` },
  "calendar.foresee": { body: (scene) => ({ place: "home", modality: "in_person", clinicianId: scene.clinician.staffId, start: `${TODAY}T10:00`, end: `${TODAY}T11:00`, personIds: [scene.adultA] }) },
  "calendar.verdicts": { query: "from=2026-01-01&to=2027-12-31" },
  "calendar.checkIn": { given: async (scene) => ({ sessionId: await newSession(scene, scene.clinician.staffId) }), body: (scene) => ({ revision: 1, heldFrom: null, heldTo: null, attendance: [{ personId: scene.adultA, status: "present", in: null, out: null }] }) },
  "calendar.book": { given: async () => ({ day: nextDay() }), body: (scene, { day }) => ({ kind: "dyadic", place: "home", modality: "in_person", clinicianId: scene.clinician.staffId, start: `${day}T10:00`, end: `${day}T11:00`, personIds: [scene.adultA] }) },
  "calendar.cancel": { given: async (scene) => ({ sessionId: await newSession(scene, scene.clinician.staffId) }), body: () => ({ status: "cancelled", reason: "Ill", revision: 1 }) },
  "eligibility.soFar": { body: () => ({ birthDate: "2023-01-01" }) },
  "eligibility.decide": {},
  "eligibility.override": { body: () => ({ policy: "dc-mhrs", rule: overridableRule(), reason: "A reason that is long enough." }) },
  "foresight.whatIf": { query: `kind=nothing&on=${TODAY}` },
  "reports.look": { query: "kind=board&language=en" },
  "reports.keepWords": { body: () => ({ kind: "board", language: "en", words: noWords }) },
  "reports.make": { given: async (scene, { otherAgencyId = scene.agency.agencyId }) => ({ hash: (await acting(scene.place, { ...scene.agency.operator, agencyId: otherAgencyId }, (tx) => look(tx, aReport, ofInstruments))).hash }), body: (_scene, { hash }) => ({ ...aReport, hash }) },
  "reports.list": {},
  "reports.file": { given: newReport, query: "format=xlsx" },
  "outcomes.figures": {},
  "outcomes.lines": {},
  "outcomes.export": { query: `format=csv&hash=${hashOf(listLines(tellProgramme(new Map(), { at: null, options: [], series: [], threshold: DEFAULT_THRESHOLD, lookedOn: null })))}` },
  "outcomes.cases": { query: "figure=position:started", allowed: { status: 404, why: "of so few nothing is shown, so no figure has cases behind it" } },
  "outcomes.setThreshold": { body: () => ({ threshold: 11 }) },
  ...rulebookSamples,
  "eligibility.endOverride": { given: async (scene) => ({ overrideId: await newOverride(scene) }), body: () => ({ reason: "A reason that is long enough." }) },
  "notes.get": { ofAdult: "A" },
  "notes.save": { given: async (scene) => ({ sessionId: await newSession(scene, scene.clinician.staffId) }), body: () => ({ revision: 0, heldFrom: null, heldTo: null, longerSessionReason: null, attendance: [], blocks: [] }) },
  "notes.sign": { given: authored("draft", "caller"), body: () => ({ revision: 1 }) },
  "notes.cosign": { given: authored("awaiting_cosignature", "trainee"), body: () => ({ revision: 1 }) },
  "notes.giveBack": { given: authored("awaiting_cosignature", "trainee"), body: () => ({ revision: 1, reason: "Please say more." }) },
  "notes.amend": { given: authored("signed", "clinician"), body: (_scene, { blockId }) => ({ amendsBlockId: blockId, words: "Added." }) },
  "measures.sendBattery": { body: (scene) => ({ to: [{ respondentId: scene.adultA, instruments: ["gad-7"], language: "en", delivery: "none" }] }) },
  "measures.openLink": { given: async (scene) => ({ batteryId: await newBattery(scene) }), body: () => ({}) },
  "measures.withdraw": { given: async (scene) => ({ batteryId: await newBattery(scene) }), body: () => ({}) },
  ...answersSamples,
  "measures.list": {},
  "measureSchedule.current": {},
  "measureSchedule.save": { given: noSchedules, body: (_scene, { after }) => ({ after, content: shippedSchedule, note: "Made up." }) },
  "measureSchedule.due": {},
  "measureSchedule.visits": { query: "from=2026-01-01&to=2027-12-31" },
  "measureSchedule.miss": { body: (scene) => ({ adultId: scene.adultA, instrument: "pcl-5", point: "baseline", place: 0, reason: "declined", words: "" }) },
  "measureSeries.list": {},
  "measureSeries.override": { given: async (scene) => newBreak(scene), body: (_scene, { before, after }) => ({ before, after, reason: "A reason that is long enough." }) },
  "measureSeries.told": { given: async (scene) => ({ personId: scene.adultA }) },
  "measureSeries.tell": { given: async (scene) => ({ personId: scene.adultA, place: await newestTelling(scene) }), body: (_scene, { place }) => ({ language: "en", chosen: [], sentence: "Made up.", place }) },
  "measureSeries.plainPaper": { given: async (scene) => ({ personId: scene.adultA }), query: "language=en" },
  "measureSeries.paper": { query: "language=en" },
  "billing.list": {},
  "timeline.get": {},
  "finding.find": { query: "q=robin" },
  "search.find": { query: "q=a" },
  "compliance.dates": {},
  "compliance.record": { body: () => ({ kind: "enrolled", happenedOn: TODAY, reason: "By telephone." }) },
  "compliance.supersede": { given: async (scene) => ({ milestoneId: await newMilestone(scene) }), body: () => ({ happenedOn: TODAY, reason: "Read wrongly." }) },
  "compliance.room": {},
  "compliance.behind": { query: "policy=dc-mhrs&rule=age&subject=case" },
  "compliance.ages": {},
  "compliance.overrides": {},
  "audits.list": {},
  "audits.ownActions": {},
  "audits.population": { query: "from=2026-01-01&to=2026-11-20" },
  "audits.open": { given: async (scene) => (await newSignedSession(scene), {}), body: () => ({ title: "An audit", periodFrom: TODAY, periodTo: TODAY, dueOn: TODAY, auditor: "Somebody", wanted: 1 }) },
  "audits.get": { given: anAudit() },
  "audits.sessions": { given: anAudit() },
  "audits.replace": { given: anAudit(), body: () => ({ reason: "A reason that is long enough." }) },
  "audits.invite": { given: anAudit(), body: () => ({ name: "Somebody", email: `audit-${++counter}@example.org`, language: "en", validFrom: TODAY, validTo: TODAY }) },
  "audits.endAccess": { given: anAudit(), body: () => ({ reason: "A reason that is long enough." }) },
  "audits.rate": { given: anAudit(), body: () => ({ item: "programme-team", caseId: null, mark: 2 }) },
  "audits.saveFinding": { given: anAudit(), body: () => ({ kind: "shortfall", words: "Made up." }) },
  "audits.removeFinding": { given: anAudit(), body: () => ({}) },
  "audits.handIn": { given: anAudit("answered"), body: () => ({ acceptable: true }) },
  "audits.recordOfficial": { given: anAudit(), body: () => ({ acceptable: true, rating: "Acceptable", issuer: "Somebody", documentName: "A letter", ratedOn: TODAY }) },
  "audits.saveAction": { given: anAudit(), body: (scene) => ({ words: "Made up.", staffId: scene.spare.staffId, dueOn: TODAY, doneWhen: "It is done." }) },
  "audits.removeAction": { given: anAudit(), body: () => ({}) },
  "audits.finishAction": { given: anAudit(), body: () => ({ doneOn: TODAY, evidence: "Seen." }) },
  "audits.close": { given: anAudit("rated"), body: () => ({}) },
  "audits.withdraw": { given: anAudit(), body: () => ({ reason: "A reason that is long enough." }) },
  "audits.pack": { given: anAudit() },
  ...questionSamples,
  ...applicationSamples,
  ...articleSamples,
  ...newsletterSamples,
  "day.today": {},
};
