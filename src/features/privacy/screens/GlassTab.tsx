import { IconLockOpen, IconLockX } from "@tabler/icons-react";
import RecordTab from "#features/cases/screens/RecordTab.tsx";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Glass } from "../glass.contract.ts";
import { words } from "../screens.words.ts";
import { OpenFields } from "./GlassPart.tsx";
import { Asked, Standing, useDeskChanged, useMoments } from "./shared.tsx";
import "./privacy.css";

/** On a family's page, for an administrator: opens the record in an emergency, and while it is open shows it. */
export default function GlassTab({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  const answer = useAnswer(["privacy", "glass", "first"], (api) => api.privacy.glass.list({}));
  return (
    <section className="part desk" aria-labelledby="glass">
      <h2 id="glass">{say(words.glass)}</h2>
      <p className="soft">{say(words.glassWhy)}</p>
      <Asked answer={answer}>
        {({ glasses }) => {
          const open = glasses.find((one) => one.caseId === caseId && one.isOwn && one.state === "open");
          return open === undefined ? <FormPanel verb={say(words.glassOpen)} glyph={IconLockOpen}>{(close) => <OpenFields caseId={caseId} close={close} />}</FormPanel> : <OpenNow one={open} />;
        }}
      </Asked>
    </section>
  );
}

function OpenNow({ one }: { one: Glass }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const refresh = useRefresh();
  const { timeOf } = useMoments();
  const sending = useSending("end-glass");
  return (
    <>
      <div className="desk-head" id="end-glass" tabIndex={-1}>
        <Standing standing="asks">{words.openUntil[language](timeOf(one.endsAt))}</Standing>
        <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
        <Button glyph={IconLockX} state={sending.state} onClick={() => void sending.send(async () => {
          await api.privacy.glass.end({ glassId: one.glassId });
          await changed();
          await refresh(["cases.record"]);
        })}>
          {say(words.endNow)}
        </Button>
      </div>
      <RecordTab caseId={one.caseId} />
    </>
  );
}
