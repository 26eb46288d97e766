import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Api } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { Certainty } from "../contract.ts";
import { words as catalogue } from "../words.ts";

/** One instrument as its page is answered. */
export type OneInstrument = Awaited<ReturnType<Api["instruments"]["get"]>>;

/** A draft: amber, with a glyph and words. */
export function Draft({ children }: { children: ReactNode }) {
  return (
    <span className="mark mark--draft instrument-draft">
      <Icon glyph={IconAlertTriangle} />
      <span>{children}</span>
    </span>
  );
}

/** How sure a fact is, as a glyph and words. */
export function CertaintyMark({ certainty }: { certainty: Certainty }) {
  const { language } = useLanguage();
  const said = catalogue[language].certainty[certainty];
  if (certainty !== "read") return <Draft>{said}</Draft>;
  return (
    <span className="mark mark--met instrument-draft">
      <Icon glyph={IconCircleCheck} />
      <span>{said}</span>
    </span>
  );
}

/** The name of a score, a flag or a level: the catalogue's, else its own written as words. */
export const named = (labels: Readonly<Record<string, string>>, key: string): string => labels[key] ?? key.replaceAll("_", " ");
