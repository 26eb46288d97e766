import { describe, expect, it } from "vitest";
import { loadPolicy } from "./policies.ts";

const { clauses, timers = [], notEncoded } = loadPolicy("dc-mhrs").versions[0]!;

/**
 * Every paragraph that binds a provider in the District, and how it stands in the policy: as clauses, as timers, or left out
 * with the reason; a paragraph may do more than one. What is not in this table is not in the policy, and the other way round.
 */
const paragraphs: Record<string, { clauses?: string[]; timers?: string[]; left?: string[] }> = {
  "22-A DCMR § 3427.1": { left: ["22-A DCMR § 3427.1"] },
  "22-A DCMR § 3427.2": { clauses: ["session-length"], left: ["22-A DCMR § 3427.2 (first part)"] },
  "22-A DCMR § 3427.3": { left: ["22-A DCMR § 3427.3"] },
  "22-A DCMR § 3427.4": { clauses: ["age", "diagnosis", "traumatic-event", "problems", "child-eligible"] },
  "22-A DCMR § 3427.5": { clauses: ["caregiver-participation"] },
  "22-A DCMR § 3427.6": { clauses: ["agency-certification"] },
  "22-A DCMR § 3427.7": { clauses: ["clinical-training"] },
  "22-A DCMR § 3427.8": { clauses: ["team-supervisor", "team-clinicians", "supervisor-independent"] },
  "22-A DCMR § 3427.9": { clauses: ["clinician-degree", "clinician-licence"], left: ["22-A DCMR § 3427.9 (doctorate)"] },
  "22-A DCMR § 3427.10": { clauses: ["supervisor-trained"] },
  "22-A DCMR § 3427.11": { clauses: ["audit-acceptable", "audit-annual", "audit-interval"] },
  "22-A DCMR § 3427.12": { clauses: ["prior-authorization"] },
  "22-A DCMR § 3427.13": { clauses: ["same-day-idt", "same-day-cbi", "same-day-act", "same-day-tf-cbt", "same-day-tst", "same-day-counseling", "same-day-fft", "during-rehabilitation-day"] },
  "22-A DCMR § 3427.14": { clauses: ["place"] },
  "22-A DCMR § 3427.15": { clauses: ["clinician-credential", "supervisor-credential"] },
  "22-A DCMR § 3406.4": { left: ["22-A DCMR § 3406.4"] },
  "22-A DCMR § 3406.6": { timers: ["medical-necessity"], left: ["22-A DCMR § 3406.6 (certified provider, qualified staff)"] },
  "22-A DCMR § 3408.2": { timers: ["intake"] },
  "22-A DCMR § 3408.3": { left: ["22-A DCMR § 3408.3"] },
  "22-A DCMR § 3411.1": { left: ["22-A DCMR § 3411.1"] },
  "22-A DCMR § 3411.4": { timers: ["plan-of-care"] },
  "22-A DCMR § 3412.1, .3": { left: ["22-A DCMR § 3412.1, .3"] },
  "22-A DCMR § 3412.2": { timers: ["plan-unsigned"] },
  "22-A DCMR § 3412.5": { timers: ["plan-review", "plan-review-at-change"] },
  "22-A DCMR § 3413.3–.4": { left: ["22-A DCMR § 3413.3–.4"] },
  "22-A DCMR § 3415": { timers: ["csa-enrolment"], left: ["22-A DCMR § 3415 (policies on file)"] },
  "22-A DCMR § 3418.3": { timers: ["diagnostic-assessment"] },
  "22-A DCMR § 3434.3": { clauses: ["billing-units"], left: ["22-A DCMR § 3434.3 (contacts of one day)"] },
  "22-A DCMR § 3434.4": { timers: ["diagnostic-assessment-frequency"], left: ["22-A DCMR § 3434.4 (row of this service)", "22-A DCMR § 3434.4 (160 units in 12 months)"] },
  "22-A DCMR § 6308.2": { timers: ["incident-report"] },
  "22-A DCMR §§ 6323, 8022": { timers: ["retention"] },
  "22-A DCMR § 8023.1(j)": { clauses: ["note-signed"], left: ["22-A DCMR § 8023.1(j) (service, date, author, lock)"] },
  "22-A DCMR § 3010.2": { left: ["22-A DCMR § 3010.2"] },
  "17 DCMR § 7703": { clauses: ["note-cosigned"], left: ["17 DCMR § 7703 (client's consent, other settings)"] },
  "29 DCMR § 900": { timers: ["timely-filing"], left: ["29 DCMR § 900 (denied, retroactive, after Medicare)"] },
  "29 DCMR § 910.5": { clauses: ["telemedicine"], timers: ["telehealth-consent"] },
};

describe("every paragraph that was read is decided, timed, or said to be left out (A1–A14)", () => {
  it.each(Object.entries(paragraphs))("%s", (cite, stands) => {
    expect(clauses.filter((one) => one.cite === cite).map(({ id }) => id)).toEqual(stands.clauses ?? []);
    expect(timers.filter((one) => one.cite === cite).map(({ id }) => id)).toEqual(stands.timers ?? []);
    for (const left of stands.left ?? []) expect(notEncoded.find((one) => one.cite === left)?.why, left).toEqual({ en: expect.stringMatching(/\w{3}.*\.$/), es: expect.stringMatching(/\w{3}.*\.$/) });
    expect([...(stands.clauses ?? []), ...(stands.timers ?? []), ...(stands.left ?? [])], "a paragraph stands as something").not.toEqual([]);
  });

  it("nothing stands in the policy that is in no paragraph", () => {
    const all = Object.values(paragraphs);
    expect(clauses.map(({ id }) => id).toSorted()).toEqual(all.flatMap((one) => one.clauses ?? []).toSorted());
    expect(timers.map(({ id }) => id).toSorted()).toEqual(all.flatMap((one) => one.timers ?? []).toSorted());
    expect(notEncoded.map(({ cite }) => cite).toSorted()).toEqual(all.flatMap((one) => one.left ?? []).toSorted());
  });

  it("what was not read stays a draft or the agency's own: the same for timers as for clauses", () => {
    for (const one of [...clauses, ...timers]) if (one.status === "confirmed") expect(one.certainty, one.id).toBe("read");
    expect(timers.filter(({ status }) => status === "draft").map(({ id }) => id)).toEqual(["plan-of-care", "incident-report"]);
  });
});
