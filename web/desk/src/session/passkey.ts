/** Passkeys as the browser offers them; the server's options and the browser's answers travel as JSON. */

type Json = Record<string, unknown>;

type WithJson = {
  parseRequestOptionsFromJSON?: (options: Json) => PublicKeyCredentialRequestOptions;
  parseCreationOptionsFromJSON?: (options: Json) => PublicKeyCredentialCreationOptions;
};

const passkeys = globalThis.PublicKeyCredential as (typeof PublicKeyCredential & WithJson) | undefined;

/** Whether this browser knows passkeys well enough. */
export const hasPasskeys = Boolean(passkeys?.parseRequestOptionsFromJSON && passkeys.parseCreationOptionsFromJSON);

/** Asks for a passkey that was made here before. Undefined: the person changed his mind. */
export async function askForPasskey(options: unknown): Promise<unknown> {
  const publicKey = passkeys!.parseRequestOptionsFromJSON!(options as Json);
  return answerOf(navigator.credentials.get({ publicKey }));
}

/** Makes a new passkey. Undefined: the person changed his mind. */
export async function makePasskey(options: unknown): Promise<unknown> {
  const publicKey = passkeys!.parseCreationOptionsFromJSON!(options as Json);
  return answerOf(navigator.credentials.create({ publicKey }));
}

async function answerOf(asked: Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await asked;
    return (credential as (Credential & { toJSON(): unknown }) | null)?.toJSON();
  } catch (error) {
    if (error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError"))
      return undefined;
    throw error;
  }
}
