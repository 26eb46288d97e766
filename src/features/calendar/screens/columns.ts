import type { ReactNode } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import type { SessionView } from "../contract.ts";

/** What a column says above its hours: what is marked about its day. */
export type ColumnMark = { key: string; words: string };
/** One column of the calendar: a day, or a clinician's day. */
export type Column = { key: string; day: CivilDate; clinicianId: string | null; heading: ReactNode; detail: string; isToday: "yes" | "no"; marks: readonly ColumnMark[]; sessions: readonly SessionView[] };
