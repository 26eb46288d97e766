import type { Handlers } from "#server/procedure.ts";
import { breachesHandlers } from "./breaches.handlers.ts";
import type { privacyContract } from "./contract.ts";
import { glassHandlers } from "./glass.handlers.ts";
import { requestsHandlers } from "./requests.handlers.ts";
import { retentionHandlers } from "./retention.handlers.ts";
import { trailHandlers } from "./trail.handlers.ts";

export const privacyHandlers: Handlers<typeof privacyContract> = { glass: glassHandlers, trail: trailHandlers, requests: requestsHandlers, breaches: breachesHandlers, retention: retentionHandlers };
