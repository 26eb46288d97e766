import { addDays, type Instant, instantFromWall } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { channelsFor, findWay, quietOf } from "#features/messages/judging.jobs.ts";
import { insertOfferMessage } from "#features/messages/offers.store.ts";
import { hasAgreedToMessages, withdrawMessages } from "#features/messages/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listOfferedTo } from "#features/waiting/reading.handlers.ts";
import { listStaff } from "#features/workforce/store.ts";
import { takeTurn } from "./booking.store.ts";
import { judgeFamily, type Judged } from "./offers.judging.handlers.ts";
import type { HourFamily, HourOffer, hourOffers } from "./offers.contract.ts";
import { answersTo, isOpenOffer, mayStandUntil, MOST_JUDGED, MOST_SHOWN, offerState, orderFamilies, type StoredOffer, weekOf } from "./offers.rules.ts";
import * as store from "./offers.store.ts";
import { offerFaults } from "./offers.words.ts";
import { faultWords } from "./faults.words.ts";
import { readSessionTimes, requireSpan } from "./rules.ts";

type InputOf<Name extends keyof typeof hourOffers> = Parameters<Extract<Handlers<typeof hourOffers>[Name], { open: false }>["run"]>[1];
type Asking = Pick<Call, "services" | "language">;

function show({ answer, isBooked, isTaken, ...one }: StoredOffer, now: Instant): HourOffer {
  return { ...one, state: offerState({ answer, isBooked, isTaken, answeredAt: one.answeredAt, standsUntil: one.standsUntil }, now) };
}

/** Whether a message may offer an hour to an adult: by a way that is safe now or later, and with a yes of their own. */
async function canWrite(tx: Transaction, { services }: Asking, caseId: string, personId: string): Promise<HourFamily["adults"][number]["canWrite"]> {
  if (!(await hasAgreedToMessages(tx, personId, caseId))) return "no_yes";
  const channels = channelsFor(services, "hour_offer");
  const way = await findWay(tx, { personId, staffId: null, caseId }, { channels, quiet: await quietOf(tx) });
  return way.verdict === "refuse" ? "no_way" : "yes";
}

async function showFamily(tx: Transaction, call: Asking, one: store.FamilyOfHour & { reasons: HourFamily["reasons"] }, { usual, adults }: Judged): Promise<HourFamily> {
  const asked: HourFamily["adults"] = [];
  for (const { personId, name } of adults) asked.push({ personId, name, canWrite: await canWrite(tx, call, one.caseId, personId) });
  return { caseId: one.caseId, childName: one.childName, reasons: one.reasons, lastMetOn: one.lastMetOn, nextAt: one.nextAt, ...usual, adults: asked };
}

/** Who could use an hour. Families are looked at in their order until enough are found; what stands in a family's way is not said here. */
async function candidates(tx: Transaction, input: InputOf<"candidates">, call: Asking) {
  const clinicianId = input.clinicianId ?? (tx.actor.kind === "staff" ? tx.actor.staffId : null);
  if (clinicianId === null) throw new Fault("not_allowed", faultWords.noClinician);
  const treats = (await listStaff(tx)).some((one) => one.staffId === clinicianId && one.roles.some((role) => role === "clinician" || role === "trainee"));
  const hour = readSessionTimes(input.start, input.end, tx.actor.timeZone);
  const offers = (await store.listOffers(tx, hour.startsAt, hour.endsAt, clinicianId)).map((one) => show(one, tx.now));
  const told = { startsAt: hour.startsAt, endsAt: hour.endsAt, timeZone: tx.actor.timeZone, isTaken: await store.hourIsTaken(tx, clinicianId, hour), isOffered: await store.hourIsOffered(tx, clinicianId, hour), offers };
  if (!treats || told.isTaken || hour.startsAt <= tx.now) return { ...told, families: [], inTheWay: 0 };
  const found = orderFamilies(await store.listFamiliesOf(tx, clinicianId, hour, weekOf(hour.on)));
  const families: HourFamily[] = [];
  let inTheWay = 0;
  for (const one of found.slice(0, MOST_JUDGED)) {
    if (families.length === MOST_SHOWN) break;
    const judged = await judgeFamily(tx, one, { hour, clinicianId, roomId: input.roomId });
    if (judged === null) inTheWay++;
    else families.push(await showFamily(tx, call, one, judged));
  }
  return { ...told, families, inTheWay };
}

async function list(tx: Transaction, input: InputOf<"list">) {
  requireSpan(input.from, input.to);
  const zone = tx.actor.timeZone;
  const found = await store.listOffers(tx, instantFromWall(`${input.from}T00:00`, zone), instantFromWall(`${addDays(input.to, 1)}T00:00`, zone), input.clinicianId);
  return { offers: found.map((one) => show(one, tx.now)), timeZone: zone };
}

