/** Requests of one signed-in person to a running server. */
export type Api = { cookie: string; call(method: string, address: string, body?: unknown): Promise<{ status: number; body: unknown }> };

/** Signs in by password; the cookie outlives the server, as in a browser. */
export async function signIn(base: () => string, email: string): Promise<Api> {
  const answer = await fetch(`${base()}/api/session`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email, password: "dyad-demo-only" }) });
  if (answer.status !== 200) throw new Error(`signing in as ${email}: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.get("set-cookie")!.split(";")[0]!;
  return {
    cookie,
    call: async (method, address, body) => {
      const sent = await fetch(`${base()}${address}`, { method, headers: { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await sent.text();
      return { status: sent.status, body: text === "" ? null : JSON.parse(text) };
    },
  };
}

/** A request that must be answered with 200; `Body` is what its contract answers then. */
export async function must<Body>(api: Api, method: string, address: string, body?: unknown): Promise<Body> {
  const answer = await api.call(method, address, body);
  if (answer.status !== 200) throw new Error(`${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as Body;
}
