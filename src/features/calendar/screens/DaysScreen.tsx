import { IconDoor, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { type Api, asApiFault, hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { daysScreenWords as words } from "../days.screen.words.ts";
import "./calendar.css";

type Answer = Awaited<ReturnType<Api["calendarDays"]["get"]>>;

/** Rooms in which sessions take place, and days on which the practice is closed. */
export default function DaysScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const mayChange = hasRole(useMe(), "administrator", "front_desk");
  const answer = useAnswer(["calendarDays.get"], (api) => api.calendarDays.get());
  return (
    <div className="page days-page">
      <PageHeader title={say(words.title)} detail={say(words.detail)} back={{ href: "/app/calendar", label: say(words.toCalendar) }} />
      {answer.isPending ? <Loading rows={5} /> : null}
      {answer.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch() }} /> : null}
      {answer.data === undefined ? null : (
        <>
          <ClosedDays {...answer.data} mayChange={mayChange ? "yes" : "no"} />
          <Rooms {...answer.data} mayChange={mayChange ? "yes" : "no"} />
        </>
      )}
    </div>
  );
}

type Part = Answer & { mayChange: "yes" | "no" };

/** Runs one change and says how it came out; the list is asked anew. */
function useChange(): { said: string; run: (work: () => Promise<string>) => Promise<void> } {
  const refresh = useRefresh();
  const { language } = useLanguage();
  const [said, setSaid] = useState("");
  return {
    said,
    run: async (work) => {
      try {
        setSaid(await work());
      } catch (error) {
        setSaid(sentenceFor(asApiFault(error), language));
      }
      await refresh(["calendarDays.get"]);
    },
  };
}

function ClosedDays({ closedDays, holidays, mayChange }: Part) {
  const api = useApi();
  const { say, language, day } = useLanguage();
  const sending = useSending("closing");
  const change = useChange();
  const [form, setForm] = useState({ from: "", to: "", label: "" });
  const span = (one: { from: string; to: string }) => (one.from === one.to ? day(one.from, "long") : words.span[language](day(one.from, "full"), day(one.to, "full")));
  const close = (from: string, to: string, label: string) => async () => words.closed[language]((await api.calendarDays.close({ from, to, label })).booked);
  async function add(): Promise<void> {
    const wrong = [...(form.label.trim() === "" ? [{ path: "label", message: say(words.labelNeeds) }] : []), ...(form.from === "" ? [{ path: "from", message: say(words.fromNeeds) }] : [])];
    const done = await sending.send(() => change.run(close(form.from, form.to === "" ? form.from : form.to, form.label.trim())), wrong);
    if (done) setForm({ from: "", to: "", label: "" });
  }
  return (
    <section aria-labelledby="closed-days">
      <h2 id="closed-days">{say(words.closedDays)}</h2>
      <p role="status">{change.said}</p>
      {closedDays.length === 0 ? <p className="soft">{say(words.noneClosed)}</p> : null}
      <ul className="days-list">
        {closedDays.map((one) => (
          <li key={one.closedDayId}>
            <span>
              <strong>{one.label}</strong> <span className="soft">{span(one)}</span>
            </span>
            {mayChange === "yes" ? (
              <Button look="quiet" aria-label={words.reopenOf[language](one.label)} onClick={() => void change.run(async () => ((await api.calendarDays.reopen({ closedDayId: one.closedDayId })), say(words.reopened)))}>
                {say(words.reopen)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange === "no" ? null : (
        <>
          <form
            id="closing"
            tabIndex={-1}
            className="fields"
            onSubmit={(event) => {
              event.preventDefault();
              void add();
            }}
          >
            <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
            <div className="booking-row">
              <TextField id={sending.id("label")} label={say(words.label)} maxLength={100} error={sending.errorOf("label")} value={form.label} onChange={(label) => setForm({ ...form, label })} />
              <DateField id={sending.id("from")} label={say(words.from)} error={sending.errorOf("from")} value={form.from} onChange={(from) => setForm({ ...form, from })} />
              <DateField id={sending.id("to")} label={say(words.to)} need="optional" min={form.from} error={sending.errorOf("to")} value={form.to} onChange={(to) => setForm({ ...form, to })} />
            </div>
            <p>
              <Button type="submit" glyph={IconPlus} state={sending.state}>
                {say(words.add)}
              </Button>
            </p>
          </form>
          {holidays.length === 0 ? null : (
            <details className="fold">
              <summary>{say(words.holidays)}</summary>
              <p className="soft small">{words.holidaysFrom[language](holidays[0]!.source)}</p>
              <ul className="days-list">
                {holidays.map((one) => (
                  <li key={one.on}>
                    <span>
                      <strong>{one.name}</strong> <span className="soft">{day(one.on, "long")}</span>
                    </span>
                    <Button look="quiet" aria-label={words.closeOf[language](one.name)} onClick={() => void change.run(close(one.on, one.on, one.name))}>
                      {say(words.close)}
                    </Button>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}

function Rooms({ rooms, mayChange }: Part) {
  const api = useApi();
  const { say, language } = useLanguage();
  const sending = useSending("room");
  const change = useChange();
  const [name, setName] = useState("");
  async function add(): Promise<void> {
    const done = await sending.send(() => change.run(async () => ((await api.calendarDays.addRoom({ name: name.trim() })), say(words.roomAdded))), name.trim() === "" ? [{ path: "name", message: say(words.roomNeeds) }] : []);
    if (done) setName("");
  }
  return (
    <section aria-labelledby="rooms">
      <h2 id="rooms">{say(words.rooms)}</h2>
      <p role="status">{change.said}</p>
      {rooms.length === 0 ? <p className="soft">{say(words.noRooms)}</p> : null}
      <ul className="days-list">
        {rooms.map((one) => (
          <li key={one.roomId}>
            <span>{one.name}</span>
            {mayChange === "yes" ? (
              <Button look="quiet" aria-label={words.endOf[language](one.name)} onClick={() => void change.run(async () => words.roomEnded[language]((await api.calendarDays.endRoom({ roomId: one.roomId })).booked))}>
                {say(words.end)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange === "no" ? null : (
        <form
          id="room"
          tabIndex={-1}
          className="fields"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
          <TextField id={sending.id("name")} label={say(words.roomName)} maxLength={100} error={sending.errorOf("name")} value={name} onChange={setName} />
          <p>
            <Button type="submit" glyph={IconDoor} state={sending.state}>
              {say(words.addRoom)}
            </Button>
          </p>
        </form>
      )}
    </section>
  );
}
