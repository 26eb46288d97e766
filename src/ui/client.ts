import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { createContext, use, useCallback } from "react";
import type { Finding } from "#kernel/findings.ts";
import type { FieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Me } from "#features/account/contract.ts";
import type { contract as allContracts } from "#features/contract.ts";
import { useLanguage } from "./language.tsx";

/** Every procedure of the contracts as a typed call: `api.cases.get({ caseId })`. A refused call throws an `ApiFault`. */
export type Api = ContractRouterClient<typeof allContracts>;

/** Why a call did not go through, as the server says it; `offline` and `unreadable` are said here. */
export class ApiFault extends Error {
  readonly code: string;
  readonly fields: readonly FieldFault[];
  readonly requestId: string;
  readonly findings: readonly Finding[];
  readonly details: Record<string, unknown>;

  constructor(body: { code: string; message: string; fields?: readonly FieldFault[]; requestId?: string; findings?: readonly Finding[] } & Record<string, unknown>) {
    super(body.message);
    this.name = "ApiFault";
    this.code = body.code;
    this.fields = body.fields ?? [];
    this.requestId = body.requestId ?? "";
    this.findings = body.findings ?? [];
    this.details = body;
  }
}

/** Whatever was thrown by a call, as an `ApiFault`. */
export function asApiFault(error: unknown): ApiFault {
  if (error instanceof ApiFault) return error;
  if (error instanceof TypeError) return new ApiFault({ code: "offline", message: "There is no network, or the server does not answer." });
  return new ApiFault({ code: "unreadable", message: "The answer of the server could not be read." });
}

/** True for an error body of the server's own shape. */
function isFaultBody(body: unknown): body is ConstructorParameters<typeof ApiFault>[0] {
  return typeof body === "object" && body !== null && "code" in body && "message" in body;
}

export type ApiOptions = {
  /** The routes: handed in by `main`, so that the shared parts stay below the features. */
  contract: typeof allContracts;
  language: () => Language;
  /**
   * The sign-in has ended. The promise is fulfilled once the same person is back; the call is then sent again, so that
   * nothing that was typed or pressed is lost.
   */
  whenSignedInAgain: () => Promise<void>;
  /** A call for work was answered, which touches the sign-in. Asking about the sign-in itself does not count: nobody may stay by being asked. */
  onTouched: () => void;
};

/** Calls that answer 401 as a matter of course: they are about the sign-in itself. */
const isAboutSignIn = (path: string) => path === "/api/session" || path.startsWith("/api/session/passkey/") || path === "/api/session/passkey" || path.startsWith("/api/session/organisation") || path === "/api/sign-in-ways" || path.startsWith("/api/invitation") || path === "/api/setup";

/** The typed client of the API, on the page's own origin. */
export function createApi({ contract, language, whenSignedInAgain, onTouched }: ApiOptions): Api {
  const link = new OpenAPILink(contract, {
    url: () => `${location.origin}/api`,
    headers: () => ({ "x-dyad-language": language() }),
    fetch: async (request, init) => {
      const path = new URL(request.url).pathname;
      for (;;) {
        const response = await fetch(request.clone(), { ...init, credentials: "same-origin" });
        if (response.status !== 401 || isAboutSignIn(path)) {
          if (response.ok && !isAboutSignIn(path)) onTouched();
          return response;
        }
        await whenSignedInAgain();
      }
    },
    customErrorResponseBodyDecoder: (body, response) => (isFaultBody(body) ? new ApiFault(body) : new ApiFault({ code: "unreadable", message: `The server answered ${response.status}.` })) as never,
  });
  return createORPCClient(link) as Api;
}

/** The API of the page; `main` puts it there. */
export const ApiContext = createContext<Api | null>(null);
/** The person who is signed in; null on the pages before. */
export const MeContext = createContext<Me | null>(null);

/** The typed API. */
export function useApi(): Api {
  const api = use(ApiContext);
  if (api === null) throw new Error("useApi was called outside of the application.");
  return api;
}

/** Who is signed in: name, roles, agency and its time zone. Throws on pages where nobody is. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error("useMe was called where nobody is signed in.");
  return me;
}

/** True where the person has at least one of the roles. */
export const hasRole = (me: Pick<Me, "roles">, ...roles: readonly Me["roles"][number][]): boolean => roles.some((role) => me.roles.includes(role));

/**
 * Asks the API and keeps the answer under a key: `useAnswer(["cases.get", caseId], (api) => api.cases.get({ caseId }))`.
 * The key begins with the procedure's name, so that `useRefresh` can ask again for all of one kind. The language is part
 * of the key, since the server's sentences come in it. `when: "not_yet"` asks nothing.
 */
export function useAnswer<T>(key: readonly unknown[], ask: (api: Api) => Promise<T>, { when = "now" }: { when?: "now" | "not_yet" } = {}): UseQueryResult<T, ApiFault> {
  const api = useApi();
  const { language } = useLanguage();
  return useQuery<T, ApiFault>({
    queryKey: [...key, { language }],
    enabled: when === "now",
    queryFn: async () => {
      try {
        return await ask(api);
      } catch (error) {
        throw asApiFault(error);
      }
    },
  });
}

/** Asks again for every answer whose key begins with one of the given keys: `await refresh(["cases.get", caseId])`. */
export function useRefresh(): (...keys: (readonly unknown[])[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (...keys) => {
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    [client],
  );
}

const leaving = new Set<() => void | Promise<void>>();

/** Runs when the person signs out, before the page forgets everything: for what a screen keeps on the device. Returns the way to take it back. */
export function whenSigningOut(run: () => void | Promise<void>): () => void {
  leaving.add(run);
  return () => void leaving.delete(run);
}

/** Runs everything that waits for signing out; what fails there does not keep anybody from leaving. */
export async function runBeforeSigningOut(): Promise<void> {
  await Promise.allSettled([...leaving].map(async (run) => run()));
}
