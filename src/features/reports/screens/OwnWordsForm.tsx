import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type KeptWords, MOST_WORDS, type OwnWords, type ReportKind, slotsOf } from "../contract.ts";
import { noWords } from "../words.rules.ts";
import { slotWords, words } from "../screens.words.ts";

/** The agency's own paragraphs of one kind of report and one language: kept as typed, each time as a version. */
export function OwnWordsForm({ kind, language, versions }: { kind: ReportKind; language: Language; versions: readonly KeptWords[] }) {
  const { say, day } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("report-words");
  const last = versions[0]?.words ?? noWords;
  const [typed, setTyped] = useState<OwnWords>(last);
  const isChanged = slotsOf[kind].some((slot) => typed[slot] !== last[slot]);
  const keptOf = (one: KeptWords) => say(words.kept(day(dateInZone(one.keptAt, me.agency.timeZone), "full"), one.keptBy));
  const keep = () =>
    sending.send(async () => {
      await api.reports.keepWords({ kind, language, words: typed });
      await refresh(["reports.look"]);
    });
  return (
    <section aria-labelledby="report-own">
      <h2 id="report-own">{say(words.ownWords)}</h2>
      <p className="soft small">
        {say(words.ownWordsHint)} {versions[0] === undefined ? null : keptOf(versions[0])}
      </p>
      <SendForm name="report-words" label={say(words.ownWords)} sending={sending} submit={say(words.keep)} onSubmit={() => void keep()}>
        {slotsOf[kind].map((slot) => (
          <TextArea key={slot} id={sending.id(`words.${slot}`)} label={say(slotWords[slot])} lang={language} error={sending.errorOf(`words.${slot}`)} maxLength={MOST_WORDS[kind]} value={typed[slot]} onChange={(value) => setTyped({ ...typed, [slot]: value })} />
        ))}
        {isChanged ? <p className="soft small">{say(words.unsaved)}</p> : null}
      </SendForm>
      {versions.length < 2 ? null : (
        <details className="fold">
          <summary>{say(words.earlier)}</summary>
          <ul className="report-versions">
            {versions.slice(1).map((one) => (
              <li key={one.keptAt}>
                {keptOf(one)}{" "}
                <Button look="quiet" aria-label={`${say(words.takeUp)}: ${keptOf(one)}`} onClick={() => setTyped(one.words)}>
                  {say(words.takeUp)}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
