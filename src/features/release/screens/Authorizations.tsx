import { IconFilePlus } from "@tabler/icons-react";
import { useState } from "react";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { copyNames } from "#features/consent/screens.words.ts";
import { fieldOf } from "#features/cases/screens/fields.tsx";
import { sayRecipient } from "../authorization.rules.ts";
import type { Authorization } from "../authorizations.contract.ts";
import { authorizationStates, openShort, words } from "../screens.words.ts";
import { type Releasable, releasable, recipientKinds } from "../shapes.contract.ts";
import { CopyPanel, EndPanel, ReadPanel, SignPanel } from "./AuthorizationForms.tsx";
import { type FormValues, OpensField, Part, PeriodFields, RecipientFields, recipientOf, useLanguageOptions, useReleaseChanged } from "./shared.tsx";

type Listed = { authorizations: Authorization[]; today: string; latest: string; subjects: { subjectId: string; name: string; part: "child" | "adult" }[]; signers: { subjectId: string; authorityId: string | null; name: string }[] };

/** The authorizations of a case, each with its state and what can be done with it. */
export function Authorizations({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const { say } = useLanguage();
  const me = useMe();
  const found = useAnswer(["release.authorizations.list", caseId], (api) => api.release.authorizations.list({ caseId }));
  const writes = hasRole(me, "clinician", "trainee", "supervisor");
  return (
    <Part id="authorizations" title={words.authorizations} asked={found}>
      {() => (
        <>
          {writes ? (
            <FormPanel verb={say(words.prepare)} glyph={IconFilePlus}>
              {(close) => <PrepareFields caseId={caseId} listed={found.data!} onDone={onDone} close={close} />}
            </FormPanel>
          ) : null}
          {found.data!.authorizations.length === 0 ? <EmptyState sentence={say(words.noAuthorizations)} /> : null}
          <ul className="release-rows">
            {found.data!.authorizations.map((one) => (
              <Row key={one.authorizationId} caseId={caseId} one={one} listed={found.data!} may={writes ? "write" : "read"} onDone={onDone} />
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

function Row({ caseId, one, listed, may, onDone }: { caseId: string; one: Authorization; listed: Listed; may: "write" | "read"; onDone: () => void }) {
  const { say, day, language } = useLanguage();
  const given = { caseId, one, onDone };
  const about = sayRecipient(one.recipient);
  const isOpen = one.state === "unsigned" || one.state === "in_force" || one.state === "authority_ended";
  return (
    <li className="release-row">
      <span className="release-head">
        <strong>{about}</strong>
        <span>{words.aboutName[language](one.subjectName)}</span>
        <span className="mark">{say(authorizationStates[one.state])}</span>
        <ClassMark kind={one.disclosure.class} owner={one.disclosure.ownerPersonId === null ? null : one.subjectName} part2={one.opensPart2 ? "yes" : "no"} />
      </span>
      <p className="soft">
        {one.opens.map((each) => say(openShort[each])).join(" · ")}; {words.until[language](day(one.expiresOn, "full"))}. {one.purpose}
      </p>
      {one.signedName === null || one.signedOn === null ? null : (
        <p className="soft">
          {words.signedBy[language]([one.signedName, one.signerOrganization].filter((each) => each !== null).join(", "), day(one.signedOn, "full"))} {one.copyWay === null || one.copyOn === null ? "" : words.copyIs[language](say(copyNames[one.copyWay]), day(one.copyOn, "full"))} {one.endedOn === null ? "" : words.endedOn[language](day(one.endedOn, "full"))}
        </p>
      )}
      <span className="release-verbs">
        <ReadPanel {...given} about={about} />
        {may === "write" && one.state === "unsigned" ? <SignPanel {...given} about={about} today={listed.today} signers={listed.signers.filter((each) => each.subjectId === one.subjectId)} /> : null}
        {may === "write" && one.state === "in_force" && one.copyWay === null ? <CopyPanel {...given} about={about} /> : null}
        {isOpen ? <EndPanel {...given} about={about} /> : null}
      </span>
    </li>
  );
}

function PrepareFields({ caseId, listed, onDone, close }: { caseId: string; listed: Listed; onDone: () => void; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const sending = useSending("authorization");
  const languages = useLanguageOptions();
  const [form, setForm] = useState<FormValues>({ subjectId: "", recipientKind: "", language, expiresOn: "" });
  const [opens, setOpens] = useState<string[]>([]);
  const [part2, setPart2] = useState<"yes" | "no">("no");
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  const subject = listed.subjects.find((one) => one.subjectId === form.subjectId);
  const adults = listed.subjects.filter((one) => one.part === "adult").map((one) => ({ value: one.subjectId, label: one.name }));
  const options: Releasable[] = subject?.part === "child" ? ["service", "child_chart", "psychotherapy_note"] : ["service", "relationship", "caregiver", "psychotherapy_note"];
  async function submit() {
    const wrong: FieldWrong[] = [];
    const picked = releasable.filter((one) => opens.includes(one) && options.includes(one));
    const kind = recipientKinds.find((one) => one === form.recipientKind);
    if (subject === undefined) wrong.push({ path: "subjectId", message: say(words.choose) });
    if (kind === undefined) wrong.push({ path: "recipientKind", message: say(words.choose) });
    if (kind === "caregiver" ? !form.recipientPersonId : (form.name ?? "").trim() === "") wrong.push(kind === "caregiver" ? { path: "recipient.personId", message: say(words.choose) } : { path: "recipient.name", message: say(words.need) });
    if ((form.purpose ?? "").trim() === "") wrong.push({ path: "purpose", message: say(words.need) });
    if (picked.length === 0) wrong.push({ path: "opens", message: say(words.chooseSome) });
    if (form.expiresOn === "") wrong.push({ path: "expiresOn", message: say(words.needDay) });
    const sent = await sending.send(async () => {
      await api.release.authorizations.prepare({ caseId, subjectId: form.subjectId!, recipientKind: kind!, recipient: recipientOf(form, adults), purpose: form.purpose!, opens: picked, opensPart2: part2 === "yes" && subject?.part === "adult", periodFrom: form.periodFrom || null, periodTo: form.periodTo || null, expiresOn: form.expiresOn!, expiresWhen: form.expiresWhen ?? "", language: form.language === "es" ? "es" : "en" });
      await changed();
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="authorization" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField {...field("subjectId")} label={say(words.about)} hint={say(words.aboutHint)} options={listed.subjects.map((one) => ({ value: one.subjectId, label: one.name }))} />
      <RecipientFields field={field} kinds={recipientKinds} kind={form.recipientKind ?? ""} adults={adults} />
      <TextField {...field("purpose")} label={say(words.purpose)} maxLength={500} need="required" />
      {subject === undefined ? null : <OpensField sending={sending} legend={words.opens} options={options} value={opens} onChange={setOpens} />}
      {subject?.part === "adult" ? <CheckField id={sending.id("opensPart2")} label={say(words.part2)} value={part2} onChange={setPart2} /> : null}
      <PeriodFields field={field} />
      <DateField {...field("expiresOn")} label={say(words.expiresOn)} hint={say(words.expiresHint)} min={listed.today} max={listed.latest} need="required" />
      <TextField {...field("expiresWhen")} label={say(words.expiresWhen)} maxLength={300} need="optional" />
      <RadioGroup {...field("language")} label={say(words.language)} options={languages} />
    </SendForm>
  );
}
