import { IconCircleCheck, IconCircleDashed, IconCircleHalf2, IconCircleMinus, IconCircleX } from "@tabler/icons-react";
import { useState } from "react";
import { type CivilDate, dateInZone } from "#kernel/dates.ts";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { type Consent, type ConsentKind, consentKinds } from "../contract.ts";
import { type ConsentStanding, isOwn, judgeOwnStanding, judgeStanding } from "../rules.ts";
import { kindNames, words } from "../screens.words.ts";
import { words as gateWords } from "../words.ts";
import { ConsentHistory } from "./ConsentHistory.tsx";
import { AskInPortal } from "./AskInPortal.tsx";
import { SignConsent } from "./SignConsent.tsx";
import "./consents.css";
import type { SignerOfKind } from "./signers.ts";

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
  const { consents, signers } = answer.data;
  const mayTake = hasRole(me, "clinician", "trainee", "supervisor", "administrator", "front_desk");
  const peopleTab = `/app/families/${caseId}/people`;
  return (
    <div className="consents">
      <GateLine caseId={caseId} consents={consents} today={today} />
      <p className="hidden-words" role="status">
        {done}
      </p>
      <section aria-labelledby="consent-kinds">
      <h2 id="consent-kinds">{say(words.kinds)}</h2>
      <ul className="consent-kinds">
        {consentKinds.map((kind) => (
          <KindRow key={kind} kind={kind} consents={consents} signers={signers.filter((one) => one.kind === kind)} today={today} peopleTab={peopleTab} />
        ))}
      </ul>
      </section>
      {mayTake ? (
        <div id="have-it-signed" tabIndex={-1}>
          {signers.length === 0 ? null : <SignConsent caseId={caseId} signers={signers} today={today} />}
          {signers.some((one) => one.personId !== null) ? <AskInPortal caseId={caseId} signers={signers} today={today} onDone={setDone} /> : null}
        </div>
      ) : <p className="soft">{say(words.readOnly)}</p>}
      <ConsentHistory caseId={caseId} consents={consents} today={today} may={mayTake ? "write" : "read"} onDone={setDone} />
    </div>
  );
}

/** Gate G2 in words: treatment may begin, or what is missing and whose no stands in the way. */
function GateLine({ caseId, consents, today }: { caseId: string; consents: readonly Consent[]; today: CivilDate }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  // The same question as the head of the case page asks, under the same key; where it is not answered the gate is said in full.
  const family = useAnswer(["cases.get", caseId], (api) => api.cases.get({ caseId }));
  const standing = judgeStanding("treatment", consents, today);
  const dayOf = (one: Consent) => day(dateInZone(one.signedAt, me.agency.timeZone), "full");
  if (standing.state === "holds")
    return (
      <div>
        <p className="consent-gate consent-gate--yes">
          <Icon glyph={IconCircleCheck} size={20} />
          <span>{standing.consent.validTo === null ? say(words.holds) : words.holdsUntil[language](day(standing.consent.validTo, "full"))}</span>
        </p>
        <p className="soft">{words.signedByOn[language](standing.consent.signedName, dayOf(standing.consent))}</p>
      </div>
    );
  const waits = family.data?.stage === 1 ? "not_yet" : "now";
  const why = [
    standing.state === "refused" ? words.refused[language](standing.consent.signedName, dayOf(standing.consent)) : null,
    standing.state === "refused_before" ? words.refusedBefore[language](standing.consent.signedName, dayOf(standing.consent), day(standing.consent.authorityUntil!, "full")) : null,
    waits === "not_yet" ? say(gateWords.gateNotYet) : null,
    say(words.missingWhy),
    standing.state === "waits_second" ? `${gateWords.gateWaitsSecond[language](standing.consent.signedName)} ${say(gateWords.secondFix)}` : null,
    standing.state === "ended" || standing.state === "not_asked" ? say(gateWords.gateFix) : null,
  ];
  return (
    <div>
      <p className={`consent-gate consent-gate--${waits === "now" ? "no" : "not_yet"}`}>
        <Icon glyph={waits === "now" ? IconCircleX : IconCircleDashed} size={20} />
        <span>{say(words.missing)}</span>
      </p>
      <p className="soft">{why.filter((one) => one !== null).join(" ")}</p>
    </div>
  );
}

const standingLooks = {
  holds: { glyph: IconCircleCheck, tone: "yes", words: words.inForce },
  refused: { glyph: IconCircleX, tone: "no", words: words.saidNo },
  refused_before: { glyph: IconCircleX, tone: "no", words: words.saidNoBefore },
  waits_second: { glyph: IconCircleHalf2, tone: "none", words: words.waitsSecond },
  ended: { glyph: IconCircleMinus, tone: "none", words: words.ended },
  not_asked: { glyph: IconCircleDashed, tone: "none", words: words.notAsked },
} as const;

type OfKind = { kind: ConsentKind; consents: readonly Consent[]; signers: readonly SignerOfKind[]; today: CivilDate; peopleTab: string };

function KindRow(props: OfKind) {
  const { say } = useLanguage();
  const { kind, consents, signers, today, peopleTab } = props;
  return (
    <li className="consent-kind">
      <strong>{say(kindNames[kind])}</strong>
      {isOwn(kind) ? (
        <OwnStandings {...props} />
      ) : (
        <>
          <Standing standing={judgeStanding(kind, consents, today)} />
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
        </>
      )}
    </li>
  );
}

/** How a kind stands, as glyph and word. */
function Standing({ standing, yes, no }: { standing: ConsentStanding; yes?: string; no?: string }) {
  const { say, day, language } = useLanguage();
  const look = standingLooks[standing.state];
  const until = standing.state === "holds" ? standing.consent.validTo : null;
  return (
    <span className={`consent-state consent-state--${look.tone}`}>
      <Icon glyph={look.glyph} />
      <span>{until !== null ? words.inForceUntil[language](day(until, "full")) : (standing.state === "refused" ? no : standing.state === "holds" ? yes : undefined) ?? say(look.words)}</span>
    </span>
  );
}

/** What each adult answered for herself. */
function OwnStandings({ kind, consents, signers, today }: OfKind) {
  const { say } = useLanguage();
  if (signers.length === 0) return <span className="soft">{say(words.nobodyOwn)}</span>;
  return (
    <ul className="consent-own">
      {signers.map((one) => (
        <li key={one.personId}>
          <Standing standing={judgeOwnStanding(kind, consents, one.personId ?? "", today)} {...(kind === "privacy_notice" ? { yes: say(words.signedFor), no: say(words.notSignedFor) } : {})} />
          <span>{one.name}</span>
        </li>
      ))}
    </ul>
  );
}
