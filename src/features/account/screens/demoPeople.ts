/** One made-up person of the sign-in page. */
export type DemoAccount = { email: string; name: string; agency: string; roles: string[] };

/** The accounts under their agencies, in the order in which they came. */
export function byAgency(accounts: readonly DemoAccount[]): { agency: string; accounts: DemoAccount[] }[] {
  const groups = new Map<string, DemoAccount[]>();
  for (const one of accounts) groups.set(one.agency, [...(groups.get(one.agency) ?? []), one]);
  return [...groups].map(([agency, inside]) => ({ agency, accounts: inside }));
}
