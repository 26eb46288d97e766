import { IconCircle, IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import type { Step } from "../contract.ts";
import { nextStep } from "../rules.ts";
import { stepWords, words } from "../screens.words.ts";
import { InviteSeveral } from "./InviteSeveral.tsx";
import "./begin.css";

const glyphs = { done: IconCircleCheck, draft: IconCircleDashed, not_yet: IconCircle } as const;
const looks = { done: "mark mark--met", draft: "mark mark--draft", not_yet: "mark mark--unknown" } as const;

/** The steps with why each comes and where it is done; the one that asks now first to the eye. */
export function FirstSteps({ steps, hasBegun }: { steps: readonly Step[]; hasBegun: boolean }) {
  const { say, language } = useLanguage();
  const asks = hasBegun ? null : nextStep(steps);
  return (
    <section className="part first-steps" aria-label={say(words.title)}>
      <p className="begin-lead">{say(words.lead)}</p>
      <p role="status">
        <strong>{hasBegun ? say(words.over) : words.progress[language](steps.filter((one) => one.state === "done").length, steps.length)}</strong>
      </p>
      <ol>
        {steps.map(({ key, state }) => {
          const { title, why, verbs } = stepWords[key];
          return (
            <li key={key} aria-current={key === asks ? "step" : undefined}>
              <span className={looks[state]}>
                <Icon glyph={glyphs[state]} size={16} />
                <span>
                  {say(words.states[state])}
                  {key === asks ? `, ${say(words.next)}` : ""}
                </span>
              </span>
              <div>
                <h3>{say(title)}</h3>
                <p>{say(why)}</p>
                <p className="step-verbs">
                  {verbs.map((verb) => (
                    <Link key={verb.href} href={verb.href}>
                      {say(verb.label)}
                    </Link>
                  ))}
                </p>
                {key === "people" ? <InviteSeveral /> : null}
              </div>
            </li>
          );
        })}
      </ol>
      <p className="step-verbs">
        <Link href="/app/check">{say(words.check)}</Link>
        <Link href="/app/settings">{say(words.settings)}</Link>
      </p>
    </section>
  );
}
