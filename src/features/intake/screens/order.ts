import type { ReferralView } from "#features/intake/referrals.contract.ts";

const rank: Record<NonNullable<ReferralView["promise"]>, number> = { late: 0, due_today: 1, waiting: 2, broken: 4, kept: 4 };

/** Those that wait the longest beyond their promise first; answered ones last, the newest of them first. */
export function lateFirst<R extends Pick<ReferralView, "promise" | "promisedBy" | "receivedAt">>(referrals: readonly R[]): R[] {
  const place = (one: R) => (one.promise === null ? 3 : rank[one.promise]);
  return [...referrals].sort((a, b) => {
    if (place(a) !== place(b)) return place(a) - place(b);
    if (place(a) === 4) return b.receivedAt.localeCompare(a.receivedAt);
    return (a.promisedBy ?? a.receivedAt).localeCompare(b.promisedBy ?? b.receivedAt);
  });
}

/** Safe hours by day, in the order of the week: `mon_morning` and `mon_later` under `mon`. */
export function hoursByDay(hours: readonly string[]): { day: string; parts: string[] }[] {
  const days = ["mon", "tue", "wed", "thu", "fri"];
  const parts = ["morning", "midday", "later"];
  return days.map((day) => ({ day, parts: parts.filter((part) => hours.includes(`${day}_${part}`)) })).filter((one) => one.parts.length > 0);
}

/** Ten digits as people read them: `(202) 555-0134`; anything else as it is. */
export const readPhone = (phone: string): string => (/^\d{10}$/.test(phone) ? `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}` : phone);
