import { IconGavel, IconInbox, IconMailCheck, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { fieldOf, useChoices } from "#features/cases/screens/fields.tsx";
import { orderable, type RecordsRequest, requestAnswers, requestKinds } from "../requests.contract.ts";
import { answerNames, openShort, requestNames, words } from "../screens.words.ts";
import { type FormValues, OpensField, Part, useReleaseChanged } from "./shared.tsx";

/** Subpoenas, orders and adults' own requests, with their days and how they were answered. */
export function Requests({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const { say } = useLanguage();
  const me = useMe();
  const list = usePages(["release.requests.list", caseId], (api, after) => api.release.requests.list({ caseId, ...(after === null ? {} : { after }) }));
  const requests = list.pages.flatMap((page) => page.requests);
  const first = list.pages[0];
  return (
    <Part id="records-requests" title={words.requests} asked={{ isPending: list.state === "loading", isError: list.state === "failed", error: list.fault, refetch: list.again }}>
      {() => (
        <>
          {hasRole(me, "clinician", "trainee", "supervisor", "administrator", "front_desk", "privacy_officer") ? (
            <FormPanel verb={say(words.addRequest)} glyph={IconInbox}>
              {(close) => <AddFields caseId={caseId} today={first?.today ?? ""} accessDays={first?.accessDays ?? 0} onDone={onDone} close={close} />}
            </FormPanel>
          ) : null}
          {requests.length === 0 ? <EmptyState sentence={say(words.noRequests)} /> : null}
          <ul className="release-rows">
            {requests.map((one) => (
              <Row key={one.requestId} caseId={caseId} one={one} today={first?.today ?? ""} onDone={onDone} />
            ))}
          </ul>
          {list.more === null ? null : (
            <p>
              <Button state={list.more.state} onClick={list.more.fetch}>
                {say(words.more)}
              </Button>
            </p>
          )}
        </>
      )}
    </Part>
  );
}

function Row({ caseId, one, today, onDone }: { caseId: string; one: RecordsRequest; today: string; onDone: () => void }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const sending = useSending(`handle-${one.requestId}`);
  const isOpen = one.answer === null;
  const handles = hasRole(me, "privacy_officer") && isOpen;
  const given = { caseId, one, onDone };
  return (
    <li className="release-row">
      <span className="release-head">
        <strong>{one.asker}</strong>
        <span>{say(requestNames[one.kind])}</span>
        {one.caseNumber === "" ? null : <span>{one.caseNumber}</span>}
        {isOpen ? <span className="mark">{[words.dueBy[language](day(one.dueOn, "full")), ...(one.dueOn < today ? [say(words.late)] : [])].join(" · ")}</span> : null}
      </span>
      <p>{one.asked}</p>
      {one.kind === "access" ? null : (
        <p className="soft">
          {one.reviewedByName === null ? say(words.notReviewed) : `${words.reviewedBy[language](one.reviewedByName)} ${say(one.judgeSigned ? words.judgeYes : words.judgeNo)} ${one.opens.map((each) => say(openShort[each])).join(" · ")}`}
        </p>
      )}
      {one.answer === null || one.answeredOn === null ? null : (
        <p>
          {words.answeredOn[language](say(answerNames[one.answer]), day(one.answeredOn, "full"))} {one.answerWords}
        </p>
      )}
      {handles ? (
        <div id={`handle-${one.requestId}`} tabIndex={-1}>
          <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
          {one.handling ? <p className="soft">{say(words.handling)}</p> : null}
          <span className="release-verbs">
            {one.handling ? null : (
              <Button glyph={IconPlayerPlay} state={sending.state} aria-label={`${say(words.handle)}: ${one.asker}`} onClick={() => void sending.send(async () => {
                await api.release.requests.handle({ caseId, requestId: one.requestId });
                await changed();
                onDone();
              })}>
                {say(words.handle)}
              </Button>
            )}
            {one.kind === "access" ? null : (
              <FormPanel verb={say(words.review)} about={one.asker} glyph={IconGavel}>
                {(close) => <ReviewFields {...given} close={close} />}
              </FormPanel>
            )}
            <FormPanel verb={say(words.answer)} about={one.asker} glyph={IconMailCheck}>
              {(close) => <AnswerFields {...given} close={close} />}
            </FormPanel>
          </span>
        </div>
      ) : null}
    </li>
  );
}

function useAdults(caseId: string) {
  const family = useAnswer(["cases.get", caseId], (api) => api.cases.get({ caseId }));
  return [...new Map((family.data?.people ?? []).filter((one) => one.part === "caregiver").map((one) => [one.personId, `${one.givenName} ${one.familyName}`.trim()]))].map(([value, label]) => ({ value, label }));
}

function AddFields({ caseId, today, accessDays, onDone, close }: { caseId: string; today: string; accessDays: number; onDone: () => void; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const choices = useChoices();
  const adults = useAdults(caseId);
  const sending = useSending("add-request");
  const [form, setForm] = useState<FormValues>({ kind: "subpoena", receivedOn: today });
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  const kind = requestKinds.find((one) => one === form.kind) ?? "subpoena";
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (kind === "access" ? !form.personId : (form.asker ?? "").trim() === "") wrong.push({ path: kind === "access" ? "personId" : "asker", message: say(kind === "access" ? words.choose : words.need) });
    if (!form.receivedOn) wrong.push({ path: "receivedOn", message: say(words.needDay) });
    if (kind !== "access" && !form.dueOn) wrong.push({ path: "dueOn", message: say(words.needDay) });
    if ((form.asked ?? "").trim() === "") wrong.push({ path: "asked", message: say(words.need) });
    const sent = await sending.send(async () => {
      await api.release.requests.add({ caseId, kind, receivedOn: form.receivedOn!, dueOn: kind === "access" ? null : form.dueOn!, asker: kind === "access" ? "" : form.asker!, personId: kind === "access" ? form.personId! : null, caseNumber: form.caseNumber ?? "", asked: form.asked! });
      await changed();
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="add-request" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField {...field("kind")} label={say(words.requestKind)} options={choices(requestNames)} />
      {kind === "access" ? <SelectField {...field("personId")} label={say(words.whichAdult)} hint={words.accessDue[language](accessDays)} options={adults} /> : <TextField {...field("asker")} label={say(words.asker)} maxLength={200} need="required" />}
      <div className="field-pair">
        <DateField {...field("receivedOn")} label={say(words.receivedOn)} max={today} need="required" />
        {kind === "access" ? null : <DateField {...field("dueOn")} label={say(words.dueOn)} need="required" />}
      </div>
      {kind === "access" ? null : <TextField {...field("caseNumber")} label={say(words.caseNumber)} maxLength={100} need="optional" />}
      <TextArea {...field("asked")} label={say(words.asked)} maxLength={2000} />
    </SendForm>
  );
}

type Handled = { caseId: string; one: RecordsRequest; onDone: () => void; close: () => void };

function ReviewFields({ caseId, one, onDone, close }: Handled) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const adults = useAdults(caseId);
  const sending = useSending("review-request");
  const [judge, setJudge] = useState<"yes" | "no">(one.judgeSigned ? "yes" : "no");
  const [opens, setOpens] = useState<string[]>(one.opens);
  const [person, setPerson] = useState(one.opensPersonId ?? "");
  const isOfAdult = opens.includes("relationship") || opens.includes("caregiver");
  async function submit() {
    const sent = await sending.send(async () => {
      await api.release.requests.review({ caseId, requestId: one.requestId, judgeSigned: judge === "yes", opens: judge === "yes" ? orderable.filter((each) => opens.includes(each)) : [], opensPersonId: isOfAdult && person !== "" ? person : null });
      await changed();
    });
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="review-request" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <CheckField id={sending.id("judgeSigned")} label={say(words.judge)} value={judge} onChange={setJudge} />
      {judge === "yes" ? <OpensField sending={sending} legend={words.orderOpens} options={orderable} value={opens} onChange={setOpens} /> : null}
      {judge === "yes" && isOfAdult ? <SelectField id={sending.id("opensPersonId")} error={sending.errorOf("opensPersonId")} label={say(words.whichAdult)} value={person} onChange={setPerson} options={adults} /> : null}
    </SendForm>
  );
}

function AnswerFields({ caseId, one, onDone, close }: Handled) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const choices = useChoices();
  const sending = useSending("answer-request");
  const [form, setForm] = useState<FormValues>({});
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  async function submit() {
    const answer = requestAnswers.find((each) => each === form.answer);
    const sent = await sending.send(async () => {
      await api.release.requests.answer({ caseId, requestId: one.requestId, answer: answer!, words: form.words ?? "" });
      await changed();
    }, answer === undefined ? [{ path: "answer", message: say(words.choose) }] : []);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="answer-request" sending={sending} submit={say(words.answer)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField {...field("answer")} label={say(words.answerIs)} options={choices(answerNames)} />
      <TextArea {...field("words")} label={say(words.answerWords)} maxLength={2000} need="optional" />
    </SendForm>
  );
}
