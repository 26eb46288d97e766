import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

/** What somebody brings to her own supervision: the moments that she marked. */
export function OwnView() {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("own-moments");
  const found = useAnswer(["supervision.moments"], (client) => client.supervision.moments.own());
  const takeBack = (momentId: string) =>
    sending.send(async () => {
      await api.supervision.moments.takeBack({ momentId });
      await refresh(["supervision.moments"]);
    });
  return (
    <section aria-labelledby="what-you-bring">
      <h2 id="what-you-bring">{say(words.bring)}</h2>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data?.moments.length === 0 ? <p className="soft">{say(words.bringNone)}</p> : null}
      <ul className="own-moments">
        {(found.data?.moments ?? []).map((one) => (
          <li key={one.momentId}>
            <ClassEdge kind="supervision" title={day(one.on, "full")} level={3}>
              <p>{words.quote[language](one.words)}</p>
              <p className="soft small own-moment-verbs">
                <span>{words.toldTo[language](one.supervisorName)}</span>
                <Link href={`/app/sessions/${one.sessionId}/note`}>{say(words.session)}</Link>
                <button type="button" className="link-button" onClick={() => void takeBack(one.momentId)}>
                  {say(words.takeBack)}
                </button>
              </p>
            </ClassEdge>
          </li>
        ))}
      </ul>
    </section>
  );
}
