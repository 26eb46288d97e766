import type { Language, Words } from "#kernel/language.ts";
import type { SpamGuard } from "#features/site/ask.pages.tsx";

/** What every form of ours carries: a field that people do not see, and a stamp of when it was drawn. */
export function Guarded(props: { guard: SpamGuard; language: Language; leaveEmpty: Words }) {
  const { guard, language } = props;
  return (
    <>
      <div className="trap" aria-hidden="true">
        <label htmlFor="trap">{props.leaveEmpty[language]}</label>
        <input id="trap" name={guard.trapField} tabIndex={-1} autoComplete="off" />
      </div>
      <input type="hidden" name={guard.stampField} value={guard.stamp} />
    </>
  );
}

/** On top of a form that was not taken: what needs a look, with a link to each place, and that nothing was sent. */
export function NotTaken(props: { language: Language; title: Words; text: Words; faults: readonly { id: string; message: Words }[] }) {
  const { language, faults } = props;
  return (
    <div className="box fault-summary" id="faults" role="alert" tabIndex={-1} data-focus="">
      <h2>{props.title[language]}</h2>
      <p>{props.text[language]}</p>
      {faults.length > 0 && <ul>{faults.map((fault) => <li key={fault.id}><a className="link" href={`#${fault.id}`}>{fault.message[language]}</a></li>)}</ul>}
    </div>
  );
}
