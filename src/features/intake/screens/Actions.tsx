import { IconBan, IconFolderPlus, IconHourglass, IconMail, IconPhoneCheck, IconReceipt2, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { payerLimit } from "../contract.ts";
import type { ReferralView } from "#features/intake/referrals.contract.ts";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { hasRole, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { statusLabels } from "../words.ts";

/** What may happen to a referral now: the family was reached, the case is opened, or it ends here, with a reason. */
export function Actions({ referral }: { referral: ReferralView }) {
  const { say } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("reached");
  const may = hasRole(me, "front_desk", "administrator");
  const isOpen = referral.status === "new" || referral.status === "in_contact";
  const reached = () =>
    sending.send(async () => {
      await api.intake.setStatus({ referralId: referral.referralId, status: "in_contact", closingReason: null, revision: referral.revision });
      await refresh(["intake.get", referral.referralId], ["intake.list"]);
    });
  return (
    <>
      <h2>{isOpen ? say(words.next) : say(statusLabels[referral.status])}</h2>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {referral.caseId === null ? null : (
        <ButtonLink look="main" href={`/app/families/${referral.caseId}`}>
          {say(words.toCase)}
        </ButtonLink>
      )}
      {referral.closingReason === null ? null : <p>{`${say(words.closedBecause)}: ${referral.closingReason}`}</p>}
      {may && isOpen && referral.caseId === null ? (
        <>
          {referral.status === "new" ? (
            <Button glyph={IconPhoneCheck} state={sending.state} onClick={() => void reached()}>
              {say(words.reached)}
            </Button>
          ) : null}
          <ButtonLink look="main" glyph={IconFolderPlus} href={`/app/referrals/${referral.referralId}/open`}>
            {say(words.openCase)}
          </ButtonLink>
          <ButtonLink glyph={IconHourglass} href={`/app/waiting/${referral.referralId}`}>
            {say(words.findPlace)}
          </ButtonLink>
          <End referral={referral} status="declined" />
          <End referral={referral} status="closed" />
        </>
      ) : null}
      {may && !isOpen && (referral.source === "professional" || referral.source === "fhir" || referral.relation === "professional") ? (
        <ButtonLink glyph={IconMail} href={`/app/waiting/${referral.referralId}`}>
          {say(words.replyLetter)}
        </ButtonLink>
      ) : null}
      {may ? <FormPanel verb={say(words.setPayer)} glyph={IconReceipt2}>{(close) => <PayerForm referral={referral} close={close} />}</FormPanel> : null}
    </>
  );
}

function PayerForm({ referral, close }: { referral: ReferralView; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("payer");
  const [payer, setPayer] = useState(referral.payer ?? "");
  const submit = async () => {
    const isKept = await sending.send(async () => {
      await api.intake.setPayer({ referralId: referral.referralId, payer: payer.trim() || null, revision: referral.revision });
      await refresh(["intake.get", referral.referralId], ["intake.list"]);
    });
    if (isKept) close();
  };
  return (
    <SendForm name="payer" sending={sending} submit={say(words.keepPayer)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("payer")} label={say(words.payer)} hint={say(words.payerHint)} value={payer} onChange={setPayer} error={sending.errorOf("payer")} need="optional" maxLength={payerLimit} />
    </SendForm>
  );
}

function End({ referral, status }: { referral: ReferralView; status: "declined" | "closed" }) {
  const { say } = useLanguage();
  const verb = say(status === "declined" ? words.declined : words.close);
  return (
    <FormPanel verb={verb} glyph={status === "declined" ? IconBan : IconX}>
      {(close) => <EndForm referral={referral} status={status} close={close} />}
    </FormPanel>
  );
}

function EndForm({ referral, status, close }: { referral: ReferralView; status: "declined" | "closed"; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`end-${status}`);
  const [closingReason, setClosingReason] = useState("");
  const submit = () =>
    sending.send(
      async () => {
        await api.intake.setStatus({ referralId: referral.referralId, status, closingReason: closingReason.trim(), revision: referral.revision });
        await refresh(["intake.get", referral.referralId], ["intake.list"]);
      },
      closingReason.trim() === "" ? [{ path: "closingReason", message: say(words.needWhy) }] : [],
    );
  return (
    <SendForm name={`end-${status}`} sending={sending} submit={say(words.end)} onSubmit={() => void submit()} onCancel={close}>
      <TextArea id={sending.id("closingReason")} label={say(words.why)} value={closingReason} onChange={setClosingReason} error={sending.errorOf("closingReason")} need="required" maxLength={2000} />
    </SendForm>
  );
}
