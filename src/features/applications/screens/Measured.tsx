import { dateInZone } from "#kernel/dates.ts";
import { useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import type { ApplicationView } from "../contract.ts";
import { itemOf } from "../figures.rules.ts";
import { figureWords as words } from "../figures.words.ts";
import { answerNames } from "../words.ts";
import { FigureTable } from "./FigureTable.tsx";

/** What the applicant said, beside what its own system measured and its leadership agreed to show. Nothing of it is scored by itself. */
export function Measured({ application }: { application: ApplicationView }) {
  const { say, day } = useLanguage();
  const me = useMe();
  const { measured } = application;
  if (measured === null) return null;
  return (
    <section className="part" aria-labelledby="measured">
      <h2 id="measured">{say(words.measured)}</h2>
      <p>
        {say(words.onDay(day(dateInZone(measured.agreedAt, me.agency.timeZone), "full")))} {measured.by === null ? null : say(words.by(measured.by))}
      </p>
      <FigureTable
        caption={say(words.measured)}
        figures={measured.figures}
        said={({ id }) =>
          measured.said.filter((one) => one.id === id).map(({ item, answers }) => (
            <span key={id}>
              <span className="soft small">{say(item)}</span> {answers.length === 0 ? say(words.notSaid) : answers.map(({ answer, count }) => (itemOf[id].of === "agency" ? say(answerNames[answer]) : say(words.of(count, say(answerNames[answer]))))).join(", ")}
            </span>
          ))
        }
      />
      <p className="soft">{say(words.differ)}</p>
    </section>
  );
}
