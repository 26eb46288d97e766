import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { type ApplicationView, LEAST_READERS, type Rubric } from "../contract.ts";
import { words } from "../screens.words.ts";

/** Who reads an application, what each gave as far as one may see it, and where they are far apart. */
export function Readers({ application, rubric }: { application: ApplicationView; rubric: Rubric }) {
  const { say, language } = useLanguage();
  const { readerList, scores, apart, own, scored } = application;
  const says = (one: ApplicationView["readerList"][number]) => [one.isOutside ? say(words.outside) : null, one.cameLate ? say(words.late) : null, one.hasConflict ? say(words.conflict) : say(one.hasScored ? words.hasScored : words.notScored)].filter((each) => each !== null).join(" · ");
  return (
    <section className="part" aria-labelledby="readers">
      <h2 id="readers">{say(words.readersTitle)}</h2>
      {readerList.length === 0 ? <p className="soft">{say(words.noReader)}</p> : <ul>{readerList.map((one) => <li key={one.staffId}><strong>{one.name}</strong> <span className="soft">{says(one)}</span></li>)}</ul>}
      {readerList.length > 0 && application.outsideReaders < LEAST_READERS ? <p className="soft">{words.fewOutside[language](application.outsideReaders)}</p> : null}
      {scored > 0 && own === "to_score" ? <p>{say(words.sealed)}</p> : null}
      {scores.length === 0 ? null : (
        <DataTable
          caption={say(words.readersTitle)}
          rows={[...rubric.items.map((item) => ({ id: item.id, label: say(item.words), weight: String(item.weight), of: (one: (typeof scores)[number]) => String(one.scores[item.id] ?? "—") })), { id: "total", label: say(words.total), weight: "", of: (one: (typeof scores)[number]) => words.mean[language](one.total) }]}
          rowKey={(row) => row.id}
          columns={[{ key: "item", label: say(words.item), cell: (row) => row.label }, { key: "weight", label: say(words.weight), align: "end", cell: (row) => row.weight }, ...scores.map((one) => ({ key: one.staffId, label: one.name, align: "end" as const, cell: (row: { of: (of: typeof one) => string }) => row.of(one) }))]}
        />
      )}
      {apart.length === 0 ? null : <p><strong>{say(words.apart)}</strong>{apart.map((id) => rubric.items.find((item) => item.id === id)).flatMap((item) => (item === undefined ? [] : [say(item.words)])).join("; ")}</p>}
      {scores.filter((one) => one.remark !== "").map((one) => <p key={one.staffId} className="application-words"><strong>{one.name}:</strong> {one.remark}</p>)}
      {rubric.status === "draft" ? <p className="soft"><strong>{say(words.rubricDraft)}.</strong> {say(rubric.note)}</p> : null}
    </section>
  );
}
