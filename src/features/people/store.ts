import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { openForReading, placeIn } from "#database/sealing.ts";
import type { Household } from "./around.rules.ts";
import type { Authority, ContactWay, Correction, PersonOfCase } from "./contract.ts";

/** A case as every part of the work needs it; what happens in it belongs to `cases`. */
export type CaseRow = { caseId: string; childId: string; status: "open" | "closed"; stage: number; openedOn: string; closedOn: string | null; referralId: string | null; revision: number };
export const findCase = (tx: Transaction, caseId: string) =>
  row<CaseRow>(tx, sql`select id as "caseId", child_id as "childId", status, stage, opened_on as "openedOn", closed_on as "closedOn", referral_id as "referralId", revision from cases where id = ${caseId}`);

/** For a list of cases `c`: that one does not belong to another, which stands for both; and, as `whole.cases`, every case of its record, itself first. */
export const standsForItself = sql`not exists (select from case_merges joined where joined.agency_id = c.agency_id and joined.case_id = c.id and joined.undone_at is null)`;
export const withRecord = sql`left join (select j.case_id, array_agg(j.joined_id) as others from joined_cases() j group by j.case_id) w on w.case_id = c.id cross join lateral (select c.id || coalesce(w.others, '{}'::uuid[]) as cases offset 0) whole`;

/** The other cases of the record that a case belongs to, and which one stays; null where it is one by itself, or the actor is not told. */
export async function findRecord(tx: Transaction, caseId: string): Promise<{ staysCaseId: string; others: { caseId: string; childName: string; openedOn: string }[] } | null> {
  const found = await rows<{ caseId: string; childName: string; openedOn: string; stays: string }>(tx, sql`select c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", c.opened_on as "openedOn", m.into_case_id as stays
    from unnest(record_of(${caseId})) with ordinality as of_record (id, place) join cases c on c.id = of_record.id join persons p on p.agency_id = c.agency_id and p.id = c.child_id
      join case_merges m on m.agency_id = c.agency_id and m.undone_at is null and c.id in (m.case_id, m.into_case_id) and ${caseId} <> c.id
    group by c.id, p.given_name, p.family_name, c.opened_on, m.into_case_id, of_record.place order by of_record.place`);
  return found.length === 0 ? null : { staysCaseId: found[0]!.stays, others: found.map(({ stays: _stays, ...one }) => one) };
}

export type NewPerson = { kind: "child" | "adult"; givenName: string; familyName: string; birthDate: string | null; language: string; administrativeGender?: string | null };

export async function insertPerson(tx: Transaction, person: NewPerson): Promise<string> {
  const id = newId(tx);
  await sql`insert into persons (agency_id, id, kind, given_name, family_name, birth_date, language, administrative_gender)
    values (${tx.actor.agencyId}, ${id}, ${person.kind}, ${person.givenName}, ${person.familyName}, ${person.birthDate}, ${person.language}, ${person.administrativeGender ?? null})`.execute(tx);
  return id;
}

type NewPart = { caseId: string; personId: string; part: string; kind: string; organization?: string; livesWithChild: boolean | null; validFrom: string };
/** Begins a part. One that was taken back and began on the same day is taken up again. */
export const insertPart = (tx: Transaction, part: NewPart) =>
  sql`insert into case_people as c (agency_id, case_id, person_id, part, kind, organization, lives_with_child, valid_from)
    values (${tx.actor.agencyId}, ${part.caseId}, ${part.personId}, ${part.part}, ${part.kind}, ${part.organization ?? ""}, ${part.livesWithChild}, ${part.validFrom})
    on conflict (agency_id, case_id, person_id, valid_from) do update set part = excluded.part, kind = excluded.kind, organization = excluded.organization, lives_with_child = excluded.lives_with_child, valid_to = null, taken_back_at = null where c.taken_back_at is not null`.execute(tx);

/** Opens a dyad, or with `paused` lets it rest from that day on. */
export const insertDyad = (tx: Transaction, caseId: string, adultId: string, openedOn: string, state: "open" | "paused" = "open") =>
  sql`insert into dyads as d (agency_id, case_id, adult_id, opened_on, state) values (${tx.actor.agencyId}, ${caseId}, ${adultId}, ${openedOn}, ${state})
    on conflict (agency_id, case_id, adult_id, opened_on) do update set state = excluded.state, closed_on = null, taken_back_at = null where d.taken_back_at is not null`.execute(tx);

const hasDyad = (state: "open" | "paused") => sql`exists (select from dyads d where d.agency_id = c.agency_id and d.case_id = c.case_id and d.adult_id = c.person_id and d.state = ${state} and holds_on(d.opened_on, d.closed_on, today()))`;

