import type { ReferralView } from "#features/intake/referrals.contract.ts";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { childAgeLabels, reasonLabels, relationLabels, sourceLabels, statusLabels } from "../words.ts";
import { Actions } from "./Actions.tsx";
import { PromiseMark, useMoment } from "./PromiseMark.tsx";
import { SoFar } from "./SoFar.tsx";
import { SafeWay } from "./SafeWay.tsx";
import { SentAlong } from "./SentAlong.tsx";
import "./intake.css";

/** One referral: everything the family wrote, how it may be reached, what came with it, and what happens now. */
export default function ReferralScreen({ referralId }: { referralId: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const moment = useMoment();
  usePageTitle(words.one);
  const found = useAnswer(["intake.get", referralId], (api) => api.intake.get({ referralId }));
  const back = { href: hasRole(me, "front_desk", "administrator") ? "/app/referrals" : "/app/families", label: say(words.title) };
  if (found.isPending || found.isError)
    return (
      <div className="page">
        <PageHeader title={say(words.one)} back={back} />
        {found.isPending ? <Loading rows={4} /> : <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />}
      </div>
    );
  const referral = found.data;
  return (
    <div className="page">
      <PageHeader title={words.from[language](referral.callMe ?? say(words.nameless))} detail={say(statusLabels[referral.status])} back={back} />
      <DefinitionStrip
        definitions={[
          { label: say(words.promise), value: <PromiseMark referral={referral} /> },
          { label: say(words.received), value: moment(referral.receivedAt) },
          { label: say(words.source), value: say(sourceLabels[referral.source]) },
          { label: say(words.language), value: languageOf(referral) ?? say(words.notSaid) },
          { label: say(words.payer), value: payerOf(referral) ?? say(words.notSaid), ...(referral.payer === null && payerOf(referral) !== null ? { detail: say(words.payerSent) } : {}) },
          ...(referral.code === null ? [] : [{ label: say(words.code), value: referral.code }]),
        ]}
      />
      <div className="referral-columns">
        <div>
          <Written referral={referral} />
          <SafeWay contact={referral.contact} />
          {referral.caseId === null && (referral.status === "new" || referral.status === "in_contact") ? <SoFar referralId={referral.referralId} /> : null}
          {referral.sentAlong === null ? null : <SentAlong sent={referral.sentAlong} />}
        </div>
        <aside aria-label={say(words.next)}>
          <Actions referral={referral} />
        </aside>
      </div>
    </div>
  );
}

/** Who pays: as the practice was told, else as it was sent along; null where neither says. */
const payerOf = ({ payer, sentAlong }: ReferralView): string | null => payer ?? sentAlong?.coverage[0]?.payer ?? null;

/** The language to be answered in, by its own name; null where it was not said. */
function languageOf(referral: Pick<ReferralView, "language" | "otherLanguage">): string | null {
  if (referral.language === "en") return "English";
  if (referral.language === "es") return "Español";
  return referral.otherLanguage;
}

function Written({ referral }: { referral: ReferralView }) {
  const { say, day, language } = useLanguage();
  const name = [referral.childGivenName, referral.childFamilyName].filter((one) => one !== null).join(" ");
  const child = [name || null, referral.childBirthDate === null ? null : words.bornOn[language](day(referral.childBirthDate, "full"))].filter((one) => one !== null).join(", ");
  return (
    <section className="part" aria-labelledby="written">
      <h2 id="written">{say(words.wrote)}</h2>
      {referral.source === "public_request" ? <p className="soft">{say(words.anybody)}</p> : null}
      {referral.ownWords === null ? (
        <p className="soft">{say(words.nothingWritten)}</p>
      ) : (
        <blockquote className="story referral-words" lang={referral.language === "es" || referral.language === "en" ? referral.language : undefined}>
          {referral.ownWords}
        </blockquote>
      )}
      {referral.reasons.length === 0 ? null : (
        <ul className="reason-list" aria-label={say(words.reasons)}>
          {referral.reasons.map((reason) => (
            <li key={reason}>{say(reasonLabels[reason])}</li>
          ))}
        </ul>
      )}
      <DefinitionStrip
        definitions={[
          { label: say(words.callMe), value: referral.callMe ?? say(words.notSaid) },
          { label: say(words.relation), value: referral.relation === null ? say(words.notSaid) : say(relationLabels[referral.relation]) },
          ...(child === "" ? [] : [{ label: say(words.child), value: child }]),
          { label: say(words.childAge), value: referral.childAge === null ? say(words.notSaid) : words.years[language](referral.childAge) || say(childAgeLabels[referral.childAge]) },
        ]}
      />
    </section>
  );
}
