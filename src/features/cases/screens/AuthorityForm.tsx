import { IconLicense } from "@tabler/icons-react";
import { useState } from "react";
import { authorityNames } from "#features/people/screens.words.ts";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../people.words.ts";
import { fieldOf, ScopeField, useChoices } from "./fields.tsx";
import { useCaseChanged } from "./useCase.ts";
import { useToday } from "./useToday.ts";

type Closing = { caseId: string; close: () => void };

/** Authority of a person, or of an organization where `holder` is null. */
export function AuthorityForm({ caseId, holder }: { caseId: string; holder: { personId: string; name: string } | null }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(holder === null ? words.addOrganization : words.addAuthority)} about={holder?.name} glyph={IconLicense}>
      {(close) => <AuthorityFields caseId={caseId} holder={holder} close={close} />}
    </FormPanel>
  );
}

function AuthorityFields({ caseId, holder, close }: Closing & { holder: { personId: string; name: string } | null }) {
  const { say } = useLanguage();
  const choices = useChoices();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const today = useToday();
  const name = `authority-${holder?.personId ?? "organization"}`;
  const sending = useSending(name);
  const [form, setForm] = useState<Record<string, string>>({ holderOrganization: "", kind: "", document: "", limits: "", validFrom: today, validTo: "" });
  const [scopes, setScopes] = useState<string[]>([]);
  const [second, setSecond] = useState<"yes" | "no">("no");
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (holder === null && form.holderOrganization!.trim() === "") wrong.push({ path: "holderOrganization", message: say(words.needName) });
    if (form.kind === "") wrong.push({ path: "kind", message: say(words.needChoice) });
    if (form.document!.trim() === "") wrong.push({ path: "document", message: say(words.needDocument) });
    if (scopes.length === 0) wrong.push({ path: "scopes", message: say(words.needScope) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    if (form.validTo !== "" && form.validTo! < form.validFrom!) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      await api.people.addAuthority({ caseId, holderId: holder?.personId ?? null, holderOrganization: holder === null ? form.holderOrganization! : null, kind: form.kind as "parent", document: form.document!, scopes: scopes as "treatment"[], limits: form.limits!, secondSignature: second === "yes", validFrom: form.validFrom!, validTo: form.validTo || null });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      {holder === null ? <TextField {...field("holderOrganization")} label={say(words.organization)} need="required" /> : null}
      <SelectField {...field("kind")} label={say(words.holderKind)} options={choices(authorityNames)} />
      <TextField {...field("document")} label={say(words.document)} hint={say(words.documentHint)} maxLength={500} need="required" />
      <ScopeField id={sending.id("scopes")} value={scopes} onChange={setScopes} error={sending.errorOf("scopes")} />
      <div className="field-pair">
        <DateField {...field("validFrom")} label={say(words.startsOn)} need="required" />
        <DateField {...field("validTo")} label={say(words.endsOn)} need="optional" />
      </div>
      <TextArea {...field("limits")} label={say(words.limits)} hint={say(words.limitsHint)} need="optional" maxLength={2000} />
      <CheckField id={sending.id("secondSignature")} label={say(words.secondSignature)} hint={say(words.secondSignatureHint)} value={second} onChange={setSecond} />
    </SendForm>
  );
}
