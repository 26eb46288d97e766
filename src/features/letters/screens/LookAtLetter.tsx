import { IconEye } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Language } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import type { TemplateContent } from "../contract.ts";
import { words } from "../screens.words.ts";

/** The letter that a template makes of made-up facts, as PDF in a tab of its own. Nothing of it is kept. */
export function LookAtLetter({ content, may }: { content: TemplateContent; may: "yes" | "no" }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const sending = useSending("look-at-letter");
  const [made, setMade] = useState<{ href: string; of: Language } | null>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const inWords = (one: Language) => say(one === "en" ? words.inEnglish : words.inSpanish);
  useEffect(() => {
    if (made === null) return;
    link.current?.focus();
    return () => URL.revokeObjectURL(made.href);
  }, [made]);
  const look = (of: Language) =>
    void sending.send(async () => {
      const file = await api.letters.preview({ content, language: of });
      setMade({ href: URL.createObjectURL(new Blob([file], { type: "application/pdf" })), of });
    });
  return (
    <div id="look-at-letter" tabIndex={-1}>
      <ErrorSummary errors={sending.errors.map((one) => ({ ...one, fieldId: "look-at-letter" }))} attempt={sending.attempt} />
      <p className="soft small">{say(may === "yes" ? words.lookHint : words.lookBlocked)}</p>
      <span className="buttons">
        {(["en", "es"] as const).map((of) => (
          <Button key={of} glyph={IconEye} state={sending.state} blocked={may === "yes" ? null : say(words.lookBlocked)} onClick={() => look(of)}>
            {words.lookIn[language](inWords(of))}
          </Button>
        ))}
      </span>
      {made === null ? null : (
        <p>
          <a ref={link} href={made.href} target="_blank" rel="noopener">
            {words.openLook[language](inWords(made.of))}
          </a>
        </p>
      )}
    </div>
  );
}
