import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { DisclosureClass, DisclosureTag, Relation, Role, View } from "./contract.ts";

type Grants = Partial<Record<DisclosureClass, Partial<Record<Relation, View>>>>;

const onTheCase = (relation: Relation, ...classes: DisclosureClass[]): Grants => Object.fromEntries(classes.map((one) => [one, { [relation]: "full" }]));

/**
 * Who sees what: the table of clinical.md section 10, once. Row-level security reads the same table from the database,
 * works out relations by itself, and a test walks every class, role and relation through both.
 */
export const disclosureTable: Record<Role, Grants> = {
  clinician: { ...onTheCase("assigned", "service", "intake", "child_chart", "relationship", "caregiver", "address", "protective"), psychotherapy_note: { author: "full", custodian: "full" }, supervision: { author: "full" }, report: { author: "full" } },
  trainee: { ...onTheCase("assigned", "service", "intake", "child_chart", "relationship", "caregiver", "address", "protective"), psychotherapy_note: { author: "full" }, supervision: { author: "full" }, report: { author: "full" } },
  supervisor: { ...onTheCase("supervises", "service", "intake", "child_chart", "relationship", "caregiver", "address", "protective"), psychotherapy_note: { custodian: "full" }, supervision: { author: "full", counterpart: "full" }, report: { counterpart: "full" } },
  administrator: { ...onTheCase("any", "service", "intake"), ...onTheCase("break_glass", "child_chart", "relationship") },
  privacy_officer: { ...onTheCase("any", "service", "report"), ...onTheCase("review", "child_chart", "relationship") },
  front_desk: onTheCase("any", "service", "intake"),
  biller: { ...onTheCase("any", "service"), child_chart: { any: "claim_fields" } },
  auditor: { ...onTheCase("sampled", "service", "child_chart", "relationship"), caregiver: { sampled: "presence" }, report: { sampled: "presence" } },
  faculty: {},
  senior_leader: {},
  caregiver: { service: { own_attendance: "full" }, intake: { own_request: "full" }, child_chart: { records_authority: "full" }, relationship: { own_dyad: "full" }, caregiver: { own_record: "full" }, address: { own_record: "full" } },
};

/** The column P2 of the same table: to whom an adult's consent may open what carries the label Part 2. To others, never. */
export const part2ByConsent: Partial<Record<Role, View>> = { clinician: "full", trainee: "full", supervisor: "full", biller: "claim_fields" };

/** The table as rows, for the database. */
export function listGrants(): { role: string; class: string; relation: string; view: string }[] {
  const classes = Object.entries(disclosureTable).flatMap(([role, grants]) =>
    Object.entries(grants).flatMap(([oneClass, relations]) => Object.entries(relations).map(([relation, view]) => ({ role, class: oneClass, relation, view: view as string }))),
  );
  return [...classes, ...Object.entries(part2ByConsent).map(([role, view]) => ({ role, class: "part2", relation: "consent", view }))];
}

/** The tag of what belongs to a case and, for some classes, to one adult; never of what its author keeps apart. */
export const tagOf = (ofClass: DisclosureClass, caseId: string, ownerPersonId: string | null = null): DisclosureTag => ({ class: ofClass, caseId, ownerPersonId, ownerStaffId: null, counterpartStaffId: null, part2: false });

/** `joined` is set where the case is reached only because it is one record with another, to which the relation is. */
type Dated = { caseId: string; validFrom: CivilDate; validTo: CivilDate | null; joined?: boolean };

/**
 * What two records of one child open to those of either once they are one: the service, the child's chart and what protects
 * the child to who works with the child or holds the right to its record, as far as the table gives it to them; to an adult the own relationship. The rest stays with those of the
 * record in which it was written.
 */
export const openedByJoining: Partial<Record<Relation, readonly DisclosureClass[]>> = { assigned: ["service", "child_chart", "protective"], supervises: ["service", "child_chart", "protective"], records_authority: ["service", "child_chart", "protective"], own_dyad: ["relationship"] };

