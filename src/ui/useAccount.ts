import { useMe } from "./client.ts";

/** Whose drafts these are on this device. */
export const useAccount = (): string => {
  const me = useMe();
  return `${me.agency.agencyId}.${me.staffId ?? me.email}`;
};
