import { addMinutes, dateInZone, timeInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { sayDay } from "#features/messages/rules.ts";
import { requireSession } from "./finding.handlers.ts";
import { requireSpan } from "./rules.ts";
import { MOST_WISHES_A_DAY, type OwnWish, type VisitWishView, type visitWishes } from "./wishes.contract.ts";
import { outcomeOf } from "./wishes.rules.ts";
import * as store from "./wishes.store.ts";
import { sayHours, wishFaults, wishNames } from "./wishes.words.ts";

/** The adult who is signed in: the contract lets nobody else call. */
const personOf = ({ actor }: Transaction): string => (actor.kind === "caregiver" ? actor.personId : "");

const ownView = (tx: Transaction, one: store.StoredWish): OwnWish => ({ wishId: one.wishId, sessionId: one.sessionId, wish: one.wish, hours: one.hours, words: one.words, madeAt: one.madeAt, became: outcomeOf(one, tx.now), answerWords: one.answerWords, answeredAt: one.answeredAt });
const view = (tx: Transaction, one: store.WishOfFamily): VisitWishView => ({ ...ownView(tx, one), caseId: one.caseId, childName: one.childName, personId: one.personId, personName: one.personName, startsAt: one.startsAt });

async function requireWish(tx: Transaction, wishId: string): Promise<store.StoredWish> {
  const found = await store.findWish(tx, wishId);
  if (!found) throw new Fault("not_found", wishFaults.noWish);
  noteCase(tx, found.caseId);
  return found;
}

type Saying = Pick<store.NewWish, "sessionId" | "wish" | "hours" | "words">;
/** Keeps what an adult says of a visit to come. The same again changes nothing; anything else takes its place. */
export async function say(tx: Transaction, { sessionId, ...said }: Saying) {
  const personId = personOf(tx);
  const session = await requireSession(tx, sessionId);
  if (!(await store.isExpected(tx, sessionId, personId))) throw new Fault("refused", wishFaults.notExpected);
  if (session.status !== "booked" || session.startsAt <= tx.now) throw new Fault("refused", wishFaults.over);
  await store.holdWishes(tx, personId);
  const { caseId, startsAt } = session;
  const open = await store.findOpen(tx, sessionId, personId);
  if (open && open.saidOf === startsAt && open.wish === said.wish && open.words === said.words && open.hours.join() === said.hours.join()) return { wishId: open.wishId, caseId };
  if ((await store.countWishesSince(tx, personId, addMinutes(tx.now, -24 * 60))) >= MOST_WISHES_A_DAY) throw new Fault("too_many", wishFaults.tooMany);
  if (open) await store.takeBack(tx, open.wishId);
  return { wishId: await store.insertWish(tx, { sessionId, caseId, personId, startsAt, ...said }), caseId };
}

async function takeBack(tx: Transaction, { wishId }: { wishId: string }) {
  const { caseId } = await requireWish(tx, wishId);
  if (!(await store.takeBack(tx, wishId))) throw new Fault("changed_meanwhile", wishFaults.answered);
  return { wishId, caseId };
}

/** Says back that a visit stays as it is, as long as it is asked. */
export async function leave(tx: Transaction, { wishId, words }: { wishId: string; words: string }) {
  const found = await requireWish(tx, wishId);
  if (found.wish === "coming") throw new Fault("refused", wishFaults.nothingAsked);
  if (outcomeOf(found, tx.now) !== "open" || !(await store.answerWish(tx, wishId, words))) throw new Fault("changed_meanwhile", wishFaults.answered);
  return { wishId, caseId: found.caseId };
}

/** Wishes that wait for who books, as owed work: of visits of one's own, or of all where no staff id is given. It asks by the visit. */
export async function listOwedWishes(tx: Transaction, { language }: Pick<Call, "language">, staffId: string | null) {
  const zone = tx.actor.timeZone;
  return (await store.owedWishes(tx, staffId)).map((one) => {
    const on = dateInZone(one.startsAt, zone);
    const about = [wishNames[one.wish][language](one.personName), `${sayDay(on, language)}, ${timeInZone(one.startsAt, zone)}.`, sayHours(one.hours, language), one.words].filter((said) => said !== "").join(" ");
    return { kind: "visit_wish" as const, id: one.wishId, caseId: one.caseId, sessionId: one.sessionId, who: one.childName, since: one.madeAt, dueAt: one.startsAt, about, record: on };
  });
}

export const visitWishesHandlers: Handlers<typeof visitWishes> = {
  own: handle(async (tx) => ({ wishes: (await store.listOwn(tx, personOf(tx))).map((one) => ownView(tx, one)) })),
  say: handle(say),
  takeBack: handle(takeBack),
  list: handle(async (tx, input) => {
    requireSpan(input.from, input.to);
    return { wishes: (await store.listWishes(tx, input)).map((one) => view(tx, one)) };
  }),
  leave: handle(leave),
};
