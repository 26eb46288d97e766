import { randomUUID } from "node:crypto";
import path from "node:path";
import { sql } from "kysely";
import { hashOfLines } from "#server/signedText.ts";
import { type Uses, withWords, wordingOn, writeConsent } from "#features/testimonials/consent.rules.ts";
import { loadTestimonialTexts } from "#features/testimonials/policies.ts";
import { insertTestimonial, insertVersion, findTestimonial } from "#features/testimonials/store.ts";
import { newDocument, operatorDoes, type Scene } from "./scene.ts";
import { type Sample, TODAY } from "./sample.ts";

const uses: Uses = { language: "en", attribution: "mother", languages: "both", validTo: "2027-05-20" };
/** The consent as it is signed on the day of the samples. */
const linesOf = (scene: Scene) => writeConsent(wordingOn(loadTestimonialTexts(path.join(scene.server.services.projectRoot, "data")), TODAY)!, uses);

/** Words that adult A gave, and a wording of them as it stands; those of before are taken back first. */
export async function newTestimonial(scene: Scene, stands: "given" | "prepared" | "released" = "given"): Promise<{ testimonialId: string; number: number }> {
  return operatorDoes(scene, async (tx) => {
    await sql`update testimonials set withdrawn_at = ${tx.now} where owner_person_id = ${scene.adultA} and withdrawn_at is null`.execute(tx);
    const lines = withWords(linesOf(scene), "we sleep now.", "en");
    const testimonialId = await insertTestimonial(tx, { ...uses, caseId: scene.caseId, personId: scene.adultA, way: "portal", words: "we sleep now.", signedName: "Ana Made-Up", wordsVersion: "1", lines, textHash: hashOfLines(lines), documentId: null });
    if (stands !== "given") await insertVersion(tx, (await findTestimonial(tx, scene.caseId, testimonialId))!, { number: 1, en: "we sleep now.", es: "ya dormimos.", settled: [] });
    if (stands === "released") await sql`update testimonial_versions set released_by = ${scene.spare.staffId}, released_at = ${tx.now} where testimonial_id = ${testimonialId}`.execute(tx);
    return { testimonialId, number: 1 };
  });
}
/** Nothing of the adults' stands. */
const none = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    await sql`update testimonials set withdrawn_at = ${tx.now} where case_id = ${scene.caseId} and withdrawn_at is null`.execute(tx);
    return {};
  });

const signed = (scene: Scene) => ({ ...uses, words: `we sleep now ${randomUUID().replaceAll(/[^a-z]/g, "")}.`, signedName: "Ana Made-Up", textHash: hashOfLines(linesOf(scene)) });

/** One for each procedure of testimonials. */
export const testimonialSamples: Record<string, Sample> = {
  "testimonials.list": {},
  "testimonials.text": { query: "language=en&attribution=mother&languages=both&validTo=2027-05-20" },
  "testimonials.record": { given: async (scene) => ({ ...(await none(scene)), documentId: await newDocument(scene, { caseId: scene.caseId }) }), body: (scene, { documentId }) => ({ ...signed(scene), personId: scene.adultA, documentId }) },
  "testimonials.prepare": { given: (scene) => newTestimonial(scene), body: () => ({ after: 0, en: "we sleep now.", es: "", settled: [] }) },
  "testimonials.release": { given: (scene) => newTestimonial(scene, "prepared"), body: (_scene, { number }) => ({ number }) },
  "testimonials.takeBack": { given: (scene) => newTestimonial(scene, "released"), body: () => ({}) },
  "testimonials.own": {},
  "testimonials.give": { given: none, body: signed },
  "testimonials.withdraw": { given: (scene) => newTestimonial(scene), body: () => ({}), ofAdult: "A" },
};
