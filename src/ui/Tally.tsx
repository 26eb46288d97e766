import { useLanguage } from "./language.tsx";

/** One tick for each passage that feeds a strand; no empty boxes, so that there is no score to fill. `words` replaces the count. */
export function Tally({ rows }: { rows: readonly { label: string; passages: number; words?: string }[] }) {
  const { words } = useLanguage();
  return (
    <dl className="tally">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>
            <span className="ticks" aria-hidden>
              {Array.from({ length: Math.min(row.passages, 12) }, (_, index) => (
                <i key={index} />
              ))}
            </span>
            <span className="soft">{row.words ?? words.tally.passages(row.passages)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
