import { IconAlertTriangle, IconGavel, IconMail, IconScale, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { isAssessed } from "../clocks.rules.ts";
import { type Breach, conclusions, factorMarks, noticeKinds } from "../breaches.contract.ts";
import { words } from "../screens.words.ts";
import { conclusionNames, factorLabels, markNames, noticeNames } from "../words.ts";
import { Asked, DeskRows, FamilyField, Standing, useDeskChanged } from "./shared.tsx";

/** The register of incidents, with the four factors, what was concluded, and the notices. */
export function BreachesPart() {
  const { say } = useLanguage();
  const answer = useAnswer(["privacy", "breaches"], (api) => api.privacy.breaches.list());
  return (
    <section className="part" aria-labelledby="breaches">
      <h2 id="breaches">{say(words.breaches)}</h2>
      <p className="soft">{say(words.breachesWhy)}</p>
      <FormPanel verb={say(words.addBreach)} glyph={IconAlertTriangle}>{(close) => <AddFields today={answer.data?.today ?? ""} close={close} />}</FormPanel>
      <Asked answer={answer}>
        {({ breaches, today }) =>
          breaches.length === 0 ? (
            <EmptyState sentence={say(words.noBreaches)} />
          ) : (
            <DeskRows rows={breaches}>{(one) => <OneBreach key={one.breachId} one={one} today={today} />}</DeskRows>
          )
        }
      </Asked>
    </section>
  );
}

function OneBreach({ one, today }: { one: Breach; today: string }) {
  const { say, language, day } = useLanguage();
  const title = words.incident[language](day(one.discoveredOn, "full"));
  const due = one.notices.filter((each) => each.dueOn !== null);
  const owed = due.filter((each) => each.givenOn === null);
  return (
    <li className="desk-row" id={`breach-${one.breachId}`} tabIndex={-1}>
      <div className="desk-head">
        <strong>{title}</strong>
        <Standing standing={one.state === "closed" ? "done" : owed.some((each) => each.dueOn! < today) ? "late" : "asks"}>{say(words.states[one.state])}</Standing>
      </div>
      <p>{one.what}</p>
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.whom), value: one.whom, detail: `${say(words.affected)}: ${one.affected ?? say(words.notKnown)}` },
          ...one.factors.filter((each) => each.mark !== null || each.words !== "").map((each) => ({ label: say(factorLabels[each.factor]), value: each.words, ...(each.mark === null ? {} : { detail: `${say(words.mark)}: ${say(markNames[each.mark])}` }) })),
          ...(one.conclusion === null ? [] : [{ label: say(words.concluded), value: `${say(conclusionNames[one.conclusion])}. ${one.conclusionWords}`, detail: day(one.concludedOn ?? today, "full") }]),
          ...one.families.map((each) => ({ label: words.inAccounting[language](each.personName), value: each.recipient, detail: [each.childName, day(each.disclosedOn, "full")].join(", ") })),
          ...due.map((each) => ({ label: say(noticeNames[each.kind]), value: each.givenOn === null ? (each.dueOn! < today ? words.lateSince : words.dueOn)[language](day(each.dueOn!, "full")) : words.given[language](day(each.givenOn, "full")) })),
        ]}
      />
      <span className="desk-verbs">
        {one.conclusion === null ? (
          <FormPanel verb={say(words.assess)} about={title} glyph={IconScale}>
            {(close) => <FactorFields one={one} close={close} />}
          </FormPanel>
        ) : null}
        {one.conclusion === null ? (
          <FormPanel verb={say(words.conclude)} about={title} glyph={IconGavel}>
            {(close) => <ConcludeFields one={one} close={close} />}
          </FormPanel>
        ) : null}
        {one.conclusion === "excepted" ? null : (
          <FormPanel verb={say(words.nameFamily)} about={title} glyph={IconUserPlus}>
            {(close) => <FamilyFields one={one} today={today} close={close} />}
          </FormPanel>
        )}
        {owed.length > 0 ? (
          <FormPanel verb={say(words.giveNotice)} about={title} glyph={IconMail}>
            {(close) => <NoticeFields one={one} owed={owed.map((each) => each.kind)} today={today} close={close} />}
          </FormPanel>
        ) : null}
      </span>
    </li>
  );
}

