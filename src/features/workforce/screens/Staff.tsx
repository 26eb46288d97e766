import { IconClock, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { addDays, type CivilDate, dateInZone } from "#kernel/dates.ts";
import { roleNames } from "#features/account/screens.words.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Credential } from "#features/workforce/contract.ts";
import { useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { credentialNames, degreeNames, words } from "../screens.words.ts";
import { CredentialForm } from "./CredentialForm.tsx";
import { standOf } from "./spans.ts";
import "./workforce.css";

export type StaffMember = { staffId: string; name: string; email: string; roles: StaffRole[]; credentials: Credential[] };
const SOON_DAYS = 60;

/** Everybody who works here, with roles and credentials; what ends soon or has ended says so in words. */
export function Staff({ staff, may }: { staff: readonly StaffMember[]; may: "read" | "write" }) {
  const { say } = useLanguage();
  const me = useMe();
  const today = dateInZone(new Date().toISOString(), me.agency.timeZone);
  return (
    <>
      <ul className="staff" aria-label={say(words.staff)}>
        {staff.map((one) => (
          <li key={one.staffId}>
            <span>
              <strong>{one.name}</strong>
              <span className="under soft">{one.email}</span>
            </span>
            <span>{one.roles.map((role) => say(roleNames[role])).join(", ")}</span>
            <CredentialList credentials={one.credentials} today={today} />
          </li>
        ))}
      </ul>
      {may === "write" ? <CredentialForm staff={staff} /> : null}
    </>
  );
}

function CredentialList({ credentials, today }: { credentials: readonly Credential[]; today: CivilDate }) {
  const { say } = useLanguage();
  if (credentials.length === 0) return <span className="soft">{say(words.noCredentials)}</span>;
  return (
    <ul className="credentials">
      {credentials.map((one) => (
        <CredentialLine key={one.credentialId} credential={one} today={today} />
      ))}
    </ul>
  );
}

function CredentialLine({ credential, today }: { credential: Credential; today: CivilDate }) {
  const { say, day, language } = useLanguage();
  const stand = standOf(credential, today, addDays(today, SOON_DAYS));
  const name = credential.kind === "degree" && credential.name in degreeNames ? say(degreeNames[credential.name as keyof typeof degreeNames]) : credential.name;
  const parts = [name || null, credential.field || null, credential.isIndependent === null ? null : say(credential.isIndependent ? words.independent : words.supervised), credential.issuer || null].filter((one) => one !== null);
  const dates = credential.validTo === null ? (credential.kind === "degree" ? day(credential.validFrom, "full") : words.since[language](day(credential.validFrom, "full"))) : stand === "ended" ? words.ended[language](day(credential.validTo, "full")) : words.endsOn[language](day(credential.validTo, "full"));
  return (
    <li>
      <span className="soft">{say(credentialNames[credential.kind])}</span>
      <span>{parts.join(", ")}</span>
      <span className={stand === "ended" ? "mark mark--not_met" : stand === "ends_soon" ? "mark mark--draft" : "soft"}>
        {stand === "ended" ? <Icon glyph={IconCircleX} size={14} /> : stand === "ends_soon" ? <Icon glyph={IconClock} size={14} /> : <Icon glyph={IconCircleCheck} size={14} />} {dates}
      </span>
    </li>
  );
}
