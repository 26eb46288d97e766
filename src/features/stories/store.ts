import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { StorySummary } from "./contract.ts";
import type { Figures, StoryContent, StoryKind, StoryPage } from "./shapes.contract.ts";
import { classOfStory } from "./rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const statusOf = sql`case when v.kept_on is null then 'draft' when v.ready_on is null then 'kept' else 'ready' end`;

/** The stories of a case, the newest first, each with its newest version's title. */
export const listStories = (tx: Transaction, caseId: string) =>
  rows<Omit<StorySummary, "disclosure">>(tx, sql`select s.id as "storyId", s.kind, s.owner_person_id as "ownerId", v.title_en as "titleEn", v.title_es as "titleEs", v.number, ${statusOf} as status, s.begun_on as "begunOn",
      (select max(t.told_on) from story_tellings t join story_versions w on w.agency_id = t.agency_id and w.id = t.version_id where w.agency_id = s.agency_id and w.story_id = s.id) as "toldOn"
    from stories s join lateral (select * from story_versions v where v.agency_id = s.agency_id and v.story_id = s.id order by v.number desc limit 1) v on true where s.case_id = ${caseId} order by s.begun_on desc, s.id desc limit 200`);
export const findStory = (tx: Transaction, caseId: string, storyId: string) => row<{ storyId: string; kind: StoryKind; ownerId: string | null }>(tx, sql`select id as "storyId", kind, owner_person_id as "ownerId" from stories where case_id = ${caseId} and id = ${storyId}`);

export type VersionRow = { versionId: string; storyId: string; number: number; status: "draft" | "kept" | "ready"; revision: number; savedAt: string; savedBy: string | null; keptOn: string | null; readyOn: string | null; titleEn: string; titleEs: string; form: "child" | "adult"; tookPart: string[]; figures: Figures };
const columns = sql`v.id as "versionId", v.story_id as "storyId", v.number, ${statusOf} as status, v.revision, v.saved_at as "savedAt", f.display_name as "savedBy", v.kept_on as "keptOn", v.ready_on as "readyOn", v.title_en as "titleEn", v.title_es as "titleEs", v.form, to_jsonb(v.took_part) as "tookPart", v.figures`;
const sources = sql`story_versions v left join staff f on f.agency_id = v.agency_id and f.id = v.saved_by`;
export const listVersions = (tx: Transaction, storyId: string) => rows<VersionRow>(tx, sql`select ${columns} from ${sources} where v.story_id = ${storyId} order by v.number desc limit 100`);
export const findVersion = (tx: Transaction, storyId: string, versionId: string) => row<VersionRow>(tx, sql`select ${columns} from ${sources} where v.story_id = ${storyId} and v.id = ${versionId}`);
/** Holds a version until the transaction ends: two that save or approve at once come one after the other. */
export const lockVersion = (tx: Transaction, storyId: string, versionId: string) => row<{ id: string }>(tx, sql`select id from story_versions where story_id = ${storyId} and id = ${versionId} for update`);

export const listPages = (tx: Transaction, versionIds: readonly string[]) =>
  rows<StoryPage & { versionId: string }>(tx, sql`select version_id as "versionId", id as "pageId", part, scene, picture_id as "pictureId", alt_en as "altEn", alt_es as "altEs", words_en as en, words_es as es, told_by as "toldBy" from story_pages where version_id = any (${[...versionIds]}::uuid[]) order by version_id, place`);
export const listApprovals = (tx: Transaction, versionIds: readonly string[]) =>
  rows<{ versionId: string; adultId: string; approvedOn: string; way: "told" | "portal" }>(tx, sql`select version_id as "versionId", person_id as "adultId", approved_on as "approvedOn", way from story_approvals where version_id = any (${[...versionIds]}::uuid[]) order by approved_on, person_id`);
export type TellingRow = { versionId: string; toldOn: string; sessionId: string | null; way: "toys" | "pictures" | "words" };
export const listTellings = (tx: Transaction, versionIds: readonly string[]) =>
  rows<TellingRow>(tx, sql`select version_id as "versionId", told_on as "toldOn", session_id as "sessionId", way from story_tellings where version_id = any (${[...versionIds]}::uuid[]) order by told_on, recorded_at, id`);

