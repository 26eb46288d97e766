import { IconDoorExit } from "@tabler/icons-react";
import { useState } from "react";
import { addDays } from "#kernel/dates.ts";
import { CopyText } from "#features/account/screens/CopyText.tsx";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { Audit } from "../contract.ts";
import { words } from "../screens.words.ts";
import { ReasonForm } from "./ReasonForm.tsx";

type Access = Audit["access"][number];

/** Who reads the sample for this audit, until when; and the invitation of somebody. */
export function Auditors({ audit }: { audit: Audit }) {
  const { say } = useLanguage();
  const invites = audit.may.includes("run") && audit.status === "open";
  return (
    <>
      <p>{audit.auditor}</p>
      {audit.access.length === 0 ? <EmptyState sentence={say(words.nobodyReads)}>{say(words.nobodyReadsNext)}</EmptyState> : <ul className="audit-rows">{audit.access.map((one) => <Reader key={one.accessId} audit={audit} one={one} />)}</ul>}
      {invites ? <FormPanel verb={say(words.invite)}>{(close) => <InviteFields audit={audit} close={close} />}</FormPanel> : null}
    </>
  );
}

function Reader({ audit, one }: { audit: Audit; one: Access }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const stands = one.endedAt !== null || one.validTo < audit.today ? words.readsNoMore : one.validFrom > audit.today ? words.readsLater : words.readsNow;
  const ends = stands !== words.readsNoMore && audit.may.includes("run");
  return (
    <li>
      <strong>{one.name}</strong> <span className="soft">{one.email}</span>
      <p>
        {say(stands)} · {words.span[language](day(one.validFrom, "full"), day(one.validTo, "full"))}
      </p>
      {one.reason === "" ? null : <p className="soft">{words.endedEarly[language](one.reason)}</p>}
      {ends ? <ReasonForm name={`end-${one.accessId}`} verb={say(words.endNow)} about={one.name} submit={say(words.endNow)} glyph={IconDoorExit} send={(reason) => api.audits.endAccess({ auditId: audit.auditId, accessId: one.accessId, reason })} /> : null}
    </li>
  );
}

const DAYS = 30;

function InviteFields({ audit, close }: { audit: Audit; close: () => void }) {
  const { say, language: spoken } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("auditor");
  const [form, setForm] = useState({ name: "", email: "", language: "en", validFrom: audit.today, validTo: addDays(audit.today, DAYS) });
  const [made, setMade] = useState<{ name: string; link: string | null } | null>(null);
  const text = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], error: sending.errorOf(key), onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.name.trim() === "") wrong.push({ path: "name", message: say(words.needWho) });
    if (!/^[^@\s]+@[^@\s]+$/.test(form.email.trim())) wrong.push({ path: "email", message: say(words.needEmail) });
    for (const path of ["validFrom", "validTo"] as const) if (form[path] === "") wrong.push({ path, message: say(words.needDay) });
    await sending.send(async () => {
      const { link } = await api.audits.invite({ auditId: audit.auditId, name: form.name.trim(), email: form.email, language: form.language === "es" ? "es" : "en", validFrom: form.validFrom, validTo: form.validTo });
      setMade({ name: form.name.trim(), link });
      await refresh(["audits.get"]);
    }, wrong);
  }
  if (made !== null)
    return (
      <div className="fields" role="status">
        <p>{(made.link === null ? words.invitedAgain : words.invited)[spoken](made.name)}</p>
        {made.link === null ? null : <CopyText label={say(words.link)} text={made.link} />}
      </div>
    );
  return (
    <SendForm name="auditor" label={say(words.invite)} sending={sending} submit={say(words.inviteNow)} onSubmit={() => void submit()} onCancel={close}>
      <TextField {...text("name")} label={say(words.personName)} maxLength={200} need="required" />
      <TextField {...text("email")} label={say(words.email)} kind="email" need="required" />
      <DateField {...text("validFrom")} label={say(words.readsFrom)} need="required" />
      <DateField {...text("validTo")} label={say(words.readsTo)} hint={say(words.readsHint)} need="required" />
      <RadioGroup {...text("language")} label={say(words.language)} options={[{ value: "en", label: "English" }, { value: "es", label: "Español" }]} />
    </SendForm>
  );
}
