import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadPolicy } from "#features/policy/policies.ts";
import type { Peer } from "./contract.ts";
import { emptyDraft, readEmail, withAgency, withOneMore, without, withPerson, withReadiness } from "./form.rules.ts";
import { mayPair, MOST_EXACT, proposePeers } from "./pairing.rules.ts";
import { loadForm, loadRubric } from "./policies.ts";
import { actionsOf, apartOn, checkApplication, judgeTeam, scoresFit, totalOf, whyNoMore } from "./rules.ts";

const policy = loadPolicy("nc-ctp");
const form = loadForm();
const rubric = loadRubric();
const on = "2026-11-20";

/** A team with so many of each, filled in or not. */
function teamOf(leaders: ("yes" | "no" | "")[], clinicians: number, medicaid: "yes" | "no" | "" = "yes") {
  let draft = withAgency(emptyDraft("team", "lee@pine.example"), { organization: "Pine", setting: "community", town: "Boone", languages: ["en"], medicaid, why: "Because." });
  for (const authority of leaders) {
    const more = withOneMore(draft, "senior_leader");
    draft = withPerson(more.draft, more.id, { name: "Lee", email: "lee@pine.example", responsibility: "yes", authority, ownPart: "Calls" }, form);
  }
  for (let each = 0; each < clinicians; each++) draft = withOneMore(draft, "clinician").draft;
  return draft;
}

describe("C9: the team, by the policy's own rule", () => {
  it.each([
    ["a leader with authority and six clinicians", teamOf(["yes"], 6), []],
    ["no leader", teamOf([], 2), ["senior_leader"]],
    ["a leader without authority", teamOf(["no"], 2), ["senior_leader"]],
    ["a leader of whom it is not said", teamOf([""], 2), ["senior_leader"]],
    ["one of two leaders with authority", teamOf(["no", "yes"], 2), []],
    ["seven clinicians", teamOf(["yes"], 7), ["clinician"]],
    ["another population", teamOf(["yes"], 2, "no"), ["medicaid"]],
    ["a population of which it is not said", teamOf(["yes"], 2, ""), ["medicaid"]],
  ])("%s", (_name, draft, fields) => {
    const faults = judgeTeam(policy, draft.content, on);
    expect(faults.map((one) => one.field)).toEqual(fields);
    for (const one of faults) expect([one.clause !== null, one.message.en !== one.message.es]).toEqual([true, true]);
  });
  it("refuses the seventh before it is there, and nobody else", () => {
    expect(whyNoMore(policy, teamOf(["yes"], 5), "clinician", on)).toBeNull();
    expect(whyNoMore(policy, teamOf(["yes"], 6), "clinician", on)).toMatchObject({ clause: "NC CTP nc7" });
    expect(whyNoMore(policy, teamOf(["yes"], 6), "supervisor", on)).toBeNull();
  });
});

describe("C8: licences and years", () => {
  const blocking = (licence: string, credential: string, years = "0") => {
    const draft = withPerson(emptyDraft("single", "a@oak.example"), "self", { name: "Ada", email: "a@oak.example", licence, credential, degree: "MSW", yearsHere: years, yearsInAll: years, medicaid: "yes" }, form);
    return checkApplication({ kind: "single", draft, policy, on }).filter((one) => one.step === "person/self").map((one) => `${one.field} ${one.weight}`);
  };
  it.each([
    ["full", "social_work", []], ["provisional", "psychology", ["licence asks"]], ["full", "other", ["credential asks"]], ["none", "counseling", ["licence blocks"]], ["", "counseling", ["licence blocks"]], ["full", "a made-up one", ["credential blocks"]],
  ])("%s, %s", (licence, credential, expected) => expect(blocking(licence, credential)).toEqual(expected));
  it("years are asked and never a bar", () => expect([blocking("full", "psychology", "0"), blocking("full", "psychology", "x")]).toEqual([[], ["yearsHere blocks", "yearsInAll blocks"]]));
});

describe("forms keep whatever was typed", () => {
  it("within bounds, whatever it is, and take out whom they took on", () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom("organization", "setting", "town", "languages", "medicaid", "why", "distance", "name", "email", "licence", "yearsHere"), fc.oneof(fc.string(), fc.array(fc.string()))), (fields) => {
      const drawn = withPerson(withAgency(emptyDraft("single", "a@oak.example"), fields), "self", fields, form);
      expect(drawn.names.town.length).toBeLessThanOrEqual(200);
      expect(/[\u0000-\u001f]/.test(drawn.names.town + drawn.names.people[0]!.name)).toBe(false);
      expect(["", "yes", "no"]).toContain(drawn.content.medicaid);
    }));
    const { draft, id } = withOneMore(teamOf(["yes"], 1), "clinician");
    const gone = without(withReadiness(draft, id, { "answer.engages": "yes" }, form), id);
    expect([gone.content.people.some((one) => one.id === id), gone.names.people.some((one) => one.id === id), Object.keys(gone.content.readiness)]).toEqual([false, false, []]);
  });
  it.each([["A@Oak.Example ", "a@oak.example"], ["a@oak", null], ["", null], ["a b@oak.example", "ab@oak.example"]])("reads the address %j", (text, email) => expect(readEmail(text)).toBe(email));
});

