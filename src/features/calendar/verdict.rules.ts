import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import type { SessionVerdict } from "./contract.ts";
import { words } from "./screens.words.ts";
import type { SessionState } from "./week.rules.ts";

/** What a card says of a session: its verdict in full, or only that it will not count, for those who do not see the chart. */
export type CardVerdict = Pick<SessionVerdict, "moment" | "waitsFor" | "verdict" | "units" | "open"> | "not_by_staffing";
/** The answer of a week, by session. */
export type Week = { verdicts: readonly SessionVerdict[]; notByStaffing: readonly { sessionId: string }[] };

/** The verdicts of a week by session. */
export function verdictsById(week: Week): Map<string, CardVerdict> {
  return new Map<string, CardVerdict>([...week.verdicts.map((one) => [one.sessionId, one] as const), ...week.notByStaffing.map(({ sessionId }) => [sessionId, "not_by_staffing"] as const)]);
}

/**
 * Whether a card says it. What waits for its second signature says that, and counts for nothing until then; of an hour that is
 * over and of which nobody said who came, only what stands against it whoever came.
 */
export function isTold(one: CardVerdict, state: SessionState): boolean {
  if (state === "note_waits") return false;
  return !(state === "note_owed" && one !== "not_by_staffing" && one.moment === "booking" && one.verdict === "yes");
}

const decides = ({ severity, status }: Finding) => severity === "block" && status !== "draft";

/** One word and what it means, in few words: yes, no, unknown. */
export function cardWord(one: CardVerdict, language: Language): { verdict: "yes" | "no" | "unknown"; said: string } {
  if (one === "not_by_staffing") return { verdict: "no", said: words.willNotCount[language] };
  const planned = one.moment === "booking";
  if (one.verdict === "unknown") return { verdict: "unknown", said: words.factsMissing[language](one.open.filter((finding) => decides(finding) && finding.result === "unknown").length) };
  if (one.verdict === "no") return { verdict: "no", said: words[planned ? "willNotCount" : "doesNotCount"][language] };
  return { verdict: "yes", said: words[planned ? "willCount" : "countsNow"][language] };
}

/** Why an hour does not count, or what is missing: the first finding that decides, its clause, and what would mend it. Null where it counts. */
export function cardWhy(one: CardVerdict, language: Language): string | null {
  if (one === "not_by_staffing") return words.notByStaffing[language];
  const found = one.verdict === "yes" ? undefined : one.open.find((finding) => decides(finding) && finding.result === (one.verdict === "no" ? "not_met" : "unknown"));
  return found === undefined ? null : [`${found.message} (${found.clause})`, found.fix].filter((said) => said !== null).join(" ");
}