/** Throws where a message must not go to this adult, or would leave too late; answers where it goes and from when on. */
async function requireWay(tx: Transaction, { services }: Asking, { caseId, personId, until }: { caseId: string; personId: string; until: Instant }) {
  const wrong = (words: (typeof offerFaults)[keyof typeof offerFaults]) => new Fault("refused", words, { fields: [{ path: "way", message: words }] });
  if (!(await hasAgreedToMessages(tx, personId, caseId))) throw wrong(offerFaults.noYes);
  const way = await findWay(tx, { personId, staffId: null, caseId }, { channels: channelsFor(services, "hour_offer"), quiet: await quietOf(tx) });
  if (way.verdict === "refuse") throw wrong(offerFaults.noWay);
  if (way.verdict === "wait" && way.until >= until) throw wrong(offerFaults.tooLate);
  return { channel: way.channel, notBefore: way.verdict === "wait" ? way.until : tx.now };
}

/** Offers an hour: judged anew, one family at a time unless who books says otherwise, under the same turn in which hours are booked. */
async function make(tx: Transaction, input: InputOf<"make">, call: Asking): Promise<HourOffer> {
  const zone = tx.actor.timeZone;
  await requireCase(tx, input.caseId);
  const hour = readSessionTimes(input.start, input.end, zone);
  const until = instantFromWall(input.standsUntil, zone, "standsUntil");
  if (hour.startsAt <= tx.now) throw fieldFault("start", offerFaults.past);
  if (!mayStandUntil(until, hour.startsAt, tx.now)) throw fieldFault("standsUntil", offerFaults.expectTime);
  await takeTurn(tx, [input.clinicianId]);
  const family = (await store.listFamiliesOf(tx, input.clinicianId, hour, weekOf(hour.on))).find((one) => one.caseId === input.caseId);
  const judged = family === undefined ? null : await judgeFamily(tx, family, { hour, clinicianId: input.clinicianId, roomId: input.roomId });
  if (judged === null) throw new Fault("refused", offerFaults.notFree, { fields: [{ path: "start", message: offerFaults.notFree }] });
  const adult = judged.adults.find((one) => one.personId === input.personId);
  if (adult === undefined) throw fieldFault("personId", offerFaults.expectAdult);
  const standing = (await store.listOffers(tx, hour.startsAt, hour.endsAt, input.clinicianId)).filter((one) => isOpenOffer(offerState(one, tx.now)));
  if (standing.some((one) => one.caseId === input.caseId)) throw new Fault("refused", offerFaults.alreadyTheirs);
  if (input.whenOffered === "ask" && (await store.hourIsOffered(tx, input.clinicianId, hour))) throw new Fault("refused", offerFaults.offeredAlready, { fields: [{ path: "whenOffered", message: offerFaults.offeredAlready }] });
  const way = input.way === "message" ? await requireWay(tx, call, { caseId: input.caseId, personId: input.personId, until }) : null;
  const offerId = await store.insertOffer(tx, { caseId: input.caseId, personId: input.personId, clinicianId: input.clinicianId, startsAt: hour.startsAt, endsAt: hour.endsAt, standsUntil: until, way: input.way });
  if (way !== null) {
    const messageId = await insertOfferMessage(tx, { caseId: input.caseId, personId: input.personId, offerId, language: adult.language, aboutAt: hour.startsAt, ...way });
    await call.services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId }, way.notBefore > tx.now ? way.notBefore : undefined);
  }
  return show((await store.findOffer(tx, offerId))!, tx.now);
}

/** Writes down what was answered. What still waits in the outbox about it leaves no more. */
async function answer(tx: Transaction, { offerId, answer: said }: InputOf<"answer">): Promise<HourOffer> {
  const found = await store.findOffer(tx, offerId);
  if (!found) throw new Fault("not_found", offerFaults.noOffer);
  noteCase(tx, found.caseId);
  if (!answersTo(offerState(found, tx.now)).includes(said) || !(await store.answerOffer(tx, offerId, found.answer, said))) throw new Fault("changed_meanwhile", offerFaults.over);
  await withdrawMessages(tx, offerId);
  return show((await store.findOffer(tx, offerId))!, tx.now);
}

export const hourOffersHandlers: Handlers<typeof hourOffers> = {
  candidates: handle(candidates),
  waiting: handle(async (tx, { clinicianId }) => ({ families: await listOfferedTo(tx, clinicianId) })),
  list: handle(list),
  make: handle(make),
  answer: handle(answer),
};
