import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { Uses } from "./consent.rules.ts";
import type { OwnTestimonial } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { consentStands, stateOf } from "./rules.ts";
import { type Asking, requireAgreed } from "./signing.handlers.ts";
import * as store from "./store.ts";

/** What an adult allowed to be told, and what the page shows of it. Who prepared it, and why, is not said. */
export async function own(tx: Transaction, { caseId }: { caseId: string }): Promise<{ today: string; testimonials: OwnTestimonial[] }> {
  await requireCase(tx, caseId);
  const found = await store.listTestimonials(tx, caseId);
  const versions = await store.listNewest(tx, found.map((one) => one.testimonialId));
  return {
    today: tx.today,
    testimonials: found.map((one): OwnTestimonial => {
      const { testimonialId, language, attribution, languages, validTo, words, givenAt, withdrawnAt } = one;
      const version = versions.find((each) => each.testimonialId === testimonialId) ?? null;
      const state = stateOf(one, version, tx.today);
      const isShown = state === "shown" && version !== null;
      return { testimonialId, language, attribution, languages, validTo, words, givenAt, withdrawnAt, state, shownEn: isShown && version.en !== "" ? version.en : null, shownEs: isShown && version.es !== "" ? version.es : null, disclosure: tagOf("caregiver", one.caseId, one.personId) };
    }),
  };
}

/** The adult's own words and consent. Sent twice, they are kept once. */
export async function give(tx: Transaction, input: Uses & { caseId: string; words: string; signedName: string; textHash: string }, call: Asking): Promise<{ testimonialId: string }> {
  await requireCase(tx, input.caseId);
  if (tx.actor.kind !== "caregiver") throw new Fault("not_allowed", faultWords.noAdult);
  const { personId } = tx.actor;
  await store.takeTurns(tx, personId);
  const same = (await store.listTestimonials(tx, input.caseId)).find((one) => one.personId === personId && consentStands(one, tx.today) && one.words === input.words.trim() && one.validTo === input.validTo && one.languages === input.languages && one.attribution === input.attribution);
  if (same) return { testimonialId: same.testimonialId };
  const signed = await requireAgreed(tx, { ...input, personId }, call);
  return { testimonialId: await store.insertTestimonial(tx, { ...input, ...signed, personId, words: input.words.trim(), way: "portal", documentId: null }) };
}
