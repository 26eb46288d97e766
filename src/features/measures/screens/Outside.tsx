import type { Finding } from "#kernel/findings.ts";
import { Button } from "#ui/Button.tsx";
import { FindingList } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";
import { entryScreenWords as words } from "../entry.screens.words.ts";
import { screenWords } from "../screens.words.ts";

/** Why something is refused, and the next instrument of a series with one press where the child is too old for this one. */
export function Outside({ findings, instruments, onUse }: { findings: readonly Finding[]; instruments: readonly InstalledInstrument[]; onUse: (instrument: string, instead: string) => void }) {
  const { say, language } = useLanguage();
  if (findings.length === 0) return null;
  const next = findings.flatMap((one) => {
    const old = one.rule === "instrument-age" ? instruments.find((each) => each.instrument === one.clause) : undefined;
    const offered = old?.successor === null ? undefined : instruments.find((each) => each.instrument === old?.successor);
    return old === undefined || offered === undefined ? [] : [{ old, offered }];
  });
  return (
    <div className="send-refused">
      <h3>{say(screenWords.why)}</h3>
      <FindingList findings={findings} quietShown={0} />
      <div className="buttons">
        {[...new Map(next.map((one) => [one.old.instrument, one])).values()].map(({ old, offered }) => (
          <Button key={old.instrument} onClick={() => onUse(offered.instrument, old.instrument)}>
            {words.useInstead[language](offered.name)}
          </Button>
        ))}
      </div>
    </div>
  );
}
