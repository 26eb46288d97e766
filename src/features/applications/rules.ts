import type { CivilDate } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import type { Policy, TeamFacts } from "#features/policy/contract.ts";
import { decide } from "#features/policy/rules.ts";
import type { ApplicationContent, ApplicationForm, ApplicationKind, Rubric } from "./contract.ts";
import { assessed, type Draft, itemsOf, readEmail } from "./form.rules.ts";
import { checkWords as words } from "./check.words.ts";

/** What keeps an application from being handed in, or what a person has to look at (`asks`): where it stands, and by which clause. */
export type ApplicationFault = { step: string; field: string; message: Words; clause: string | null; weight: "blocks" | "asks" };

const yes = (text: string): boolean | null => (text === "" ? null : text === "yes");
/** The team as the question of the policy knows it. */
export function teamFactsOf({ people, medicaid }: ApplicationContent): TeamFacts {
  const of = (role: string) => people.filter((one) => one.role === role);
  const both = (one: { responsibility: string; authority: string }) => (one.responsibility === "no" || one.authority === "no" ? false : one.responsibility === "yes" && one.authority === "yes" ? true : null);
  return { supervisors: of("supervisor").map(() => ({})), clinicians: of("clinician").map(() => ({})), seniorLeaders: of("senior_leader").map((one) => ({ hasAuthority: both(one) })), servesMedicaidPopulation: yes(medicaid) };
}

/** Which field of the form a rule about teams is about. */
const fieldOf: Record<string, { step: string; field: string }> = { "senior-leader": { step: "people", field: "senior_leader" }, "team-clinicians": { step: "people", field: "clinician" }, "medicaid-population": { step: "agency", field: "medicaid" } };

/** What the policy says of the team: each finding that is not met, and each that is not known yet, in both languages. */
export function judgeTeam(policy: Policy, content: ApplicationContent, on: CivilDate): ApplicationFault[] {
  const say = (language: "en" | "es") => decide({ policy, question: "team", on, facts: teamFactsOf(content), language }).findings;
  const spanish = say("es");
  return say("en").flatMap((finding, at) => (finding.result !== "not_met" && finding.result !== "unknown" ? [] : [{ ...(fieldOf[finding.rule] ?? { step: "people", field: "people" }), message: { en: finding.message, es: spanish[at]!.message }, clause: finding.clause, weight: "blocks" as const }]));
}

/** Why one more clinician is not taken on a team, or null: the policy's own rule, asked of the team as it would be (C9). */
export function whyNoMore(policy: Policy, { content }: Draft, role: string, on: CivilDate): ApplicationFault | null {
  if (role !== "clinician") return null;
  const one = { ...content.people[0], role: "clinician" } as ApplicationContent["people"][number];
  return judgeTeam(policy, { ...content, people: [...content.people, one] }, on).find((fault) => fault.field === "clinician") ?? null;
}

type Asked = { kind: ApplicationKind; draft: Draft; policy: Policy; on: CivilDate };
/** Everything that stands against handing in, in the order of the pages; what only asks for a person's look comes last. */
export function checkApplication({ kind, draft, policy, on }: Asked): ApplicationFault[] {
  const { content, names } = draft;
  const faults: ApplicationFault[] = [];
  const need = (step: string, field: string, is: boolean, message: Words, clause: string | null = null) => void (is || faults.push({ step, field, message, clause, weight: "blocks" }));
  if (kind === "team") need("agency", "organization", names.organization !== "", words.organization);
  need("agency", "setting", content.setting !== "", words.setting);
  need("agency", "town", names.town !== "", words.town);
  need("agency", "languages", content.languages.length > 0, words.languages);
  need("agency", "why", content.why !== "", words.why);
  if (kind === "single") need("agency", "distance", content.distance !== "", words.distance);
  if (kind === "single") need("agency", "medicaid", content.medicaid === "yes", content.medicaid === "no" ? words.medicaidNo : words.medicaid, "NC CTP nc8");
  if (kind === "team") {
    faults.push(...judgeTeam(policy, content, on));
    need("people", "clinician", content.people.some((one) => one.role === "clinician"), words.oneClinician);
    need("people", "supervisor", content.people.some((one) => one.role === "supervisor"), words.oneSupervisor);
  }
  for (const one of content.people) faults.push(...checkPerson(draft, one.id));
  for (const of of assessed(kind, content)) need(`ready/${of}`, "answer", Object.values(content.readiness[of] ?? {}).some(({ answer }) => answer !== ""), words.readiness);
  return faults.toSorted((a, b) => Number(a.weight === "asks") - Number(b.weight === "asks"));
}

