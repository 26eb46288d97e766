import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type ScheduleContent, type ScheduleLine, scheduleWindows } from "../schedule.contract.ts";
import { linePointNames, settingsWords as words, windowNames } from "../settings.words.ts";

const windowKeys = Object.keys(scheduleWindows.shape) as (keyof ScheduleContent["windows"])[];
const points = Object.keys(linePointNames) as ScheduleLine["points"];
const yes = (value: boolean) => (value ? "yes" : "no");

/** Another version of the schedule: its measures, its times, and what begins another series. */
export function ScheduleForm({ after, content, instruments, close }: { after: number; content: ScheduleContent; instruments: readonly { instrument: string; name: string }[]; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("schedule");
  const [lines, setLines] = useState<readonly ScheduleLine[]>(content.lines);
  const [times, setTimes] = useState<Record<string, string>>(Object.fromEntries(windowKeys.map((key) => [key, String(content.windows[key])])));
  const [bridge, setBridge] = useState(content.bridge);
  const [breaks, setBreaks] = useState(content.breaks);
  const [note, setNote] = useState("");
  const [adding, setAdding] = useState("");
  const nameOf = (id: string) => instruments.find((one) => one.instrument === id)?.name ?? id;
  const change = (at: number, more: Partial<ScheduleLine>) => setLines(lines.map((one, place) => (place === at ? { ...one, ...more } : one)));
  async function keep() {
    const wrong = windowKeys.filter((key) => !/^\d{1,4}$/.test(times[key]!.trim())).map((key) => ({ path: `content.windows.${key}`, message: say(words.needNumber) }));
    await sending.send(async () => {
      const windows = Object.fromEntries(windowKeys.map((key) => [key, Number(times[key])])) as ScheduleContent["windows"];
      await api.measureSchedule.save({ after, content: { windows, bridge, breaks, lines: [...lines] }, note });
      await refresh(["measureSchedule.current"], ["measureSchedule.due"]);
      close();
    }, wrong);
  }
  return (
    <SendForm name="schedule" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      {lines.map((line, at) => (
        <fieldset key={`${line.instrument} ${line.fromStage}`} className="field schedule-line">
          <legend className="field-label">{words.line[language](nameOf(line.instrument))}</legend>
          <div className="schedule-fields">
            <SelectField label={say(words.columns.set)} value={line.set} onChange={(set) => set !== "" && change(at, { set: set as ScheduleLine["set"] })} options={(["core", "rest"] as const).map((value) => ({ value, label: say(words.sets[value]) }))} width="short" />
            <SelectField label={say(words.columns.adults)} value={line.adults} onChange={(adults) => adults !== "" && change(at, { adults: adults as ScheduleLine["adults"] })} options={(["lives_with_child", "every_dyad"] as const).map((value) => ({ value, label: say(words.adults[value]) }))} />
            <SelectField label={say(words.columns.stage)} value={String(line.fromStage)} onChange={(stage) => stage !== "" && change(at, { fromStage: Number(stage) })} options={["1", "2", "3"].map((value) => ({ value, label: value }))} width="short" />
            <TextField id={sending.id(`content.lines.${at}.languages.0`)} label={say(words.languages)} value={line.languages.join(" ")} error={sending.errorOf(`content.lines.${at}.languages.0`)} onChange={(text) => change(at, { languages: text.split(/[\s,]+/).filter((one) => one !== "") })} width="short" />
          </div>
          <div className="schedule-fields">
            {points.map((point) => (
              <CheckField key={point} label={say(linePointNames[point])} value={yes(line.points.includes(point))} onChange={(value) => change(at, { points: points.filter((one) => (one === point ? value === "yes" : line.points.includes(one))) })} />
            ))}
          </div>
          {sending.errorOf(`content.lines.${at}.points`) === null ? null : <p className="field-error">{sending.errorOf(`content.lines.${at}.points`)}</p>}
          <Button look="quiet" onClick={() => setLines(lines.filter((_one, place) => place !== at))}>
            {words.remove[language](nameOf(line.instrument))}
          </Button>
        </fieldset>
      ))}
      <SelectField
        label={say(words.add)}
        value={adding}
        onChange={(instrument) => {
          setAdding("");
          if (instrument !== "") setLines([...lines, { instrument, set: "rest", points: ["baseline", "repeat", "discharge"], adults: "lives_with_child", fromStage: 1, languages: [] }]);
        }}
        options={instruments.filter((one) => !lines.some((line) => line.instrument === one.instrument)).map((one) => ({ value: one.instrument, label: one.name }))}
      />
      <fieldset className="field">
        <legend className="field-label">{say(words.windows)}</legend>
        <div className="schedule-fields">
          {windowKeys.map((key) => (
            <TextField key={key} id={sending.id(`content.windows.${key}`)} label={say(windowNames[key])} value={times[key]!} inputMode="numeric" width="short" error={sending.errorOf(`content.windows.${key}`)} onChange={(text) => setTimes({ ...times, [key]: text })} />
          ))}
        </div>
      </fieldset>
      <SelectField label={say(words.bridge)} value={bridge} onChange={(value) => value !== "" && setBridge(value as ScheduleContent["bridge"])} options={(["next_alone", "both"] as const).map((value) => ({ value, label: say(words.bridges[value]) }))} />
      <CheckField label={say(words.breakLanguage)} value={yes(breaks.language === "break")} onChange={(value) => setBreaks({ ...breaks, language: value === "yes" ? "break" : "same" })} />
      <CheckField label={say(words.breakMode)} value={yes(breaks.mode === "break")} onChange={(value) => setBreaks({ ...breaks, mode: value === "yes" ? "break" : "same" })} />
      <TextField id={sending.id("note")} label={say(words.note)} value={note} error={sending.errorOf("note")} onChange={setNote} />
    </SendForm>
  );
}
