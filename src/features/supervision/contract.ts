import { agendaContract, momentsContract } from "./agenda.contract.ts";
import { hoursContract, meetingsContract } from "./meetings.contract.ts";
import { ratingsContract } from "./ratings.contract.ts";
import { settingsContract } from "./settings.contract.ts";
import { signingContract } from "./signing.contract.ts";

/** The supervisor's hour and all that stands around it. */
export const supervision = { agenda: agendaContract, moments: momentsContract, meetings: meetingsContract, hours: hoursContract, signing: signingContract, ratings: ratingsContract, rules: settingsContract };
