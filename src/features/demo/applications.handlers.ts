import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { linkToken } from "#server/keys.ts";
import { type Behind, beginNow, openLink, save, submit, withdraw } from "#features/applications/apply.handlers.ts";
import type { ApplicationKind } from "#features/applications/contract.ts";
import { decide, setArea } from "#features/applications/deciding.handlers.ts";
import { assessed, type Draft, withAgency, withOneMore, withPerson, withReadiness } from "#features/applications/form.rules.ts";
import { loadForm } from "#features/applications/policies.ts";
import { agree, look, makeCode } from "#features/applications/offers.handlers.ts";
import { nameReader, requireApplication, rubricOf, score } from "#features/applications/reading.handlers.ts";
import { listApplications } from "#features/applications/reading.store.ts";
import { listOpenCohorts } from "#features/applications/store.ts";
import { make } from "#features/training/cohorts.handlers.ts";
import { as, type Demo, member } from "./acting.handlers.ts";

type MadeUp = { kind: ApplicationKind; email: string; organization: string; town: string; setting: string; languages: string[]; why: string; people: string[]; distance?: string; area?: string; language: "en" | "es"; ends: "draft" | "submitted" | "one_score" | "scored" | "accepted" | "waiting" | "declined" | "withdrawn"; scores: [number, number] };
/** The demo's own programme applies too, so that its figures can be offered. */
const LINDEN = "Linden Street Family Center";
/** Made-up applications in all states; the first three stand in a small demo. */
const madeUp: MadeUp[] = [
  { kind: "team", email: "linden@example.org", organization: LINDEN, town: "Washington", setting: "community", languages: ["en", "es"], why: "Every week we meet toddlers who saw violence at home, and we have no shared way of working with them and their parents.", people: ["Lena Ortiz", "Paul Reed", "Marta Gil", "June Abbot", "Tess Hale"], language: "en", ends: "one_score", scores: [4, 3] },
  { kind: "single", email: "oak@example.org", organization: "Oak Street Practice", town: "Boone", setting: "practice", languages: ["en"], why: "I see foster families with very young children, mostly alone.", people: ["Ivy Lane"], distance: "video", area: "West", language: "en", ends: "scored", scores: [3, 3] },
  { kind: "team", email: "harbor@example.org", organization: "Harbor Children’s Center", town: "Wilmington", setting: "hospital", languages: ["en"], why: "Our early childhood clinic wants one approach from the first visit to the last.", people: ["Owen Park", "Nora West", "Sol Vega"], language: "en", ends: "accepted", scores: [4, 4] },
  { kind: "single", email: "colina@example.org", organization: "La Colina", town: "Durham", setting: "community", languages: ["en", "es"], why: "Atiendo a familias recién llegadas con niños pequeños, y quiero hacerlo mejor.", people: ["Rosa Peña"], distance: "area", area: "Triangle", language: "es", ends: "submitted", scores: [0, 0] },
  { kind: "single", email: "pine@example.org", organization: "Pine School", town: "Raleigh", setting: "school", languages: ["en"], why: "Children in our preschool come with losses that nobody has named.", people: ["Ben Frost"], distance: "far", area: "Triangle", language: "en", ends: "submitted", scores: [0, 0] },
  { kind: "team", email: "mill@example.org", organization: "Mill Creek Counseling", town: "Hickory", setting: "practice", languages: ["en"], why: "We would like to begin with families of young children.", people: ["Gale Stone", "Rae Holt", "Kit Moss"], language: "en", ends: "waiting", scores: [3, 1] },
  { kind: "team", email: "vale@example.org", organization: "Vale Agency", town: "Charlotte", setting: "child_welfare", languages: ["en"], why: "Training for our staff.", people: ["Dale Fox", "Ann Roe", "Max Lee"], language: "en", ends: "declined", scores: [1, 1] },
  { kind: "single", email: "bay@example.org", organization: "Bay Clinic", town: "New Bern", setting: "hospital", languages: ["en"], why: "I would like to learn this.", people: ["Sky Moran"], distance: "video", language: "en", ends: "withdrawn", scores: [0, 0] },
];

const first = { credential: "social_work", licence: "full", degree: "MSW", yearsHere: "2", yearsInAll: "6", medicaid: "yes" };
const answers = ["yes", "partly", "yes", "no", "yes", "unknown", "yes"];

function draftOf(one: MadeUp, begun: Draft, form: ReturnType<typeof loadForm>): Draft {
  let draft = withAgency(begun, { organization: one.organization, town: one.town, setting: one.setting, languages: one.languages, medicaid: "yes", why: one.why, support: "Two hours each week are kept free for it.", ...(one.distance === undefined ? {} : { distance: one.distance }) });
  const named = (name: string) => ({ name, email: `${name.toLowerCase().normalize("NFD").replace(/[^a-z]+/g, ".")}@example.org` });
  if (one.kind === "single") draft = withPerson(draft, "self", { ...first, ...named(one.people[0]!), email: one.email, licence: one.setting === "school" ? "provisional" : "full" }, form);
  else
    one.people.forEach((name, at) => {
      const more = withOneMore(draft, at === 0 ? "senior_leader" : at === 1 ? "supervisor" : "clinician");
      draft = withPerson(more.draft, more.id, { ...first, ...named(name), responsibility: "yes", authority: "yes", ownPart: "Joins the leader calls and keeps the time free." }, form);
    });
  for (const of of assessed(one.kind, draft.content)) draft = withReadiness(draft, of, Object.fromEntries(form.readiness.filter((item) => item.of === (of === "agency" ? "agency" : "clinician")).map((item, at) => [`answer.${item.id}`, answers[at % answers.length]!])), form);
  return draft;
}

