import { IconExternalLink } from "@tabler/icons-react";
import { Dialog } from "#ui/Dialog.tsx";
import { useAnswer } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { MessageView } from "../contract.ts";
import { words } from "../screens.words.ts";

/** A letter of the demo as it would have arrived, with its link; null shows none. */
export function Letter({ message, onClose }: { message: MessageView | null; onClose: () => void }) {
  const { say } = useLanguage();
  return (
    <Dialog state={message === null ? "closed" : "open"} title={say(words.letter)} size="wide" onClose={onClose}>
      {message === null ? null : <Inside message={message} />}
    </Dialog>
  );
}

function Inside({ message }: { message: MessageView }) {
  const { say, language } = useLanguage();
  const answer = useAnswer(["messages.open", message.messageId], (api) => api.messages.open({ messageId: message.messageId }));
  if (answer.data === undefined) return answer.isError ? <ErrorState sentence={`${words.failedLetter[language]} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} /> : <Loading rows={3} />;
  const { to, fromName, subject, text, address } = answer.data;
  return (
    <article className="letter">
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.from), value: fromName },
          { label: say(words.to), value: to ?? say(words.nobody) },
        ]}
      />
      <div lang={message.language}>
        {subject === "" ? null : <h3>{subject}</h3>}
        <p className="story letter-text">{text}</p>
      </div>
      {address === "" ? null : (
        <p>
          <a className="button button--main" href={address} target="_blank" rel="noreferrer">
            <Icon glyph={IconExternalLink} />
            <span>{say(words.follow)}</span>
          </a>
        </p>
      )}
      <p className="soft small">{say(words.onlyDemo)}</p>
    </article>
  );
}
