import type { RuleOf } from "./contract.ts";
import { countUnits, overlap } from "./clock.rules.ts";
import { type Context, hasCome, type Judge, met, notApplicable, notMet, type Outcome, unknown } from "./outcome.rules.ts";
import { monthOfTreatment } from "./validity.rules.ts";
import { sessionWords as words } from "./words.ts";

/** The usual length by month of treatment. Permissive: a longer session asks for a reason, never for a refusal (A3). */
export const judgeLength: Judge<"session", "length"> = (rule, facts, { on, moment, times }) => {
  const minutes = times?.minutes ?? null;
  if (!facts.courseStart || minutes === null) return unknown(words.lengthUnknown);
  const month = monthOfTreatment(facts.courseStart, on);
  if (month === null) return unknown(words.lengthBeforeCourse);
  const step = rule.steps.find(({ monthFrom, monthTo }) => monthFrom <= month && (monthTo === null || month <= monthTo));
  if (!step || minutes <= step.usualMaxMinutes) return met(words.lengthMet(month, minutes));
  if (!hasCome(moment, "note")) return notApplicable(words.lengthLater(minutes));
  return facts.session?.longerSessionReason?.trim() ? met(words.lengthReasoned(minutes)) : notMet(words.lengthLonger(month, minutes, step.usualMaxMinutes));
};

type Units = { units: number | null; outcome: Outcome };

/**
 * Billing units of a session. What one contact alone makes is known from its times; a contact that makes none could
 * still count together with another of the same day, where the payer adds them up or has not said (`sumSameDay: null`).
 */
export function judgeUnits(rule: RuleOf<"unit">, context: Context): Units {
  const minutes = context.times?.minutes ?? null;
  if (minutes === null) return { units: null, outcome: unknown(words.unitUnknown) };
  const others = readOtherContacts(rule, context);
  const own = countUnits(minutes, rule.minutes, rule.rounding);
  const sum = others.minutes + minutes;
  const together = countUnits(sum, rule.minutes, rule.rounding);
  if (rule.sumSameDay && others.complete) return { units: together, outcome: together > 0 ? met(words.unitMet(sum, together)) : notMet(words.unitZero(sum)) };
  if (own > 0) return { units: own, outcome: met(words.unitMet(minutes, own)) };
  const mayCount = rule.sumSameDay !== false && (!others.complete || together > 0);
  return { units: own, outcome: mayCount ? unknown(words.unitOtherContact(minutes)) : notMet(words.unitZero(minutes)) };
}

/** Minutes of the other contacts of the same service that day; `complete` is false where one may be missing or has no times. */
function readOtherContacts(rule: RuleOf<"unit">, { others, knownServices }: Context): { minutes: number; complete: boolean } {
  let minutes = 0;
  let complete = true;
  for (const { service, stretch } of others() ?? [{ service: null, stretch: null }]) {
    if (service !== rule.ownService) complete &&= service !== null && knownServices.includes(service);
    else if (stretch) minutes += (stretch.end - stretch.start) / 60_000;
    else complete = false;
  }
  return { minutes, complete };
}

/** One service that clashes with this one on the same day or at the same time (A12). A service that is not known by name may be the one. */
export const judgeExclusion: Judge<"session", "exclusion"> = (rule, _facts, { times, others, knownServices }) => {
  const services = others();
  if (!services) return unknown(words.exclusionUnknown(rule.service));
  let open = false;
  for (const { service, stretch } of services) {
    if (service !== rule.service) {
      open ||= service === null || !knownServices.includes(service);
      continue;
    }
    if (rule.scope === "same_day") return notMet(words.exclusionSameDay(rule.service));
    if (!stretch || !times?.stretch) open = true;
    else if (overlap(stretch, times.stretch)) return notMet(words.exclusionOverlap(rule.service));
  }
  return open ? unknown(words.exclusionUnknown(rule.service)) : met(words.exclusionMet(rule.service));
};

export const judgePlace: Judge<"session", "place"> = (rule, facts) => {
  const { place, beds } = facts.session ?? {};
  if (!place) return unknown(words.placeUnknown);
  const entry = rule.places.find((one) => one.place === place);
  if (!entry) return notMet(words.placeNot);
  if (entry.maxBeds === null) return met(words.placeMet);
  if (beds == null) return unknown(words.bedsUnknown);
  return beds <= entry.maxBeds ? met(words.placeMet) : notMet(words.placeTooLarge(beds, entry.maxBeds));
};

export const judgeTelehealth: Judge<"session", "telehealth"> = (rule, facts) => {
  const modality = facts.session?.modality;
  if (!modality) return unknown(words.telehealthUnknown);
  if (modality === "in_person") return notApplicable(words.telehealthNone);
  const covered = modality === "video" ? rule.video : rule.audioOnly;
  return covered ? met(words.telehealthMet) : notMet(words.telehealthNot);
};

export const judgeSignature: Judge<"session", "signature"> = (_rule, facts, { moment }) => {
  if (!hasCome(moment, "signature")) return notApplicable(words.signatureLater);
  const signed = facts.session?.signed;
  return signed == null ? unknown(words.signatureUnknown) : signed ? met(words.signatureMet) : notMet(words.signatureNot);
};

/** A supervised clinician's note is co-signed before the claim; an independent one's is not. */
export const judgeCosignature: Judge<"session", "cosignature"> = (_rule, facts, { moment }) => {
  const independent = facts.clinician?.independent;
  if (independent) return notApplicable(words.cosignatureNone);
  if (!hasCome(moment, "claim")) return notApplicable(words.cosignatureLater);
  const cosigned = facts.session?.cosigned;
  if (cosigned) return met(words.cosignatureMet);
  return independent === false && cosigned === false ? notMet(words.cosignatureNot) : unknown(words.cosignatureUnknown);
};
