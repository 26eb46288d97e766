import { IconPencil } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { type ScheduleContent, scheduleWindows } from "../schedule.contract.ts";
import { linePointNames, settingsWords as words, windowNames } from "../settings.words.ts";
import { ScheduleForm } from "./ScheduleForm.tsx";
import "./measures.css";

const windowKeys = Object.keys(scheduleWindows.shape) as (keyof ScheduleContent["windows"])[];
type Version = { number: number; note: string; madeBy: string | null; madeAt: string | null };

/** What the agency asks, when and of whom: read by all staff, changed by whoever runs the programme, each version kept. */
export default function ScheduleScreen() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const found = useAnswer(["measureSchedule.current"], (api) => api.measureSchedule.current());
  const installed = useAnswer(["instruments.list"], (api) => api.instruments.list());
  const instruments = installed.data?.instruments ?? [];
  const nameOf = (id: string) => instruments.find((one) => one.instrument === id)?.name ?? id.toUpperCase();
  const sayVersion = (one: Version) => (one.madeAt === null ? say(words.shipped) : words.madeBy[language](one.number, one.madeBy ?? "Dyad", day(dateInZone(one.madeAt, me.agency.timeZone), "full"), one.note));
  return (
    <div className="page schedule">
      <PageHeader title={say(words.title)} />
      <p className="soft">{say(words.what)}</p>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <p>{sayVersion(found.data.current)}</p>
          <Content content={found.data.current.content} nameOf={nameOf} />
          {found.data.mayEdit ? (
            <FormPanel verb={say(words.change)} glyph={IconPencil}>
              {(close) => <ScheduleForm key={found.data.current.number} after={found.data.current.number} content={found.data.current.content} instruments={instruments} close={close} />}
            </FormPanel>
          ) : null}
          {found.data.earlier.length === 0 ? null : (
            <section>
              <h2>{say(words.earlier)}</h2>
              {found.data.earlier.map((one) => (
                <details key={one.number} className="fold">
                  <summary>{sayVersion(one)}</summary>
                  <Content content={one.content} nameOf={nameOf} />
                </details>
              ))}
            </section>
          )}
        </>
      )}
    </div>
  );
}

function Content({ content, nameOf }: { content: ScheduleContent; nameOf: (id: string) => string }) {
  const { say, language } = useLanguage();
  return (
    <>
      <DataTable
        caption={say(words.measures)}
        captionShown="shown"
        columns={[
          { key: "measure", label: say(words.columns.measure), cell: (one) => nameOf(one.instrument) },
          { key: "set", label: say(words.columns.set), cell: (one) => say(words.sets[one.set]) },
          { key: "points", label: say(words.columns.points), cell: (one) => one.points.map((point) => say(linePointNames[point])).join(", ") },
          { key: "adults", label: say(words.columns.adults), cell: (one) => [say(words.adults[one.adults]), ...(one.languages.length === 0 ? [] : [words.onlyLanguages[language](one.languages.join(", "))])].join(", ") },
          { key: "stage", label: say(words.columns.stage), align: "end", cell: (one) => one.fromStage },
        ]}
        rows={content.lines}
        rowKey={(one) => `${one.instrument} ${one.fromStage}`}
        phone="cards"
      />
      <DataTable
        caption={say(words.windows)}
        captionShown="shown"
        columns={[
          { key: "what", label: say(words.columns.what), cell: (key) => say(windowNames[key]) },
          { key: "value", label: say(words.columns.value), align: "end", cell: (key) => content.windows[key] },
        ]}
        rows={windowKeys}
        rowKey={(key) => key}
        phone="cards"
      />
      <p className="soft">
        {say(words.bridge)}: {say(words.bridges[content.bridge])}.{content.breaks.language === "break" ? ` ${say(words.breakLanguage)}.` : ""}
        {content.breaks.mode === "break" ? ` ${say(words.breakMode)}.` : ""}
      </p>
    </>
  );
}
