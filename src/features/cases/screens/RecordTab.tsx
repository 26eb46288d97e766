import { useSearch } from "@tanstack/react-router";
import type { DisclosureClass } from "#ui/ClassEdge.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
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
  const { class: asked } = useSearch({ strict: false }) as { class?: unknown };
  const [ofClass, setOfClass] = useState(typeof asked === "string" && asked in classNames ? asked : "");
  const found = useCase(caseId);
  if (found.data === undefined) return null;
  return (
    <>
      {hasRole(me, "clinician", "trainee", "supervisor") ? <WriteBlock found={found.data} /> : null}
      <div className="filters">
        <SelectField label={say(words.which)} empty={say(words.all)} value={ofClass} onChange={setOfClass} options={Object.entries(classNames).map(([value, label]) => ({ value, label: say(label) }))} />
      </div>
      <RecordList caseId={caseId} people={found.data.people} ofClass={ofClass === "" ? null : (ofClass as DisclosureClass)} empty={say(words.empty)} />
    </>
  );
}
