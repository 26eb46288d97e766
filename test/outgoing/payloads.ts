import type { Mail } from "#server/mail.ts";
import { newId } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { sql } from "kysely";
import { makeLink } from "#features/account/store.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { sendMessage } from "#features/messages/jobs.ts";
import { remindIn } from "#features/messages/reminders.jobs.ts";
import { messageKinds } from "#features/messages/contract.ts";
import { insertOffer } from "#features/calendar/offers.store.ts";
import { insertOfferMessage } from "#features/messages/offers.store.ts";
import { insertMessage } from "#features/messages/store.ts";
import { always, elsewhere, queries, seldom } from "./asked.ts";
import { standsWithFamily } from "./oracle.ts";
import { readingRoutes } from "../crawl/crawl.ts";
import { call } from "../access/server.ts";
import { anyWord, ask, type Family, operator, signInAll, team, type TeamName } from "./family.ts";
import type { Leaving, Reader } from "./oracle.ts";
import { READ_AT } from "./plan.ts";

// Everything that leaves about a family: what each reader gets from each route, letters, pages behind links, papers.

/** One thing that left: what kind it is, to whom it went, and what stood in it. */
export type Payload = { kind: string; status: number; text: string } & ({ to: "reader"; reader: Reader; name: string } | { to: "outside"; paper: Leaving } | { to: "letter"; personId: string | null; address: string } | { to: "link"; personId: string });

/** What a clinician may show as an adult would see it: the contract takes that adult. */
const along = new Set(readingRoutes.filter(({ contract }) => "asAdultId" in ((contract as { "~orpc": { inputSchema?: { shape?: object } } })["~orpc"].inputSchema?.shape ?? {})).map(({ name }) => name));
export type Ids = Map<string, Set<string>>;
/** Every id of the family that an address may name, by the name under which it does. */
export async function idsOf(family: Family): Promise<Ids> {
  const rows = await family.scene.server.fresh.asOwner(async (client) => {
    const of = family.scene.agency.agencyId;
    const each = { documentId: "documents", planId: "plans", sessionId: "sessions", consentId: "consents", personId: "persons", storyId: "stories", versionId: "story_versions", reviewId: "safety_reviews", safetyPlanId: "safety_plans", reportId: "mandated_reports", messageId: "messages", authorizationId: "authorizations", releaseId: "releases", packetId: "fidelity_packets", requestId: "records_requests", auditId: "fidelity_audits", staffId: "staff" };
    return (await client.query<{ name: string; id: string }>([...Object.entries(each), ["requestId", "measure_requests"]].map(([name, table]) => `select '${name}' as name, id::text from dyad.${table} where agency_id = '${of}'`).join(" union all "))).rows;
  });
  const ids: Ids = new Map([["caseId", new Set([family.scene.caseId])], ["referralId", new Set([family.scene.referralId])], ["policy", new Set(["dc-mhrs"])], ["version", new Set(["2020-09-04"])]]);
  for (const { name, id } of rows) ids.set(name, (ids.get(name) ?? new Set()).add(id));
  return ids;
}

function* fillIn(address: string, ids: Ids): Generator<string> {
  const name = /\{(\w+)\}/.exec(address)?.[1];
  if (name === undefined) return yield address;
  for (const id of ids.get(name) ?? []) yield* fillIn(address.replace(`{${name}}`, id), ids);
}

/** Everybody who reads, and how they stand to the family. */
export const readersOf = (family: Family): { name: string; key: string; reader: Reader }[] => [
  ...Object.entries(team).map(([name, role]) => ({ name, key: name, reader: { role, staffId: family.staff[name as TeamName].staffId, personId: null, stands: name === "clinician" ? ("treats" as const) : name === "supervisor" ? ("supervises" as const) : name === "auditor" ? ("sampled" as const) : ("not on the case" as const) } })),
  ...family.known.adults.map(({ personId }, place) => ({ name: `adult ${place}`, key: personId, reader: { role: "caregiver", staffId: null, personId, stands: "not on the case" as const } })),
];

