import { IconRefresh } from "@tabler/icons-react";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { FindingList } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { MessageView } from "../contract.ts";
import { words } from "../screens.words.ts";

/** Sending again, after a look at the safe way as it stands now; null shows nothing. */
export function Again({ message, onClose }: { message: MessageView | null; onClose: () => void }) {
  const { language, say } = useLanguage();
  return (
    <Dialog state={message === null ? "closed" : "open"} title={message === null ? say(words.again) : words.againOne[language](message.personName)} onClose={onClose}>
      {message === null ? null : <Inside message={message} onClose={onClose} />}
    </Dialog>
  );
}

function Inside({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const { language, say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("again");
  const way = useAnswer(["messages.way", message.messageId], (api_) => api_.messages.way({ messageId: message.messageId }));
  if (way.data === undefined) return way.isError ? <ErrorState sentence={`${words.failedWay[language]} ${sentenceFor(way.error, language)}`} verb={{ run: () => void way.refetch() }} /> : <Loading rows={2} />;
  const stands = way.data.findings.every((one) => one.result === "met");
  async function again() {
    const sent = await sending.send(async () => {
      await api.messages.again({ messageId: message.messageId });
      await refresh(["messages.outbox"]);
    });
    if (sent) onClose();
    else void way.refetch();
  }
  return (
    <div className="letter" id="again" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {message.status === "unclear" ? <p>{say(words.unclearFirst)}</p> : null}
      <section aria-label={say(words.wayNow)}>
        <FindingList findings={way.data.findings} />
      </section>
      {stands ? (
        <p>
          <Button look="main" glyph={IconRefresh} state={sending.state} onClick={() => void again()}>
            {say(words.again)}
          </Button>
        </p>
      ) : (
        <p className="soft">{say(words.notNow)}</p>
      )}
    </div>
  );
}
