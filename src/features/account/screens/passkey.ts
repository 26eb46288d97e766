import type { Me } from "#features/account/contract.ts";
import type { Api } from "#ui/client.ts";

// The library is loaded when somebody first uses a passkey.
const library = () => import("@simplewebauthn/browser");

/** The device said no, or whoever sits at it did. */
export class NoPasskey extends Error {}

/** Makes a passkey in this device and adds it to one's own account. Throws `NoPasskey`, or the fault of the server. */
export async function makePasskey(api: Api, name: string, password: string): Promise<void> {
  const { step, options } = await api.ownAccess.beginPasskey({ password });
  const { startRegistration } = await library();
  const response = await startRegistration({ optionsJSON: options as never }).catch((error: unknown) => {
    throw new NoPasskey(String(error));
  });
  await api.ownAccess.addPasskey({ step, name, response: response as never });
}

/** A passkey that this device holds, used for a challenge of the server. Throws as above. */
export async function usePasskey(api: Api): Promise<{ step: string; response: Record<string, unknown> }> {
  const { step, options } = await api.ownAccess.beginPasskeySignIn();
  const { startAuthentication } = await library();
  const response = await startAuthentication({ optionsJSON: options as never }).catch((error: unknown) => {
    throw new NoPasskey(String(error));
  });
  return { step, response: response as never };
}

/** Signs in with a passkey that this device holds. Throws as above. */
export const enterByPasskey = async (api: Api): Promise<Me> => api.ownAccess.passkeySignIn(await usePasskey(api));
