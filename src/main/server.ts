import { addMinutes } from "#kernel/dates.ts";
import { newId } from "#database/actor.ts";
import { listAgencies, makeLink } from "#features/account/store.ts";
import { listSteps } from "#database/migrate.ts";
import { sealAgency } from "#server/audit.ts";
import { hashToken, makeToken } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import { sayFailed, startRounds } from "#server/rounds.ts";
import { readSettings, refuseOpenDemo, SettingError } from "#server/settings.ts";
import { startAccessLetters } from "#features/account/jobs.ts";
import { startSweeping } from "#features/documents/jobs.ts";
import { startBringing } from "#features/lists/working.handlers.ts";
import { startMessageWorker } from "#features/messages/jobs.ts";
import { startVisitWatch } from "#features/visiting/jobs.ts";
import { startRecordings } from "#features/recordings/jobs.ts";
import { startReminders } from "#features/messages/reminders.jobs.ts";
import { startCounting } from "#features/outcomes/working.handlers.ts";
import { startClaimsWorker } from "#features/claims/working.handlers.ts";
import { startPlacementWorker } from "#features/placement/working.handlers.ts";
import { startEscalationWorker } from "#features/safety/jobs.ts";
import { startKeysWorker } from "#features/privacy/keys.jobs.ts";
import { startNewsletter } from "#features/newsletter/jobs.ts";
import { startClearing } from "#features/clearing/working.handlers.ts";
import { startForgettingApplications } from "#features/applications/jobs.ts";
import { startGathering } from "#features/training/gathering.handlers.ts";
import { startKeepingGraduates } from "#features/graduates/keeping.handlers.ts";
import { startForgetting } from "#features/questions/jobs.ts";
import { startRulebookWorker } from "#features/rulebook/counting.handlers.ts";
import { makeApplication } from "./application.ts";
import { fillAnew } from "./filling.ts";
import { startJournaling } from "./journaling.ts";
import { runApart, startNightly } from "./nightly.ts";
import { installation, openServices, programVersion } from "./open.ts";
import { startPresence } from "./presence.ts";
import { findProjectRoot } from "./root.ts";

const SEAL_EVERY = 2_000;
/** Every so many rounds rows of any age are looked for, such as those of an import: about every five minutes. */
const ROUNDS_TO_LOOK_EVERYWHERE = 150;
const SETUP_HOURS = 24;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Links new audit rows into each agency's chain, within five seconds of their making. */
function startSealing(services: Services): () => Promise<void> {
  /** Rounds since an agency's whole trail was looked through. One whose sealing failed is not in it: its rows may be of any age by now. */
  const roundsSince = new Map<string, number>();
  const sealOne = async (agencyId: string, timeZone: string) => {
    const since = roundsSince.get(agencyId) ?? ROUNDS_TO_LOOK_EVERYWHERE;
    const look = since >= ROUNDS_TO_LOOK_EVERYWHERE ? "everywhere" : "lately";
    roundsSince.delete(agencyId);
    await sealAgency(services.database, services.clock, { agencyId, timeZone }, services.dataDirectory, look);
    roundsSince.set(agencyId, look === "everywhere" ? 1 : since + 1);
  };
  const say = (error: Error) => sayFailed(services.log, "sealing the audit trail", error);
  const sealAll = async () => {
    try {
      for (const agency of await listAgencies(services.database)) await sealOne(agency.agency_id, agency.time_zone).catch(say);
    } catch (error) {
      // Nobody was looked at: whatever is written meanwhile is looked for everywhere.
      roundsSince.clear();
      throw error;
    }
  };
  const stop = startRounds(services, { name: "sealing the audit trail", every: SEAL_EVERY, look: sealAll });
  return async () => {
    await stop();
    await sealAll().catch(say);
  };
}

async function sayHowToBegin(services: Services, address: string): Promise<void> {
  say(`\nDyad is ready: ${address}`);
  if (services.demo !== "0") {
    say(`  Staff:    ${address}/app   one tap signs in, for example as clinician@demo.dyad (password dyad-demo-only)`);
    say(`  Families: ${address}/      and ${address}/es`);
    return say("  Everything in it is made up.\n");
  }
  if ((await listAgencies(services.database)).length > 0) return say(`  Staff sign in at ${address}/app\n`);
  const token = makeToken();
  await makeLink(services.database, hashToken(token), { linkId: newId({ now: services.clock.now() }), agencyId: null, purpose: "setup", subjectId: null, expiresAt: addMinutes(services.clock.now(), SETUP_HOURS * 60) });
  say(`  Make your agency and its first administrator at this one-time address, within ${SETUP_HOURS} hours:`);
  say(`  ${address}/app/setup#${token}\n`);
}

