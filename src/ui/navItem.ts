import type { Glyph } from "./Icon.tsx";

/** A place of the application. `asks` is what there waits for today, in words. */
export type NavItem = { href: string; label: string; glyph: Glyph; asks?: string };
