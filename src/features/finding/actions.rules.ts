import { foldWords, gap } from "#kernel/folding.ts";
import type { Language, Words } from "#kernel/language.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import { actionWords as words } from "./actions.words.ts";
import { mistakesInName } from "./likeness.rules.ts";

/** The family that something is done for; its last session where that is known. */
export type ForFamily = { caseId: string; lastSessionId: string | null };
/** What can be done from the search: for whom, and where it is done. Of a family the address is null where it cannot be done now. */
export type Action = { key: string; says: Words; also: Words | null; roles: readonly StaffRole[] } & ({ of: "programme"; address: string } | { of: "family"; addressFor: (family: ForFamily) => string | null });

const clinical: readonly StaffRole[] = ["clinician", "trainee", "supervisor"];
const office: readonly StaffRole[] = ["administrator", "front_desk"];
const runs: readonly StaffRole[] = ["administrator", "supervisor"];
const everybody: readonly StaffRole[] = [...clinical, ...office, "privacy_officer", "biller", "auditor", "faculty", "senior_leader"];

const place = (key: string, says: Words, address: string, roles: readonly StaffRole[], also: Words | null = null): Action => ({ key, says, also, roles, of: "programme", address });
const part = (key: string, says: Words, tab: string, roles: readonly StaffRole[], also: Words | null = null): Action => ({ key, says, also, roles, of: "family", addressFor: ({ caseId }) => `/app/families/${caseId}/${tab}` });

/** Everything that can be done from the search, in the order in which it is shown. The server decides what may be done. */
export const actions: readonly Action[] = [
  { key: "note", says: words.note, also: words.noteAlso, roles: clinical, of: "family", addressFor: ({ lastSessionId }) => (lastSessionId === null ? null : `/app/sessions/${lastSessionId}/note`) },
  { key: "book-for", says: words.book, also: words.bookAlso, roles: [...clinical, ...office], of: "family", addressFor: ({ caseId }) => `/app/calendar?book=${caseId}` },
  part("plan", words.plan, "plan", [...clinical, "administrator", "privacy_officer", "auditor"], words.planAlso),
  part("measure", words.measure, "measures#send-measures", [...clinical, "front_desk"], words.measureAlso),
  part("call", words.call, "steps#course-last", clinical, words.callAlso),
  part("record", words.record, "record", [...clinical, "privacy_officer", "auditor"]),
  part("people", words.people, "people", [...clinical, ...office, "privacy_officer", "auditor", "biller"], words.peopleAlso),
  part("documents", words.documents, "documents", [...clinical, ...office, "privacy_officer", "auditor", "biller"], words.documentsAlso),
  part("consents", words.consents, "consents", [...clinical, ...office, "privacy_officer", "auditor", "biller"]),
  part("bills", words.bills, "bills", ["biller"], words.billsAlso),
  part("insurance", words.insurance, "insurance", [...clinical, ...office, "privacy_officer", "biller"], words.insuranceAlso),
  place("book", words.book, "/app/calendar?book=new", [...clinical, ...office], words.bookAlso),
  place("request", words.request, "/app/referrals?take=in", office, words.requestAlso),
  place("open-case", words.openCase, "/app/open-case", office, words.openCaseAlso),
  place("lists", words.lists, "/app/lists", office, words.listsAlso),
  place("same-child", words.sameChild, "/app/same-child", office, words.sameChildAlso),
  place("resources", words.resources, "/app/resources", [...clinical, ...office], words.resourcesAlso),
  place("reports", words.reports, "/app/outcomes/reports", [...runs, "senior_leader", "privacy_officer"], words.reportsAlso),
  place("return", words.investment, "/app/return", ["administrator", "senior_leader"], words.investmentAlso),
  place("money", words.money, "/app/money", ["biller", "administrator", "senior_leader"], words.moneyAlso),
  place("grants", words.grants, "/app/grants", ["biller", "administrator"], words.grantsAlso),
  place("payers", words.payers, "/app/payers", ["biller", "administrator"], words.payersAlso),
  place("clearing", words.clearing, "/app/clearing", ["biller", "administrator"], words.clearingAlso),
  place("remittances", words.remittances, "/app/remittances", ["biller", "administrator"], words.remittancesAlso),
  place("denials", words.denials, "/app/denials", ["biller", "administrator"], words.denialsAlso),
  place("ledger", words.ledger, "/app/ledger", ["biller", "administrator"], words.ledgerAlso),
  place("coverage-checks", words.coverageChecks, "/app/payers/checks", ["biller", "administrator"], words.coverageChecksAlso),
  place("what-if", words.whatIf, "/app/programme/what-if", runs, words.whatIfAlso),
  place("access", words.access, "/app/programme/access", ["administrator"], words.accessAlso),
  place("on-call", words.onCall, "/app/programme/on-call", ["administrator"], words.onCallAlso),
  place("instruments", words.instruments, "/app/instruments", [...clinical, "administrator"], words.instrumentsAlso),
  place("schedule", words.schedule, "/app/measure-schedule", [...clinical, "administrator"], words.scheduleAlso),
  place("templates", words.templates, "/app/note-templates", runs),
  place("offer", words.offer, "/app/outcomes/offer", ["administrator", "senior_leader"], words.offerAlso),
  place("applications", words.applications, "/app/applications", ["faculty"], words.applicationsAlso),
  place("questions", words.questions, "/app/questions", [...clinical, "administrator", "front_desk"], words.questionsAlso),
  place("family-messages", words.familyMessages, "/app/messages", [...clinical, "administrator"], words.familyMessagesAlso),
  place("articles", words.articles, "/app/articles", [...clinical, "administrator"], words.articlesAlso),
  place("newsletter", words.newsletter, "/app/newsletter", ["administrator"]),
  place("letters", words.letters, "/app/letters", [...clinical, "administrator", "privacy_officer"], words.lettersAlso),
  place("rulebook", words.rulebook, "/app/rulebook", [...runs, "privacy_officer", "auditor"], words.rulebookAlso),
  place("audits", words.audits, "/app/audits", ["administrator", "privacy_officer"]),
  place("first-steps", words.firstSteps, "/app/begin", ["administrator"]),
  place("settings", words.settings, "/app/settings", ["administrator"]),
  place("check", words.check, "/app/check", ["administrator"]),
  place("credentials", words.credentials, "/app/credentials", clinical, words.credentialsAlso),
  place("training", words.training, "/app/training", [...clinical, "administrator", "senior_leader"], words.trainingAlso),
  place("implementation", words.implementation, "/app/implementation", ["faculty"], words.implementationAlso),
  place("cohorts", words.cohorts, "/app/cohorts", ["faculty"], words.cohortsAlso),
  place("account", words.account, "/app/account", everybody, words.accountAlso),
  place("who-looked", words.whoLooked, "/app/privacy?part=own", everybody),
];

