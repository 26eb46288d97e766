import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Meeting, MeetingNotes } from "../meetings.contract.ts";
import { words } from "../screens.words.ts";
import { kindNames } from "../words.ts";
import { isGiven } from "../ledger.rules.ts";
import { PeopleChoice, readMinutes } from "./PlanMeeting.tsx";

/** One meeting: when, who, whether it was held, and what is between the two. */
export function MeetingView({ meetingId }: { meetingId: string }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("meeting");
  const found = useAnswer(["supervision.meeting", meetingId], (client) => client.supervision.meetings.get({ meetingId }));
  if (found.isPending) return <Loading rows={5} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const { meeting, notes, mayLead } = found.data;
  const again = () => refresh(["supervision.meeting", meetingId], ["supervision.meetings"], ["supervision.hours"], ["supervision.agenda"], ["day.today"]);
  const names = [...meeting.people.map((one) => one.name), ...(meeting.consultant === "" ? [] : [meeting.consultant])].join(", ");
  const there = meeting.people.filter((one) => one.attended === true).map((one) => one.name).join(", ");
  return (
    <div className="supervision-meeting">
      <section aria-labelledby="meeting-what">
        <h2 id="meeting-what">
          {say(kindNames[meeting.kind])}: {names}
        </h2>
        <p>
          {day(dateInZone(meeting.startsAt, agency.timeZone), "long")}, {timeInZone(meeting.startsAt, agency.timeZone)}, {meeting.clinicalMinutes === null ? `${meeting.minutes} min` : words.ofMinutes[language](meeting.minutes, meeting.clinicalMinutes)}
        </p>
        <p className="soft">
          {say(words.states[meeting.status])}, {(isGiven(meeting.kind) ? words.ledBy : words.wroteDown)[language](meeting.leaderName)}
          {meeting.status === "held" && there !== "" ? ` · ${say(words.there)}: ${there}` : ""}
        </p>
        <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
        {mayLead ? (
          <div className="meeting-verbs">
            <FormPanel verb={say(words.hold)} glyph={IconCheck}>
              {(close) => <HoldFields meeting={meeting} close={close} done={again} />}
            </FormPanel>
            <Button
              look="quiet"
              state={sending.state}
              onClick={() =>
                void sending.send(async () => {
                  await api.supervision.meetings.cancel({ meetingId, revision: meeting.revision });
                  await again();
                })
              }
            >
              {say(words.cancel)}
            </Button>
          </div>
        ) : null}
      </section>
      {notes === null ? null : <Between key={notes.revision} meetingId={meetingId} notes={notes} done={() => refresh(["supervision.meeting", meetingId])} />}
    </div>
  );
}

function HoldFields({ meeting, close, done }: { meeting: Meeting; close: () => void; done: () => Promise<void> }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("hold-meeting");
  const [minutes, setMinutes] = useState(String(meeting.minutes));
  const [clinical, setClinical] = useState("");
  const [attended, setAttended] = useState<readonly string[]>(meeting.people.map((one) => one.staffId));
  async function keep() {
    const [all, families] = [readMinutes(minutes), readMinutes(clinical)];
    const wrong = [...(all === null || all < 5 || all > 480 ? [{ path: "minutes", message: say(words.needMinutes) }] : []), ...(families === null || (all !== null && families > all) ? [{ path: "clinicalMinutes", message: say(words.needClinical) }] : [])];
    const sent = await sending.send(async () => {
      await api.supervision.meetings.hold({ meetingId: meeting.meetingId, revision: meeting.revision, minutes: all!, clinicalMinutes: families!, attended: [...attended] });
      await done();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="hold-meeting" sending={sending} submit={say(words.hold)} onSubmit={() => void keep()} onCancel={close}>
      {meeting.people.length === 0 ? null : <PeopleChoice id={sending.id("attended")} legend={say(words.there)} error={sending.errorOf("attended")} choices={meeting.people} chosen={attended} onChange={setAttended} />}
      <TextField id={sending.id("minutes")} label={say(words.minutes)} error={sending.errorOf("minutes")} value={minutes} width="short" inputMode="numeric" maxLength={3} onChange={setMinutes} />
      <TextField id={sending.id("clinicalMinutes")} label={say(words.clinical)} error={sending.errorOf("clinicalMinutes")} value={clinical} width="short" inputMode="numeric" maxLength={3} onChange={setClinical} />
    </SendForm>
  );
}

/** What the two write between them; what was typed stays where it is when the other wrote meanwhile. */
function Between({ meetingId, notes, done }: { meetingId: string; notes: MeetingNotes; done: () => Promise<void> }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const api = useApi();
  const sending = useSending("between");
  const [text, setText] = useState(notes.words);
  const keep = () =>
    sending.send(async () => {
      await api.supervision.meetings.write({ meetingId, revision: notes.revision, words: text });
      await done();
    });
  return (
    <ClassEdge kind="supervision" title={notes.withName === null ? say(words.ownNotes) : words.betweenWith[language](notes.withName)}>
      <SendForm name="between" sending={sending} submit={say(words.keepNotes)} onSubmit={() => void keep()}>
        <TextArea id={sending.id("words")} label={say(words.between)} hint={`${say(words.staysHere)}${notes.withName === null ? ` ${say(words.ownHint)}` : ""}`} error={sending.errorOf("words")} rows={6} maxLength={20_000} value={text} onChange={setText} />
        {notes.savedAt === null || notes.writtenByName === null ? null : <p className="soft small">{words.savedBy[language](notes.writtenByName, `${day(dateInZone(notes.savedAt, agency.timeZone), "full")}, ${timeInZone(notes.savedAt, agency.timeZone)}`)}</p>}
      </SendForm>
    </ClassEdge>
  );
}