describe("C1, C2: readiness", () => {
  it("comes to something to do for all that is no plain yes, and never to a score", () => {
    const draft = withReadiness(withReadiness(teamOf(["yes"], 1), "agency", { "answer.trauma-informed": "yes", "answer.early-childhood": "partly" }, form), "p2", { "answer.engages": "yes" }, form);
    const actions = actionsOf(form, "team", draft.content);
    expect(actions.some((one) => one.item === "trauma-informed" || one.item === "engages")).toBe(false);
    expect(actions.filter((one) => one.of === "agency").map((one) => one.item)).toContain("early-childhood");
    expect(form.readiness.some((one) => one.id.includes("satisf"))).toBe(false);
  });
});

describe("C9: scores", () => {
  const all = (value: number) => Object.fromEntries(rubric.items.map((one) => [one.id, value]));
  it("add up by the weights, of a hundred, and tell where readers are apart", () => {
    expect([totalOf(rubric, all(4)), totalOf(rubric, all(0)), totalOf(rubric, all(2))]).toEqual([100, 0, 50]);
    expect(apartOn(rubric, [all(1), { ...all(1), authority: 3 }])).toEqual(["authority"]);
    expect([scoresFit(rubric, all(4)), scoresFit(rubric, all(5)), scoresFit(rubric, { authority: 1 }), scoresFit(rubric, { ...all(1), more: 1 })]).toEqual([true, false, false, false]);
  });
  it("never count less for giving more", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: rubric.items.length, maxLength: rubric.items.length }), fc.nat(rubric.items.length - 1), (values, at) => {
      const scores = Object.fromEntries(rubric.items.map((one, place) => [one.id, values[place]!]));
      expect(totalOf(rubric, { ...scores, [rubric.items[at]!.id]: values[at]! + 1 })).toBeGreaterThan(totalOf(rubric, scores));
    }));
  });
});

const peerOf = (at: number, parts: Pick<Peer, "setting" | "languages" | "distance" | "area">): Peer => ({ applicationId: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`, code: "234567", name: null, ...parts });
const parts = fc.record({ setting: fc.constantFrom("school", "hospital", "") as fc.Arbitrary<Peer["setting"]>, languages: fc.constantFrom(["en"], ["es"], ["en", "es"], ["other"]) as fc.Arbitrary<Peer["languages"]>, distance: fc.constantFrom("area", "far", "video", "") as fc.Arbitrary<Peer["distance"]>, area: fc.constantFrom("", "West", "Triangle") });
const some = (most: number) => fc.array(parts, { maxLength: most }).map((all) => all.map((one, at) => peerOf(at, one)));
/** The fewest groups with somebody above the limits, by trying everything. */
function fewestBad(peers: readonly Peer[]): number {
  if (peers.length === 0) return 0;
  if (peers.length === 1) return 1;
  const bad = (group: readonly Peer[]) => group.reduce((sum, a, at) => sum + group.slice(at + 1).filter((b) => !mayPair(a, b)).length, 0);
  const [one, ...others] = peers as [Peer, ...Peer[]];
  const left = (group: readonly Peer[]) => peers.filter((each) => !group.includes(each));
  const tries: Peer[][] = peers.length % 2 === 0 || peers.length > 3 ? others.map((two) => [one, two]) : [];
  if (peers.length % 2 === 1) others.forEach((two, at) => others.slice(at + 1).forEach((three) => tries.push([one, two, three])));
  return Math.min(...tries.map((group) => bad(group) + fewestBad(left(group))));
}

describe("C11: peers", () => {
  it("places everybody once, in twos and at most one three", () => {
    fc.assert(fc.property(some(21), (peers) => {
      const groups = proposePeers(peers);
      expect(groups.flatMap((one) => one.peers.map(({ applicationId }) => applicationId)).toSorted()).toEqual(peers.map((one) => one.applicationId).toSorted());
      expect(groups.filter((one) => one.peers.length !== 2).map((one) => one.peers.length)).toEqual(peers.length % 2 === 0 ? [] : [Math.min(3, peers.length)]);
      for (const one of groups) expect(one.reasons.length).toBeGreaterThan(0);
    }), { numRuns: 40 });
  });
  it("gives the same answer for the same people, whatever order they come in", () => {
    fc.assert(fc.property(some(11), (peers) => void expect(proposePeers(peers.toReversed())).toEqual(proposePeers(peers))), { numRuns: 40 });
  });
  it("puts nobody above the limits while another way places fewer so", () => {
    expect(MOST_EXACT).toBeGreaterThanOrEqual(7);
    fc.assert(fc.property(some(7), (peers) => {
      const found = proposePeers(peers).reduce((sum, { peers: group }) => sum + (group.length === 1 ? 1 : group.reduce((more, a, at) => more + group.slice(at + 1).filter((b) => !mayPair(a, b)).length, 0)), 0);
      expect(found).toBe(fewestBad(peers));
    }), { numRuns: 100 });
  });
  it.each([
    ["no language in common", { languages: ["en"] }, { languages: ["es"] }, false],
    ["far, and one stays within the own area", { distance: "area", area: "West" }, { distance: "far", area: "Triangle" }, false],
    ["within one area", { distance: "area", area: "West" }, { distance: "area", area: "west " }, true],
    ["by video", { distance: "video", area: "West" }, { distance: "video", area: "Triangle" }, true],
  ] as const)("%s", (_name, a, b, may) => {
    const one = { setting: "school", languages: ["en"], distance: "video", area: "" } as const;
    expect(mayPair(peerOf(1, { ...one, ...a, languages: [...("languages" in a ? a.languages : one.languages)] }), peerOf(2, { ...one, ...b, languages: [...("languages" in b ? b.languages : one.languages)] }))).toBe(may);
  });
});
