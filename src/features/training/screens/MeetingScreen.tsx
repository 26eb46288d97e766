import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { Segments } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { dateInZone } from "#kernel/dates.ts";
import { type Came, cameAs, type Meeting } from "../cohorts.contract.ts";
import { cameNames, kindNames, words } from "../screens.words.ts";

type MarkOf = { seatId: string; name: string; came: Came | null };

/** Who came to a day or a call: one press a person, and one for all others. */
export default function MeetingScreen({ cohortId, meetingId }: { cohortId: string; meetingId: string }) {
  const { say, day, language } = useLanguage();
  usePageTitle(words.attendance);
  const found = useAnswer(["cohorts.meeting", cohortId, meetingId], (api) => api.cohorts.meeting({ cohortId, meetingId }));
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const { meeting, marks } = found.data;
  return (
    <div className="page">
      <PageHeader title={`${say(kindNames[meeting.kind])}, ${day(meeting.onDay, "full")}`} detail={[`${meeting.startsAt}, ${meeting.minutes} min`, meeting.title].filter((one) => one !== "").join(" · ")} back={{ href: `/app/cohorts/${cohortId}?part=calendar`, label: say(words.calendar) }} />
      {meeting.calledOffReason === null ? <Sheet key={meetingId} cohortId={cohortId} meeting={meeting} marks={marks} /> : <p role="status">{`${say(words.calledOff)}: ${meeting.calledOffReason}`}</p>}
    </div>
  );
}

function Sheet({ cohortId, meeting, marks }: { cohortId: string; meeting: Meeting; marks: readonly MarkOf[] }) {
  const { say } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("attend");
  const [came, setCame] = useState<Readonly<Record<string, Came>>>(Object.fromEntries(marks.flatMap((one) => (one.came === null ? [] : [[one.seatId, one.came]]))));
  const [said, setSaid] = useState<"kept" | "not_yet">("not_yet");
  const isOver = meeting.onDay <= dateInZone(new Date().toISOString(), me.agency.timeZone);
  async function submit() {
    const sent = marks.flatMap((one) => (came[one.seatId] === undefined ? [] : [{ seatId: one.seatId, came: came[one.seatId]! }]));
    const isKept = await sending.send(async () => {
      await api.cohorts.attend({ cohortId, meetingId: meeting.meetingId, marks: sent });
      await refresh(["cohorts.meeting", cohortId], ["cohorts.get", cohortId], ["cohorts.seat", cohortId]);
    });
    if (isKept) setSaid("kept");
  }
  function mark(seatId: string, next: string) {
    const value = cameAs.find((one) => one === next);
    if (value === undefined) return;
    setSaid("not_yet");
    setCame({ ...came, [seatId]: value });
  }
  if (marks.length === 0) return <EmptyState sentence={say(words.nobody)} />;
  if (!isOver)
    return (
      <>
        <EmptyState sentence={say(words.notYetDay)} />
        <CallOff cohortId={cohortId} meetingId={meeting.meetingId} />
      </>
    );
  return (
    <>
      <SendForm name="attend" sending={sending} submit={say(words.keepMarks)} onSubmit={() => void submit()}>
        <div className="buttons">
          <Button
            look="second"
            glyph={IconCheck}
            onClick={() => {
              setSaid("not_yet");
              setCame({ ...Object.fromEntries(marks.map((one) => [one.seatId, "yes" as const])), ...came });
            }}
          >
            {say(words.markAll)}
          </Button>
        </div>
        {marks.map((one, place) => (
          <div key={one.seatId} className="attend-row" id={sending.id(`marks[${place}].came`)} tabIndex={-1}>
            <span>{one.name}</span>
            <Segments legend={one.name} value={came[one.seatId] ?? null} onChange={(next) => mark(one.seatId, next)} options={cameAs.map((each) => ({ value: each, label: say(cameNames[each]) }))} />
          </div>
        ))}
      </SendForm>
      <p role="status">{said === "kept" ? say(words.kept) : ""}</p>
      {meeting.came === 0 ? <CallOff cohortId={cohortId} meetingId={meeting.meetingId} /> : null}
    </>
  );
}

function CallOff({ cohortId, meetingId }: { cohortId: string; meetingId: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("meeting-off");
  const [reason, setReason] = useState("");
  async function submit(close: () => void) {
    const isOff = await sending.send(async () => {
      await api.cohorts.callOffMeeting({ cohortId, meetingId, reason });
      await refresh(["cohorts.meeting", cohortId], ["cohorts.get", cohortId]);
    });
    if (isOff) close();
  }
  return (
    <FormPanel verb={say(words.callOff)}>
      {(close) => (
        <SendForm name="meeting-off" sending={sending} submit={say(words.callOff)} look="danger" onSubmit={() => void submit(close)} onCancel={close}>
          <TextField id={sending.id("reason")} label={say(words.reason)} need="required" value={reason} onChange={setReason} error={sending.errorOf("reason")} maxLength={500} />
        </SendForm>
      )}
    </FormPanel>
  );
}
