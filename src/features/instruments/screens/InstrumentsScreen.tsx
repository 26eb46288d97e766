import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { ButtonLink } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { domainCodes } from "../contract.ts";
import { words } from "../screens.words.ts";
import type { InstalledInstrument } from "../site.contract.ts";
import { words as catalogue } from "../words.ts";
import { Draft } from "./parts.tsx";
import { sayClass } from "./scoring.ts";
import "./instruments.css";

/** What can be given here, by what it measures: shipped and the programme's own. */
export default function InstrumentsScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const answer = useAnswer(["instruments.list"], (api) => api.instruments.list());
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={say(words.lead)} back={hasRole(me, "administrator", "supervisor") ? { href: "/app/programme", label: say(words.programme) } : undefined}>
        {hasRole(me, "administrator") ? (
          <ButtonLink href="/app/instruments-import" glyph={IconUpload}>
            {say(words.bringIn)}
          </ButtonLink>
        ) : null}
      </PageHeader>
      {answer.isPending ? <Loading rows={8} /> : answer.isError ? <ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch() }} /> : <Installed instruments={answer.data.instruments} />}
    </div>
  );
}

function Installed({ instruments }: { instruments: readonly InstalledInstrument[] }) {
  const { say, language } = useLanguage();
  const [domain, setDomain] = useState("");
  const texts = catalogue[language];
  const shown = instruments.filter((one) => domain === "" || one.domains.some((code) => code === domain)).toSorted((one, other) => one.name.localeCompare(other.name));
  return (
    <>
      <div className="filters">
        <SelectField label={say(words.domain)} value={domain} onChange={setDomain} empty={say(words.allDomains)} options={domainCodes.map((value) => ({ value, label: texts.domains[value] }))} />
        <p className="soft" role="status">
          {words.shown[language](shown.length)}
        </p>
      </div>
      {shown.length === 0 ? (
        <EmptyState sentence={say(words.none)} />
      ) : (
        <DataTable
          caption={say(words.title)}
          rows={shown}
          rowKey={(one) => one.instrument}
          phone="cards"
          columns={[
            { key: "name", label: say(words.name), cell: (one) => <Name of={one} /> },
            { key: "domains", label: say(words.domain), cell: (one) => (one.domains.length === 0 ? say(words.history) : one.domains.map((code) => texts.domains[code]).join(" · ")) },
            { key: "respondent", label: say(words.respondent), cell: (one) => <>{texts.respondents[one.respondent]} {one.ageMonths === null ? null : <span className="soft small">{words.months[language](one.ageMonths.from, one.ageMonths.to)}</span>}</> },
            { key: "class", label: say(words.kind), cell: (one) => <>{sayClass(one, words, language)} <Languages of={one} /></> },
            { key: "state", label: say(words.state), cell: (one) => <State of={one} /> },
          ]}
        />
      )}
    </>
  );
}

function Name({ of }: { of: InstalledInstrument }) {
  const { say, language } = useLanguage();
  return (
    <>
      <Link href={`/app/instruments/${of.instrument}`}>{of.name}</Link> <span className="soft small">{[words.version[language](of.version), ...(of.origin === "own" ? [say(words.own)] : [])].join(", ")}</span>
    </>
  );
}

function Languages({ of }: { of: InstalledInstrument }) {
  const { say, language } = useLanguage();
  const nameOf = (code: string) => (words.languages[code] === undefined ? code : say(words.languages[code]));
  return (
    <>
      {of.languages.length === 0 ? null : <span className="soft">{words.wordingIn[language](of.languages.map(nameOf).join(", "))}</span>}
      {of.languagesToCompare.map((code) => (
        <Draft key={code}>{words.toCompare[language](nameOf(code))}</Draft>
      ))}
    </>
  );
}

function State({ of }: { of: InstalledInstrument }) {
  const { say, language, day } = useLanguage();
  return (
    <>
      <span>{of.retiredFrom === null ? say(words.offered) : words.retiredFrom[language](day(of.retiredFrom, "full"))}</span>
      {of.factsToConfirm === 0 ? null : <Draft>{words.needsConfirmation[language](of.factsToConfirm)}</Draft>}
    </>
  );
}
