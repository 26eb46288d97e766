import type { ContractRouterClient } from "@orpc/contract";
import type { Instant } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { contract } from "#features/contract.ts";

/** The procedures that the portal calls, as whoever is signed in may call them. */
export type FamilyApi = ContractRouterClient<Pick<typeof contract, "cases" | "calendar" | "visitWishes" | "measures" | "plan" | "documents" | "release" | "privacy" | "portal" | "signing" | "intake" | "correspondence" | "resources" | "stories" | "testimonials" | "course" | "ownAccess">>;

/** Whoever is signed in, as the pages read for them. */
export type Visitor = { api: FamilyApi; personId: string; name: string; language: Language; now: Instant };
