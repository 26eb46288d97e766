import { expect, test } from "vitest";
import type { PersonOfCase } from "#features/people/contract.ts";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";
import type { MeasureRequest, RequestState } from "../contract.ts";
import { adultsOn, groupBatteries, languageOf, lastAsked, withoutWording } from "./batteries.ts";

const request = (batteryId: string, state: RequestState) => ({ batteryId, state, requestId: `${batteryId}-${state}` }) as MeasureRequest;
const person = (personId: string, more: Partial<PersonOfCase> = {}) => ({ personId, part: "caregiver", validFrom: "2026-01-01", validTo: null, language: "en", ...more }) as PersonOfCase;
const instrument = (id: string, languages: string[]) => ({ instrument: id, languages }) as InstalledInstrument;

test("B13: what was asked by one link stands together, what still waits first", () => {
  const batteries = groupBatteries([request("new", "submitted"), request("waits", "submitted"), request("waits", "started"), request("old", "expired"), request("shut", "locked")]);
  expect(batteries.map((one) => [one.batteryId, one.requests.length, one.isOpen])).toEqual([["waits", 2, true], ["new", 1, false], ["old", 1, false], ["shut", 1, false]]);
});

test("B13: only adults around the child on that day can be asked, each once", () => {
  const people = [person("child", { part: "child" }), person("gone", { validTo: "2026-07-07" }), person("last day", { validTo: "2026-07-08" }), person("comes", { validFrom: "2026-07-09" }), person("aunt"), person("aunt", { part: "other" }), person("brother", { part: "sibling" })];
  expect(adultsOn(people, "2026-07-08").map((one) => one.personId)).toEqual(["last day", "aunt"]);
});

test("a measure without wording in the adult's language is named before it is sent", () => {
  const all = [instrument("phq-9", ["en", "es"]), instrument("pcl-5", ["en"]), instrument("ces-d", ["en"])];
  expect(withoutWording(["phq-9", "pcl-5"], all, "es").map((one) => one.instrument)).toEqual(["pcl-5"]);
  expect(withoutWording(["phq-9", "pcl-5"], all, "en")).toEqual([]);
});

test("the form begins in the adult's own language", () => {
  expect(languageOf(person("a", { language: "es-MX" }))).toBe("es");
  expect(languageOf(person("a", { language: "am" }))).toBe("en");
  expect(languageOf(undefined)).toBe("en");
});

test("a new battery begins with what each adult was asked last by a link, and not with what was entered or corrected", () => {
  const asked = (batteryId: string, respondentId: string | null, instrument: string, requestedAt: string, more: Partial<MeasureRequest> = {}) => ({ batteryId, respondentId, instrument, requestedAt, mode: "link", corrects: null, ...more }) as MeasureRequest;
  const requests = [asked("b", "ana", "phq-9", "2026-05-01"), asked("b", "ana", "pcl-5", "2026-05-01"), asked("a", "ana", "gad-7", "2026-01-01"), asked("c", "ana", "psc-17", "2026-06-01", { mode: "paper" }), asked("d", "ana", "phq-9", "2026-06-02", { corrects: "x" }), asked("e", null, "observation-dyad", "2026-06-03", { mode: "coded" })];
  expect([...lastAsked(requests)]).toEqual([["ana", ["phq-9", "pcl-5"]]]);
});
