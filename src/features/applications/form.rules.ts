import { z } from "zod";
import { type Applicant, type ApplicationContent, type ApplicationForm, type ApplicationKind, type ApplicationNames, distances, licenceStates, readinessAnswers, settings, spokenLanguages, type TeamRole, teamRoles } from "./contract.ts";

/** An application as it is filled in: what is scored, and what names somebody. */
export type Draft = { content: ApplicationContent; names: ApplicationNames };
export type FormFields = Record<string, string | string[] | undefined>;

/** Who applies alone is the one person of it. */
export const ALONE = "self";

const nobody = (id: string, role: TeamRole): Applicant => ({ id, role, credential: "", licence: "", degree: "", yearsHere: "", yearsInAll: "", medicaid: "", responsibility: "", authority: "", ownPart: "" });
export function emptyDraft(kind: ApplicationKind, email: string): Draft {
  const people = kind === "single" ? [nobody(ALONE, "clinician")] : [];
  return { content: { setting: "", medicaid: "", languages: [], why: "", support: "", distance: "", people, readiness: {} }, names: { organization: "", town: "", people: people.map(({ id }) => ({ id, name: "", email })) } };
}

/** One line as it was typed, without what no line holds, and no longer than is kept. */
const oneLine = (text: string, most: number) => text.replace(/[\p{Cc}\s]+/gu, " ").replace(/\p{Surrogate}/gu, "").trim().slice(0, most);
const manyLines = (text: string, most: number) => text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "").replace(/\p{Surrogate}/gu, "").trim().slice(0, most);
const first = (fields: FormFields, name: string): string => String([fields[name] ?? ""].flat()[0] ?? "");
const oneOf = <C extends string>(codes: readonly C[], given: string): C | "" => codes.find((one) => one === given) ?? "";
const yesNo = ["yes", "no"] as const;

/** An address as it counts, or null where it is none. */
export function readEmail(text: string): string | null {
  const email = text.replace(/\s+/g, "").toLowerCase();
  return z.email().max(254).safeParse(email).success ? email : null;
}

/** What is said of the agency, or of oneself: whatever was typed is kept, and looked at afterwards. */
export function withAgency(draft: Draft, fields: FormFields): Draft {
  const languages = spokenLanguages.filter((one) => [fields.languages ?? []].flat().includes(one));
  return {
    content: { ...draft.content, setting: oneOf(settings, first(fields, "setting")), medicaid: oneOf(yesNo, first(fields, "medicaid")), languages, why: manyLines(first(fields, "why"), 2000), support: manyLines(first(fields, "support"), 2000), distance: oneOf(distances, first(fields, "distance")) },
    names: { ...draft.names, organization: oneLine(first(fields, "organization"), 200), town: oneLine(first(fields, "town"), 200) },
  };
}

/** Whether a role can be joined to a team is judged before; the id names the person within the application. */
export function withOneMore(draft: Draft, role: TeamRole): { draft: Draft; id: string } {
  const numbers = draft.content.people.map(({ id }) => Number(id.slice(1))).filter(Number.isInteger);
  const id = `p${Math.max(0, ...numbers) + 1}`;
  return { id, draft: { content: { ...draft.content, people: [...draft.content.people, nobody(id, role)] }, names: { ...draft.names, people: [...draft.names.people, { id, name: "", email: "" }] } } };
}
export const without = (draft: Draft, id: string): Draft => ({
  content: { ...draft.content, people: draft.content.people.filter((one) => one.id !== id), readiness: Object.fromEntries(Object.entries(draft.content.readiness).filter(([of]) => of !== id)) },
  names: { ...draft.names, people: draft.names.people.filter((one) => one.id !== id) },
});

export function withPerson(draft: Draft, id: string, fields: FormFields, form: ApplicationForm): Draft {
  const licences = [...form.licences.map((one) => one.id), "other"];
  const years = (name: string) => first(fields, name).replace(/[^0-9]/g, "").slice(0, 2);
  // Of somebody is kept what the role is asked, and nothing else.
  const change = (one: Applicant): Applicant => {
    if (one.role === "senior_leader") return { ...nobody(id, one.role), responsibility: oneOf(yesNo, first(fields, "responsibility")), authority: oneOf(yesNo, first(fields, "authority")), ownPart: manyLines(first(fields, "ownPart"), 2000) };
    const licensed = { ...nobody(id, one.role), credential: oneOf(licences, first(fields, "credential")), licence: oneOf(licenceStates, first(fields, "licence")) };
    if (one.role === "supervisor") return licensed;
    return { ...licensed, degree: oneLine(first(fields, "degree"), 200), yearsHere: years("yearsHere"), yearsInAll: years("yearsInAll"), medicaid: oneOf(yesNo, first(fields, "medicaid")) };
  };
  return {
    content: { ...draft.content, people: draft.content.people.map((one) => (one.id === id ? change(one) : one)) },
    names: { ...draft.names, people: draft.names.people.map((one) => (one.id === id ? { id, name: oneLine(first(fields, "name"), 200), email: oneLine(first(fields, "email"), 254) } : one)) },
  };
}

export const itemsOf = (form: ApplicationForm, of: string) => form.readiness.filter((item) => item.of === (of === "agency" ? "agency" : "clinician"));
/** Who has a self-assessment: the agency of a team, and each clinician. */
export const assessed = (kind: ApplicationKind, content: ApplicationContent): string[] => [...(kind === "team" ? ["agency"] : []), ...content.people.filter((one) => one.role === "clinician").map((one) => one.id)];
export function withReadiness(draft: Draft, of: string, fields: FormFields, form: ApplicationForm): Draft {
  const answers = itemsOf(form, of).map((item) => [item.id, { answer: oneOf(readinessAnswers, first(fields, `answer.${item.id}`)), words: oneLine(first(fields, `words.${item.id}`), 500) }] as const);
  return { ...draft, content: { ...draft.content, readiness: { ...draft.content.readiness, [of]: Object.fromEntries(answers) } } };
}

/** What the form of somebody holds, as its fields are named. */
export function fieldsOfPerson(draft: Draft, id: string): Record<string, string[]> {
  const one = draft.content.people.find((each) => each.id === id)!;
  const named = draft.names.people.find((each) => each.id === id);
  const { id: _id, role: _role, ...rest } = one;
  return Object.fromEntries(Object.entries({ ...rest, name: named?.name ?? "", email: named?.email ?? "" }).filter(([, value]) => value !== "").map(([name, value]) => [name, [value]]));
}
export function fieldsOfAgency({ content, names }: Draft): Record<string, string[]> {
  const { setting, medicaid, languages, why, support, distance } = content;
  return Object.fromEntries(Object.entries({ setting: [setting], medicaid: [medicaid], languages, why: [why], support: [support], distance: [distance], organization: [names.organization], town: [names.town] }).filter(([, value]) => value.some((one) => one !== "")));
}
export const fieldsOfReadiness = ({ content }: Draft, of: string): Record<string, string[]> =>
  Object.fromEntries(Object.entries(content.readiness[of] ?? {}).flatMap(([item, { answer, words }]): [string, string[]][] => [[`answer.${item}`, [answer]], [`words.${item}`, [words]]]).filter(([, [value]]) => value !== ""));
export const isRole = (text: string): text is TeamRole => teamRoles.some((one) => one === text);