const isNumber = (text: string) => /^\d{0,7}$/.test(text.trim());
const numberOf = (text: string) => (text.trim() === "" ? null : Number(text));

function AddFields({ today, close }: { today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const sending = useSending("add-breach");
  const [form, setForm] = useState({ discoveredOn: today, happenedOn: "", what: "", whom: "", affected: "" });
  const field = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    const wrong = [
      ...(form.discoveredOn === "" ? [{ path: "discoveredOn", message: say(words.needDay) }] : []),
      ...(form.what.trim().length < 10 ? [{ path: "what", message: say(words.needWhat) }] : []),
      ...(form.whom.trim() === "" ? [{ path: "whom", message: say(words.needWhom) }] : []),
      ...(isNumber(form.affected) ? [] : [{ path: "affected", message: say(words.needNumber) }]),
    ];
    const sent = await sending.send(async () => {
      await api.privacy.breaches.add({ discoveredOn: form.discoveredOn, happenedOn: form.happenedOn || null, what: form.what, whom: form.whom, affected: numberOf(form.affected) });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="add-breach" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <div className="field-pair">
        <DateField {...field("discoveredOn")} label={say(words.discoveredOn)} max={today} need="required" />
        <DateField {...field("happenedOn")} label={say(words.happenedOn)} max={today} need="optional" />
      </div>
      <TextArea {...field("what")} label={say(words.whatHappened)} maxLength={2000} />
      <TextArea {...field("whom")} label={say(words.whom)} maxLength={2000} />
      <TextField {...field("affected")} label={say(words.affected)} maxLength={7} need="optional" />
    </SendForm>
  );
}

/** Of whom the incident disclosed something: it stands in that person's accounting from then on. */
function FamilyFields({ one, today, close }: { one: Breach; today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const name = `family-${one.breachId}`;
  const sending = useSending(name);
  const [form, setForm] = useState({ caseId: "", personId: "", disclosedOn: one.happenedOn ?? one.discoveredOn, recipient: "", what: "" });
  const set = (key: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [key]: value, ...(key === "caseId" ? { personId: "" } : {}) }));
  const field = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: set(key), error: sending.errorOf(key) });
  const found = useAnswer(["cases.get", form.caseId], (client) => client.cases.get({ caseId: form.caseId }), { when: form.caseId === "" ? "not_yet" : "now" });
  const people = (found.data?.people ?? []).filter((each) => each.part === "child" || each.part === "caregiver").map((each) => ({ value: each.personId, label: `${each.givenName} ${each.familyName}`.trim() }));
  async function submit() {
    const wrong = [
      ...(form.caseId === "" ? [{ path: "caseId", message: say(words.needFamily) }] : []),
      ...(form.personId === "" ? [{ path: "personId", message: say(words.needChoice) }] : []),
      ...(form.disclosedOn === "" ? [{ path: "disclosedOn", message: say(words.needDay) }] : []),
      ...(form.recipient.trim() === "" ? [{ path: "recipient", message: say(words.needWords) }] : []),
      ...(form.what.trim() === "" ? [{ path: "what", message: say(words.needWords) }] : []),
    ];
    const sent = await sending.send(async () => {
      await api.privacy.breaches.name({ ...form, breachId: one.breachId });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.nameFamilyWhy)}</p>
      <FamilyField sending={sending} value={form.caseId} onChange={set("caseId")} />
      <SelectField {...field("personId")} label={say(words.whoseRecord)} options={people} />
      <DateField {...field("disclosedOn")} label={say(words.disclosedOn)} max={today} need="required" />
      <TextField {...field("recipient")} label={say(words.whoGotIt)} maxLength={300} need="required" />
      <TextArea {...field("what")} label={say(words.whatLeft)} maxLength={900} />
    </SendForm>
  );
}

