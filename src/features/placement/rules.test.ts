import { describe, expect, it } from "vitest";
import type { PersonOfCase } from "#features/people/contract.ts";
import type { ChangeAsked, Coming, Leaving } from "./contract.ts";
import { planReviews } from "./reviews.rules.ts";
import { type Arriving, type ChangeFacts, findFaults, findSessionFaults, planChange } from "./rules.ts";
import { saySteps } from "./steps.rules.ts";

const person = (personId: string, more: Partial<PersonOfCase> = {}): PersonOfCase => ({ personId, givenName: personId, familyName: "", birthDate: null, language: "en", part: "caregiver", kind: "birth_parent", organization: "", livesWithChild: true, validFrom: "2026-01-10", validTo: null, hasOpenDyad: true, hasPausedDyad: false, ...more });
const facts = (more: Partial<ChangeFacts> = {}): ChangeFacts => ({
  today: "2026-11-20",
  people: [person("child", { part: "child", livesWithChild: null }), person("mara"), person("rosa", { kind: "kin", livesWithChild: false })],
  dyads: [{ adultId: "mara", openedOn: "2026-01-10", closedOn: null, state: "open" }],
  residences: [],
  authorities: [{ authorityId: "court", holderId: "mara", holderOrganization: null, kind: "parent", document: "birth certificate", scopes: ["treatment", "records"], limits: "", validFrom: "2026-01-10", validTo: null }],
  consents: [{ consentId: "yes", authorityId: "court", validTo: null }, { consentId: "own", authorityId: null, validTo: null }, { consentId: "old", authorityId: "court", validTo: "2026-02-01" }],
  visits: [{ visitTermsId: "v", personId: "mara", supervision: "unsupervised", words: "", validFrom: "2026-02-01", validTo: null }],
  sessions: [],
  lastChangeOn: null,
  ...more,
});
const leaves = (more: Partial<Leaving> = {}): Leaving => ({ personId: "mara", becomes: "ends", dyad: "closes", visits: null, goodbye: "plan", ...more });
const comes = (more: Partial<Coming> = {}): Coming => ({ personId: "rosa", givenName: "rosa", familyName: "", birthDate: null, language: "en", kind: "kin", livesWithChild: true, opensDyad: true, ...more });
const asked = (more: Partial<ChangeAsked> = {}): ChangeAsked => ({ kind: "kin", takesEffectOn: "2026-11-20", leaves: [leaves()], comes: [comes()], home: { kind: "kin", withName: "" }, endsAuthorities: ["court"], ...more });
const arriving = (of: ChangeAsked): Arriving[] => of.comes.map((one, place) => ({ ...one, personId: one.personId ?? `new-${place}` }));
const plan = (of: ChangeAsked, on = facts()) => planChange(of, arriving(of), "The caseworker", on);

describe("what a change does (clinical.md section 11)", () => {
  it("ends every row the day before and begins the others on its day: people, dyads, home, authority, consent, visits", () => {
    expect(plan(asked())).toEqual({
      lastDay: "2026-11-19",
      endedParts: [{ personId: "mara", validFrom: "2026-01-10", was: null }, { personId: "rosa", validFrom: "2026-01-10", was: null }],
      begunParts: [{ personId: "rosa", part: "caregiver", kind: "kin", livesWithChild: true }],
      endedDyads: [{ adultId: "mara", openedOn: "2026-01-10", was: null }],
      begunDyads: [{ adultId: "rosa", state: "open" }],
      endedResidences: [],
      begunResidences: [{ kind: "birth_home", withPersonId: "mara", withName: "", source: "", validFrom: "2026-01-10", validTo: "2026-11-19" }, { kind: "kin", withPersonId: "rosa", withName: "", source: "The caseworker", validFrom: "2026-11-20", validTo: null }],
      endedAuthorities: [{ authorityId: "court", was: null }],
      endedConsents: [{ consentId: "yes", was: null }],
      endedVisits: [{ visitTermsId: "v", was: null }],
      begunVisits: [],
      gone: ["mara"],
    });
  });
  it("lets somebody who lives apart go on: the part begins anew, the dyad rests, visits are others, and nobody is gone", () => {
    const apart = plan(asked({ leaves: [leaves({ becomes: "apart", dyad: "rests", visits: { supervision: "supervised", words: "Saturdays" } })], endsAuthorities: [] }));
    expect([apart.gone, apart.endedAuthorities, apart.endedConsents, apart.begunDyads[0], apart.begunParts[0]]).toEqual([[], [], [], { adultId: "mara", state: "paused" }, { personId: "mara", part: "caregiver", kind: "birth_parent", livesWithChild: false }]);
    expect([apart.endedVisits, apart.begunVisits]).toEqual([[{ visitTermsId: "v", was: null }], [{ personId: "mara", supervision: "supervised", words: "Saturdays" }]]);
  });
  it("takes a resting dyad up again, ends the home that was written, and takes no second row where all stands already", () => {
    const resting = facts({ dyads: [{ adultId: "mara", openedOn: "2026-01-10", closedOn: null, state: "paused" }], residences: [{ residenceId: "h", kind: "foster", withPersonId: null, withName: "", source: "", validFrom: "2026-03-01", validTo: null }] });
    const back = plan(asked({ kind: "reunification", leaves: [], comes: [comes({ personId: "mara", kind: "birth_parent" })], home: { kind: "birth_home", withName: "" }, endsAuthorities: [] }), resting);
    expect([back.endedParts, back.begunParts, back.endedDyads, back.begunDyads]).toEqual([[], [], [{ adultId: "mara", openedOn: "2026-01-10", was: null }], [{ adultId: "mara", state: "open" }]]);
    expect([back.endedResidences, back.begunResidences.length]).toEqual([[{ residenceId: "h", was: null }], 1]);
  });
  it("works for a day long past and one to come alike", () => {
    for (const on of ["2026-02-01", "2027-06-30"]) expect([findFaults(asked({ takesEffectOn: on }), facts()), plan(asked({ takesEffectOn: on })).endedParts.length]).toEqual([[], 2]);
  });
});

