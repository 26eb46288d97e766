import type { CaseDocument } from "#features/documents/contract.ts";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { hasRole, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { caseKindNames } from "../screens.words.ts";
import { CaseDocumentFields } from "./CaseDocumentForm.tsx";
import { DocumentRow } from "./DocumentRow.tsx";
import "./documents.css";

/** One document of a case with its class on view. */
export function CaseDocumentRow({ caseId, one, onDone }: { caseId: string; one: CaseDocument; onDone: (sentence: string) => void }) {
  const { say } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const { disclosure } = one;
  const owner = disclosure.class === "psychotherapy_note" ? (disclosure.ownerStaffId === me.staffId ? null : one.addedByName) : one.ownerName;
  const may = hasRole(me, "clinician", "trainee", "supervisor", "administrator", "front_desk") ? "write" : "read";
  return (
    <DocumentRow
      one={one}
      kindName={say(caseKindNames[one.kind])}
      address={`/api/cases/${caseId}/documents/${one.documentId}/content`}
      mark={<ClassMark kind={disclosure.class} owner={owner} part2={disclosure.part2 ? "yes" : "no"} />}
      {...(may === "write"
        ? {
            replace: (close: () => void) => <CaseDocumentFields caseId={caseId} begins={{ kind: one.kind, title: one.title, ownerPersonId: disclosure.ownerPersonId, authorityId: one.authorityId }} replaces={one} onDone={onDone} close={close} />,
            onTakeOut: async (reason: string) => {
              await api.documents.remove({ caseId, documentId: one.documentId, reason });
              await refresh(["documents.list", caseId]);
            },
          }
        : {})}
    />
  );
}
