import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { IconAlertCircle } from "@tabler/icons-react";
import { Icon } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";

/** What is wrong, and the id of the field that mends it. */
export type FormError = { fieldId: string; message: string };

/**
 * The errors of a form in one place, each a link to its field. `attempt` counts the tries to send: each new one moves
 * the focus here, so that nobody waits for something that did not go.
 */
export function ErrorSummary({ errors, attempt, kept }: { errors: readonly FormError[]; attempt: number; kept?: string }) {
  const { words } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const title = useId();
  const count = errors.length;
  const labels = useLabels(errors);
  useEffect(() => {
    if (attempt > 0 && count > 0) box.current?.focus();
  }, [attempt, count]);
  if (count === 0) return null;
  return (
    <div ref={box} className="error-summary" role="group" tabIndex={-1} aria-labelledby={title}>
      <h2 id={title}>
        <Icon glyph={IconAlertCircle} size={18} />
        {words.field.problems(count)}
      </h2>
      <p>{kept ?? words.field.kept}</p>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a
              href={`#${error.fieldId}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(error.fieldId)?.focus();
              }}
            >
              {labels[error.fieldId] === undefined ? error.message : `${labels[error.fieldId]}: ${error.message}`}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The names of those fields whose sentence stands there twice: "Choose one." alone would not say where. */
function useLabels(errors: readonly FormError[]): Record<string, string> {
  const twice = errors.filter((one) => errors.some((other) => other !== one && other.message === one.message)).map((one) => one.fieldId);
  const asked = twice.join(" ");
  const [labels, setLabels] = useState<Record<string, string>>({});
  useLayoutEffect(() => {
    const found = (asked === "" ? [] : asked.split(" ")).flatMap((id) => {
      const label = document.getElementById(id)?.closest(".field")?.querySelector(".field-label, .hidden-words")?.firstChild?.textContent?.trim();
      return label === undefined || label === "" ? [] : [[id, label] as const];
    });
    setLabels(Object.fromEntries(found));
  }, [asked]);
  return labels;
}
