import { sendInvitation } from "#features/account/access.handlers.ts";
import { startRecovery } from "#features/account/recovery.handlers.ts";
import { insertOrganisation } from "#features/account/access.store.ts";
import { insertStaff } from "#features/account/store.ts";
import { newId } from "#database/actor.ts";
import { sql } from "kysely";
import { hashPassword } from "#server/sign-in.ts";
import { acting, makeStaff, type StaffActor, type TestAgency } from "../support/agency.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import { type Caller, nextDay, TODAY, type Sample } from "./sample.ts";

const TOKEN = "a-token-that-is-nobodys-token";
const nobodysPasskey = { id: "nobody", rawId: "nobody", type: "public-key", response: {}, clientExtensionResults: {} };
let counter = 0;
const domain = () => `made-up-${++counter}.example`;
const newColleague = async (scene: Scene): Promise<StaffActor> => makeStaff(scene.place, scene.agency, { from: "2026-01-05" });

/** The agency of whoever calls. */
const agencyOf = ({ agency }: Scene, { otherAgencyId }: Caller): TestAgency => (otherAgencyId === undefined ? agency : { ...agency, agencyId: otherAgencyId, operator: { ...agency.operator, agencyId: otherAgencyId } });
/** Every supervisor of an agency supervises somebody: a supervisor arranges for whom she supervises. */
const superviseBy = (scene: Scene, agency: TestAgency, { staffId }: StaffActor) =>
  acting(scene.place, agency.operator, (tx) => sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) select r.agency_id, r.staff_id, ${staffId}, ${TODAY} from staff_roles r where r.role = 'supervisor'`.execute(tx));

/** Somebody who was invited and has not taken it up. */
async function newInvited(scene: Scene) {
  return operatorDoes(scene, async (tx) => {
    const staffId = newId(tx);
    await insertStaff(tx, { id: staffId, name: "Somebody New", email: `invited-${++counter}@example.org`, language: "en", roles: ["clinician"] });
    await sendInvitation(tx, staffId, scene.server);
    return { staffId };
  });
}

export const PASSWORD = "a password of the samples";
let hash: Promise<string> | null = null;
/** Gives everybody that password and a second factor, whoever calls: what a caller is known by is not told here. */
async function known(scene: Scene): Promise<Record<string, string>> {
  const set = await (hash ??= hashPassword(PASSWORD));
  await scene.server.fresh.asOwner((client) => client.query("update dyad.accounts set password_hash = $1, second_factor_secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' where password_hash <> $1", [set]));
  return {};
}
const ofNobodyElse = { status: 404, why: "the id is nobody's: what is one's own is found by the caller alone" };

/** What is asked about coming in, and about covering and handing over. */
export const accessSamples: Record<string, Sample> = {
  "account.startSecondFactor": { given: known, body: () => ({ password: PASSWORD }) },
  "account.confirmSecondFactor": { body: () => ({ step: TOKEN, code: "123456" }), allowed: { status: 404, why: "nothing was begun" } },
  "ownAccess.get": {},
  "ownAccess.endDevice": { given: async () => ({ signInId: "00000000-0000-4000-8000-000000000000" }), allowed: ofNobodyElse },
  "ownAccess.endOtherDevices": {},
  "ownAccess.changePassword": { given: known, body: () => ({ current: PASSWORD, next: "a long enough password" }) },
  "ownAccess.makeRecoveryCodes": { given: known, body: () => ({ password: PASSWORD }) },
  "ownAccess.beginPasskey": { given: known, body: () => ({ password: PASSWORD }) },
  "ownAccess.addPasskey": { body: () => ({ step: TOKEN, name: "A key", response: nobodysPasskey }), allowed: { status: 404, why: "nothing was begun" } },
  "ownAccess.namePasskey": { given: async () => ({ passkeyId: "00000000-0000-4000-8000-000000000000" }), body: () => ({ name: "A key" }), allowed: ofNobodyElse },
  "ownAccess.removePasskey": { given: async (scene) => ({ ...(await known(scene)), passkeyId: "00000000-0000-4000-8000-000000000000" }), body: () => ({ password: PASSWORD }), allowed: ofNobodyElse },
  "ownAccess.beginPasskeySignIn": {},
  "ownAccess.passkeySignIn": { body: () => ({ step: TOKEN, response: nobodysPasskey }), allowed: { status: 410, why: "nothing was begun" } },
  "recoveries.start": { given: async (scene) => ({ staffId: (await newColleague(scene)).staffId }), body: () => ({ lost: "password", reason: "Forgotten." }) },
  "recoveries.withdraw": { given: async (scene) => operatorDoes(scene, async (tx) => ({ recoveryId: (await startRecovery(tx, { staffId: (await newColleague(scene)).staffId, lost: "both", reason: "Lost." }, { services: scene.server.services, requestId: "tests" })).recoveryId })) },
  "recoveries.list": {},
  "recoveries.find": { body: () => ({ token: TOKEN }), allowed: { status: 410, why: "there is no such link" } },
  "recoveries.finish": { body: () => ({ token: TOKEN, password: "a long enough password" }), allowed: { status: 410, why: "there is no such link" } },
  "access.waysIn": {},
  "access.get": {},
  "access.setSecondFactorRoles": { body: () => ({ roles: [] }) },
  "access.setOrganisation": { body: () => ({ issuer: "https://203.0.113.10", clientId: "dyad", clientSecret: "made up", emailDomain: domain(), passwords: "allowed" }) },
  "access.endOrganisation": {
    given: async (scene) => {
      await operatorDoes(scene, async (tx) => {
        await sql`update single_sign_on set ended_at = ${tx.now} where ended_at is null`.execute(tx);
        await insertOrganisation(tx, newId(tx), { issuer: "http://login.example", clientId: "dyad", secret: "sealed1:made up", emailDomain: domain(), passwords: "allowed" });
      });
      return {};
    },
  },
  "access.releaseBinding": {
    given: async (scene) => {
      const { staffId } = await newColleague(scene);
      return operatorDoes(scene, async (tx) => {
        const bindingId = newId(tx);
        await sql`insert into single_sign_on_bindings (agency_id, id, issuer, subject, staff_id, bound_at) values (${tx.actor.agencyId}, ${bindingId}, 'http://login.example', ${bindingId}, ${staffId}, ${tx.now})`.execute(tx);
        return { bindingId };
      });
    },
  },
  "access.beginOrganisationSignIn": { body: () => ({ email: "somebody@no-such-domain.example" }), allowed: { status: 404, why: "no agency signs in with this domain" } },
  "access.bindOrganisation": { body: () => ({ password: PASSWORD }), allowed: { status: 410, why: "nobody came back from an organisation" } },
  "access.acceptAtOrganisation": { body: () => ({ token: TOKEN }), allowed: { status: 410, why: "there is no such invitation" } },
  "access.resendInvitation": { given: newInvited },
  "access.withdrawInvitation": { given: newInvited },
  "absences.list": {},
  "absences.record": {
    given: async (scene, caller) => {
      const of = agencyOf(scene, caller);
      const [away, cover] = [await makeStaff(scene.place, of, { from: "2026-01-05" }), await makeStaff(scene.place, of, { from: "2026-01-05" })];
      await superviseBy(scene, of, away);
      return { away: away.staffId, cover: cover.staffId };
    },
    body: (_scene, { away, cover }) => ({ staffId: away, coveredById: cover, validFrom: TODAY, validTo: TODAY }),
  },
  "absences.end": {
    given: async (scene) => {
      const [away, cover] = [await newColleague(scene), await newColleague(scene)];
      await superviseBy(scene, scene.agency, away);
      return operatorDoes(scene, async (tx) => {
        const absenceId = newId(tx);
        await sql`insert into absences (agency_id, id, staff_id, covered_by, valid_from, valid_to, case_ids, recorded_at) values (${tx.actor.agencyId}, ${absenceId}, ${away.staffId}, ${cover.staffId}, ${TODAY}, ${TODAY}, '{}', ${tx.now})`.execute(tx);
        return { absenceId };
      });
    },
  },
  "heldRoles.list": {},
  "heldRoles.give": { given: async (scene) => ({ staffId: (await newColleague(scene)).staffId }), body: () => ({ role: "biller", validFrom: TODAY }) },
  "heldRoles.end": {
    given: async (scene) => {
      const { staffId } = await newColleague(scene);
      return scene.server.fresh.asOwner(async (client) => ({ heldRoleId: (await client.query<{ id: string }>("select id from dyad.staff_roles where staff_id = $1", [staffId])).rows[0]!.id }));
    },
    body: () => ({ validTo: TODAY, reason: "Another task." }),
  },
  "handover.get": { given: async (scene) => ({ staffId: scene.clinician.staffId }) },
  "handover.giveCases": { given: async (scene) => ({ staffId: scene.clinician.staffId, successorId: (await newColleague(scene)).staffId }), body: (scene, { successorId }) => ({ caseIds: [scene.caseId], successorId, validFrom: nextDay() }) },
};