/** A cohort that takes applications, and reads them blind. */
const cohortOf = (today: CivilDate, appliesFrom: CivilDate) => ({ name: "Spring cohort (demo)", track: "nc-ctp" as const, trackVersion: "2019", startsOn: addDays(today, 70), months: 18, places: 6, appliesFrom, appliesTo: addDays(today, 21), isBlind: true });

/** A cohort that takes applications, and what made-up applicants and the faculty did, through the same code as real ones. */
export async function recordApplications(demo: Demo, today: CivilDate, most: number): Promise<void> {
  const form = loadForm();
  const runs = member(demo, "collaborative@demo.dyad");
  const readers = [member(demo, "faculty@demo.dyad"), member(demo, "faculty.2@demo.dyad")];
  const machine = { kind: "system", job: "applications", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone } as const;
  const [opens, call] = [addDays(today, -30), { services: demo.services, language: "en" as const }];
  const { cohortId } = await as(demo, runs, opens, "09:00", (tx) => make(tx, cohortOf(today, opens)));
  for (const [at, one] of madeUp.slice(0, most).entries()) {
    const on = addDays(today, at - 20);
    const acting = { ...demo.services, clock: demo.at(on, "10:00") };
    const { linkId, applicationId } = await as(demo, machine, on, "09:00", async (tx) => beginNow(tx, demo.services, { cohort: (await listOpenCohorts(tx)).find((each) => each.cohortId === cohortId)!, kind: one.kind, email: one.email, language: one.language }));
    const token = linkToken(demo.services.signingKey, linkId);
    const behind = async (): Promise<Behind> => (await openLink(acting, token))!;
    const begun = await behind();
    await save(acting, begun, draftOf(one, { content: begun.application.content, names: begun.application.names }, form), "demo");
    if (one.ends === "draft") continue;
    await submit(acting, await behind(), token, "demo");
    if (one.ends === "withdrawn") {
      await withdraw(acting, await behind(), "demo");
      continue;
    }
    const seen = async (tx: Transaction) => ({ applicationId, revision: (await requireApplication(tx, applicationId)).revision });
    if (one.area !== undefined) await as(demo, runs, addDays(on, 1), "09:00", async (tx) => setArea(tx, { ...(await seen(tx)), area: one.area! }));
    for (const [place, reader] of readers.entries()) {
      await as(demo, runs, addDays(on, 1), "09:30", (tx) => nameReader(tx, { applicationId, staffId: reader.staffId, isOutside: true }));
      if (one.ends === "submitted" || (one.ends === "one_score" && place > 0)) continue;
      const scores = Object.fromEntries(rubricOf(call).items.map((item) => [item.id, one.scores[place]!]));
      await as(demo, reader, addDays(on, 2), "11:00", (tx) => score(tx, { applicationId, scores, remark: "Made up." }, call));
    }
    const decision = (["accepted", "waiting", "declined"] as const).find((each) => each === one.ends);
    const reason = { accepted: "A committed team whose leader keeps time free.", waiting: "The places that are left are few; you stand near the front.", declined: "We could not see yet which families you would begin with." };
    if (decision !== undefined) await as(demo, runs, addDays(on, 5), "15:00", async (tx) => decide(tx, { ...(await seen(tx)), decision, reason: reason[decision] }, { services: demo.services }));
  }
}

/** Offers the figures of the demo's own programme for its application: the applicant makes a code, and whoever runs the programme looks and agrees. */
export async function offerFigures(demo: Demo, collaborative: Demo["agency"], today: CivilDate): Promise<void> {
  const machine = { kind: "system", job: "applications", agencyId: collaborative.agencyId, timeZone: collaborative.timeZone } as const;
  const call = { services: demo.services, requestId: "demo" };
  const code = await as(demo, machine, today, "00:05", async (tx) => {
    const applied = (await listApplications(tx, { sort: "submitted", order: "up", status: "all", kind: "team", cohortId: null, own: null })).find((one) => one.names?.organization === LINDEN);
    return applied === undefined ? null : makeCode(tx, demo.services, applied.applicationId);
  });
  if (code === null) return;
  await as(demo, member(demo, "director@demo.dyad"), today, "00:06", async (tx) => {
    const { offer } = await look(tx, { code }, call);
    if (offer !== null) await agree(tx, { code, hash: offer.hash }, call);
  });
}

/** An application that is read blind, with words to look for: in what is read, and in what names somebody. */
export async function plantApplication(demo: Demo, today: CivilDate): Promise<void> {
  const form = loadForm();
  const runs = member(demo, "collaborative@demo.dyad");
  const machine = { kind: "system", job: "applications", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone } as const;
  await as(demo, runs, today, "09:00", (tx) => make(tx, cohortOf(today, today)));
  const { linkId } = await as(demo, machine, today, "09:05", async (tx) => beginNow(tx, demo.services, { cohort: (await listOpenCohorts(tx))[0]!, kind: "team", email: "applicant@example.org", language: "en" }));
  const acting = { ...demo.services, clock: demo.at(today, "09:10") };
  const token = linkToken(demo.services.signingKey, linkId);
  const { application: begun } = (await openLink(acting, token))!;
  await save(acting, (await openLink(acting, token))!, draftOf({ ...madeUp[0]!, organization: "MARKER-APPLICANT", why: "Made up. MARKER-APPLICATION" }, { content: begun.content, names: begun.names }, form), "demo");
  await submit(acting, (await openLink(acting, token))!, token, "demo");
}