/** Everybody around a case whom the actor may know of, the child first: the one child, where two records of it were joined. */
export const listPeople = (tx: Transaction, caseId: string) =>
  rows<PersonOfCase>(tx, sql`select p.id as "personId", p.given_name as "givenName", p.family_name as "familyName", p.birth_date as "birthDate", p.language, c.part, c.kind, c.organization, c.lives_with_child as "livesWithChild", c.valid_from as "validFrom", c.valid_to as "validTo",
      ${hasDyad("open")} as "hasOpenDyad", ${hasDyad("paused")} as "hasPausedDyad"
    from case_people c join persons p on p.agency_id = c.agency_id and p.id = c.person_id where c.case_id = any (record_of(${caseId})) and (c.part <> 'child' or c.case_id = ${caseId}) and c.taken_back_at is null order by c.part = 'child' desc, c.valid_to is not null, c.valid_from, p.id`);

/** Some cases that stand for their records, with each case of it: `standing`, `case_id`. What `record_of` says of one, for many at once. */
export const recordsOf = (caseIds: readonly string[]) =>
  sql`(select c as standing, c as case_id from unnest(${caseIds}::uuid[]) c union all select m.into_case_id, m.case_id from case_merges m where m.into_case_id = any (${caseIds}::uuid[]) and m.undone_at is null)`;

/** Who lived with the children of some records, by the case that stands for each. */
export const listHouseholds = (tx: Transaction, caseIds: readonly string[]) =>
  rows<Household & { caseId: string }>(tx, sql`select r.standing as "caseId", p.id as "personId", p.given_name as "givenName", p.family_name as "familyName", c.part, c.kind, c.lives_with_child as "livesWithChild", c.valid_from as "validFrom", c.valid_to as "validTo"
    from ${recordsOf(caseIds)} r join case_people c on c.case_id = r.case_id join persons p on p.agency_id = c.agency_id and p.id = c.person_id where c.part = 'caregiver' and c.lives_with_child and c.taken_back_at is null order by c.valid_to is not null, c.valid_from, p.id`);

export const findPart = (tx: Transaction, caseId: string, personId: string) => row<{ part: string; validFrom: string; validTo: string | null }>(tx, sql`select part, valid_from as "validFrom", valid_to as "validTo" from case_people where case_id = any (record_of(${caseId})) and person_id = ${personId} and taken_back_at is null order by valid_from desc limit 1`);

export async function endPart(tx: Transaction, caseId: string, personId: string, validTo: string): Promise<void> {
  await sql`update case_people set valid_to = ${validTo} where case_id = any (record_of(${caseId})) and person_id = ${personId} and (valid_to is null or valid_to > ${validTo})`.execute(tx);
  await sql`update dyads set closed_on = ${validTo} where case_id = any (record_of(${caseId})) and adult_id = ${personId} and closed_on is null and opened_on <= ${validTo}`.execute(tx);
}

export async function insertAuthority(tx: Transaction, caseId: string, authority: Omit<Authority, "authorityId"> & { secondSignature?: boolean }): Promise<string> {
  const id = newId(tx);
  await sql`insert into authorities (agency_id, id, case_id, holder_id, holder_organization, kind, document, scopes, limits, second_signature, valid_from, valid_to)
    values (${tx.actor.agencyId}, ${id}, ${caseId}, ${authority.holderId}, ${authority.holderOrganization}, ${authority.kind}, ${authority.document}, ${authority.scopes}, ${authority.limits}, ${authority.secondSignature ?? false}, ${authority.validFrom}, ${authority.validTo})`.execute(tx);
  return id;
}
export const listAuthorities = (tx: Transaction, caseId: string) =>
  rows<Authority>(tx, sql`select id as "authorityId", holder_id as "holderId", holder_organization as "holderOrganization", kind, document, scopes, limits, valid_from as "validFrom", valid_to as "validTo" from authorities where case_id = any (record_of(${caseId})) order by valid_from, id`);

type AddressColumn = "lines" | "city" | "state" | "postal_code";
export async function insertAddress(tx: Transaction, address: { personId: string; caseId: string; isConfidential: boolean; lines: string; city: string; state: string; postalCode: string; validFrom: string }): Promise<string> {
  const id = newId(tx);
  const sealed = (column: AddressColumn, text: string) => tx.keys.seal({ owner: address.caseId, ...placeIn(`addresses.${column}`, id) }, text);
  await sql`insert into addresses (agency_id, id, person_id, case_id, is_confidential, lines, city, state, postal_code, valid_from)
    values (${tx.actor.agencyId}, ${id}, ${address.personId}, ${address.caseId}, ${address.isConfidential}, ${sealed("lines", address.lines)}, ${sealed("city", address.city)}, ${sealed("state", address.state)}, ${sealed("postal_code", address.postalCode)}, ${address.validFrom})`.execute(tx);
  return id;
}
export type AddressRow = { addressId: string; caseId: string; personId: string; isConfidential: boolean; lines: string; city: string; state: string; postalCode: string; validFrom: string; validTo: string | null };
export async function listAddresses(tx: Transaction, caseId: string): Promise<AddressRow[]> {
  const found = await rows<AddressRow>(tx, sql`select id as "addressId", case_id as "caseId", person_id as "personId", is_confidential as "isConfidential", lines, city, state, postal_code as "postalCode", valid_from as "validFrom", valid_to as "validTo" from addresses where case_id = any (record_of(${caseId})) order by valid_from desc, id`);
  return found.map((one) => {
    const open = (column: AddressColumn, text: string) => openForReading(tx.keys, placeIn(`addresses.${column}`, one.addressId), text);
    return { ...one, lines: open("lines", one.lines), city: open("city", one.city), state: open("state", one.state), postalCode: open("postal_code", one.postalCode) };
  });
}

