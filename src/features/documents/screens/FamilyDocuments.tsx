import { ErrorState } from "#ui/States.tsx";
import { Button } from "#ui/Button.tsx";
import { useLanguage } from "#ui/language.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { caseKindNames, words } from "../screens.words.ts";
import { DocumentRow } from "./DocumentRow.tsx";
import { byStanding } from "./naming.ts";
import "./documents.css";

/** What an adult may read of the papers of their family, to download; nothing where there is none. */
export function FamilyDocuments({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const list = usePages(["documents.list", caseId], (api, after) => api.documents.list({ caseId, ...(after === null ? {} : { after }) }));
  const { standing } = byStanding(list.pages.flatMap((page) => page.documents));
  if (list.state === "failed") return <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} />;
  if (standing.length === 0) return null;
  return (
    <section className="part" aria-labelledby="family-documents">
      <h2 id="family-documents">{say(words.title)}</h2>
      <ul className="documents">
        {standing.map((one) => (
          <DocumentRow key={one.documentId} one={one} kindName={say(caseKindNames[one.kind])} address={`/api/cases/${caseId}/documents/${one.documentId}/content`} />
        ))}
      </ul>
      {list.more === null ? null : (
        <p>
          <Button state={list.more.state} onClick={list.more.fetch}>
            {say(words.more)}
          </Button>
        </p>
      )}
    </section>
  );
}