/** Everything about a person that decides what may be seen, as recorded; dates are judged here, not in the query. */
export type Viewer = {
  today: CivilDate;
  now: Instant;
  /** Jobs and the command line see everything of the agency; each act is audited. */
  isMachine: boolean;
  roles: readonly Role[];
  staffId: string | null;
  personId: string | null;
  assignments: Dated[];
  supervised: Dated[];
  samples: Dated[];
  reviews: Dated[];
  /** Notes of an author who left, opened to the viewer and not closed again; `validFrom` lies after the author's last day. */
  custodies: { caseId: string; authorId: string; validFrom: CivilDate; validTo: CivilDate }[];
  brokenGlass: { caseId: string; openedAt: Instant; endsAt: Instant }[];
  recordsAuthorities: Dated[];
  dyads: Dated[];
  ownReferralCases: string[];
  part2: { adultId: string; validFrom: CivilDate; validTo: CivilDate | null }[];
};

const holdsOn = (span: { validFrom: CivilDate; validTo: CivilDate | null }, day: CivilDate) => span.validFrom <= day && (span.validTo === null || span.validTo >= day);

/** True where the viewer stands in that relation to what carries the tag. */
export function standsIn(viewer: Viewer, relation: Relation, tag: DisclosureTag): boolean {
  const among = (spans: Dated[]) => spans.some((span) => span.caseId === tag.caseId && holdsOn(span, viewer.today) && (!span.joined || openedByJoining[relation]?.includes(tag.class)));
  switch (relation) {
    case "any":
      return true;
    case "assigned":
      return among(viewer.assignments);
    case "supervises":
      return among(viewer.supervised);
    case "sampled":
      return among(viewer.samples);
    case "review":
      return among(viewer.reviews);
    case "break_glass":
      return viewer.brokenGlass.some((glass) => glass.caseId === tag.caseId && glass.openedAt <= viewer.now && glass.endsAt > viewer.now);
    case "author":
      return viewer.staffId !== null && tag.ownerStaffId === viewer.staffId;
    case "counterpart":
      return viewer.staffId !== null && tag.counterpartStaffId === viewer.staffId;
    case "custodian":
      // The opening alone opens nothing: who reads treats in that very case as a clinician, or supervises it as a supervisor.
      return viewer.custodies.some((one) => one.caseId === tag.caseId && one.authorId === tag.ownerStaffId && holdsOn(one, viewer.today)) && ((viewer.roles.includes("clinician") && among(viewer.assignments)) || (viewer.roles.includes("supervisor") && among(viewer.supervised)));
    case "records_authority":
      return among(viewer.recordsAuthorities);
    case "own_dyad":
      return viewer.personId !== null && tag.ownerPersonId === viewer.personId && among(viewer.dyads);
    case "own_request":
      return viewer.ownReferralCases.includes(tag.caseId);
    case "own_attendance":
    case "own_record":
      return viewer.personId !== null && tag.ownerPersonId === viewer.personId;
  }
}

/** How much of it the viewer may see; null is nothing. The label Part 2 asks for a consent on top of any class. */
export function judgeView(viewer: Viewer, tag: DisclosureTag): View | null {
  if (viewer.isMachine) return "full";
  const isOwn = viewer.personId !== null && tag.ownerPersonId === viewer.personId;
  const isOpened = viewer.roles.some((role) => part2ByConsent[role]) && viewer.part2.some((consent) => consent.adultId === tag.ownerPersonId && holdsOn(consent, viewer.today));
  if (tag.part2 && !isOwn && !isOpened) return null;
  let best: View | null = null;
  for (const role of viewer.roles) {
    for (const [relation, view] of Object.entries(disclosureTable[role][tag.class] ?? {}) as [Relation, View][]) {
      if (!standsIn(viewer, relation, tag)) continue;
      if (view === "full") return "full";
      best = view;
    }
  }
  return best;
}

/**
 * The projection: a copy of an answer without what this viewer may not see. Whatever carries a disclosure tag is judged;
 * withheld items leave no trace, in a list neither gap nor count, as a value `null`. `withheld` counts them for the
 * fault counter only: row-level security should have left nothing to withhold.
 */
export function project<T>(viewer: Viewer, answer: T): { answer: T; withheld: number } {
  let withheld = 0;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit).filter((item) => item !== withheldMark);
    if (value === null || typeof value !== "object") return value;
    const tag = (value as { disclosure?: DisclosureTag }).disclosure;
    if (tag && judgeView(viewer, tag) !== "full") {
      withheld++;
      return withheldMark;
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaceMark(visit(inner))]));
  };
  return { answer: replaceMark(visit(answer)) as T, withheld };
}

const withheldMark = Symbol("withheld");
const replaceMark = (value: unknown) => (value === withheldMark ? null : value);