/** The ways to the places of the navigation, as actions. */
export const waysTo = (places: readonly { href: string; label: Words }[]): Action[] => places.map(({ href, label }) => place(`to ${href}`, { en: words.goTo.en(label.en), es: words.goTo.es(label.es) }, href, everybody));

export const actionsFor = (roles: readonly string[]): readonly Action[] => actions.filter((one) => one.roles.some((role) => roles.includes(role)));

const split = (text: string) => foldWords(text).split(gap).filter((word) => word !== "");
const wordsOfAction = ({ says, also }: Action, language: Language) => split(`${says[language]} ${also?.[language] ?? ""}`);

/** The actions that what was typed means; close ones only where none is typed right. */
export function matchActions(typed: readonly string[], among: readonly Action[], language: Language): Action[] {
  const found = among.flatMap((action, order) => {
    const mistakes = mistakesInName(typed, wordsOfAction(action, language));
    return mistakes === null ? [] : [{ action, mistakes, order }];
  });
  const isRight = found.some((one) => one.mistakes === 0);
  return found
    .filter((one) => !isRight || one.mistakes === 0)
    .sort((a, b) => a.mistakes - b.mistakes || a.order - b.order)
    .map(({ action }) => action);
}

/** What was typed as something to do for somebody: `note maple`, `maple plan`. */
export type Command = { actions: Action[]; name: string };
const between = new Set(["a", "de", "del", "el", "for", "la", "los", "of", "para", "the", "to"]);
const LEAST_OF_VERB = 3;

/** Tells the verb from the name, whichever comes first; null where it is not both. As many words as can be are the verb. */
export function readCommand(text: string, among: readonly Action[], language: Language): Command | null {
  const typed = text.trim().split(/\s+/).filter((word) => word !== "" && !between.has(foldWords(word)));
  const ofFamily = among.filter((one) => one.of === "family");
  for (let size = typed.length - 1; size > 0; size--) {
    for (const [verb, name] of [[typed.slice(0, size), typed.slice(size)], [typed.slice(-size), typed.slice(0, -size)]] as const) {
      const said = split(verb.join(" "));
      if (said.length === 0 || said.some((word) => word.length < LEAST_OF_VERB)) continue;
      const found = matchActions(said, ofFamily, language);
      if (found.length > 0) return { actions: found, name: name.join(" ") };
    }
  }
  return null;
}
