import type { Language } from "#kernel/language.ts";
import { roleNames } from "#features/account/screens.words.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay } from "#features/site/moments.rules.ts";
import { Rich } from "#features/site/shell.pages.tsx";
import type { FamilyRequest } from "#features/privacy/requests.contract.ts";
import { copyAddress, keysAddress, portalAddresses } from "./addresses.rules.ts";
import { askAddress, Requests } from "./asking.pages.tsx";
import { askingWords as asking } from "./asking.words.ts";
import { copyPageWords } from "./copy.words.ts";
import { type Cover, Covered } from "./cover.pages.tsx";
import type { ChildRead, Reader, Sent } from "./family.rules.ts";
import { keyWords } from "./keys.words.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { portalWords as words } from "./words.ts";

/** Who has looked at the record, and to whom it went. */
export function seenPage(props: PortalProps & { personId: string; children: readonly (Pick<ChildRead, "caseId" | "childName" | "readers" | "sent"> & { requests: readonly FamilyRequest[] })[] }): string {
  const { language, children } = props;
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.privacy[language]}</h1>
        <p className="lead"><Rich text={words.privacyLead[language]} /></p>
        {children.map((child) => <SeenPart key={child.caseId} child={child} language={language} cover={props.cover} named={children.length > 1} most={null} />)}
        {children.map((child) => <p key={child.caseId}><a className="link" href={`/api/cases/${child.caseId}/people/${props.personId}/disclosures?language=${language}`}>{asking.accounting[language]}{children.length > 1 && `: ${child.childName}`}</a></p>)}
        <section className="card" aria-labelledby="ask">
          <h2 id="ask">{asking.title[language]}</h2>
          <p>{asking.lead[language]}</p>
          <p><a className="button second-choice" href={askAddress}>{asking.open[language]}</a></p>
          <p><a className="link" href={copyAddress}>{copyPageWords.open[language]}</a></p>
          {children.some((child) => child.requests.length > 0) && <Covered cover={props.cover} id="requests" about={asking.yours[language]} language={language}><Requests requests={children.flatMap((child) => child.requests)} language={language} /></Covered>}
        </section>
        <p><a className="link" href={keysAddress}>{keyWords.title[language]}</a></p>
      </div>
    ),
  });
}

/** The same of one child; `most` cuts the lists on the first page. */
export function SeenPart({ child, language, named, most, cover }: { cover: Cover | undefined; child: Pick<ChildRead, "caseId" | "childName" | "readers" | "sent">; language: Language; named: boolean; most: number | null }) {
  const id = `seen-${child.caseId}`;
  const shown = (list: readonly Reader[]) => (most === null ? list : list.slice(0, most));
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{words.seenTitle[language]}{named && `: ${child.childName}`}</h2>
      <Covered cover={cover} id={id} about={words.seenTitle[language]} language={language}>
        {child.readers.length === 0 ? <p>{words.seenNone[language]}</p> : (
          <ul className="rows">
            {shown(child.readers).map((one, at) => <li key={at}><Icon name="shield" /><span>{one.name ?? one.roles.map((role) => roleNames[role][language]).join(", ")}<span className="small">{words.readAbout[one.about][language]} · {sayDay(one.day, language)}</span></span></li>)}
          </ul>
        )}
        {child.sent.length > 0 && (
          <>
            <h3>{words.sentTitle[language]}</h3>
            <ul className="rows">{child.sent.slice(0, most ?? child.sent.length).map((one, at) => <SentRow key={at} one={one} language={language} />)}</ul>
          </>
        )}
      </Covered>
      {most !== null && (child.readers.length > most || child.sent.length > most) && <p><a className="link" href={portalAddresses.privacy} data-replace="">{words.seeAll[language]}</a></p>}
    </section>
  );
}

const SentRow = ({ one, language }: { one: Sent; language: Language }) => <li><Icon name="paper" /><span>{one.recipient}<span className="small">{one.description} · {sayDay(one.on, language)}</span></span></li>;
