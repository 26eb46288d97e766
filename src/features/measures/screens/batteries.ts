import { type CivilDate, dateInZone } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";
import type { MeasureRequest, RequestState } from "../contract.ts";

export type Battery = { batteryId: string; requests: MeasureRequest[]; isOpen: boolean };

/** A request that still waits for its adult. */
export const isOpenState = (state: RequestState): boolean => state === "sent" || state === "started";

/** Requests by the link they were sent with: open ones first, otherwise in the order given, which is the newest first. */
export function groupBatteries(requests: readonly MeasureRequest[]): Battery[] {
  const byId = new Map<string, MeasureRequest[]>();
  for (const request of requests) byId.set(request.batteryId, [...(byId.get(request.batteryId) ?? []), request]);
  const batteries = [...byId.entries()].map(([batteryId, inside]): Battery => ({ batteryId, requests: inside, isOpen: inside.some((one) => isOpenState(one.state)) }));
  return [...batteries.filter((one) => one.isOpen), ...batteries.filter((one) => !one.isOpen)];
}

/** The adults around the child on a day: who may be asked. Each once, though they have two parts. */
export function adultsOn(people: readonly PersonOfCase[], on: CivilDate): PersonOfCase[] {
  const around = people.filter((one) => (one.part === "caregiver" || one.part === "other") && one.validFrom <= on && (one.validTo === null || one.validTo >= on));
  return around.filter((one, index) => around.findIndex((other) => other.personId === one.personId) === index);
}

/** The language to begin with: the adult's own where the screens have it, else English. */
export const languageOf = (person: Pick<PersonOfCase, "language"> | undefined): Language => (person !== undefined && /^es\b/i.test(person.language) ? "es" : "en");

/** The picked instruments that have no wording in that language. */
export const withoutWording = (picked: readonly string[], instruments: readonly InstalledInstrument[], language: Language): InstalledInstrument[] => instruments.filter((one) => picked.includes(one.instrument) && !one.languages.includes(language));

/** The day on the clocks of the agency at a moment of this device. */
export const dayNow = (timeZone: string): CivilDate => dateInZone(new Date().toISOString(), timeZone);

/** What each adult was asked by the last link that they got: where a new battery begins. */
export function lastAsked(requests: readonly MeasureRequest[]): ReadonlyMap<string, readonly string[]> {
  const last = new Map<string, MeasureRequest[]>();
  for (const request of requests.filter((one) => one.mode === "link" || one.mode === "kiosk")) {
    if (request.respondentId === null || request.corrects !== null) continue;
    const own = last.get(request.respondentId);
    if (own === undefined || own[0]!.requestedAt < request.requestedAt) last.set(request.respondentId, [request]);
    else if (own[0]!.batteryId === request.batteryId) own.push(request);
  }
  return new Map([...last].map(([respondentId, asked]) => [respondentId, [...new Set(asked.map((one) => one.instrument))]]));
}
