import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { type VideoPurpose, videoPurposes } from "#features/consent/contract.ts";
import { purposeNames } from "#features/consent/words.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { Reviewer, Watcher } from "../contract.ts";
import { sayings, words } from "../screens.words.ts";

type Given = { recordingId: string; reviewers: readonly Reviewer[]; mayWatchFor: readonly VideoPurpose[]; until: CivilDate; today: CivilDate; as: Watcher };

/** Who may watch beside who leads it, and naming somebody: for one purpose, until a day. */
export function Reviewers(given: Given) {
  const { say } = useLanguage();
  const { reviewers } = given;
  return (
    <section className="part" aria-labelledby="who-watches">
      <h2 id="who-watches">{say(words.whoWatches)}</h2>
      {given.as === "uploader" ? <p className="soft">{say(words.whoAlways)}</p> : null}
      {reviewers.length === 0 ? <p>{say(words.nobodyNamed)}</p> : null}
      <ul className="recordings-reviewers">
        {reviewers.map((one) => (
          <One key={one.reviewerId} one={one} {...given} />
        ))}
      </ul>
      {given.as === "uploader" ? (
        <FormPanel verb={say(words.name)} glyph={IconUserPlus}>
          {(close) => <Name {...given} close={close} />}
        </FormPanel>
      ) : null}
    </section>
  );
}

function One({ one, recordingId, today }: Given & { one: Reviewer }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`naming-${one.reviewerId}`);
  const isOver = one.endedAt !== null || one.until < today;
  const end = () =>
    void sending.send(async () => {
      await api.recordings.endNaming({ recordingId, reviewerId: one.reviewerId });
      await refresh(["recordings.get", recordingId]);
    });
  return (
    <li id={`naming-${one.reviewerId}`} tabIndex={-1}>
      <span>
        <strong>{one.name}</strong> <span className="soft">{[say(purposeNames[one.purpose]), isOver ? say(words.namingOver) : sayings.until[language](day(one.until, "full")), say(one.watchedAt === null ? words.notWatched : words.watched)].join(" · ")}</span>
      </span>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {isOver ? null : <Button look="quiet" state={sending.state} aria-label={`${say(words.endNaming)}: ${one.name}`} onClick={end}>{say(words.endNaming)}</Button>}
    </li>
  );
}

function Name({ recordingId, mayWatchFor, until: last, today, close }: Given & { close: () => void }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("name-reviewer");
  const found = useAnswer(["workforce.listStaff"], (given) => given.workforce.listStaff());
  const [how, setHow] = useState<"colleague" | "code">("colleague");
  const [staffId, setStaff] = useState("");
  const [code, setCode] = useState("");
  const [purpose, setPurpose] = useState<string>(mayWatchFor.length === 1 ? mayWatchFor[0]! : "");
  const [until, setUntil] = useState("");
  const colleagues = (found.data?.staff ?? []).filter((one) => one.staffId !== me.staffId && one.roles.some((role) => role === "clinician" || role === "trainee" || role === "supervisor" || role === "faculty"));
  async function name() {
    const wrong: FieldWrong[] = [];
    const plain = code.toLowerCase().replaceAll(/\s/g, "");
    const wanted = videoPurposes.find((one) => one === purpose);
    if (how === "colleague" && staffId === "") wrong.push({ path: "staffId", message: say(words.needWho) });
    if (how === "code" && !/^[a-z0-9]{16}$/.test(plain)) wrong.push({ path: "code", message: say(words.needCode) });
    if (wanted === undefined) wrong.push({ path: "purpose", message: say(words.needPurpose) });
    if (until === "") wrong.push({ path: "until", message: say(words.needUntil) });
    const sent = await sending.send(async () => {
      if (wanted === undefined) return;
      await api.recordings.name({ recordingId, staffId: how === "colleague" ? staffId : null, code: how === "code" ? plain : null, purpose: wanted, until });
      await refresh(["recordings.get", recordingId]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="name-reviewer" label={say(words.name)} sending={sending} submit={say(words.nameSend)} onSubmit={() => void name()} onCancel={close}>
      <RadioGroup id={sending.id("how")} label={say(words.who)} value={how} onChange={(value) => setHow(value === "code" ? "code" : "colleague")} options={[{ value: "colleague", label: say(words.colleague) }, { value: "code", label: say(words.byCode) }]} />
      {how === "colleague" ? (
        <SelectField id={sending.id("staffId")} error={sending.errorOf("staffId")} label={say(words.colleague)} value={staffId} onChange={setStaff} options={colleagues.map((one) => ({ value: one.staffId, label: one.name }))} />
      ) : (
        <TextField id={sending.id("code")} error={sending.errorOf("code")} label={say(words.codeField)} hint={say(words.codeHint)} value={code} onChange={setCode} maxLength={40} need="required" />
      )}
      <SelectField id={sending.id("purpose")} error={sending.errorOf("purpose")} label={say(words.purpose)} value={purpose} onChange={setPurpose} options={mayWatchFor.map((one) => ({ value: one, label: say(purposeNames[one]) }))} />
      <DateField id={sending.id("until")} error={sending.errorOf("until")} label={say(words.until)} hint={sayings.latest[language](day(last, "full"))} need="required" min={today} max={last} value={until} onChange={setUntil} />
    </SendForm>
  );
}
