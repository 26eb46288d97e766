import { IconBook2, IconCoins, IconEyeOff, IconFileExport, IconFileText, IconSend } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ButtonLink } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { cutNames, type ProgrammeFigures } from "../shapes.contract.ts";
import { cutWords, words } from "../screens.words.ts";
import { Behind } from "./Behind.tsx";
import { Definitions } from "./Definitions.tsx";
import { Dose } from "./Dose.tsx";
import { Domains } from "./Domains.tsx";
import { Funnel } from "./Funnel.tsx";
import { Leaving, useOptionName } from "./saying.tsx";
import { Preview } from "./Preview.tsx";
import { Tables } from "./Tables.tsx";
import { Threshold } from "./Threshold.tsx";
import "./outcomes.css";

type Place = { part?: unknown; cut?: unknown; figure?: unknown };
const text = (asked: unknown) => (typeof asked === "string" && asked !== "" ? asked : null);

/** What the programme did and what changed, in counts that tell of nobody. Where one is stands in the address. */
export default function OutcomesScreen() {
  const place = useSearch({ strict: false }) as Place;
  usePageTitle(words.title);
  const cut = text(place.cut);
  if (place.part === "definitions") return <Definitions />;
  if (place.part === "leave") return <Preview cut={cut} />;
  const figure = text(place.figure);
  return figure !== null ? <Behind figure={figure} cut={cut} /> : <Figures cut={cut} />;
}

function Figures({ cut }: { cut: string | null }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const travel = useNavigate();
  const nameOf = useOptionName();
  const answer = useAnswer(["outcomes.figures", cut], (api) => api.outcomes.figures({ cut }));
  const told = answer.data;
  const detail = told?.countedOn ? words.counted[language](day(told.countedOn, "full")) : undefined;
  const cuts = told === undefined ? [] : cutNames.flatMap((name) => {
    const options = told.options.filter((one) => one.cut === name).map((one) => ({ value: one.key, label: nameOf(one) }));
    return options.length === 0 ? [] : [{ group: say(cutWords[name]), options }];
  }); // prettier-ignore
  return (
    <div className="page outcomes">
      <PageHeader title={say(words.title)} detail={detail}>
        {cuts.length === 0 ? null : <SelectField label={say(words.lookAt)} empty={say(words.everybody)} value={cut ?? ""} onChange={(value) => void travel({ href: value === "" ? "/app/outcomes" : `/app/outcomes?cut=${encodeURIComponent(value)}` })} options={cuts} />}
        <ButtonLink glyph={IconBook2} href="/app/outcomes?part=definitions">
          {say(words.definitions)}
        </ButtonLink>
        <ButtonLink glyph={IconFileText} href="/app/outcomes/reports">
          {say(words.reports)}
        </ButtonLink>
        {hasRole(me, "administrator", "senior_leader") ? (
          <ButtonLink glyph={IconCoins} href="/app/return">
            {say(words.toReturn)}
          </ButtonLink>
        ) : null}
        {hasRole(me, "administrator", "senior_leader") ? (
          <ButtonLink glyph={IconSend} href="/app/outcomes/offer">
            {say(words.toOffer)}
          </ButtonLink>
        ) : null}
        <ButtonLink glyph={IconFileExport} href={`/app/outcomes?part=leave${cut === null ? "" : `&cut=${encodeURIComponent(cut)}`}`}>
          {say(words.leave)}
        </ButtonLink>
      </PageHeader>
      {answer.isPending ? <Loading rows={10} /> : null}
      {answer.isError ? <ErrorState sentence={`${say(words.loading)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} /> : null}
      {told === undefined ? null : <Told told={told} />}
      {told !== undefined && hasRole(me, "administrator") ? <Threshold threshold={told.threshold} /> : null}
    </div>
  );
}

function Told({ told }: { told: ProgrammeFigures }) {
  const { say, language, day } = useLanguage();
  const { threshold } = told;
  if (told.countedOn === null) return <EmptyState sentence={words.nothingYet[language](threshold)}>{say(words.nothingYetNext)}</EmptyState>;
  const isSparse = told.funnel.some((one) => one.count.people === null) || told.domains.every((one) => one.measures.every((each) => each.pairs.people === null));
  return (
    <>
      {isSparse ? <p className="soft outcomes-sparse">{words.someMissing[language](threshold)}</p> : null}
      <div className="outcomes-top">
        <Funnel told={told} />
        <Dose told={told} />
      </div>
      <Domains told={told} />
      <Leaving told={told} />
      <Tables told={told} />
      <footer className="outcomes-foot">
        <span>
          <Icon glyph={IconEyeOff} size={16} /> {words.small[language](threshold)}
        </span>
        <span>{say(words.noClinician)}</span>
        {told.lookedOn !== null && told.countedOn !== null && told.lookedOn > told.countedOn ? <span>{words.lookedAgain[language](day(told.lookedOn, "full"))}</span> : null}
        <Link href="/app/outcomes?part=definitions">{say(words.howCounted)}</Link>
      </footer>
    </>
  );
}
