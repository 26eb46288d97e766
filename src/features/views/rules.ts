import { z } from "zod";
import { askedApart, readAsked } from "#kernel/listing.ts";
import { servicesAsked } from "#features/billing/contract.ts";
import { familiesAsked } from "#features/cases/families.contract.ts";
import { referralsAsked } from "#features/intake/referrals.contract.ts";
import { outboxAsked } from "#features/messages/contract.ts";
import { questionsAsked } from "#features/questions/contract.ts";
import { waitingAsked } from "#features/waiting/contract.ts";
import { staffAsked } from "#features/workforce/contract.ts";
import type { ViewedList } from "./contract.ts";

/** How each list can be asked: its own shape, in which nothing is typed. */
const shapes: Record<ViewedList, z.ZodRawShape> = { families: familiesAsked, referrals: referralsAsked, services: servicesAsked, waiting: waitingAsked, outbox: outboxAsked, staff: staffAsked, questions: questionsAsked };
const isId = (value: string | undefined): value is string => z.uuid().safeParse(value).success;

/** What a view may keep of what was asked, and what of it the list does not know. */
export function keepable(list: ViewedList, asked: Readonly<Record<string, string>>): { kept: Record<string, string>; unknown: string[] } {
  const { asked: read, leftOut } = readAsked(shapes[list], asked);
  return { kept: askedApart(shapes[list], read), unknown: leftOut };
}

/** Whom and what a view names by id. */
export const namedBy = (asked: Readonly<Record<string, string>>): { staff: string[]; teams: string[] } => ({ staff: [asked.clinician].filter(isId), teams: [asked.team].filter(isId) });

/** A view as it opens: without a filter that the list no longer has, and without whoever left and a team that ended. */
export function openView(list: ViewedList, asked: Readonly<Record<string, string>>, here: { staff: ReadonlySet<string>; teams: ReadonlySet<string> }): { asked: Record<string, string>; leftOut: string[] } {
  const { kept, unknown } = keepable(list, asked);
  const gone = [...(isId(kept.clinician) && !here.staff.has(kept.clinician) ? ["clinician"] : []), ...(isId(kept.team) && !here.teams.has(kept.team) ? ["team"] : [])];
  return { asked: Object.fromEntries(Object.entries(kept).filter(([key]) => !gone.includes(key))), leftOut: [...unknown, ...gone] };
}
