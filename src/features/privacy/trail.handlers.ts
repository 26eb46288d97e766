import type { AnyContractRouter } from "@orpc/contract";
import type { Transaction } from "#database/actor.ts";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { contract } from "#features/contract.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { handle, type Handlers, listProcedures } from "#server/procedure.ts";
import { findFailures, findOddDays, findSameName, LOOKED_AT } from "./oddities.rules.ts";
import { isNamed, kindsOfChild, kindsOfOneself, kindsOfStaffFile } from "./readers.rules.ts";
import * as store from "./trail.store.ts";
import type { trailContract } from "./trail.contract.ts";
import { addDays } from "#kernel/dates.ts";

const kinds = () => listProcedures(contract as unknown as AnyContractRouter);

async function oddities(tx: Transaction) {
  const today = await store.trailToday(tx);
  const found = [...findOddDays(await store.listStaffDays(tx), today), ...findFailures(await store.listFailures(tx)), ...findSameName(await store.listReadFamilies(tx)), ...(await store.listGlassDays(tx)), ...(await store.listPowerDays(tx))];
  return { from: addDays(today, 1 - LOOKED_AT), oddities: (await store.nameOddities(tx, found)).slice(0, 300) };
}

/** Who looked, as an adult of the family may know it; the database names nobody behind a wall. */
async function ofFamily(tx: Transaction, { caseId }: { caseId: string }) {
  const personId = tx.actor.kind === "caregiver" ? tx.actor.personId : null;
  const found = await store.listFamilyReaders(tx, caseId, kindsOfChild(kinds()), kindsOfOneself(kinds()));
  return { readers: found.map((one) => ({ ...one, name: isNamed(one.roles) ? one.name : null, disclosure: one.about === "child" ? tagOf("child_chart", caseId) : tagOf("service", caseId, personId) })) };
}

export const trailHandlers: Handlers<typeof trailContract> = {
  list: handle(async (tx, { after, ...asked }) => {
    const { entries, next } = await store.listTrail(tx, { ...asked, after: readMomentKey(after) });
    return { entries, next: next === null ? null : momentKey(next.at, next.entryId) };
  }),
  oddities: handle(oddities),
  ofFamily: handle(ofFamily),
  ofOneself: handle(async (tx) => ({ readers: await store.listFileReaders(tx, kindsOfStaffFile(kinds())) })),
};
