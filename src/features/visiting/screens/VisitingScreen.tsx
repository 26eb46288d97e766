import { IconCircleCheck, IconClock, IconDoorEnter, IconDoorExit, IconHome, IconPhoneCall } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { CheckField } from "#ui/ChoiceField.tsx";
import { type Api, asApiFault, useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { HomeVisit, VisitRule, VisitState } from "../contract.ts";
import { stateNames, words } from "../screens.words.ts";
import "./visiting.css";

const glyphs: Record<VisitState, Glyph> = { ahead: IconClock, inside: IconHome, late: IconPhoneCall, over: IconCircleCheck, settled: IconCircleCheck };

/** Today's visits at home: one's own with one press to say in and out, and those of others from which no word came. */
export default function VisitingScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const answer = useAnswer(["visiting.list"], (api) => api.visiting.list());
  const [said, setSaid] = useState("");
  return (
    <div className="page visiting">
      <PageHeader title={say(words.title)} detail={answer.data?.rule.isOn === true ? say(words.detail) : undefined} />
      <p role="status">{said}</p>
      {answer.isPending ? <Loading rows={4} /> : null}
      {answer.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch() }} /> : null}
      {answer.data === undefined ? null : (
        <>
          {answer.data.rule.isOn ? null : <p className="soft">{say(words.off)}</p>}
          {answer.data.visits.length === 0 ? <EmptyState sentence={say(words.none)}>{""}</EmptyState> : null}
          <ul className="visiting-list">
            {answer.data.visits.map((one) => (
              <Visit key={one.sessionId} visit={one} now={answer.data.now} onSaid={setSaid} />
            ))}
          </ul>
          {answer.data.mayEdit ? <Rule key={JSON.stringify(answer.data.rule)} rule={answer.data.rule} onSaid={setSaid} /> : null}
        </>
      )}
    </div>
  );
}

function Visit({ visit, now, onSaid }: { visit: HomeVisit; now: string; onSaid: (said: string) => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const { say, language, day } = useLanguage();
  const [state, setState] = useState<"ready" | "busy">("ready");
  const on = dateInZone(visit.startsAt, visit.timeZone);
  const whichDay = on === dateInZone(now, visit.timeZone) ? "" : `${day(on, "weekday")}, `;
  const clock = (at: string) => timeInZone(at, visit.timeZone);
  const isOpen = visit.state === "ahead" || visit.state === "inside" || visit.state === "late";
  async function send(word: Parameters<Api["visiting"]["say"]>[0]["word"]): Promise<void> {
    setState("busy");
    try {
      await api.visiting.say({ sessionId: visit.sessionId, word, minutes: word === "longer" ? 30 : null });
      onSaid(say(words.said));
      await refresh(["visiting.list"], ["day.today"]);
    } catch (error) {
      onSaid(sentenceFor(asApiFault(error), language));
    } finally {
      setState("ready");
    }
  }
  const told = [
    visit.wentInAt === null ? null : words.inAt[language](clock(visit.wentInAt)),
    isOpen ? words.expected[language](clock(visit.dueAt)) : null,
    visit.alarmAt === null ? null : words.told[language](clock(visit.alarmAt)),
    visit.note === "" ? null : visit.note,
  ].filter((one) => one !== null);
  return (
    <li id={`visit-${visit.sessionId}`} tabIndex={-1} className={`visiting-one visiting-one--${visit.state}`}>
      <p>
        <strong>{`${whichDay}${clock(visit.startsAt)} – ${clock(visit.endsAt)}`}</strong> {visit.isOwn ? visit.childName : `${visit.clinicianName}, ${visit.childName}`}
      </p>
      <p className="visiting-state">
        <Icon glyph={glyphs[visit.state]} /> {[say(stateNames[visit.state]), ...told].join(" · ")}
      </p>
      {visit.isOwn && isOpen ? (
        <p className="visiting-verbs">
          {visit.wentInAt === null ? (
            <Button glyph={IconDoorEnter} state={state} onClick={() => void send("in")}>
              {say(words.sayIn)}
            </Button>
          ) : null}
          <Button look="main" glyph={IconDoorExit} state={state} onClick={() => void send("out")}>
            {say(words.sayOut)}
          </Button>
          <Button look="quiet" state={state} onClick={() => void send("longer")}>
            {say(words.sayLonger)}
          </Button>
        </p>
      ) : null}
      {!visit.isOwn && visit.state === "late" ? <Settle visit={visit} onSaid={onSaid} /> : null}
    </li>
  );
}

function Settle({ visit, onSaid }: { visit: HomeVisit; onSaid: (said: string) => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const { say } = useLanguage();
  const form = `settle-${visit.sessionId}`;
  const sending = useSending(form);
  const [note, setNote] = useState("");
  async function settle(): Promise<void> {
    const done = await sending.send(() => api.visiting.settle({ sessionId: visit.sessionId, note: note.trim() }), note.trim().length < 3 ? [{ path: "note", message: say(words.settleNeeds) }] : []);
    if (!done) return;
    onSaid(say(words.kept));
    await refresh(["visiting.list"], ["day.today"]);
  }
  return (
    <form
      id={form}
      tabIndex={-1}
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        void settle();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <TextField id={sending.id("note")} label={say(words.settle)} maxLength={300} error={sending.errorOf("note")} value={note} onChange={setNote} />
      <p>
        <Button type="submit" look="asks_today" state={sending.state}>
          {say(words.settleVerb)}
        </Button>
      </p>
    </form>
  );
}

function Rule({ rule, onSaid }: { rule: VisitRule; onSaid: (said: string) => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const { say } = useLanguage();
  const sending = useSending("visit-rule");
  const [isOn, setIsOn] = useState<"yes" | "no">(rule.isOn ? "yes" : "no");
  const [minutes, setMinutes] = useState(String(rule.graceMinutes));
  async function keep(): Promise<void> {
    const figure = Number(minutes);
    const isRight = /^\d{1,3}$/.test(minutes) && figure >= 10 && figure <= 240;
    const done = await sending.send(() => api.visiting.setRule({ isOn: isOn === "yes", graceMinutes: figure }), isRight ? [] : [{ path: "graceMinutes", message: say(words.graceNeeds) }]);
    if (!done) return;
    onSaid(say(words.kept));
    await refresh(["visiting.list"]);
  }
  return (
    <form
      id="visit-rule"
      tabIndex={-1}
      className="fields part"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <h2>{say(words.rule)}</h2>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <CheckField label={say(words.isOn)} value={isOn} onChange={setIsOn} />
      <TextField id={sending.id("graceMinutes")} label={say(words.grace)} width="short" inputMode="numeric" maxLength={3} error={sending.errorOf("graceMinutes")} value={minutes} onChange={setMinutes} />
      <p>
        <Button type="submit" state={sending.state}>
          {say(words.keep)}
        </Button>
      </p>
    </form>
  );
}
