import { sql } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { asActor } from "#database/actor.ts";
import { DESTROYED_TEXT } from "#database/sealing.ts";
import { insertCase } from "#features/cases/store.ts";
import { insertAddress, insertPerson, listAddresses } from "#features/people/store.ts";
import { keysCommand } from "#main/cli/keys.ts";
import { verifyCommand } from "#main/cli/verify.ts";
import { openFor } from "#main/open.ts";
import { checkRing } from "#server/ringGuard.ts";
import { openKeyRing } from "#server/keyRing.ts";
import { SettingError } from "#server/settings.ts";
import { makeAgency, type TestAgency } from "../support/agency.ts";
import { makeElsewhere } from "../support/elsewhere.ts";

// A database is opened with the keys that seal it, and with no others.

const [OURS, OTHER] = ["the secret key of this installation", "another secret key, of another installation"];
const { dataOf, emptyDatabase, asOwnerOf, environmentOf, run, clear } = makeElsewhere(OURS);
const database = await emptyDatabase();
const ours = environmentOf(database, dataOf("ours"));
const other = environmentOf(database, dataOf("other"), { DYAD_SECRET_KEY: OTHER });
const noted = () => asOwnerOf(database, async (client) => (await client.query("select id, generation from dyad.rings")).rows[0]);
let agency: TestAgency;
let caseId: string;

afterAll(clear);

/** Writes down an address with the keys of these settings, and answers how all of the case's read with them. */
async function addressesWith(environment: Record<string, string>, lines?: string): Promise<string[]> {
  const { services, close } = await openFor(environment);
  try {
    return await asActor(services.database, services.clock, agency.operator, async (tx) => {
      const child = (await sql<{ id: string }>`select child_id as id from cases where id = ${caseId}`.execute(tx)).rows[0]!;
      if (lines !== undefined) await insertAddress(tx, { personId: child.id, caseId, isConfidential: false, lines, city: "", state: "DC", postalCode: "", validFrom: "2026-01-05" });
      return (await listAddresses(tx, caseId)).map((one) => one.lines).toSorted();
    });
  } finally {
    await close();
  }
}

describe("a database and its keys", () => {
  it("belongs to the first that opened it; another is refused at every door, and nothing is noted of it", async () => {
    const first = await run(keysCommand, [], ours);
    expect(await noted()).toEqual({ id: first.answer.ring, generation: 1 });
    for (const command of [keysCommand, verifyCommand]) {
      const refused = await run(command, [], other).then(() => null, (error: unknown) => error);
      expect(refused).toBeInstanceOf(SettingError);
      expect((refused as Error).message).toMatch(new RegExp(`key ring ${first.answer.ring}, .*[0-9a-f]{12}.*DYAD_SECRET_KEY.*keys accept`));
    }
    await expect(openFor(other)).rejects.toBeInstanceOf(SettingError);
    const ring = openKeyRing(other.DYAD_DATA_DIR!, { kind: "given", key: OTHER, before: null });
    await expect(asOwnerOf(database, (client) => checkRing(client, ring))).rejects.toBeInstanceOf(SettingError);
    expect(await noted()).toEqual({ id: first.answer.ring, generation: 1 });
    expect((await run(keysCommand, ["accept"], ours)).answer).toMatchObject({ ok: true, accepted: false });
  });

  it("refuses a copy of the keys from before they were renewed", async () => {
    const opened = await openFor(ours);
    agency = await makeAgency(opened.services, { slug: "ours" });
    caseId = await asActor(opened.services.database, opened.services.clock, agency.operator, async (tx) => insertCase(tx, { childId: await insertPerson(tx, { kind: "child", givenName: "Robin", familyName: "Made-Up", birthDate: "2022-05-02", language: "en" }), referralId: null, openedOn: "2026-01-05" }));
    await opened.close();
    await addressesWith(ours, "1 First Street");
    const renewed = await run(keysCommand, ["renew"], ours);
    expect(renewed.answer).toMatchObject({ generation: 2 });
    expect(await noted()).toEqual({ id: renewed.answer.ring, generation: 2 });
    const before = { ...ours, DYAD_DATA_DIR: dataOf("copy from before") };
    await expect(run(verifyCommand, [], before)).rejects.toThrow(/generation 2 of the key ring .* generation 1/);
    expect(await addressesWith(ours)).toEqual(["1 First Street"]);
  });

  it("goes on with others where they are lost and somebody says so: what they sealed reads as destroyed, and they are refused", async () => {
    const accepted = await run(keysCommand, ["accept"], other);
    expect(accepted.answer).toMatchObject({ accepted: true, generations: 1 });
    expect(await noted()).toEqual({ id: accepted.answer.ring, generation: 3 });
    expect(await addressesWith(other, "2 Second Street")).toEqual(["2 Second Street", DESTROYED_TEXT].toSorted());
    await expect(addressesWith(ours)).rejects.toBeInstanceOf(SettingError);
    expect(await asOwnerOf(database, async (client) => (await client.query("select count(*)::int as count from dyad.audit_entries where procedure = 'cli.keys.accept'")).rows[0].count)).toBe(1);
  });
});
