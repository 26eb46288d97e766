import { IconClock, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { addDays } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField, TimeField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { SafetySettings } from "../oncall.contract.ts";
import { words } from "../oncall.screens.words.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday: the names of weekdays are those of the days after it. */
const MONDAY = "2024-01-01";
/** What the form proposes where nothing is set. */
const PROPOSED_MINUTES = "15";

function useWeekdayName(): (weekday: number) => string {
  const { language } = useLanguage();
  const say = new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", { weekday: "long", timeZone: "UTC" });
  return (weekday) => say.format(Date.parse(`${addDays(MONDAY, weekday - 1)}T00:00:00Z`));
}

/** The agency's hours and days off as they stand, and the form to set them. */
export function HoursPart({ settings }: { settings: SafetySettings | null }) {
  const { say, day } = useLanguage();
  const nameOf = useWeekdayName();
  return (
    <section className="part" aria-labelledby="hours">
      <h2 id="hours">{say(words.hours)}</h2>
      <p className="soft">{say(words.hoursWhy)}</p>
      {settings === null ? (
        <p>{say(words.notSet)}</p>
      ) : (
        <div className="safety-facts safety-facts--short">
          <DefinitionStrip
            look="list"
            definitions={[
              ...weekdays.map((weekday) => ({ label: nameOf(weekday), value: settings.hours.filter((one) => one.weekday === weekday).map((one) => `${one.from}–${one.to}`).join(", ") || say(words.closed) })),
              { label: say(words.minutes), value: String(settings.escalateAfterMinutes) },
              ...(settings.writtenReportHours === null ? [] : [{ label: say(words.writtenHours), value: String(settings.writtenReportHours) }]),
              ...(settings.holidays.length === 0 ? [] : [{ label: say(words.holidays), value: settings.holidays.map((one) => `${day(one.on, "full")} ${one.name}`.trim()).join("; ") }]),
            ]}
          />
        </div>
      )}
      <FormPanel verb={say(words.editHours)} glyph={IconClock}>
        {(close) => <Fields settings={settings} close={close} />}
      </FormPanel>
    </section>
  );
}

type Span = { from: string; to: string };

function Fields({ settings, close }: { settings: SafetySettings | null; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const nameOf = useWeekdayName();
  const sending = useSending("hours-form");
  // One span a day in the form; further spans of a day that were set otherwise are kept as they are.
  const [spans, setSpans] = useState<Record<number, Span>>(() => Object.fromEntries(weekdays.map((weekday) => [weekday, settings?.hours.find((one) => one.weekday === weekday) ?? { from: "", to: "" }])));
  const further = (settings?.hours ?? []).filter((one) => settings?.hours.find((other) => other.weekday === one.weekday) !== one);
  const [minutes, setMinutes] = useState(settings === null ? PROPOSED_MINUTES : String(settings.escalateAfterMinutes));
  const [written, setWritten] = useState(settings?.writtenReportHours == null ? "" : String(settings.writtenReportHours));
  const [holidays, setHolidays] = useState(settings?.holidays ?? []);
  const setHoliday = (place: number, more: Partial<(typeof holidays)[number]>) => setHolidays(holidays.map((one, at) => (at === place ? { ...one, ...more } : one)));
  const whole = (text: string, most: number) => (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null);
  async function submit() {
    const set = weekdays.flatMap((weekday) => (spans[weekday]!.from === "" && spans[weekday]!.to === "" ? [] : [{ weekday, from: spans[weekday]!.from, to: spans[weekday]!.to }]));
    const wrong: FieldWrong[] = set.filter((one) => one.from === "" || one.from >= one.to).map((one) => ({ path: `hours.${one.weekday}`, message: say(words.needOrder) }));
    const escalateAfterMinutes = whole(minutes, 240);
    const writtenReportHours = written.trim() === "" ? null : whole(written, 720);
    if (escalateAfterMinutes === null) wrong.push({ path: "escalateAfterMinutes", message: say(words.needNumber) });
    if (written.trim() !== "" && writtenReportHours === null) wrong.push({ path: "writtenReportHours", message: say(words.needHours) });
    const sent = await sending.send(async () => {
      await api.safety.onCall.set({ hours: [...set, ...further], holidays: holidays.filter((one) => one.on !== ""), escalateAfterMinutes: escalateAfterMinutes ?? 0, writtenReportHours });
      await refresh(["safety.onCall.get"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="hours-form" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <div className="on-call-week">
        {weekdays.map((weekday) => (
          <div key={weekday} className="moment-parts">
            <TimeField id={sending.id(`hours.${weekday}`)} label={words.from[language](nameOf(weekday))} value={spans[weekday]!.from} error={sending.errorOf(`hours.${weekday}`)} onChange={(from) => setSpans({ ...spans, [weekday]: { ...spans[weekday]!, from } })} />
            <TimeField label={words.to[language](nameOf(weekday))} value={spans[weekday]!.to} onChange={(to) => setSpans({ ...spans, [weekday]: { ...spans[weekday]!, to } })} />
          </div>
        ))}
      </div>
      <TextField id={sending.id("escalateAfterMinutes")} label={say(words.minutes)} width="short" inputMode="numeric" value={minutes} onChange={setMinutes} error={sending.errorOf("escalateAfterMinutes")} />
      <TextField id={sending.id("writtenReportHours")} label={say(words.writtenHours)} hint={say(words.writtenHint)} need="optional" width="short" inputMode="numeric" value={written} onChange={setWritten} error={sending.errorOf("writtenReportHours")} />
      {holidays.map((one, place) => (
        <div key={place} className="moment-parts">
          <DateField label={words.holidayOn[language](place + 1)} value={one.on} onChange={(on) => setHoliday(place, { on })} />
          <TextField label={`${say(words.holidayName)} ${place + 1}`} width="short" value={one.name} maxLength={120} onChange={(name) => setHoliday(place, { name })} />
          <Button look="quiet" glyph={IconTrash} aria-label={`${say(words.removeDay)}: ${words.holidayOn[language](place + 1)}`} onClick={() => setHolidays(holidays.filter((_, at) => at !== place))}>
            {say(words.removeDay)}
          </Button>
        </div>
      ))}
      <p>
        <Button glyph={IconPlus} onClick={() => setHolidays([...holidays, { on: "", name: "" }])}>
          {say(words.addHoliday)}
        </Button>
      </p>
    </SendForm>
  );
}
