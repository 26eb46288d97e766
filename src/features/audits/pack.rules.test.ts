import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadAuditForm } from "./form.policies.ts";
import { canonicalJson } from "#kernel/canonical.ts";
import { digestOfEvidence, evidenceFiles, manifestOf, type PackData } from "./pack.rules.ts";
import { paperData, paperTemplate } from "./paper.rules.ts";
import { paperWords } from "./paper.words.ts";

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const session = (code: string, verdict: "yes" | "no", kind = "dyadic") => ({ code, on: "2026-03-10", minutes: 60, kind, place: "home", modality: "in_person", present: ["caregiver", "child"], signedOn: "2026-03-10", cosignedOn: null, units: 4, billing: "ready" as const, decision: { policy: "dc-mhrs", version: "2020-09-04", edition: null, verdict, findings: verdict === "yes" ? [] : [{ rule: "age", clause: "22-A DCMR § 3427.4", result: "not_met", severity: "block", status: "confirmed" }, { rule: "problems", clause: "22-A DCMR § 3427.4", result: "unknown", severity: "block", status: "confirmed" }] } });
const pack = (more: Partial<PackData> = {}): PackData => ({
  audit: { title: "Audit", agency: "Ours", policy: "dc-mhrs", cite: "22-A DCMR § 3427.11", periodFrom: "2026-01-01", periodTo: "2026-06-30", dueOn: "2026-12-31", auditor: "A", openedAt: "2026-11-20T15:00:00.000Z", threshold: 80, state: "closed", closedOn: "2026-11-20", nextDueOn: "2027-11-20" },
  sample: { rule: "r", words: { en: "By rule.", es: "Por regla." }, seed: "a seed of the tests", wanted: 1, population: 1, cases: [{ code: "C01", place: 1, drawnBy: "0".repeat(64), state: "sampled", reason: "", replacedBy: null }] },
  services: [{ code: "C01", sessions: [session("C01-S01", "yes"), session("C01-S02", "no")] }],
  form: loadAuditForm(),
  ratings: [{ item: "strand-content", code: "C01", mark: 2, session: null, comment: "" }, { item: "strand-trauma", code: "C01", mark: "not_applicable", session: null, comment: "" }],
  score: { rated: 2, asked: 17, notApplicable: 1, earned: 2, possible: 3, percent: 66.6 },
  conclusion: null,
  findings: [],
  actions: [],
  editions: [],
  ...more,
});

describe("the files of a pack (A10)", () => {
  it("are the same text for the same data, whatever order the keys came in", () => {
    expect(canonicalJson({ b: [{ z: 1, a: 2 }], a: null })).toBe(canonicalJson({ a: null, b: [{ a: 2, z: 1 }] }));
    expect(canonicalJson({ b: 1, a: "é\n" })).toBe('{\n  "a": "é\\n",\n  "b": 1\n}\n');
    const backwards = Object.fromEntries(Object.entries(pack()).toReversed()) as PackData;
    expect(evidenceFiles(backwards)).toEqual(evidenceFiles(pack()));
  });

  it("say by one digest whether any of them changed, and the list says which program made the sheets", () => {
    const listed = (text: string) => [{ path: "a.json", bytes: text.length, sha256: digest(text) }];
    const sheet = [{ path: "audit.en.pdf", bytes: 1, sha256: digest("a sheet") }];
    expect(digestOfEvidence(listed("one"), digest)).not.toBe(digestOfEvidence(listed("two"), digest));
    const [first, second] = [manifestOf(pack(), listed("one"), sheet, digest), manifestOf(pack(), listed("one"), [{ ...sheet[0]!, sha256: digest("another") }], digest)];
    expect(first.data).toBe(second.data);
    expect(first.whole).not.toBe(second.whole);
    expect(first.whole).toBe(digest(first.text));
  });

  it("never hold a cell that a sheet would take for a formula, and quote what needs it", () => {
    const files = evidenceFiles(pack({ services: [{ code: "C01", sessions: [session("C01-S01", "yes", '=HYPERLINK("x")'), session("C01-S02", "yes", 'a "quote", and more')] }] }));
    const lines = files.find((one) => one.path === "services.csv")!.text.split("\r\n");
    expect(lines[1]).toContain(`,"'=HYPERLINK(""x"")",`);
    expect(lines[2]).toContain(',"a ""quote"", and more",');
  });
});

describe("the sheet of an audit (A10)", () => {
  it("tells a case's sessions in a row: how many, how long, what counted, and which clause was open in how many", () => {
    const { services, groups } = paperData(pack(), "en", "d") as { services: string[][]; groups: { rows: string[][] }[] };
    expect(services).toEqual([["C01", "2", "2026-03-10 – 2026-03-10", "120", "8", "Yes: 1, No: 1", "22-A DCMR § 3427.4: 1"]]);
    const rows = groups.flatMap((one) => one.rows);
    expect(rows).toHaveLength(loadAuditForm().items.length);
    expect(rows.find(([words]) => words!.startsWith("Content"))![2]).toBe("C01: 2");
    expect(rows.find(([words]) => words!.startsWith("Trauma"))![2]).toBe("C01: n/a");
  });

  it("asks for no word that is not there, in either language", () => {
    for (const [, name] of paperTemplate.matchAll(/\bw\.(\w+)/g)) expect(Object.keys(paperWords)).toContain(name);
    for (const [, name] of paperTemplate.matchAll(/\bdata\.(\w+)/g)) for (const language of ["en", "es"] as const) expect(Object.keys(paperData(pack(), language, "d")), name).toContain(name);
    expect((paperData(pack(), "es", "d") as { facts: string[][] }).facts.map(([label]) => label)).toContain("Calificación");
  });
});
