import { IconFileExport } from "@tabler/icons-react";
import { FileLink } from "#ui/Button.tsx";
import { useAnswer } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { useDefinitionName } from "./saying.tsx";

/** Exactly what would leave, before anything leaves: every line, with the hidden ones. */
export function Preview({ cut }: { cut: string | null }) {
  const { say, language, day } = useLanguage();
  const nameOf = useDefinitionName();
  const answer = useAnswer(["outcomes.lines", cut], (api) => api.outcomes.lines({ cut }));
  const back = cut === null ? "/app/outcomes" : `/app/outcomes?cut=${encodeURIComponent(cut)}`;
  const file = (format: string) => `/api/outcomes/file?format=${format}&hash=${answer.data?.hash ?? ""}${cut === null ? "" : `&cut=${encodeURIComponent(cut)}`}`;
  return (
    <div className="page outcomes">
      <PageHeader title={say(words.previewTitle)} detail={say(words.previewDetail)} back={{ href: back, label: say(words.back) }}>
        {answer.data === undefined ? null : (
          <>
            <FileLink glyph={IconFileExport} href={file("csv")}>
              {say(words.asCsv)}
            </FileLink>
            <FileLink glyph={IconFileExport} href={file("json")}>
              {say(words.asJson)}
            </FileLink>
          </>
        )}
      </PageHeader>
      {answer.isPending ? <Loading rows={12} /> : null}
      {answer.isError ? <ErrorState sentence={`${say(words.loading)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch() }} /> : null}
      {answer.data === undefined ? null : (
        <DataTable
          caption={say(words.previewTitle)}
          step={400}
          phone="cards"
          columns={[
            { key: "figure", label: say(words.figure), cell: (one) => nameOf(one.definition) },
            { key: "of", label: say(words.of), cell: (one) => one.of },
            { key: "value", label: say(words.value), align: "end", cell: (one) => (one.value === "hidden" ? say(words.hidden) : one.value) },
            { key: "among", label: say(words.among), align: "end", cell: (one) => (one.among === "hidden" ? say(words.hidden) : one.among) },
            { key: "on", label: say(words.countedHead), cell: (one) => (one.countedOn === null ? "–" : day(one.countedOn, "full")) },
          ]}
          rows={answer.data.lines}
          rowKey={(one) => `${one.definition} ${one.of}`}
        />
      )}
    </div>
  );
}
