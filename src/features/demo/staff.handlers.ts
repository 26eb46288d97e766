import { randomUUID } from "node:crypto";
import { type Actor, asActor, newId, type Transaction } from "#database/actor.ts";
import { addAccount, addAgency, insertStaff, insertSupervision } from "#features/account/store.ts";
import { insertCertificate, insertCredential, insertTeam, insertTeamMember } from "#features/workforce/store.ts";
import type { Services } from "#server/procedure.ts";
import type { DemoMember } from "./programme.rules.ts";

/** An agency of the demo with its people, each ready to act. */
export type DemoAgency = { agencyId: string; timeZone: string; staff: Map<string, Extract<Actor, { kind: "staff" }>> };

const FROM = "2023-01-02";
/** The zone of every agency of the demo. */
export const demoZone = "America/New_York";

/** Makes an agency with its staff, accounts, credentials, teams and certificates. */
export async function makeAgency(services: Services, agency: { slug: string; name: string; publicName: string; kind: string; settings?: Record<string, unknown> }, members: readonly DemoMember[], passwordHash: string): Promise<DemoAgency> {
  const agencyId = randomUUID();
  const timeZone = demoZone;
  const staff: DemoAgency["staff"] = new Map();
  await asActor(services.database, services.clock, { kind: "operator", command: "fill the demo", agencyId, timeZone }, async (tx) => {
    await addAgency(tx, { agencyId, timeZone, isDemo: true, settings: {}, ...agency });
    const teams = new Map<number, string>();
    for (const member of members) {
      const accountId = newId(tx);
      const staffId = newId(tx);
      await insertStaff(tx, { id: staffId, name: member.name, email: member.email, language: member.language ?? "en", roles: member.roles, from: FROM });
      await addAccount(tx, { accountId, email: member.email, passwordHash, staffId, personId: null });
      for (const credential of member.credentials ?? []) await insertCredential(tx, staffId, { ...credential, issuer: "made up", number: "", validTo: credential.kind === "licence" ? "2028-01-31" : null });
      if (member.team) {
        if (!teams.has(member.team)) teams.set(member.team, await insertTeam(tx, `Team ${member.team}`, FROM));
        await insertTeamMember(tx, teams.get(member.team)!, staffId, member.part!, FROM);
      }
      staff.set(member.email, { kind: "staff", agencyId, timeZone, staffId, accountId, roles: member.roles, name: member.name });
    }
    await superviseTeams(tx, members, staff);
    if (agency.kind === "provider") await certify(tx);
  });
  return { agencyId, timeZone, staff };
}

async function superviseTeams(tx: Transaction, members: readonly DemoMember[], staff: DemoAgency["staff"]): Promise<void> {
  for (const supervisor of members.filter((member) => member.part === "supervisor")) {
    for (const clinician of members.filter((member) => member.part === "clinician" && member.team === supervisor.team)) await insertSupervision(tx, staff.get(supervisor.email)!.staffId, staff.get(clinician.email)!.staffId, FROM);
  }
}

async function certify(tx: Transaction): Promise<void> {
  await insertCertificate(tx, { kind: "cpp_certification", validFrom: "2025-01-06", validTo: "2027-12-31", isAcceptable: null, source: "made up" });
  for (const year of [-1, 0]) {
    const on = `${Number(tx.today.slice(0, 4)) + year}-02-10`;
    if (on <= tx.today) await insertCertificate(tx, { kind: "fidelity_audit", validFrom: on, validTo: null, isAcceptable: true, source: "made up" });
  }
}
