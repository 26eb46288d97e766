import { IconClock } from "@tabler/icons-react";
import { useState } from "react";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type CorrespondenceSettings, correspondenceSettings } from "../contract.ts";
import { words } from "../screens.words.ts";

/** Within how many work days an adult who writes is answered: read by all, set by who runs the programme. */
export function SettingsPart() {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useAnswer(["correspondence.settings"], (api) => api.correspondence.settings());
  if (found.data === undefined) return null;
  const { settings, isShipped } = found.data;
  return (
    <section className="part" aria-labelledby="correspondence-settings">
      <h2 id="correspondence-settings">{say(words.setting)}</h2>
      <p>
        {words.settingSays[language](settings.answerWorkDays)} {isShipped ? <span className="soft">{say(words.shipped)}</span> : null}
      </p>
      {hasRole(me, "administrator") ? (
        <FormPanel verb={say(words.change)} glyph={IconClock}>
          {(close) => <Fields settings={settings} close={close} />}
        </FormPanel>
      ) : null}
    </section>
  );
}

function Fields({ settings, close }: { settings: CorrespondenceSettings; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("correspondence-form");
  const [workDays, setWorkDays] = useState(String(settings.answerWorkDays));
  async function submit() {
    const read = correspondenceSettings.safeParse({ answerWorkDays: Number(workDays) });
    const isKept = await sending.send(
      async () => {
        if (read.success) await api.correspondence.setSettings(read.data);
        await refresh(["correspondence.settings"]);
      },
      read.success ? [] : [{ path: "answerWorkDays", message: say(words.needDays) }],
    );
    if (isKept) close();
  }
  return (
    <SendForm name="correspondence-form" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("answerWorkDays")} label={say(words.workDays)} width="short" inputMode="numeric" value={workDays} onChange={setWorkDays} error={sending.errorOf("answerWorkDays")} />
    </SendForm>
  );
}
