import type { Handlers } from "#server/procedure.ts";
import { cohortsHandlers } from "./training/cohorts.handlers.ts";
import { graduationsHandlers } from "./graduates/graduating.handlers.ts";
import { rosterHandlers } from "./graduates/roster.handlers.ts";
import { trainingIssuersHandlers } from "./graduates/taking.handlers.ts";
import { trainingHandlers } from "./training/own.handlers.ts";
import { implementationHandlers } from "./implementation/handlers.ts";
import { testimonialsHandlers } from "./testimonials/handlers.ts";
import { siteTextsHandlers } from "./about/handlers.ts";
import { siteTeamHandlers } from "./about/team.handlers.ts";
import { accessHandlers } from "./account/access.handlers.ts";
import { accountHandlers } from "./account/handlers.ts";
import { ownAccessHandlers } from "./account/own.handlers.ts";
import { recoveriesHandlers } from "./account/recovery.handlers.ts";
import { attendanceHandlers } from "./attendance/handlers.ts";
import { articlesHandlers } from "./articles/handlers.ts";
import { auditsHandlers } from "./audits/handlers.ts";
import { billingHandlers } from "./billing/handlers.ts";
import { billingProfilesHandlers } from "./payers/profile.handlers.ts";
import { payersHandlers } from "./payers/handlers.ts";
import { clearingHandlers } from "./clearing/handlers.ts";
import { coverageHandlers } from "./coverage/handlers.ts";
import { claimBatchesHandlers, claimsHandlers } from "./claims/handlers.ts";
import { claimChecksHandlers } from "./claims/checks.handlers.ts";
import { ledgerHandlers } from "./ledger/handlers.ts";
import { remittancesHandlers } from "./remittances/handlers.ts";
import { denialsHandlers } from "./remittances/denials.handlers.ts";
import { billformsHandlers } from "./billforms/handlers.ts";
import { bookingsHandlers } from "./calendar/changing.handlers.ts";
import { calendarDaysHandlers } from "./calendar/days.handlers.ts";
import { calendarFeedsHandlers } from "./calendar/feed.handlers.ts";
import { visitWishesHandlers } from "./calendar/wishes.handlers.ts";
import { hourOffersHandlers } from "./calendar/offers.handlers.ts";
import { calendarHandlers } from "./calendar/handlers.ts";
import { caseloadHandlers } from "./caseload/handlers.ts";
import { casesHandlers } from "./cases/handlers.ts";
import { complianceHandlers } from "./compliance/handlers.ts";
import { consentHandlers } from "./consent/handlers.ts";
import { signingHandlers } from "./consent/signing.handlers.ts";
import { custodyHandlers } from "./custody/handlers.ts";
import { correspondenceHandlers } from "./correspondence/handlers.ts";
import { courseHandlers, resourcesHandlers } from "./course/handlers.ts";
import type { contract } from "./contract.ts";
import { diagnosesHandlers } from "./diagnoses/handlers.ts";
import { documentsHandlers } from "./documents/handlers.ts";
import { dayHandlers } from "./day/handlers.ts";
import { eligibilityHandlers } from "./eligibility/handlers.ts";
import { formulationHandlers } from "./formulation/handlers.ts";
import { triggersHandlers } from "./formulation/triggers.handlers.ts";
import { fidelityHandlers, fidelityPacksHandlers } from "./fidelity/handlers.ts";
import { findingHandlers } from "./finding/handlers.ts";
import { foresightHandlers } from "./foresight/handlers.ts";
import { handoverHandlers } from "./handover/handlers.ts";
import { grantsHandlers } from "./revenue/grants.handlers.ts";
import { moneyHandlers } from "./revenue/handlers.ts";
import { intakeHandlers } from "./intake/handlers.ts";
import { investmentHandlers } from "./investment/handlers.ts";
import { instrumentsHandlers } from "./instruments/site.handlers.ts";
import { entryHandlers } from "./measures/entry.handlers.ts";
import { lettersHandlers } from "./letters/handlers.ts";
import { listsHandlers } from "./lists/handlers.ts";
import { measuresHandlers } from "./measures/handlers.ts";
import { measureSeriesHandlers } from "./measures/series.handlers.ts";
import { measureScheduleHandlers } from "./measures/schedule.handlers.ts";
import { mergingHandlers } from "./merging/handlers.ts";
import { messagesHandlers } from "./messages/handlers.ts";
import { newsletterHandlers } from "./newsletter/handlers.ts";
import { notesHandlers } from "./notes/handlers.ts";
import { noteTemplatesHandlers } from "./notes/templates.handlers.ts";
import { aroundHandlers } from "./people/around.handlers.ts";
import { beginHandlers } from "./begin/handlers.ts";
import { operatingHandlers } from "./operating/handlers.ts";
import { outcomesHandlers } from "./outcomes/handlers.ts";
import { peopleHandlers } from "./people/handlers.ts";
import { correctBirthDate } from "./placement/redeciding.handlers.ts";
import { placementHandlers } from "./placement/handlers.ts";
import { planHandlers } from "./plan/handlers.ts";
import { portalHandlers } from "./portal/handlers.ts";
import { privacyHandlers } from "./privacy/handlers.ts";
import { applicationsHandlers } from "./applications/handlers.ts";
import { readinessHandlers } from "./applications/offers.handlers.ts";
import { questionsHandlers } from "./questions/handlers.ts";
import { recordingsHandlers } from "./recordings/handlers.ts";
import { releaseHandlers } from "./release/handlers.ts";
import { reportsHandlers } from "./reports/handlers.ts";
import { rulebookHandlers } from "./rulebook/handlers.ts";
import { safetyHandlers } from "./safety/handlers.ts";
import { searchHandlers } from "./search/handlers.ts";
import { storiesHandlers } from "./stories/handlers.ts";
import { supervisionHandlers } from "./supervision/handlers.ts";
import { timelineHandlers } from "./timeline/handlers.ts";
import { visitingHandlers } from "./visiting/handlers.ts";
import { viewsHandlers } from "./views/handlers.ts";
import { waitingHandlers } from "./waiting/handlers.ts";
import { absencesHandlers, heldRolesHandlers } from "./workforce/absence.handlers.ts";
import { workforceHandlers } from "./workforce/handlers.ts";

