import { IconCalendarPlus, IconCheck, IconInbox, IconMailCheck, IconMessage } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, Segments, SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { runsOutOn } from "../clocks.rules.ts";
import { amendmentKinds, denialGrounds, type OwnRequest } from "../requests.contract.ts";
import { words } from "../screens.words.ts";
import { groundNames, requestKindNames } from "../words.ts";
import { Asked, DeskRows, FamilyField, ReasonPanel, Standing, useDeskChanged, useStaffChoices } from "./shared.tsx";

type State = "waiting" | "answered";

/** What people ask about their records: for whoever answers for privacy, for whoever took it in, and for the author who is asked to append. */
export function RequestsPart() {
  const { say } = useLanguage();
  const [state, setState] = useState<State>("waiting");
  const answer = useAnswer(["privacy", "requests", state], (api) => api.privacy.requests.list({ state }));
  return (
    <section className="part" aria-labelledby="requests">
      <h2 id="requests">{say(words.requests)}</h2>
      <p className="soft">{say(words.requestsWhy)}</p>
      <FormPanel verb={say(words.addRequest)} glyph={IconInbox}>{(close) => <AddFields today={answer.data?.today ?? ""} close={close} />}</FormPanel>
      <Segments legend={say(words.which)} value={state} onChange={(next) => setState(next === "answered" ? "answered" : "waiting")} options={[{ value: "waiting", label: say(words.showWaiting) }, { value: "answered", label: say(words.showAnswered) }]} />
      <Asked answer={answer}>
        {({ requests, today }) =>
          requests.length === 0 ? (
            <EmptyState sentence={say(state === "waiting" ? words.noRequests : words.noneAnswered)} />
          ) : (
            <DeskRows key={state} rows={requests}>{(one) => <OneRequest key={one.requestId} one={one} today={today} />}</DeskRows>
          )
        }
      </Asked>
    </section>
  );
}

function OneRequest({ one, today }: { one: OwnRequest; today: string }) {
  const { say, language, day } = useLanguage();
  const last = runsOutOn(one);
  const clock = one.answer !== null ? null : last === null ? say(words.noClock) : (last < today ? words.lateSince : words.dueOn)[language](day(last, "full"));
  const answered = one.answer === null ? null : words.answeredOn[language](say(one.answer === "accepted" || one.answer === "denied" ? words.answers[one.answer] : words.answered), day(one.answeredOn ?? today, "full"));
  return (
    <li className="desk-row" id={`request-${one.requestId}`} tabIndex={-1}>
      <div className="desk-head">
        <strong>{words.of[language](one.personName, one.childName)}</strong>
        <span>{say(requestKindNames[one.kind])}</span>
        {clock === null ? null : <Standing standing={last === null ? "rests" : last < today ? "late" : "asks"}>{clock}</Standing>}
      </div>
      <p>{one.asked}</p>
      {one.extension === null ? null : <p className="soft">{words.extendedTo[language](one.extension.reason, day(one.extension.noticedOn, "full"))}</p>}
      {answered === null ? null : (
        <p>
          {answered}. {one.ground === null ? "" : `${say(groundNames[one.ground])}. `}
          {one.answerWords}
        </p>
      )}
      {one.authorName === null ? null : <p className="soft">{one.appendedOn === null ? words.waitsForAuthor[language](one.authorName) : words.appendedOn[language](one.authorName, day(one.appendedOn, "full"))}</p>}
      {one.statement === null ? null : <p>{`${say(words.statementIs)}: ${one.statement}`}</p>}
      {one.rebuttal === null ? null : <p>{`${say(words.rebuttalIs)}: ${one.rebuttal}`}</p>}
      <Verbs one={one} today={today} />
    </li>
  );
}

