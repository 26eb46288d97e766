import "./graduates.css";
import { IconArrowBackUp, IconBan, IconCheck, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button, FileLink } from "#ui/Button.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Frozen, Graduation } from "../contract.ts";
import { showNumber } from "../number.rules.ts";
import { stateNames, words } from "../screens.words.ts";

/** One graduation: how it stands, who signed it, what may be done, and what it rests on. */
export function GraduationPart({ graduationId }: { graduationId: string }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const found = useAnswer(["graduations.get", graduationId], (api) => api.graduations.get({ graduationId }));
  if (found.isPending) return <Loading rows={3} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const { graduation: one, evidence, evidenceHash, isWhole, faculty, isYours, mayUndo } = found.data;
  const on = (at: string) => day(dateInZone(at, me.agency.timeZone), "full");
  const signed = [words.proposedBy[language](one.proposedBy ?? say(words.somebody), on(one.proposedAt)), ...(one.confirmedAt === null ? [] : [words.confirmedBy[language](one.confirmedBy ?? say(words.somebody), on(one.confirmedAt))]), ...(one.isAlone ? [say(words.alone)] : [])];
  const id = `graduation-${graduationId}`;
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{one.number === null ? words.waits[language](one.name) : `${showNumber(one.number)} · ${say(stateNames[one.state])}`}</h2>
      <p>{`${say(words.completed)}: ${day(one.completedOn, "full")}${one.validTo === null ? "" : ` · ${say(words.ends)}: ${day(one.validTo, "full")}`}`}</p>
      <p className="soft">{signed.join(", ")}</p>
      {one.annulledOn === null ? null : <p>{words.annulledBecause[language](day(one.annulledOn, "full"), one.annulledReason)}</p>}
      {one.listedSince === null ? null : <p>{words.onRoster[language](day(one.listedSince, "full"))}</p>}
      {one.state === "undone" ? null : <Verbs one={one} evidenceHash={evidenceHash} isYours={isYours} faculty={faculty} mayUndo={mayUndo} />}
      <Evidence evidence={evidence} evidenceHash={evidenceHash} isWhole={isWhole} />
    </section>
  );
}

function Verbs({ one, evidenceHash, isYours, faculty, mayUndo }: { one: Graduation; evidenceHash: string; isYours: boolean; faculty: number; mayUndo: boolean }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `graduation-verbs-${one.graduationId}`;
  const sending = useSending(name);
  const act = (call: () => Promise<unknown>) =>
    void sending.send(async () => {
      await call();
      await refresh(["graduations.get", one.graduationId], ["graduations.ofSeat", one.cohortId, one.seatId], ["graduations.list"]);
    });
  const mayConfirm = one.state === "proposed" && (!isYours || faculty < 2);
  return (
    <>
      {one.state === "proposed" && !mayConfirm ? <p role="status">{say(words.waitsForOther)}</p> : null}
      <div className="buttons" id={name} tabIndex={-1}>
        {mayConfirm ? (
          <Button look="main" glyph={IconCheck} state={sending.state} onClick={() => act(() => api.graduations.confirm({ graduationId: one.graduationId, evidenceHash }))}>
            {say(words.confirm)}
          </Button>
        ) : null}
        {one.number === null ? null : (
          <FileLink glyph={IconPrinter} href={`/api/graduations/${one.graduationId}/paper`}>
            {say(words.paper)}
          </FileLink>
        )}
        {mayUndo ? (
          <Button look="second" glyph={IconArrowBackUp} state={sending.state} onClick={() => act(() => api.graduations.undo({ graduationId: one.graduationId }))}>
            {say(words.takeBack)}
          </Button>
        ) : null}
      </div>
      {mayUndo && one.number !== null ? <p className="soft">{say(words.takeBackWithin)}</p> : null}
      <p role="alert">{sending.errors[0]?.message ?? ""}</p>
      {one.state === "valid" || one.state === "lapsed" ? <FormPanel verb={say(words.annul)} glyph={IconBan}>{(close) => <AnnulForm one={one} close={close} />}</FormPanel> : null}
    </>
  );
}

function AnnulForm({ one, close }: { one: Graduation; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("annul");
  const [reason, setReason] = useState("");
  async function submit() {
    const isKept = await sending.send(async () => {
      await api.graduations.annul({ graduationId: one.graduationId, reason });
      await refresh(["graduations.get", one.graduationId], ["graduations.ofSeat", one.cohortId, one.seatId], ["graduations.list"]);
    });
    if (isKept) close();
  }
  return (
    <SendForm name="annul" sending={sending} submit={say(words.annul)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <p>{say(words.annulWhat)}</p>
      <TextField id={sending.id("reason")} label={say(words.reason)} need="required" value={reason} onChange={setReason} error={sending.errorOf("reason")} maxLength={500} />
    </SendForm>
  );
}

function Evidence({ evidence, evidenceHash, isWhole }: { evidence: Frozen; evidenceHash: string; isWhole: boolean }) {
  const { say, language, day, number } = useLanguage();
  return (
    <details>
      <summary>{say(words.evidence)}</summary>
      <p>{words.evidenceOn[language](day(evidence.on, "full"), evidence.version)}</p>
      <ul>
        {evidence.steps.map((one) => (
          <li key={one.id}>
            <strong>{one.words[language]}</strong>
            {one.isOptional ? ` (${say(words.optional)})` : null} {one.have === null || one.need === null ? null : words.figures[language](number(one.have), number(one.need))}
            {evidence.waivers.filter((each) => each.requirement === one.id && each.threshold === null).map((each) => <span key={each.madeAt} className="under soft">{words.waived[language](each.reason, each.byName ?? say(words.somebody))}</span>)}
            {one.explained[language].map((line) => (
              <span key={line} className="under soft">
                {line}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p className="small">
        {say(words.hash)}: <code className="graduation-hash">{evidenceHash}</code>
      </p>
      <p className="small">{say(isWhole ? words.isWhole : words.isBroken)}</p>
    </details>
  );
}
