import { useEffect, useRef, useState } from "react";
import type { Answers } from "#features/instruments/contract.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useAnswer, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { useKeys } from "#ui/useKeys.ts";
import { sentenceFor } from "#ui/useSending.ts";
import type { EntryForm } from "../entry.contract.ts";
import { entryScreenWords as words } from "../entry.screens.words.ts";
import { useMeasuresChanged } from "./useMeasuresChanged.ts";
import { mark, openItems, placesOf } from "./answers.ts";

/** A form that is read aloud, one question at a time: the figure of an answer marks it and goes on, each answer is kept at once. */
export function Interview({ caseId, requestId, onClose }: { caseId: string; requestId: string; onClose: () => void }) {
  const { language } = useLanguage();
  const found = useAnswer(["answers.interview", requestId], (api) => api.answers.interview({ requestId }));
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  if (found.data === undefined) return <Loading rows={5} />;
  return <Reading key={requestId} caseId={caseId} requestId={requestId} name={found.data.adultName} form={found.data.form} kept={found.data.kept} onClose={onClose} />;
}

function Reading({ caseId, requestId, name, form, kept, onClose }: { caseId: string; requestId: string; name: string; form: EntryForm; kept: { answers: Answers; skipped: readonly string[] }; onClose: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useMeasuresChanged(caseId);
  const question = useRef<HTMLHeadingElement>(null);
  const [answers, setAnswers] = useState<Answers>(kept.answers);
  const firstOpen = form.items.findIndex((one) => placesOf(answers, one.number).length === 0 && !kept.skipped.includes(one.number));
  const [at, setAt] = useState(firstOpen < 0 ? form.items.length : firstOpen);
  const [state, setState] = useState<"ready" | "busy">("ready");
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => question.current?.focus(), [at]);
  const item = form.items[at];
  async function run(work: () => Promise<void>) {
    if (state === "busy") return;
    setState("busy");
    setWrong(null);
    try {
      await work();
    } catch (error) {
      setWrong(sentenceFor(asApiFault(error), language));
    }
    setState("ready");
  }
  const keep = (answer: Answers[string], goOn: "next" | "stay") =>
    run(async () => {
      if (item === undefined) return;
      await api.answers.keepAnswer({ requestId, item: item.number, answer });
      setAnswers({ ...answers, [item.number]: answer });
      if (goOn === "next") setAt(at + 1);
    });
  const pick = (place: number) => item !== undefined && void keep(mark(answers, item, place)[item.number]!, item.marks === "one" ? "next" : "stay");
  const finish = () =>
    run(async () => {
      await api.answers.finishInterview({ requestId });
      await changed();
      onClose();
    });
  const open = openItems(form.items, answers);
  useKeys([...(item?.options ?? []).flatMap((one, place) => (one.key === null ? [] : [{ key: one.key, says: one.text, run: () => pick(place) }])), { key: "ArrowLeft", says: say(words.back), run: () => setAt(Math.max(0, at - 1)) }]);
  return (
    <div className="fields reading">
      <p className="soft">
        {words.readingTo[language](name)} · {form.name}
      </p>
      {form.notices.map((one) => (
        <p key={one} className="send-warning">
          {one}
        </p>
      ))}
      {item === undefined ? (
        <>
          <h3 ref={question} tabIndex={-1}>
            {say(words.allAsked)}
          </h3>
          {open.length === 0 ? null : <p>{words.leftOpen[language](open.length)}</p>}
          <p className="soft">{say(words.finishHint)}</p>
        </>
      ) : (
        <>
          <p className="soft small">{words.questionOf[language](at + 1, form.items.length)}</p>
          {form.isPlaceholder || form.instructions === "" || !item.isRequired ? null : (
            <p lang={form.language} className="sheet-frame">
              {form.instructions}
            </p>
          )}
          <h3 ref={question} tabIndex={-1} lang={form.language} className="reading-question">
            {item.text}
          </h3>
          <p className="soft small">{item.marks === "many" ? say(words.severalMarks) : say(words.marksByKey)}</p>
          <div className="reading-options" lang={form.language}>
            {item.options.map((option, place) => (
              <button key={option.text} type="button" className="reading-option" aria-pressed={placesOf(answers, item.number).includes(place)} onClick={() => pick(place)}>
                {option.key === null || option.text.startsWith(option.key) ? null : <kbd aria-hidden>{option.key}</kbd>}
                <span>{option.text}</span>
              </button>
            ))}
          </div>
        </>
      )}
      {wrong === null ? null : <ErrorState sentence={wrong} />}
      <div className="buttons">
        {at === 0 ? null : <Button onClick={() => setAt(at - 1)}>{say(words.back)}</Button>}
        {item === undefined ? (
          <Button look="main" state={state} onClick={() => void finish()}>
            {say(words.finish)}
          </Button>
        ) : (
          <>
            <Button onClick={() => void keep(null, "next")}>{say(words.rather)}</Button>
            {item.marks === "many" || placesOf(answers, item.number).length > 0 ? <Button onClick={() => setAt(at + 1)}>{say(words.next)}</Button> : null}
          </>
        )}
        <Button look="quiet" onClick={onClose}>
          {say(words.pause)}
        </Button>
      </div>
    </div>
  );
}
