import { IconCertificate, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { Audit } from "../contract.ts";
import { words } from "../screens.words.ts";
import type { Count } from "./count.ts";
import { RatingMark } from "./RatingMark.tsx";

/** The rating of the audit: as it was given, or the way to give it, the auditor's own or an official one. */
export function ConclusionPart({ audit, count }: { audit: Audit; count: Count }) {
  const { say, language, day } = useLanguage();
  const { conclusion } = audit;
  const runs = audit.may.includes("run") && (audit.status === "open" || audit.status === "rated");
  return (
    <section className="part">
      <h2>{say(words.rating)}</h2>
      {conclusion === null ? null : (
        <>
          <p>
            <RatingMark conclusion={conclusion} />
          </p>
          <p>{conclusion.basis === "local" ? words.basisLocal[language](conclusion.ratedBy, day(conclusion.ratedOn, "full")) : words.basisOfficial[language](conclusion.rating, conclusion.issuer, conclusion.documentName, day(conclusion.ratedOn, "full"))}</p>
          {conclusion.reason === "" ? null : <p className="soft">{conclusion.reason}</p>}
        </>
      )}
      {audit.may.includes("rate") ? <FormPanel verb={say(words.handIn)} glyph={IconSend}>{(close) => <HandInFields audit={audit} count={count} close={close} />}</FormPanel> : null}
      {runs ? <FormPanel verb={say(words.official)} glyph={IconCertificate}>{(close) => <OfficialFields audit={audit} close={close} />}</FormPanel> : null}
    </section>
  );
}

function useRatingChoice() {
  const { say } = useLanguage();
  return [{ value: "acceptable", label: say(words.acceptable) }, { value: "not_acceptable", label: say(words.notAcceptable) }];
}

function HandInFields({ audit, count, close }: { audit: Audit; count: Count; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("hand-in");
  const options = useRatingChoice();
  const [acceptable, setAcceptable] = useState<string>(count.suggestion ?? "");
  const [reason, setReason] = useState("");
  async function submit() {
    await sending.send(async () => {
      await api.audits.handIn({ auditId: audit.auditId, acceptable: acceptable === "acceptable", reason });
      close();
      await refresh(["audits.get"], ["audits.list"]);
    }, acceptable === "" ? [{ path: "acceptable", message: say(words.needRating) }] : []);
  }
  return (
    <SendForm name="hand-in" label={say(words.handIn)} sending={sending} submit={say(words.handInNow)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.handInHint)}</p>
      <RadioGroup id={sending.id("acceptable")} error={sending.errorOf("acceptable")} label={say(words.yourRating)} value={acceptable} onChange={setAcceptable} options={options} />
      <TextArea id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.whyOther)} hint={say(words.findingHint)} value={reason} onChange={setReason} maxLength={2000} need="optional" />
    </SendForm>
  );
}

const blank = { acceptable: "", rating: "", issuer: "", documentName: "", ratedOn: "" };

function OfficialFields({ audit, close }: { audit: Audit; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("official");
  const options = useRatingChoice();
  const [form, setForm] = useState(blank);
  const text = (key: keyof typeof blank) => ({ id: sending.id(key), value: form[key], error: sending.errorOf(key), onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.acceptable === "") wrong.push({ path: "acceptable", message: say(words.needRating) });
    for (const path of ["rating", "issuer", "documentName"] as const) if (form[path].trim() === "") wrong.push({ path, message: say(words.needWords) });
    if (form.ratedOn === "") wrong.push({ path: "ratedOn", message: say(words.needDay) });
    await sending.send(async () => {
      await api.audits.recordOfficial({ auditId: audit.auditId, acceptable: form.acceptable === "acceptable", rating: form.rating.trim(), issuer: form.issuer.trim(), documentName: form.documentName.trim(), ratedOn: form.ratedOn });
      close();
      await refresh(["audits.get"], ["audits.list"], ["day.today"]);
    }, wrong);
  }
  return (
    <SendForm name="official" label={say(words.official)} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.officialHint)}</p>
      <RadioGroup {...text("acceptable")} label={say(words.rating)} options={options} />
      <TextField {...text("rating")} label={say(words.officialWords)} maxLength={200} need="required" />
      <TextField {...text("issuer")} label={say(words.issuer)} maxLength={200} need="required" />
      <TextField {...text("documentName")} label={say(words.documentName)} maxLength={200} need="required" />
      <DateField {...text("ratedOn")} label={say(words.ratedOn)} need="required" />
    </SendForm>
  );
}
