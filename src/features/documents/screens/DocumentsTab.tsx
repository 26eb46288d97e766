import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { AddCaseDocument } from "./CaseDocumentForm.tsx";
import { CaseDocumentRow } from "./CaseDocumentRow.tsx";
import { byStanding } from "./naming.ts";
import "./documents.css";

/** The documents of a case that one may see, the newest first, a page at a time; those that were replaced stand below. */
export default function DocumentsTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const [done, setDone] = useState("");
  const list = usePages(["documents.list", caseId], (api, after) => api.documents.list({ caseId, ...(after === null ? {} : { after }) }));
  const { standing, former } = byStanding(list.pages.flatMap((page) => page.documents));
  const rowOf = (one: (typeof standing)[number]) => <CaseDocumentRow key={one.documentId} caseId={caseId} one={one} onDone={setDone} />;
  return (
    <section className="part" aria-labelledby="documents">
      <h2 id="documents">{say(words.title)}</h2>
      <p className="soft">{say(words.intro)}</p>
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      {hasRole(me, "clinician", "trainee", "supervisor", "administrator", "front_desk") ? <AddCaseDocument caseId={caseId} onDone={setDone} /> : null}
      {list.state === "loading" ? <Loading rows={4} /> : null}
      {list.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && standing.length + former.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      {standing.length === 0 ? null : <ul className="documents">{standing.map(rowOf)}</ul>}
      {former.length === 0 ? null : (
        <details className="fold">
          <summary>{say(words.former)}</summary>
          <ul className="documents">{former.map(rowOf)}</ul>
        </details>
      )}
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
