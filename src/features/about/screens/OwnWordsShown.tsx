import { IconAlertTriangle } from "@tabler/icons-react";
import type { Language } from "#kernel/language.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { SiteContent } from "../contract.ts";
import { Prose } from "../prose.drawings.tsx";
import { adviseOn, saysNothing, textsOf } from "../rules.ts";
import { stepFreeNames, words } from "../screens.words.ts";

const languages = ["en", "es"] as const;

/** A text as a page shows it, with advice on how easily it is read: named, and never in the way. */
export function Preview({ text, of }: { text: string; of: Language }) {
  const { say } = useLanguage();
  if (text.trim() === "") return null;
  return (
    <div className="site-preview">
      <p className="soft small">{say(words.preview)}</p>
      <div className="site-prose" lang={of}>
        <Prose text={text} />
      </div>
      <Advice text={text} of={of} />
    </div>
  );
}

export function Advice({ text, of }: { text: string; of: Language }) {
  const { say, language } = useLanguage();
  const advice = adviseOn(text, of);
  if (advice === null) return null;
  const score = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(advice.score);
  const warnings = [...(advice.isEasy ? [] : [say(words.harder)]), ...advice.longSentences.map((one) => words.longSentence(one)[language]), ...(advice.leftAsTyped.length === 0 ? [] : [say(words.leftAsTyped)])];
  return (
    <>
      <p className="small">{say((of === "en" ? words.grade : words.ease)(score))}</p>
      {warnings.map((one) => (
        <p key={one} className="mark mark--almost">
          <Icon glyph={IconAlertTriangle} size={14} />
          <span>{one}</span>
        </p>
      ))}
    </>
  );
}

/** Everything a version says, both languages side by side. */
export function WordsOf({ content }: { content: SiteContent }) {
  const { say } = useLanguage();
  return (
    <div className="site-pair">
      {languages.map((of) => (
        <div key={of} className="site-prose" lang={of}>
          <p className="soft small" lang={undefined}>{say(of === "en" ? words.inEnglish : words.inSpanish)}</p>
          {content.part === "cost" ? <ul>{content.insurances.map((one) => <li key={one}>{one}</li>)}</ul> : null}
          {textsOf(content).map(({ path, text }) => {
            const place = content.part === "places" && path.endsWith(".name") ? content.places[Number(path.split(".")[1])] : undefined;
            if (place !== undefined) return <div key={path}><h3>{text[of]}</h3>{place.address.map((line) => <p key={line}>{line}</p>)}{place.stepFree === "unsaid" ? null : <p>{stepFreeNames[place.stepFree][of]}</p>}</div>;
            return saysNothing(text) ? null : <Prose key={path} text={text[of]} />;
          })}
        </div>
      ))}
    </div>
  );
}
