import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import type { NextOne } from "#features/caseload/contract.ts";
import { words as caseloadWords } from "#features/caseload/screens.words.ts";
import { WhoCanTake } from "#features/caseload/screens/WhoCanTake.tsx";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { WaitingFamily } from "../contract.ts";
import { words } from "../screens.words.ts";
import { useWaitingChanged } from "./Marks.tsx";

/** Who can take this family, with what was offered to whom, and one verb for each. */
export function Offers({ family, desk }: { family: WaitingFamily; desk: "may_open" | "may_not" }) {
  return <WhoCanTake language={family.language} verb={(one, isDraft) => <OfferVerb family={family} one={one} desk={desk} asks={!isDraft && one.reasons.some((reason) => reason.code === "no_room") ? "reason" : "nothing"} />} />;
}

function OfferVerb({ family, one, desk, asks }: { family: WaitingFamily; one: NextOne; desk: "may_open" | "may_not"; asks: "reason" | "nothing" }) {
  const { say, language } = useLanguage();
  const open = family.offers.findLast((each) => each.staffId === one.staffId);
  const isOpen = open !== undefined && open.answer !== "no";
  return (
    <div className="offer-verbs">
      {open === undefined ? null : <span className={open.answer === null ? "soft" : undefined}>{open.answer === null ? say(words.isOffered) : (open.answer === "yes" ? words.taken : words.refused)[language](one.name)}</span>}
      {open?.answer === "yes" && desk === "may_open" ? (
        <ButtonLink look="main" href={`/app/referrals/${family.referralId}/open?clinician=${one.staffId}`} aria-label={words.openWith[language](one.name)}>
          {say(words.open)}
        </ButtonLink>
      ) : null}
      {isOpen ? (
        <Withdraw offerId={open.offerId} about={one.name} />
      ) : (
        <FormPanel verb={say(words.offerTo)} about={one.name} glyph={IconSend}>
          {(close) => <OfferForm family={family} one={one} asks={asks} close={close} />}
        </FormPanel>
      )}
    </div>
  );
}

function OfferForm({ family, one, asks, close }: { family: WaitingFamily; one: NextOne; asks: "reason" | "nothing"; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useWaitingChanged();
  const name = `offer-${one.staffId}`;
  const sending = useSending(name);
  const [startsOn, setStartsOn] = useState("");
  const [overReason, setReason] = useState("");
  const send = async () => {
    const isKept = await sending.send(
      async () => {
        await api.waiting.offer({ referralId: family.referralId, staffId: one.staffId, startsOn: startsOn || null, overReason: overReason.trim() || null });
        await changed();
      },
      asks === "reason" && overReason.trim().length < 10 ? [{ path: "overReason", message: say(caseloadWords.needOver) }] : [],
    );
    if (isKept) close();
  };
  return (
    <SendForm name={name} sending={sending} submit={say(words.sendOffer)} onSubmit={() => void send()} onCancel={close}>
      <p className="soft">{say(words.offerHint)}</p>
      <DateField id={sending.id("startsOn")} label={say(words.startsOn)} value={startsOn} onChange={setStartsOn} error={sending.errorOf("startsOn")} need="optional" />
      {asks === "nothing" ? null : <TextArea id={sending.id("overReason")} label={say(caseloadWords.overReason)} hint={say(caseloadWords.overHint)} value={overReason} onChange={setReason} error={sending.errorOf("overReason")} need="required" maxLength={500} />}
    </SendForm>
  );
}

function Withdraw({ offerId, about }: { offerId: string; about: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useWaitingChanged();
  const sending = useSending(`withdraw-${offerId}`);
  const withdraw = () => sending.send(() => api.waiting.withdraw({ offerId }).then(changed));
  return (
    <>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Button look="quiet" state={sending.state} aria-label={`${say(words.withdraw)}: ${about}`} onClick={() => void withdraw()}>
        {say(words.withdraw)}
      </Button>
    </>
  );
}
