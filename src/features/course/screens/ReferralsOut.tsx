import { IconCheck, IconCircle, IconClock, IconMessageReply, IconShare } from "@tabler/icons-react";
import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { CourseView } from "../contract.ts";
import { outcomes, type ReferralOut, releases } from "../resources.contract.ts";
import { outcomeNames, releaseNames, resourceKindNames, resourceWords as words } from "../resources.words.ts";

type Of = { caseId: string; adults: CourseView["adults"]; onDone: () => void };
const stateGlyphs = { open: IconCircle, asks: IconClock, closed: IconCheck };
const stateWords = { open: words.open, asks: words.asks, closed: words.closedLoop };

/** Where the family was sent for help, and what came of it. */
export function ReferralsOut({ caseId, adults, onDone }: Of) {
  const { say, language } = useLanguage();
  const found = useAnswer(["resources.referrals", caseId], (api) => api.resources.referrals({ caseId }));
  if (found.isPending) return <Loading rows={2} />;
  if (found.isError) return <ErrorState sentence={`${say(words.outFailed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const { referrals, may, today } = found.data;
  return (
    <section className="course-block" aria-labelledby="course-referrals">
      <h3 id="course-referrals">{say(words.out)}</h3>
      {referrals.length === 0 ? <p className="soft">{say(words.noneOut)}</p> : null}
      <ul className="course-steps">
        {referrals.map((one) => (
          <ReferralRow key={one.referralId} caseId={caseId} one={one} adults={adults} today={today} mayWrite={may.length > 0} onDone={onDone} />
        ))}
      </ul>
      <div className="course-verbs">
        {may.length > 0 ? (
          <FormPanel verb={say(words.refer)} glyph={IconShare}>
            {(close) => <ReferFields caseId={caseId} adults={adults} today={today} onDone={onDone} close={close} />}
          </FormPanel>
        ) : null}
        {may.length > 0 ? (
          <Link className="button button--second" href="/app/resources">
            {say(words.directory)}
          </Link>
        ) : null}
      </div>
    </section>
  );
}

function ReferralRow({ caseId, one, adults, today, mayWrite, onDone }: Of & { one: ReferralOut; today: string; mayWrite: boolean }) {
  const { say, day } = useLanguage();
  const adult = adults.find((each) => each.personId === one.personId);
  return (
    <li id={`referral-${one.referralId}`} tabIndex={-1} className={`course-step course-step--${one.state === "closed" ? "done" : one.state === "asks" ? "late" : "open"}`}>
      <Icon glyph={stateGlyphs[one.state]} />
      <div className="course-step-what">
        <p>
          <strong>{one.resourceName}</strong> <span className="soft">{[say(resourceKindNames[one.kind]), day(one.referredOn, "full"), one.phone].filter((part) => part !== "").join(" · ")}</span> <span className={one.state === "asks" ? "course-late" : "soft"}>· {say(stateWords[one.state])}</span>
        </p>
        {adult === undefined ? null : <ClassMark kind="caregiver" owner={adult.name} />}
        <p className="course-words">{one.reason}</p>
        <p className="soft small">{say(releaseNames[one.release])}</p>
        {one.answers.length === 0 ? null : (
          <ul className="facts">
            {one.answers.map((answer, at) => (
              <li key={at}>
                <strong>{day(answer.heardOn, "full")}</strong>
                <span>{[say(outcomeNames[answer.outcome]), answer.words].filter((part) => part !== "").join(". ")}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {mayWrite ? (
        <FormPanel verb={say(words.answer)} about={one.resourceName} glyph={IconMessageReply}>
          {(close) => <AnswerFields caseId={caseId} one={one} today={today} onDone={onDone} close={close} />}
        </FormPanel>
      ) : null}
    </li>
  );
}

function AnswerFields({ caseId, one, today, onDone, close }: { caseId: string; one: ReferralOut; today: string; onDone: () => void; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `answer-${one.referralId}`;
  const sending = useSending(name);
  const [outcome, setOutcome] = useState("");
  const [heardOn, setOn] = useState(today);
  const [text, setText] = useState("");
  async function submit() {
    const said = outcomes.find((each) => each === outcome);
    const sent = await sending.send(async () => {
      await api.resources.answer({ caseId, referralId: one.referralId, place: one.place, outcome: said!, heardOn, words: text });
      await refresh(["resources.referrals", caseId], ["day.today"]);
    }, said === undefined ? [{ path: "outcome", message: say(words.needOutcome) }] : []);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("outcome")} label={say(words.outcome)} value={outcome} onChange={setOutcome} error={sending.errorOf("outcome")} options={outcomes.map((value) => ({ value, label: say(outcomeNames[value]) }))} />
      <DateField id={sending.id("heardOn")} label={say(words.heardOn)} value={heardOn} min={one.referredOn} max={today} onChange={setOn} error={sending.errorOf("heardOn")} />
      <TextArea id={sending.id("words")} label={say(words.outcomeWords)} value={text} maxLength={2000} onChange={setText} error={sending.errorOf("words")} />
    </SendForm>
  );
}

function ReferFields({ caseId, adults, today, onDone, close }: Of & { today: string; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("refer");
  const [search, setSearch] = useState("");
  const [resourceId, setResource] = useState("");
  const [personId, setPerson] = useState("");
  const [reason, setReason] = useState("");
  const [referredOn, setOn] = useState(today);
  const [release, setRelease] = useState("");
  const places = useAnswer(["resources.list", search, "refer"], (asked) => asked.resources.list({ search }));
  async function submit() {
    const permission = releases.find((one) => one === release);
    const wrong: FieldWrong[] = [];
    if (resourceId === "") wrong.push({ path: "resourceId", message: say(words.needPlace) });
    if (reason.trim() === "") wrong.push({ path: "reason", message: say(words.needReason) });
    if (permission === undefined) wrong.push({ path: "release", message: say(words.needRelease) });
    const sent = await sending.send(async () => {
      await api.resources.refer({ caseId, resourceId, personId: personId === "" ? null : personId, reason, referredOn, release: permission! });
      await refresh(["resources.referrals", caseId], ["day.today"]);
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="refer" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("search")} kind="search" label={say(words.search)} value={search} maxLength={100} onChange={setSearch} />
      <SelectField id={sending.id("resourceId")} label={say(words.place)} value={resourceId} onChange={setResource} error={sending.errorOf("resourceId")} options={(places.data?.resources ?? []).map((one) => ({ value: one.resourceId, label: [one.name, one.area].filter((part) => part !== "").join(", ") }))} />
      <SelectField id={sending.id("personId")} label={say(words.forWhom)} empty={say(words.forFamily)} value={personId} onChange={setPerson} error={sending.errorOf("personId")} options={adults.map((one) => ({ value: one.personId, label: words.forAdult[language](one.name) }))} />
      <TextArea id={sending.id("reason")} label={say(words.reason)} value={reason} maxLength={2000} onChange={setReason} error={sending.errorOf("reason")} />
      <DateField id={sending.id("referredOn")} label={say(words.referredOn)} value={referredOn} max={today} onChange={setOn} error={sending.errorOf("referredOn")} />
      <SelectField id={sending.id("release")} label={say(words.release)} value={release} onChange={setRelease} error={sending.errorOf("release")} options={releases.map((value) => ({ value, label: say(releaseNames[value]) }))} />
    </SendForm>
  );
}
