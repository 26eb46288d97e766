import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { listTraumaticEvents } from "#features/cases/store.ts";
import { listDiagnoses } from "#features/diagnoses/handlers.ts";
import { asStanding } from "#features/diagnoses/rules.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { requireCase, requirePart } from "#features/people/handlers.ts";
import { listAuthorities } from "#features/people/store.ts";
import { findToldStory } from "#features/stories/reading.handlers.ts";
import type { Canvas, CanvasLink, ChildCard, DraftNode, Fact, ViewName } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { cardsOf, type Looking, nodeKey, projectCanvas } from "./rules.ts";
import * as store from "./store.ts";
import { listStanding } from "./triggers.store.ts";

/** What is recorded elsewhere and stands on the canvas: events, diagnoses that stand today, and what reminds whom. */
export async function listFacts(tx: Transaction, caseId: string): Promise<Fact[]> {
  const chart = tagOf("child_chart", caseId);
  const plain = { code: null, status: null, personId: null };
  return [
    ...(await listTraumaticEvents(tx, caseId)).map((one): Fact => ({ ...plain, key: `event:${one.traumaticEventId}`, kind: "event", code: one.kind, title: "", detail: one.source, disclosure: chart })),
    ...(await listStanding(tx, caseId)).map((one): Fact => ({ ...plain, key: `trigger:${one.triggerId}`, kind: "trigger", title: one.cue, detail: one.helps || one.reaction, status: one.status, personId: one.whosePersonId, disclosure: tagOf(one.whosePersonId === null ? "child_chart" : "caregiver", caseId, one.whosePersonId) })),
    ...(await listDiagnoses(tx, caseId)).flatMap(asStanding(tx.today)).map((one): Fact => ({ ...plain, key: `diagnosis:${one.diagnosisId}`, kind: "diagnosis", code: one.code, title: one.display, detail: one.source, status: one.status, disclosure: one.disclosure })),
  ];
}

/** Of which class and whose each end of a line is. */
export function endsOf(nodes: readonly DraftNode[], facts: readonly Fact[]): Map<string, store.End> {
  return new Map<string, store.End>([
    ...nodes.map((one) => [nodeKey(one.nodeId), { class: one.class, ownerPersonId: one.ownerPersonId }] as const),
    ...facts.map((one) => [one.key, one.kind === "trigger" && one.personId !== null ? { class: "caregiver" as const, ownerPersonId: one.personId } : { class: "child_chart" as const, ownerPersonId: null }] as const),
  ]);
}

type Asked = { caseId: string; view: ViewName; adultId: string | null; formulationId: string | null };

/** Who looks. The child's chart is shown to an adult whose own rights open it today, as everywhere. */
async function lookingOf(tx: Transaction, { caseId, view: named, adultId, formulationId }: Asked): Promise<Looking> {
  if (named !== "clinician" && formulationId !== null) throw fieldFault("view", faultWords.onlyClinician);
  if (named !== "adult") return { view: named };
  if (adultId === null) throw fieldFault("adultId", faultWords.needAdultId);
  if ((await requirePart(tx, caseId, adultId)).part !== "caregiver") throw fieldFault("adultId", faultWords.noAdult);
  const held = (await listAuthorities(tx, caseId)).some((one) => one.holderId === adultId && one.scopes.includes("records") && one.validFrom <= tx.today && (one.validTo === null || one.validTo >= tx.today));
  return { view: "adult", adultId, chart: held ? "open" : "closed" };
}

/** The canvas as one view shows it: the draft, else the newest version, or the one that is named. */
export async function view(tx: Transaction, input: Asked): Promise<Canvas> {
  const { caseId } = input;
  await requireCase(tx, caseId);
  const looking = await lookingOf(tx, input);
  const versions = await store.listVersions(tx, caseId);
  const shown = input.formulationId === null ? versions[0] : versions.find((one) => one.formulationId === input.formulationId);
  if (shown === undefined && input.formulationId !== null) throw new Fault("not_found", faultWords.noVersion);
  const found = shown === undefined ? { nodes: [], links: [] } : { nodes: await store.listNodes(tx, shown.formulationId), links: await store.listLinks(tx, shown.formulationId) };
  const nodes = found.nodes.map(({ writtenBy: _writtenBy, ...one }) => ({ ...one, disclosure: tagOf(one.class, caseId, one.ownerPersonId) }));
  const links = found.links.map(({ linkId, from, to, linkedOn, linkedByName, ...ends }): CanvasLink => ({ linkId, from, to, linkedOn, linkedBy: linkedByName, disclosure: tagOf(ends.fromClass, caseId, ends.fromOwnerId), other: { disclosure: tagOf(ends.toClass, caseId, ends.toOwnerId) } }));
  const reminders = (await listStanding(tx, caseId)).flatMap((one): ChildCard[] => (one.whosePersonId !== null || one.forChild === "" ? [] : [{ group: "reminds", title: one.cue, line: one.forChild, disclosure: tagOf("child_chart", caseId) }]));
  const ratings = (await store.listRatings(tx, caseId)).map(({ class: ofClass, ownerPersonId, ...one }) => ({ ...one, disclosure: tagOf(ofClass, caseId, ownerPersonId) }));
  const hasRole = (...roles: string[]) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => roles.includes(role));
  const isClinician = looking.view === "clinician";
  return {
    view: looking.view,
    version: isClinician ? (shown ?? null) : null,
    versions: isClinician ? versions : [],
    ...projectCanvas(looking, { nodes, links, facts: await listFacts(tx, caseId), ratings, story: await findToldStory(tx, caseId, looking.view === "adult" ? looking.adultId : null), cards: [...reminders, ...cardsOf(nodes)] }),
    may: isClinician ? [...(hasRole("clinician", "trainee", "supervisor") ? (["write"] as const) : []), ...(hasRole("supervisor") ? (["see"] as const) : [])] : [],
  };
}
