import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Actor, Transaction } from "#database/actor.ts";
import { list, view } from "#features/fidelity/reading.handlers.ts";
import { confirm, review } from "#features/fidelity/writing.handlers.ts";
import type { Call } from "#server/procedure.ts";
import { demoReflections } from "./fidelity.rules.ts";
import { tell, type Voice } from "./phrases.rules.ts";

type As = <T>(who: Actor, on: CivilDate, work: (tx: Transaction) => Promise<T>) => Promise<T>;
type Of = { call: Pick<Call, "services" | "language">; caseId: string; today: CivilDate; clinician: Actor; supervisor: Actor; voice: Voice | null; leaves: "the_last" | "nothing" };

/** The packets of a made-up case, confirmed a few days after each was due, and looked over a week later (of a family told by hand only the first); where it is left, the last one is still to be done. */
export async function confirmPackets({ call, caseId, today, clinician, supervisor, voice, leaves }: Of, as: As): Promise<void> {
  const { packets } = await as(clinician, today, (tx) => list(tx, { caseId }));
  const own = packets.filter((one) => clinician.kind === "staff" && one.clinicianId === clinician.staffId && one.dueOn !== null && addDays(one.dueOn, 3) <= today);
  for (const [place, one] of own.slice(0, leaves === "the_last" ? -1 : undefined).entries()) {
    const which = { caseId, slotId: one.slotId };
    const on = addDays(one.dueOn!, 3);
    const { packetId } = await as(clinician, on, async (tx) => {
      const { live } = await view(tx, which, call);
      return confirm(tx, { ...which, version: 0, hash: live!.hash, changed: place === 0 ? [{ key: "strands.procedural.capacity", value: "emerging" }] : [], challenge: place === 0 ? "moderate" : "low", capacity: "emerging", reflection: voice === null ? demoReflections[place % demoReflections.length]! : tell("reflections", voice, place) }, call);
    });
    if ((voice === null && place > 0) || addDays(on, 7) > today) continue;
    await as(supervisor, addDays(on, 7), (tx) => review(tx, { caseId, packetId, outcome: "agreed", words: voice === null ? "Made up: let us look at the quiet moments together." : tell("looks", voice, place) }));
  }
}
