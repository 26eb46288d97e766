import { useState } from "react";
import type { CaseDocumentKind } from "#features/documents/contract.ts";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { AddCaseDocument } from "./CaseDocumentForm.tsx";
import { CaseDocumentRow } from "./CaseDocumentRow.tsx";
import { byStanding } from "./naming.ts";
import "./documents.css";

const kindOf: Record<string, CaseDocumentKind> = { court: "court_order", agency: "court_order", guardian: "guardianship", foster: "court_order", parent: "birth_certificate", kin: "custody_paper" };

/** The papers of one authority, of those that one may see, and the verb that adds one: its most closed class is the holder's own. */
export function AuthorityDocuments({ caseId, authority, may }: { caseId: string; authority: { authorityId: string; kind: string; document: string; holderId: string | null }; may: "read" | "write" }) {
  const { say, language } = useLanguage();
  const [done, setDone] = useState("");
  const found = useAnswer(["documents.list", caseId, authority.authorityId], (api) => api.documents.list({ caseId, authorityId: authority.authorityId }));
  if (found.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const { standing } = byStanding(found.data?.documents ?? []);
  return (
    <div className="beside-documents">
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      {standing.length === 0 ? null : (
        <ul className="documents" aria-label={say(words.beside)}>
          {standing.map((one) => (
            <CaseDocumentRow key={one.documentId} caseId={caseId} one={one} onDone={setDone} />
          ))}
        </ul>
      )}
      {may === "write" ? <AddCaseDocument caseId={caseId} about={authority.document} begins={{ kind: kindOf[authority.kind] ?? "", title: authority.document.slice(0, 200), ownerPersonId: authority.holderId, authorityId: authority.authorityId }} onDone={setDone} /> : null}
    </div>
  );
}
