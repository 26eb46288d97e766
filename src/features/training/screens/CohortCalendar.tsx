import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import type { Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField, TextField, TimeField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type Cohort, type Meeting, type MeetingKind, meetingKinds } from "../cohorts.contract.ts";
import { kindNames, words } from "../screens.words.ts";
import { wholeOf } from "./typed.ts";

/** Days and calls of a cohort, what comes next on top, and a verb for each that wants its attendance. */
export function CohortCalendar({ cohort, meetings, today, glyph }: { cohort: Cohort; meetings: readonly Meeting[]; today: string; glyph: Glyph }) {
  const { say } = useLanguage();
  const coming = meetings.filter((one) => one.onDay >= today);
  const over = meetings.filter((one) => one.onDay < today).toReversed();
  return (
    <div className="part">
      {cohort.calledOffReason === null ? <FormPanel verb={say(words.addMeeting)} glyph={glyph}>{(close) => <MeetingForm cohort={cohort} meetings={meetings} close={close} />}</FormPanel> : null}
      {meetings.length === 0 ? <EmptyState sentence={say(words.noMeetings)} /> : null}
      <MeetingTable cohortId={cohort.cohortId} caption={say(words.coming)} meetings={coming} today={today} />
      <MeetingTable cohortId={cohort.cohortId} caption={say(words.over)} meetings={over} today={today} />
    </div>
  );
}

function MeetingTable({ cohortId, caption, meetings, today }: { cohortId: string; caption: string; meetings: readonly Meeting[]; today: string }) {
  const { say, day, language } = useLanguage();
  if (meetings.length === 0) return null;
  const stateOf = (one: Meeting) => (one.calledOffReason !== null ? `${say(words.calledOff)}: ${one.calledOffReason}` : one.onDay > today ? "" : (one.whose ?? words.cameOf[language](one.came, one.marked)));
  return (
    <DataTable
      caption={caption}
      captionShown="shown"
      step={15}
      rows={meetings}
      rowKey={(one) => one.meetingId}
      phone="cards"
      columns={[
        { key: "day", label: say(words.onDay), cell: (one) => <Link href={`/app/cohorts/${cohortId}/meetings/${one.meetingId}`}>{day(one.onDay, "full")}</Link> },
        { key: "kind", label: say(words.kind), cell: (one) => [say(kindNames[one.kind]), one.title].filter((each) => each !== "").join(": ") },
        { key: "at", label: say(words.startsAt), cell: (one) => `${one.startsAt}, ${one.minutes} min` },
        { key: "came", label: say(words.attendance), cell: (one) => (one.calledOffReason === null && one.onDay <= today && one.marked === 0 ? <strong className="asks">{stateOf(one)}</strong> : stateOf(one)) },
      ]}
    />
  );
}

function MeetingForm({ cohort, meetings, close }: { cohort: Cohort; meetings: readonly Meeting[]; close: () => void }) {
  const { say, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("meeting");
  const [kind, setKind] = useState<MeetingKind>("group_call");
  const [onDay, setOnDay] = useState("");
  const [startsAt, setStartsAt] = useState("12:00");
  const [minutes, setMinutes] = useState("60");
  const [title, setTitle] = useState("");
  const [times, setTimes] = useState("1");
  const [everyDays, setEveryDays] = useState("14");
  const [makesUp, setMakesUp] = useState("");
  const missed = meetings.filter((one) => one.kind === kind && one.makesUp === null && one.calledOffReason === null && (onDay === "" || one.onDay <= onDay));
  async function submit() {
    const isKept = await sending.send(async () => {
      await api.cohorts.addMeetings({ cohortId: cohort.cohortId, kind, onDay, startsAt, minutes: wholeOf(minutes), title, times: wholeOf(times), everyDays: wholeOf(everyDays), makesUp: makesUp === "" ? null : makesUp });
      await refresh(["cohorts.get", cohort.cohortId], ["cohorts.list"]);
    });
    if (isKept) close();
  }
  return (
    <SendForm name="meeting" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("kind")} label={say(words.kind)} need="required" value={kind} onChange={(next) => setKind(meetingKinds.find((one) => one === next) ?? "group_call")} error={sending.errorOf("kind")} options={meetingKinds.map((one) => ({ value: one, label: say(kindNames[one]) }))} />
      <DateField id={sending.id("onDay")} label={say(words.onDay)} need="required" value={onDay} onChange={setOnDay} error={sending.errorOf("onDay")} />
      <TimeField id={sending.id("startsAt")} label={say(words.startsAt)} need="required" value={startsAt} onChange={setStartsAt} error={sending.errorOf("startsAt")} stepMinutes={5} />
      <TextField id={sending.id("minutes")} label={say(words.minutes)} width="short" inputMode="numeric" value={minutes} onChange={setMinutes} error={sending.errorOf("minutes")} />
      <TextField id={sending.id("title")} label={say(words.meetingTitle)} value={title} onChange={setTitle} error={sending.errorOf("title")} maxLength={200} />
      <TextField id={sending.id("times")} label={say(words.times)} width="short" inputMode="numeric" value={times} onChange={setTimes} error={sending.errorOf("times")} />
      <TextField id={sending.id("everyDays")} label={say(words.everyDays)} width="short" inputMode="numeric" value={everyDays} onChange={setEveryDays} error={sending.errorOf("everyDays")} />
      <SelectField id={sending.id("makesUp")} label={say(words.makesUp)} empty={say(words.nothingMadeUp)} value={makesUp} onChange={setMakesUp} error={sending.errorOf("makesUp")} options={missed.map((one) => ({ value: one.meetingId, label: `${day(one.onDay, "full")} ${one.startsAt}` }))} />
    </SendForm>
  );
}
