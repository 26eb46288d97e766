import type { Handlers } from "#server/procedure.ts";
import { agendaHandlers } from "./agenda.handlers.ts";
import type { supervision } from "./contract.ts";
import { hoursHandlers } from "./hours.handlers.ts";
import { meetingsHandlers } from "./meetings.handlers.ts";
import { momentsHandlers } from "./moments.handlers.ts";
import { ratingsHandlers } from "./ratings.handlers.ts";
import { settingsHandlers } from "./settings.handlers.ts";
import { signingHandlers } from "./signing.handlers.ts";

export const supervisionHandlers: Handlers<typeof supervision> = { agenda: agendaHandlers, moments: momentsHandlers, meetings: meetingsHandlers, hours: hoursHandlers, signing: signingHandlers, ratings: ratingsHandlers, rules: settingsHandlers };
