import { readFileSync } from "node:fs";
import { addDays } from "#kernel/dates.ts";
import type { Evidence, TrainingRole } from "./contract.ts";

// The cohort that docs/training-cohort.md counts by hand, read from that page.

export const STARTS = "2025-05-12";
export const LOOKED_AT = "2026-11-21";
const LATER = "2026-12-01";
const FORTNIGHTS = 39;

type Line = { who: string; role: TrainingRole; daysMissed: number; missed: { number: number; kind: "" | "i" | "g" }[]; videos: { submittedOn: string }[] | null; clients: Evidence["cases"] | null; waived: string[]; marks: Record<string, boolean | null>; verdict: string };

const page = readFileSync(new URL("../../../docs/training-cohort.md", import.meta.url), "utf8");
/** The training days as the page names them. */
export const trainingDays: string[] = /\*\*Training days\*\*[^:]*: ([^.]*)\./.exec(page)![1]!.split(", ");

const listOf = (cell: string): string[] => (cell === "" || cell === "none" ? [] : cell.split(",").map((one) => one.trim()));

function clientOf(text: string): NonNullable<Evidence["cases"]>[number] {
  const [, id, sessions, full, late] = /^(\w) (\d+)(?: (f\??))?( late)?$/.exec(text)!;
  const isFull = full === "f" ? true : full === "f?" ? null : false;
  return { id: id!, startedOn: late !== undefined && full === undefined ? LATER : "2025-06-02", sessions: Number(sessions), endedOn: full === undefined ? null : late === undefined ? "2026-10-30" : "2026-12-05", fullCourse: isFull };
}

function videosOf(cell: string): Line["videos"] {
  if (cell === "?") return null;
  const [, count, late] = /^(\d+)(?: \+(\d) late)?$/.exec(cell)!;
  return [...Array.from({ length: Number(count) }, (_, place) => ({ submittedOn: addDays("2025-09-01", place * 20) })), ...Array.from({ length: Number(late ?? 0) }, () => ({ submittedOn: LATER }))];
}

const markOf: Record<string, boolean | null> = { "✓": true, "–": false, "?": null };

export const lines: Line[] = page
  .split("\n")
  .filter((row) => /^\| \d+ \|/.test(row))
  .map((row) => {
    const [, who, role, days, fortnights, videos, clients, waived, ...rest] = row.split("|").slice(1, -1).map((cell) => cell.trim()) as [string, string, TrainingRole, string, string, string, string, string, ...string[]];
    return {
      who,
      role,
      daysMissed: Number(days),
      missed: listOf(fortnights).map((one) => ({ number: Number.parseInt(one, 10), kind: (/[ig]$/.exec(one)?.[0] ?? "") as "" | "i" | "g" })),
      videos: videosOf(videos),
      clients: clients === "?" ? null : listOf(clients).map(clientOf),
      waived: listOf(waived),
      marks: Object.fromEntries(rest.slice(0, 6).flatMap((mark, place) => (mark === "" ? [] : [[`nc${place + 1}`, markOf[mark]!]]))),
      verdict: rest[6]!,
    };
  });

/** The first day of a fortnight by its number; the calls are on its fourth and fifth day. */
const dayOf = (number: number): string => addDays(STARTS, (number - 1) * 14 + 3);
/** The days of the calls of one kind that somebody came to, one each fortnight without a training day. */
export const callDays = ({ missed }: Pick<Line, "missed">, kind: "i" | "g"): string[] =>
  Array.from({ length: FORTNIGHTS }, (_, place) => place + 1)
    .filter((number) => !trainingDays.some((day) => day >= addDays(STARTS, (number - 1) * 14) && day < addDays(STARTS, number * 14)))
    .filter((number) => !missed.some((one) => one.number === number && (one.kind === "" || one.kind === kind)))
    .map((number) => (kind === "i" ? dayOf(number) : addDays(dayOf(number), 1)));

export const evidenceOf = (line: Line): Evidence => ({
  cohort: { startedOn: STARTS },
  role: line.role,
  faceToFaceDays: trainingDays.slice(0, trainingDays.length - line.daysMissed),
  individualCalls: callDays(line, "i"),
  groupCalls: callDays(line, "g"),
  ...(line.videos === null ? {} : { videos: line.videos }),
  ...(line.clients == null ? {} : { cases: line.clients }),
  waived: line.waived,
});
