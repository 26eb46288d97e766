import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import type { Audit } from "../contract.ts";
import { questionsOf } from "../rules.ts";
import { words } from "../screens.words.ts";
import { ConclusionPart } from "./ConclusionPart.tsx";
import { Question, QuestionRead } from "./Question.tsx";
import { RatingMark } from "./RatingMark.tsx";
import type { Count } from "./count.ts";

/** The questions of the form, for one case of the sample or for the programme; beside them the count and what it suggests. */
export function Ratings({ audit }: { audit: Audit }) {
  const { say, language } = useLanguage();
  const [count, setCount] = useState<Count>({ score: audit.score, suggestion: audit.suggestion });
  const sampled = audit.cases.filter((one) => one.state === "sampled");
  const [chosen, setChosen] = useState(sampled[0]?.caseId ?? "");
  const caseId = chosen === "" ? null : chosen;
  const rates = audit.may.includes("rate");
  const answer = useAnswer(["audits.sessions", audit.auditId, caseId], (api) => api.audits.sessions({ auditId: audit.auditId, caseId: caseId! }), { when: caseId === null ? "not_yet" : "now" });
  const sessions = answer.data?.sessions ?? [];
  const items = audit.form.items.filter((one) => (one.of === "agency") === (caseId === null));
  return (
    <>
      <CountLines audit={audit} count={count} />
      <div className="filters">
        <SelectField label={say(words.chooseCase)} empty={say(words.ofAgency)} value={chosen} onChange={setChosen} options={sampled.map((one) => ({ value: one.caseId, label: words.ofCase[language](one.code, one.childName) }))} />
        {caseId === null ? null : <Link href={`/app/families/${caseId}/record`}>{say(words.toRecord)}</Link>}
      </div>
      {audit.form.groups.map((group) => {
        const own = items.filter((one) => one.group === group.id);
        return own.length === 0 ? null : (
          <section key={`${group.id} ${chosen}`} className="part audit-questions">
            <h2>{group.words[language]}</h2>
            <ol>
              {own.map((item) => {
                const rating = audit.ratings.find((one) => one.item === item.id && one.caseId === caseId);
                return rates ? <Question key={item.id} audit={audit} item={item} caseId={caseId} rating={rating} sessions={sessions} onCount={setCount} /> : <QuestionRead key={item.id} audit={audit} item={item} rating={rating} sessions={sessions} />;
              })}
            </ol>
          </section>
        );
      })}
      <ConclusionPart audit={audit} count={count} />
    </>
  );
}

function CountLines({ audit, count: { score, suggestion } }: { audit: Audit; count: Count }) {
  const { say, language, number } = useLanguage();
  const asked = questionsOf(audit.form, audit.cases.filter((one) => one.state === "sampled").map((one) => one.caseId)).length;
  return (
    <div className="audit-count" role="status">
      <p>
        {words.progress[language](score.rated, asked)}
        {score.percent === null ? null : <> · {words.points[language](score.earned, score.possible, number(score.percent))}</>}
      </p>
      <p>
        {say(words.suggests)} {suggestion === null ? say(words.notYet) : <RatingMark conclusion={{ acceptable: suggestion === "acceptable" }} />}
      </p>
      <p className="soft">{words.localThreshold[language](audit.threshold)}</p>
    </div>
  );
}
