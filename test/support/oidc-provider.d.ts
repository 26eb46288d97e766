// The library for the provider of the tests has no types of its own. These are those of the parts of it that the tests use.
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  type Client = { client_id: string; client_secret: string; redirect_uris: string[]; grant_types: string[]; response_types: string[] };
  type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> };
  type Context = { oidc: { provider: { Grant: new (of: { clientId: string; accountId: string }) => Grant }; client: { clientId: string }; session: { accountId: string } } };
  type Configuration = {
    clients: Client[];
    cookies: { keys: string[] };
    claims: Record<string, string[]>;
    pkce: { required(): boolean };
    features: { devInteractions: { enabled: boolean } };
    interactions: { url(context: Context, interaction: { uid: string }): string };
    findAccount(context: Context, sub: string): { accountId: string; claims(): object };
    loadExistingGrant(context: Context): Promise<Grant>;
  };

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: { login: { accountId: string } }): Promise<void>;
  }
}
