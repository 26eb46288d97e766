import { useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import type { Room, RoomRow } from "../contract.ts";
import { rowStateWords, subjectWords, words } from "../screens.words.ts";
import { useEvidence } from "./RoomTable.tsx";
import { StateMark } from "./StateMark.tsx";

/** What goes on paper for a site visit: agency, day and edition on top of every page, then the chosen rows. Never on the screen. */
export function PrintSheet({ room, rows }: { room: Room; rows: readonly RoomRow[] }) {
  const { say, day, language, number } = useLanguage();
  const me = useMe();
  const evidence = useEvidence();
  const editions = room.policies.map((one) => [one.cite, one.version === null ? say(words.noVersion) : words.version[language](one.validFrom === null ? one.version : day(one.validFrom, "full")), one.edition === null ? null : words.edition[language](one.edition)].filter((part) => part !== null).join(", "));
  return (
    <div className="print-sheet">
      <table>
        <caption className="hidden-words">{say(words.rules)}</caption>
        <colgroup>
          <col className="print-clause" />
          <col className="print-words" />
          <col span={4} />
        </colgroup>
        <thead>
          <tr>
            <td colSpan={6} className="print-head">
              <strong>{me.agency.name}</strong>
              <span>
                {say(words.title)} · {words.printed[language](day(room.today, "full"))} · {words.printedBy[language](me.name)}
              </span>
              <span>{editions.join(" · ")}</span>
            </td>
          </tr>
          <tr>
            {[words.clause, words.ours, words.applies, words.evidence, words.state, words.due].map((one) => (
              <th key={one.en} scope="col">
                {say(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.policy} ${row.rule} ${row.subject}`}>
              <th scope="row">{row.cite}</th>
              <td>{row.words}</td>
              <td>{subjectWords[row.subject][language](number(row.applies))}</td>
              <td>{evidence(row)}</td>
              <td>
                <StateMark state={row.state} word={say(rowStateWords[row.state])} />
              </td>
              <td>{row.dueOn === null ? "–" : day(row.dueOn, "full")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="print-notes">
        {words.sessionsSince[language](day(room.from, "full"))} {say(words.draftsWarn)}
      </p>
      {room.notEncoded.length === 0 ? null : (
        <section>
          <h2>{say(words.notEncoded)}</h2>
          <dl>
            {room.notEncoded.map((one) => (
              <div key={`${one.policy} ${one.cite}`}>
                <dt>{one.cite}</dt>
                <dd>{one.why}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
