import { IconArrowsSort, IconPencilPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { criteria, marks, type Mark, waitsFor, type WaitingFamily } from "../contract.ts";
import { words } from "../screens.words.ts";
import { markNames } from "../words.ts";

const isMark = (given: string): given is Mark => (marks as readonly string[]).includes(given);
export const useWaitingChanged = () => {
  const refresh = useRefresh();
  return () => refresh(["waiting.get"], ["waiting.list"]);
};

/** What a family waits for and since when, and what makes it pressing. */
export function Marks({ family, today, may }: { family: WaitingFamily; today: string; may: "note" | "read" }) {
  const { say, language, day } = useLanguage();
  return (
    <section className="part" aria-labelledby="marks">
      <h2 id="marks">{say(words.what)}</h2>
      {family.marks.length === 0 ? <p className="soft">{say(words.nothing)}</p> : null}
      <ul className="waiting-marks">
        {family.marks.map((one) => (
          <li key={one.waitingMarkId}>
            <span>
              {words.forDays[language](say(markNames[one.mark]), one.days)} {one.until === null ? null : <span className="soft">{words.until[language](day(one.until, "full"))}</span>}
            </span>
            {may === "note" ? <EndMark family={family} waitingMarkId={one.waitingMarkId} about={say(markNames[one.mark])} /> : null}
          </li>
        ))}
      </ul>
      {may === "note" ? (
        <FormPanel verb={say(words.note)} glyph={IconPencilPlus}>
          {(close) => <MarkForm family={family} today={today} close={close} />}
        </FormPanel>
      ) : null}
    </section>
  );
}

function EndMark({ family, waitingMarkId, about }: { family: WaitingFamily; waitingMarkId: string; about: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useWaitingChanged();
  const sending = useSending(`end-${waitingMarkId}`);
  const end = () => sending.send(() => api.waiting.endMark({ referralId: family.referralId, waitingMarkId }).then(changed));
  return (
    <Button look="quiet" state={sending.state} aria-label={`${say(words.over)}: ${about}`} onClick={() => void end()}>
      {say(words.over)}
    </Button>
  );
}

function MarkForm({ family, today, close }: { family: WaitingFamily; today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useWaitingChanged();
  const sending = useSending("mark");
  const [form, setForm] = useState({ mark: "", since: today, until: "" });
  const field = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  const open = (list: readonly Mark[]) => list.filter((one) => !family.marks.some((known) => known.mark === one)).map((value) => ({ value, label: say(markNames[value]) }));
  const keep = async () => {
    const wrong: FieldWrong[] = [];
    if (form.mark === "") wrong.push({ path: "mark", message: say(words.needChoice) });
    if (form.since === "") wrong.push({ path: "since", message: say(words.needDay) });
    if (form.mark === "later" && form.until === "") wrong.push({ path: "until", message: say(words.needDay) });
    const isKept = await sending.send(async () => {
      if (isMark(form.mark)) await api.waiting.mark({ referralId: family.referralId, mark: form.mark, since: form.since, until: form.mark === "later" ? form.until : null });
      await changed();
    }, wrong);
    if (isKept) close();
  };
  return (
    <SendForm name="mark" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <SelectField {...field("mark")} label={say(words.mark)} options={[{ group: say(words.what), options: open(waitsFor) }, { group: say(words.pressing), options: open(criteria) }].filter((one) => one.options.length > 0)} />
      <DateField {...field("since")} label={say(words.since)} max={today} need="required" />
      {form.mark === "later" ? <DateField {...field("until")} label={say(words.untilDay)} need="required" /> : null}
    </SendForm>
  );
}

/** Puts a family elsewhere than the order does, with a reason. */
export function Placing({ family }: { family: WaitingFamily }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.override)} glyph={IconArrowsSort}>
      {(close) => <PlacingForm family={family} close={close} />}
    </FormPanel>
  );
}

const placings = ["first", "last", "rule"] as const;
function PlacingForm({ family, close }: { family: WaitingFamily; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useWaitingChanged();
  const sending = useSending("place");
  const [chosen, setChosen] = useState<(typeof placings)[number] | "">("");
  const [reason, setReason] = useState("");
  const keep = async () => {
    const wrong: FieldWrong[] = [];
    if (chosen === "") wrong.push({ path: "place", message: say(words.needChoice) });
    if (reason.trim().length < 10) wrong.push({ path: "reason", message: say(words.needReason) });
    const isKept = await sending.send(async () => {
      if (chosen !== "") await api.waiting.place({ referralId: family.referralId, place: chosen, reason });
      await changed();
    }, wrong);
    if (isKept) close();
  };
  return (
    <SendForm name="place" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <RadioGroup id={sending.id("place")} label={say(words.override)} value={chosen} onChange={(next) => setChosen(placings.find((one) => one === next) ?? "")} error={sending.errorOf("place")} options={placings.filter((one) => one !== "rule" || family.placing !== null).map((value) => ({ value, label: say(words.places[value]) }))} />
      <TextArea id={sending.id("reason")} label={say(words.reason)} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="required" maxLength={500} />
    </SendForm>
  );
}
