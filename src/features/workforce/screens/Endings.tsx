import { IconBuilding, IconCertificate } from "@tabler/icons-react";
import type { Ending } from "#features/workforce/contract.ts";
import { useLanguage } from "#ui/language.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { EmptyState } from "#ui/States.tsx";
import { certificateNames, credentialNames, words } from "../screens.words.ts";

const kindNames = { ...credentialNames, ...certificateNames };

/** Where the sessions stand that would stop counting by an end. */
export const whatIfOf = (one: Pick<Ending, "subject" | "id" | "endsOn">): string => `/app/programme/what-if?kind=${one.subject === "certificate" ? "certificate_ends" : "credential_ends"}&subjectId=${one.id}&on=${one.endsOn}`;

/** What ends within 90 days or has ended, the soonest first, each with the way to the sessions that rest on it. */
export function Endings({ endings }: { endings: readonly Ending[] }) {
  const { say, language, day } = useLanguage();
  return (
    <section className="part" aria-labelledby="endings">
      <h2 id="endings">{say(words.endings)}</h2>
      {endings.length === 0 ? (
        <EmptyState sentence={say(words.nothingEnds)} />
      ) : (
        <RowList labelledBy="endings">
          {endings.map((one) => (
            <RowWithVerb
              key={one.id}
              state={one.stage <= 7 ? "today" : "later"}
              kind={say(kindNames[one.kind])}
              glyph={one.subject === "certificate" ? IconBuilding : IconCertificate}
              who={one.subject === "certificate" ? say(words.ofAgency) : [one.personName, one.name].filter((part) => part !== "").join(" · ")}
              why={(one.stage === 0 ? words.nothingCounts : words.lastDay)[language](day(one.endsOn, "full"))}
              aside={one.stage === 0 ? say(words.hasEnded) : words.endsIn[language](one.daysLeft)}
              verb={{ label: say(words.seeSessions), href: whatIfOf(one) }}
            />
          ))}
        </RowList>
      )}
    </section>
  );
}
