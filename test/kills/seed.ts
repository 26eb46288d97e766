import { noteInstallation } from "#features/account/store.ts";
import { demoPassword } from "#features/account/demo.rules.ts";
import { demoStaff } from "#features/demo/programme.rules.ts";
import { makeAgency } from "#features/demo/staff.handlers.ts";
import { openServices } from "#main/open.ts";
import { readSettings } from "#server/settings.ts";
import { hashPassword } from "#server/sign-in.ts";

/** Fills an empty data folder with an agency and its staff, in seconds, and marks it as the demo: its passwords are known. */
export async function seedStaff(projectRoot: string, dataDirectory: string): Promise<void> {
  const settings = readSettings({ DYAD_DATA_DIR: dataDirectory, DYAD_DEMO: "markers" }, projectRoot);
  const { services, close } = await openServices({ projectRoot, settings, manner: "own" });
  try {
    await makeAgency(services, { slug: "kills", name: "An agency of the tests", publicName: "An agency of the tests", kind: "provider" }, demoStaff, await hashPassword(demoPassword));
    await noteInstallation(services.database, "markers", services.clock.now(), "0.1.0");
  } finally {
    await close();
  }
}
