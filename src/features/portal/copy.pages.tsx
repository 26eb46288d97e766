import { NotTaken } from "#features/questions/parts.pages.tsx";
import { Choice, ChoiceField, type FormState, idOf } from "#features/site/fields.pages.tsx";
import { copyAddress } from "./addresses.rules.ts";
import { askAddress } from "./asking.pages.tsx";
import { COPIES_A_DAY } from "./contract.ts";
import { copyPageWords as words } from "./copy.words.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";

/** What the file is, what it is not, and the two ways to have it; of which child only where there are several. */
export function copyPage(props: PortalProps & { children: readonly { caseId: string; childName: string }[]; state: Omit<FormState, "language"> }): string {
  const { language, children } = props;
  const state: FormState = { language, ...props.state };
  const [only] = children;
  return renderPortalPage({
    ...props,
    children: (
      <form className="wrap narrow top portal" method="post" action={copyAddress} noValidate autoComplete="off" data-file="">
        {state.faults.length > 0 && <NotTaken language={language} title={words.faults} text={words.faultsText} faults={state.faults.map((one) => ({ id: one.path === "caseId" ? idOf("caseId", only?.caseId ?? "") : one.path, message: one.message }))} />}
        <h1>{words.title[language]}</h1>
        <p className="lead">{words.lead[language]}</p>
        <p>{words.notWhole[language]} <a className="link" href={askAddress}>{words.full[language]}</a></p>
        <p>{words.safe[language]}</p>
        {children.length === 1 ? <input type="hidden" name="caseId" value={only!.caseId} /> : (
          <ChoiceField state={state} field="caseId" label={words.whose}>
            {children.map((one) => <Choice key={one.caseId} state={state} field="caseId" kind="radio" value={one.caseId} label={{ en: one.childName, es: one.childName }} look="choice" />)}
          </ChoiceField>
        )}
        <p className="buttons" id="format">
          <button className="button main" id="format-pdf" type="submit" name="format" value="pdf">{words.pdf[language]}</button>
          <button className="button second-choice" type="submit" name="format" value="json">{words.json[language]}</button>
        </p>
        <p className="small">{words.most(COPIES_A_DAY)[language]}</p>
      </form>
    ),
  });
}
