import { IconFileSpreadsheet, IconPrinter } from "@tabler/icons-react";
import { hasRole, useMe } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import type { LogRow } from "../contract.ts";
import { sayContact } from "../paper.rules.ts";
import { paperWords } from "../paper.words.ts";
import { words } from "../screens.words.ts";

/** Every contact as calendar and attendance have it: nothing of it is typed a second time. */
export function ContactLog({ caseId }: { caseId: string }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const opens = hasRole(me, "clinician", "trainee", "supervisor");
  const found = usePages(["fidelity.log", caseId], (api, after) => api.fidelity.log({ caseId, after }));
  const rows = found.pages.flatMap((page) => page.rows);
  const { columns: heads } = paperWords;
  const said = (one: LogRow) => sayContact(one, language);
  const columns: Column<LogRow>[] = [
    { key: "day", label: say(heads.day), cell: (one) => (one.sessionId !== null && opens ? <Link href={`/app/sessions/${one.sessionId}/note`}>{day(one.on, "full")}</Link> : day(one.on, "full")) },
    { key: "counter", label: say(heads.counter), align: "end", cell: (one) => one.counter },
    { key: "kind", label: say(heads.kind), cell: (one) => said(one).kind },
    { key: "status", label: say(heads.status), cell: (one) => [said(one).status, one.reason].filter((part) => part !== "").join(": ") },
    { key: "minutes", label: say(heads.minutes), align: "end", cell: (one) => one.minutes },
    { key: "place", label: say(heads.place), cell: (one) => said(one).place },
    { key: "who", label: say(heads.who), cell: (one) => said(one).who },
  ];
  return (
    <section className="part" aria-labelledby="contact-log">
      <h2 id="contact-log">{say(words.log)}</h2>
      {found.state === "loading" ? <Loading rows={4} /> : null}
      {found.state === "failed" ? <ErrorState sentence={found.fault === null ? say(words.failed) : sentenceFor(found.fault, language)} verb={{ run: found.again }} /> : null}
      {found.state === "there" && rows.length === 0 ? <EmptyState sentence={say(words.logNone)} /> : null}
      {rows.length === 0 ? null : <DataTable caption={say(words.log)} columns={columns} rows={rows} rowKey={(one) => one.id} phone="cards" step={10} more={found.more} />}
      {opens && rows.length > 0 ? (
        <p className="fidelity-verbs">
          <a className="button button--second" href={`/api/cases/${caseId}/contact-log/sheet?format=csv&language=${language}`} download>
            <Icon glyph={IconFileSpreadsheet} />
            <span>{say(words.asCsv)}</span>
          </a>
          <a className="button button--second" href={`/api/cases/${caseId}/contact-log/sheet?format=pdf&language=${language}`} download>
            <Icon glyph={IconPrinter} />
            <span>{say(words.asPdf)}</span>
          </a>
        </p>
      ) : null}
    </section>
  );
}
