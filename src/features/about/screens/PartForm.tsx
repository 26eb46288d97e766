import { useState } from "react";
import { useDeviceDraft } from "#features/letters/screens/useDeviceDraft.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { ContentOf, SiteContent } from "../contract.ts";
import { placeWords, words } from "../screens.words.ts";
import { BothFields } from "./BothFields.tsx";
import { PlacesForm, tidyPlaces } from "./PlacesForm.tsx";

/** Lines as they are sent: without blanks around them, and none that is empty. */
const tidyLines = (lines: readonly string[]) => lines.map((one) => one.trim()).filter((one) => one !== "");
function tidy(content: SiteContent): SiteContent {
  if (content.part === "places") return tidyPlaces(content);
  return content.part === "cost" ? { ...content, insurances: tidyLines(content.insurances) } : content;
}

/** Writes another draft of a part, from the words that are given. What was typed stays on this device until it is kept. */
export function PartForm({ from, after, onDone, close }: { from: SiteContent; after: number; onDone: (sentence: string) => void; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `site-${from.part}-${after}`;
  const sending = useSending(name);
  const draft = useDeviceDraft<SiteContent>(name, from);
  const [note, setNote] = useState("");
  const content = draft.content;
  async function keep() {
    const sent = tidy(content);
    const wrong: FieldWrong[] = [];
    if (sent.part === "cost" && (sent.insurances.length > 40 || sent.insurances.some((one) => one.length > 120))) wrong.push({ path: "content.insurances", message: say(words.manyLines) });
    if (sent.part === "places") sent.places.forEach((one, at) => (one.address.length > 4 || one.address.some((line) => line.length > 100)) && wrong.push({ path: `content.places.${at}.address`, message: say(placeWords.fourLines) }));
    const isKept = await sending.send(async () => {
      await api.siteTexts.save({ after, content: sent, note });
      await refresh(["siteTexts.list"], ["siteTexts.versions"]);
    }, wrong);
    if (!isKept) return;
    draft.drop();
    onDone(say(words.kept));
    close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      {draft.found === "yes" ? (
        <p className="soft">
          {say(words.draftFound)} <Button look="quiet" onClick={draft.drop}>{say(words.draftAway)}</Button>
        </p>
      ) : null}
      <p className="soft small">{say(words.markdown)}</p>
      {content.part === "places" ? <PlacesForm content={content} onChange={draft.write} sending={sending} /> : null}
      {content.part === "cost" ? <CostFields content={content} onChange={draft.write} sending={sending} /> : null}
      {content.part === "places" || content.part === "cost" ? null : <BothFields label={say(words.text)} path="text" value={content.text} onChange={(text) => draft.write({ ...content, text })} sending={sending} kind="text" />}
      <TextField id={sending.id("note")} error={sending.errorOf("note")} label={say(words.note)} value={note} onChange={setNote} maxLength={300} need="optional" />
    </SendForm>
  );
}

function CostFields({ content, onChange, sending }: { content: ContentOf<"cost">; onChange: (content: SiteContent) => void; sending: ReturnType<typeof useSending> }) {
  const { say } = useLanguage();
  return (
    <>
      <p className="soft small">{say(words.right)}</p>
      <TextArea id={sending.id("content.insurances")} error={sending.errorOf("content.insurances")} label={say(words.insurances)} hint={say(words.insurancesHint)} need="optional" rows={5} maxLength={5000} value={content.insurances.join("\n")} onChange={(text) => onChange({ ...content, insurances: text === "" ? [] : text.split("\n") })} />
      <BothFields label={say(words.selfPay)} path="selfPay" value={content.selfPay} onChange={(selfPay) => onChange({ ...content, selfPay })} sending={sending} kind="text" />
      <BothFields label={say(words.help)} path="help" value={content.help} onChange={(help) => onChange({ ...content, help })} sending={sending} kind="text" />
    </>
  );
}
