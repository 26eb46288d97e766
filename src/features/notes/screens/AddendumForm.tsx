import { Button } from "#ui/Button.tsx";
import { useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { useKeptText } from "./useKeptText.ts";

/** Adds to a signed passage. What was typed stays after an error. */
export function AddendumForm({ sessionId, blockId, title, first = "", onAdded, onCancel }: { sessionId: string; blockId: string; title: string; first?: string; onAdded: () => void; onCancel: () => void }) {
  const api = useApi();
  const { say, language } = useLanguage();
  const [text, setText, forgetText] = useKeptText(`addendum:${blockId}`, first);
  const sending = useSending(`addendum-${blockId}`);
  async function add(): Promise<void> {
    const done = await sending.send(() => api.notes.amend({ sessionId, amendsBlockId: blockId, words: text }), text.trim() === "" ? [{ path: "words", message: say(words.addendumNeeds) }] : []);
    if (!done) return;
    await forgetText();
    onAdded();
  }
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <TextArea id={sending.id("words")} label={words.addendumTo[language](title)} value={text} maxLength={100_000} error={sending.errorOf("words")} onChange={setText} />
      <div className="foot-verbs">
        <Button onClick={onCancel}>{say(words.cancel)}</Button>
        <Button look="main" type="submit" state={sending.state}>
          {say(words.saveAddendum)}
        </Button>
      </div>
    </form>
  );
}
