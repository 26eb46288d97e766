import { useAnswer } from "#ui/client.ts";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Loading } from "#ui/States.tsx";
import type { Content, Version } from "../contract.ts";
import { asDraft, compareVersions } from "../rules.ts";
import { words } from "../screens.words.ts";
import type { Called } from "./board.ts";

/** How a version differs from the one before it, thought by thought. For the clinician's view only. */
export function WhatChanged({ caseId, before, content, called }: { caseId: string; before: Version; content: Content; called: Called }) {
  const { say, language } = useLanguage();
  const found = useAnswer(["formulation.get", caseId, "clinician", before.formulationId], (api) => api.formulation.get({ caseId, formulationId: before.formulationId }));
  if (found.data === undefined) return <Loading rows={2} />;
  const { nodes, linksAdded, linksGone } = compareVersions(asDraft(found.data), content);
  if (nodes.length + linksAdded + linksGone === 0) return <p className="soft">{say(words.noChange)}</p>;
  return (
    <ul className="canvas-changes">
      {nodes.map((one) => (
        <li key={`${one.what} ${one.title} ${one.tag.class}`}>
          {one.title || "…"} <strong>{say(words.change[one.what])}</strong> {one.tag.class === "caregiver" ? <ClassMark kind="caregiver" owner={called(one.tag.ownerPersonId)} /> : null}
        </li>
      ))}
      {linksAdded === 0 ? null : <li>{words.linksAdded[language](linksAdded)}</li>}
      {linksGone === 0 ? null : <li>{words.linksGone[language](linksGone)}</li>}
    </ul>
  );
}
