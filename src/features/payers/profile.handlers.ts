import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { isNpi } from "#wire/x12/cents.ts";
import { faultWords } from "./faults.words.ts";
import type { billingProfiles, NewProfile, NewStaffNumber } from "./profile.contract.ts";
import * as store from "./profile.store.ts";
import { isBox } from "./rules.ts";

/** Adds a version of who bills from a day on. */
export async function keepProfile(tx: Transaction, one: NewProfile, isDemo: "demo" | "real" = "real"): Promise<{ profileId: string }> {
  if (!isNpi(one.npi)) throw fieldFault("npi", faultWords.npiWrong);
  if (isBox(one.address)) throw fieldFault("address.line1", faultWords.box);
  return { profileId: await store.insertProfile(tx, one, isDemo) };
}

/** Says under which number somebody treats from a day on; one number is one person's. */
export async function addNumber(tx: Transaction, one: NewStaffNumber): Promise<{ numberId: string }> {
  if (!(await store.isStaff(tx, one.staffId))) throw new Fault("not_found", faultWords.noStaff);
  if (!isNpi(one.npi)) throw fieldFault("npi", faultWords.npiWrong);
  await store.holdNumbers(tx);
  if ((await store.listNumbers(tx)).some((each) => each.endedAt === null && each.npi === one.npi && each.staffId !== one.staffId)) throw fieldFault("npi", faultWords.npiTaken);
  return { numberId: await store.insertNumber(tx, one) };
}

async function people(tx: Transaction) {
  const numbers = await store.listNumbers(tx);
  return { today: tx.today, staff: (await store.listPeople(tx)).map((one) => ({ ...one, numbers: numbers.filter((each) => each.staffId === one.staffId) })) };
}

export const billingProfilesHandlers: Handlers<typeof billingProfiles> = {
  get: handle(async (tx) => ({ today: tx.today, versions: await store.listProfiles(tx) })),
  keep: handle((tx, input) => keepProfile(tx, input)),
  people: handle(people),
  addNumber: handle(addNumber),
  endNumber: handle(async (tx, { numberId }) => {
    if (!(await store.endNumber(tx, numberId))) throw new Fault("not_found", faultWords.noNumber);
    return { ended: true as const };
  }),
};