/** Reads as who treats at another agency: whatever names something of this family is found by nobody there. */
async function readFromOutside(family: Family, outsider: string, turn: number, ids: Ids): Promise<Payload[]> {
  family.cookies.set("outsider", outsider);
  const reader = { role: "outsider", staffId: null, personId: null, stands: "not on the case" as const };
  const naming = readingRoutes.filter(({ path, access }) => path.includes("{") && !path.includes("{policy}") && access.who !== "anyone" && (access.who as readonly string[]).includes("clinician"));
  const asked = naming.filter((_one, index) => index % 4 === turn % 4).flatMap((route) => [...fillIn(route.path, ids)].slice(0, 1).map((address) => [route.name, `${address}?${(queries[route.name] ?? [""])[0]}`] as const));
  return atOnce(asked.map(([name, address]) => () => read(family, { name: "who treats at another agency", key: "outsider", reader }, name, address)));
}

/** Reads as everybody; of what is not asked for always, each family asks a share, `turn` of `turns`. */
export async function readAll(family: Family, turn: number, turns: number, outsider: string | null): Promise<Payload[]> {
  const { server } = family.scene;
  server.fresh.clock.set(READ_AT);
  await signInAll(family, Object.keys(team) as TeamName[], family.known.adults);
  const ids = await idsOf(family);
  ids.set("otherCaseId", new Set(family.otherCaseIds));
  const packets = await ask(family, "clinician", "GET", `/cases/${family.scene.caseId}/fidelity`);
  const slots = [...packets.text.matchAll(/"slotId":"([^"]+)"/g)].map((found) => found[1]!);
  if (slots.length > 0) ids.set("slotId", new Set(slots.slice(0, 2)));
  const readers = readersOf(family);
  const found: (() => Promise<Payload>)[] = [];
  let at = 0;
  for (const { name, key, reader } of readers) {
    const isOfFamily = reader.role === "caregiver";
    for (const route of readingRoutes) {
      if (route.access.who === "anyone" || !(route.access.who as readonly string[]).includes(reader.role)) continue;
      at++;
      const isAsked = !isOfFamily && seldom.has(route.name);
      if (!isAsked && (!(isOfFamily || name === "clinician") || !always.has(route.name))) if (at % (isOfFamily ? 3 : turns) !== turn % (isOfFamily ? 3 : turns)) continue;
      const asked = [...fillIn(route.path, ids)].flatMap((address) => (queries[route.name] ?? [""]).map((query) => `${address}${query ? `?${query}` : ""}`));
      // Of many papers of one kind a share too, but never none.
      const some = isOfFamily || isAsked || asked.length <= 4 ? asked : asked.filter((_one, index) => (index + turn) % Math.ceil(asked.length / 4) === 0);
      for (const address of some) found.push(() => read(family, { name, key, reader }, route.name, address));
      if (name === "clinician" && along.has(route.name))
        for (const adult of family.known.adults) {
          const address = some[0]!;
          const asAdult = { role: "caregiver", staffId: null, personId: adult.personId, stands: "not on the case" as const };
          found.push(async () => ({ ...(await read(family, { name, key, reader }, route.name, `${address}${address.includes("?") ? "&" : "?"}asAdultId=${adult.personId}`)), kind: `${route.name}, reading along`, to: "reader", reader: asAdult, name: "clinician reading along" }));
        }
    }
  }
  return [...(await atOnce(found)), ...(outsider === null ? [] : await readFromOutside(family, outsider, turn, ids))];
}

/** A few at a time: while the database works at one, the server works at another. */
async function atOnce<T>(works: (() => Promise<T>)[]): Promise<T[]> {
  const done: T[] = [];
  const next = works.entries();
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (const [place, work] of next) done[place] = await work();
  }));
  return done;
}

/** What one reader gets from one address. */
export async function read(family: Family, { name, key, reader }: { name: string; key: string; reader: Reader }, kind: string, address: string): Promise<Payload> {
  const answer = await family.scene.server.app.inject({ method: "GET", url: `/api${address}`, headers: { cookie: family.cookies.get(key)! } });
  const { "set-cookie": _cookie, ...headers } = answer.headers;
  return { kind, status: answer.statusCode, text: `${answer.body}\n${JSON.stringify(headers)}`, to: "reader", reader, name };
}

