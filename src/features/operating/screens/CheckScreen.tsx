import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from "@tabler/icons-react";
import { useAnswer } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Check } from "../contract.ts";
import { words } from "../screens.words.ts";
import "./operating.css";

const glyphs = { unsafe: IconAlertTriangle, unknown: IconHelpCircle, safe: IconCircleCheck } as const;
const looks = { unsafe: "mark mark--not_met", unknown: "mark mark--unknown", safe: "mark mark--met" } as const;

/** What is not safe yet, first; what is safe below, so that nothing is left out in silence. */
export default function CheckScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.checkTitle);
  const found = useAnswer(["operating.check"], (api) => api.operating.check());
  return (
    <div className="page">
      <PageHeader title={say(words.checkTitle)} back={{ href: "/app/programme", label: say(words.back) }}>
        <Link href="/app/settings">{say(words.settingsTitle)}</Link>
      </PageHeader>
      <p className="operating-lead">{say(words.checkLead)}</p>
      {found.isPending ? <Loading rows={6} /> : found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : <Checks checks={found.data.checks} />}
    </div>
  );
}

function Checks({ checks }: { checks: readonly Check[] }) {
  const { say, language } = useLanguage();
  return (
    <section className="part" aria-labelledby="counted">
      <h2 id="counted">{words.counted[language](checks.filter((one) => one.state === "unsafe").length)}</h2>
      <ul className="checks">
        {checks.map((one) => (
          <li key={one.key}>
            <span className={looks[one.state]}>
              <Icon glyph={glyphs[one.state]} size={16} />
              <span>{say(words.states[one.state])}</span>
            </span>
            <span>
              <strong>{one.title}</strong> {one.means}
              {one.mend === "" ? null : <span className="check-mend">{one.mend}</span>}
              {one.key === "second_factor" && one.state !== "safe" ? <Link href="/app/programme/access#factor-roles-head">{say(words.askForFactor)}</Link> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
