import type { Language } from "#kernel/language.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay } from "#features/site/moments.rules.ts";
import { askAddress } from "./asking.pages.tsx";
import { askingWords } from "./asking.words.ts";
import { Covered } from "./cover.pages.tsx";
import type { FamilyPaper, PapersRead } from "./family.rules.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { SignedList } from "./signing.pages.tsx";
import { signingWords } from "./signing.words.ts";
import { portalWords as words } from "./words.ts";

/** Every paper of the family that the adult may read, child by child. */
export function papersPage(props: PortalProps & { children: readonly PapersRead[] }): string {
  const { language, children } = props;
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.papersTitle[language]}</h1>
        <p className="lead">{words.papersLead[language]}</p>
        {children.map((child, at) => <section key={at}>{children.length > 1 && <h2>{child.childName}</h2>}<Covered cover={props.cover} id={`papers-${at}`} about={words.papersTitle[language]} language={language}><Papers papers={child.papers} language={language} /></Covered></section>)}
        <section aria-labelledby="signed"><h2 id="signed">{signingWords.signedTitle[language]}</h2><Covered cover={props.cover} id="signed" about={signingWords.signedTitle[language]} language={language}><SignedList signed={children.flatMap((child) => child.signed)} language={language} /></Covered></section>
        <p><a className="link" href={askAddress}>{askingWords.copy[language]}</a></p>
      </div>
    ),
  });
}

/** Papers as a list, each opening as a file. */
export function Papers({ papers, language }: { papers: readonly FamilyPaper[]; language: Language }) {
  if (papers.length === 0) return <p>{words.noPapers[language]}</p>;
  return (
    <ul className="rows">
      {papers.map((one) => (
        <li key={one.documentId}><Icon name="paper" /><a href={`/api/cases/${one.caseId}/documents/${one.documentId}/content`}>{one.title}{one.datedOn !== null && <span className="small">{sayDay(one.datedOn, language)}</span>}</a></li>
      ))}
    </ul>
  );
}
