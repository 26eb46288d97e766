import { IconAlertTriangle, IconPencil, IconPhone, IconX } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Check, Coverage } from "../contract.ts";
import { asksAboutLetters } from "../rules.ts";
import { answerNames, letterNames, relationNames, sexNames, words } from "../screens.words.ts";
import { CheckFields, EndFields } from "./CheckForms.tsx";
import { CoverageFields } from "./CoverageFields.tsx";
import "./coverage.css";

/** How the child is insured: who is billed first, what payers answered, and what stood before. */
export default function CoverageTab({ caseId }: { caseId: string }) {
  const { say, language, day } = useLanguage();
  const { timeZone } = useMe().agency;
  const found = useAnswer(["coverage.get", caseId], (api) => api.coverage.get({ caseId }));
  if (found.isPending) return <Loading rows={4} />;
  if (found.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const { today, coverages, checks, due, may } = found.data;
  const standing = coverages.filter((one) => one.endedAt === null);
  const earlier = coverages.filter((one) => one.endedAt !== null);
  const writes = may.includes("write") ? "write" : "read";
  return (
    <section className="part" aria-labelledby="insurance">
      <h2 id="insurance">{say(words.title)}</h2>
      <p className="soft">{say(words.staffOnly)}</p>
      {standing.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      {standing.map((one) => (
        <OneCoverage key={one.coverageId} caseId={caseId} one={one} checks={checks.filter((each) => each.lineId === one.lineId)} isDue={due.includes(one.coverageId) ? "due" : "no"} may={writes} today={today} />
      ))}
      {writes === "write" ? <FormPanel verb={say(words.add)}>{(close) => <CoverageFields caseId={caseId} one={null} today={today} place={Math.min(3, standing.length + 1)} close={close} />}</FormPanel> : null}
      {earlier.length === 0 ? null : (
        <details className="fold">
          <summary>{say(words.earlier)}</summary>
          <ul className="coverage-earlier">
            {earlier.map((one) => (
              <li key={one.coverageId}>
                {words.order[language](one.place)}: {one.payerName}, {one.memberNumber}, {spanOf(one)}
                <span className="soft coverage-line">{words.endedBy[language](one.endedByName ?? say(words.somebody), day(dateInZone(one.endedAt!, timeZone), "full"), one.endedReason)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
  function spanOf({ fromDay, toDay }: Coverage) {
    return toDay === null ? words.since[language](day(fromDay, "full")) : words.span[language](day(fromDay, "full"), day(toDay, "full"));
  }
}

type Of = { caseId: string; one: Coverage; checks: readonly Check[]; isDue: "due" | "no"; may: "read" | "write"; today: string };
function OneCoverage({ caseId, one, checks, isDue, may, today }: Of) {
  const { say, language, day } = useLanguage();
  const title = `${words.order[language](one.place)}: ${one.payerName}`;
  const { address, insured } = one;
  const zip = address.zip.length === 9 ? `${address.zip.slice(0, 5)}-${address.zip.slice(5)}` : address.zip;
  const days = one.toDay === null ? words.since[language](day(one.fromDay, "full")) : words.span[language](day(one.fromDay, "full"), day(one.toDay, "full"));
  return (
    <article className="coverage" aria-label={title}>
      <h3>{title}</h3>
      {one.isDemo ? <p className="soft small">{say(words.demo)}</p> : null}
      {asksAboutLetters(one) ? <Asks says={say(words.askLetters)} /> : null}
      {isDue === "due" ? <Asks says={say(words.due)} /> : null}
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.member), value: one.memberNumber, detail: [one.planName, one.groupNumber === null ? null : `${say(words.group)}: ${one.groupNumber}`].filter((part) => part !== null).join(" · ") || undefined },
          { label: say(words.days), value: days, ...(one.determinedOn === null ? {} : { detail: `${say(words.determined)}: ${day(one.determinedOn, "full")}` }) },
          { label: say(words.relation), value: insured === null ? say(relationNames.self) : `${say(relationNames[one.relation])}: ${insured.givenName} ${insured.familyName}` },
          { label: say(words.childName), value: one.childName === null ? say(words.asRecord) : `${one.childName.givenName} ${one.childName.familyName}`, detail: `${say(words.sex)}: ${say(sexNames[one.sex])}` },
          { label: say(words.address), value: [address.line1, address.line2, `${address.city}, ${address.state} ${zip}`].filter((part) => part !== "").join(", ") },
          ...(one.relation === "self" ? [] : [{ label: say(words.lettersShort), value: say(letterNames[one.letters]) }]),
        ]}
      />
      <h4>{say(words.checks)}</h4>
      {checks.length === 0 ? <p className="soft">{say(words.noChecks)}</p> : null}
      <ul className="coverage-earlier">{checks.map((each) => <OneCheck key={each.checkId} one={each} />)}</ul>
      {may === "read" ? null : (
        <div className="buttons">
          <FormPanel verb={say(words.note)} about={one.payerName} glyph={IconPhone}>{(close) => <CheckFields caseId={caseId} coverageId={one.coverageId} today={today} close={close} />}</FormPanel>
          <FormPanel verb={say(words.change)} about={one.payerName} glyph={IconPencil}>{(close) => <CoverageFields caseId={caseId} one={one} today={today} place={one.place} close={close} />}</FormPanel>
          <FormPanel verb={say(words.end)} about={one.payerName} glyph={IconX}>{(close) => <EndFields caseId={caseId} coverageId={one.coverageId} today={today} close={close} />}</FormPanel>
        </div>
      )}
    </article>
  );
}

const Asks = ({ says }: { says: string }) => (
  <p className="pointer-line">
    <Icon glyph={IconAlertTriangle} />
    <span>{says}</span>
  </p>
);

function OneCheck({ one }: { one: Check }) {
  const { say, language, day } = useLanguage();
  const { rejects, others } = one.details;
  const further = [one.details.words, rejects.length === 0 ? "" : words.rejected[language](rejects.join(", ")), others.length === 0 ? "" : words.others[language](others.map((each) => each.name).join(", ")), one.byName ?? ""].filter((part) => part !== "");
  return (
    <li>
      {words.checkLine[language](day(one.forDay, "full"), one.answer === null ? say(words.waits) : say(answerNames[one.answer]), say(one.way === "told" ? words.told : words.byFile))}
      {further.length === 0 ? null : <span className="soft coverage-line">{further.join(" · ")}</span>}
    </li>
  );
}
