import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";
import { Messages } from "./Messages.tsx";

/** What was sent to the adults of one family, what waits, and what became of it. */
export default function SentTab({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  return (
    <section className="outbox" aria-labelledby="sent-to-family">
      <Messages caseId={caseId} head={() => <h2 id="sent-to-family">{say(words.sentTitle)}</h2>} />
    </section>
  );
}
