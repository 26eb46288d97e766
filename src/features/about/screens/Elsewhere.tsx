import { CopyText } from "#features/account/screens/CopyText.tsx";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";
import { askSnippet } from "../snippet.rules.ts";

const names = { en: "English", es: "Español" } as const;

/** The request as a link that another site can carry, to copy: plain HTML that loads nothing and leads to our own page. */
export function Elsewhere({ address }: { address: string }) {
  const { say } = useLanguage();
  return (
    <section className="part" aria-labelledby="site-elsewhere">
      <h2 id="site-elsewhere">{say(words.elsewhere)}</h2>
      <p className="soft">{say(words.elsewhereWhat)}</p>
      <div className="site-snippets">
        {(["en", "es"] as const).map((of) => (
          <div key={of}>
            <h3 lang={of}>{names[of]}</h3>
            <CopyText label={`${say(words.plainLink)} · ${names[of]}`} text={askSnippet(address, of, "link")} />
            <CopyText label={`${say(words.buttonLink)} · ${names[of]}`} text={askSnippet(address, of, "button")} />
          </div>
        ))}
      </div>
    </section>
  );
}
