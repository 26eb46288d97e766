import { useState } from "react";
import { CheckField, Segments } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Rating } from "../contract.ts";
import { strengthNames, words } from "../screens.words.ts";

/** How a target went until now, and how strong it is today (B4). */
export function RatingPanel({ caseId, today, targetId, title, ratings }: { caseId: string; today: string; targetId: string; title: string; ratings: readonly Rating[] }) {
  const { say, language, day } = useLanguage();
  const of = ratings.filter((one) => one.targetId === targetId);
  return (
    <section className="canvas-picked" aria-label={title}>
      {of.length === 0 ? null : (
        <ol className="canvas-ratings">
          {of.map((one, place) => (
            <li key={`${one.ratedOn} ${place}`}>
              {day(one.ratedOn, "full")}: <strong>{strengthNames[one.strength]![language]}</strong>
              {one.status === "closed" ? ` · ${say(words.closed)}` : ""} <span className="soft">{one.words}</span>
            </li>
          ))}
        </ol>
      )}
      <FormPanel verb={say(words.rate)} about={title}>
        {(close) => <Fields caseId={caseId} today={today} targetId={targetId} close={close} />}
      </FormPanel>
    </section>
  );
}

function Fields({ caseId, today, targetId, close }: { caseId: string; today: string; targetId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("rating");
  const [ratedOn, setRatedOn] = useState(today);
  const [strength, setStrength] = useState("2");
  const [closed, setClosed] = useState<"yes" | "no">("no");
  const [text, setText] = useState("");
  async function submit() {
    const sent = await sending.send(async () => {
      await api.formulation.rate({ caseId, targetId, ratedOn, strength: Number(strength), status: closed === "yes" ? "closed" : "open", words: text });
      await refresh(["formulation.get", caseId]);
    });
    if (sent) close();
  }
  return (
    <SendForm name="rating" sending={sending} submit={say(words.keepRating)} onSubmit={() => void submit()} onCancel={close}>
      <Segments legend={say(words.rate)} value={strength} onChange={setStrength} options={strengthNames.map((name, place) => ({ value: String(place), label: say(name) }))} />
      <DateField id={sending.id("ratedOn")} label={say(words.rateOn)} value={ratedOn} onChange={setRatedOn} error={sending.errorOf("ratedOn")} />
      <TextField id={sending.id("words")} label={say(words.rateWords)} need="optional" value={text} maxLength={500} onChange={setText} error={sending.errorOf("words")} />
      <CheckField label={say(words.closeTarget)} value={closed} onChange={setClosed} />
    </SendForm>
  );
}
