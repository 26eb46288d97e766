import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { termsOf } from "#kernel/folding.ts";
import type { Language, Words } from "#kernel/language.ts";
import { roleNames } from "#features/account/screens.words.ts";
import { sayKind } from "#features/people/screens/saying.ts";
import type { Api } from "#ui/client.ts";
import { type Action, type Command, type ForFamily, matchActions } from "../actions.rules.ts";
import { statusNames, words } from "../screens.words.ts";

type Found = Awaited<ReturnType<Api["finding"]["find"]>>;
export type Family = Found["families"][number];
type Session = Found["sessions"][number];
type Staff = Found["staff"][number];

export type GroupKey = "families" | "staff" | "sessions" | "actions" | "here";
/** One line of the list: what it is, what tells it from others, and where it leads. */
export type Choice = { key: string; group: GroupKey; label: string; details: readonly string[]; href: string };

/** Who asks, and how days are said to them. */
export type Asking = { language: Language; roles: readonly string[]; staffId: string | null; day: (date: string, style: "full" | "weekday") => string };

const some = (parts: readonly (string | null)[]): string[] => parts.filter((part) => part !== null && part !== "").map(String);
const has = (roles: readonly string[], ...any: readonly string[]) => any.some((role) => roles.includes(role));

export function familyChoice(one: Family, { language, day }: Asking): Choice {
  const { through } = one;
  const of = through === null ? null : [words.through[language](through.name, through.organization === "" ? sayKind(through.kind, language) : `${sayKind(through.kind, language)}, ${through.organization}`), through.validTo === null ? null : words.until[language](day(through.validTo, "full"))].filter((part) => part !== null).join(", ");
  return {
    key: `family ${one.caseId}`,
    group: "families",
    label: one.childName,
    details: some([of, one.childBirthDate === null ? null : words.born[language](day(one.childBirthDate, "full")), one.status === "closed" ? words.closed[language] : null, one.match === "close" ? words.close[language] : null]),
    href: `/app/families/${one.caseId}`,
  };
}

/** Where a session is looked at: its note for who treats, the claim for who bills, the week for who books, else the family. */
function placeOf(one: Session, roles: readonly string[]): string {
  if (has(roles, "clinician", "trainee", "supervisor")) return `/app/sessions/${one.sessionId}/note`;
  if (has(roles, "front_desk", "administrator")) return `/app/calendar?week=${dateInZone(one.startsAt, one.timeZone)}&clinician=${one.clinicianId}`;
  if (has(roles, "biller")) return `/app/services?session=${one.sessionId}`;
  return `/app/families/${one.caseId}`;
}

export function sessionChoice(one: Session, asking: Asking, which: "next" | "last" | "day"): Choice {
  const { language, day } = asking;
  const when = `${day(dateInZone(one.startsAt, one.timeZone), "weekday")}, ${timeInZone(one.startsAt, one.timeZone)}`;
  return {
    key: `${which} ${one.sessionId}`,
    group: "sessions",
    label: `${which === "day" ? "" : `${words[which][language]}: `}${when} · ${one.childName}`,
    details: some([statusNames[one.status]?.[language] ?? null, one.clinicianId === asking.staffId ? null : one.clinicianName]),
    href: placeOf(one, asking.roles),
  };
}

/** Somebody who works here, where the one who asks has a place for them; null where there is none. */
export function staffChoice(one: Staff, { language, roles, day }: Asking): Choice | null {
  const treats = one.leftOn === null && has(one.roles, "clinician", "trainee") && has(roles, "clinician", "trainee", "supervisor", "administrator", "front_desk");
  const href = treats ? `/app/calendar?clinician=${one.staffId}` : has(roles, "administrator") ? `/app/programme/handover/${one.staffId}` : has(roles, "supervisor") ? "/app/programme" : null;
  if (href === null) return null;
  return { key: `staff ${one.staffId}`, group: "staff", label: one.name, details: some([one.roles.map((role) => roleNames[role][language]).join(", "), one.leftOn === null ? null : words.left[language](day(one.leftOn, "full")), one.match === "close" ? words.close[language] : null]), href };
}

