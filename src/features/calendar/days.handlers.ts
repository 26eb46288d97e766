import { addDays, daysBetween } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { calendarDays } from "./days.contract.ts";
import * as store from "./days.store.ts";
import { daysWords, holidayNames } from "./days.words.ts";
import { faultWords } from "./faults.words.ts";
import { federalHolidays } from "./holidays.rules.ts";
import { isClosedOn } from "./hours.rules.ts";
import { requireSpan } from "./rules.ts";

type InputOf<Name extends "close" | "flags"> = Parameters<Extract<Handlers<typeof calendarDays>[Name], { open: false }>["run"]>[1];

/** Closed days of the last year stay in the list: attendance of that time is understood by them. */
const YEAR = 366;
const MOST_FLAG_DAYS = 42;

async function get(tx: Transaction, _input: unknown, call: Pick<Call, "language">) {
  const closedDays = await store.listClosed(tx, addDays(tx.today, -YEAR), "9999-12-31");
  const year = Number(tx.today.slice(0, 4));
  const holidays = [...federalHolidays(year), ...federalHolidays(year + 1)].filter(({ on }) => on >= tx.today && !closedDays.some((one) => isClosedOn(one, on))).map(({ on, code, source }) => ({ on, name: holidayNames[code][call.language], source }));
  return { teams: await store.listTeamNames(tx), rooms: await store.listRooms(tx), closedDays, holidays };
}

async function close(tx: Transaction, { from, to, label }: InputOf<"close">) {
  requireSpan(from, to);
  if (daysBetween(from, to) > YEAR) throw fieldFault("to", daysWords.atMostAYear);
  if (to < tx.today) throw fieldFault("to", daysWords.notThePast);
  return { closedDayId: await store.insertClosed(tx, { from, to, label }), booked: await store.countOnDays(tx, from, to) };
}

/** Flags of one family, else of those of a clinician, else of one's own. */
async function flags(tx: Transaction, input: InputOf<"flags">) {
  requireSpan(input.from, input.to);
  if (daysBetween(input.from, input.to) > MOST_FLAG_DAYS) throw fieldFault("to", faultWords.atMostSixWeeks);
  const own = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  return { flags: await store.listFlags(tx, { ...input, clinicianId: input.caseId === null ? (input.clinicianId ?? own) : null }) };
}

export const calendarDaysHandlers: Handlers<typeof calendarDays> = {
  get: handle(get),
  addRoom: handle(async (tx, { name }) => ({ roomId: await store.insertRoom(tx, name) })),
  endRoom: handle(async (tx, { roomId }) => {
    const booked = await store.countInRoom(tx, roomId);
    if (!(await store.endRoom(tx, roomId))) throw new Fault("not_found", faultWords.noRoom);
    return { booked };
  }),
  close: handle(close),
  reopen: handle(async (tx, { closedDayId }) => {
    if (!(await store.takeBackClosed(tx, closedDayId))) throw new Fault("not_found", daysWords.noClosedDay);
    return { reopened: true as const };
  }),
  flags: handle(flags),
};
