import type { Icon as TablerIcon } from "@tabler/icons-react";

/** An outline glyph of Tabler, imported by its own name. */
export type Glyph = TablerIcon;

/** A glyph beside a word. It is hidden from screen readers, since the word says it. */
export function Icon({ glyph: Shape, size = 16, className }: { glyph: Glyph; size?: number; className?: string }) {
  return <Shape size={size} stroke={1.8} aria-hidden focusable="false" className={className === undefined ? "icon" : `icon ${className}`} />;
}
