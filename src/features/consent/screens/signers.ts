import type { ConsentKind, Signer } from "../contract.ts";

/** Somebody who may sign a kind of consent. */
export type SignerOfKind = Signer & { kind: ConsentKind };
