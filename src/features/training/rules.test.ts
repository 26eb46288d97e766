import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDataDirectory } from "#features/policy/policies.ts";
import { progressCommand } from "./command.ts";
import type { Evidence, Track } from "./contract.ts";
import { loadTrack, loadTracks } from "./policies.ts";
import { judgeProgress } from "./rules.ts";

const ON = "2026-11-21";
const judge = (track: string, evidence: Evidence, on = ON) => judgeProgress(loadTrack(track, on), { evidence, on, language: "en" });
const met = (track: string, evidence: Evidence, id: string, on = ON) => judge(track, evidence, on).requirements.find((one) => one.id === id)?.met;

describe("tracks (C6)", () => {
  it("are read whole, each requirement once, with what is uncertain marked so", () => {
    const all = loadTracks();
    expect(all.map((one) => one.id)).toEqual(["national-lc", "camp", "nc-ctp", "nc-roster", "dc-mhrs"]);
    for (const one of all) expect(new Set(one.requirements.map((each) => each.id)).size).toBe(one.requirements.length);
    const of = (id: string, stage: string) => loadTrack(id, ON).requirements.filter((one) => one.stage === stage).map((one) => one.id);
    expect([of("national-lc", "entry"), of("camp", "entry"), of("nc-ctp", "entry")]).toEqual([["n3", "n4", "n10"], ["c1"], ["nc7", "nc8", "nc9"]]);
    expect([of("national-lc", "standing"), of("nc-roster", "standing"), of("dc-mhrs", "standing")]).toEqual([["n13"], ["nc10", "nc11", "nc12"], ["dc1", "dc2", "dc3", "dc4", "dc5"]]);
    expect(all.flatMap((one) => one.requirements).filter((one) => one.isOptional).map((one) => one.id)).toEqual(["n4", "n13", "nc9"]);
  });

  it("know nothing of nothing: never yes, and nothing met", () => {
    for (const { id } of loadTracks()) {
      const { verdict, requirements } = judge(id, {});
      expect([id, verdict === "yes", requirements.some((one) => one.met === true)]).toEqual([id, false, false]);
    }
  });
});

const months = (count: number): string[] => Array.from({ length: count }, (_, place) => `${2025 + Math.floor((4 + place) / 12)}-${String(((4 + place) % 12) + 1).padStart(2, "0")}-20`);
const cohort = { startedOn: "2025-05-12" };

describe("requirements beside those of the cohort of 24", () => {
  it.each<[string, string, Evidence, boolean | null | undefined]>([
    ["n6: two calls in each month", "n6", { cohort, individualCalls: months(18), groupCalls: months(18).map((day) => day.replace("-20", "-25")) }, true],
    ["n6: a month with one call", "n6", { cohort, individualCalls: months(18), groupCalls: months(17) }, false],
    ["n6: one call named twice is one", "n6", { cohort, individualCalls: [...months(18), ...months(18)], groupCalls: [] }, false],
    ["n5: seven days", "n5", { faceToFaceDays: months(7) }, true],
    ["n5: a day named twice is one", "n5", { faceToFaceDays: [...months(6), months(1)[0]!] }, false],
    ["n8: the first case within 45 days", "n8", { cohort, cases: [{ id: "a", startedOn: "2025-06-26" }] }, true],
    ["n8: a day later", "n8", { cohort, cases: [{ id: "a", startedOn: "2025-06-27" }] }, false],
    ["n9: one of each challenge", "n9", { fidelityCases: [{ id: "a", challenge: "high" }, { id: "b", challenge: "low" }] }, true],
    ["n9: one case is not two", "n9", { fidelityCases: [{ id: "a", challenge: "high" }, { id: "a", challenge: "low" }] }, false],
    ["n2: two presentations make the eighth component", "n2", { components: ["didactics", "manual", "families", "supervision", "calls", "workshops", "fidelity_monitoring"], casePresentations: ["2026-01-05", { on: "2026-02-05", case: "a" }] }, true],
    ["n2: one presentation does not", "n2", { components: ["didactics", "manual", "families", "supervision", "calls", "workshops", "fidelity_monitoring"], casePresentations: ["2026-01-05"] }, false],
    ["n11: the source sets no figure", "n11", { supervision: [{ on: "2026-01-05", minutes: 60 }] }, null],
    ["n12: nor here", "n12", {}, null],
    ["n7: of a supervisor alone", "n7", { role: "clinician" }, undefined],
  ])("national-lc %s", (_name, id, evidence, expected) => {
    expect(met("national-lc", evidence, id)).toBe(expected);
  });

  const yearly = months(19).slice(7).map((on) => ({ on, minutes: 60 }));
  it.each<[string, string, string, Evidence, boolean | null]>([
    ["confirmed twelve months ago to the day", "nc-roster", "nc10", { rosterUpdates: ["2025-11-21"] }, true],
    ["a day too long ago", "nc-roster", "nc10", { rosterUpdates: ["2025-11-20"] }, false],
    ["never confirmed", "nc-roster", "nc10", { rosterUpdates: [] }, false],
    ["all of its practice", "nc-roster", "nc11", { supervision: yearly, outcomeDataCollected: true, cases: [{ id: "a", startedOn: "2026-01-05" }], fidelityCases: [{ id: "a", challenge: "low" }] }, true],
    ["a case without the tool", "nc-roster", "nc11", { supervision: yearly, outcomeDataCollected: true, cases: [{ id: "a", startedOn: "2026-01-05" }], fidelityCases: [] }, false],
    ["a month without supervision", "nc-roster", "nc11", { supervision: yearly.slice(1), outcomeDataCollected: true, cases: [], fidelityCases: [] }, false],
    ["a certificate in force", "dc-mhrs", "dc1", { agency: { cppCertification: { from: "2025-01-01", to: ON } } }, true],
    ["one that ended", "dc-mhrs", "dc1", { agency: { cppCertification: { from: "2025-01-01", to: "2026-11-20" } } }, false],
    ["trained by the day", "dc-mhrs", "dc2", { clinician: { cppTrainingCompletedOn: ON } }, true],
    ["six clinicians", "dc-mhrs", "dc3", { team: { supervisors: 1, clinicians: 6 } }, true],
    ["seven", "dc-mhrs", "dc3", { team: { supervisors: 1, clinicians: 7 } }, false],
    ["two supervisors", "dc-mhrs", "dc3", { team: { supervisors: 2, clinicians: 6 } }, false],
    ["a doctorate that nobody decided on", "dc-mhrs", "dc4", { clinician: { degree: "doctorate", licence: { from: "2020-01-01" } }, team: { supervisors: [{ independent: true, cppTrained: true }] } }, null],
    ["a master's, a licence, a trained supervisor", "dc-mhrs", "dc4", { clinician: { degree: "masters", licence: { from: "2020-01-01" } }, team: { supervisors: [{ independent: true, cppTrained: true }] } }, true],
    ["an audit that is acceptable", "dc-mhrs", "dc5", { agency: { fidelityAudit: { on: "2026-02-10", acceptable: true } } }, true],
    ["an audit to come", "dc-mhrs", "dc5", { agency: { fidelityAudit: { on: "2026-12-10", acceptable: true } } }, null],
  ])("%s: %s %s", (_name, track, id, evidence, expected) => {
    expect(met(track, evidence, id)).toBe(expected);
  });

  it("is yes exactly where nothing that is asked is missing or unknown, and waiving never takes away", () => {
    const track: Track = loadTrack("nc-ctp", ON);
    fc.assert(
      fc.property(fc.subarray(["nc1", "nc2", "nc3", "nc4", "nc5", "nc6"]), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5 }), (waived, days, videos) => {
        const evidence: Evidence = { cohort, role: "clinician", faceToFaceDays: months(days), videos: Array.from({ length: videos }, () => ({ submittedOn: "2026-01-05" })), cases: [] };
        const [plain, eased] = [evidence, { ...evidence, waived }].map((one) => judgeProgress(track, { evidence: one, on: ON, language: "en" }));
        expect(eased!.verdict === "yes").toBe(eased!.requirements.every((one) => one.met === true));
        for (const one of eased!.requirements) expect(one.met).toBe(waived.includes(one.id) ? true : plain!.requirements.find((each) => each.id === one.id)!.met);
      }),
    );
  });
});

