import { IconCircleCheck, IconCircleDashed, IconCircleX } from "@tabler/icons-react";
import { useState } from "react";
import { type CivilDate, dateInZone } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { type Consent, type ConsentKind, consentKinds, type Signer } from "../contract.ts";
import { consentInForce } from "../rules.ts";
import { kindNames, words } from "../screens.words.ts";
import { words as gateWords } from "../words.ts";
import { ConsentHistory } from "./ConsentHistory.tsx";
import { SignConsent } from "./SignConsent.tsx";
import "./consents.css";

export type SignerOfKind = Signer & { kind: ConsentKind };

/** The consents of a case: whether treatment may begin, who may sign what, the signing itself, and what was signed. */
export default function ConsentsPanel({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const today = dateInZone(new Date().toISOString(), me.agency.timeZone);
  const answer = useAnswer(["consents.list", caseId], (api) => api.consents.list({ caseId }));
  const [done, setDone] = useState("");
  if (answer.isPending) return <Loading rows={4} />;
  if (answer.isError) {
    if (answer.error.code === "not_allowed" || answer.error.code === "not_found") return <EmptyState sentence={say(words.notYours)} />;
    return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} />;
  }
  const { consents, signers, treatmentHolds, treatmentHoldsUntil } = answer.data;
  const mayTake = hasRole(me, "clinician", "trainee", "supervisor", "administrator", "front_desk");
  const peopleTab = `/app/families/${caseId}/people`;
  return (
    <div className="consents">
      <GateLine consents={consents} holds={treatmentHolds ? "yes" : "no"} until={treatmentHoldsUntil} />
      <p className="hidden-words" role="status">
        {done}
      </p>
      <ul className="consent-kinds" aria-label={say(words.title)}>
        {consentKinds.map((kind) => (
          <KindRow key={kind} kind={kind} consents={consents} signers={signers.filter((one) => one.kind === kind)} today={today} peopleTab={peopleTab} />
        ))}
      </ul>
      {mayTake ? signers.length === 0 ? null : <SignConsent caseId={caseId} signers={signers} today={today} /> : <p className="soft">{say(words.readOnly)}</p>}
      <ConsentHistory caseId={caseId} consents={consents} today={today} may={mayTake ? "write" : "read"} onDone={setDone} />
    </div>
  );
}

/** Gate G2 in words: treatment may begin, or what is missing and whose no stands in the way. */
function GateLine({ consents, holds, until }: { consents: readonly Consent[]; holds: "yes" | "no"; until: CivilDate | null }) {
  const { say, day, language } = useLanguage();
  if (holds === "yes")
    return (
      <p className="consent-gate consent-gate--yes">
        <Icon glyph={IconCircleCheck} size={20} />
        <span>{until === null ? say(words.holds) : words.holdsUntil[language](day(until, "full"))}</span>
      </p>
    );
  const refusal = standingNo("treatment", consents);
  return (
    <div>
      <p className="consent-gate consent-gate--no">
        <Icon glyph={IconCircleX} size={20} />
        <span>{say(words.missing)}</span>
      </p>
      <p className="soft">
        {refusal === null ? null : <>{words.refused[language](refusal.signedName, day(refusal.signedAt.slice(0, 10), "full"))} </>}
        {say(words.missingWhy)} {refusal === null ? gateFix(language) : null}
      </p>
    </div>
  );
}

const gateFix = (language: Language): string => gateWords.gateFix[language];

/** The no that stands for a kind: the newest answer of one of its signers. */
export function standingNo(kind: ConsentKind, consents: readonly Consent[]): Consent | null {
  const latest = new Map<string, Consent>();
  for (const one of [...consents].sort((a, b) => a.signedAt.localeCompare(b.signedAt))) if (one.kind === kind) latest.set(one.signerId ?? one.signerOrganization ?? one.signedName, one);
  return [...latest.values()].find((one) => one.answer === "no") ?? null;
}

function KindRow({ kind, consents, signers, today, peopleTab }: { kind: ConsentKind; consents: readonly Consent[]; signers: readonly SignerOfKind[]; today: CivilDate; peopleTab: string }) {
  const { say, day, language } = useLanguage();
  const held = consentInForce(kind, consents, today);
  const state = held !== null ? "yes" : standingNo(kind, consents) !== null ? "no" : "none";
  const sentence =
    held !== null
      ? held.validTo === null
        ? say(words.inForce)
        : words.inForceUntil[language](day(held.validTo, "full"))
      : state === "no"
        ? say(words.saidNo)
        : say(consents.some((one) => one.kind === kind) ? words.ended : words.notAsked);
  return (
    <li className="consent-kind">
      <strong>{say(kindNames[kind])}</strong>
      <span className={`consent-state consent-state--${state}`}>
        <Icon glyph={state === "yes" ? IconCircleCheck : state === "no" ? IconCircleX : IconCircleDashed} />
        <span>{sentence}</span>
      </span>
      <span>
        {signers.length === 0 ? (
          <>
            {say(words.nobody)} <Link href={peopleTab}>{say(words.recordAuthority)}</Link>
          </>
        ) : (
          <>
            <span className="soft">{say(words.mayToday)}: </span>
            {[...new Set(signers.map((one) => one.name))].join(", ")}
          </>
        )}
      </span>
    </li>
  );
}
