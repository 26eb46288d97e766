import { requireOrder } from "#kernel/dates.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { Transaction } from "#database/actor.ts";
import { addSupervision, addTeamMember, checksAhead, endSupervision, endTeamMember, heldBy, teamPolicies } from "./belonging.handlers.ts";
import type { workforce } from "./contract.ts";
import { endEmployment, takeBackEnd } from "./employment.handlers.ts";
import { addCredential, asMember, correctCertificate, correctCredential, endings, history, mine } from "./record.handlers.ts";
import * as store from "./store.ts";
import { judgePractitioners } from "./supervision.rules.ts";

async function overview(tx: Transaction, _input: unknown, call: Call) {
  const staff = await store.listStaff(tx);
  const credentials = await store.listCredentials(tx);
  const held = heldBy(credentials);
  const members = await store.listTeamMembers(tx);
  const supervisions = await store.listSupervisions(tx);
  const certificates = await store.listCertificates(tx);
  const policies = await teamPolicies(tx, call);
  return {
    today: tx.today,
    staff: staff.map((one) => ({ ...asMember(one), email: one.email, lastDay: one.lastDay, credentials: held(one.staffId).map(({ staffId: _staffId, ...credential }) => credential) })),
    teams: (await store.listTeams(tx)).map((team) => {
      const own = members.filter((one) => one.teamId === team.teamId);
      return { ...team, members: own.map(({ teamId: _teamId, ...one }) => one), checks: checksAhead(policies, { members: own, heldBy: held, servesMedicaid: team.servesMedicaid }, team, tx.today, call.language) };
    }),
    supervisions,
    findings: judgePractitioners(staff, tx.today, supervisions, held, call.language).filter((one) => one.finding.result !== "met"),
    certificates,
    endings: endings(staff, credentials, certificates, tx.today),
  };
}

export const workforceHandlers: Handlers<typeof workforce> = {
  listStaff: handle(async (tx) => ({ staff: (await store.listStaff(tx)).map(asMember) })),
  overview: handle(overview),
  mine: handle(mine),
  history: handle(history),
  addCredential: handle(addCredential),
  correctCredential: handle(correctCredential),
  endEmployment: handle(endEmployment),
  takeBackEnd: handle(takeBackEnd),
  addTeam: handle(async (tx, input) => ({ teamId: await store.insertTeam(tx, input.name, input.validFrom, input.servesMedicaid) })),
  addTeamMember: handle(addTeamMember),
  endTeamMember: handle(endTeamMember),
  addSupervision: handle(addSupervision),
  endSupervision: handle(endSupervision),
  addCertificate: handle(async (tx, input) => {
    requireOrder(input.validFrom, input.validTo);
    return { certificateId: await store.insertCertificate(tx, input) };
  }),
  correctCertificate: handle(correctCertificate),
};