export async function insertStory(tx: Transaction, one: { caseId: string; kind: StoryKind; ownerId: string | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into stories (agency_id, id, case_id, kind, class, owner_person_id, begun_on) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.kind}, ${classOfStory(one.ownerId)}, ${one.ownerId}, ${tx.today})`.execute(tx);
  return id;
}
type Of = { caseId: string; storyId: string; ownerId: string | null };
/** Begins a version; null where a draft is open already. */
export const insertVersion = (tx: Transaction, { caseId, storyId, ownerId }: Of, content: StoryContent) =>
  row<{ versionId: string; revision: number; savedAt: string }>(tx, sql`insert into story_versions (agency_id, id, story_id, case_id, class, owner_person_id, number, title_en, title_es, form, took_part, figures, saved_at, saved_by)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${storyId}, ${caseId}, ${classOfStory(ownerId)}, ${ownerId}, (select coalesce(max(number), 0) + 1 from story_versions where story_id = ${storyId}), ${content.titleEn}, ${content.titleEs}, ${content.form}, ${[...content.tookPart]}::uuid[], ${JSON.stringify(content.figures)}::jsonb, ${tx.now}, ${author(tx)})
    on conflict do nothing returning id as "versionId", revision, saved_at as "savedAt"`);
/** Writes the title page where the draft is still as the writer saw it; null where somebody was faster. */
export const bumpVersion = (tx: Transaction, versionId: string, revision: number, content: StoryContent) =>
  row<{ revision: number }>(tx, sql`update story_versions set revision = revision + 1, saved_at = ${tx.now}, saved_by = ${author(tx)}, title_en = ${content.titleEn}, title_es = ${content.titleEs}, form = ${content.form}, took_part = ${[...content.tookPart]}::uuid[], figures = ${JSON.stringify(content.figures)}::jsonb
    where id = ${versionId} and revision = ${revision} and kept_on is null returning revision`);
/** Puts the pages of a draft in place of what it held. */
export async function replacePages(tx: Transaction, { caseId, ownerId }: Of, versionId: string, pages: readonly StoryPage[]): Promise<void> {
  await sql`delete from story_pages where version_id = ${versionId}`.execute(tx);
  if (pages.length === 0) return;
  await sql`insert into story_pages (agency_id, version_id, id, case_id, class, owner_person_id, place, part, scene, picture_id, alt_en, alt_es, words_en, words_es, told_by)
    select ${tx.actor.agencyId}, ${versionId}, p."pageId", ${caseId}, ${classOfStory(ownerId)}, ${ownerId}, p.place, p.part, p.scene, p."pictureId", p."altEn", p."altEs", p.en, p.es, p."toldBy"
    from jsonb_to_recordset(${JSON.stringify(pages.map((one, place) => ({ ...one, place })))}::jsonb) p ("pageId" uuid, place integer, part text, scene text, "pictureId" uuid, "altEn" text, "altEs" text, en text, es text, "toldBy" uuid)`.execute(tx);
}
export const keepVersion = (tx: Transaction, versionId: string, revision: number) => row<{ keptOn: string }>(tx, sql`update story_versions set kept_on = ${tx.today} where id = ${versionId} and revision = ${revision} and kept_on is null returning kept_on as "keptOn"`);
/** Notes an approval, as it was told to the author or pressed by the adult; false where it is noted already. With the last that is asked for the table makes the version ready. */
export async function insertApproval(tx: Transaction, { caseId, ownerId }: Of, one: { versionId: string; adultId: string; approvedOn: string; way: "told" | "portal" }): Promise<boolean> {
  const made = await row(tx, sql`insert into story_approvals (agency_id, version_id, person_id, case_id, class, owner_person_id, approved_on, way, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${one.versionId}, ${one.adultId}, ${caseId}, ${classOfStory(ownerId)}, ${ownerId}, ${one.approvedOn}, ${one.way}, ${author(tx)}, ${tx.now}) on conflict do nothing returning version_id`);
  return made !== null && made !== undefined;
}
export const insertTelling = (tx: Transaction, { caseId, ownerId }: Of, one: TellingRow) =>
  sql`insert into story_tellings (agency_id, id, version_id, case_id, class, owner_person_id, told_on, session_id, way, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.versionId}, ${caseId}, ${classOfStory(ownerId)}, ${ownerId}, ${one.toldOn}, ${one.sessionId}, ${one.way}, ${author(tx)}, ${tx.now})`.execute(tx);
export const isSessionOf = async (tx: Transaction, caseId: string, sessionId: string) => (await row<{ found: boolean }>(tx, sql`select exists (select from sessions where case_id = ${caseId} and id = ${sessionId}) as found`))!.found;
