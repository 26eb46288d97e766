import { IconCalendarOff, IconEyeOff, IconHomePlus, IconShieldPlus, IconUsers } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { CaseView } from "#features/cases/contract.ts";
import { limitTopics, orderTerms, residenceKinds, supervisions } from "#features/people/around.contract.ts";
import { homeWords, supervisionNames } from "#features/people/around.words.ts";
import { fullName } from "#features/people/screens/saying.ts";
import { ChipGroup } from "#ui/Chip.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { type Api, useAnswer, useApi } from "#ui/client.ts";
import { FieldError } from "#ui/Field.tsx";
import type { Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, type Sending, useSending } from "#ui/useSending.ts";
import { termWords, topicWords, words } from "../around.words.ts";
import { words as peopleWords } from "../people.words.ts";
import { fieldOf, useChoices } from "./fields.tsx";
import { useCaseChanged } from "./useCase.ts";
import { useToday } from "./useToday.ts";

type Typed = { form: Record<string, string>; picked: string[] };
type FieldsOf = (given: Typed & { sending: Sending; field: ReturnType<typeof fieldOf>; pick: (picked: string[]) => void }) => ReactNode;

/** A small form beside the people: typed, sent, closed. `wrongIn` says what is missing before anything is sent. */
function AroundForm({ caseId, name, verb, submit, about, glyph, begins, send, wrongIn, children }: { caseId: string; name: string; verb: string; submit?: string; about?: string; glyph: Glyph; begins: Record<string, string>; send: (api: Api, typed: Typed) => Promise<unknown>; wrongIn: (typed: Typed) => FieldWrong[]; children: FieldsOf }) {
  return (
    <FormPanel verb={verb} about={about} glyph={glyph}>
      {(close) => <AroundFields {...{ caseId, name, submit: submit ?? verb, begins, send, wrongIn, close }}>{children}</AroundFields>}
    </FormPanel>
  );
}

function AroundFields({ caseId, name, submit, begins, send, wrongIn, close, children }: { caseId: string; name: string; submit: string; begins: Record<string, string>; send: (api: Api, typed: Typed) => Promise<unknown>; wrongIn: (typed: Typed) => FieldWrong[]; close: () => void; children: FieldsOf }) {
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const sending = useSending(name);
  const [form, setForm] = useState(begins);
  const [picked, pick] = useState<string[]>([]);
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  async function keep() {
    const sent = await sending.send(async () => {
      await send(api, { form, picked });
      await changed();
    }, wrongIn({ form, picked }));
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={submit} onSubmit={() => void keep()} onCancel={close}>
      {children({ form, picked, sending, field, pick })}
    </SendForm>
  );
}

