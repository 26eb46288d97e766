import { IconPencil, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { localLabel, packetNames, ruleNames } from "../fidelity.words.ts";
import { formPack } from "../packs.contract.ts";
import { words } from "../screens.words.ts";
import { type LocalRules, localRules, packetKinds } from "../shapes.contract.ts";
import "./fidelity.css";

const keys = Object.keys(localRules.shape) as (keyof LocalRules)[];

/** The programme's own times and thresholds, and the forms that it has the right to use. */
export default function RulesScreen() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  usePageTitle(words.rulesTitle);
  const found = useAnswer(["fidelityPacks.rules"], (api) => api.fidelityPacks.rules());
  return (
    <div className="page">
      <PageHeader title={say(words.rulesTitle)} />
      <p className="soft">
        {say(words.rulesWhat)} {say(localLabel)}
      </p>
      {found.isPending ? <Loading rows={4} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <DataTable
            caption={say(words.rulesTitle)}
            columns={[
              { key: "what", label: say(words.ruleColumns.what), cell: (key) => say(ruleNames[key]) },
              { key: "value", label: say(words.ruleColumns.value), align: "end", cell: (key) => found.data.rules[key] },
            ]}
            rows={keys}
            rowKey={(key) => key}
            phone="cards"
          />
          <p className="soft small">{found.data.are === "shipped" || found.data.changedAt === null ? say(words.shipped) : words.changedBy[language](found.data.changedBy ?? "Dyad", day(dateInZone(found.data.changedAt, me.agency.timeZone), "full"))}</p>
          {hasRole(me, "administrator", "supervisor") ? (
            <FormPanel verb={say(words.change)} glyph={IconPencil}>
              {(close) => <RulesFields rules={found.data.rules} close={close} />}
            </FormPanel>
          ) : null}
        </>
      )}
      <Packs />
    </div>
  );
}

function RulesFields({ rules, close }: { rules: LocalRules; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("fidelity-rules");
  const [text, setText] = useState<Record<string, string>>(() => Object.fromEntries(keys.map((key) => [key, String(rules[key])])));
  async function keep() {
    const wrong = keys.filter((key) => !/^\d{1,4}$/.test(text[key]!.trim())).map((path) => ({ path, message: say(words.needNumber) }));
    const sent = await sending.send(async () => {
      await api.fidelityPacks.setRules(Object.fromEntries(keys.map((key) => [key, Number(text[key])])) as LocalRules);
      await refresh(["fidelityPacks.rules"], ["fidelity.list"], ["fidelity.packet"], ["day.today"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="fidelity-rules" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      {keys.map((key) => (
        <TextField key={key} id={sending.id(key)} label={say(ruleNames[key])} error={sending.errorOf(key)} value={text[key]!} maxLength={4} onChange={(value) => setText({ ...text, [key]: value })} />
      ))}
    </SendForm>
  );
}

function Packs() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const found = useAnswer(["fidelityPacks.list"], (api) => api.fidelityPacks.list());
  if (found.data === undefined) return null;
  return (
    <section className="part" aria-labelledby="form-packs">
      <h2 id="form-packs">{say(words.packs)}</h2>
      <p className="soft">{say(words.packsWhat)}</p>
      <ul className="fidelity-versions">
        {found.data.packs.map(({ pack, importedAt, importedBy, isOurs }) => (
          <li key={`${pack.id} ${pack.version}`}>
            <p>
              <strong>{say(pack.title)}</strong> <span className="soft">{[words.packOf[language](pack.holder, pack.version), say(packetNames[pack.packet]), words.packLines[language](pack.items.length), isOurs || importedAt === null ? say(words.ours) : words.importedBy[language](importedBy ?? "Dyad", day(dateInZone(importedAt, me.agency.timeZone), "full"))].join(" · ")}</span>
            </p>
            <p className="soft small">{pack.licence}</p>
          </li>
        ))}
      </ul>
      {hasRole(me, "administrator") ? (
        <>
          <FormPanel verb={say(words.import)} glyph={IconUpload}>
            {(close) => <ImportFields close={close} />}
          </FormPanel>
          <details className="fold">
            <summary>{say(words.paths)}</summary>
            {packetKinds.map((kind) => (
              <p key={kind} className="small fidelity-paths">
                <strong>{say(packetNames[kind])}:</strong> {found.data.paths[kind]?.join(", ")}
              </p>
            ))}
          </details>
        </>
      ) : null}
    </section>
  );
}

function ImportFields({ close }: { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("import-pack");
  const [text, setText] = useState("");
  const pack = readPack(text);
  async function take() {
    const sent = await sending.send(
      async () => {
        await api.fidelityPacks.import({ pack: pack! });
        await refresh(["fidelityPacks.list"]);
      },
      pack === null ? [{ path: "pack", message: say(words.notJson) }] : [],
    );
    if (sent) close();
  }
  return (
    <SendForm name="import-pack" sending={sending} submit={say(words.import)} onSubmit={() => void take()} onCancel={close}>
      <TextArea id={sending.id("pack")} label={say(words.packText)} error={sending.errorOf("pack")} value={text} maxLength={200_000} onChange={setText} />
    </SendForm>
  );
}

/** What was typed as a form pack; null where it is none. What is wrong in one the server says with its place. */
function readPack(text: string) {
  try {
    const found = formPack.safeParse(JSON.parse(text));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}
