import { IconEye } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { type SessionChoice, useSessionChoices } from "#features/calendar/screens/useSessionChoices.ts";
import { useCase } from "#features/cases/screens/useCase.ts";
import { useToday } from "#features/cases/screens/useToday.ts";
import { fullName } from "#features/people/screens/saying.ts";
import { type Trigger, type TriggerStatus, triggerStatuses } from "../triggers.contract.ts";
import { statusNames, words } from "../triggers.words.ts";
import type { Adult } from "./NodeForm.tsx";
import "./formulation.css";

/** What reminds the child and each adult, what helps, and how it goes over time (B5). */
export default function TriggersTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useCase(caseId);
  const [done, setDone] = useState("");
  const list = usePages(["triggers.list", caseId], (api, after) => api.triggers.list({ caseId, after }));
  const shown = list.pages.flatMap((page) => page.triggers);
  const adults = (found.data?.people ?? []).filter((one) => one.part === "caregiver").map((one): Adult => ({ personId: one.personId, name: fullName(one) }));
  const sessions = useSessionChoices(caseId);
  const writes = hasRole(me, "clinician", "trainee", "supervisor");
  const sayDone = () => setDone(say(words.done));
  return (
    <section className="part" aria-labelledby="triggers">
      <h2 id="triggers">{say(words.title)}</h2>
      <p className="soft">{say(words.intro)}</p>
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      {writes ? (
        <FormPanel verb={say(words.add)}>
          {(close) => <RecordFields caseId={caseId} adults={adults} sessions={sessions} onDone={() => { close(); sayDone(); }} onCancel={close} />}
        </FormPanel>
      ) : null}
      {list.state === "loading" ? <Loading rows={4} /> : null}
      {list.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && shown.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      <ul className="trigger-list">
        {shown.map((one) => (
          <li key={one.triggerId}>
            <TriggerCard caseId={caseId} one={one} owner={adults.find((adult) => adult.personId === one.whosePersonId)?.name ?? null} sessions={sessions} writes={writes ? "yes" : "no"} onDone={sayDone} />
          </li>
        ))}
      </ul>
      {list.more === null ? null : (
        <Button state={list.more.state} onClick={list.more.fetch}>
          {say(words.more)}
        </Button>
      )}
    </section>
  );
}

function TriggerCard({ caseId, one, owner, sessions, writes, onDone }: { caseId: string; one: Trigger; owner: string | null; sessions: readonly SessionChoice[]; writes: "yes" | "no"; onDone: () => void }) {
  const { say, language, day } = useLanguage();
  const name = (status: string) => (statusNames[status] === undefined ? status : say(statusNames[status]));
  const facts = [
    [words.reaction, one.reaction],
    [words.helps, one.helps],
    [words.forChild, one.forChild],
  ] as const;
  return (
    <ClassEdge kind={one.whosePersonId === null ? "child_chart" : "caregiver"} owner={owner} level={3} title={one.cue}>
      <p>
        <strong>{name(one.status)}</strong> <span className="soft">{words.since[language](day(one.since, "full"))}</span>
        {one.seenOn === null ? null : <span className="soft"> · {words.times[language](one.times, day(one.seenOn, "full"))}</span>}
      </p>
      <dl className="trigger-facts">
        {facts.flatMap(([label, text]) => (text === "" ? [] : [<dt key={`${label.en} label`}>{say(label)}</dt>, <dd key={label.en}>{text}</dd>]))}
      </dl>
      <details className="fold">
        <summary>{say(words.course)}</summary>
        <ol className="canvas-ratings">
          {one.entries.map((entry) => (
            <li key={entry.entryId}>
              {day(entry.on, "full")}: {name(entry.status)} <span className="soft">{[entry.words, entry.helped, entry.byName ?? ""].filter((part) => part !== "").join(" · ")}</span>
            </li>
          ))}
        </ol>
      </details>
      {writes === "no" ? null : (
        <FormPanel verb={say(words.saw)} about={one.cue} glyph={IconEye}>
          {(close) => <SeenFields caseId={caseId} one={one} sessions={sessions} onDone={() => { close(); onDone(); }} onCancel={close} />}
        </FormPanel>
      )}
    </ClassEdge>
  );
}

