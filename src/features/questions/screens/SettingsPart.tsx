import { IconClock } from "@tabler/icons-react";
import { useState } from "react";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type QuestionSettings, questionSettings } from "../contract.ts";
import { words } from "../screens.words.ts";

/** Within how many work days questions are answered and how long they are kept: read by all, set by who runs the programme. */
export function SettingsPart() {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useAnswer(["questions.settings"], (api) => api.questions.settings());
  if (found.data === undefined) return null;
  const { settings, isShipped } = found.data;
  return (
    <section className="part" aria-labelledby="question-settings">
      <h2 id="question-settings">{say(words.setting)}</h2>
      <p>
        {words.settingSays[language](settings.answerWorkDays, settings.keepDays)} {isShipped ? <span className="soft">{say(words.shipped)}</span> : null}
      </p>
      {hasRole(me, "administrator") ? (
        <FormPanel verb={say(words.change)} glyph={IconClock}>
          {(close) => <Fields settings={settings} close={close} />}
        </FormPanel>
      ) : null}
    </section>
  );
}

function Fields({ settings, close }: { settings: QuestionSettings; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("question-settings-form");
  const [workDays, setWorkDays] = useState(String(settings.answerWorkDays));
  const [days, setDays] = useState(String(settings.keepDays));
  async function submit() {
    const read = questionSettings.safeParse({ answerWorkDays: Number(workDays), keepDays: Number(days) });
    const isKept = await sending.send(
      async () => {
        if (read.success) await api.questions.setSettings(read.data);
        await refresh(["questions.settings"]);
      },
      read.success ? [] : [{ path: String(read.error.issues[0]?.path[0] ?? "keepDays"), message: say(words.needDays) }],
    );
    if (isKept) close();
  }
  return (
    <SendForm name="question-settings-form" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("answerWorkDays")} label={say(words.workDays)} width="short" inputMode="numeric" value={workDays} onChange={setWorkDays} error={sending.errorOf("answerWorkDays")} />
      <TextField id={sending.id("keepDays")} label={say(words.keepDays)} width="short" inputMode="numeric" value={days} onChange={setDays} error={sending.errorOf("keepDays")} />
    </SendForm>
  );
}
