import { placeIn } from "#database/sealing.ts";
import type { Call } from "#server/procedure.ts";

/** Seals the client secret of an organisation by the keys of its agency, for its row alone. */
export const sealSecret = ({ services }: Pick<Call, "services">, { owner, thing }: { owner: string; thing: string }, secret: string): string => services.keys.seal({ owner, ...placeIn("single_sign_on.client_secret", thing) }, secret);
/** The client secret again. Throws where it was sealed for another place, or changed. */
export const openSecret = ({ services }: Pick<Call, "services">, thing: string, sealed: string): string => services.keys.open(placeIn("single_sign_on.client_secret", thing), sealed);
