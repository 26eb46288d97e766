import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { keepOnDevice, sendFile } from "#features/documents/screens/sendFile.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useMe, useRefresh } from "#ui/client.ts";
import { Field } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link, useGoTo } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { SaidRefusal, sentenceFor, useSending } from "#ui/useSending.ts";
import type { BroughtList } from "../contract.ts";
import { words } from "../screens.words.ts";
import { sayState } from "./saying.ts";
import "./lists.css";

/** Where a file of families is brought in, and the lists that were. */
export default function ListsScreen() {
  const { say } = useLanguage();
  usePageTitle(words.title);
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/referrals", label: say(words.back) }} />
      <p className="list-lead">{say(words.lead)}</p>
      <Bring />
      <Earlier />
    </div>
  );
}

function Bring() {
  const { say, language } = useLanguage();
  const sending = useSending("bring");
  const refresh = useRefresh();
  const goTo = useGoTo();
  const [file, setFile] = useState<File | null>(null);
  async function bring() {
    let listId = "";
    const sent = await sending.send(
      async () => {
        ({ listId } = await sendFile<BroughtList>(file!, language, { signal: new AbortController().signal, onProgress: () => {}, address: "/api/lists" }).catch((error: unknown) => {
          const fault = asApiFault(error);
          // What is wrong with the file is said beside it; what is wrong with the way there is not the file's.
          throw fault.code === "malformed" || fault.code === "too_large" ? new SaidRefusal([{ path: "file", message: sentenceFor(fault, language) }]) : fault;
        }));
        await refresh(["lists.list"]);
      },
      file === null ? [{ path: "file", message: say(words.needFile) }] : [],
    );
    if (sent) goTo(`/app/lists/${listId}`);
  }
  return (
    <>
      <SendForm name="bring" sending={sending} submit={say(words.bring)} onSubmit={() => void bring()}>
        <Field id={sending.id("file")} label={say(words.file)} hint={say(words.fileHint)} error={sending.errorOf("file")} need="required">
          {(wiring) => <input {...wiring} className="control control--wide control--file" type="file" accept=".csv,.tsv,.txt,.xlsx,text/csv" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />}
        </Field>
      </SendForm>
      <p>
        <Button look="quiet" onClick={() => void keepOnDevice(`/api/lists/template?language=${language}`, language)}>
          {say(words.template)}
        </Button>
      </p>
    </>
  );
}

function Earlier() {
  const { say, language, day, number } = useLanguage();
  const zone = useMe().agency.timeZone;
  const list = usePages(["lists.list"], (api, after) => api.lists.list({ after }));
  const lists = list.pages.flatMap((one) => one.lists);
  return (
    <section className="part" aria-labelledby="earlier">
      <h2 id="earlier">{say(words.earlier)}</h2>
      {list.state === "loading" ? <Loading rows={2} /> : null}
      {list.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(list.fault!, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && lists.length === 0 ? <EmptyState sentence={say(words.none)} /> : null}
      <ul className="brought-lists">
        {lists.map((one) => (
          <li key={one.listId}>
            <Link href={`/app/lists/${one.listId}`}>{words.listOf[language](number(one.rows), one.madeBy, day(dateInZone(one.madeAt, zone), "full"))}</Link>
            <span className="soft">{sayState(one, language, number)}</span>
          </li>
        ))}
      </ul>
      {list.more === null ? null : <Button state={list.more.state} onClick={list.more.fetch}>{say(words.more)}</Button>}
    </section>
  );
}