describe("what is refused, beside its field", () => {
  it.each<[string, Partial<ChangeAsked>, Partial<ChangeFacts>]>([
    ["kind", { leaves: [], comes: [], home: null }, {}],
    ["takesEffectOn", { takesEffectOn: "2027-11-21" }, {}],
    ["takesEffectOn", { takesEffectOn: "2026-11-19" }, { lastChangeOn: "2026-11-20" }],
    ["takesEffectOn", { takesEffectOn: "2026-01-09" }, {}],
    ["leaves.0.personId", { leaves: [leaves({ personId: "nobody" })] }, {}],
    ["leaves.0.personId", { leaves: [leaves({ personId: "child" })] }, {}],
    ["leaves.0.personId", { leaves: [leaves({ personId: "rosa" })] }, {}],
    ["leaves.0.dyad", { leaves: [leaves({ dyad: "rests" })] }, {}],
    ["leaves.0.becomes", { kind: "death" }, {}],
    ["comes.0.givenName", { comes: [comes({ personId: null, givenName: "" })] }, {}],
    ["comes.0.personId", { comes: [comes({ personId: "child" })] }, {}],
    ["endsAuthorities.0", { endsAuthorities: ["nothing"] }, {}],
    ["home.withName", { comes: [] }, {}],
  ])("%s: %o", (path, more, on) => expect(findFaults(asked(more), facts(on)).map((one) => one.path)).toContain(path));
  it("asks a decision about each appointment, and hands none to nobody", () => {
    const touched = [{ sessionId: "one", expects: [] }, { sessionId: "two", expects: [] }];
    expect(findSessionFaults([{ sessionId: "one", does: "keep" }], touched, []).map((one) => one.path)).toEqual(["sessions.two"]);
    expect(findSessionFaults([{ sessionId: "one", does: "hand_over" }, { sessionId: "two", does: "cancel" }], touched, []).map((one) => one.path)).toEqual(["sessions.one"]);
  });
});

describe("what people are to look at again", () => {
  const reviews = (of: ChangeAsked, more: { consentHolds?: boolean; touchedSessions?: number } = {}) => planReviews(of, arriving(of), plan(of), { today: "2026-11-20", consentHolds: true, touchedSessions: 0, ...more });
  it("comes with each new caregiver, each goodbye, and the supervisor; from today where the day is past", () => {
    const all = reviews(asked({ takesEffectOn: "2026-10-01" }));
    expect(all.map((one) => one.kind).toSorted()).toEqual(["appointments", "authority", "baseline", "child_welfare", "contacts", "coverage", "formulation", "goodbye", "releases", "safety_gate", "story", "supervision", "z_codes"]);
    expect(all.find((one) => one.kind === "baseline")).toEqual({ kind: "baseline", personId: "rosa", forRole: "clinician", dueOn: "2026-12-20" });
    expect(all.filter((one) => one.forRole === "supervisor")).toHaveLength(1);
  });
  it("asks who may consent only where nobody's consent is left or the home changes; a new partner asks little", () => {
    const partner = asked({ kind: "new_partner", leaves: [], comes: [comes({ personId: null, opensDyad: false })], home: null, endsAuthorities: [] });
    expect(reviews(partner).map((one) => one.kind)).toEqual(["contacts", "supervision", "story", "formulation"]);
    expect(reviews(partner, { consentHolds: false }).map((one) => one.kind)).toContain("authority");
  });
});

it.each(["en", "es"] as const)("says all eleven steps in %s, names whoever is concerned, and leaves no gap in a sentence", (language) => {
  const of = asked();
  const steps = saySteps(of, arriving(of), plan(of), facts(), { language, consentHolds: false, alive: { links: 1, messages: 2 }, touchedSessions: 3, reviews: planReviews(of, arriving(of), plan(of), { today: "2026-11-20", consentHolds: false, touchedSessions: 3 }), keepsReading: [] });
  expect(steps.map((one) => one.step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  for (const { happens, remains } of steps) expect(happens.length + remains.length).toBeGreaterThan(0);
  const text = JSON.stringify(steps);
  expect(text).not.toMatch(/undefined|null|\(\)/);
  expect([text.includes("mara"), text.includes("rosa"), text.includes("G2")]).toEqual([true, true, true]);
});