/** Fixes what was begun, and reads the paper that goes to whoever is outside. */
export async function leaveAll(family: Family): Promise<Payload[]> {
  const { caseId } = family.scene;
  const found: Payload[] = [];
  for (const [place, { releaseId, authorizationId, paper }] of family.begun) {
    const kind = `release, ${family.draw.releases[place]!.what}`;
    const fixed = await ask(family, "clinician", "POST", `/cases/${caseId}/releases/${releaseId}/fix`, { revision: 1 });
    if (authorizationId !== null && paper.authorization !== null) paper.authorization.ended = family.revoked.has(authorizationId);
    if (fixed.status !== 200) {
      found.push({ kind, status: fixed.status, text: "", to: "outside", paper });
      continue;
    }
    const [paperText, dataText] = await Promise.all([fixed.body.documentId, fixed.body.dataDocumentId].map(async (id: string) => (await call(family.scene.server, family.cookies.get("clinician")!, "GET", `/api/cases/${caseId}/documents/${id}/content`)).text));
    const words = (text: string) => [...new Set(text.match(anyWord))].toSorted().join(" ");
    if (words(paperText!) !== words(dataText!)) throw new Error(`${kind}: the paper and the data beside it do not say the same`);
    const sent = await ask(family, "clinician", "POST", `/cases/${caseId}/releases/${releaseId}/send`, { way: "handed_over" });
    found.push({ kind, status: sent.status, text: `${paperText}\n${dataText}`, to: "outside", paper });
  }
  return found;
}

