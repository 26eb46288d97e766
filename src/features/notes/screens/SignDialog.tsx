import { useState } from "react";
import type { Decision } from "#kernel/findings.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useApi } from "#ui/client.ts";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { Verdict } from "#ui/Verdict.tsx";
import { hasWords } from "../content.rules.ts";
import { isDistanceMissing } from "../sections.rules.ts";
import type { NoteView } from "../contract.ts";
import type { Draft } from "../draft.rules.ts";
import { words } from "../screens.words.ts";

type SignDialogProps = { state: "open" | "closed"; view: NoteView; draft: Draft; decision: Decision | null; nameOf: (personId: string | null) => string; onClose: () => void; onSigned: () => void; onStale: () => void };

/** The one confirmation before a signature: the verdict, what is still open, and whose own passages it locks. */
export function SignDialog({ state, view, draft, decision, nameOf, onClose, onSigned, onStale }: SignDialogProps) {
  const api = useApi();
  const { say, language } = useLanguage();
  const [busy, setBusy] = useState<"ready" | "busy">("ready");
  const [wrong, setWrong] = useState<string | null>(null);
  const owners = new Map<string, number>();
  for (const block of draft.content.blocks) if (block.class === "caregiver" && hasWords(block) && block.ownerPersonId !== null) owners.set(block.ownerPersonId, (owners.get(block.ownerPersonId) ?? 0) + 1);
  async function sign(): Promise<void> {
    setBusy("busy");
    setWrong(null);
    try {
      await api.notes.sign({ sessionId: view.session.sessionId, revision: draft.revision });
      onSigned();
    } catch (error) {
      const fault = asApiFault(error);
      setWrong(sentenceFor(fault, language));
      if (fault.code === "changed_meanwhile") onStale();
    } finally {
      setBusy("ready");
    }
  }
  return (
    <Dialog
      state={state}
      title={say(words.signTitle)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say(words.notYet)}</Button>
          <Button look="main" state={busy} onClick={() => void sign()}>
            {say(words.sign)}
          </Button>
        </>
      }
    >
      <div className="sign-body">
        {wrong === null ? null : <ErrorState word={say(words.signFailed)} sentence={wrong} />}
        {decision === null ? null : <Verdict decision={decision} waitsFor={view.needsCosignature ? "cosignature" : "nothing"} />}
        {isDistanceMissing(view, draft.content) ? <p>{say(words.telehealthMissing)}</p> : null}
        {decision?.verdict === "no" ? <p>{say(words.signVerdictNo)}</p> : null}
        {owners.size === 0 ? null : (
          <ul>
            {[...owners].map(([personId, count]) => (
              <li key={personId}>
                <ClassMark kind="caregiver" owner={nameOf(personId)} /> <span className="soft small">{words.signOwn[language](count)}</span>
              </li>
            ))}
          </ul>
        )}
        <p>
          {say(words.signWhat)} {view.needsCosignature ? say(words.signTrainee) : ""}
        </p>
      </div>
    </Dialog>
  );
}
