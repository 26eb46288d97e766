import { IconPhone, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { FindingList } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { MomentField } from "#ui/MomentField.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Turn } from "../oncall.contract.ts";
import { words } from "../oncall.screens.words.ts";
import { HoursPart } from "./HoursPart.tsx";
import { useMomentWords } from "./OneReview.tsx";
import "./safety.css";

/** Who is called outside the agency's hours: the gaps first, then the roster, then the hours themselves. */
export default function OnCallScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["safety.onCall.get"], (api) => api.safety.onCall.get());
  const data = found.data;
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/programme", label: say(words.back) }} />
      {data === undefined ? (
        found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : <Loading rows={5} />
      ) : (
        <>
          <p>{data.isOpen ? say(words.nowOpen) : data.now === null ? say(words.nowNobody) : words.nowClosed[language](data.now.name, data.now.phone)}</p>
          <section className="part" aria-labelledby="gaps">
            <h2 id="gaps">{say(words.gaps)}</h2>
            <p className="soft">{say(data.findings.length === 0 ? words.noGaps : words.gapsWhy)}</p>
            {data.findings.length === 0 ? null : <FindingList findings={data.findings} />}
          </section>
          <Roster turns={data.turns} staff={data.staff} />
          <HoursPart settings={data.settings} />
        </>
      )}
    </div>
  );
}

type Member = { staffId: string; name: string };

function Roster({ turns, staff }: { turns: readonly Turn[]; staff: readonly Member[] }) {
  const { say, language } = useLanguage();
  const moment = useMomentWords();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("roster");
  const remove = (turnId: string) =>
    sending.send(async () => {
      await api.safety.onCall.withdrawTurn({ turnId });
      await refresh(["safety.onCall.get"]);
    });
  return (
    <section className="part" aria-labelledby="roster-title">
      <h2 id="roster-title">{say(words.roster)}</h2>
      <div id="roster" tabIndex={-1}>
        <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      </div>
      {turns.length === 0 ? (
        <EmptyState sentence={say(words.noTurns)} />
      ) : (
        <RowList labelledBy="roster-title">
          {turns.map((one) => (
            <RowWithVerb key={one.turnId} state="later" kind={one.phone} glyph={IconPhone} who={one.name} why={words.span[language](moment(one.startsAt), moment(one.endsAt))} verb={{ label: say(words.remove), run: () => void remove(one.turnId), state: sending.state }} />
          ))}
        </RowList>
      )}
      <FormPanel verb={say(words.addTurn)} glyph={IconUserPlus}>
        {(close) => <TurnFields staff={staff} close={close} />}
      </FormPanel>
    </section>
  );
}

function TurnFields({ staff, close }: { staff: readonly Member[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("turn");
  const [staffId, setStaff] = useState("");
  const [span, setSpan] = useState<{ startsAt: string | null; endsAt: string | null }>({ startsAt: null, endsAt: null });
  const [phone, setPhone] = useState("");
  async function submit() {
    const missing = (["startsAt", "endsAt"] as const).filter((key) => span[key] === null).map((path) => ({ path, message: say(words.needMoment) }));
    const wrong = [...(staffId === "" ? [{ path: "staffId", message: say(words.needWho) }] : []), ...missing, ...(phone.trim().length < 3 ? [{ path: "phone", message: say(words.needPhone) }] : [])];
    const sent = await sending.send(async () => {
      await api.safety.onCall.addTurn({ staffId, startsAt: span.startsAt ?? "", endsAt: span.endsAt ?? "", phone });
      await refresh(["safety.onCall.get"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="turn" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("staffId")} label={say(words.who)} hint={say(words.whoHint)} value={staffId} onChange={setStaff} error={sending.errorOf("staffId")} options={staff.map((one) => ({ value: one.staffId, label: one.name }))} />
      <MomentField id={sending.id("startsAt")} label={say(words.startsAt)} value={span.startsAt} error={sending.errorOf("startsAt")} onChange={(startsAt) => setSpan({ ...span, startsAt })} />
      <MomentField id={sending.id("endsAt")} label={say(words.endsAt)} value={span.endsAt} error={sending.errorOf("endsAt")} onChange={(endsAt) => setSpan({ ...span, endsAt })} />
      <TextField id={sending.id("phone")} label={say(words.phone)} kind="tel" width="short" value={phone} maxLength={60} onChange={setPhone} error={sending.errorOf("phone")} />
    </SendForm>
  );
}
