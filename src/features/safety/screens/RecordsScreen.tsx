import { useSearch } from "@tanstack/react-router";
import { CustodyPart } from "#features/custody/screens/CustodyPart.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { words } from "../reports.screens.words.ts";
import { IncidentsPart } from "./IncidentsPart.tsx";
import { ReportsPart } from "./ReportsPart.tsx";
import "./safety.css";

/** What stands in the compartment of reports and is open to the reader, of all families: also of those that one has left. */
export default function RecordsScreen() {
  const { say } = useLanguage();
  const me = useMe();
  const { record } = useSearch({ strict: false }) as { record?: unknown };
  const opened = typeof record === "string" ? record : null;
  usePageTitle(words.log);
  return (
    <div className="page">
      <PageHeader title={say(words.log)} />
      <p className="soft">{say(hasRole(me, "privacy_officer") ? words.logPrivacy : words.logWhy)}</p>
      <ReportsPart key={opened} opened={opened} />
      <IncidentsPart />
      {hasRole(me, "privacy_officer") ? <CustodyPart /> : null}
    </div>
  );
}
