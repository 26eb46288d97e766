import { type ListedRole, listedRoles, type nameStyles, type TeamMember } from "./team.contract.ts";

const title = /^(?:dr|dra|mr|mrs|ms|mx|sr|sra|prof)\.?\s+/i;

/** A name as its bearer wants it shown: whole, or the first name alone, without a title before it. */
export const shownName = (name: string, style: (typeof nameStyles)[number]): string => (style === "full" ? name : (name.replace(title, "").split(/\s+/)[0] ?? name));

/** The role that says most to a family; null for somebody whose work is none that the page names. */
export const roleOf = (roles: readonly string[]): ListedRole | null => listedRoles.find((one) => roles.includes(one)) ?? null;

/** What the database answers of somebody who agreed. */
export type ListedRow = { name: string; nameAs: (typeof nameStyles)[number]; roles: string[]; isTrained: boolean; languages: string[]; placeIds: string[]; takes: TeamMember["takes"] };

/** The team in the order of the page: by role, then by name. A place that the page no longer shows is left out. */
export function teamOf(rows: readonly ListedRow[], placesShown: readonly string[]): TeamMember[] {
  return rows
    .flatMap(({ nameAs, roles, name, ...row }): TeamMember[] => {
      const role = roleOf(roles);
      return role === null ? [] : [{ ...row, name: shownName(name, nameAs), role, placeIds: row.placeIds.filter((one) => placesShown.includes(one)) }];
    })
    .toSorted((one, other) => listedRoles.indexOf(one.role) - listedRoles.indexOf(other.role) || one.name.localeCompare(other.name));
}