export async function insertContactWay(tx: Transaction, way: { personId: string; way: string; value: string; isSafe: boolean; voicemail: string; hours: string[]; timeZone?: string | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into contact_ways (agency_id, id, person_id, way, value, is_safe, voicemail, hours, valid_from, time_zone)
    values (${tx.actor.agencyId}, ${id}, ${way.personId}, ${way.way}, ${way.value}, ${way.isSafe}, ${way.voicemail}, ${way.hours}, ${tx.today}, ${way.timeZone ?? null})`.execute(tx);
  return id;
}
export const listContactWays = (tx: Transaction, personIds: string[]) =>
  rows<ContactWay>(tx, sql`select id as "contactWayId", person_id as "personId", way, value, is_safe as "isSafe", voicemail, hours, time_zone as "timeZone",
      case when way = 'text' then (select t.stopped_at from text_stops t where t.agency_id = w.agency_id and t.number = dialable(w.value) and t.lifted_at is null) end as "stoppedAt"
    from contact_ways w where person_id = any (${personIds}) and holds_on(valid_from, valid_to, today()) order by id`);
/** Ends a way from this day on; false where there is none, or it ended before. */
export const endContactWay = async (tx: Transaction, personId: string, contactWayId: string) =>
  (await row(tx, sql`update contact_ways set valid_to = today() - 1 where id = ${contactWayId} and person_id = ${personId} and (valid_to is null or valid_to >= today()) returning id`)) !== null;

/** A consent of an adult that opens her Part 2 records to one clinician or supervisor. */
export const insertPart2Consent = (tx: Transaction, one: { caseId: string; adultId: string; staffId: string }) =>
  sql`insert into part2_consents (agency_id, id, case_id, adult_id, staff_id, valid_from) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.adultId}, ${one.staffId}, ${tx.today})`.execute(tx);

type NewCorrection = { caseId: string; class: "service" | "child_chart" | "address"; subject: Correction["subject"]; subjectId: string; was: string; became: string; reason: string };
/** Keeps what stood before, with who set it right, when and why. */
export const insertCorrection = (tx: Transaction, one: NewCorrection) =>
  sql`insert into corrections (agency_id, id, case_id, class, subject, subject_id, was, became, reason, corrected_by, corrected_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.class}, ${one.subject}, ${one.subjectId}, ${one.was}, ${one.became}, ${one.reason}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now})`.execute(tx);
/** What was set right in a case, of the classes that the viewer sees; the newest first. */
export const listCorrections = (tx: Transaction, caseId: string) =>
  rows<Correction>(tx, sql`select c.id as "correctionId", c.subject, c.subject_id as "subjectId", c.was, c.became, c.reason, s.display_name as "byName", c.corrected_at as at,
      jsonb_build_object('class', c.class, 'caseId', c.case_id, 'ownerPersonId', (select a.person_id from addresses a where c.class = 'address' and a.agency_id = c.agency_id and a.id = c.subject_id), 'ownerStaffId', null, 'counterpartStaffId', null, 'part2', false) as disclosure
    from corrections c join staff s on s.agency_id = c.agency_id and s.id = c.corrected_by where c.case_id = any (record_of(${caseId})) order by c.corrected_at desc, c.id desc`);

type Span = { validFrom: string; validTo: string | null };
export const findAuthority = (tx: Transaction, caseId: string, authorityId: string) => row<Span>(tx, sql`select valid_from as "validFrom", valid_to as "validTo" from authorities where id = ${authorityId} and case_id = any (record_of(${caseId})) for update`);
export const endAuthority = (tx: Transaction, authorityId: string, validTo: string) => sql`update authorities set valid_to = ${validTo} where id = ${authorityId}`.execute(tx);
export const findAddress = (tx: Transaction, caseId: string, addressId: string) => row<Span>(tx, sql`select valid_from as "validFrom", valid_to as "validTo" from addresses where id = ${addressId} and case_id = any (record_of(${caseId})) for update`);
export const endAddress = (tx: Transaction, addressId: string, validTo: string) => sql`update addresses set valid_to = ${validTo} where id = ${addressId}`.execute(tx);
/** Sets a birth date where it is still as the writer saw it; false where somebody was faster. */
export const updateBirthDate = async (tx: Transaction, personId: string, was: string | null, became: string) => (await row(tx, sql`update persons set birth_date = ${became} where id = ${personId} and birth_date is not distinct from ${was}::date returning id`)) !== null;
