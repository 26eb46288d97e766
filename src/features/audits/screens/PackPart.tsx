import { IconArchive, IconDownload, IconLock } from "@tabler/icons-react";
import { Button } from "#ui/Button.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Audit } from "../contract.ts";
import { words } from "../screens.words.ts";
import { DueLines } from "./AuditsScreen.tsx";
import { ReasonForm } from "./ReasonForm.tsx";

/** The pack to hand over, and the end of the audit. */
export function PackPart({ audit }: { audit: Audit }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const runs = audit.may.includes("run") && (audit.status === "open" || audit.status === "rated");
  return (
    <>
      <p className="audit-words">{say(words.packWords)}</p>
      {audit.pack === null ? (
        <p className="soft">{say(words.packDraft)}</p>
      ) : (
        <dl className="audit-digests">
          <dt>{say(words.packClosed)}</dt>
          <dd>{audit.pack.whole}</dd>
          <dt>{say(words.packData)}</dt>
          <dd>{audit.pack.data}</dd>
        </dl>
      )}
      {audit.may.includes("pack") ? (
        <p>
          <a className="button button--second" href={`/api/audits/${audit.auditId}/pack`} download>
            <Icon glyph={IconDownload} />
            <span>{say(words.download)}</span>
          </a>
        </p>
      ) : null}
      {audit.nextDueOn === null ? <DueLines due={audit.due} /> : <p>{words.nextBy[language](day(audit.nextDueOn, "full"))}</p>}
      {runs ? (
        <section className="part audit-end">
          <FormPanel verb={say(words.close)} glyph={IconLock}>
            {(close) => <CloseFields audit={audit} close={close} />}
          </FormPanel>
          <ReasonForm name="withdraw" verb={say(words.withdraw)} submit={say(words.withdraw)} glyph={IconArchive} send={(reason) => api.audits.withdraw({ auditId: audit.auditId, reason })} />
        </section>
      ) : null}
    </>
  );
}

function CloseFields({ audit, close }: { audit: Audit; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("close");
  async function submit() {
    await sending.send(async () => {
      await api.audits.close({ auditId: audit.auditId });
      close();
      await refresh(["audits.get"], ["audits.list"], ["workforce.overview"], ["day.today"]);
    });
  }
  if (audit.status === "open") return <Button blocked={say(words.blockedClose)}>{say(words.closeNow)}</Button>;
  return (
    <SendForm name="close" label={say(words.close)} sending={sending} submit={say(words.closeNow)} onSubmit={() => void submit()} onCancel={close}>
      <p className="audit-words">{say(words.closeWords)}</p>
    </SendForm>
  );
}
