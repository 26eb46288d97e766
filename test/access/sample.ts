import type { Role } from "#features/disclosure/contract.ts";
import { addDays } from "#kernel/dates.ts";
import { newBystander, type Scene } from "./scene.ts";

/** Who calls: the staff id of a member of our staff, else null; and the agency of another one's, where what they send hangs on it. */
export type Caller = { staffId: string | null; otherAgencyId?: string };

/** A valid call of one route. `given` makes what the call uses up; ids of the address are taken from it, else from the scene. */
export type Sample = {
  query?: string;
  given?(scene: Scene, caller: Caller): Promise<Record<string, string | number>>;
  body?(scene: Scene, given: Record<string, string | number>): Record<string, unknown>;
  /** A file instead of a body. */
  bytes?(): Buffer;
  /** The status where the call is allowed, when it is not 200, and why. */
  allowed?: { status: number; why: string };
  /** Roles that find nothing as things stand in the scene's agency, although the contract names them, and why. */
  findsNothing?: { roles: readonly Role[]; why: string };
  /** Only this adult may, of the two: the session is hers, the request is hers. */
  ofAdult?: "A";
};

/** The day of the samples. */
export const TODAY = "2026-11-20";
let days = 0;
/** Another day for each call, so that no two of them collide. */
export const nextDay = () => addDays("2027-01-04", ++days);
export const bystander = async (scene: Scene) => ({ personId: await newBystander(scene) });
