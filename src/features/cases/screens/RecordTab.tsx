import { useSearch } from "@tanstack/react-router";
import type { DisclosureClass } from "#ui/ClassEdge.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { useAsAdult } from "#ui/shownTo.ts";
import { useState } from "react";
import { classNames, words } from "../record.words.ts";
import { RecordList } from "./RecordList.tsx";
import { useCase } from "./useCase.ts";
import { WriteBlock } from "./WriteBlock.tsx";
import "./cases.css";

/** The record of a case by class, and writing outside a session. */
export default function RecordTab({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  const me = useMe();
  const { class: asked, from } = useSearch({ strict: false }) as { class?: unknown; from?: unknown };
  const asAdultId = useAsAdult(caseId);
  const [ofClass, setOfClass] = useState(typeof asked === "string" && asked in classNames ? asked : "");
  const found = useCase(caseId);
  const fromBlockId = typeof from === "string" && asAdultId === null ? from : null;
  return (
    <>
      {hasRole(me, "clinician", "trainee", "supervisor") && asAdultId === null && found.data !== undefined ? <WriteBlock found={found.data} /> : null}
      {fromBlockId === null ? null : (
        <p>
          <Link href={`/app/families/${caseId}/record`}>{say(words.fromNewest)}</Link>
        </p>
      )}
      <div className="filters">
        <SelectField label={say(words.which)} empty={say(words.all)} value={ofClass} onChange={setOfClass} options={Object.entries(classNames).filter(([value]) => asAdultId === null || ["child_chart", "relationship", "caregiver"].includes(value)).map(([value, label]) => ({ value, label: say(label) }))} />
      </div>
      <RecordList caseId={caseId} people={found.data?.people ?? []} fromBlockId={fromBlockId} asAdultId={asAdultId} ofClass={ofClass === "" ? null : (ofClass as DisclosureClass)} empty={say(words.empty)} />
    </>
  );
}
