import { IconAlertTriangle, IconCircleDot, IconCircleMinus, IconHelpCircle } from "@tabler/icons-react";
import { ButtonLink } from "#ui/Button.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { MeasureScore } from "../contract.ts";
import { entryScreenWords } from "../entry.screens.words.ts";
import { screenWords as words } from "../screens.words.ts";
import { words as catalogue } from "#features/instruments/words.ts";

const named = (labels: Record<string, string>, key: string): string => labels[key] ?? key.replaceAll("_", " ");

/** One scored form: total and band, sub-scales, screens, alerts, and what is missing; never an item's wording. */
export function ScoreCard({ score, name, most, respondent }: { score: MeasureScore; name: string; most: number | null; respondent: string | null }) {
  const { language, say, day, number } = useLanguage();
  const texts = catalogue[language];
  const isOwn = score.disclosure.class === "caregiver";
  const spoken = score.language === "es" || score.language === "en" ? say(words.languages[score.language]) : score.language;
  const subscales = Object.entries(score.subscales).filter(([, value]) => value !== null);
  return (
    <ClassEdge kind={score.disclosure.class} owner={isOwn ? respondent : null} part2={score.disclosure.part2 ? "yes" : "no"} level={3} title={respondent === null || isOwn ? name : `${name} · ${respondent}`}>
      <p className="soft small">{[words.answeredIn[language](day(score.answeredOn, "full"), spoken), say(entryScreenWords.modes[score.mode])].join(" · ")}</p>
      {score.complete ? null : (
        <p>
          <strong>{say(words.incomplete)}</strong> {score.missing.length === 0 ? null : words.missing[language](words.items[language](score.missing.join(", ")))}
        </p>
      )}
      {score.total === null ? null : (
        <p className="score-total">
          <span className="score-figure">{number(score.total)}</span> <span className="soft">{most === null ? say(words.total) : words.of[language](say(words.total), number(most))}</span>
          {score.band === null ? null : <strong> {named(texts.bands, score.band)}</strong>}
        </p>
      )}
      {subscales.length === 0 ? null : (
        <ul className="score-parts">
          {subscales.map(([key, value]) => (
            <li key={key}>
              {named(texts.scores, key)} <strong>{number(value!)}</strong>
            </li>
          ))}
        </ul>
      )}
      <ul className="score-flags">
        {Object.entries(score.positive).map(([key, positive]) => (
          <li key={key} className={positive === true ? "flag flag--yes" : "flag"}>
            <Icon glyph={positive === null ? IconHelpCircle : positive ? IconCircleDot : IconCircleMinus} />
            <span>
              {say(positive === null ? words.notKnown : positive ? words.positive : words.notPositive)}: {named(texts.flags, key)}
            </span>
          </li>
        ))}
      </ul>
      {score.alerts.map((alert) => (
        <p key={`${alert.kind}-${alert.item}`} className="score-alert">
          <Icon glyph={IconAlertTriangle} />
          <span>{texts.alerts[alert.kind](alert.item)}</span>
        </p>
      ))}
      {score.alerts.length === 0 ? null : <ToReviews />}
    </ClassEdge>
  );
}

/** A form that was not sent, of which one answer was kept because it asks for a review. */
export function KeptOnly({ respondent, owner }: { respondent: string | null; owner: "adult" | "dyad" }) {
  const { language } = useLanguage();
  return (
    <ClassEdge kind={owner === "adult" ? "caregiver" : "relationship"} owner={respondent} level={3}>
      <p>{words.keptOnly[language](respondent ?? "")}</p>
      <ToReviews />
    </ClassEdge>
  );
}

function ToReviews() {
  const { say } = useLanguage();
  const me = useMe();
  return hasRole(me, "clinician", "trainee", "supervisor") ? <ButtonLink href="/app/reviews">{say(words.toReviews)}</ButtonLink> : null;
}
