import type { SafeContact } from "#features/intake/contract.ts";
import { showReceiptCode } from "#features/intake/rules.ts";
import type { Instant } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import { siteAddresses, weatherAddress } from "./addresses.rules.ts";
import { receiptWords as words } from "./ask.words.ts";
import { Icon } from "./icons.pages.tsx";
import { sayMoment, sayPhone } from "./moments.rules.ts";
import { Arrived } from "./scenes.pages.tsx";
import { renderPage, Rich, type PageProps } from "./shell.pages.tsx";

/** What a receipt says. It is drawn once, as the answer to the request, and has no address of its own. */
export type ReceiptProps = PageProps & {
  code: string;
  contact: SafeContact;
  /** The moment that is promised: `promiseFor` of the intake's rules. */
  answerBy: Instant;
  /** The first name of who answers; null says "someone from our intake team". */
  answeredBy: string | null;
};

/** The receipt (D3): a code without a name, who, how, by when, and what we do if someone else answers. */
export function receiptPage(props: ReceiptProps): string {
  const { practice, language } = props;
  const phone = sayPhone(practice.phone);
  return renderPage({
    ...props,
    title: practice.name,
    links: null,
    kind: "form",
    children: (
      <div className="wrap narrow receipt">
        <Arrived />
        <p className="tag done"><Icon name="check" />{words.sent[language]}</p>
        <h1>{words.title[language]}</h1>
        <p className="lead">{words.thanks[language]}</p>
        <div className="card code">
          <p className="small">{words.code[language]}</p>
          <p className="code-letters" translate="no">{showReceiptCode(props.code)}</p>
          <p className="small">{words.codeText[language]}</p>
        </div>
        <h2>{words.nextTitle[language]}</h2>
        <dl className="card facts">
          {factsOf(props).map(([name, text]) => (
            <div key={name.en}><dt>{name[language]}</dt><dd>{text.map((sentence) => <Rich key={sentence.en} text={`${sentence[language]} `} />)}</dd></div>
          ))}
        </dl>
        <p><Rich text={words.change(phone)[language]} /></p>
        <div className="box good">
          <h2>{words.beforeTitle[language]}</h2>
          <p>{words.before(practice.name)[language]} <a className="link" href={`${siteAddresses.privacy[language]}#clear`}>{words.clear[language]}</a></p>
        </div>
        <p className="buttons">
          <a className="button main" href={weatherAddress} rel="noreferrer noopener" data-exit="">{words.close[language]}</a>
          <a className="button second-choice" href={siteAddresses.expect[language]}>{words.expect[language]}</a>
        </p>
        <hr />
        <h2 className="third">{words.soonerTitle[language]}</h2>
        <p><Rich text={words.danger[language]} /> <a className="link" href="tel:911">911</a></p>
        <p><Rich text={words.talk[language]} /> <a className="link" href="tel:988">988</a></p>
        <p><Rich text={words.home[language]} /> <a className="link" href="tel:+18007997233">1-800-799-7233</a></p>
      </div>
    ),
  });
}

/** Who, how, when, and what if it is not the person: a line for each, in sentences. */
function factsOf(props: ReceiptProps): [name: Words, sentences: Words[]][] {
  const { practice, contact, language } = props;
  if (contact.way === "do_not_contact") {
    return [
      [words.who, [words.you]],
      [words.how, [words.youHow(sayPhone(practice.phone))]],
      [words.when, [practice.hours]],
      [words.notYou, [words.noContact]],
    ];
  }
  const by = words.by(sayMoment(props.answerBy, practice.timeZone, language));
  const who: [Words, Words[]] = [words.who, [props.answeredBy === null ? words.someone : words.named(props.answeredBy)]];
  if (contact.way === "email") return [who, [words.how, [words.email]], [words.when, [by]], [words.notYou, [words.picksUp.email]]];
  const end = contact.phone.slice(-2);
  const when: [Words, Words[]] = [words.when, [by, words.onlyHours]];
  if (contact.way === "text") return [who, [words.how, [words.text(end)]], when, [words.notYou, [words.picksUp.text]]];
  const picksUp = contact.voicemail === "say_practice" ? words.picksUp.say_practice(practice.name) : words.picksUp[contact.voicemail];
  return [who, [words.how, [words.call(end)]], when, [words.notYou, [picksUp]]];
}
