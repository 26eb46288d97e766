import { useState } from "react";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import { isPicked } from "#features/instruments/installed.rules.ts";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";
import { entryScreenWords as words } from "../entry.screens.words.ts";
import { screenWords } from "../screens.words.ts";
import { entryModes } from "../flow.rules.ts";
import { dayNow, languageOf } from "./batteries.ts";
import { EntrySheet } from "./EntrySheet.tsx";
import { Outside } from "./Outside.tsx";
import type { Beginning, EntryMode, Place } from "./place.ts";

const isEntry = (mode: string): mode is EntryMode => mode === "interview" || mode === "paper" || mode === "typed" || mode === "coded";

/** Records what was answered otherwise than by a link: which measure, who, how; then the form itself. */
export function RecordAnswers({ caseId, adults, instruments, from, onPlace, onClose }: { caseId: string; adults: readonly PersonOfCase[]; instruments: readonly InstalledInstrument[]; from: { instrument?: string; adultId?: string }; onPlace: (place: Place) => void; onClose: () => void }) {
  const [begun, setBegun] = useState<Beginning | null>(null);
  // Whoever goes back finds what was chosen.
  const [chosen, setChosen] = useState<Partial<Beginning>>(from);
  if (begun === null) return <Choose caseId={caseId} adults={adults} instruments={instruments} from={chosen} onBegin={setBegun} onPlace={onPlace} onClose={onClose} />;
  return <Sheet caseId={caseId} begun={begun} onBack={() => (setChosen(begun), setBegun(null))} onClose={onClose} />;
}

function Sheet({ caseId, begun, onBack, onClose }: { caseId: string; begun: Beginning; onBack: () => void; onClose: () => void }) {
  const { language: spoken } = useLanguage();
  const form = useAnswer(["answers.form", begun.instrument, begun.language], (api) => api.answers.form({ instrument: begun.instrument, language: begun.language }));
  if (form.isError) return <ErrorState sentence={sentenceFor(form.error, spoken)} verb={{ run: () => void form.refetch() }} />;
  if (form.data === undefined) return <Loading rows={6} />;
  return <EntrySheet key={form.data.instrument} caseId={caseId} begun={begun} form={form.data} onBack={onBack} onClose={onClose} />;
}

function Choose({ caseId, adults, instruments, from, onBegin, onPlace, onClose }: { caseId: string; adults: readonly PersonOfCase[]; instruments: readonly InstalledInstrument[]; from: Partial<Beginning>; onBegin: (begun: Beginning) => void; onPlace: (place: Place) => void; onClose: () => void }) {
  const { say, language: spoken } = useLanguage();
  const { agency } = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("record-answers");
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const only = adults.length === 1 ? adults[0]!.personId : "";
  const [instrument, setInstrument] = useState(from.instrument ?? "");
  const [adultId, setAdult] = useState(from.adultId ?? only);
  const [picked, setPicked] = useState<EntryMode | "">(from.mode ?? "");
  const [chosen, setChosen] = useState<Language | null>(from.language ?? null);
  const [answeredOn, setDay] = useState(from.answeredOn ?? dayNow(agency.timeZone));
  const [reason, setReason] = useState("");
  const found = instruments.find((one) => one.instrument === instrument);
  const modes = found === undefined ? [] : entryModes(found).filter(isEntry);
  const mode = modes.length === 1 ? modes[0]! : picked !== "" && modes.includes(picked) ? picked : "";
  const language = chosen ?? languageOf(adults.find((one) => one.personId === adultId));
  const isOutside = findings.some((one) => one.rule === "instrument-age");
  async function begin() {
    const wrong: FieldWrong[] = [];
    if (found === undefined) wrong.push({ path: "instrument", message: say(words.chooseMeasure) });
    if (adultId === "") wrong.push({ path: "adultId", message: say(words.chooseAdult) });
    if (found !== undefined && mode === "") wrong.push({ path: "mode", message: say(words.chooseMode) });
    if (answeredOn === "") wrong.push({ path: "answeredOn", message: say(words.chooseDay) });
    await sending.send(async () => {
      if (mode === "" || found === undefined) return;
      const outsideAgeReason = reason.trim() === "" ? null : reason.trim();
      const judged = (await api.answers.check({ caseId, personId: adultId, instrument, mode, answeredOn })).findings.filter((one) => one.severity === "block" && one.result === "not_met");
      setFindings(judged);
      if (judged.some((one) => one.rule !== "instrument-age" || outsideAgeReason === null)) return;
      if (mode !== "interview") return onBegin({ instrument, adultId, mode, language: mode === "coded" ? spoken : language, answeredOn, outsideAgeReason });
      const { requestId } = await api.answers.startInterview({ caseId, instrument, adultId, language, outsideAgeReason });
      await refresh(["measures.list", caseId], ["measureSchedule.due", caseId], ["measureSeries.list", caseId]);
      onPlace({ at: "interview", requestId });
    }, wrong);
  }
  return (
    <form
      id="record-answers"
      tabIndex={-1}
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Outside findings={findings} instruments={instruments} onUse={(next) => (setInstrument(next), setFindings([]))} />
      <SelectField id={sending.id("instrument")} label={say(words.which)} value={instrument} error={sending.errorOf("instrument")} onChange={setInstrument} options={grouped(instruments, answeredOn, say)} />
      <RadioGroup id={sending.id("adultId")} label={say(found?.respondent === "clinician" ? words.seenWith : words.whoAnswered)} value={adultId} error={sending.errorOf("adultId")} onChange={setAdult} options={adults.map((one) => ({ value: one.personId, label: `${one.givenName} ${one.familyName}`.trim() }))} />
      {modes.length < 2 ? null : <RadioGroup id={sending.id("mode")} label={say(words.how)} value={mode} error={sending.errorOf("mode")} onChange={(value) => setPicked(value as EntryMode)} options={modes.map((value) => ({ value, label: say(words.modes[value]), hint: value === "interview" || value === "paper" ? say(words.hints[value]) : undefined }))} />}
      {mode !== "interview" && mode !== "paper" ? null : <RadioGroup id={sending.id("language")} label={say(words.language)} value={language} onChange={(value) => setChosen(value as Language)} options={(["en", "es"] as const).map((value) => ({ value, label: say(screenWords.languages[value]) }))} />}
      {mode === "" || mode === "interview" ? null : <DateField id={sending.id("answeredOn")} label={say(mode === "coded" ? words.seenOn : words.answeredOn)} value={answeredOn} max={dayNow(agency.timeZone)} error={sending.errorOf("answeredOn")} onChange={setDay} />}
      {!isOutside && reason === "" ? null : <TextArea id={sending.id("outsideAgeReason")} label={say(words.outsideAge)} hint={say(words.outsideAgeHint)} value={reason} maxLength={1000} error={sending.errorOf("outsideAgeReason")} onChange={setReason} />}
      <div className="buttons">
        <Button type="submit" look="main" state={sending.state}>
          {say(words.begin)}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {say(words.leave)}
        </Button>
      </div>
    </form>
  );
}

/** Measures under the way in which they are recorded, as they were offered on the day of the answers. */
function grouped(instruments: readonly InstalledInstrument[], on: string, say: ReturnType<typeof useLanguage>["say"]) {
  const kinds = ["coded", "paper", "typed"] as const;
  return kinds.map((kind) => ({ group: say(words.modes[kind]), options: instruments.filter((one) => isPicked(one, on) && entryModes(one).includes(kind)).map((one) => ({ value: one.instrument, label: one.name })) })).filter((one) => one.options.length > 0);
}
