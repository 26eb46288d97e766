import { useLanguage } from "./language.tsx";
import { useSetting } from "./settings.ts";

const signs: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

/** Key caps: `["J", "K"]`, `["Control", "Enter"]`. Hidden where there is no keyboard, or where letter keys are off. */
export function KeyHint({ keys, label }: { keys: readonly string[]; label?: string }) {
  const { words } = useLanguage();
  const [letterKeys] = useSetting("letterKeys");
  if (letterKeys === "off" && !keys.includes("Control")) return null;
  const names: Record<string, string> = { ...signs, Enter: words.keys.Enter, Control: words.keys.Control, Escape: words.keys.Escape };
  return (
    <span className="key-hint">
      {keys.map((key) => (
        <kbd key={key}>{names[key] ?? key}</kbd>
      ))}
      {label === undefined ? null : <span>{label}</span>}
    </span>
  );
}