export function actionChoice(action: Action, family: { of: ForFamily; name: string } | null, language: Language): Choice | null {
  const href = action.of === "programme" ? action.address : family === null ? null : action.addressFor(family.of);
  return href === null ? null : { key: `action ${action.key} ${family?.of.caseId ?? ""}`, group: "actions", label: action.says[language], details: family === null ? [] : [family.name], href };
}

const MOST_ACTIONS = 6;
const OF_ONE = 3;
const forFamily = (one: Family) => ({ of: { caseId: one.caseId, lastSessionId: one.last?.sessionId ?? null }, name: one.childName });

export type Answers = { text: string; caseId: string | null; actions: readonly Action[]; ways: readonly Action[]; found: Found | null; command: { asked: Command; found: Found | null } | null };

/** The whole list under the box, in the order in which it is shown. */
export function choicesOf({ text, caseId, actions, ways, found, command }: Answers, asking: Asking): Choice[] {
  const { language } = asking;
  const typed = text.trim().split(/\s+/).filter((word) => word !== "");
  const general = [...actions.filter((one) => one.of === "programme"), ...ways];
  const here = caseId === null ? null : { of: { caseId, lastSessionId: null }, name: words.thisFamily[language] };
  const ofFamily = actions.filter((one) => one.of === "family");
  if (typed.length === 0) return [...ways, ...actions.filter((one) => one.of === "programme")].flatMap((one) => actionChoice(one, null, language) ?? []);
  const direct = found?.families ?? [];
  const commanded = direct.length > 0 || command?.found == null ? [] : command.found.families.slice(0, OF_ONE);
  const families = direct.length > 0 ? direct : commanded;
  const [only] = direct.length <= OF_ONE ? direct : [];
  const sessions = found === null ? [] : found.sessions.length > 0 ? found.sessions.map((one) => sessionChoice(one, asking, "day")) : only === undefined ? [] : [only.next === null ? [] : [sessionChoice(only.next, asking, "next")], only.last === null ? [] : [sessionChoice(only.last, asking, "last")]].flat();
  const meant = [
    ...(command === null ? [] : commanded.flatMap((family) => command.asked.actions.slice(0, OF_ONE).map((action) => actionChoice(action, forFamily(family), language)))),
    ...(here === null ? [] : matchActions(foldedWords(typed), ofFamily, language).map((action) => actionChoice(action, here, language))),
    ...matchActions(foldedWords(typed), general, language).map((action) => actionChoice(action, null, language)),
    ...(only === undefined ? [] : ofFamily.map((action) => actionChoice(action, forFamily(only), language))),
  ].filter((one) => one !== null);
  return [
    // What was asked to be done for somebody stands before the family itself.
    ...(commanded.length > 0 ? meant.slice(0, MOST_ACTIONS) : []),
    ...families.map((one) => familyChoice(one, asking)),
    ...(found?.more === "yes" ? [{ key: "more", group: "families" as const, label: words.more[language], details: [], href: `/app/families?search=${encodeURIComponent(text.trim())}` }] : []),
    ...(found?.staff ?? []).flatMap((one) => staffChoice(one, asking) ?? []),
    ...sessions,
    ...(commanded.length > 0 ? [] : meant.slice(0, MOST_ACTIONS)),
    ...(caseId === null ? [] : [{ key: "here", group: "here" as const, label: words.inFamily[language](text.trim()), details: [], href: `/app/families/${caseId}/search?q=${encodeURIComponent(text.trim())}` }]),
  ];
}

const foldedWords = (typed: readonly string[]) => typed.flatMap((word) => termsOf(word));

export const groupNames: Record<GroupKey, Words> = { families: words.families, staff: words.staff, sessions: words.sessions, actions: words.actions, here: words.here };
