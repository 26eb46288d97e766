import { childAges, contactWays, dayPartNames, referralReasons, relations, safeDays, safeHours, voicemailRules } from "#features/intake/contract.ts";
import type { ConsultationFault, ConsultationField, KeptAnswers } from "#features/intake/rules.ts";
import { childAgeLabels, dayLabels, dayPartLabels, reasonLabels, relationLabels, wayLabels } from "#features/intake/words.ts";
import type { Words } from "#kernel/language.ts";
import { siteAddresses } from "./addresses.rules.ts";
import { askWords as words } from "./ask.words.ts";
import { Choice, ChoiceField, faultOf, idOf, TextField, type FormState } from "./fields.pages.tsx";
import { descriptionWords } from "./found.words.ts";
import { Icon } from "./icons.pages.tsx";
import { sayPhone } from "./moments.rules.ts";
import { StageTalk } from "./scenes.pages.tsx";
import { renderPage, Rich, type PageProps } from "./shell.pages.tsx";
import { shellWords } from "./shell.words.ts";

/** Against machines that fill every field: the name of a field that people do not see, and a stamp of when the page was drawn. */
export type SpamGuard = { trapField: string; stampField: string; stamp: string };

/** The request as it is drawn: empty at first, or with what was typed and what is to be looked at. */
export type AskProps = PageProps & {
  guard: SpamGuard;
  kept: KeptAnswers;
  faults: readonly ConsultationFault[];
  /** `whole`: the form could not be taken for a reason that is no answer's, such as a stamp that is too old. `busy`: too many came from one network, which others share. */
  refusal: "none" | "whole" | "busy";
};

/** Where a link of the summary leads: the field, or its first choice. */
const firstChoice: Partial<Record<ConsultationField, string>> = {
  relation: relations[0],
  childAge: childAges[0],
  reasons: referralReasons[0],
  "contact.way": contactWays[0],
  "contact.voicemail": voicemailRules[0],
  "contact.safeHours": safeHours[0],
  language: "en",
};

/** `/ask` and `/es/pedir`: the request for a consultation (D3, D8). It asks for no child's name and works without script. */
export function askPage(props: AskProps): string {
  const { practice, language, guard } = props;
  const state: FormState = props;
  const phone = sayPhone(practice.phone);
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.ask,
    kind: "form",
    description: descriptionWords.ask,
    children: (
      <div className="wrap asking">
        <form className="ask" method="post" action={siteAddresses.ask[language]} noValidate autoComplete="off">
          <h1>{shellWords.ask[language]}</h1>
          <p className="lead">{words.lead[language]}</p>
          <p className="small">{words.short[language]}{practice.phone !== "" && <> {words.rather[language]} <Rich text={`**${phone}**`} /></>}</p>
          <FaultSummary {...props} />
          <div className="trap" aria-hidden="true">
            <label htmlFor="trap">{words.leaveEmpty[language]}</label>
            <input id="trap" name={guard.trapField} tabIndex={-1} autoComplete="off" />
          </div>
          <input type="hidden" name={guard.stampField} value={guard.stamp} />
          <TextField state={state} field="callMe" label={words.callMe} hint={words.callMeHint} kind="text" />
          <ChoiceField state={state} field="relation" label={words.relation} className="pairs">
            {relations.map((relation) => <Choice key={relation} state={state} field="relation" kind="radio" value={relation} label={relationLabels[relation]} look="choice" />)}
          </ChoiceField>
          <ChoiceField state={state} field="childAge" label={words.childAge} hint={words.childAgeHint} className="tiles">
            {childAges.map((age) => <Choice key={age} state={state} field="childAge" kind="radio" value={age} label={childAgeLabels[age]} look="tile" />)}
          </ChoiceField>
          <ReasonsField state={state} />
          <hr />
          <h2>{words.safeTitle[language]}</h2>
          <p>{words.safeLead[language]}</p>
          <ChoiceField state={state} field="contact.way" label={words.way} className="pairs">
            {contactWays.map((way) => <Choice key={way} state={state} field="contact.way" kind="radio" value={way} label={wayLabels[way]} hint={way === "do_not_contact" ? words.codeHint : undefined} look="choice" />)}
          </ChoiceField>
          <TextField state={state} field="contact.phone" label={words.phone} hint={words.phoneHint} kind="tel" className="for-call for-text" />
          <TextField state={state} field="contact.email" label={words.email} hint={words.emailHint} kind="email" className="for-email" />
          <ChoiceField state={state} field="contact.voicemail" label={words.voicemail} className="for-call">
            {voicemailRules.map((rule) => <Choice key={rule} state={state} field="contact.voicemail" kind="radio" value={rule} label={rule === "say_practice" ? words.voicemailChoices.say_practice(practice.name) : words.voicemailChoices[rule]} look="choice" preset={rule === voicemailRules[0] ? "safest" : "none"} />)}
          </ChoiceField>
          <HoursField state={state} />
          <ChoiceField state={state} field="language" label={words.language} className="pairs">
            <Choice state={state} field="language" kind="radio" value="en" label={{ en: "English", es: "English" }} look="choice" />
            <Choice state={state} field="language" kind="radio" value="es" label={{ en: "Español", es: "Español" }} look="choice" />
            <Choice state={state} field="language" kind="radio" value="other" label={words.another} look="choice" />
          </ChoiceField>
          <TextField state={state} field="otherLanguage" label={words.otherLanguage} hint={words.otherLanguageHint} kind="text" className="for-other" />
          <p className="small">{words.whoReads[language]} <a className="link" href={siteAddresses.privacy[language]}>{words.keepSafe[language]}</a></p>
          <p><button className="button main" type="submit" data-sending={shellWords.sending[language]}>{words.send[language]}</button></p>
          <p className="small centre"><Rich text={words.notUrgent[language]} /></p>
        </form>
        <NextSteps {...props} />
      </div>
    ),
  });
}

