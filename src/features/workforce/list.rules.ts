import type { CivilDate } from "#kernel/dates.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { StaffAsked } from "./contract.ts";
import { endingKinds, type Held, holdsOn, inForce, type Span } from "./standing.rules.ts";

type Person = { staffId: string; name: string; roles: readonly StaffRole[]; credentials: readonly Held[] };
type Around = { teams: readonly { teamId: string; members: readonly (Span & { staffId: string })[] }[]; endings: readonly { staffId: string | null }[]; today: CivilDate };

/** The day on which the first of what somebody holds ends; null where nothing does. */
export const firstEnd = (one: Pick<Person, "credentials">, today: CivilDate): CivilDate | null =>
  endingKinds.map((kind) => inForce(one.credentials, kind, today)?.validTo ?? null).reduce((first, day) => (day !== null && (first === null || day < first) ? day : first), null);

/** The people who were asked for, in order; of whom nothing ends stands last whichever way, and those that are the same go by their names. */
export function askStaff<P extends Person>(staff: readonly P[], asked: StaffAsked, { teams, endings, today }: Around): P[] {
  const members = asked.team === null ? null : (teams.find((one) => one.teamId === asked.team)?.members ?? []).filter((one) => holdsOn(one, today));
  const found = staff.filter((one) => (asked.role === null || one.roles.includes(asked.role)) && (members === null || members.some(({ staffId }) => staffId === one.staffId)) && (asked.ends === null || endings.some(({ staffId }) => staffId === one.staffId)));
  const way = asked.order === "up" ? 1 : -1;
  const byName = (one: P, other: P) => one.name.localeCompare(other.name) || one.staffId.localeCompare(other.staffId);
  if (asked.sort === "name") return found.toSorted((one, other) => way * byName(one, other));
  const ends = new Map(found.map((one) => [one.staffId, firstEnd(one, today)]));
  return found.toSorted((one, other) => {
    const [day, otherDay] = [ends.get(one.staffId) ?? null, ends.get(other.staffId) ?? null];
    if (day === null || otherDay === null) return Number(day === null) - Number(otherDay === null) || byName(one, other);
    return way * day.localeCompare(otherDay) || byName(one, other);
  });
}
