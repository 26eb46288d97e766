import { IconFileExport } from "@tabler/icons-react";
import { useState } from "react";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { fieldOf, useChoices } from "#features/cases/screens/fields.tsx";
import { sayRecipient } from "../authorization.rules.ts";
import { words } from "../screens.words.ts";
import { type Basis, bases, type Releasable, recipientKinds, releasable } from "../shapes.contract.ts";
import { basisNames } from "../words.ts";
import { type FormValues, OpensField, PeriodFields, RecipientFields, recipientOf, useLanguageOptions, useReleaseChanged } from "./shared.tsx";

/** Beginning a copy or a letter; what an authorization says is not asked again. */
export function BeginRelease({ caseId, onBegun }: { caseId: string; onBegun: (releaseId: string) => void }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.begin)} glyph={IconFileExport}>
      {(close) => <Fields caseId={caseId} onBegun={onBegun} close={close} />}
    </FormPanel>
  );
}

/** What a basis can open at all, to choose from; what may leave is judged by the server. */
const openable: Record<Basis, readonly Releasable[]> = {
  authorization: releasable,
  representative_request: ["service"],
  coordination: ["service", "child_chart"],
  court_order: ["service", "child_chart", "relationship", "caregiver"],
  subpoena: ["service", "child_chart"],
  report: ["service", "child_chart"],
  own_request: ["service", "child_chart", "relationship", "caregiver"],
};

