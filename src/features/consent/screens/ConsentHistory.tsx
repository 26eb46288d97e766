import { IconCircleCheck, IconCircleMinus, IconCircleX } from "@tabler/icons-react";
import { useState } from "react";
import { type CivilDate, dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState } from "#ui/States.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Consent } from "../contract.ts";
import { kindNames, textLanguages, words } from "../screens.words.ts";
import { ReadConsent } from "./ReadConsent.tsx";
import { mayWithdraw } from "./standing.ts";

/** Everything that was answered, the newest first; what still holds can be withdrawn. */
export function ConsentHistory({ caseId, consents, today, may, onDone }: { caseId: string; consents: readonly Consent[]; today: CivilDate; may: "read" | "write"; onDone: (sentence: string) => void }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const [asked, setAsked] = useState<Consent | null>(null);
  const [opened, setOpened] = useState<Consent | null>(null);
  const newest = [...consents].sort((a, b) => b.signedAt.localeCompare(a.signedAt));
  const on = (date: CivilDate) => day(date, "full");
  return (
    <section className="part">
      <h2 id="consent-history">{say(words.history)}</h2>
      {newest.length === 0 ? (
        <EmptyState sentence={say(words.historyEmpty)} />
      ) : (
        <DataTable
          caption={say(words.history)}
          rows={newest}
          rowKey={(one) => one.consentId}
          phone="cards"
          columns={[
            { key: "kind", label: say(words.kind), cell: (one) => say(kindNames[one.kind]) },
            { key: "answer", label: say(words.answered), cell: (one) => <Answer consent={one} /> },
            { key: "by", label: say(words.signedBy), cell: (one) => (one.signerOrganization === null ? one.signedName : `${one.signedName}, ${words.onBehalf[language](one.signerOrganization)}`) },
            { key: "on", label: say(words.signedOn), cell: (one) => on(dateInZone(one.signedAt, me.agency.timeZone)) },
            { key: "span", label: say(words.span), cell: (one) => (one.answer === "no" ? "–" : one.validTo === null ? words.from[language](on(one.validFrom)) : words.fromTo[language](on(one.validFrom), on(one.validTo))) },
            { key: "wording", label: say(words.wording), cell: (one) => `${one.wordsVersion}, ${one.language in textLanguages ? say(textLanguages[one.language as "en" | "es"]) : one.language}` },
            {
              key: "rest",
              label: say(words.rest),
              cell: (one) => (
                <span className="buttons">
                  <Button look="quiet" aria-label={`${say(words.readAgain)}: ${say(kindNames[one.kind])}, ${one.signedName}`} onClick={() => setOpened(one)}>
                    {say(words.readAgain)}
                  </Button>
                  {one.toSee ? <Seen caseId={caseId} consent={one} onDone={onDone} /> : null}
                  {may === "write" && mayWithdraw(one, today) ? (
                    <Button look="quiet" aria-label={`${say(words.withdraw)}: ${say(kindNames[one.kind])}, ${one.signedName}`} onClick={() => setAsked(one)}>
                      {say(words.withdraw)}
                    </Button>
                  ) : null}
                </span>
              ),
            },
          ]}
        />
      )}
      {opened === null ? null : <ReadConsent caseId={caseId} consentId={opened.consentId} may={may} close={() => setOpened(null)} />}
      {asked === null ? null : <Withdraw caseId={caseId} consent={asked} today={today} close={() => setAsked(null)} onDone={onDone} />}
    </section>
  );
}

/** A no, or a withdrawal, that came from the portal: until somebody of the team has seen it, it stands on Today. */
function Seen({ caseId, consent, onDone }: { caseId: string; consent: Consent; onDone: (sentence: string) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const me = useMe();
  const refresh = useRefresh();
  const sending = useSending(`seen-${consent.consentId}`);
  if (!hasRole(me, "clinician", "trainee", "supervisor")) return null;
  const note = () =>
    void sending.send(async () => {
      await api.signing.seen({ caseId, consentId: consent.consentId });
      await refresh(["consents.list", caseId], ["day.today"]);
      onDone(say(words.seenNow));
    });
  return (
    <Button state={sending.state} aria-label={`${say(words.seen)}: ${say(kindNames[consent.kind])}, ${consent.signedName}`} onClick={note}>
      {say(words.seen)}
    </Button>
  );
}

function Answer({ consent }: { consent: Consent }) {
  const { say, day, language } = useLanguage();
  if (consent.withdrawnOn !== null)
    return (
      <span className="consent-state consent-state--none">
        <Icon glyph={IconCircleMinus} />
        <span>
          {say(consent.answer === "yes" ? words.yesShort : words.noShort)}, {words[consent.takenBack ? "takenBackOn" : "withdrawnOn"][language](day(consent.withdrawnOn, "full"))}
        </span>
      </span>
    );
  return (
    <span className={`consent-state consent-state--${consent.answer}`}>
      <Icon glyph={consent.answer === "yes" ? IconCircleCheck : IconCircleX} />
      <span>{say(consent.answer === "yes" ? words.yesShort : words.noShort)}</span>
    </span>
  );
}

/** One question before a consent ends; afterwards the record keeps both the signature and its end. */
function Withdraw({ caseId, consent, today, close, onDone }: { caseId: string; consent: Consent; today: CivilDate; close: () => void; onDone: (sentence: string) => void }) {
  const { say, day, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("withdraw-consent");
  async function withdraw() {
    const sent = await sending.send(async () => {
      await api.consents.withdraw({ caseId, consentId: consent.consentId });
      await refresh(["consents.list", caseId]);
    });
    if (!sent) return;
    onDone(`${say(kindNames[consent.kind])}: ${words.withdrawnOn[language](day(today, "full"))}`);
    close();
  }
  return (
    <Dialog
      state="open"
      title={say(words.withdrawTitle)}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{say(words.keep)}</Button>
          <Button look="danger" state={sending.state} onClick={() => void withdraw()}>
            {say(words.withdraw)}
          </Button>
        </>
      }
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <p>{words.withdrawBody[language](say(kindNames[consent.kind]), consent.signedName)}</p>
      {consent.kind === "treatment" ? <p>{say(words.withdrawTreatment)}</p> : null}
    </Dialog>
  );
}
