import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";

/** A text to carry elsewhere, shown whole so that it can be read or selected, with a button that copies it. What is typed by hand is set in groups of four, without a space that a copy would take along. */
export function CopyText({ label, text, look = "whole" }: { label: string; text: string; look?: "whole" | "in_fours" }) {
  const { say } = useLanguage();
  const [copied, setCopied] = useState<"no" | "yes">("no");
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("yes");
    } catch {
      // Where the browser keeps the clipboard shut, the text stands there to be selected.
    }
  }
  return (
    <div className="copy-text">
      <span className="field-label">{label}</span>
      <code>{look === "whole" ? text : (text.match(/.{1,4}/g) ?? []).map((four, place) => <span key={place}>{four}</span>)}</code>
      <Button glyph={copied === "yes" ? IconCheck : IconCopy} onClick={() => void copy()} aria-label={`${say(copied === "yes" ? words.copied : words.copy)}: ${label}`}>
        {say(copied === "yes" ? words.copied : words.copy)}
      </Button>
      <span className="hidden-words" role="status">
        {copied === "yes" ? say(words.copied) : ""}
      </span>
    </div>
  );
}
