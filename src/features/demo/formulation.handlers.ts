import { addDays, type CivilDate } from "#kernel/dates.ts";
import { type Actor, newId, type Transaction } from "#database/actor.ts";
import { insertBlock } from "#features/cases/store.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { begin, keep, rate, save, see } from "#features/formulation/handlers.ts";
import { record, saw } from "#features/formulation/triggers.handlers.ts";
import { listPeople } from "#features/people/store.ts";
import * as stories from "#features/stories/handlers.ts";
import { type DemoFormulation, demoFormulations, writeDemoContent, writeDemoStory } from "./formulation.rules.ts";

type As = <T>(who: Actor, on: CivilDate, work: (tx: Transaction) => Promise<T>) => Promise<T>;
type Of = { caseId: string; place: number; opened: CivilDate; today: CivilDate; clinician: Actor; supervisor: Actor };

const keptAfter = 56;
const toldAfter = 70;

/** What two of the made-up families and their clinicians understood together: own history, reminders, formulation, stories. */
export async function recordFormulation({ caseId, place, opened, today, clinician, supervisor }: Of, as: As): Promise<void> {
  const made = demoFormulations[place];
  if (!made || clinician.kind !== "staff") return;
  const on = (after: number) => addDays(opened, after);
  const adults = await as(clinician, on(12), async (tx) => {
    const around = (await listPeople(tx, caseId)).filter((one) => one.part === "caregiver");
    const first = around.find((one) => one.livesWithChild)!.personId;
    for (const [section, words] of made.history) await insertBlock(tx, { ...tagOf("caregiver", caseId, first), ownerStaffId: clinician.staffId, section, words });
    return [first, around.find((one) => one.personId !== first)?.personId ?? null];
  });
  const owner = adults[0]!;
  await recordStories(made, { caseId, owner, clinician, on, today }, as);
  const cues: string[] = [];
  for (const one of made.reminders) {
    cues.push(await as(clinician, on(one.after), async (tx) => (await record(tx, { caseId, whosePersonId: one.adult === null ? null : owner, cue: one.cue, reaction: one.reaction, helps: one.helps, forChild: one.forChild, on: tx.today, sessionId: null })).triggerId));
    for (const [at, after] of one.seen.entries()) await as(clinician, on(after), (tx) => saw(tx, { caseId, triggerId: cues.at(-1)!, on: tx.today, status: at === one.seen.length - 1 ? one.last : "seen", sessionId: null, words: "", helped: one.helps }));
  }
  const targets = await as(clinician, on(keptAfter), async (tx) => {
    const { formulationId, revision } = await begin(tx, { caseId });
    const content = writeDemoContent(made, { adults, cues, newId: () => newId(tx) });
    const saved = await save(tx, { caseId, formulationId, revision, ...content });
    await keep(tx, { caseId, formulationId, revision: saved.revision });
    return { formulationId, ids: content.nodes.filter((one) => one.kind === "target").map((one) => one.nodeId) };
  });
  await as(supervisor, on(keptAfter + 6), (tx) => see(tx, { caseId, formulationId: targets.formulationId, seenOn: tx.today }));
  for (const [at, strength] of made.ratings.entries()) {
    const day = on(keptAfter + at * 35);
    if (day <= today) await as(clinician, day, (tx) => rate(tx, { caseId, targetId: targets.ids[0]!, ratedOn: day, strength, status: "open", words: "" }));
  }
}

async function recordStories(made: DemoFormulation, { caseId, owner, clinician, on, today }: { caseId: string; owner: string; clinician: Actor; on: (after: number) => CivilDate; today: CivilDate }, as: As): Promise<void> {
  for (const [at, told] of made.told.entries()) {
    const place = await as(clinician, told.stands === "waits" ? addDays(today, -2) : on(toldAfter - 10 + at), async (tx) => {
      const { storyId, versionId } = await stories.begin(tx, { caseId, kind: told.kind, ownerId: owner });
      const saved = await stories.save(tx, { caseId, storyId, versionId, revision: 1, content: writeDemoStory(told, owner, () => newId(tx)) });
      // The last of several is still being written.
      if (at === 0 || told.stands === "waits" || at < made.told.length - 1) await stories.keep(tx, { caseId, storyId, versionId, revision: saved.revision });
      return { caseId, storyId, versionId };
    });
    if (at > 0) continue;
    await as(clinician, on(toldAfter - 3), (tx) => stories.approve(tx, { ...place, adultId: owner, approvedOn: tx.today }));
    await as(clinician, on(toldAfter), (tx) => stories.tell(tx, { ...place, toldOn: tx.today, sessionId: null, way: "toys" }));
    await as(clinician, on(toldAfter + 63), (tx) => stories.tell(tx, { ...place, toldOn: tx.today, sessionId: null, way: "words" }));
  }
}
