import { IconDownload, IconHelp, IconRefresh, IconSend } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { dollarsOf } from "#features/payers/rules.ts";
import { Button, ButtonLink, FileLink } from "#ui/Button.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { keepFile } from "#ui/keepFile.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Batch } from "../contract.ts";
import { words } from "../screens.words.ts";
import "./claims.css";

/** Files of claims that were written: fetched again, handed on, and written anew where a payer turned one away whole. */
export default function FilesScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.filesTitle);
  const found = useAnswer(["claimBatches.list"], (api) => api.claimBatches.list());
  return (
    <div className="page claims">
      <PageHeader back={{ href: "/app/claims", label: say(words.back) }} title={say(words.filesTitle)} detail={say(words.filesLead)}>
        <ButtonLink href="/app/clearing">{say(words.toClearing)}</ButtonLink>
      </PageHeader>
      {found.isPending ? <Loading rows={4} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data?.batches.length === 0 ? <EmptyState sentence={say(words.noFiles)}>{say(words.noneNext)}</EmptyState> : null}
      <ul className="claims-list">{found.data?.batches.map((one) => <OneFile key={one.batchId} one={one} />)}</ul>
    </div>
  );
}

function OneFile({ one }: { one: Batch }) {
  const { say, language, day, number } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`batch-${one.batchId}`);
  const dayOf = (moment: string) => day(dateInZone(moment, me.agency.timeZone), "full");
  const act = (work: () => Promise<unknown>) => void sending.send(() => work().then(() => refresh(["claimBatches.list"], ["claims.list"], ["claims.get"])));
  const name = String(one.control).padStart(9, "0");
  const stands = one.rewrittenAs === null;
  return (
    <li>
      <strong>{name}</strong>
      <span>{words.ofPayer[language](one.payerName, number(one.claims), dollarsOf(one.chargeCents))}{one.usage === "T" ? ` · ${say(words.testOnly)}` : ""}</span>
      <span className="soft claims-line">{say(words.made)}: {words.by[language](dayOf(one.madeAt), one.madeByName ?? say(words.machine))}</span>
      <span className="soft claims-line">{say(words.handed)}: {one.sentAt === null ? say(words.notHanded) : dayOf(one.sentAt)}{one.wasTurnedAway ? ` · ${say(words.turnedAway)}` : ""}{stands ? "" : ` · ${say(words.rewritten)}`}</span>
      {sending.fault === null ? null : <ErrorState sentence={sentenceFor(sending.fault, language)} />}
      {stands && hasRole(me, "biller") ? (
        <div className="buttons">
          <FileLink glyph={IconDownload} href={`/api/claim-batches/${one.batchId}/file`}>{say(words.download)}</FileLink>
          {one.sentAt === null ? <Button glyph={IconSend} state={sending.state} aria-label={`${say(words.sayHanded)}: ${name}`} onClick={() => act(() => api.claimBatches.sent({ batchId: one.batchId }))}>{say(words.sayHanded)}</Button> : null}
          {one.waiting === 0 ? null : <Button look="quiet" glyph={IconHelp} state={sending.state} aria-label={`${say(words.askStatus)}: ${name}`} onClick={() => void sending.send(async () => { const file = await api.claimBatches.askStatus({ batchId: one.batchId }); keepFile(file, file.name); })}>{say(words.askStatus)}</Button>}
          {one.wasTurnedAway ? <Button glyph={IconRefresh} state={sending.state} aria-label={`${say(words.writeAgain)}: ${name}`} onClick={() => act(() => api.claimBatches.rewrite({ batchId: one.batchId }))}>{say(words.writeAgain)}</Button> : null}
        </div>
      ) : null}
    </li>
  );
}