describe("bin/dyad progress (interfaces.md section 7)", () => {
  const run = (argv: string[], stdin = "{}") => progressCommand(argv, stdin, { dataDirectory: findDataDirectory() });
  const given = JSON.stringify({
    cohort, role: "clinician", faceToFaceDays: ["2025-05-12"], individualCalls: ["2025-05-26"], groupCalls: ["2025-05-26"], videos: [{ submittedOn: "2025-09-01" }], casePresentations: [], cases: [{ id: "c1", startedOn: "2025-06-02", endedOn: null, sessions: 33, fullCourse: true }],
    fidelityCases: [{ id: "c1", challenge: "high" }], components: ["manual"], supervision: [{ on: "2025-06-10", minutes: 60 }], outcomeDataCollected: true, rosterUpdates: ["2026-05-01"], waived: [], clinician: {}, team: {}, agency: {},
  }); // prettier-ignore

  it("answers as its page shows", () => {
    const { exit, stdout } = run(["--track", "nc-ctp", "--on", ON, "--json"], given);
    const answer = JSON.parse(stdout);
    expect([exit, answer.track, answer.on, answer.verdict]).toEqual([1, "nc-ctp", ON, "no"]);
    expect(answer.requirements.find((one: { id: string }) => one.id === "nc4")).toMatchObject({ met: false, have: 1, need: 3, unit: "videos", evidence: ["2025-09-01"], message: "Two more session videos." });
    expect(run(["--track=nc-ctp", `--on=${ON}`, "--language", "es"], given).stdout).toContain("Faltan dos videos de sesión.");
  });

  it.each([
    ["no such track", ["--track", "nowhere", "--on", ON], "{}"],
    ["no day", ["--track", "nc-ctp", "--on", "2026-02-30"], "{}"],
    ["nothing asked", [], "{}"],
    ["twice", ["--track", "nc-ctp", "--track", "camp", "--on", ON], "{}"],
    ["an option of others", ["--track", "nc-ctp", "--on", ON, "--fast"], "{}"],
    ["no evidence", ["--track", "nc-ctp", "--on", ON], " "],
    ["no JSON", ["--track", "nc-ctp", "--on", ON], "{"],
    ["a wrong key", ["--track", "nc-ctp", "--on", ON], '{"vidoes": []}'],
    ["a wrong value", ["--track", "nc-ctp", "--on", ON], '{"faceToFaceDays": ["yesterday"]}'],
  ])("is used wrongly with %s: exit 2 and the error on stderr", (_name, argv, stdin) => {
    const { exit, stdout, stderr } = run(argv, stdin);
    expect([exit, stdout, Object.keys(JSON.parse(stderr))]).toEqual([2, "", expect.arrayContaining(["code", "message", "fields", "requestId"])]);
  });
});
