import { useSearch } from "@tanstack/react-router";
import type { Words } from "#kernel/language.ts";
import type { Role } from "#features/disclosure/contract.ts";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { words } from "../screens.words.ts";
import { BreachesPart } from "./BreachesPart.tsx";
import { GlassPart } from "./GlassPart.tsx";
import { FamilyPart, OwnFilePart } from "./LookedPart.tsx";
import { RequestsPart } from "./RequestsPart.tsx";
import { RetentionPart } from "./RetentionPart.tsx";
import { RulesPart } from "./RulesPart.tsx";
import { TrailPart } from "./TrailPart.tsx";
import "./privacy.css";

const desk = ["clinician", "trainee", "supervisor", "administrator", "front_desk", "privacy_officer"] as const satisfies readonly Role[];
const parts: readonly { part: string; label: Words; roles: readonly Role[] | "staff" }[] = [
  { part: "glass", label: words.glass, roles: ["privacy_officer", "administrator"] },
  { part: "trail", label: words.trail, roles: ["privacy_officer"] },
  { part: "requests", label: words.requests, roles: desk },
  { part: "breaches", label: words.breaches, roles: ["privacy_officer"] },
  { part: "retention", label: words.retention, roles: ["privacy_officer", "administrator"] },
  { part: "rules", label: words.rules, roles: ["privacy_officer", "administrator"] },
  { part: "own", label: words.own, roles: "staff" },
];

/** The privacy desk: of its parts those that one's roles open; for an adult of a family, who looked. */
export default function PrivacyScreen() {
  const { say } = useLanguage();
  const me = useMe();
  const asked = useSearch({ strict: false }) as { part?: unknown; glass?: unknown };
  const isCaregiver = hasRole(me, "caregiver");
  usePageTitle(isCaregiver ? words.looked : words.title);
  if (isCaregiver) {
    return (
      <div className="page">
        <PageHeader title={say(words.looked)} />
        <FamilyPart />
      </div>
    );
  }
  const own = parts.filter(({ roles }) => roles === "staff" || hasRole(me, ...roles));
  const current = own.find((one) => one.part === asked.part) ?? own[0]!;
  return (
    <div className="page desk">
      <PageHeader title={say(words.title)} />
      {own.length > 1 ? <Tabs label={say(words.parts)} level="inner" current={`/app/privacy?part=${current.part}`} tabs={own.map((one) => ({ href: `/app/privacy?part=${one.part}`, label: say(one.label) }))} /> : null}
      {current.part === "glass" ? <GlassPart opened={typeof asked.glass === "string" ? asked.glass : null} /> : null}
      {current.part === "trail" ? <TrailPart /> : null}
      {current.part === "requests" ? <RequestsPart /> : null}
      {current.part === "breaches" ? <BreachesPart /> : null}
      {current.part === "retention" ? <RetentionPart /> : null}
      {current.part === "rules" ? <RulesPart /> : null}
      {current.part === "own" ? <OwnFilePart /> : null}
    </div>
  );
}
