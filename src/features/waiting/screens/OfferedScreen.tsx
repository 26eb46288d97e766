import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Offered } from "../contract.ts";
import { words } from "../screens.words.ts";
import { markNames } from "../words.ts";
import { useChild } from "./saying.ts";
import "./waiting.css";

/** Families that are offered to whoever looks, without a name, and a yes or a no to each. */
export default function OfferedScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.offeredTitle);
  const found = useAnswer(["waiting.offered"], (api) => api.waiting.offered());
  return (
    <div className="page">
      <PageHeader title={say(words.offeredTitle)} back={{ href: "/app/caseload", label: say(words.toCaseload) }} />
      <p className="soft">{say(words.offeredWhat)}</p>
      {found.isPending ? (
        <Loading rows={3} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : found.data.offered.length === 0 ? (
        <EmptyState sentence={say(words.offeredNone)} />
      ) : (
        <ul className="waiting-marks">
          {found.data.offered.map((one) => (
            <OneOffered key={one.offerId} one={one} />
          ))}
        </ul>
      )}
    </div>
  );
}

function OneOffered({ one }: { one: Offered }) {
  const { say, language, day } = useLanguage();
  const child = useChild();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`answer-${one.offerId}`);
  const answer = (said: "yes" | "no") =>
    sending.send(async () => {
      await api.waiting.answer({ offerId: one.offerId, answer: said });
      await refresh(["waiting.offered"], ["caseload.mine"]);
    });
  const about = [child(one), words.offeredOn[language](day(one.offeredOn, "full")), one.startsOn === null ? null : words.couldBegin[language](day(one.startsOn, "full")), ...one.marks.map((mark) => say(markNames[mark]))].filter((part) => part !== null).join(" · ");
  return (
    <li id={`offer-${one.offerId}`} tabIndex={-1}>
      <span>
        <strong>{say(words.aFamily)}</strong> <span className="soft">{about}</span>
      </span>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {one.answer === "yes" ? (
        <span>{say(words.saidYes)}</span>
      ) : (
        <span className="waiting-verbs">
          <Button look="asks_today" state={sending.state} aria-label={`${say(words.yes)}: ${about}`} onClick={() => void answer("yes")}>
            {say(words.yes)}
          </Button>
          <Button look="quiet" state={sending.state} aria-label={`${say(words.no)}: ${about}`} onClick={() => void answer("no")}>
            {say(words.no)}
          </Button>
        </span>
      )}
    </li>
  );
}
