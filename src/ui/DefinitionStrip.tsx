import type { ReactNode } from "react";
import { Icon, type Glyph } from "./Icon.tsx";

/** A label, its value, and what stands below: `soon` is amber with a glyph, never colour alone. */
export type Definition = { label: string; value: ReactNode; detail?: ReactNode; tone?: "plain" | "soon" | "asks"; glyph?: Glyph };

/** Label and value in blocks side by side, as in a case's header; `list` sets them in two columns, as beside a note. */
export function DefinitionStrip({ definitions, look = "strip" }: { definitions: readonly Definition[]; look?: "strip" | "list" }) {
  return (
    <dl className={`definitions definitions--${look}`}>
      {definitions.map((one, place) => (
        <div key={`${place} ${one.label}`}>
          <dt>{one.label}</dt>
          <dd>
            <span className="definition-value">{one.value}</span>
            {one.detail === undefined ? null : (
              <span className={`definition-detail definition-detail--${one.tone ?? "plain"}`}>
                {one.glyph === undefined ? null : <Icon glyph={one.glyph} size={14} />}
                <span>{one.detail}</span>
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
