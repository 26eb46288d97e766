import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { type LocalRules, localRules } from "../settings.contract.ts";
import { ruleNames } from "../words.ts";
import "./supervision.css";

const keys = Object.keys(ruleNames) as (keyof LocalRules)[];

/** The programme's own times and thresholds of supervision, and what each source asks. */
export default function RulesScreen() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  usePageTitle(words.rulesTitle);
  const found = useAnswer(["supervision.rules"], (api) => api.supervision.rules.get());
  const data = found.data;
  return (
    <div className="page">
      <PageHeader title={say(words.rulesTitle)} back={{ href: hasRole(me, "clinician", "trainee", "supervisor") ? "/app/supervision" : "/app/supervision/hours", label: say(words.title) }} />
      <p className="soft">{say(words.rulesWhat)}</p>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {data === undefined ? null : (
        <>
          <DataTable
            caption={say(words.rulesTitle)}
            columns={[
              { key: "what", label: say(words.ruleColumns.what), cell: (key) => say(ruleNames[key]) },
              { key: "value", label: say(words.ruleColumns.value), align: "end", cell: (key) => data.rules[key] },
            ]}
            rows={keys}
            rowKey={(key) => key}
            phone="cards"
          />
          <p className="soft small">{data.are === "shipped" || data.changedAt === null ? say(words.shipped) : words.changedBy[language](data.changedBy ?? "Dyad", day(dateInZone(data.changedAt, me.agency.timeZone), "full"))}</p>
          {hasRole(me, "administrator", "supervisor") ? (
            <FormPanel verb={say(words.change)} glyph={IconPencil}>
              {(close) => <RulesFields rules={data.rules} close={close} />}
            </FormPanel>
          ) : null}
          <section className="part" aria-labelledby="supervision-sources">
            <h2 id="supervision-sources">{say(words.sources)}</h2>
            <ul className="hours-checks">
              {data.checks.map((one) => (
                <li key={one.id}>
                  <strong>{words.threshold[language](one.threshold, say(words.units[one.unit]), say(words.pers[one.per]))}</strong> {one.what[language]}{" "}
                  <span className="soft small">
                    {one.source === "" ? "" : `${one.source}, `}
                    {say(words.certainty[one.certainty])}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </div>
  );
}

function RulesFields({ rules, close }: { rules: LocalRules; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("supervision-rules");
  const [text, setText] = useState<Record<string, string>>(() => Object.fromEntries(keys.map((key) => [key, String(rules[key])])));
  async function keep() {
    const read = localRules.safeParse(Object.fromEntries(keys.map((key) => [key, /^\d{1,4}$/.test(text[key]!.trim()) ? Number(text[key]) : null])));
    const sent = await sending.send(
      async () => {
        if (!read.success) return;
        await api.supervision.rules.set(read.data);
        await refresh(["supervision.rules"], ["supervision.agenda"], ["supervision.hours"], ["supervision.ratings"]);
      },
      read.success ? [] : keys.filter((key) => read.error.issues.some((issue) => issue.path[0] === key)).map((path) => ({ path, message: say(words.needNumber) })),
    );
    if (sent) close();
  }
  return (
    <SendForm name="supervision-rules" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      {keys.map((key) => (
        <TextField key={key} id={sending.id(key)} label={say(ruleNames[key])} error={sending.errorOf(key)} value={text[key]!} width="short" inputMode="numeric" maxLength={4} onChange={(value) => setText({ ...text, [key]: value })} />
      ))}
    </SendForm>
  );
}