function Verbs({ one, today }: { one: OwnRequest; today: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const api = useApi();
  const changed = useDeskChanged();
  const sending = useSending(`append-${one.requestId}`);
  const { caseId, requestId } = one;
  const about = words.of[language](one.personName, one.childName);
  const handles = hasRole(me, "privacy_officer");
  const mayExtend = handles && one.answer === null && one.dueOn !== null && one.extension === null && one.dueOn >= today;
  const appends = one.authorId !== null && one.appendedOn === null && (handles || one.authorId === me.staffId);
  const disagrees = handles && one.kind === "amendment" && one.answer === "denied";
  return (
    <span className="desk-verbs" id={`append-${requestId}`} tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {one.kind === "access" && one.answer === null ? <Link href={`/app/families/${caseId}/release`}>{say(words.toRelease)}</Link> : null}
      {handles && one.answer === null && one.kind !== "access" ? (
        <FormPanel verb={say(words.answer)} about={about} glyph={IconMailCheck}>
          {(close) => <AnswerFields one={one} close={close} />}
        </FormPanel>
      ) : null}
      {mayExtend ? (
        <FormPanel verb={say(words.extend)} about={about} glyph={IconCalendarPlus}>
          {(close) => <ExtendFields one={one} today={today} close={close} />}
        </FormPanel>
      ) : null}
      {appends ? <Link href={`/app/families/${caseId}/record`}>{say(words.openRecord)}</Link> : null}
      {appends ? (
        <Button glyph={IconCheck} state={sending.state} aria-label={`${say(words.appended)}: ${about}`} onClick={() => void sending.send(async () => {
          await api.privacy.requests.append({ requestId });
          await changed();
        })}>
          {say(words.appended)}
        </Button>
      ) : null}
      {disagrees && one.statement === null ? <ReasonPanel name={`statement-${requestId}`} verb={words.statement} about={about} glyph={IconMessage} label={words.statementIs} least={1} run={(text) => api.privacy.requests.state({ caseId, requestId, what: "statement", words: text })} /> : null}
      {disagrees && one.statement !== null && one.rebuttal === null ? <ReasonPanel name={`rebuttal-${requestId}`} verb={words.rebuttal} about={about} glyph={IconMessage} label={words.rebuttalIs} least={1} run={(text) => api.privacy.requests.state({ caseId, requestId, what: "rebuttal", words: text })} /> : null}
    </span>
  );
}

function AddFields({ today, close }: { today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const sending = useSending("add-own-request");
  const [caseId, setCaseId] = useState("");
  const [form, setForm] = useState<{ kind: string; personId: string; receivedOn: string; asked: string }>({ kind: "amendment", personId: "", receivedOn: today, asked: "" });
  const field = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  const family = useAnswer(["cases.get", caseId], (given) => given.cases.get({ caseId }), { when: caseId === "" ? "not_yet" : "now" });
  const adults = [...new Map((family.data?.people ?? []).filter((one) => one.part === "caregiver").map((one) => [one.personId, `${one.givenName} ${one.familyName}`.trim()]))].map(([value, label]) => ({ value, label }));
  async function submit() {
    const wrong = [
      ...(caseId === "" ? [{ path: "caseId", message: say(words.needFamily) }] : []),
      ...(form.personId === "" ? [{ path: "personId", message: say(words.needWho) }] : []),
      ...(form.receivedOn === "" ? [{ path: "receivedOn", message: say(words.needDay) }] : []),
      ...(form.asked.trim() === "" ? [{ path: "asked", message: say(words.needWords) }] : []),
    ];
    const sent = await sending.send(async () => {
      await api.privacy.requests.add({ caseId, personId: form.personId, kind: amendmentKinds.find((one) => one === form.kind) ?? "amendment", receivedOn: form.receivedOn, asked: form.asked });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="add-own-request" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.addWhy)}</p>
      <FamilyField sending={sending} value={caseId} onChange={setCaseId} />
      <SelectField {...field("personId")} label={say(words.whoAsks)} hint={caseId === "" ? say(words.familyFirst) : undefined} options={adults} />
      <RadioGroup {...field("kind")} label={say(words.requestKind)} options={amendmentKinds.map((value) => ({ value, label: say(requestKindNames[value]) }))} />
      <DateField {...field("receivedOn")} label={say(words.receivedOn)} max={today} need="required" />
      <TextArea {...field("asked")} label={say(words.asked)} maxLength={4000} />
    </SendForm>
  );
}

function AnswerFields({ one, close }: { one: OwnRequest; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const staff = useStaffChoices();
  const name = `answer-${one.requestId}`;
  const sending = useSending(name);
  const [form, setForm] = useState({ answer: "", ground: "", authorId: "", words: "" });
  const field = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  const amends = one.kind === "amendment";
  const answer = form.answer === "accepted" || form.answer === "denied" ? form.answer : null;
  async function submit() {
    const wrong = [
      ...(answer === null ? [{ path: "answer", message: say(words.needChoice) }] : []),
      ...(amends && answer === "denied" && form.ground === "" ? [{ path: "ground", message: say(words.needChoice) }] : []),
      ...(amends && answer === "accepted" && form.authorId === "" ? [{ path: "authorId", message: say(words.needChoice) }] : []),
      ...(form.words.trim() === "" ? [{ path: "words", message: say(words.needWords) }] : []),
    ];
    const sent = await sending.send(async () => {
      await api.privacy.requests.answer({ caseId: one.caseId, requestId: one.requestId, answer: answer!, ground: denialGrounds.find((each) => amends && answer === "denied" && each === form.ground) ?? null, authorId: amends && answer === "accepted" ? form.authorId : null, words: form.words });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup {...field("answer")} label={say(words.answer)} options={[{ value: "accepted", label: say(words.answers.accepted) }, { value: "denied", label: say(words.answers.denied) }]} />
      {amends && answer === "denied" ? <SelectField {...field("ground")} label={say(words.ground)} hint={say(words.groundHint)} options={denialGrounds.map((value) => ({ value, label: say(groundNames[value]) }))} /> : null}
      {amends && answer === "accepted" ? <SelectField {...field("authorId")} label={say(words.author)} options={staff} /> : null}
      <TextArea {...field("words")} label={say(words.reviewWords)} maxLength={4000} />
    </SendForm>
  );
}

function ExtendFields({ one, today, close }: { one: OwnRequest; today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const name = `extend-${one.requestId}`;
  const sending = useSending(name);
  const [reason, setReason] = useState("");
  const [noticedOn, setNoticedOn] = useState(today);
  async function submit() {
    const wrong = [...(reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : []), ...(noticedOn === "" ? [{ path: "noticedOn", message: say(words.needDay) }] : [])];
    const sent = await sending.send(async () => {
      await api.privacy.requests.extend({ caseId: one.caseId, requestId: one.requestId, reason, noticedOn });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.extend)} onSubmit={() => void submit()} onCancel={close}>
      <TextArea id={sending.id("reason")} label={say(words.reason)} value={reason} maxLength={2000} onChange={setReason} error={sending.errorOf("reason")} />
      <DateField id={sending.id("noticedOn")} label={say(words.noticedOn)} value={noticedOn} max={today} onChange={setNoticedOn} error={sending.errorOf("noticedOn")} need="required" />
    </SendForm>
  );
}
