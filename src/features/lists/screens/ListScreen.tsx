import { IconArrowBackUp, IconTrash } from "@tabler/icons-react";
import { useEffect } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { keepOnDevice } from "#features/documents/screens/sendFile.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { BroughtList } from "../contract.ts";
import { words } from "../screens.words.ts";
import { HowRead } from "./HowRead.tsx";
import { ListRows } from "./ListRows.tsx";
import { sayState } from "./saying.ts";
import "./lists.css";

/** Milliseconds between two looks while a list is worked off. */
const LOOK_AGAIN = 1_000;

/** One list: how it is read, what would be made of each row, how far it is, and what became of it. */
export default function ListScreen({ listId }: { listId: string }) {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["lists.get", listId], (api) => api.lists.get({ listId }));
  const state = found.data?.state;
  const isAtWork = state === "running" || state === "undoing";
  useEffect(() => {
    if (!isAtWork) return;
    const timer = setInterval(() => void found.refetch(), LOOK_AGAIN);
    return () => clearInterval(timer);
  });
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/lists", label: say(words.earlier) }} />
      {found.isPending ? <Loading rows={4} /> : found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : <Shown list={found.data} />}
    </div>
  );
}

function Shown({ list }: { list: BroughtList }) {
  const { say, language, number, day } = useLanguage();
  const me = useMe();
  const done = list.rows - list.counts.waiting;
  return (
    <>
      <p role="status">
        <strong>{sayState(list, language, number)}</strong>
      </p>
      {list.state === "running" ? <progress className="file-progress" max={list.rows} value={done} aria-label={sayState(list, language, number)} /> : null}
      {list.forgottenAt === null ? <p className="soft">{words.forgetOn[language](day(dateInZone(list.forgetAt, me.agency.timeZone), "full"))}</p> : <p className="soft">{say(words.forgotten)}</p>}
      <Decide list={list} />
      {list.state === "read" ? <HowRead key={`how ${list.revision}`} list={list} /> : null}
      {list.forgottenAt === null ? <ListRows key={`rows ${list.revision}`} list={list} /> : null}
      <Verbs list={list} />
    </>
  );
}

/** What comes next of a list that was read: above the rows, which may be thousands. */
function Decide({ list }: { list: BroughtList }) {
  const { say, language, number } = useLanguage();
  const decides = hasRole(useMe(), "administrator");
  const { counts } = list;
  if (list.state !== "read") return null;
  const out = counts.refused + counts.there + counts.unchosen;
  return (
    <section className="part" aria-labelledby="next">
      <h2 id="next">{say(words.next)}</h2>
      {counts.unchosen > 0 ? <p>{words.chooseNow[language](number(counts.unchosen))}</p> : null}
      {decides ? null : <p className="soft">{say(words.runBy)}</p>}
      {decides && list.rows > out ? <Act list={list} verb="run" label={say(words.run)} hint={words.runHint[language](number(list.rows - out), number(out))} /> : null}
      {decides && list.rows <= out && counts.unchosen === 0 ? <p>{say(words.nothingToMake)}</p> : null}
    </section>
  );
}

function Verbs({ list }: { list: BroughtList }) {
  const { say, language } = useLanguage();
  const decides = hasRole(useMe(), "administrator");
  const { counts, state, listId } = list;
  return (
    <section className="part list-verbs">
      {list.forgottenAt === null && counts.refused + counts.left > 0 ? (
        <p>
          <Button onClick={() => void keepOnDevice(`/api/lists/${listId}/left?language=${language}`, language)}>{say(words.left)}</Button>
        </p>
      ) : null}
      {(state === "done" || state === "undone") && decides && counts.made > 0 ? <FormPanel verb={say(words.undo)} glyph={IconArrowBackUp}>{(close) => <Act list={list} verb="undo" label={say(words.undo)} hint={say(words.undoHint)} close={close} />}</FormPanel> : null}
      {list.forgottenAt === null && state !== "running" && state !== "undoing" ? <FormPanel verb={say(words.forget)} glyph={IconTrash}>{(close) => <Act list={list} verb="forget" label={say(words.forget)} hint={say(words.forgetHint)} close={close} />}</FormPanel> : null}
    </section>
  );
}

function Act({ list, verb, label, hint, close }: { list: BroughtList; verb: "run" | "undo" | "forget"; label: string; hint: string; close?: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(verb);
  const act = () =>
    void sending.send(async () => {
      await api.lists[verb]({ listId: list.listId, revision: list.revision });
      await refresh(["lists.get", list.listId], ["lists.list"], ["lists.rows", list.listId]);
    });
  return (
    <SendForm name={verb} sending={sending} submit={label} look={verb === "run" ? "main" : "danger"} onSubmit={act} onCancel={close}>
      <p className="soft">{hint}</p>
    </SendForm>
  );
}
