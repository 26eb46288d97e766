import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconEqual, IconHandStop } from "@tabler/icons-react";
import { useState } from "react";
import { addDays, dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Board, BoardCase, Standing } from "../contract.ts";
import { standingOf } from "../rules.ts";
import { words } from "../screens.words.ts";
import { comingNames, partNames, standingWords } from "../words.ts";
import { useWeight } from "./saying.ts";

const standingMarks: Record<Standing, [string, Glyph]> = { none: ["not_applicable", IconCircleDashed], under: ["met", IconCircleCheck], at: ["draft", IconEqual], over: ["not_met", IconAlertTriangle] };

/** What somebody carries, beside the limit, and the four weeks ahead. */
export function BoardView({ board, whose }: { board: Board; whose: "own" | "supervised" }) {
  const { say, language } = useLanguage();
  const { weight } = useWeight();
  const standing = standingOf(board.load, board.limit);
  const [look, glyph] = standingMarks[standing];
  return (
    <>
      <section className="part" aria-labelledby="load">
        <h2 id="load">{whose === "own" ? say(words.yours) : board.name}</h2>
        <p className="load-line">
          <strong>{words.carries[language](board.load.families, weight(board.load.tenths))}</strong>
          <span className={`mark mark--${look}`}>
            <Icon glyph={glyph} size={14} />
            <span>{say(standingWords[standing])}</span>
          </span>
          {standing === "none" ? null : (
            <span className="soft">
              {words.limit[language](board.limit.families, board.limit.tenths === null ? null : weight(board.limit.tenths))}
              {board.limit.isOwn ? `, ${say(words.ownLimit)}` : ""}
            </span>
          )}
        </p>
        {board.ruleNumber === 0 ? <p className="soft">{say(words.draft)}</p> : null}
        <p className="soft small">{say(whose === "own" ? words.seenBy : words.seenBySupervisor)}</p>
        {board.cases.length === 0 ? <EmptyState sentence={whose === "own" ? say(words.none) : words.noneOf[language](board.name)}>{say(words.noneNext)}</EmptyState> : <Families board={board} />}
        <NotNow board={board} />
      </section>
      <Ahead board={board} />
    </>
  );
}

function Families({ board }: { board: Board }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const { weight, added } = useWeight();
  const when = (at: string) => `${day(dateInZone(at, me.agency.timeZone), "weekday")}, ${timeInZone(at, me.agency.timeZone)}`;
  const days = (one: BoardCase) => [one.validFrom > board.today ? words.from[language](day(one.validFrom, "full")) : null, one.validTo === null ? null : words.until[language](day(one.validTo, "full"))].filter((part) => part !== null).join(", ");
  return (
    <DataTable
      caption={say(words.title)}
      rows={board.cases}
      rowKey={(one) => `${one.caseId} ${one.kind} ${one.validFrom}`}
      phone="cards"
      columns={[
        {
          key: "family",
          label: say(words.columns.family),
          cell: (one) => (
            <>
              {one.childName === null ? <span className="soft">{say(words.notYet)}</span> : <Link href={`/app/families/${one.caseId}`}>{one.childName}</Link>}
              {days(one) === "" ? null : <span className="load-days soft">{days(one)}</span>}
            </>
          ),
        },
        { key: "stage", label: say(words.columns.stage), cell: (one) => one.stage },
        { key: "last", label: say(words.columns.last), cell: (one) => (one.lastSessionOn === null ? "–" : day(one.lastSessionOn, "full")) },
        { key: "next", label: say(words.columns.next), cell: (one) => (one.nextSessionAt === null ? "–" : when(one.nextSessionAt)) },
        {
          key: "weight",
          label: `${say(words.columns.weight)} · ${say(words.columns.why)}`,
          cell: (one) => (
            <ul className="load-why">
              <li>
                <strong className="load-figure">{weight(one.tenths)}</strong> <span className="soft">{(one.parts.length === 1 ? [] : one.parts).map((part) => words.added[language](say(partNames[part.part]), part.part === "base" ? weight(part.tenths) : added(part.tenths))).join(", ")}</span>
              </li>
              {one.exception === null ? null : <li className="soft">{words.given[language](one.exception.byName ?? "Dyad", one.exception.reason)}</li>}
            </ul>
          ),
        },
      ]}
    />
  );
}

function Ahead({ board }: { board: Board }) {
  const { say, day } = useLanguage();
  const { weight } = useWeight();
  return (
    <section className="part" aria-labelledby="ahead">
      <h2 id="ahead">{say(words.ahead)}</h2>
      <div className="load-columns">
        <DataTable
          caption={say(words.ahead)}
          rows={board.weeks}
          rowKey={(one) => one.on}
          columns={[
            { key: "on", label: say(words.week.from), cell: (one) => day(one.on, "weekday") },
            { key: "families", label: say(words.week.families), align: "end", cell: (one) => one.families },
            { key: "weight", label: say(words.week.weight), align: "end", cell: (one) => weight(one.tenths) },
          ]}
        />
        {board.coming.length === 0 ? (
          <p className="soft">{say(words.nothingComes)}</p>
        ) : (
          <ul className="load-coming">
            {board.coming.map((one, place) => (
              <li key={`${place} ${one.on} ${one.kind}`}>
                <span>{day(one.on, "weekday")}</span>
                <span>
                  {one.childName === null || one.caseId === null ? null : <Link href={`/app/families/${one.caseId}`}>{one.childName}</Link>} {say(comingNames[one.kind])}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

/** That no further family comes for now, or that it may again. */
function NotNow({ board }: { board: Board }) {
  const { say, day, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("not-now");
  const [until, setUntil] = useState(addDays(board.today, 28));
  const keep = async (until: string | null, close: () => void = () => {}) => {
    const isKept = await sending.send(
      async () => {
        await api.caseload.sayRoom({ staffId: board.staffId, until });
        await refresh(["caseload.mine"], ["caseload.person"], ["caseload.next"]);
      },
      until === "" ? [{ path: "until", message: say(words.needDay) }] : [],
    );
    if (isKept) close();
  };
  if (board.notNowUntil !== null)
    return (
      <p className="load-line">
        <span>{words.notNowUntil[language](day(board.notNowUntil, "full"))}</span>
        <Button look="quiet" state={sending.state} onClick={() => void keep(null)}>
          {say(words.again)}
        </Button>
      </p>
    );
  return (
    <FormPanel verb={say(words.notNow)} glyph={IconHandStop}>
      {(close) => (
        <SendForm name="not-now" sending={sending} submit={say(words.keep)} onSubmit={() => void keep(until, close)} onCancel={close}>
          <p className="soft">{say(words.notNowHint)}</p>
          <DateField id={sending.id("until")} label={say(words.untilDay)} value={until} onChange={setUntil} error={sending.errorOf("until")} need="required" />
        </SendForm>
      )}
    </FormPanel>
  );
}
