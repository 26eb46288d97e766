import type { Call } from "#server/procedure.ts";

const WHAT = "single_sign_on.client_secret";

/** Seals the client secret of an organisation by the keys of its agency, for its row alone. */
export const sealSecret = ({ services }: Pick<Call, "services">, place: { owner: string; thing: string }, secret: string): string => services.keys.seal({ ...place, what: WHAT }, secret);
/** The client secret again. Throws where it was sealed for another place, or changed. */
export const openSecret = ({ services }: Pick<Call, "services">, thing: string, sealed: string): string => services.keys.open({ thing, what: WHAT }, sealed);
