import { IconLockOpen, IconShieldX } from "@tabler/icons-react";
import { useState } from "react";
import { addDays } from "#kernel/dates.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { custodyBases, type CustodyBasis, type Held } from "../contract.ts";
import { judgeSpan } from "../rules.ts";
import { words } from "../screens.words.ts";
import { basisNames } from "../words.ts";

/** How many days an opening stands where nothing else is said; the law gives no number, and a week is short. */
const DAYS_OFFERED = 7;

/** Opens what is in custody to one person. */
export function OpenForm({ held, today, about }: { held: Held; today: string; about: string }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.open)} about={about} glyph={IconLockOpen}>
      {(close) => <OpenFields held={held} today={today} close={close} />}
    </FormPanel>
  );
}

function OpenFields({ held: { caseId, authorId, candidates }, today, close }: { held: Held; today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `open-${caseId}-${authorId}`;
  const sending = useSending(name);
  const [form, setForm] = useState({ namedId: "", validFrom: today, validTo: addDays(today, DAYS_OFFERED - 1), reason: "", documentId: "" });
  const [basis, setBasis] = useState<CustodyBasis | "">("");
  const field = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    const days = form.validFrom === "" || form.validTo === "" ? null : judgeSpan(today, form.validFrom, form.validTo);
    const wrong = [
      ...(form.namedId === "" ? [{ path: "namedId", message: say(words.needPerson) }] : []),
      ...(form.validFrom === "" ? [{ path: "validFrom", message: say(words.needDay) }] : []),
      ...(form.validTo === "" ? [{ path: "validTo", message: say(words.needDay) }] : []),
      ...(days === null ? [] : [{ path: days.path, message: say(days.message) }]),
      ...(basis === "" ? [{ path: "basis", message: say(words.needBasis) }] : []),
      ...(form.reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : []),
    ];
    const sent = await sending.send(async () => {
      if (basis === "") return;
      await api.custody.open({ caseId, authorId, ...form, basis, documentId: basis !== "authorization" || form.documentId === "" ? null : form.documentId });
      await refresh(["custody.list"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.openThem)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.openWhy)}</p>
      <SelectField {...field("namedId")} label={say(words.named)} hint={say(words.namedHint)} options={candidates.map((one) => ({ value: one.staffId, label: one.name }))} />
      <div className="field-pair">
        <DateField {...field("validFrom")} label={say(words.from)} need="required" />
        <DateField {...field("validTo")} label={say(words.to)} hint={say(words.toHint)} need="required" />
      </div>
      <SelectField id={sending.id("basis")} label={say(words.basis)} value={basis} onChange={(next) => setBasis(custodyBases.find((one) => one === next) ?? "")} error={sending.errorOf("basis")} options={custodyBases.map((value) => ({ value, label: say(basisNames[value]) }))} />
      {basis === "authorization" ? <PaperField caseId={caseId} field={field("documentId")} /> : null}
      <TextArea {...field("reason")} label={say(words.reason)} maxLength={4000} />
    </SendForm>
  );
}

/** The documents of the case that the privacy officer may see. */
function PaperField({ caseId, field }: { caseId: string; field: { id: string; value: string; onChange: (value: string) => void; error: string | null } }) {
  const { say } = useLanguage();
  const found = useAnswer(["documents.list", caseId], (api) => api.documents.list({ caseId }));
  const papers = (found.data?.documents ?? []).filter((one) => one.removed === null && one.supersededBy === null);
  return <SelectField {...field} label={say(words.document)} empty={say(words.noDocument)} options={papers.map((one) => ({ value: one.documentId, label: one.title }))} />;
}

/** Closes an opening before its last day. */
export function CloseForm({ openingId, about }: { openingId: string; about: string }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.close)} about={about} glyph={IconShieldX}>
      {(close) => <CloseFields openingId={openingId} close={close} />}
    </FormPanel>
  );
}

function CloseFields({ openingId, close }: { openingId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `close-${openingId}`;
  const sending = useSending(name);
  const [reason, setReason] = useState("");
  async function submit() {
    const sent = await sending.send(() => api.custody.close({ openingId, reason }).then(() => refresh(["custody.list"])), reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.closeThem)} onSubmit={() => void submit()} onCancel={close}>
      <TextArea id={sending.id("reason")} label={say(words.closeReason)} value={reason} maxLength={4000} onChange={setReason} error={sending.errorOf("reason")} />
    </SendForm>
  );
}
