import { IconFilePlus } from "@tabler/icons-react";
import { useState } from "react";
import type { StaffDocument, StaffDocumentKind } from "#features/documents/contract.ts";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { staffKindNames, words } from "../screens.words.ts";
import { DocumentFields } from "./DocumentFields.tsx";
import { DocumentRow } from "./DocumentRow.tsx";
import { byStanding } from "./naming.ts";
import "./documents.css";

type Begins = { kind: StaffDocumentKind | ""; title: string; credentialId: string | null };

/** The documents of somebody's record, asked once for all of their credentials. */
export const useStaffDocuments = (staffId: string) => useAnswer(["documents.listOfStaff", staffId], (api) => api.documents.listOfStaff({ staffId }));

/** The documents beside one credential, or those beside none where `credentialId` is null; with the verb that adds one. */
export function StaffDocuments({ staffId, credentialId, begins, about, may }: { staffId: string; credentialId: string | null; begins: { kind: StaffDocumentKind | ""; title: string }; about: string; may: "read" | "write" }) {
  const { say, language } = useLanguage();
  const [done, setDone] = useState("");
  const found = useStaffDocuments(staffId);
  // Of the lists of one person the first says what failed, and the others stay quiet.
  if (found.isError) return credentialId === null ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null;
  const { standing, former } = byStanding((found.data?.documents ?? []).filter((one) => one.credentialId === credentialId));
  const add: Begins = { ...begins, credentialId };
  return (
    <div className="beside-documents">
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      <Rows staffId={staffId} standing={standing} former={former} may={may} onDone={setDone} />
      {may === "write" ? (
        <FormPanel verb={say(words.attach)} about={about} glyph={IconFilePlus}>
          {(close) => <StaffDocumentFields staffId={staffId} begins={add} replaces={null} onDone={setDone} close={close} />}
        </FormPanel>
      ) : null}
    </div>
  );
}

function Rows({ staffId, standing, former, may, onDone }: { staffId: string; standing: StaffDocument[]; former: StaffDocument[]; may: "read" | "write"; onDone: (sentence: string) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const rowOf = (one: StaffDocument) => (
    <DocumentRow
      key={one.documentId}
      one={one}
      kindName={say(staffKindNames[one.kind])}
      address={`/api/staff/${staffId}/documents/${one.documentId}/content`}
      {...(may === "write"
        ? {
            replace: (close: () => void) => <StaffDocumentFields staffId={staffId} begins={{ kind: one.kind, title: one.title, credentialId: one.credentialId }} replaces={one.documentId} onDone={onDone} close={close} />,
            onTakeOut: async (reason: string) => {
              await api.documents.removeOfStaff({ staffId, documentId: one.documentId, reason });
              await refresh(["documents.listOfStaff", staffId]);
            },
          }
        : {})}
    />
  );
  return (
    <>
      {standing.length === 0 ? null : (
        <ul className="documents" aria-label={say(words.beside)}>
          {standing.map(rowOf)}
        </ul>
      )}
      {former.length === 0 ? null : (
        <details className="fold">
          <summary>{say(words.former)}</summary>
          <ul className="documents">{former.map(rowOf)}</ul>
        </details>
      )}
    </>
  );
}

function StaffDocumentFields({ staffId, begins, replaces, onDone, close }: { staffId: string; begins: Begins; replaces: string | null; onDone: (sentence: string) => void; close: () => void }) {
  const { language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  return (
    <DocumentFields
      name={`staff-document-${replaces ?? begins.credentialId ?? staffId}`}
      kinds={staffKindNames}
      begins={{ kind: begins.kind, title: begins.title, datedOn: "", language }}
      replaces={replaces}
      onDone={onDone}
      close={close}
      onSend={async (said) => {
        const added = await api.documents.addOfStaff({ staffId, ...said, credentialId: begins.credentialId });
        await refresh(["documents.listOfStaff", staffId]);
        return added;
      }}
    />
  );
}

/** The documents of one's own record, to download. */
export function MyDocuments() {
  const { say, language } = useLanguage();
  const found = useAnswer(["documents.mine"], (api) => api.documents.mine());
  const documents = found.data?.documents.filter((one) => one.supersededBy === null) ?? [];
  return (
    <section className="part" aria-labelledby="my-documents">
      <h2 id="my-documents">{say(words.ofRecord)}</h2>
      {found.isPending ? <Loading rows={2} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.isSuccess && documents.length === 0 ? <EmptyState sentence={say(words.none)} /> : null}
      {documents.length === 0 ? null : (
        <ul className="documents">
          {documents.map((one) => (
            <DocumentRow key={one.documentId} one={one} kindName={say(staffKindNames[one.kind])} address={`/api/documents/mine/${one.documentId}/content`} />
          ))}
        </ul>
      )}
    </section>
  );
}
