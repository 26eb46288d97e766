import { requireOrder } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { Transaction } from "#database/actor.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { workforce } from "./contract.ts";
import * as store from "./store.ts";
import { faultWords } from "./faults.words.ts";

const asMember = (found: store.StaffRow) => ({ staffId: found.staffId, name: found.name, roles: found.roles as StaffRole[] });

async function overview(tx: Transaction) {
  const staff = await store.listStaff(tx);
  const credentials = await store.listCredentials(tx);
  const members = await store.listTeamMembers(tx);
  return {
    staff: staff.map((one) => ({ ...asMember(one), email: one.email, credentials: credentials.filter((held) => held.staffId === one.staffId).map(({ staffId: _staffId, ...held }) => held) })),
    teams: (await store.listTeams(tx)).map((team) => ({ ...team, members: members.filter((one) => one.teamId === team.teamId).map(({ teamId: _teamId, ...one }) => one) })),
    certificates: await store.listCertificates(tx),
  };
}

async function requireStaff(tx: Transaction, staffId: string): Promise<void> {
  if (!(await store.listStaff(tx)).some((one) => one.staffId === staffId)) throw new Fault("not_found", faultWords.notStaff);
}

export const workforceHandlers: Handlers<typeof workforce> = {
  listStaff: handle(async (tx) => ({ staff: (await store.listStaff(tx)).map(asMember) })),
  overview: handle(overview),
  addCredential: handle(async (tx, { staffId, ...credential }) => {
    requireOrder(credential.validFrom, credential.validTo);
    await requireStaff(tx, staffId);
    return { credentialId: await store.insertCredential(tx, staffId, credential) };
  }),
  addTeam: handle(async (tx, input) => ({ teamId: await store.insertTeam(tx, input.name, input.validFrom) })),
  addTeamMember: handle(async (tx, input) => {
    await requireStaff(tx, input.staffId);
    if (!(await store.listTeams(tx)).some((one) => one.teamId === input.teamId)) throw new Fault("not_found", faultWords.noTeam);
    await store.insertTeamMember(tx, input.teamId, input.staffId, input.part, input.validFrom);
    return { added: true as const };
  }),
  addCertificate: handle(async (tx, input) => {
    requireOrder(input.validFrom, input.validTo);
    return { certificateId: await store.insertCertificate(tx, input) };
  }),
};
