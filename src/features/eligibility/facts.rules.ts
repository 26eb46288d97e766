import { type CivilDate, dateInZone, wallTimeInZone } from "#kernel/dates.ts";
import { degrees, type EligibilityFacts, type Moment, type SessionFacts } from "#features/policy/contract.ts";
import { inForce, standingOn } from "#features/workforce/standing.rules.ts";

export type ChartFacts = { birthDate: CivilDate | null; icd10: readonly string[]; events: readonly { kind: string }[]; problems: readonly { kind: string; followsEvents: boolean | null }[]; caregivers: readonly { livesWithChild: boolean | null; hasOpenDyad: boolean }[] };

/** What is recorded of a child as the facts of the question. Nothing recorded is not known: only a person can say "none". */
export function eligibilityFactsOf(chart: ChartFacts): EligibilityFacts {
  const follows = chart.problems.map((problem) => problem.followsEvents).filter((known) => known !== null);
  const lives = chart.caregivers.map((caregiver) => caregiver.livesWithChild).filter((known) => known !== null);
  return {
    child: { birthDate: chart.birthDate },
    diagnoses: chart.icd10.length > 0 ? chart.icd10.map((code) => ({ code })) : null,
    traumaticEvents: chart.events.length > 0 ? chart.events.map(({ kind }) => ({ kind: kind as NonNullable<NonNullable<EligibilityFacts["traumaticEvents"]>[number]["kind"]> })) : null,
    problems: chart.problems.length > 0 ? chart.problems.map(({ kind }) => ({ kind: kind as NonNullable<NonNullable<EligibilityFacts["problems"]>[number]["kind"]> })) : null,
    problemsFollowEvents: follows.length === 0 ? null : follows.includes(true),
    caregiver: { participates: chart.caregivers.some((caregiver) => caregiver.hasOpenDyad) ? true : null },
    livesWithPrimaryCaregiver: lives.length === 0 ? null : lives.includes(true),
  };
}

export type SessionRecord = {
  place: string;
  beds: number | null;
  modality: string;
  startsAt: string;
  endsAt: string;
  heldFrom: string | null;
  heldTo: string | null;
  timeZone: string;
  longerSessionReason: string | null;
  attendees: readonly { part: string; status: string }[];
};
export type CredentialRecord = { kind: string; name: string; field: string; isIndependent: boolean | null; validFrom: CivilDate; validTo: CivilDate | null; counts?: boolean };
export type CertificateRecord = { kind: string; validFrom: CivilDate; validTo: CivilDate | null; isAcceptable: boolean | null };

/** What a clinician and the agency stand on, on a day: the part of a session's facts that is nobody's record. */
export function staffFactsOf(credentials: readonly CredentialRecord[], certificates: readonly CertificateRecord[], on: CivilDate): Pick<SessionFacts, "clinician" | "agency"> {
  const { licence, degree, trainedOn, yearsOfExperience } = standingOn(credentials, on);
  const certification = inForce(certificates.map((one) => ({ ...one, name: "", field: "", isIndependent: null })), "cpp_certification", on);
  const audit = certificates.filter((one) => one.kind === "fidelity_audit" && one.validFrom <= on).toSorted((one, other) => other.validFrom.localeCompare(one.validFrom))[0];
  return {
    clinician: {
      credential: licence?.name || null,
      independent: licence?.isIndependent ?? null,
      degree: degrees.find((known) => known === degree?.name) ?? null,
      degreeField: degree?.field || null,
      licence: licence ? { from: licence.validFrom, to: licence.validTo } : null,
      cppTrainingCompletedOn: trainedOn,
      yearsOfExperience,
    },
    agency: { cppCertification: certification ? { from: certification.validFrom, to: certification.validTo } : null, fidelityAudit: audit ? { on: audit.validFrom, acceptable: audit.isAcceptable } : null },
  };
}

const CAME = ["present", "late", "left"];
type Attendees = NonNullable<NonNullable<SessionFacts["session"]>["attendees"]>;

/** The civil date of a session in its own zone: the planned one until it was held. */
export function dateOfSession(session: Pick<SessionRecord, "startsAt" | "heldFrom" | "timeZone">, moment: Moment): CivilDate {
  return dateInZone(moment === "booking" ? session.startsAt : (session.heldFrom ?? session.startsAt), session.timeZone);
}

/**
 * Who takes part. At booking whoever is expected; from check-in on whoever came. At check-in somebody who is still expected
 * may come yet: where that would change who takes part, it is not known.
 */
function attendeesOf(all: SessionRecord["attendees"], moment: Moment): Attendees | null {
  const partsOf = (these: SessionRecord["attendees"]) => these.map((one) => one.part as Attendees[number]);
  if (moment === "booking") return partsOf(all.filter((one) => one.status !== "cancelled"));
  const came = partsOf(all.filter((one) => CAME.includes(one.status)));
  const mayCome = partsOf(all.filter((one) => one.status === "expected"));
  return moment === "check_in" && mayCome.some((part) => !came.includes(part)) ? null : came;
}

/** What is recorded of a session as the facts of the question: times and people as planned at booking, as they came from check-in on. */
export function sessionFactsOf(known: {
  moment: Moment;
  session: SessionRecord;
  birthDate: CivilDate | null;
  eligible: boolean | null;
  courseStart: CivilDate | null;
  sameDayServices: readonly { service: string; start: string | null; end: string | null }[];
  credentials: readonly CredentialRecord[];
  certificates: readonly CertificateRecord[];
  team: { supervisors: number; clinicians: number } | null;
  signed: boolean;
  /** Null where nobody needs to co-sign. */
  cosigned: boolean | null;
}): SessionFacts {
  const { session, moment } = known;
  const planned = moment === "booking";
  const on = dateOfSession(session, moment);
  const at = (instant: string | null) => (instant === null ? null : wallTimeInZone(instant, session.timeZone));
  return {
    moment,
    child: { birthDate: known.birthDate, eligible: known.eligible },
    courseStart: known.courseStart ?? on,
    session: {
      start: planned ? at(session.startsAt) : at(session.heldFrom),
      end: planned ? at(session.endsAt) : at(session.heldTo),
      timeZone: session.timeZone,
      place: session.place as NonNullable<SessionFacts["session"]>["place"],
      ...(session.beds === null ? {} : { beds: session.beds }),
      modality: session.modality as NonNullable<SessionFacts["session"]>["modality"],
      attendees: attendeesOf(session.attendees, moment),
      signed: known.signed,
      cosigned: known.cosigned,
      longerSessionReason: session.longerSessionReason,
    },
    sameDayServices: known.sameDayServices.map((one) => ({ ...one })),
    ...staffFactsOf(known.credentials, known.certificates, on),
    team: known.team,
  };
}
