import { IconMessageOff } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { type Api, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { answerLimit } from "../contract.ts";
import { words } from "../screens.words.ts";

export type Adult = Awaited<ReturnType<Api["correspondence"]["ofCase"]>>["adults"][number];

/** Where the team writes to an adult, or says that what waits needs no answer. `upTo` is the last word of the adult that stands on the screen. */
export function AnswerPart({ caseId, adult, upTo }: { caseId: string; adult: Adult; upTo: string | null }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`answer-${adult.personId}`);
  const [text, setText] = useState("");
  // One key for what stands in the form: pressed twice, or sent again after a broken line, it is one message.
  const [sentKey, setSentKey] = useState(() => crypto.randomUUID());
  const [said, setSaid] = useState<keyof typeof words.sent | null>(null);
  const between = { caseId, personId: adult.personId };
  const after = () => refresh(["correspondence.thread", caseId, adult.personId], ["correspondence.ofCase", caseId], ["correspondence.list"], ["day.today"]);
  const send = () =>
    void sending.send(
      async () => {
        const { notice } = await api.correspondence.answer({ ...between, words: text, sentKey, upTo });
        setSaid(notice);
        setText("");
        setSentKey(crypto.randomUUID());
        await after();
      },
      text.trim() === "" ? [{ path: "words", message: say(words.needWords) }] : [],
    );
  const settle = () =>
    void sending.send(async () => {
      if (upTo !== null) await api.correspondence.settle({ ...between, upTo });
      await after();
    });
  return (
    <>
      <SendForm name={`answer-${adult.personId}`} sending={sending} submit={say(words.send)} onSubmit={send}>
        <TextArea id={sending.id("words")} label={words.write[language](adult.name)} hint={say(words.hint)} rows={6} lang={adult.language} value={text} onChange={setText} error={sending.errorOf("words")} need="required" maxLength={answerLimit} />
      </SendForm>
      <p role="status">{said === null ? "" : say(words.sent[said])}</p>
      {adult.waitingSince === null ? null : <p><Button look="quiet" glyph={IconMessageOff} state={sending.state} onClick={settle}>{say(words.settle)}</Button></p>}
    </>
  );
}
