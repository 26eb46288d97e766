import { IconArrowRight, IconX } from "@tabler/icons-react";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { kindWords, partWords, placeNames } from "#features/calendar/screens.words.ts";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Payer } from "../contract.ts";
import type { FeeLine } from "../lines.contract.ts";
import { dollarsOf } from "../rules.ts";
import { lineWords, words } from "../screens.words.ts";
import { LineFields } from "./LineFields.tsx";
import { orNull, useForm } from "./useForm.ts";

/** What a line is for, in one sentence of the screen. */
function forWhat(one: FeeLine, language: Language): string {
  const list = (texts: readonly string[]) => texts.join(", ");
  const parts = [
    one.kinds.length === 0 ? "" : list(one.kinds.map((kind) => kindWords[kind][language])),
    one.withParts.length === 0 ? "" : lineWords.with[language](list(one.withParts.map((part) => partWords[part][language]))),
    one.withoutParts.length === 0 ? "" : lineWords.without[language](list(one.withoutParts.map((part) => partWords[part][language]))),
    list(one.places.map((place) => placeNames[place][language])),
    one.isSupervised === null ? "" : lineWords[one.isSupervised ? "onlySupervised" : "notSupervised"][language],
  ].filter((part) => part !== "");
  return parts.length === 0 ? lineWords.all[language] : parts.join(" · ");
}

/** The codes of a payer by their order, those that were taken out last. */
export function LinesPart({ payer, lines, today }: { payer: Payer; lines: readonly FeeLine[]; today: CivilDate }) {
  const { say } = useLanguage();
  const standing = lines.filter((one) => one.endedAt === null);
  const out = lines.filter((one) => one.endedAt !== null);
  const next = Math.max(0, ...standing.map((one) => one.place)) + 1;
  return (
    <section className="part" aria-labelledby="payer-codes">
      <h2 id="payer-codes">{say(words.codes)}</h2>
      <p className="soft">{say(lineWords.why)}</p>
      {standing.length === 0 ? <EmptyState sentence={say(lineWords.none)}>{say(lineWords.noneNext)}</EmptyState> : null}
      <ul className="payer-lines">
        {standing.map((one) => (
          <OneLine key={one.lineId} payer={payer} line={one} today={today} />
        ))}
      </ul>
      {payer.endedAt === null ? <FormPanel verb={say(lineWords.add)}>{(close) => <LineFields payer={payer} line={null} place={next} today={today} close={close} />}</FormPanel> : null}
      {out.length === 0 ? null : (
        <details className="fold">
          <summary>{say(lineWords.earlier)}</summary>
          <ul className="payer-lines">{out.map((one) => <OneLine key={one.lineId} payer={payer} line={one} today={today} />)}</ul>
        </details>
      )}
    </section>
  );
}

function OneLine({ payer, line, today }: { payer: Payer; line: FeeLine; today: CivilDate }) {
  const { say, language, day } = useLanguage();
  const about = [line.code, ...line.modifiers].join(" ");
  const days = line.toDay === null ? lineWords.since[language](day(line.fromDay, "full")) : lineWords.span[language](day(line.fromDay, "full"), day(line.toDay, "full"));
  return (
    <li>
      <p>
        <strong>
          {line.place}. {about}
        </strong>{" "}
        {dollarsOf(line.chargeCents)} {say(lineWords[line.chargedBy])}, {days}
      </p>
      <p>{forWhat(line, language)}</p>
      <p className="soft small">
        {line.allowedCents === null ? "" : `${say(lineWords.allowed)}: ${dollarsOf(line.allowedCents)}. `}
        {line.source}
        {line.isDemo ? ` · ${say(words.demo)}` : ""}
      </p>
      {line.endedAt !== null || payer.endedAt !== null ? null : (
        <div className="buttons">
          <FormPanel verb={say(lineWords.next)} about={about} glyph={IconArrowRight}>{(close) => <LineFields payer={payer} line={line} place={line.place} today={today} close={close} />}</FormPanel>
          <FormPanel verb={say(lineWords.end)} about={about} glyph={IconX}>{(close) => <EndFields payerId={payer.payerId} lineId={line.lineId} today={today} close={close} />}</FormPanel>
        </div>
      )}
    </li>
  );
}

function EndFields({ payerId, lineId, today, close }: { payerId: string; lineId: string; today: CivilDate; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `end-line-${lineId}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { toDay: today });
  async function submit() {
    const sent = await sending.send(() => api.payers.endLine({ payerId, lineId, toDay: orNull(form.toDay) }).then(() => refresh(["payers.get", payerId], ["payers.list"])));
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(lineWords.endIt)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <DateField {...field("toDay")} label={say(lineWords.lastDay)} hint={say(lineWords.lastDayHint)} need="optional" />
    </SendForm>
  );
}
