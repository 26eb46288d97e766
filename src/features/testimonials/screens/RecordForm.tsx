import { useState } from "react";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type Attribution, attributions, MOST_WORDS } from "../contract.ts";
import { languageNames, spreadNames, words } from "../screens.words.ts";
import { attributionNames } from "../words.ts";

type Given = { caseId: string; adults: readonly { personId: string; name: string }[]; close: () => void };

/** Words and consent that an adult signed on paper: the text that the paper must hold stands beside. */
export function RecordForm({ caseId, adults, close }: Given) {
  const { say, language: own } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("record-testimonial");
  const papers = useAnswer(["documents.list", caseId], (each) => each.documents.list({ caseId }));
  const [personId, setPerson] = useState("");
  const [documentId, setDocument] = useState("");
  const [told, setTold] = useState("");
  const [signedName, setName] = useState("");
  const [language, setLanguage] = useState<"en" | "es">(own);
  const [attribution, setAttribution] = useState<Attribution>("none");
  const [languages, setLanguages] = useState<"one" | "both">("one");
  const [validTo, setValidTo] = useState("");
  const uses = { language, attribution, languages, validTo };
  const text = useAnswer(["testimonials.text", caseId, ...Object.values(uses)], (each) => (validTo === "" ? Promise.resolve(null) : each.testimonials.text({ caseId, ...uses })));
  async function submit() {
    const missing = Object.entries({ personId, documentId, words: told, signedName, validTo }).filter(([, value]) => value.trim() === "").map(([path]) => ({ path, message: say(words.need) }));
    const sent = await sending.send(async () => {
      await api.testimonials.record({ caseId, personId, documentId, words: told, ...uses, signedName, textHash: (text.data ?? (await api.testimonials.text({ caseId, ...uses }))).textHash });
      await refresh(["testimonials.list", caseId]);
    }, missing);
    if (sent) close();
  }
  return (
    <SendForm name="record-testimonial" label={say(words.record)} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("personId")} error={sending.errorOf("personId")} label={say(words.adult)} empty={say(words.need)} value={personId} onChange={setPerson} options={adults.map((one) => ({ value: one.personId, label: one.name }))} />
      <TextArea id={sending.id("words")} error={sending.errorOf("words")} label={say(words.words)} lang={language} rows={5} maxLength={MOST_WORDS} value={told} onChange={setTold} />
      <RadioGroup id={sending.id("language")} label={say(words.language)} value={language} onChange={(value) => setLanguage(value === "es" ? "es" : "en")} options={(["en", "es"] as const).map((value) => ({ value, label: say(languageNames[value]) }))} />
      <SelectField id={sending.id("attribution")} label={say(words.called)} value={attribution} onChange={(value) => setAttribution(attributions.find((one) => one === value) ?? "none")} options={attributions.map((value) => ({ value, label: say(attributionNames[value]) }))} />
      <RadioGroup id={sending.id("languages")} label={say(words.languages)} value={languages} onChange={(value) => setLanguages(value === "both" ? "both" : "one")} options={(["one", "both"] as const).map((value) => ({ value, label: say(spreadNames[value]) }))} />
      <DateField id={sending.id("validTo")} error={sending.errorOf("validTo")} label={say(words.validTo)} value={validTo} onChange={setValidTo} />
      {text.data == null ? <p className="soft">{say(words.needText)}</p> : (
        <section className="testimonial-text" aria-label={say(words.textTitle)}>
          <h4>{say(words.textTitle)}</h4>
          {text.data.lines.map((line, at) => <p key={at} lang={language}>{line.words}</p>)}
        </section>
      )}
      <SelectField id={sending.id("documentId")} error={sending.errorOf("documentId")} label={say(words.document)} empty={say(words.need)} value={documentId} onChange={setDocument} options={(papers.data?.documents ?? []).filter((one) => one.removed === null).map((one) => ({ value: one.documentId, label: one.title }))} />
      <TextField id={sending.id("signedName")} error={sending.errorOf("signedName")} label={say(words.signedName)} maxLength={200} value={signedName} onChange={setName} />
    </SendForm>
  );
}