/** A session tomorrow to which every adult is expected, and the reminders of it. */
async function remindAll(family: Family): Promise<void> {
  const { caseId, agency, server } = family.scene;
  await operator(family, async (tx) => {
    const sessionId = newId(tx);
    await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone) values (${tx.actor.agencyId}, ${sessionId}, ${caseId}, 'dyadic', 'service_site', 'in_person', 1, ${family.staff.clinician.staffId}, ${READ_AT}::timestamptz + interval '20 hours', ${READ_AT}::timestamptz + interval '21 hours', ${tx.actor.timeZone})`.execute(tx);
    for (const { personId } of family.known.adults) await sql`insert into attendances (agency_id, session_id, person_id, case_id, part) values (${tx.actor.agencyId}, ${sessionId}, ${personId}, ${caseId}, 'caregiver')`.execute(tx);
  });
  await remindIn(server.services, agency);
}

/** An hour of the day after tomorrow, offered to every adult; whoever did not refuse messages said yes to them. */
async function offerAll(family: Family): Promise<void> {
  const { caseId } = family.scene;
  await operator(family, async (tx) => {
    const [aboutAt, endsAt, standsUntil] = [30, 31, 28].map((hours) => addMinutes(tx.now, hours * 60)) as [string, string, string];
    for (const { personId, refusesMessages } of family.known.adults) {
      if (!refusesMessages) await sql`insert into consents (agency_id, id, case_id, kind, signer_id, signed_name, words_version, language, answer, signed_at, valid_from) values (${tx.actor.agencyId}, ${newId(tx)}, ${caseId}, 'messages', ${personId}, 'Made up', '1', 'en', 'yes', ${tx.now}, ${tx.today})`.execute(tx);
      const offerId = await insertOffer(tx, { caseId, personId, clinicianId: family.staff.clinician.staffId, startsAt: aboutAt, endsAt, standsUntil, way: "message" });
      await insertOfferMessage(tx, { caseId, personId, offerId, language: "en", channel: "email", aboutAt, notBefore: tx.now });
    }
  });
}

/** The two links into the portal, and that something is there to read, to every adult. */
async function letInAll(family: Family): Promise<void> {
  const { caseId, server } = family.scene;
  await operator(family, async (tx) => {
    for (const { personId } of family.known.adults) {
      for (const [kind, purpose] of [["invitation", "portal_begin"], ["portal_link", "portal_in"]] as const) {
        const linkId = newId(tx);
        await makeLink(tx, hashToken(linkToken(server.services.signingKey, linkId)), { linkId, agencyId: tx.actor.agencyId, purpose, subjectId: personId, expiresAt: addMinutes(tx.now, 30) });
        await insertMessage(tx, { caseId, personId, staffId: null, kind, linkId, language: "en" });
      }
      const writtenId = newId(tx);
      await sql`insert into family_messages (agency_id, id, case_id, person_id, written_by, words, written_at, sent_key) values (${tx.actor.agencyId}, ${writtenId}, ${caseId}, ${personId}, ${family.staff.clinician.staffId}, 'Made up.', ${tx.now}, ${writtenId})`.execute(tx);
      await insertMessage(tx, { caseId, personId, staffId: null, kind: "to_read", linkId: writtenId, language: "en" });
    }
  });
}

/** Lets every letter leave that waits, and opens what stands behind its link, as whoever got it. */
export async function writeAll(family: Family, mails: Mail[]): Promise<Payload[]> {
  const { server, agency } = family.scene;
  await ask(family, "director", "POST", "/invitations", { name: "Somebody New", email: `new-${agency.slug}@example.org`, language: "en", roles: ["clinician"], supervisorId: null });
  await operator(family, (tx) => insertMessage(tx, { caseId: null, personId: null, staffId: family.staff.clinician.staffId, kind: "attention", linkId: newId(tx), language: "es" }));
  await remindAll(family);
  await offerAll(family);
  await letInAll(family);
  const waiting = await server.fresh.asOwner(async (client) => (await client.query<{ id: string; person_id: string | null; kind: string }>("select id, person_id, kind from dyad.messages where agency_id = $1 and status = 'queued'", [agency.agencyId])).rows);
  const found: Payload[] = [];
  for (const { id, person_id: personId, kind } of waiting) {
    mails.length = 0;
    await sendMessage(server.services, { agencyId: agency.agencyId, id });
    found.push(...mails.map((mail): Payload => ({ kind: `letter, ${kind}`, status: 200, text: JSON.stringify({ ...mail, to: "" }), to: "letter", personId, address: mail.to })));
    if (mails.length === 0) found.push({ kind: `letter, ${kind}`, status: 410, text: "", to: "letter", personId, address: "" });
  }
  for (const { batteryId, personId } of family.batteries) {
    const link = await ask(family, "clinician", "POST", `/batteries/${batteryId}/link`, {});
    if (link.status !== 200) continue;
    const { pathname } = new URL(link.body.address);
    const opened = await server.app.inject({ method: "POST", url: `${pathname}/open`, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: "birthYear=2023" });
    const cookie = opened.headers["set-cookie"] as string | undefined;
    for (const query of ["", "?q=1", "?q=9&lang=es", "?q=review"]) {
      const page = await server.app.inject({ method: "GET", url: `${pathname}${query}`, headers: cookie ? { cookie } : {} });
      found.push({ kind: "page behind a link", status: cookie ? page.statusCode : 410, text: `${page.body}${JSON.stringify(page.headers)}`, to: "link", personId });
    }
  }
  return found;
}

/** Whether anything answers who is not let in: a former caregiver who stands nowhere, somebody of another agency. */
export const letsInNobody = (family: Family, found: readonly Payload[]): string[] =>
  found.flatMap((one) => (one.to === "reader" && one.reader.role === "outsider" && one.status === 200 ? [`${one.kind} answers ${one.name}`] : one.to === "reader" && one.name !== "clinician reading along" && one.reader.role === "caregiver" && one.status === 200 && !standsWithFamily(family.known, one.reader.personId!) ? [`${one.kind} answers ${one.name}, who stands nowhere`] : []));

/** Every kind of payload that the code itself lists: what a new one is not among what left, this test does not know. */
export const kindsToMeet = (): string[] => [
  ...readingRoutes.filter((one) => one.access.who !== "anyone").map((one) => one.name),
  ...messageKinds.map((kind) => `letter, ${kind}`),
  ...[...along].map((name) => `${name}, reading along`),
  "page behind a link",
].filter((kind) => !(kind in elsewhere));
