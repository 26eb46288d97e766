import { useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { roleNames } from "#features/account/screens.words.ts";
import { type Ending, staffAsked, type Team } from "#features/workforce/contract.ts";
import { askStaff } from "#features/workforce/list.rules.ts";
import { holdsOn } from "#features/workforce/standing.rules.ts";
import { Button } from "#ui/Button.tsx";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { type Filter, ListTools } from "#ui/listing/ListTools.tsx";
import { useAsked } from "#ui/listing/useAsked.ts";
import { EmptyState } from "#ui/States.tsx";
import { credentialNames, sortNames, words } from "../screens.words.ts";
import { CredentialForm } from "./CredentialForm.tsx";
import { KindCell } from "./CredentialState.tsx";
import { Employment } from "./Employment.tsx";
import { PersonRecord } from "./PersonRecord.tsx";
import "./workforce.css";
import type { StaffMember } from "./member.ts";

const PATH = "/app/programme";
const listedRoles = ["clinician", "trainee", "supervisor"] as const;
const sorts = [{ sort: "name", order: "up" }, { sort: "name", order: "down" }, { sort: "ends", order: "up" }, { sort: "ends", order: "down" }] as const;
const kinds = ["licence", "degree", "cpp_training", "background_check"] as const;

/** Everybody who works here with what they hold, each state in words; a person's whole record opens below. */
export function Staff({ staff: everybody, teams, endings, today, may }: { staff: readonly StaffMember[]; teams: readonly Team[]; endings: readonly Ending[]; today: CivilDate; may: "read" | "write" }) {
  const { say, language } = useLanguage();
  // An address that names a credential opens the record of whose it is, and the focus goes there.
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const { credential } = search;
  const list = useAsked(staffAsked, PATH, search);
  const staff = askStaff(everybody, list.asked, { teams, endings, today });
  const [openId, setOpenId] = useState<string | null>(() => everybody.find((one) => one.credentials.some((each) => each.credentialId === credential))?.staffId ?? null);
  const heading = useRef<HTMLHeadingElement>(null);
  const open = staff.find((one) => one.staffId === openId) ?? null;
  const isNamed = open !== null && open.credentials.some((each) => each.credentialId === credential);
  useEffect(() => (isNamed ? undefined : heading.current?.focus()), [openId, isNamed]);
  // Only who treats or supervises is asked for credentials; the others are named below.
  const isAsked = (one: StaffMember) => one.credentials.length > 0 || one.roles.some((role) => role === "clinician" || role === "trainee" || role === "supervisor");
  const others = staff.filter((one) => !isAsked(one));
  const columns: Column<StaffMember>[] = [
    {
      key: "name",
      label: say(words.name),
      cell: (one) => (
        <span className="person-cell">
          <Button look="quiet" aria-label={words.openRecord[language](one.name)} aria-expanded={one.staffId === openId} onClick={() => setOpenId(one.staffId === openId ? null : one.staffId)}>
            {one.name}
          </Button>
          <span className="under soft">{one.roles.map((role) => say(roleNames[role])).join(", ")}</span>
        </span>
      ),
    },
    ...kinds.map((kind) => ({ key: kind, label: say(credentialNames[kind]), cell: (one: StaffMember) => <KindCell credentials={one.credentials} kind={kind} today={today} /> })),
  ];
  const filters: Filter[] = [
    { key: "role", label: say(words.roleHere), options: listedRoles.map((value) => ({ value, label: say(roleNames[value]) })) },
    { key: "team", label: say(words.ofTeam), options: teams.filter((one) => holdsOn(one, today)).map((one) => ({ value: one.teamId, label: one.name })) },
    { key: "ends", label: say(words.endings), options: [{ value: "soon", label: say(words.endsWithin) }] },
  ];
  return (
    <>
      <ListTools list="staff" path={PATH} {...list} plainHref={PATH} sameHref={list.href({})} sorts={sorts.map((one) => ({ ...one, label: say(sortNames[one.sort][one.order]) }))} filters={filters} count={staff.length} says={words.countPeople[language]} fileHref={null} />
      {staff.length === 0 ? <EmptyState sentence={say(words.nobodyMatches)}><Link href={PATH}>{say(words.showEverybody)}</Link></EmptyState> : null}
      {staff.some(isAsked) ? <DataTable caption={say(words.staff)} rows={staff.filter(isAsked)} rowKey={(one) => one.staffId} current={openId} phone="cards" columns={columns} /> : null}
      {open === null ? null : <PersonRecord key={open.staffId} heading={heading} person={open} today={today} may={may} />}
      {others.length === 0 ? null : (
        <>
          <h3>{say(words.others)}</h3>
          <ul className="team-people">
            {others.map((one) => (
              <li key={one.staffId}>
                {one.name} <span className="soft">{one.roles.map((role) => say(roleNames[role])).join(", ")}</span>
                {may === "write" ? <Employment person={one} today={today} /> : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {may === "write" ? <CredentialForm act="add" staff={everybody} /> : null}
    </>
  );
}
