import type { OwnText, OwnWords } from "#features/about/contract.ts";
import { Prose } from "#features/about/prose.drawings.tsx";
import { saysNothing } from "#features/about/rules.ts";
import type { ShownTestimonial } from "#features/testimonials/rules.ts";
import type { Language } from "#kernel/language.ts";
import type { PageProps } from "./shell.pages.tsx";

/** What a page needs that shows the practice's own words. */
export type OwnPageProps = PageProps & { ownWords: OwnWords };
/** What the first page needs beside: what families allow to be told there. */
export type HomePageProps = OwnPageProps & { told?: readonly ShownTestimonial[] };

/** The practice's own words in one language, or nothing where it has none. */
export function Own(props: { text: OwnText | undefined; language: Language }) {
  if (props.text === undefined || saysNothing(props.text)) return null;
  return <div className="own-words"><Prose text={props.text[props.language]} /></div>;
}

/** The practice's own further paragraphs as a band of their own, or nothing. */
export function OwnBand(props: { text: OwnText | undefined; language: Language; look: "wide" | "narrow" | "sunken" }) {
  if (props.text === undefined || saysNothing(props.text)) return null;
  return (
    <section className={props.look === "sunken" ? "band sunken" : "band"}>
      <div className={props.look === "wide" ? "wrap" : "wrap narrow"}><Own text={props.text} language={props.language} /></div>
    </section>
  );
}