function FaultSummary(props: AskProps) {
  const { language, faults } = props;
  if (faults.length === 0 && props.refusal === "none") return null;
  return (
    <div className="box fault-summary" id="faults" role="alert" tabIndex={-1} data-focus="">
      <h2>{(props.refusal === "busy" ? words.busy : faults.length > 0 ? words.faultsTitle(faults.length) : words.refused)[language]}</h2>
      <p>{words.nothingSent[language]} {props.refusal === "busy" && words.busyWhat[language]}</p>
      {faults.length > 0 && <ul>{faults.map((fault) => <li key={fault.path}><a className="link" href={`#${idOf(fault.path, firstChoice[fault.path])}`}>{fault.message[language]}</a></li>)}</ul>}
    </div>
  );
}

function ReasonsField(props: { state: FormState }) {
  const { state } = props;
  const { language, kept } = state;
  const written = (kept.ownWords?.[0] ?? "") !== "" || faultOf(state, "ownWords") !== null;
  return (
    <details className="fold" open={written || (kept.reasons?.length ?? 0) > 0} data-open-wide="">
      <summary>
        <span><strong>{words.reasons[language]}</strong><small>{words.reasonsHint[language]}</small></span>
        <Icon name="down" />
      </summary>
      <ChoiceField state={state} field="reasons" label={words.reasonsTick} className="pairs quiet">
        {referralReasons.map((reason) => <Choice key={reason} state={state} field="reasons" kind="checkbox" value={reason} label={reasonLabels[reason]} look="choice" />)}
      </ChoiceField>
      <details className="own" open={written}>
        <summary>{words.ownWords[language]}</summary>
        <TextField state={state} field="ownWords" label={words.ownWords} hint={words.ownWordsHint} kind="lines" />
      </details>
    </details>
  );
}

/** The hours at which somebody may be reached, as a table of ticks. */
export function HoursField(props: { state: FormState }) {
  const { state } = props;
  const { language } = state;
  const say = (text: Words) => text[language];
  return (
    <ChoiceField state={state} field="contact.safeHours" label={words.hours} hint={words.hoursHint} className="for-call for-text">
      <table className="hours">
        <thead>
          <tr><td />{safeDays.map((day) => <th key={day} scope="col"><abbr title={say(dayLabels[day].long)}>{say(dayLabels[day].short)}</abbr></th>)}</tr>
        </thead>
        <tbody>
          {dayPartNames.map((part) => (
            <tr key={part}>
              <th scope="row">{say(dayPartLabels[part].name)}<small>{say(dayPartLabels[part].hours)}</small></th>
              {safeDays.map((day) => {
                const hour = `${day}_${part}` as const;
                return (
                  <td key={day}>
                    <label className="tile" htmlFor={idOf("contact.safeHours", hour)}>
                      <input type="checkbox" id={idOf("contact.safeHours", hour)} name="contact.safeHours" value={hour} defaultChecked={state.kept["contact.safeHours"]?.includes(hour) ?? false} aria-label={`${say(dayLabels[day].long)}, ${say(dayPartLabels[part].hours)}`} />
                      <span className="day" aria-hidden="true">{say(dayLabels[day].short)}</span>
                    </label>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ChoiceField>
  );
}

function NextSteps(props: PageProps) {
  const { practice, language } = props;
  return (
    <aside className="card next">
      <StageTalk />
      <div className="card-text">
        <h2>{words.nextTitle[language]}</h2>
        <ol className="steps">{words.next(practice.promiseWorkDays).map((step) => <li key={step.en}><span><Rich text={step[language]} /></span></li>)}</ol>
        {practice.phone !== "" && <p><strong>{words.rather[language]}</strong> <Rich text={`**${sayPhone(practice.phone)}**`} /><br />{practice.hours[language]}</p>}
      </div>
    </aside>
  );
}
