import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { dollarsOf } from "#features/payers/rules.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { ClearingFile, RefusedFile } from "../contract.ts";
import { refusalNames, stageNames, words } from "../screens.words.ts";
import "./clearing.css";

type Look = { lookedAt: string; isReached: boolean; unfinished: number; failed: number };

/** A moment as a person reads it, in the agency's zone. */
function useMoment(): (at: string) => string {
  const { day } = useLanguage();
  const { timeZone } = useMe().agency;
  return (at) => `${day(dateInZone(at, timeZone), "full")}, ${timeInZone(at, timeZone)}`;
}

/** Files of claims on their way, the folder of the clearing house's client, and in the demo the made-up clearing house. */
export default function ClearingScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["clearing.status"], (api) => api.clearing.status());
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/claims/files", label: say(words.back) }} title={say(words.title)} detail={say(words.lead)} />
      {found.isPending ? <Loading rows={4} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <Files files={found.data.files} folder={found.data.folder} mock={found.data.mock} />
          <section className="part" aria-labelledby="clearing-folder">
            <h2 id="clearing-folder">{say(words.folder)}</h2>
            {found.data.folder === "off" ? <p>{say(words.folderOff)}</p> : <FolderState look={found.data.look} />}
          </section>
          {found.data.refused.length === 0 ? null : <Refused files={found.data.refused} />}
        </>
      )}
    </div>
  );
}

function FolderState({ look }: { look: Look | null }) {
  const { say, language } = useLanguage();
  const moment = useMoment();
  if (look === null) return <p>{say(words.folderWaits)}</p>;
  if (!look.isReached) return <ErrorState sentence={words.gone[language](moment(look.lookedAt))} />;
  return (
    <>
      <p>{words.looked[language](moment(look.lookedAt))}</p>
      {look.unfinished === 0 ? null : <p>{words.unfinished[language](look.unfinished)}</p>}
      {look.failed === 0 ? null : <ErrorState sentence={words.failures[language](look.failed)} />}
    </>
  );
}

function Refused({ files }: { files: readonly RefusedFile[] }) {
  const { say } = useLanguage();
  const moment = useMoment();
  return (
    <section className="part" aria-labelledby="clearing-refused">
      <h2 id="clearing-refused">{say(words.refused)}</h2>
      <p className="soft">{say(words.refusedWhy)}</p>
      <ul className="clearing-refused">
        {files.map((one) => (
          <li key={one.mark}>
            <code>{one.mark}</code> · {say(refusalNames[one.why])} · {moment(one.refusedAt)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Files({ files, folder, mock }: { files: readonly ClearingFile[]; folder: "on" | "off"; mock: "on" | "off" }) {
  const { say, number } = useLanguage();
  const me = useMe();
  const moment = useMoment();
  const [told, setTold] = useState("");
  const may = hasRole(me, "biller");
  const columns: Column<ClearingFile>[] = [
    { key: "number", label: say(words.number), cell: (one) => <>{one.control}{one.usage === "T" ? <span className="soft"> ({say(words.test)})</span> : null}</> },
    { key: "payer", label: say(words.payer), cell: (one) => one.payerName },
    { key: "claims", label: say(words.claims), align: "end", cell: (one) => number(one.claims) },
    { key: "charge", label: say(words.charge), align: "end", cell: (one) => dollarsOf(one.chargeCents) },
    { key: "written", label: say(words.written), cell: (one) => moment(one.madeAt) },
    { key: "state", label: say(words.state), cell: (one) => <FileState file={one} folder={folder} may={may ? "write" : "read"} tell={setTold} /> },
  ];
  return (
    <section className="part" aria-labelledby="clearing-files">
      <h2 id="clearing-files">{say(words.files)}</h2>
      {mock === "off" ? null : <p className="clearing-mock">{say(words.mockWhy)}</p>}
      {files.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : <DataTable caption={say(words.files)} columns={columns} rows={files} rowKey={(one) => one.batchId} phone="cards" />}
      <p role="status">{told}</p>
    </section>
  );
}

function FileState({ file, folder, may, tell }: { file: ClearingFile; folder: "on" | "off"; may: "read" | "write"; tell: (sentence: string) => void }) {
  const { say, language, number } = useLanguage();
  const moment = useMoment();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`file-${file.batchId}`);
  const { batchId } = file;
  const hand = () =>
    void sending.send(async () => {
      const { claims } = await api.clearing.handOn({ batchId });
      tell(words.handed[language](number(claims)));
      await refresh(["clearing.status"], ["claims"]);
    });
  const answer = () =>
    void sending.send(async () => {
      const { stage, posted, accepted, rejected } = await api.clearing.letAnswer({ batchId });
      tell(`${say(stageNames[stage])} ${words.answered[language](number(posted), number(accepted), number(rejected))}`);
      await refresh(["clearing.status"], ["claims"], ["remittances"]);
    });
  return (
    <div className="clearing-state">
      <span>{file.sentAt === null ? say(words.notSent) : words.sent[language](moment(file.sentAt))}</span>
      {file.asked === "no" ? null : <span className="soft clearing-line">{say(file.asked === "waits" ? words.waits : words.laid)}</span>}
      {sending.fault === null ? null : <ErrorState sentence={sentenceFor(sending.fault, language)} />}
      {may === "write" && file.sentAt === null && folder === "on" ? <Button state={sending.state} aria-label={`${say(words.hand)}: ${file.control}`} onClick={hand}>{say(words.hand)}</Button> : null}
      {may === "write" && file.answers !== null ? <Button state={sending.state} aria-label={`${say(words.mock)}: ${file.control}`} onClick={answer}>{say(words.mock)}</Button> : null}
    </div>
  );
}
