import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { systemClock } from "#database/actor.ts";
import { attachEmbedded } from "#database/embedded.ts";
import { openApplicationDatabase } from "#database/open.ts";
import { loadPolicy } from "#features/policy/policies.ts";
import { decide } from "#features/policy/rules.ts";
import { dateInZone } from "#kernel/dates.ts";
import { openKeyRing } from "#server/keyRing.ts";
import { makeSecret } from "#server/keys.ts";
import { readSettings } from "#server/settings.ts";
import { installation } from "../open.ts";
import { makeDataFolder, type ServerProcess, startServerProcess } from "./process.ts";
import { planProgramme, type Programme, zone } from "./programme.ts";
import { type Evidence, seedProgramme } from "./seed.ts";

/** Facts of a session that counts: what a signed session keeps as evidence, and what `decide` is asked again and again. */
export const sampleFacts = {
  moment: "claim",
  child: { birthDate: "2021-05-02", eligible: true },
  courseStart: "2025-01-07",
  session: { start: "2025-03-04T10:00", end: "2025-03-04T11:00", timeZone: zone, place: "home", modality: "in_person", attendees: ["child", "caregiver"], signed: true, cosigned: null, longerSessionReason: null },
  sameDayServices: [],
  clinician: { credential: "LICSW", independent: true, degree: "masters", degreeField: "social work", licence: { from: "2020-01-01", to: "2027-12-31" }, cppTrainingCompletedOn: "2024-05-01", yearsOfExperience: 6 },
  agency: { cppCertification: { from: "2025-01-01", to: "2027-01-01" }, fidelityAudit: { on: "2025-02-10", acceptable: true } },
  team: { supervisors: 1, clinicians: 5 },
} as const;
export const sampleDay = "2025-03-04";

/** The sample's facts with the decision about them. */
export function sampleEvidence(projectRoot: string): Evidence {
  const policy = loadPolicy("dc-mhrs", path.join(projectRoot, "data"));
  return { facts: sampleFacts, decision: decide({ policy, question: "session", on: sampleDay, facts: sampleFacts }) };
}

/** A seeded database in a folder of its own, with the server on it once it is started. `close` leaves nothing behind. */
export type BenchPlace = { projectRoot: string; dataDirectory: string; programme: Programme; server(): Promise<ServerProcess>; stopServer(): Promise<void>; close(): Promise<void> };

/** Makes the folder, migrates, and seeds a programme of so many people. Stopped before that is done, it leaves nothing behind and throws. */
export async function openBenchPlace(projectRoot: string, people: number, stopped: AbortSignal): Promise<BenchPlace> {
  const dataDirectory = makeDataFolder();
  const programme = planProgramme(people, dateInZone(systemClock.now(), zone));
  let running: Promise<ServerProcess> | null = null;
  const stopServer = async () => {
    const server = await running?.catch(() => null);
    running = null;
    await server?.stop();
  };
  const close = async () => {
    await stopServer();
    fs.rmSync(dataDirectory, { recursive: true, force: true });
  };
  try {
    const settings = readSettings({ DYAD_DATA_DIR: dataDirectory }, projectRoot);
    const keys = openKeyRing(settings.keys, makeSecret(settings));
    const open = await openApplicationDatabase({ dataDirectory, url: null, ownerUrl: null }, installation(projectRoot, keys), keys);
    try {
      const owner = new pg.Client((await attachEmbedded(dataDirectory))!.config);
      await owner.connect();
      owner.on("error", () => {}); // told by the query that it breaks
      stopped.addEventListener("abort", () => void owner.end());
      await seedProgramme(owner, programme, sampleEvidence(projectRoot)).finally(() => owner.end());
    } finally {
      await open.close();
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    projectRoot,
    dataDirectory,
    programme,
    stopServer,
    close,
    server: () => (running ??= startServerProcess(projectRoot, dataDirectory)),
  };
}