/** After a change of what reminds whom: the list, and the canvas on which it stands. */
function useTriggersChanged(caseId: string): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["triggers.list", caseId], ["formulation.get", caseId]);
}

function RecordFields({ caseId, adults, sessions, onDone, onCancel }: { caseId: string; adults: readonly Adult[]; sessions: readonly SessionChoice[]; onDone: () => void; onCancel: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useTriggersChanged(caseId);
  const today = useToday();
  const sending = useSending("trigger");
  const [whose, setWhose] = useState("child");
  const [text, setText] = useState({ cue: "", reaction: "", helps: "", forChild: "" });
  const [on, setOn] = useState(today);
  const [sessionId, setSessionId] = useState("");
  const isChild = whose === "child";
  async function submit() {
    const wrong = [...(whose === "" ? [{ path: "whosePersonId", message: say(words.needWhose) }] : []), ...(text.cue.trim() === "" ? [{ path: "cue", message: say(words.needCue) }] : [])];
    const sent = await sending.send(async () => {
      await api.triggers.record({ caseId, ...text, forChild: isChild ? text.forChild : "", whosePersonId: isChild ? null : whose, on, sessionId: sessionId === "" ? null : sessionId });
      await changed();
    }, wrong);
    if (sent) onDone();
  }
  const field = (key: keyof typeof text) => ({ id: sending.id(key), label: say(words[key]), value: text[key], error: sending.errorOf(key), onChange: (value: string) => setText({ ...text, [key]: value }) });
  return (
    <SendForm name="trigger" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={onCancel}>
      <SelectField id={sending.id("whosePersonId")} label={say(words.whose)} value={whose} onChange={setWhose} error={sending.errorOf("whosePersonId")} options={[{ value: "child", label: say(words.ofChild) }, ...adults.map((one) => ({ value: one.personId, label: words.ofAdult[language](one.name) }))]} />
      <TextField {...field("cue")} maxLength={200} need="required" />
      <TextArea {...field("reaction")} rows={2} maxLength={1000} />
      <TextArea {...field("helps")} rows={2} maxLength={1000} />
      {isChild ? <TextField {...field("forChild")} hint={say(words.forChildHint)} need="optional" maxLength={160} /> : null}
      <DateField id={sending.id("on")} label={say(words.on)} value={on} onChange={setOn} error={sending.errorOf("on")} />
      <SelectField id={sending.id("sessionId")} label={say(words.session)} empty={say(words.noSession)} need="optional" value={sessionId} onChange={setSessionId} options={sessions} />
    </SendForm>
  );
}

function SeenFields({ caseId, one, sessions, onDone, onCancel }: { caseId: string; one: Trigger; sessions: readonly SessionChoice[]; onDone: () => void; onCancel: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useTriggersChanged(caseId);
  const today = useToday();
  const sending = useSending("seen");
  const [status, setStatus] = useState<TriggerStatus>("seen");
  const [text, setText] = useState({ words: "", helped: "" });
  const [on, setOn] = useState(today);
  const [sessionId, setSessionId] = useState("");
  async function submit() {
    const sent = await sending.send(async () => {
      await api.triggers.saw({ caseId, triggerId: one.triggerId, on, status, sessionId: sessionId === "" ? null : sessionId, ...text });
      await changed();
    });
    if (sent) onDone();
  }
  return (
    <SendForm name="seen" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={onCancel}>
      <SelectField id={sending.id("status")} label={say(words.status)} value={status} onChange={(value) => setStatus(triggerStatuses.find((other) => other === value) ?? "seen")} options={triggerStatuses.map((value) => ({ value, label: say(statusNames[value]!) }))} />
      <DateField id={sending.id("on")} label={say(words.on)} value={on} onChange={setOn} error={sending.errorOf("on")} />
      <SelectField id={sending.id("sessionId")} label={say(words.session)} empty={say(words.noSession)} need="optional" value={sessionId} onChange={setSessionId} options={sessions} />
      <TextArea id={sending.id("words")} label={say(words.words)} rows={2} value={text.words} maxLength={1000} onChange={(value) => setText({ ...text, words: value })} />
      <TextArea id={sending.id("helped")} label={say(words.helped)} rows={2} value={text.helped} maxLength={1000} onChange={(value) => setText({ ...text, helped: value })} />
    </SendForm>
  );
}
