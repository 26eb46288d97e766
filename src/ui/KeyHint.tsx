import { useLanguage } from "./language.tsx";
import { useSetting } from "./settings.ts";

const signs: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

/** What stands on a key cap, in the language of the person. */
export function useCaps(): (key: string) => string {
  const { words } = useLanguage();
  const names: Record<string, string> = { ...signs, Enter: words.keys.Enter, Control: words.keys.Control, Escape: words.keys.Escape };
  return (key) => names[key] ?? key;
}

/** Key caps: `["J", "K"]`, `["Control", "Enter"]`. Hidden where there is no keyboard, or where letter keys are off. */
export function KeyHint({ keys, label }: { keys: readonly string[]; label?: string }) {
  const cap = useCaps();
  const [letterKeys] = useSetting("letterKeys");
  if (letterKeys === "off" && !keys.includes("Control")) return null;
  return (
    <span className="key-hint">
      {keys.map((key) => (
        <kbd key={key}>{cap(key)}</kbd>
      ))}
      {label === undefined ? null : <span>{label}</span>}
    </span>
  );
}