function Fields({ caseId, onBegun, close }: { caseId: string; onBegun: (releaseId: string) => void; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const sending = useSending("release");
  const choices = useChoices();
  const languages = useLanguageOptions();
  const [form, setForm] = useState<FormValues>({ form: "letter", basis: "authorization", recipientKind: "", language });
  const [opens, setOpens] = useState<string[]>(["service"]);
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  const given = useAnswer(["release.authorizations.list", caseId], (asked) => asked.release.authorizations.list({ caseId }));
  const family = useAnswer(["cases.get", caseId], (asked) => asked.cases.get({ caseId }));
  const asked = useAnswer(["release.requests.list", caseId, "all"], (client) => client.release.requests.list({ caseId }));
  const known = useAnswer(["letters.templates"], (client) => client.letters.templates());
  if (given.data === undefined || family.data === undefined || known.data === undefined) return <Loading rows={4} />;
  const basis = bases.find((one) => one === form.basis) ?? "authorization";
  const templates = known.data.templates.filter((one) => one.state === "in_use");
  const inForce = given.data.authorizations.filter((one) => one.state === "in_force");
  const chosen = inForce.find((one) => one.authorizationId === form.authorizationId);
  const asks = basis === "court_order" || basis === "subpoena";
  const adults = given.data.subjects.filter((one) => one.part === "adult").map((one) => ({ value: one.subjectId, label: one.name }));
  const subject = given.data.subjects.find((one) => one.subjectId === form.subjectId);
  const ofSubject = (one: Releasable) => (subject?.part === "adult" ? one !== "child_chart" : one !== "relationship" && one !== "caregiver");
  const options = chosen !== undefined && basis === "authorization" ? chosen.opens : openable[basis].filter((one) => (form.form === "letter" ? one !== "psychotherapy_note" : true) && ofSubject(one));
  const isToFamily = basis === "own_request" || form.recipientKind === "caregiver";
  async function submit() {
    const wrong: FieldWrong[] = [];
    const picked = releasable.filter((one) => opens.includes(one) && options.includes(one));
    const template = templates.find((one) => one.template === form.letterKind)?.template ?? null;
    const kind = recipientKinds.find((one) => one === form.recipientKind) ?? null;
    if (form.form === "letter" && template === null) wrong.push({ path: "letterKind", message: say(words.choose) });
    if (basis === "authorization" && chosen === undefined) wrong.push({ path: "authorizationId", message: say(words.choose) });
    if (basis === "representative_request" && !form.authorityId) wrong.push({ path: "authorityId", message: say(words.choose) });
    if (asks && !form.requestId) wrong.push({ path: "requestId", message: say(words.choose) });
    if (isToFamily && basis !== "authorization" && !form.recipientPersonId) wrong.push({ path: basis === "own_request" ? "recipientPersonId" : "recipient.personId", message: say(words.choose) });
    if (basis !== "authorization" && !isToFamily && (form.name ?? "").trim() === "") wrong.push({ path: "recipient.name", message: say(words.need) });
    if (basis !== "authorization" && basis !== "own_request" && kind === null) wrong.push({ path: "recipientKind", message: say(words.choose) });
    if (basis !== "authorization" && (form.purpose ?? "").trim() === "") wrong.push({ path: "purpose", message: say(words.need) });
    if (picked.length === 0) wrong.push({ path: "opens", message: say(words.chooseSome) });
    await sending.send(async () => {
      const { releaseId } = await api.release.begin({
        caseId, form: form.form === "record" ? "record" : "letter", template: form.form === "letter" ? template : null, basis,
        authorizationId: basis === "authorization" ? form.authorizationId! : null, authorityId: basis === "representative_request" ? form.authorityId! : null, requestId: asks ? form.requestId! : null,
        subjectId: basis === "authorization" ? null : form.subjectId || null, recipientKind: kind, recipient: basis === "authorization" || isToFamily ? null : recipientOf(form, adults), recipientPersonId: isToFamily && basis !== "authorization" ? form.recipientPersonId! : null,
        purpose: form.purpose ?? "", opens: picked, periodFrom: form.periodFrom || null, periodTo: form.periodTo || null, language: form.language === "es" ? "es" : "en",
      }); // prettier-ignore
      await changed();
      onBegun(releaseId);
    }, wrong);
  }
  return (
    <SendForm name="release" sending={sending} submit={say(words.begun)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup {...field("form")} label={say(words.form)} options={[{ value: "letter", label: say(words.letter) }, { value: "record", label: say(words.record) }]} />
      {form.form === "letter" ? <SelectField {...field("letterKind")} label={say(words.letterKind)} options={templates.map((one) => ({ value: one.template, label: say(one.content.name) }))} /> : null}
      <SelectField {...field("basis")} label={say(words.basis)} options={choices(basisNames)} />
      {basis === "authorization" ? (
        <SelectField {...field("authorizationId")} label={say(words.authorization)} options={inForce.map((one) => ({ value: one.authorizationId, label: `${sayRecipient(one.recipient)} · ${one.subjectName}` }))} />
      ) : (
        <>
          <SelectField {...field("subjectId")} label={say(words.about)} hint={say(words.aboutHint)} options={given.data.subjects.map((one) => ({ value: one.subjectId, label: one.name }))} />
          {basis === "representative_request" ? <SelectField {...field("authorityId")} label={say(words.authority)} options={family.data.authorities.filter((one) => one.scopes.includes("release") || one.scopes.includes("records")).map((one) => ({ value: one.authorityId, label: [family.data.people.find((each) => each.personId === one.holderId)?.givenName ?? one.holderOrganization ?? "", one.document].join(": ") }))} /> : null}
          {asks ? <SelectField {...field("requestId")} label={say(words.request)} options={(asked.data?.requests ?? []).filter((one) => one.kind !== "access" && one.answer === null).map((one) => ({ value: one.requestId, label: `${one.asker} ${one.caseNumber}`.trim() }))} /> : null}
          {basis === "own_request" ? <SelectField {...field("recipientPersonId")} label={say(words.person)} options={adults} /> : <RecipientFields field={field} kinds={recipientKinds} kind={form.recipientKind ?? ""} adults={adults} />}
          <TextField {...field("purpose")} label={say(words.purpose)} maxLength={500} need="required" />
        </>
      )}
      <OpensField sending={sending} legend={words.opens} options={options} value={opens} onChange={setOpens} />
      <PeriodFields field={field} />
      <RadioGroup {...field("language")} label={say(words.language)} options={languages} />
    </SendForm>
  );
}
