import type { SentAlong as Sent } from "#features/intake/referrals.contract.ts";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";

/** What came with another system's bundle, as it was sent, and what of it could not be kept. */
export function SentAlong({ sent }: { sent: Sent }) {
  const { say, language } = useLanguage();
  const lists: { title: string; lines: string[] }[] = [
    { title: say(words.conditions), lines: sent.conditions.map((one) => [one.display || null, one.code, one.system, one.clinicalStatus, one.onset === null ? null : words.since[language](one.onset)].filter((part) => part !== null && part !== "").join(" · ")) },
    { title: say(words.coverage), lines: sent.coverage.map((one) => [one.payer, one.memberId === null ? null : words.member[language](one.memberId)].filter((part) => part !== null).join(" · ")) },
    { title: say(words.history), lines: sent.history.map((one) => [one.end === null ? words.since[language](one.start) : words.until[language](one.start, one.end), one.kind, one.reason].filter((part) => part !== null && part !== "").join(" · ")) },
    { title: say(words.leftOut), lines: sent.leftOut.map((one) => `${one.path}: ${one.reason}`) },
  ];
  const filled = lists.filter((list) => list.lines.length > 0);
  if (filled.length === 0) return null;
  return (
    <section className="part" aria-labelledby="sent-along">
      <h2 id="sent-along">{say(words.sentAlong)}</h2>
      {filled.map((list) => (
        <div key={list.title}>
          <h3>{list.title}</h3>
          <ul className="lines">
            {list.lines.map((line, index) => (
              <li key={`${index}-${line}`}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