function FactorFields({ one, close }: { one: Breach; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const name = `factors-${one.breachId}`;
  const sending = useSending(name);
  const [factors, setFactors] = useState(one.factors);
  const [affected, setAffected] = useState(one.affected === null ? "" : String(one.affected));
  const set = (place: number, next: Partial<Breach["factors"][number]>) => setFactors((before) => before.map((each, at) => (at === place ? { ...each, ...next } : each)));
  async function submit() {
    const sent = await sending.send(async () => {
      await api.privacy.breaches.assess({ breachId: one.breachId, revision: one.revision, affected: numberOf(affected), factors });
      await changed();
    }, isNumber(affected) ? [] : [{ path: "affected", message: say(words.needNumber) }]);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      {factors.map((each, place) => (
        <fieldset key={each.factor} className="desk-factor">
          <legend>{say(factorLabels[each.factor])}</legend>
          <TextArea id={sending.id(`factors.${place}.words`)} label={say(words.reviewWords)} value={each.words} maxLength={2000} onChange={(text) => set(place, { words: text })} />
          <SelectField id={sending.id(`factors.${place}.mark`)} label={say(words.mark)} width="short" value={each.mark ?? ""} onChange={(mark) => set(place, { mark: factorMarks.find((found) => found === mark) ?? null })} options={factorMarks.map((value) => ({ value, label: say(markNames[value]) }))} />
        </fieldset>
      ))}
      <TextField id={sending.id("affected")} label={say(words.affected)} value={affected} onChange={setAffected} error={sending.errorOf("affected")} maxLength={7} need="optional" />
    </SendForm>
  );
}

function ConcludeFields({ one, close }: { one: Breach; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const name = `conclude-${one.breachId}`;
  const sending = useSending(name);
  const [conclusion, setConclusion] = useState("");
  const [text, setText] = useState("");
  async function submit() {
    const found = conclusions.find((each) => each === conclusion);
    const wrong = [...(found === undefined ? [{ path: "conclusion", message: say(words.needChoice) }] : found === "low_probability" && !isAssessed(one.factors) ? [{ path: "conclusion", message: say(words.needFactors) }] : []), ...(text.trim().length < 10 ? [{ path: "words", message: say(words.needReason) }] : [])];
    const sent = await sending.send(async () => {
      await api.privacy.breaches.conclude({ breachId: one.breachId, revision: one.revision, conclusion: found!, words: text });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.conclude)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("conclusion")} label={say(words.conclusion)} value={conclusion} onChange={setConclusion} error={sending.errorOf("conclusion")} options={conclusions.map((value) => ({ value, label: say(conclusionNames[value]) }))} />
      <TextArea id={sending.id("words")} label={say(words.reason)} value={text} maxLength={2000} onChange={setText} error={sending.errorOf("words")} />
    </SendForm>
  );
}

function NoticeFields({ one, owed, today, close }: { one: Breach; owed: readonly (typeof noticeKinds)[number][]; today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const name = `notice-${one.breachId}`;
  const sending = useSending(name);
  const [notice, setNotice] = useState<string>(owed[0] ?? "individuals");
  const [givenOn, setGivenOn] = useState(today);
  async function submit() {
    const found = noticeKinds.find((each) => each === notice);
    const wrong = [...(found === undefined ? [{ path: "notice", message: say(words.needChoice) }] : []), ...(givenOn === "" ? [{ path: "givenOn", message: say(words.needDay) }] : [])];
    const sent = await sending.send(async () => {
      await api.privacy.breaches.notify({ breachId: one.breachId, revision: one.revision, notice: found!, givenOn });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("notice")} label={say(words.whichNotice)} value={notice} onChange={setNotice} error={sending.errorOf("notice")} options={owed.map((value) => ({ value, label: say(noticeNames[value]) }))} />
      <DateField id={sending.id("givenOn")} label={say(words.givenOn)} value={givenOn} max={today} onChange={setGivenOn} error={sending.errorOf("givenOn")} need="required" />
    </SendForm>
  );
}
