import { account } from "./account/contract.ts";
import { audits } from "./audits/contract.ts";
import { billing } from "./billing/contract.ts";
import { calendar } from "./calendar/contract.ts";
import { cases } from "./cases/contract.ts";
import { consents } from "./consent/contract.ts";
import { compliance } from "./compliance/contract.ts";
import { diagnoses } from "./diagnoses/contract.ts";
import { documents } from "./documents/contract.ts";
import { day } from "./day/contract.ts";
import { eligibility } from "./eligibility/contract.ts";
import { foresight } from "./foresight/contract.ts";
import { intake } from "./intake/referrals.contract.ts";
import { measuresContract as measures } from "./measures/links.contract.ts";
import { messagesContract as messages } from "./messages/contract.ts";
import { notes } from "./notes/contract.ts";
import { people } from "./people/contract.ts";
import { planContract as plan } from "./plan/contract.ts";
import { releaseContract as release } from "./release/contract.ts";
import { rulebook } from "./rulebook/contract.ts";
import { safetyContract as safety } from "./safety/contract.ts";
import { timeline } from "./timeline/contract.ts";
import { workforce } from "./workforce/contract.ts";

/** All contracts, joined: what the API offers, and what the typed client knows. */
export const contract = { account, documents, workforce, people, intake, diagnoses, cases, consents, calendar, eligibility, rulebook, foresight, plan, notes, measures, safety, messages, release, billing, timeline, compliance, audits, day };