/** The handler of every procedure. */
export const handlers: Handlers<typeof contract> = {
  account: accountHandlers,
  ownAccess: ownAccessHandlers,
  recoveries: recoveriesHandlers,
  access: accessHandlers,
  documents: documentsHandlers,
  letters: lettersHandlers,
  siteTexts: siteTextsHandlers,
  siteTeam: siteTeamHandlers,
  workforce: workforceHandlers,
  absences: absencesHandlers,
  heldRoles: heldRolesHandlers,
  people: { ...peopleHandlers, ...aroundHandlers, correctBirthDate },
  merging: mergingHandlers,
  intake: intakeHandlers,
  diagnoses: diagnosesHandlers,
  caseload: caseloadHandlers,
  cases: casesHandlers,
  lists: listsHandlers,
  consents: consentHandlers,
  correspondence: correspondenceHandlers,
  signing: signingHandlers,
  calendar: calendarHandlers,
  bookings: bookingsHandlers,
  calendarDays: calendarDaysHandlers,
  calendarFeeds: calendarFeedsHandlers,
  hourOffers: hourOffersHandlers,
  visitWishes: visitWishesHandlers,
  eligibility: eligibilityHandlers,
  visiting: visitingHandlers,
  waiting: waitingHandlers,
  rulebook: rulebookHandlers,
  foresight: foresightHandlers,
  plan: planHandlers,
  custody: custodyHandlers,
  course: courseHandlers,
  attendance: attendanceHandlers,
  resources: resourcesHandlers,
  notes: notesHandlers,
  noteTemplates: noteTemplatesHandlers,
  recordings: recordingsHandlers,
  stories: storiesHandlers,
  testimonials: testimonialsHandlers,
  triggers: triggersHandlers,
  formulation: formulationHandlers,
  fidelity: fidelityHandlers,
  fidelityPacks: fidelityPacksHandlers,
  instruments: instrumentsHandlers,
  measures: measuresHandlers,
  measureSchedule: measureScheduleHandlers,
  measureSeries: measureSeriesHandlers,
  answers: entryHandlers,
  safety: safetyHandlers,
  messages: messagesHandlers,
  placement: placementHandlers,
  release: releaseHandlers,
  billing: billingHandlers,
  payers: payersHandlers,
  billingProfiles: billingProfilesHandlers,
  coverage: coverageHandlers,
  clearing: clearingHandlers,
  claims: claimsHandlers,
  claimBatches: claimBatchesHandlers,
  claimChecks: claimChecksHandlers,
  ledger: ledgerHandlers,
  remittances: remittancesHandlers,
  denials: denialsHandlers,
  billforms: billformsHandlers,
  money: moneyHandlers,
  grants: grantsHandlers,
  views: viewsHandlers,
  timeline: timelineHandlers,
  outcomes: outcomesHandlers,
  supervision: supervisionHandlers,
  finding: findingHandlers,
  search: searchHandlers,
  compliance: complianceHandlers,
  audits: auditsHandlers,
  cohorts: cohortsHandlers,
  training: trainingHandlers,
  graduations: graduationsHandlers,
  trainingIssuers: trainingIssuersHandlers,
  roster: rosterHandlers,
  implementation: implementationHandlers,
  investment: investmentHandlers,
  reports: reportsHandlers,
  operating: operatingHandlers,
  begin: beginHandlers,
  privacy: privacyHandlers,
  questions: questionsHandlers,
  applications: applicationsHandlers,
  readiness: readinessHandlers,
  articles: articlesHandlers,
  newsletter: newsletterHandlers,
  portal: portalHandlers,
  day: dayHandlers,
  handover: handoverHandlers,
};
