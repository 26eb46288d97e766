import type { CivilDate } from "#kernel/dates.ts";
import type { Consent } from "../contract.ts";

/** True where a consent can still be withdrawn: a yes that was not withdrawn and has not ended. That a notice was received stays so. */
export const mayWithdraw = (one: Consent, on: CivilDate): boolean => one.kind !== "privacy_notice" && one.answer === "yes" && one.withdrawnOn === null && (one.validTo === null || one.validTo >= on);
