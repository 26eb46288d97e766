import { isCivilDate } from "#kernel/dates.ts";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { Verdict } from "#ui/Verdict.tsx";
import { words } from "../screens.words.ts";

export type SoFarProps = { referralId: string | null; /** What is typed, where something is. */ birthDate?: string; livesWithCaregiver?: "yes" | "no" | "not_known" };

/** What the agency's policies say of a child before there is a case, and what to ask the family next. */
export function SoFar({ referralId, birthDate = "", livesWithCaregiver = "not_known" }: SoFarProps) {
  const { say, language } = useLanguage();
  const typed = isCivilDate(birthDate) ? birthDate : null;
  const answer = useAnswer(["eligibility.soFar", referralId, typed, livesWithCaregiver], (api) => api.eligibility.soFar({ referralId, birthDate: typed, livesWithCaregiver }));
  return (
    <section className="part so-far" aria-labelledby="so-far">
      <h2 id="so-far">{say(words.soFar)}</h2>
      {answer.isPending ? <Loading rows={2} /> : null}
      {answer.isError ? <ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch() }} /> : null}
      {answer.data === undefined ? null : (
        <div aria-live="polite">
          {answer.data.answers.map(({ title, decision }, place) => (
            <div key={decision.policy} className="so-far-policy">
              <p className="soft small">{title}</p>
              <Verdict decision={decision} size="line" openShown={0} keys={place === 0 ? "v" : "none"} />
            </div>
          ))}
          {answer.data.askNext.length === 0 ? null : (
            <>
              <h3>{say(words.askNext)}</h3>
              <ul className="so-far-ask">
                {answer.data.askNext.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </>
          )}
          <p className="soft small">{say(words.soFarWhy)}</p>
        </div>
      )}
    </section>
  );
}