type ChipsProps = { sending: Sending; path: string; legend: string; options: { value: string; label: string }[]; value: string[]; onChange: (value: string[]) => void };
function Chips({ sending, path, legend, options, value, onChange }: ChipsProps) {
  const id = sending.id(path);
  const error = sending.errorOf(path);
  return (
    <div id={id} tabIndex={-1} className={error === null ? "field" : "field field--wrong"}>
      <ChipGroup legend={legend} choice="many" options={options} value={value} onChange={onChange} />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

/** Where the child lived before the case knew. */
export function HomeForm({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  const choices = useChoices();
  return (
    <AroundForm
      caseId={caseId}
      name="home"
      verb={say(words.addHome)}
      glyph={IconHomePlus}
      begins={{ kind: "", withName: "", source: "", validFrom: "", validTo: "" }}
      wrongIn={({ form }) => [...(form.kind === "" ? [{ path: "kind", message: say(peopleWords.needChoice) }] : []), ...["validFrom", "validTo"].flatMap((path) => (form[path] === "" ? [{ path, message: say(peopleWords.needDay) }] : []))]}
      send={(api, { form }) => api.people.addResidence({ caseId, kind: form.kind as "kin", withPersonId: null, withName: form.withName!, source: form.source!, validFrom: form.validFrom!, validTo: form.validTo! })}
    >
      {({ field }) => (
        <>
          <SelectField {...field("kind")} label={say(words.kind)} options={choices(homeWords, residenceKinds)} />
          <TextField {...field("withName")} label={say(words.with)} need="optional" maxLength={200} />
          <div className="field-pair">
            <DateField {...field("validFrom")} label={say(peopleWords.startsOn)} need="required" />
            <DateField {...field("validTo")} label={say(peopleWords.endsOn)} need="required" />
          </div>
          <TextField {...field("source")} label={say(words.source)} need="optional" maxLength={500} />
        </>
      )}
    </AroundForm>
  );
}

/** How an adult who lives apart sees the child. */
export function VisitsForm({ caseId, personId, name }: { caseId: string; personId: string; name: string }) {
  const { say } = useLanguage();
  const choices = useChoices();
  const today = useToday();
  return (
    <AroundForm
      caseId={caseId}
      name={`visits-${personId}`}
      verb={say(words.addVisits)}
      about={name}
      glyph={IconUsers}
      begins={{ supervision: "", words: "", validFrom: today }}
      wrongIn={({ form }) => [...(form.supervision === "" ? [{ path: "supervision", message: say(peopleWords.needChoice) }] : []), ...(form.validFrom === "" ? [{ path: "validFrom", message: say(peopleWords.needDay) }] : [])]}
      send={(api, { form }) => api.people.addVisitTerms({ caseId, personId, supervision: form.supervision as "none", words: form.words!, validFrom: form.validFrom! })}
    >
      {({ field }) => (
        <>
          <SelectField {...field("supervision")} label={say(words.how)} options={choices(supervisionNames, supervisions)} />
          <TextField {...field("words")} label={say(words.details)} need="optional" maxLength={500} />
          <DateField {...field("validFrom")} label={say(peopleWords.startsOn)} need="required" />
        </>
      )}
    </AroundForm>
  );
}

/** The papers of the case to choose from. */
function useDocuments(caseId: string): { value: string; label: string }[] {
  const answer = useAnswer(["documents.list", caseId], (api) => api.documents.list({ caseId }));
  return (answer.data?.documents ?? []).filter((one) => one.removed === null).map((one) => ({ value: one.documentId, label: one.title }));
}

/** What somebody may not learn; it decides at once. */
export function LimitForm({ caseId, personId, name }: { caseId: string; personId: string; name: string }) {
  const { say } = useLanguage();
  const choices = useChoices();
  const today = useToday();
  const documents = useDocuments(caseId);
  return (
    <AroundForm
      caseId={caseId}
      name={`limit-${personId}`}
      verb={say(words.addLimit)}
      submit={say(words.keep)}
      about={name}
      glyph={IconEyeOff}
      begins={{ words: "", documentId: "", validFrom: today, validTo: "" }}
      wrongIn={({ form, picked }) => [...(picked.length === 0 ? [{ path: "topics", message: say(peopleWords.needScope) }] : []), ...(form.validFrom === "" ? [{ path: "validFrom", message: say(peopleWords.needDay) }] : [])]}
      send={(api, { form, picked }) => api.people.addLimit({ caseId, personId, topics: picked as "record"[], words: form.words!, documentId: form.documentId || null, validFrom: form.validFrom!, validTo: form.validTo || null })}
    >
      {({ field, sending, picked, pick }) => (
        <>
          <Chips sending={sending} path="topics" legend={say(words.topics)} options={choices(topicWords, limitTopics)} value={picked} onChange={pick} />
          <SelectField {...field("documentId")} label={say(words.document)} empty={say(words.noDocument)} options={documents} />
          <TextField {...field("words")} label={say(words.details)} need="optional" maxLength={500} />
          <div className="field-pair">
            <DateField {...field("validFrom")} label={say(peopleWords.startsOn)} need="required" />
            <DateField {...field("validTo")} label={say(peopleWords.endsOn)} need="optional" />
          </div>
        </>
      )}
    </AroundForm>
  );
}

/** An order of protection, read from its paper. */
export function OrderForm({ found }: { found: CaseView }) {
  const { say } = useLanguage();
  const choices = useChoices();
  const today = useToday();
  const documents = useDocuments(found.caseId);
  const people = found.people.filter((one, place, all) => all.findIndex((other) => other.personId === one.personId) === place);
  const [protects, setProtects] = useState<string[]>([]);
  const named = people.map((one) => ({ value: one.personId, label: fullName(one) }));
  return (
    <AroundForm
      caseId={found.caseId}
      name="order"
      verb={say(words.addOrder)}
      glyph={IconShieldPlus}
      begins={{ againstId: "", againstName: "", words: "", documentId: "", validFrom: today, validTo: "" }}
      wrongIn={({ form, picked }) => [
        ...(protects.length === 0 ? [{ path: "protects", message: say(peopleWords.needScope) }] : []),
        ...(form.againstId === "" && form.againstName === "" ? [{ path: "againstId", message: say(peopleWords.needChoice) }] : []),
        ...(picked.length === 0 ? [{ path: "terms", message: say(peopleWords.needScope) }] : []),
      ]}
      send={(api, { form, picked }) => api.people.addOrder({ caseId: found.caseId, protects, againstId: form.againstId || null, againstName: form.againstName!, terms: picked as "no_contact"[], words: form.words!, documentId: form.documentId || null, validFrom: form.validFrom!, validTo: form.validTo || null })}
    >
      {({ field, form, sending, picked, pick }) => (
        <>
          <Chips sending={sending} path="protects" legend={say(words.protects)} options={named} value={protects} onChange={setProtects} />
          <SelectField {...field("againstId")} label={say(words.against)} empty={say(words.againstOther)} options={named.filter((one) => !protects.includes(one.value))} />
          {form.againstId === "" ? <TextField {...field("againstName")} label={say(words.againstOther)} maxLength={200} /> : null}
          <Chips sending={sending} path="terms" legend={say(words.terms)} options={choices(termWords, orderTerms)} value={picked} onChange={pick} />
          <SelectField {...field("documentId")} label={say(words.document)} empty={say(words.noDocument)} options={documents} />
          <TextField {...field("words")} label={say(words.details)} need="optional" maxLength={500} />
          <div className="field-pair">
            <DateField {...field("validFrom")} label={say(peopleWords.startsOn)} need="required" />
            <DateField {...field("validTo")} label={say(peopleWords.endsOn)} need="optional" />
          </div>
        </>
      )}
    </AroundForm>
  );
}

/** Ends an order, visits or a limit on a day. */
export function EndAroundForm({ caseId, what, recordId, about }: { caseId: string; what: "order" | "visits" | "limit"; recordId: string; about: string }) {
  const { say } = useLanguage();
  const today = useToday();
  return (
    <AroundForm caseId={caseId} name={`end-${recordId}`} verb={say(words.ended)} about={about} glyph={IconCalendarOff} begins={{ validTo: today }} wrongIn={({ form }) => (form.validTo === "" ? [{ path: "validTo", message: say(peopleWords.needDay) }] : [])} send={(api, { form }) => api.people.endAround({ caseId, what, recordId, validTo: form.validTo! })}>
      {({ field }) => <DateField {...field("validTo")} label={say(peopleWords.lastDay)} need="required" />}
    </AroundForm>
  );
}
