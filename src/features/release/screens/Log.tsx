import { IconPrinter } from "@tabler/icons-react";
import { FileLink } from "#ui/Button.tsx";
import { useAnswer } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { words } from "../screens.words.ts";
import { basisNames, wayNames } from "../words.ts";
import { Part } from "./shared.tsx";

/** Who got what of this record, the newest first, and the accounting of each person on paper. */
export function Log({ caseId }: { caseId: string }) {
  const { say, day, language } = useLanguage();
  const list = usePages(["release.log", caseId], (api, after) => api.release.log({ caseId, ...(after === null ? {} : { after }) }));
  const subjects = useAnswer(["release.authorizations.list", caseId], (api) => api.release.authorizations.list({ caseId }));
  const rows = list.pages.flatMap((page) => page.disclosures);
  return (
    <Part id="disclosures" title={words.log} asked={{ isPending: list.state === "loading", isError: list.state === "failed", error: list.fault, refetch: list.again }}>
      {() => (
        <>
          {rows.length === 0 ? (
            <EmptyState sentence={say(words.noLog)} />
          ) : (
            <DataTable
              caption={say(words.log)}
              rows={rows}
              rowKey={(one) => one.disclosureId}
              phone="cards"
              more={list.more === null ? null : { state: list.more.state, fetch: list.more.fetch }}
              columns={[
                { key: "day", label: say(words.day), cell: (one) => day(one.disclosedOn, "full") },
                { key: "recipient", label: say(words.recipient), cell: (one) => `${one.recipient} (${say(wayNames[one.way])})` },
                { key: "what", label: say(words.what), cell: (one) => one.description },
                { key: "basis", label: say(words.basis), cell: (one) => [say(basisNames[one.basis]), one.purpose].filter((each) => each !== "").join(": ") },
                { key: "by", label: say(words.by), cell: (one) => one.byName ?? "" },
              ]}
            />
          )}
          <span className="release-verbs">
            {(subjects.data?.subjects ?? []).map((one) => (
              <FileLink key={one.subjectId} glyph={IconPrinter} href={`/api/cases/${caseId}/people/${one.subjectId}/disclosures?language=${language}`}>
                {words.printLog[language](one.name)}
              </FileLink>
            ))}
          </span>
        </>
      )}
    </Part>
  );
}
