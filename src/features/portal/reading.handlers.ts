import { addDays, dateInZone, type CivilDate, type Instant } from "#kernel/dates.ts";
import type { FamilyRequest } from "#features/privacy/requests.contract.ts";
import type { Objective } from "#features/plan/contract.ts";
import type { FamilyPaper, FamilyPlan, HomeRead, PapersRead, Reader, Visit, WaitingQuestions } from "./family.rules.ts";
import { readSigned, readToSign } from "./signing.reading.handlers.ts";
import { objectiveFor } from "./family.rules.ts";
import { listAsking } from "./story.reading.handlers.ts";
import type { FamilyApi, Visitor } from "./visitor.handlers.ts";

/** How far ahead and back visits are looked for, in days. */
const AHEAD = 120;
const BACK = 120;

type Span = { from: CivilDate; to: CivilDate };
const spanAround = (now: Instant, back: number, ahead: number): Span => {
  const today = dateInZone(now, "UTC");
  return { from: addDays(today, -back), to: addDays(today, ahead) };
};

/** The children whom the adult may know of, with what the list of families says of each. */
const listChildren = async (api: FamilyApi) => (await api.cases.list({})).cases;
type Child = Awaited<ReturnType<typeof listChildren>>[number];

async function listVisits(api: FamilyApi, span: Span, { children, personId }: { children: readonly Child[]; personId: string }): Promise<Visit[]> {
  const { sessions } = await api.calendar.list(span);
  const { wishes } = await api.visitWishes.own();
  const names = new Map(children.map((one) => [one.caseId, one.childGivenName]));
  return sessions
    .filter((one) => !one.isTakenBack && one.status !== "cancelled")
    .map((one) => ({
      sessionId: one.sessionId,
      childName: names.get(one.caseId) ?? one.childName,
      kind: one.kind,
      modality: one.modality,
      place: one.place,
      startsAt: one.startsAt,
      minutes: Math.round((Date.parse(one.endsAt) - Date.parse(one.startsAt)) / 60_000),
      timeZone: one.timeZone,
      clinicianName: one.clinicianName,
      status: one.status,
      came: one.attendees.find((each) => each.personId === personId)?.status ?? null,
      videoLink: one.videoLink,
      wish: wishes.find((each) => each.sessionId === one.sessionId) ?? null,
    }))
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
}

async function listQuestions(api: FamilyApi, caseId: string, personId: string): Promise<WaitingQuestions[]> {
  const { requests } = await api.measures.list({ caseId });
  const open = requests.filter((one) => one.respondentId === personId && (one.state === "sent" || one.state === "started") && one.mode === "link");
  return [...new Set(open.map((one) => one.batteryId))].map((batteryId) => {
    const battery = open.filter((one) => one.batteryId === batteryId);
    return { batteryId, about: [...new Set(battery.map((one) => one.about))], count: battery.length, until: battery[0]!.expiresAt };
  });
}

export async function readPlan(api: FamilyApi, caseId: string): Promise<FamilyPlan | null> {
  const { plans, today } = await api.plan.get({ caseId });
  const inForce = plans.filter((one) => one.status === "approved").toSorted((a, b) => b.number - a.number)[0];
  if (!inForce) return null;
  const last = inForce.reviews.toSorted((a, b) => b.reviewedOn.localeCompare(a.reviewedOn))[0] ?? null;
  const ratingOf = (one: Objective) => last?.progress.find((each) => each.objectiveId === one.objectiveId)?.rating ?? null;
  const standing = inForce.objectives.filter((one) => one.standing.status !== "dropped");
  const nextReviewOn = standing.flatMap((one) => one.reviewOn ?? []).filter((day) => day >= today).toSorted()[0] ?? null;
  return { caseId, planId: inForce.planId, approvedOn: inForce.approvedOn, objectives: standing.map((one) => objectiveFor(one, ratingOf(one))), nextReviewOn };
}

const listPapers = async (api: FamilyApi, caseId: string): Promise<FamilyPaper[]> =>
  (await api.documents.list({ caseId })).documents.filter((one) => one.removed === null && one.supersededBy === null && one.mediaType !== "application/json").map((one) => ({ caseId, documentId: one.documentId, title: one.title, datedOn: one.datedOn, mediaType: one.mediaType }));

async function readReaders(api: FamilyApi, caseId: string): Promise<{ readers: Reader[]; sent: { recipient: string; description: string; on: CivilDate }[] }> {
  const [{ readers }, { disclosures }] = [await api.privacy.trail.ofFamily({ caseId }), await api.release.log({ caseId, after: null })];
  return { readers: readers.map((one) => ({ day: one.day, about: one.about, roles: one.roles, name: one.name })), sent: disclosures.map((one) => ({ recipient: one.recipient, description: one.description, on: one.disclosedOn })) };
}

/** Everything that the first page shows, child by child. */
export async function readHome({ api, now, personId }: Visitor): Promise<HomeRead> {
  const around = await listChildren(api);
  const visits = (await listVisits(api, spanAround(now, 1, AHEAD), { children: around, personId })).filter((one) => one.status === "booked" && one.startsAt >= now);
  const children = [];
  for (const one of around) {
    const { caseId } = one;
    children.push({ caseId, childName: one.childGivenName, status: one.status, stage: one.stage, questions: await listQuestions(api, caseId, personId), toSign: await readToSign(api, caseId), stories: await listAsking(api, caseId), plan: await readPlan(api, caseId), papers: await listPapers(api, caseId), ...(await readReaders(api, caseId)) });
  }
  return { visits, children };
}

export async function readVisits({ api, now, personId }: Visitor): Promise<{ coming: Visit[]; past: Visit[] }> {
  const all = await listVisits(api, spanAround(now, BACK, AHEAD), { children: await listChildren(api), personId });
  return { coming: all.filter((one) => one.startsAt >= now && one.status === "booked"), past: all.filter((one) => one.startsAt < now && one.status === "held").toReversed() };
}

export async function readPapers({ api }: Visitor): Promise<{ children: PapersRead[] }> {
  const children = [];
  for (const one of await listChildren(api)) children.push({ childName: one.childGivenName, papers: await listPapers(api, one.caseId), signed: await readSigned(api, one.caseId) });
  return { children };
}

export async function readSeen({ api }: Visitor): Promise<{ children: ({ caseId: string; childName: string; requests: FamilyRequest[] } & Awaited<ReturnType<typeof readReaders>>)[] }> {
  const children = [];
  for (const one of await listChildren(api)) children.push({ caseId: one.caseId, childName: one.childGivenName, requests: (await api.privacy.requests.mine({ caseId: one.caseId })).requests, ...(await readReaders(api, one.caseId)) });
  return { children };
}
