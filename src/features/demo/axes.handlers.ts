import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { addAxis } from "#features/diagnoses/axes.handlers.ts";
import type { Dimension } from "#features/diagnoses/axes.contract.ts";
import { listPeople } from "#features/people/store.ts";

type Done = { caseId: string; place: number; opened: CivilDate; today: CivilDate };
type As = (on: CivilDate, work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>;
type Told = { words: string; later: string; condition: string; stressor: string; development: string };

/** Made up, for three of the families: one is told in Spanish, as its clinician writes there. */
const told: Record<number, Told> = {
  0: { words: "Juega cerca de ella y la busca con la mirada; a ella le cuesta ponerle límites (demo).", later: "Se reencuentran antes después de un enojo (demo).", condition: "Eccema (demo)", stressor: "Cambio de hogar (demo)", development: "Lenguaje acorde con su edad (demo)" },
  1: { words: "Plays beside her, seldom with her (demo).", later: "Comes back to her when startled (demo).", condition: "Ear infections (demo)", stressor: "Loss in the family (demo)", development: "First sentences late (demo)" },
  4: { words: "Long quiet spells, then a joke that both share (demo).", later: "Waits for the joke now (demo).", condition: "Asthma, mild (demo)", stressor: "Two moves in a year (demo)", development: "Walks and runs with ease (demo)" },
};

const marks: readonly Dimension[] = [{ name: "shared_pleasure", label: "", mark: "strength" }, { name: "repair", label: "", mark: "concern" }, { name: "bids_and_answers", label: "", mark: "not_a_concern" }];

/** Axes II to V of some made-up cases: a level soon after the beginning, another three months later, and an entry of each other axis. */
export async function recordAxes({ caseId, place, opened, today }: Done, as: As): Promise<void> {
  const one = told[place];
  if (one === undefined) return;
  const level = (on: CivilDate, found: number, words: string, dimensions: readonly Dimension[]) =>
    on > today ? Promise.resolve() : as(on, async (tx) => {
      const adult = (await listPeople(tx, caseId)).find((person) => person.hasOpenDyad && person.livesWithChild === true);
      if (adult !== undefined) await addAxis(tx, { caseId, axis: 2, ownerPersonId: adult.personId, level: found, dimensions: [...dimensions], code: "", label: "", words, since: on, until: null });
    });
  await level(addDays(opened, 14), 3, one.words, marks);
  await level(addDays(opened, 105), 2, one.later, marks.slice(0, 1));
  await as(addDays(opened, 14), async (tx) => {
    for (const [axis, label] of [[3, one.condition], [4, one.stressor], [5, one.development]] as const) await addAxis(tx, { caseId, axis, ownerPersonId: null, level: null, dimensions: [], code: "", label, words: "", since: addDays(opened, 14), until: null });
  });
}
