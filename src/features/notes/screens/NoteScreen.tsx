import { useCallback, useEffect, useState } from "react";
import type { ContactWay, PersonOfCase } from "#features/people/contract.ts";
import { type ApiFault, asApiFault, useApi, useRefresh, whenSigningOut } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { NoteView } from "../contract.ts";
import type { NoteTemplate } from "../templates.contract.ts";
import type { Kept } from "../draft.rules.ts";
import { sessionDate } from "../draft.rules.ts";
import { ageBand } from "../rules.ts";
import { words } from "../screens.words.ts";
import { noteSections } from "../sections.contract.ts";
import { blockTitle } from "./BlockEditor.tsx";
import { forgetNote, forgetSavedDrafts, readDrafts } from "#ui/localDrafts.ts";
import { ForSupervision } from "./ForSupervision.tsx";
import { NoteEditor } from "./NoteEditor.tsx";
import { peopleOfNote } from "./people.ts";
import { SignedNote } from "./SignedNote.tsx";
import { useAccount } from "#ui/useAccount.ts";
import "./note.css";

// From the first note that this page opens: what the server has does not stay on the device after signing out.
whenSigningOut(forgetSavedDrafts);

type Opened = { view: NoteView; templates: readonly NoteTemplate[]; around: { people: readonly PersonOfCase[]; contactWays: readonly ContactWay[] }; found: readonly { key: string; kept: Kept }[]; round: number };
type State = { kind: "loading" } | { kind: "failed"; fault: ApiFault } | { kind: "open"; opened: Opened };

/** The note of a session: written, read, signed, co-signed or added to, by whoever looks. */
export default function NoteScreen({ sessionId }: { sessionId: string }) {
  return <OneNote key={sessionId} sessionId={sessionId} />;
}

function OneNote({ sessionId }: { sessionId: string }) {
  const api = useApi();
  const account = useAccount();
  const refresh = useRefresh();
  const { say, language } = useLanguage();
  const [state, setState] = useState<State>({ kind: "loading" });
  const [round, setRound] = useState(0);
  usePageTitle(words.pageTitle);
  // Always asked anew: an older answer would show an older note.
  useEffect(() => {
    let wanted = "yes";
    async function load(): Promise<void> {
      try {
        const view = await api.notes.get({ sessionId });
        const [templates, around, found] = await Promise.all([view.mayWrite ? api.noteTemplates.list().then((one) => one.templates, () => []) : [], api.cases.get({ caseId: view.session.caseId }).catch(() => ({ people: [], contactWays: [] })), readDrafts<Kept>(account, sessionId).catch(() => [])]);
        if (wanted === "yes") setState({ kind: "open", opened: { view, templates, around, found, round } });
      } catch (error) {
        if (wanted === "yes") setState({ kind: "failed", fault: asApiFault(error) });
      }
    }
    void load();
    return () => {
      wanted = "no";
    };
  }, [api, account, sessionId, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const signed = useCallback(async () => {
    await forgetNote(account, sessionId).catch(() => {});
    again();
    void refresh([]);
  }, [account, sessionId, again, refresh]);
  if (state.kind === "loading")
    return (
      <div className="page">
        <Loading rows={6} />
      </div>
    );
  if (state.kind === "failed")
    return (
      <div className="page note-failed">
        <ErrorState word={say(words.loadFailed)} sentence={sentenceFor(state.fault, language)} verb={{ run: again }} />
      </div>
    );
  const { view, templates, around, found, round: shown } = state.opened;
  const people = peopleOfNote(view, around.people, around.contactWays);
  const tookPlace = view.session.status !== "cancelled" && view.session.status !== "no_show";
  const forSupervision = <ForSupervision sessionId={sessionId} passages={[]} />;
  if (view.mayWrite && tookPlace)
    return (
      <>
        <NoteEditor key={`${shown}`} view={view} templates={templates} people={people} found={found} onSigned={() => void signed()} onSignedElsewhere={again} />
        {forSupervision}
      </>
    );
  if (!tookPlace)
    return (
      <div className="page note-failed">
        <h1>{say(words.pageTitle)}</h1>
        <EmptyState sentence={say(words.didNotHappen)}>{view.session.statusReason}</EmptyState>
        {forSupervision}
      </div>
    );
  const band = ageBand(view.session.childBirthDate, sessionDate(view));
  const nameOf = (personId: string | null) => people.find((one) => one.personId === personId)?.short ?? null;
  const passages = view.blocks.flatMap((one) => {
    const section = noteSections.find((each) => each === one.section);
    const kind = one.disclosure.class;
    if (one.amendsBlockId !== null || section === undefined || (kind !== "child_chart" && kind !== "relationship" && kind !== "caregiver")) return [];
    return [{ blockId: one.blockId, title: blockTitle({ section, class: kind, ownerPersonId: one.disclosure.ownerPersonId }, band, nameOf, language) }];
  });
  return (
    <>
      <SignedNote key={`${shown}`} view={view} people={people} found={found} onChanged={() => void refresh([]).then(again)} onPutAway={() => void forgetNote(account, sessionId).then(again)} />
      <ForSupervision sessionId={sessionId} passages={passages} />
    </>
  );
}
