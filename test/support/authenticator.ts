import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** Test support: a device that holds one passkey (ES256, as the standard of passkeys has it), without a browser. */
export type Device = { credentialId: string; make(options: Options, origin: string): Said; use(options: Options, origin: string, how?: { verified?: "yes" | "no"; counter?: number; signs?: "with its key" | "with another" }): Said };
type Options = { challenge: string };
type Said = { id: string; rawId: string; type: "public-key"; clientExtensionResults: object; response: Record<string, unknown> };

const hash = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest();
const written = (bytes: Buffer) => bytes.toString("base64url");
const two = (value: number) => Buffer.from([value >> 8, value & 255]);
/** Text of fewer than 24 letters, in CBOR. */
const cborText = (text: string) => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;

export function makeDevice(place: string): Device {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const { x, y } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  const credentialId = written(id);
  const said = (response: Record<string, unknown>): Said => ({ id: credentialId, rawId: credentialId, type: "public-key", clientExtensionResults: {}, response });
  const client = (type: string, { challenge }: Options, origin: string) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const data = (flags: number, counter: number, more: Buffer = Buffer.alloc(0)) => Buffer.concat([hash(place), Buffer.from([flags, 0, 0]), two(counter), more]);
  return {
    credentialId,
    make(options, origin) {
      // COSE: kty 2, alg -7, crv 1, x and y.
      const key = Buffer.concat([Buffer.from("a5010203262001215820", "hex"), Buffer.from(x!, "base64url"), Buffer.from("225820", "hex"), Buffer.from(y!, "base64url")]);
      const made = data(PRESENT | VERIFIED | WITH_KEY, 0, Buffer.concat([Buffer.alloc(16), two(id.length), id, key]));
      const attestation = Buffer.concat([Buffer.from([0xa3]), cborText("fmt"), cborText("none"), cborText("attStmt"), Buffer.from([0xa0]), cborText("authData"), Buffer.from([0x58, made.length]), made]);
      return said({ clientDataJSON: written(client("webauthn.create", options, origin)), attestationObject: written(attestation), transports: ["internal"] });
    },
    use(options, origin, { verified = "yes", counter = 0, signs = "with its key" } = {}) {
      const authenticatorData = data(PRESENT | (verified === "yes" ? VERIFIED : 0), counter);
      const clientDataJSON = client("webauthn.get", options, origin);
      const signature = sign("sha256", Buffer.concat([authenticatorData, hash(clientDataJSON)]), signs === "with its key" ? privateKey : other);
      return said({ clientDataJSON: written(clientDataJSON), authenticatorData: written(authenticatorData), signature: written(signature) });
    },
  };
}
