import { type ComponentType, Suspense, useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { dollarsOf } from "#features/payers/rules.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { claimWords as words } from "../claim.words.ts";
import type { ClaimView } from "../contract.ts";
import { accountNames, kindNames, stateNames, words as common } from "../screens.words.ts";
import { ClaimVerbs } from "./ClaimVerbs.tsx";
import { FilingClock } from "./FilingClock.tsx";
import { StateName } from "./StateName.tsx";
import { CorrectionPart, FindingsPart } from "./HoldingParts.tsx";
import "./claims.css";

/** One claim: what holds it, its sessions, every step, and what it comes to. `Papers` are the forms that a later feature prints of it. */
export default function ClaimScreen({ claimId, Papers }: { claimId: string; Papers?: ComponentType }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const found = useAnswer(["claims.get", claimId], (api) => api.claims.get({ claimId }));
  const view = found.data;
  usePageTitle(common.title);
  return (
    <div className="page claims">
      <PageHeader back={{ href: "/app/claims", label: say(common.back) }} title={view === undefined ? say(common.title) : words.title[language](day(view.claim.serviceDay, "full"))} />
      {found.isPending ? <Loading rows={8} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {view === undefined ? null : (
        <>
          <Head {...view} />
          <CorrectionPart {...view} />
          <FindingsPart {...view} />
          <ClaimVerbs {...view} />
          <LinesPart {...view} />
          {hasRole(me, "biller") ? <ContentPart key={claimId} claimId={claimId} /> : null}
          {hasRole(me, "biller") && Papers !== undefined && view.claim.batchId !== null ? (
            <section className="part" aria-labelledby="claim-papers">
              <h2 id="claim-papers">{say(words.papers)}</h2>
              <Suspense fallback={null}><Papers /></Suspense>
            </section>
          ) : null}
          <MoneyPart {...view} />
          <StepsPart {...view} />
        </>
      )}
    </div>
  );
}

function Head({ claim, follows, followedBy }: ClaimView) {
  const { say, language, day } = useLanguage();
  const optional = (label: string, value: string | null) => (value === null || value === "" ? [] : [{ label, value }]);
  return (
    <>
      <DefinitionStrip
        definitions={[
          { label: say(common.state), value: <StateName {...claim} />, detail: claim.kind === "original" ? undefined : say(kindNames[claim.kind]) },
          { label: say(common.child), value: <Link href={`/app/families/${claim.caseId}`}>{claim.childName}</Link> },
          { label: say(common.payer), value: claim.payerName ?? say(common.noPayer) },
          { label: say(common.charge), value: dollarsOf(claim.chargeCents) },
          { label: say(words.number), value: claim.number },
          ...optional(say(words.payerNumber), claim.payerClaimNumber),
          ...optional(say(words.received), claim.receivedOn === null ? null : day(claim.receivedOn, "full")),
          ...optional(say(words.file), claim.control === null ? null : String(claim.control).padStart(9, "0")),
          ...(claim.daysLeft === null || claim.deadline === null ? [] : [{ label: say(words.deadline), value: day(claim.deadline, "full"), detail: <FilingClock daysLeft={claim.daysLeft} /> }]),
          ...optional(say(words.lateReason), claim.lateReason),
        ]}
      />
      {claim.outcome === "denied" || claim.outcome === "partly_paid" || claim.state === "rejected" || claim.state === "appealed" ? <p><Link href={`/app/denials/${claim.claimId}`}>{say(words.toDenial)}</Link></p> : null}
      {[...(follows === null ? [] : [{ say: words.follows[language], one: follows }]), ...followedBy.map((one) => ({ say: words.followedBy[language], one }))].map(({ say: told, one }) => (
        <p key={`${told} ${one.claimId}`}>
          {told}: <Link href={`/app/claims/${one.claimId}`}>{kindNames[one.kind][language]}{one.payerName === null ? "" : `, ${one.payerName}`} ({stateNames[one.state][language]})</Link>
        </p>
      ))}
    </>
  );
}

function LinesPart({ lines }: ClaimView) {
  const { say, language, number } = useLanguage();
  return (
    <section className="part" aria-labelledby="claim-lines">
      <h2 id="claim-lines">{say(words.lines)}</h2>
      <ul className="claims-list">
        {lines.map((one) => (
          <li key={one.place}>
            <Link href={`/app/services?session=${one.sessionId}`}>{words.sessionOf[language](number(one.place))}</Link>
            <span>{one.clinicianName}</span>
            <span className="claims-line">{say(words.code)}: {one.code === null ? say(words.noCode) : [one.code, ...one.modifiers].join(" ")} · {say(words.units)}: {one.units === null ? say(words.notKnown) : number(one.units)} · {dollarsOf(one.chargeCents)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Diagnoses and the card are fetched when somebody asks for them, and that is in the trail. */
function ContentPart({ claimId }: { claimId: string }) {
  const { say, language } = useLanguage();
  const [asked, setAsked] = useState<"yes" | "no">("no");
  const found = useAnswer(["claims.content", claimId], (api) => api.claims.content({ claimId }), { when: asked === "yes" ? "now" : "not_yet" });
  const listed = (texts: readonly string[]) => (texts.length === 0 ? say(words.notKnown) : texts.join(", "));
  return (
    <section className="part" aria-labelledby="claim-content">
      <h2 id="claim-content">{say(words.content)}</h2>
      {asked === "no" ? <div className="buttons"><Button onClick={() => setAsked("yes")}>{say(words.contentShow)}</Button></div> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <DefinitionStrip definitions={[{ label: say(words.diagnoses), value: listed(found.data.diagnoses) }, { label: say(words.member), value: found.data.memberNumber ?? say(words.notKnown) }, { label: say(words.places), value: listed(found.data.places) }, { label: say(words.people), value: listed(found.data.people) }]} />
          <p className="soft">{say(found.data.isWritten ? words.asWritten : words.asToday)}</p>
        </>
      )}
    </section>
  );
}

function MoneyPart({ money }: ClaimView) {
  const { say } = useLanguage();
  const shown = Object.entries(accountNames).flatMap(([account, name]) => money.filter((one) => one.account === account && (one.cents !== 0 || account === "paid")).map((one) => ({ ...one, name })));
  const signed = (cents: number) => (cents < 0 ? `−${dollarsOf(-cents)}` : dollarsOf(cents));
  return (
    <section className="part" aria-labelledby="claim-money">
      <h2 id="claim-money">{say(words.money)}</h2>
      {shown.length === 0 ? <p className="soft">{say(words.noMoney)}</p> : <DefinitionStrip definitions={shown.map((one) => ({ label: say(one.name), value: signed(one.account === "revenue" ? -one.cents : one.cents) }))} />}
    </section>
  );
}

function StepsPart({ steps }: ClaimView) {
  const { say, language, day } = useLanguage();
  const { timeZone } = useMe().agency;
  return (
    <section className="part" aria-labelledby="claim-steps">
      <h2 id="claim-steps">{say(words.steps)}</h2>
      <ol className="claims-list">
        {steps.map((one, at) => (
          <li key={`${one.at} ${at}`}>
            <strong>{say(stateNames[one.to])}</strong>
            <span className="soft claims-line">{[common.by[language](day(dateInZone(one.at, timeZone), "full"), one.byName ?? say(common.machine)), one.control === null ? "" : words.fileOf[language](String(one.control)), one.codes.join(" ")].filter((part) => part !== "").join(" · ")}</span>
            {one.words === "" ? null : <span className="claims-line">{one.words}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
