import { useState } from "react";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { MOST_WORDS, type Testimonial } from "../contract.ts";
import { languagesAllowed } from "../rules.ts";
import { languageNames, traceNames, words } from "../screens.words.ts";

/** The words as the page shall have them, and what in them still has to be settled. It stays open until nothing is. */
export function PrepareForm({ caseId, one, close }: { caseId: string; one: Testimonial; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const { testimonialId, newest } = one;
  const sending = useSending(`prepare-${testimonialId}`);
  const [texts, setTexts] = useState({ en: newest?.en ?? (one.language === "en" ? one.words : ""), es: newest?.es ?? (one.language === "es" ? one.words : "") });
  const [whys, setWhys] = useState<Record<string, string>>(() => Object.fromEntries((newest?.traces ?? []).map((trace) => [trace.key, trace.why ?? ""])));
  async function submit() {
    const settled = Object.entries(whys).filter(([, why]) => why.trim() !== "").map(([key, why]) => ({ key, why: why.trim() }));
    const open: number[] = [];
    const sent = await sending.send(async () => {
      open.push((await api.testimonials.prepare({ caseId, testimonialId, after: newest?.number ?? 0, ...texts, settled })).open);
      await refresh(["testimonials.list", caseId]);
    });
    if (sent && open[0] === 0) close();
  }
  return (
    <SendForm name={`prepare-${testimonialId}`} label={say(words.prepare)} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      {languagesAllowed(one.language, one.languages).map((of) => (
        <TextArea key={of} id={sending.id(of)} error={sending.errorOf(of)} label={words.inLanguage[language](say(languageNames[of]))} hint={of === one.language ? undefined : say(words.translatedHint)} lang={of} rows={5} maxLength={MOST_WORDS} value={texts[of]} onChange={(value) => setTexts({ ...texts, [of]: value })} />
      ))}
      {newest === null ? null : newest.traces.length === 0 ? <p className="soft">{say(words.clear)}</p> : (
        <fieldset className="testimonial-traces">
          <legend>{say(words.traces)}</legend>
          <p className="soft small">{say(words.tracesWhy)}</p>
          {newest.traces.map((trace) =>
            trace.kind === "contact" ? <p key={trace.key}>{words.mustGo[language](trace.text)}</p> : <TextField key={trace.key} id={sending.id(trace.key)} label={words.why[language](trace.text)} hint={say(traceNames[trace.kind])} maxLength={200} value={whys[trace.key] ?? ""} onChange={(value) => setWhys({ ...whys, [trace.key]: value })} />,
          )}
        </fieldset>
      )}
    </SendForm>
  );
}
