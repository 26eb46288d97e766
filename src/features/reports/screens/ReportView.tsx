import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { ReportBlock, ReportContent } from "../contract.ts";
import { words } from "../screens.words.ts";

/** A report as its files hold it, from the same content: sentence by sentence and cell by cell. */
export function ReportView({ content }: { content: ReportContent }) {
  return (
    <article className="report" lang={content.language} aria-labelledby="report-title">
      <h3 id="report-title">{content.title}</h3>
      {content.demo === "" ? null : <p className="report-demo">{content.demo}</p>}
      <dl className="report-facts">
        {content.facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {content.sections.map((section) => (
        <section key={section.id} aria-labelledby={`report-${section.id}`}>
          <h4 id={`report-${section.id}`}>{section.heading}</h4>
          {section.blocks.map((block) => (
            <Block key={`${block.kind} ${block.kind === "table" ? block.name : block.text}`} block={block} heading={section.heading} />
          ))}
        </section>
      ))}
    </article>
  );
}

function Block({ block, heading }: { block: ReportBlock; heading: string }) {
  const { say } = useLanguage();
  if (block.kind === "sentence") return <p>{block.text}</p>;
  if (block.kind === "own") return <blockquote className="report-own">{block.text}</blockquote>;
  const { name, note, head, rows, bars } = block;
  return (
    <>
      {name === heading ? null : <h5>{name}</h5>}
      {note === "" ? null : <p className="soft small">{note}</p>}
      <DataTable
        caption={name}
        step={rows.length}
        phone="cards"
        columns={[
          ...head.map((label, at) => ({ key: String(at), label, cell: ({ row }: { row: readonly string[] }) => row[at] ?? "" })),
          ...(bars === null ? [] : [{ key: "bar", label: say(words.pictured), cell: ({ place }: { place: number }) => <Bar share={bars[place] ?? null} /> }]),
        ]}
        rows={rows.map((row, place) => ({ row, place }))}
        rowKey={(one) => String(one.place)}
      />
    </>
  );
}

const Bar = ({ share }: { share: number | null }) => (share === null ? null : <span className="report-bar" aria-hidden style={{ inlineSize: `${Math.max(1, share * 100)}%` }} />);