async function run(): Promise<void> {
  const projectRoot = findProjectRoot();
  const settings = readSettings(process.env, projectRoot);
  const opened = await openServices({ projectRoot, settings, manner: "own" });
  const { services } = opened;
  let closing = false;
  try {
    refuseOpenDemo(settings, services.demo);
    await opened.boss.start();
    if (!opened.isFilled && services.demo !== "0") {
      const began = performance.now();
      process.stdout.write("Filling the demo programme …");
      await fillAnew(opened, { size: "full", tell: ({ done, of }) => void (done % 10 === 0 && process.stdout.write(` ${done} of ${of} …`)) });
      say(` ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
    let stopPlacement = async () => {};
    let stopNewsletter = async () => {};
    let stopClaims = async () => {};
    if (settings.role !== "web") {
      await startMessageWorker(opened.boss, services);
      await startAccessLetters(opened.boss, services);
      await startEscalationWorker(opened.boss, services);
      await startKeysWorker(opened.boss, services);
      await startRulebookWorker(opened.boss, services);
      stopNewsletter = await startNewsletter(opened.boss, services);
      stopPlacement = await startPlacementWorker(opened.boss, services);
      stopClaims = await startClaimsWorker(opened.boss, services);
    }
    const presence = await startPresence(services, programVersion(projectRoot), listSteps(installation(projectRoot, services.keys)).map((one) => one.name));
    const stopNightly = settings.role === "web" ? async () => {} : startNightly(services, opened.open.loginConfig, runApart(projectRoot));
    const stopJournaling = settings.role === "web" ? async () => {} : startJournaling(opened, programVersion(projectRoot));
    const app = await makeApplication(services, undefined, presence.isBehind);
    const stopSealing = settings.role === "web" ? async () => {} : startSealing(services);
    const stopSweeping = settings.role === "web" ? async () => {} : startSweeping(services, async () => (await listAgencies(services.database)).map((one) => ({ agencyId: one.agency_id, timeZone: one.time_zone })));
    const stopCounting = settings.role === "web" ? async () => {} : startCounting(services, async () => (await listAgencies(services.database)).map((one) => ({ agencyId: one.agency_id, timeZone: one.time_zone })));
    const stopBringing = settings.role === "web" ? async () => {} : startBringing(services);
    const stopReminders = settings.role === "web" ? async () => {} : startReminders(services);
    const stopRecordings = settings.role === "web" ? async () => {} : startRecordings(services);
    const stopVisitWatch = settings.role === "web" ? async () => {} : startVisitWatch(services);
    const stopGathering = settings.role === "web" ? async () => {} : startGathering(services);
    const stopKeepingGraduates = settings.role === "web" ? async () => {} : startKeepingGraduates(services);
    const stopForgetting = settings.role === "web" ? async () => {} : startForgetting(services);
    const stopClearing = settings.role === "web" ? async () => {} : startClearing(services);
    const stopApplications = settings.role === "web" ? async () => {} : startForgettingApplications(services);
    const stop = async (code: number) => {
      if (closing) return;
      closing = true;
      await app.close().catch(() => {});
      await stopNightly();
      await presence.stop();
      await stopSweeping();
      await stopCounting();
      await stopBringing();
      await stopReminders();
      await stopRecordings();
      await stopVisitWatch();
      await stopGathering();
      await stopKeepingGraduates();
      await stopForgetting();
      await stopApplications();
      await stopClearing();
      await stopNewsletter();
      await stopPlacement();
      await stopClaims();
      await stopSealing();
      await stopJournaling();
      await opened.boss.stop({ graceful: false }).catch(() => {});
      await opened.close();
      process.exit(code);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
    // A server that outlives its database would hang on every request: it ends, and says why.
    void opened.open.exited.then(() => {
      if (closing) return;
      console.error("PostgreSQL ended, so Dyad stops too. Nothing that was acknowledged is lost; start again.");
      process.exit(1);
    });
    if (settings.role === "jobs") return say("Dyad works off its jobs; it serves no pages (DYAD_ROLE=jobs).");
    await app.listen({ port: settings.port, host: settings.host });
    await sayHowToBegin(services, services.baseUrl);
  } catch (error) {
    // The database ends because Dyad does, not the other way round: what is said is why Dyad could not begin.
    closing = true;
    await opened.close();
    throw error;
  }
}

run().catch((error: Error & { code?: string }) => {
  if (error instanceof SettingError) console.error(error.message);
  else if (error.code === "EADDRINUSE") console.error(`${error.message}. Another program uses this port: set PORT to another number.`);
  else console.error(error.message, error.cause ?? "");
  process.exit(error instanceof SettingError ? 2 : 1);
});
