import { IconClock } from "@tabler/icons-react";
import { useState } from "react";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField, TimeField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { ReminderSettings } from "../contract.ts";
import { reminderScreenWords as words } from "../screens.words.ts";
import { mailLabels, textLabels } from "../words.ts";
import "./outbox.css";

/** How adults are reminded of sessions: read by who works with families, changed by whoever runs the programme. */
export default function RemindersScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const found = useAnswer(["messages.reminders"], (api) => api.messages.reminders());
  const data = found.data;
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/programme", label: say(words.back) }} />
      <p className="soft reminders-what">{say(words.what)}</p>
      {data === undefined ? (
        found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : <Loading rows={3} />
      ) : (
        <section className="part" aria-label={say(words.title)}>
          <DefinitionStrip
            look="list"
            definitions={[
              { label: say(words.hours), value: data.settings.hoursBefore.length === 0 ? say(words.none) : data.settings.hoursBefore.join(", ") },
              { label: say(words.quiet), value: words.quietSpan[language](data.settings.quietFrom, data.settings.quietTo) },
            ]}
          />
          {data.isShipped ? <p className="soft">{say(words.shipped)}</p> : null}
          <p className="soft">{[say(mailLabels[data.mail]), ...(data.texts === "demo" ? [] : [say(textLabels[data.texts])])].join(" ")}</p>
          {hasRole(me, "administrator") ? (
            <FormPanel verb={say(words.change)} glyph={IconClock}>
              {(close) => <Fields settings={data.settings} close={close} />}
            </FormPanel>
          ) : null}
        </section>
      )}
    </div>
  );
}

const MOST_HOURS = 336;
/** The hours that somebody typed; null where they are none. */
function readHours(text: string): number[] | null {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== "");
  const hours = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 0));
  return hours.length <= 3 && hours.every((one) => one >= 1 && one <= MOST_HOURS) && new Set(hours).size === hours.length ? hours : null;
}

function Fields({ settings, close }: { settings: ReminderSettings; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("reminders");
  const [hours, setHours] = useState(settings.hoursBefore.join(", "));
  const [quietFrom, setFrom] = useState(settings.quietFrom);
  const [quietTo, setTo] = useState(settings.quietTo);
  async function submit() {
    const hoursBefore = readHours(hours);
    const wrong: FieldWrong[] = hoursBefore === null ? [{ path: "hoursBefore", message: say(words.needHours) }] : [];
    if (quietFrom === "" || quietTo === "" || quietFrom === quietTo) wrong.push({ path: "quietTo", message: say(words.needClock) });
    const sent = await sending.send(async () => {
      await api.messages.setReminders({ hoursBefore: hoursBefore ?? [], quietFrom, quietTo });
      await refresh(["messages.reminders"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="reminders" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("hoursBefore")} label={say(words.hours)} hint={say(words.hoursHint)} need="optional" width="short" value={hours} onChange={setHours} error={sending.errorOf("hoursBefore")} />
      <div className="moment-parts">
        <TimeField id={sending.id("quietFrom")} label={say(words.from)} value={quietFrom} error={sending.errorOf("quietFrom")} onChange={setFrom} />
        <TimeField id={sending.id("quietTo")} label={say(words.to)} value={quietTo} error={sending.errorOf("quietTo")} onChange={setTo} />
      </div>
    </SendForm>
  );
}
