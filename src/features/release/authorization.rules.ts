import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import type { AuthorizationState } from "./authorizations.contract.ts";
import type { Element, Law, Recipient, Releasable } from "./shapes.contract.ts";
import { authorizationWords as words, openNames } from "./words.ts";

/** What the text of an authorization is made from. */
export type AuthorizationText = {
  agency: string;
  subject: string;
  recipient: Recipient;
  purpose: string;
  opens: readonly Releasable[];
  opensPart2: "yes" | "no";
  periodFrom: CivilDate | null;
  periodTo: CivilDate | null;
  expiresOn: CivilDate;
  expiresWhen: string;
};

const withoutStop = (said: string) => said.trim().replace(/[.\s]+$/, "");

/** A name with its organization, as it stands in a sentence. */
export const sayRecipient = ({ name, organization }: Pick<Recipient, "name" | "organization">): string => [name, organization].filter((one) => one !== "").join(", ");

/** What is opened, in a sentence. */
export const sayOpens = (opens: readonly Releasable[], language: Language): string => opens.map((one) => openNames[one][language]).join("; ");

/** The text of an authorization with the element of the law that each line is; the same for the same fields. */
export function writeAuthorization(one: AuthorizationText, language: Language): (SignedLine & { element: Element | null })[] {
  const day = (date: CivilDate) => writeDay(date, language);
  const line = (element: Element | null, said: string) => ({ kind: "text" as const, words: said, element });
  const { periodFrom: from, periodTo: to } = one;
  const period = from !== null && to !== null ? words.period[language](day(from), day(to)) : from !== null ? words.from[language](day(from)) : to !== null ? words.until[language](day(to)) : null;
  return [
    { kind: "title", words: words.title[language], element: null },
    line("who", words.who[language](one.agency)),
    line(null, words.about[language](one.subject)),
    line("what", words.what[language](sayOpens(one.opens, language))),
    ...(period === null ? [] : [line(null, period)]),
    ...(one.opens.includes("psychotherapy_note") ? [line(null, words.psychotherapy[language])] : []),
    ...(one.opensPart2 === "yes" ? [line(null, words.part2[language])] : []),
    line("to_whom", words.toWhom[language](sayRecipient(one.recipient))),
    line("why", words.why[language](withoutStop(one.purpose))),
    line("right_to_inspect", words.rightToInspect[language]),
    line("revocable", words.revocable[language]),
    line("not_a_condition", words.notACondition[language]),
    line("redisclosure", words.redisclosure[language]),
    line("expires", one.expiresWhen.trim() === "" ? words.expires[language](day(one.expiresOn)) : words.expiresWhen[language](withoutStop(one.expiresWhen), day(one.expiresOn))),
    line("signed", words.signed[language]),
  ];
}

/** The last day that an authorization signed on a day may name as its end. */
export const latestEnd = (signedOn: CivilDate, law: Law): CivilDate => addDays(signedOn, law.authorization.mostDays);

/** How an authorization stands on a day; `authority` is whether that by which it was signed still stands. */
export function stateOf(one: { signedOn: CivilDate | null; endedOn: CivilDate | null; expiresOn: CivilDate; authority: "own" | "stands" | "ended" }, on: CivilDate): AuthorizationState {
  if (one.endedOn !== null && one.endedOn <= on) return "ended";
  if (one.signedOn === null) return "unsigned";
  if (one.expiresOn < on) return "expired";
  return one.authority === "ended" ? "authority_ended" : "in_force";
}
