import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { sign as signConsent, textToSign } from "#features/consent/handlers.ts";
import type { VideoPurpose } from "#features/consent/contract.ts";
import { insertAuthority, listPeople } from "#features/people/store.ts";
import { begin } from "#features/recordings/handlers.ts";
import { comment, name } from "#features/recordings/reviewing.handlers.ts";
import { listHeld } from "#features/recordings/store.ts";
import { finish, takePiece } from "#features/recordings/upload.handlers.ts";
import { standingOf } from "#features/recordings/watching.handlers.ts";
import { as, callOf, type Demo, member, supervisorOf } from "./acting.handlers.ts";

const purposes: VideoPurpose[] = ["supervision", "consultation"];
/** What was said about the made-up film. */
const said: Record<Language, readonly { atMs: number; toMs: number | null; strand: "dyadic_relational" | "emotional_process"; words: string }[]> = {
  en: [{ atMs: 1500, toMs: 4000, strand: "dyadic_relational", words: "(Made up.) See how both shapes lean the same way here. What did you notice in yourself?" }, { atMs: 5500, toMs: null, strand: "emotional_process", words: "(Made up.) A moment to name a feeling." }],
  es: [{ atMs: 1500, toMs: 4000, strand: "dyadic_relational", words: "(Inventado.) Mire cómo aquí las dos figuras se inclinan igual. ¿Qué notó en usted?" }, { atMs: 5500, toMs: null, strand: "emotional_process", words: "(Inventado.) Un momento para nombrar una emoción." }],
};

/** The adult at home agrees to video, for two purposes and half a year, by a right that is recorded for it. */
async function agreeToVideo(demo: Demo, clinician: string, caseId: string, today: CivilDate): Promise<void> {
  await as(demo, member(demo, clinician), addDays(today, -1), "09:10", async (tx) => {
    const adult = (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild && one.validTo === null)!;
    const language = adult.language.startsWith("es") ? "es" : "en";
    const authorityId = await insertAuthority(tx, caseId, { holderId: adult.personId, holderOrganization: null, kind: "guardian", document: "Made-up order, seen", scopes: ["video"], limits: "", validFrom: addDays(today, -30), validTo: null, secondSignature: false });
    const shown = { kind: "video" as const, language, validTo: addDays(today, 180), purposes } as const;
    await signConsent(tx, { ...shown, purposes, caseId, answer: "yes", authorityId, signerId: adult.personId, signedName: `${adult.givenName} ${adult.familyName}`.trim(), way: "here", documentId: null, witness: "", effort: "", textHash: textToSign(tx, callOf(demo), shown).textHash }, callOf(demo));
  });
}

/** Sends the made-up film in for the last session to which nobody else came; null where there is none. */
async function sendFilm(demo: Demo, clinician: string, caseId: string, today: CivilDate, film: Buffer, fileName = "made-up-film.webm"): Promise<string | null> {
  const actor = member(demo, clinician);
  const begun = await as(demo, actor, today, "08:05", async (tx) => {
    for (const session of (await listHeld(tx, 60)).filter((one) => one.caseId === caseId)) {
      if ((await standingOf(tx, session)).whyNot !== null) continue;
      return begin(tx, { sessionId: session.sessionId, name: fileName, bytes: String(film.length), fingerprint: createHash("sha256").update(film).digest("hex"), purposes, keepUntil: null }, callOf(demo));
    }
    return null;
  });
  if (begun === null) return null;
  const { recordingId } = begun;
  await takePiece({ services: demo.services, actor }, { recordingId, offset: 0, length: film.length }, (async function* () { yield film; })()); // prettier-ignore
  const { run } = await finish({ services: demo.services, actor }, { recordingId, sha256: null });
  await as(demo, actor, today, "08:06", run);
  return recordingId;
}

const readFilm = (demo: Demo): Promise<Buffer> => fs.readFile(path.join(demo.services.projectRoot, "data", "demo", "made-up-film.webm"));

/** A recording of the marked family: what its file was called, and what its supervisor said of it to all who watch, among them one colleague. */
export async function plantRecording(demo: Demo, { caseId, clinician }: { caseId: string; clinician: string }, today: CivilDate): Promise<void> {
  await agreeToVideo(demo, clinician, caseId, today);
  const recordingId = await sendFilm(demo, clinician, caseId, today, await readFilm(demo), "MARKER-FILM-NAME.webm");
  const colleague = member(demo, "clinician.2@demo.dyad");
  if (recordingId === null || colleague.kind !== "staff") throw new Error("no session of the marked family may be recorded");
  await as(demo, member(demo, clinician), today, "08:10", (tx) => name(tx, { recordingId, staffId: colleague.staffId, code: null, purpose: "consultation", until: addDays(today, 14) }));
  await as(demo, supervisorOf(demo, clinician), today, "08:20", (tx) => comment(tx, { recordingId, atMs: 1000, toMs: null, strand: null, words: "MARKER-FILM-SAID, made up", repliesTo: null, purpose: null }));
}

/** Two families agreed to video: a film that says of itself that it is made up, asked of a colleague, and spoken of by the supervisor. */
export async function recordSessions(demo: Demo, families: readonly { caseId: string; clinician: string; language: string }[], today: CivilDate): Promise<void> {
  const film = await readFilm(demo);
  for (const { caseId, clinician, language } of families) {
    await agreeToVideo(demo, clinician, caseId, today);
    const recordingId = await sendFilm(demo, clinician, caseId, today, film);
    if (recordingId === null) continue;
    const colleague = member(demo, clinician === "clinician.2@demo.dyad" ? "clinician@demo.dyad" : "clinician.2@demo.dyad");
    if (colleague.kind === "staff") await as(demo, member(demo, clinician), today, "08:10", (tx) => name(tx, { recordingId, staffId: colleague.staffId, code: null, purpose: "consultation", until: addDays(today, 14) }));
    for (const [at, one] of said[language.startsWith("es") ? "es" : "en"].entries()) await as(demo, supervisorOf(demo, clinician), today, `08:2${at}`, (tx) => comment(tx, { ...one, recordingId, repliesTo: null, purpose: null }));
  }
}
