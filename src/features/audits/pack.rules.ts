import { canonicalJson } from "#kernel/canonical.ts";
import { csv } from "#kernel/csv.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import type { Conclusion, Mark, Score, ServiceFact } from "./contract.ts";
import type { AuditForm } from "./form.contract.ts";
import type { Digest } from "./rules.ts";

/** Everything that a pack is built from: codes where names would stand, and no word of what was said in a session. */
export type PackData = {
  audit: { title: string; agency: string; policy: string; cite: string; periodFrom: CivilDate; periodTo: CivilDate; dueOn: CivilDate; auditor: string; openedAt: Instant; threshold: number; state: "draft" | "closed"; closedOn: CivilDate | null; nextDueOn: CivilDate | null };
  sample: { rule: string; words: Words; seed: string; wanted: number; population: number; cases: { code: string; place: number; drawnBy: string; state: "sampled" | "replaced"; reason: string; replacedBy: string | null }[] };
  services: { code: string; sessions: Omit<ServiceFact, "sessionId">[] }[];
  form: AuditForm;
  /** A question about a case has the case's code; `session` is the code of the session that it points to; comments of the agency's questions alone. */
  ratings: { item: string; code: string | null; mark: Mark; session: string | null; comment: string }[];
  score: Score;
  conclusion: Conclusion | null;
  findings: { kind: "shortfall" | "strength"; item: string | null; words: string }[];
  actions: { words: string; who: string; dueOn: CivilDate; doneWhen: string; doneOn: CivilDate | null; evidence: string }[];
  /** The very editions of the policies that the decisions rest on, by digest. */
  editions: { policy: string; version: string; digest: string; body: unknown }[];
};

export type TextFile = { path: string; text: string };

/** The files of evidence of a pack, in the order of their names. */
export function evidenceFiles(data: PackData): TextFile[] {
  const { audit, sample, form, ratings, score, conclusion, findings, actions, services, editions } = data;
  const sessions = services.flatMap((one) => one.sessions);
  const files: TextFile[] = [
    { path: "audit.json", text: canonicalJson({ ...audit, conclusion, score }) },
    { path: "sample.json", text: canonicalJson(sample) },
    { path: "form.json", text: canonicalJson(form) },
    { path: "ratings.json", text: canonicalJson(ratings) },
    { path: "findings.json", text: canonicalJson(findings) },
    { path: "plan.json", text: canonicalJson(actions) },
    {
      path: "services.csv",
      text: csv([
        ["session", "date", "minutes", "kind", "place", "modality", "present", "signed", "cosigned", "units", "billing", "verdict", "policy", "version", "edition"],
        ...sessions.map((one) => [one.code, one.on, one.minutes, one.kind, one.place, one.modality, one.present.join(" "), one.signedOn, one.cosignedOn, one.units, one.billing, one.decision.verdict, one.decision.policy, one.decision.version, one.decision.edition]),
      ]),
    },
    { path: "decisions.json", text: canonicalJson(sessions.map((one) => ({ session: one.code, on: one.on, ...one.decision }))) },
    ...editions.map((one) => ({ path: `policies/${one.policy}-${one.version}-${one.digest.slice(0, 12)}.json`, text: canonicalJson(one.body) })),
  ];
  return files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

export type Listed = { path: string; bytes: number; sha256: string };
/** What stands for the evidence as a whole: the digest of the list of its files, so that it holds also where the sheets are set anew. */
export const digestOfEvidence = (files: readonly Listed[], digest: Digest): string => digest(files.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map((one) => `${one.sha256}  ${one.path}\n`).join(""));

/** The list of all files of a pack with their digests: the last file of it. */
export function manifestOf(data: PackData, evidence: readonly Listed[], sheets: readonly Listed[], digest: Digest): { text: string; data: string; whole: string } {
  const ofData = digestOfEvidence(evidence, digest);
  const text = canonicalJson({ format: "dyad-audit-pack", formatVersion: 1, state: data.audit.state, title: data.audit.title, agency: data.audit.agency, period: { from: data.audit.periodFrom, to: data.audit.periodTo }, evidence: ofData, files: [...evidence, ...sheets].toSorted((one, other) => (one.path < other.path ? -1 : 1)) });
  return { text, data: ofData, whole: digest(text) };
}
