import { oc } from "@orpc/contract";
import type { Access } from "./access.ts";

/** A contract that states who may call it. A procedure without that statement does not start. */
export function procedure(access: Access) {
  return oc.$meta<{ access: Access | null }>({ access: null }).meta({ access });
}
