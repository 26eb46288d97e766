import { IconBookmark, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { SavedView, ViewedList } from "#features/views/contract.ts";
import { Button } from "../Button.tsx";
import { CheckField } from "../ChoiceField.tsx";
import { asApiFault, hasRole, useAnswer, useApi, useMe, useRefresh } from "../client.ts";
import { useLanguage } from "../language.tsx";
import { Link, useGoTo } from "../Link.tsx";
import { FormPanel, SendForm } from "../SendForm.tsx";
import { TextField } from "../TextField.tsx";
import { type DoneThing, Undo } from "../Undo.tsx";
import { sentenceFor, useSending } from "../useSending.ts";
import { listingWords as words } from "./words.ts";

type SavedViewsProps = {
  list: ViewedList;
  /** The path of the list without a query. */
  path: string;
  apart: Readonly<Record<string, string>>;
  viewId: string | null;
  /** The list as it is asked, with no kept view. */
  plainHref: string;
  labels: Readonly<Record<string, string>>;
  searched: "yes" | "no";
  /** Parts that stand beside the filters, as tabs do: a view of these alone is none. */
  elsewhere: readonly string[];
};

const sameParts = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted());
const hrefOf = (path: string, view: SavedView) => `${path}?${new URLSearchParams({ ...view.asked, view: view.viewId })}`;

/** The views that somebody keeps of a list, as links, above the line of its tools; after these the one that is open can be renamed and removed, or what is asked now be kept. */
export function SavedViews({ list, path, apart, viewId, plainHref, labels, searched, elsewhere, children }: SavedViewsProps & { children: ReactNode }) {
  const api = useApi();
  const me = useMe();
  const goTo = useGoTo();
  const refresh = useRefresh();
  const { say, language } = useLanguage();
  const found = useAnswer(["views.list", list], (own) => own.views.list({ list }));
  const [done, setDone] = useState<DoneThing | null>(null);
  const views = found.data?.views ?? [];
  const open = views.find((one) => one.viewId === viewId && sameParts(one.asked, apart)) ?? null;
  const mayChange = open !== null && (open.isOwn || hasRole(me, "administrator")) && (!open.isShared || hasRole(me, "administrator"));
  const changed = () => refresh(["views.list", list]);
  async function remove({ viewId: gone, revision, name, asked, isShared }: SavedView): Promise<void> {
    try {
      await api.views.remove({ viewId: gone, revision });
    } catch (error) {
      return setDone({ words: sentenceFor(asApiFault(error), language), undo: null });
    }
    setDone({
      words: words.removed[language](name),
      undo: async () => {
        const { viewId: again } = await api.views.add({ list, name, asked, isShared });
        await changed();
        goTo(`${path}?${new URLSearchParams({ ...asked, view: again })}`);
        return words.back[language](name);
      },
    });
    goTo(plainHref);
    await changed();
  }
  return (
    <>
      {views.length === 0 ? null : (
        <nav className="saved-views" aria-label={say(words.views)}>
          <ul>
            {views.map((view) => (
              <li key={view.viewId}>
                <Link className="saved-view" href={hrefOf(path, view)} aria-current={view === open ? "true" : undefined}>
                  {view.name}
                </Link>
                {view.isShared ? <span className="soft small"> {say(words.shared)}</span> : null}
              </li>
            ))}
          </ul>
        </nav>
      )}
      {open !== null && open.leftOut.length > 0 ? <p className="saved-view-left">{words.leftOut[language]([...new Set(open.leftOut.map((key) => labels[key] ?? say(words.goneFilter)))].join(", "))}</p> : null}
      <Undo done={done} onSaid={setDone} />
      {children}
      {mayChange ? (
        <>
          <FormPanel key={open.viewId} verb={say(words.rename)} about={open.name} glyph={IconPencil}>
            {(close) => <RenameForm view={open} onDone={(name) => { close(); setDone({ words: words.renamed[language](name), undo: null }); void changed(); }} onCancel={close} />}
          </FormPanel>
          <Button glyph={IconTrash} aria-label={`${say(words.remove)}: ${open.name}`} onClick={() => void remove(open)}>
            {say(words.remove)}
          </Button>
        </>
      ) : null}
      {open === null && Object.keys(apart).some((key) => !elsewhere.includes(key)) ? (
        <FormPanel verb={say(words.keep)} glyph={IconBookmark}>
          {(close) => (
            <KeepForm
              list={list}
              apart={apart}
              searched={searched}
              onDone={(name, kept) => {
                close();
                setDone({ words: words.kept[language](name), undo: null });
                void changed().then(() => goTo(`${path}?${new URLSearchParams({ ...apart, view: kept })}`));
              }}
              onCancel={close}
            />
          )}
        </FormPanel>
      ) : null}
    </>
  );
}

function KeepForm({ list, apart, searched, onDone, onCancel }: Pick<SavedViewsProps, "list" | "apart" | "searched"> & { onDone: (name: string, viewId: string) => void; onCancel: () => void }) {
  const api = useApi();
  const me = useMe();
  const { say } = useLanguage();
  const sending = useSending("view");
  const [name, setName] = useState("");
  const [shared, setShared] = useState<"yes" | "no">("no");
  const keep = () =>
    void sending.send(async () => {
      const { viewId } = await api.views.add({ list, name: name.trim(), asked: { ...apart }, isShared: shared === "yes" });
      onDone(name.trim(), viewId);
    });
  return (
    <SendForm name="view" sending={sending} submit={say(words.submit)} look="second" onSubmit={keep} onCancel={onCancel}>
      <TextField id={sending.id("name")} label={say(words.name)} hint={say(words.nameHint)} error={sending.errorOf("name")} value={name} onChange={setName} maxLength={60} />
      {searched === "yes" ? <p className="soft">{say(words.noSearch)}</p> : null}
      {hasRole(me, "administrator") ? <CheckField label={say(words.share)} hint={say(words.shareHint)} value={shared} onChange={setShared} /> : null}
    </SendForm>
  );
}

function RenameForm({ view, onDone, onCancel }: { view: SavedView; onDone: (name: string) => void; onCancel: () => void }) {
  const api = useApi();
  const { say } = useLanguage();
  const sending = useSending("view-name");
  const [name, setName] = useState(view.name);
  const rename = () =>
    void sending.send(async () => {
      await api.views.change({ viewId: view.viewId, revision: view.revision, name: name.trim() });
      onDone(name.trim());
    });
  return (
    <SendForm name="view-name" sending={sending} submit={say(words.submit)} look="second" onSubmit={rename} onCancel={onCancel}>
      <TextField id={sending.id("name")} label={say(words.name)} hint={say(words.nameHint)} error={sending.errorOf("name")} value={name} onChange={setName} maxLength={60} />
    </SendForm>
  );
}
