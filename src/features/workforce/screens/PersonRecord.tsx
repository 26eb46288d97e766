import type { Ref } from "react";
import { type CivilDate, dateInZone } from "#kernel/dates.ts";
import { StaffDocuments } from "#features/documents/screens/StaffDocuments.tsx";
import type { StaffDocumentKind } from "#features/documents/contract.ts";
import type { Credential } from "#features/workforce/contract.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { credentialNames, words } from "../screens.words.ts";
import { CredentialForm } from "./CredentialForm.tsx";
import { SpanState, useCredentialName } from "./CredentialState.tsx";
import { Employment, EmploymentEnds } from "./Employment.tsx";
import type { StaffMember } from "./member.ts";

/** What the document of a credential is. */
const documentKinds: Record<Credential["kind"], StaffDocumentKind> = { licence: "licence", degree: "degree", cpp_training: "training", certification: "certificate", practice: "other", background_check: "background_check" };

/** Everything recorded of one person: each credential with its document and its verbs, and what stood before. */
export function PersonRecord({ person, today, may, heading }: { person: StaffMember; today: CivilDate; may: "read" | "write"; heading: Ref<HTMLHeadingElement> }) {
  const { say, language } = useLanguage();
  const nameOf = useCredentialName();
  return (
    <section className="card person-record" aria-labelledby="person-record">
      <h3 id="person-record" ref={heading} tabIndex={-1}>
        {words.recordOf[language](person.name)}
      </h3>
      <p className="soft">{person.email}</p>
      {person.credentials.length === 0 ? <EmptyState sentence={say(words.noCredentials)} /> : null}
      <ul className="credentials">
        {person.credentials.map((one) => (
          <li key={one.credentialId} id={`credential-${one.credentialId}`} tabIndex={-1}>
            <span>
              <strong>{say(credentialNames[one.kind])}</strong> {nameOf(one)}
              <span className="under soft">{[one.issuer, one.number, one.documentName, one.documentPlace].filter((part) => part !== "").join(" · ")}</span>
              {one.counts ? null : <span className="under">{say(words.notCounted)}</span>}
            </span>
            <SpanState span={one} today={today} />
            {may === "write" ? (
              <span className="buttons">
                {one.validTo === null ? null : <CredentialForm act="renew" staffId={person.staffId} credential={one} about={`${say(credentialNames[one.kind])} ${nameOf(one)}`} />}
                <CredentialForm act="correct" staffId={person.staffId} credential={one} about={`${say(credentialNames[one.kind])} ${nameOf(one)}`} />
              </span>
            ) : null}
            <StaffDocuments staffId={person.staffId} credentialId={one.credentialId} may={may} begins={{ kind: documentKinds[one.kind], title: one.documentName === "" ? `${say(credentialNames[one.kind])} ${nameOf(one)}`.trim() : one.documentName }} about={`${say(credentialNames[one.kind])} ${nameOf(one)}`.trim()} />
          </li>
        ))}
      </ul>
      <h4>{say(words.otherDocuments)}</h4>
      <StaffDocuments staffId={person.staffId} credentialId={null} may={may} begins={{ kind: "", title: "" }} about={person.name} />
      <Former staffId={person.staffId} />
      {may === "write" ? <Employment person={person} today={today} /> : null}
    </section>
  );
}

/** The rows that were replaced, with who replaced them, when and why. */
function Former({ staffId }: { staffId: string }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const nameOf = useCredentialName();
  const history = useAnswer(["workforce.history", staffId], (api) => api.workforce.history({ staffId }));
  if (history.isPending) return <Loading rows={1} />;
  if (history.isError) return <ErrorState sentence={sentenceFor(history.error, language)} verb={{ run: () => void history.refetch() }} />;
  const former = history.data.credentials.filter((one) => one.endedAt !== null);
  const reasonOf = (credentialId: string) => history.data.credentials.find((one) => one.supersedes === credentialId)?.reason ?? "";
  return (
    <>
      <h4>{say(words.former)}</h4>
      {former.length === 0 ? (
        <p className="soft">{say(words.noFormer)}</p>
      ) : (
        <ul className="former">
          {former.map((one) => (
            <li key={one.credentialId}>
              {say(credentialNames[one.kind])} {nameOf(one)}
              {one.number === "" ? "" : ` · ${one.number}`}
              {one.validTo === null ? "" : `, ${words.endsOn[language](day(one.validTo, "full"))}`}
              <span className="under soft">{`${words.formerLine[language](day(dateInZone(one.endedAt!, me.agency.timeZone), "full"), one.endedBy ?? say(words.someone))}${reasonOf(one.credentialId) === "" ? "" : `: ${reasonOf(one.credentialId)}`}`}</span>
            </li>
          ))}
        </ul>
      )}
      <EmploymentEnds ends={history.data.ends} />
    </>
  );
}
