import { type CivilDate, type Instant, instantFromWall } from "#kernel/dates.ts";
import { type Actor, asActor, type Clock, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import type { Call, Services } from "#server/procedure.ts";
import type { DemoAgency } from "./staff.handlers.ts";

/** The demo while it is filled in: what is needed to act as somebody at a moment of the past. */
export type Demo = { services: Services; agency: DemoAgency; at(date: CivilDate, time: string): Clock };

export const inDemo = (services: Services, agency: DemoAgency): Demo => ({ services, agency, at: (date, time) => ({ now: () => instantFromWall(`${date}T${time}`, agency.timeZone) as Instant }) });

/** One act of somebody at a moment of the past, in a transaction of its own, audited like any other. */
export const as = <T>(demo: Demo, who: Actor, date: CivilDate, time: string, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  asActor(demo.services.database, demo.at(date, time), who, async (tx) => {
    const done = await work(tx);
    await appendAudit(tx, { action: "write", procedure: "demo.fill", outcome: "done", requestId: "demo" });
    return done;
  });

/** Somebody of the made-up staff, by e-mail address. */
export const member = (demo: Demo, email: string) => demo.agency.staff.get(email)!;
export const callOf = (demo: Demo): Pick<Call, "services" | "language"> => ({ services: demo.services, language: "en" });

/** Who supervises a clinician of the demo, by the team of both. */
export const supervisorOf = (demo: Demo, clinician: string) => member(demo, ["clinician.2@demo.dyad", "clinician.4@demo.dyad", "clinician.5@demo.dyad"].includes(clinician) ? "supervisor.2@demo.dyad" : "supervisor@demo.dyad");

/**
 * Does something for each of many, a few at a time, and never two at once of those that share a key: they would wait for
 * each other. Of those with the longest queue the first is taken. The first that fails ends it, once those under way have ended.
 */
export async function aFewAtATime<T>(all: readonly T[], { lanes, keyOf }: { lanes: number; keyOf: (one: T) => string }, work: (one: T, place: number) => Promise<void>): Promise<void> {
  const queues = new Map<string, number[]>();
  for (const [place, one] of all.entries()) queues.set(keyOf(one), [...(queues.get(keyOf(one)) ?? []), place]);
  const busy = new Set<string>();
  const failed: unknown[] = [];
  const lane = async (): Promise<void> => {
    const [key, queue] = [...queues].filter(([key, left]) => left.length > 0 && !busy.has(key)).toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
    if (key === undefined || queue === undefined || failed.length > 0) return;
    const place = queue.shift()!;
    busy.add(key);
    await work(all[place]!, place).catch((error: unknown) => void failed.push(error));
    busy.delete(key);
    return lane();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failed.length > 0) throw failed[0];
}
