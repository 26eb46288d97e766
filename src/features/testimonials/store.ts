import { sql } from "kysely";
import type { Language } from "#kernel/language.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Attribution, Spread } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type StoredTestimonial = { testimonialId: string; caseId: string; personId: string; way: "portal" | "paper"; language: Language; words: string; attribution: Attribution; languages: Spread; validTo: string; signedName: string; givenAt: string; withdrawnAt: string | null };
const columns = sql`t.id as "testimonialId", t.case_id as "caseId", t.owner_person_id as "personId", t.way, t.language, t.words, t.attribution, t.languages, t.valid_to as "validTo", t.signed_name as "signedName", t.given_at as "givenAt", t.withdrawn_at as "withdrawnAt"`;
export const listTestimonials = (tx: Transaction, caseId: string) => rows<StoredTestimonial>(tx, sql`select ${columns} from testimonials t where t.case_id = any (record_of(${caseId})) order by t.given_at desc, t.id desc limit 100`);
export const findTestimonial = (tx: Transaction, caseId: string, testimonialId: string) => row<StoredTestimonial>(tx, sql`select ${columns} from testimonials t where t.case_id = any (record_of(${caseId})) and t.id = ${testimonialId}`);

export type StoredVersion = { testimonialId: string; number: number; en: string; es: string; settled: { key: string; why: string }[]; preparedBy: string | null; preparedById: string | null; preparedAt: string; releasedBy: string | null; releasedAt: string | null; takenBackAt: string | null };
/** Of each testimonial the newest wording that the actor may see. */
export const listNewest = (tx: Transaction, testimonialIds: readonly string[]) =>
  rows<StoredVersion>(tx, sql`select distinct on (v.testimonial_id) v.testimonial_id as "testimonialId", v.number, v.words_en as en, v.words_es as es, v.settled, p.display_name as "preparedBy", v.prepared_by as "preparedById", v.prepared_at as "preparedAt", r.display_name as "releasedBy", v.released_at as "releasedAt", v.taken_back_at as "takenBackAt"
    from testimonial_versions v left join staff p on p.agency_id = v.agency_id and p.id = v.prepared_by left join staff r on r.agency_id = v.agency_id and r.id = v.released_by
    where v.testimonial_id = any (${[...testimonialIds]}::uuid[]) order by v.testimonial_id, v.number desc`);

/** Those of which the page shows a wording, as far as their consent stands. */
export const listOnPage = async (tx: Transaction, testimonialIds: readonly string[]): Promise<string[]> =>
  (await rows<{ id: string }>(tx, sql`select distinct v.testimonial_id as id from testimonial_versions v where v.testimonial_id = any (${[...testimonialIds]}::uuid[]) and v.released_at is not null and v.taken_back_at is null
    and not exists (select from testimonial_versions n where n.agency_id = v.agency_id and n.testimonial_id = v.testimonial_id and n.number > v.number and n.released_at is not null)`)).map((one) => one.id);

export type NewTestimonial = Omit<StoredTestimonial, "testimonialId" | "givenAt" | "withdrawnAt"> & { wordsVersion: string; lines: readonly SignedLine[]; textHash: string; documentId: string | null };
export async function insertTestimonial(tx: Transaction, one: NewTestimonial): Promise<string> {
  const id = newId(tx);
  await sql`insert into testimonials (agency_id, id, case_id, owner_person_id, way, language, words, attribution, languages, valid_to, signed_name, words_version, signed_lines, text_sha256, document_id, given_at, recorded_by)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.personId}, ${one.way}, ${one.language}, ${one.words}, ${one.attribution}, ${one.languages}, ${one.validTo}, ${one.signedName}, ${one.wordsVersion}, ${JSON.stringify(one.lines)}::jsonb, ${Buffer.from(one.textHash, "hex")}, ${one.documentId}, ${tx.now}, ${author(tx)})`.execute(tx);
  return id;
}
/** Two that send at once come one after the other: what the first kept is seen by the second. */
export const takeTurns = (tx: Transaction, personId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`testimonials ${personId}`}, 0))`.execute(tx);
/** Another wording; false where somebody made one of that number meanwhile. */
export const insertVersion = async (tx: Transaction, { testimonialId, caseId, personId }: StoredTestimonial, one: { number: number; en: string; es: string; settled: readonly { key: string; why: string }[] }): Promise<boolean> =>
  (await row(tx, sql`insert into testimonial_versions (agency_id, testimonial_id, number, case_id, owner_person_id, words_en, words_es, settled, prepared_by, prepared_at)
    values (${tx.actor.agencyId}, ${testimonialId}, ${one.number}, ${caseId}, ${personId}, ${one.en}, ${one.es}, ${JSON.stringify(one.settled)}::jsonb, ${author(tx)}, ${tx.now}) on conflict do nothing returning number`)) !== null;
export const releaseVersion = async (tx: Transaction, testimonialId: string, number: number): Promise<boolean> =>
  (await row(tx, sql`update testimonial_versions set released_by = ${author(tx)}, released_at = ${tx.now} where testimonial_id = ${testimonialId} and number = ${number} and released_at is null returning number`)) !== null;
/** Takes off what the page shows; false where it shows nothing of it. */
export const takeBack = async (tx: Transaction, testimonialId: string): Promise<boolean> =>
  (await rows(tx, sql`update testimonial_versions set taken_back_by = ${author(tx)}, taken_back_at = ${tx.now} where testimonial_id = ${testimonialId} and released_at is not null and taken_back_at is null returning number`)).length > 0;
/** Ends the consent; false where it had ended before. */
export const withdraw = async (tx: Transaction, testimonialId: string): Promise<boolean> =>
  (await row(tx, sql`update testimonials set withdrawn_at = ${tx.now}, withdrawn_by = ${author(tx)} where id = ${testimonialId} and withdrawn_at is null returning id`)) !== null;

/** What the public page shows now; anybody may ask. */
export const listShown = (tx: Transaction) => rows<{ en: string; es: string; toldIn: Language; attribution: Attribution }>(tx, sql`select words_en as en, words_es as es, told_in as "toldIn", attribution from testimonials_shown()`);

/** Who works here, and what the agency is called: names to look for in words that leave. */
export const listOwnNames = async (tx: Transaction) => (await row<{ people: string[]; agency: string[] }>(tx, sql`select array(select s.display_name from staff s order by 1) as people, array[a.name, a.public_name] as agency from agencies a where a.agency_id = ${tx.actor.agencyId}`))!;
