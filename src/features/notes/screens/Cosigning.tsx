import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { useApi } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ShellFooter } from "#ui/shellSlots.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useKeys } from "#ui/useKeys.ts";
import { useSending } from "#ui/useSending.ts";
import { Verdict } from "#ui/Verdict.tsx";
import type { NoteView } from "../contract.ts";
import { words } from "../screens.words.ts";
import { useKeptText } from "./useKeptText.ts";

/** The supervisor's verbs: co-sign, or give back with what the note needs. */
export function Cosigning({ view, onDone }: { view: NoteView; onDone: () => void }) {
  const api = useApi();
  const { say, language } = useLanguage();
  const [asking, setAsking] = useState<"nothing" | "cosign" | "give_back">("nothing");
  const [reason, setReason, forgetReason] = useKeptText(`give-back:${view.session.sessionId}`);
  const sending = useSending("cosigning");
  const given = { sessionId: view.session.sessionId, revision: view.revision };
  useKeys([{ key: "Control+Enter", says: say(words.cosign), run: () => setAsking("cosign") }]);
  const close = () => {
    setAsking("nothing");
    sending.forget();
  };
  async function cosign(): Promise<void> {
    if (await sending.send(() => api.notes.cosign(given))) onDone();
  }
  async function giveBack(): Promise<void> {
    if (await sending.send(() => api.notes.giveBack({ ...given, reason }), reason.trim() === "" ? [{ path: "reason", message: say(words.giveBackNeeds) }] : [])) {
      await forgetReason();
      onDone();
    }
  }
  return (
    <>
      <ShellFooter>
        <p className="soft">{view.signedAt === null ? "" : words.writtenBy[language](view.authorName ?? "")}</p>
        <div className="foot-verbs">
          <Button onClick={() => setAsking("give_back")}>{say(words.giveBack)}</Button>
          <Button look="main" keys={["Control", "Enter"]} onClick={() => setAsking("cosign")}>
            {say(words.cosign)}
          </Button>
        </div>
      </ShellFooter>
      <Dialog
        state={asking === "cosign" ? "open" : "closed"}
        title={say(words.cosignTitle)}
        onClose={close}
        footer={
          <>
            <Button onClick={close}>{say(words.notYet)}</Button>
            <Button look="main" state={sending.state} onClick={() => void cosign()}>
              {say(words.cosign)}
            </Button>
          </>
        }
      >
        <div className="sign-body">
          <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
          {view.decision === null ? null : <Verdict decision={view.decision} openShown={3} />}
          <p>{say(words.cosignWhat)}</p>
        </div>
      </Dialog>
      <Dialog
        begins="field"
        state={asking === "give_back" ? "open" : "closed"}
        title={say(words.giveBackTitle)}
        onClose={close}
        footer={
          <>
            <Button onClick={close}>{say(words.notYet)}</Button>
            <Button look="main" state={sending.state} onClick={() => void giveBack()}>
              {say(words.giveBack)}
            </Button>
          </>
        }
      >
        <div className="sign-body">
          <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
          <TextArea id={sending.id("reason")} label={say(words.giveBackReason)} hint={say(words.giveBackHint)} rows={4} maxLength={4000} value={reason} error={sending.errorOf("reason")} onChange={setReason} />
        </div>
      </Dialog>
    </>
  );
}
