import { type Role, roles } from "#features/disclosure/contract.ts";
import type { Route } from "./matrix.ts";

const titles: Record<Role, string> = { clinician: "clinician", trainee: "trainee", supervisor: "supervisor", administrator: "administrator", privacy_officer: "privacy officer", front_desk: "front desk", biller: "biller", auditor: "auditor", faculty: "faculty", senior_leader: "senior leader", caregiver: "caregiver" };

/** What was found for one route: for each role the standings in which it was let in, as the columns of the walk name them. */
export type Found = Map<Role, Set<string>>;

function cell(found: Set<string> | undefined, walked: ReadonlySet<string>): string {
  if (!found || found.size === 0) return "–";
  return found.size === walked.size ? "yes" : [...found].sort().join(", ");
}

/** The page of who may call what, from what the walk met. */
export function writeMatrix(routes: readonly Route[], found: ReadonlyMap<string, Found>, open: ReadonlySet<string>, walked: ReadonlyMap<Role, ReadonlySet<string>>): string {
  const lines = [
    "# Who may call what",
    "",
    "Made by `test/database/access-matrix.test.ts` from real requests, one for each route, role and standing; the test fails when",
    "this page is not what it met. To make it again: `UPDATE=1 npx vitest run --project database test/database/access-matrix.test.ts`.",
    "",
    "- **yes**: in every standing walked. **–**: never; the answer is 403.",
    "- **on the case**: assigned or covering today. **supervises**: the supervisor of who is assigned. **sampled**: an auditor's open sample.",
    "- **A**: an adult with authority for treatment and records, who made the request and came to the session. **B**: an adult who lives",
    "  elsewhere, without authority for records. Elsewhere the answer is 404, as for another agency's people on every route that names something.",
    "- This page says which doors open. What is behind them is decided row by row, by disclosure class (`src/features/disclosure/rules.ts`).",
    "",
  ];
  for (const feature of new Set(routes.map((one) => one.name.split(".")[0]!))) {
    lines.push(`## ${feature}`, "", `| route | ${roles.map((role) => titles[role]).join(" | ")} |`, `|---|${roles.map(() => "---").join("|")}|`);
    for (const route of routes.filter((one) => one.name.split(".")[0] === feature)) {
      const cells = open.has(route.name) ? roles.map(() => "anyone") : roles.map((role) => cell(found.get(route.name)?.get(role), walked.get(role)!));
      lines.push(`| \`${route.method} /api${route.path}\` | ${cells.join(" | ")} |`);
    }
    lines.push("");
  }
  return lines.join("\n");
}
