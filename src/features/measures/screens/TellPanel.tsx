import { IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import type { Language } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { tellWords as words } from "../tell.words.ts";
import { adultsOn, dayNow, languageOf } from "./batteries.ts";

/** Telling one adult of the measures in plain words: what may be said, which of it, and a sentence of one's own. */
export function TellPanel({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  const { agency } = useMe();
  const found = useAnswer(["cases.get", caseId], (api) => api.cases.get({ caseId }));
  const [adultId, setAdult] = useState("");
  const [chosen, setLanguage] = useState<Language | null>(null);
  const adults = found.data === undefined ? [] : adultsOn(found.data.people, dayNow(agency.timeZone)).filter((one) => one.part === "caregiver");
  const language = chosen ?? languageOf(adults.find((one) => one.personId === adultId));
  return (
    <details className="fold tell">
      <summary>{say(words.title)}</summary>
      <div className="fields">
        <p className="soft">{say(words.hint)}</p>
        <SelectField label={say(words.whom)} value={adultId} onChange={setAdult} options={adults.map((one) => ({ value: one.personId, label: `${one.givenName} ${one.familyName}`.trim() }))} />
        {adultId === "" ? null : (
          <>
            <RadioGroup label={say(words.language)} value={language} onChange={(value) => setLanguage(value as Language)} options={(["en", "es"] as const).map((value) => ({ value, label: say(words.languages[value]) }))} />
            <Lines key={`${adultId} ${language}`} caseId={caseId} adultId={adultId} language={language} />
          </>
        )}
      </div>
    </details>
  );
}

type Of = { caseId: string; adultId: string; language: Language };

function Lines({ caseId, adultId, language }: Of) {
  const { say, language: spoken } = useLanguage();
  const found = useAnswer(["measureSeries.told", caseId, adultId, language], (api) => api.measureSeries.told({ caseId, personId: adultId, language }));
  if (found.data === undefined) return found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, spoken)}`} verb={{ run: () => void found.refetch() }} /> : <Loading rows={3} />;
  return <TellForm key={found.data.place} caseId={caseId} adultId={adultId} language={language} {...found.data} />;
}

type Told = { lines: readonly { key: string; words: string; isChosen: boolean }[]; sentence: { words: string } | null; place: number };

function TellForm({ caseId, adultId, language, lines, sentence, place }: Of & Told) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("tell");
  const [chosen, setChosen] = useState<readonly string[]>(lines.filter((one) => one.isChosen).map((one) => one.key));
  const [own, setOwn] = useState(sentence?.words ?? "");
  async function keep() {
    await sending.send(async () => {
      await api.measureSeries.tell({ caseId, personId: adultId, language, chosen: [...chosen], sentence: own, place });
      await refresh(["measureSeries.told", caseId]);
    });
  }
  return (
    <form
      id="tell"
      tabIndex={-1}
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {lines.length === 0 ? (
        <EmptyState sentence={say(words.nothing)} />
      ) : (
        <fieldset className="field">
          <legend className="field-label">{say(words.which)}</legend>
          <div lang={language}>
            {lines.map((one) => (
              <CheckField key={one.key} label={one.words} value={chosen.includes(one.key) ? "yes" : "no"} onChange={(value) => setChosen(value === "yes" ? [...chosen, one.key] : chosen.filter((key) => key !== one.key))} />
            ))}
          </div>
        </fieldset>
      )}
      <TextArea id={sending.id("sentence")} label={say(words.sentence)} hint={say(words.sentenceHint)} value={own} error={sending.errorOf("sentence")} onChange={setOwn} />
      <div className="buttons">
        <Button type="submit" state={sending.state}>
          {say(words.keep)}
        </Button>
        {place === 0 ? null : (
          <a className="button button--second" href={`/api/cases/${caseId}/measures/told/${adultId}/paper?language=${language}`} download>
            <Icon glyph={IconPrinter} />
            <span>{say(words.print)}</span>
          </a>
        )}
      </div>
      {place === 0 ? null : (
        <p role="status" className="soft">
          {say(words.kept)}
        </p>
      )}
    </form>
  );
}

/** What was chosen for the adult who reads along. */
export function ShownMeasures({ caseId, asAdultId }: { caseId: string; asAdultId: string }) {
  const { language, say } = useLanguage();
  const found = useAnswer(["measureSeries.told", caseId, asAdultId, language], (api) => api.measureSeries.told({ caseId, personId: asAdultId, language }));
  if (found.data === undefined) return found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : <Loading rows={3} />;
  const lines = found.data.lines.filter((one) => one.isChosen);
  return (
    <section className="shown-measures">
      <h2>{say(words.shownTitle)}</h2>
      {lines.length === 0 && found.data.sentence === null ? <EmptyState sentence={say(words.shownNothing)} /> : null}
      {lines.map((one) => (
        <p key={one.key}>{one.words}</p>
      ))}
      {found.data.sentence === null ? null : <p>{found.data.sentence.words}</p>}
    </section>
  );
}
