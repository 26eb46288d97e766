/** An address of the application to go on to, never one of another site. */
export const safeTarget = (to: unknown): string => (typeof to === "string" && /^\/app(\/|\?|$)/.test(to) && !to.startsWith("/app/sign-in") ? to : "/app");

/** A short name made of a long one: `Alondra Family Center` becomes `alondra-family-center`. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63);
