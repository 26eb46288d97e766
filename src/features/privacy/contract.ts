import { breachesContract } from "./breaches.contract.ts";
import { glassContract } from "./glass.contract.ts";
import { requestsContract } from "./requests.contract.ts";
import { retentionContract } from "./retention.contract.ts";
import { trailContract } from "./trail.contract.ts";

/** The desk of whoever answers for privacy, and what each person may know of who looked. */
export const privacyContract = { glass: glassContract, trail: trailContract, requests: requestsContract, breaches: breachesContract, retention: retentionContract };