/** What is missing of one person. Years are a matter of fit, and never a bar. */
export function checkPerson({ content, names }: Draft, id: string): ApplicationFault[] {
  const one = content.people.find((each) => each.id === id)!;
  const named = names.people.find((each) => each.id === id);
  const faults: ApplicationFault[] = [];
  const add = (field: string, message: Words, clause: string | null = null, weight: ApplicationFault["weight"] = "blocks") => void faults.push({ step: `person/${id}`, field, message, clause, weight });
  if ((named?.name ?? "") === "") add("name", words.name);
  if (readEmail(named?.email ?? "") === null) add("email", words.email);
  if (one.role === "senior_leader") {
    if (one.responsibility !== "yes") add("responsibility", words.responsibility, "NC CTP nc7");
    if (one.authority !== "yes") add("authority", words.authority, "NC CTP nc7");
    if (one.ownPart === "") add("ownPart", words.ownPart);
    return faults;
  }
  if (one.credential === "") add("credential", words.credential, "NC CTP nc8");
  if (one.licence === "") add("licence", words.licence, "NC CTP nc8");
  if (one.licence === "none") add("licence", words.noLicence, "NC CTP nc8");
  if (one.credential === "other") add("credential", words.otherLicence, "NC CTP nc8", "asks");
  if (one.licence === "provisional") add("licence", words.provisional, "NC CTP nc8", "asks");
  if (one.role !== "clinician") return faults;
  if (one.degree === "") add("degree", words.degree);
  if (one.yearsHere === "") add("yearsHere", words.years, "NC CTP nc9");
  if (one.yearsInAll === "") add("yearsInAll", words.years, "NC CTP nc9");
  if (one.medicaid !== "yes") add("medicaid", one.medicaid === "no" ? words.medicaidNo : words.medicaid, "NC CTP nc8");
  return faults;
}

/** What a self-assessment comes to: something to do for each item that is not a plain yes, never a score (C1, C2). */
export function actionsOf(form: ApplicationForm, kind: ApplicationKind, content: ApplicationContent): { of: string; item: string; words: Words }[] {
  return assessed(kind, content).flatMap((of) => itemsOf(form, of).flatMap((item) => (content.readiness[of]?.[item.id]?.answer === "yes" ? [] : [{ of, item: item.id, words: item.action }])));
}

export type Scores = Readonly<Record<string, number>>;
/** Whether scores answer each item of the rubric, within what it allows, and nothing else. */
export const scoresFit = ({ items, most }: Rubric, scores: Scores): boolean => Object.keys(scores).length === items.length && items.every(({ id }) => Number.isInteger(scores[id]) && scores[id]! >= 0 && scores[id]! <= most);
/** What scores come to by the weights, of a hundred, to a tenth. Items of another rubric count nothing. */
export function totalOf({ items, most }: Rubric, scores: Scores): number {
  const all = items.reduce((sum, one) => sum + one.weight * most, 0);
  return Math.round((items.reduce((sum, one) => sum + one.weight * (scores[one.id] ?? 0), 0) / all) * 1000) / 10;
}
/** The items on which the readers are further apart than the rubric takes without a talk. */
export function apartOn({ items, apart }: Rubric, given: readonly Scores[]): string[] {
  return items.map(({ id }) => id).filter((id) => {
    const values = given.flatMap((one) => (one[id] === undefined ? [] : [one[id]]));
    return values.length > 1 && Math.max(...values) - Math.min(...values) >= apart;
  });
}
