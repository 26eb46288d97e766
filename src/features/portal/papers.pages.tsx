import type { Language } from "#kernel/language.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay } from "#features/site/moments.rules.ts";
import type { FamilyPaper } from "./family.rules.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { portalWords as words } from "./words.ts";

/** Every paper of the family that the adult may read, child by child. */
export function papersPage(props: PortalProps & { children: readonly { childName: string; papers: readonly FamilyPaper[] }[] }): string {
  const { language, children } = props;
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.papersTitle[language]}</h1>
        <p className="lead">{words.papersLead[language]}</p>
        {children.map((child, at) => <section key={at}>{children.length > 1 && <h2>{child.childName}</h2>}<Papers papers={child.papers} language={language} /></section>)}
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
