import type { Language } from "#kernel/language.ts";
import type { ShownTestimonial } from "#features/testimonials/rules.ts";
import { attributionNames, shownWords as words } from "#features/testimonials/words.ts";

/** What families allow to be told (D10): their words, what they are called, and whether it was translated. Nothing else of them is here. */
export function Told({ told, language }: { told: readonly ShownTestimonial[]; language: Language }) {
  if (told.length === 0) return null;
  return (
    <section className="band" aria-labelledby="told">
      <div className="wrap">
        <h2 id="told">{words.title[language]}</h2>
        <p className="small">{words.how[language]}</p>
        <ul className="told-list">
          {told.map((one) => (
            <li key={one.words}>
              <figure className="card">
                <blockquote>{one.words.split("\n").filter((line) => line.trim() !== "").map((line, at) => <p key={at}>{line}</p>)}</blockquote>
                {(one.attribution !== "none" || one.isTranslated) && (
                  <figcaption className="small">
                    {one.attribution !== "none" && <span>{attributionNames[one.attribution][language]}</span>}
                    {one.isTranslated && <span>{words.translated[language]}</span>}
                  </figcaption>
                )}
              </figure>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
