import { useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { roleNames } from "#features/account/screens.words.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Credential } from "#features/workforce/contract.ts";
import { Button } from "#ui/Button.tsx";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { credentialNames, words } from "../screens.words.ts";
import { CredentialForm } from "./CredentialForm.tsx";
import { KindCell } from "./CredentialState.tsx";
import { Employment } from "./Employment.tsx";
import { PersonRecord } from "./PersonRecord.tsx";
import "./workforce.css";

export type StaffMember = { staffId: string; name: string; email: string; lastDay: CivilDate | null; roles: StaffRole[]; credentials: Credential[] };

const kinds = ["licence", "degree", "cpp_training", "background_check"] as const;

/** Everybody who works here with what they hold, each state in words; a person's whole record opens below. */
export function Staff({ staff, today, may }: { staff: readonly StaffMember[]; today: CivilDate; may: "read" | "write" }) {
  const { say, language } = useLanguage();
  // An address that names a credential opens the record of whose it is, and the focus goes there.
  const { credential } = useSearch({ strict: false }) as { credential?: unknown };
  const [openId, setOpenId] = useState<string | null>(() => staff.find((one) => one.credentials.some((each) => each.credentialId === credential))?.staffId ?? null);
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
  return (
    <>
      <DataTable caption={say(words.staff)} rows={staff.filter(isAsked)} rowKey={(one) => one.staffId} current={openId} phone="cards" columns={columns} />
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
      {may === "write" ? <CredentialForm act="add" staff={staff} /> : null}
    </>
  );
}
