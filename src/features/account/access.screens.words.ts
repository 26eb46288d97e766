import type { Words } from "#kernel/language.ts";
import type { Device } from "./own.contract.ts";

/** Browsers and systems as people call them; `other` and what is not named here stand for what could not be told. */
const browserNames: Record<string, string> = { edge: "Edge", opera: "Opera", samsung: "Samsung Internet", firefox: "Firefox", chrome: "Chrome", safari: "Safari" };
const systemNames: Record<string, Words> = {
  iphone: { en: "iPhone", es: "iPhone" },
  ipad: { en: "iPad", es: "iPad" },
  android: { en: "Android", es: "Android" },
  chromebook: { en: "Chromebook", es: "Chromebook" },
  windows: { en: "Windows", es: "Windows" },
  mac: { en: "Mac", es: "Mac" },
  linux: { en: "Linux", es: "Linux" },
};
/** A device in plain words, from what the server keeps of it. */
export function nameDevice(device: string): Words {
  const [browser = "", system = ""] = device.split(" ");
  const where = systemNames[system];
  const what = browserNames[browser];
  if (what !== undefined && where !== undefined) return { en: `${what} on ${where.en}`, es: `${what} en ${where.es}` };
  if (what !== undefined) return { en: what, es: what };
  return where ?? { en: "A device that cannot be told", es: "Un dispositivo que no se reconoce" };
}

export const wayNames: Record<Device["way"], Words> = {
  password: { en: "password", es: "contraseña" },
  passkey: { en: "passkey", es: "llave de acceso" },
  single_sign_on: { en: "your organisation", es: "su organización" },
  invitation: { en: "invitation", es: "invitación" },
  link: { en: "link and code", es: "enlace y clave" },
};
export const failureNames: Record<string, Words> = {
  password: { en: "A wrong password", es: "Una contraseña equivocada" },
  code: { en: "A wrong code", es: "Un código equivocado" },
  passkey: { en: "A passkey that was refused", es: "Una llave de acceso rechazada" },
  disabled: { en: "A sign-in that is shut", es: "Un acceso cerrado" },
};
export const lostNames: Record<"password" | "second_factor" | "both", Words> = {
  password: { en: "The password", es: "La contraseña" },
  second_factor: { en: "The second factor", es: "El segundo factor" },
  both: { en: "Both", es: "Las dos cosas" },
};

/** The sentences of one's own sign-in beyond the second factor. */
export const ownWords = {
  owed: { en: "Your role needs a second factor. Set one up here; everything else opens then.", es: "Su función necesita un segundo factor. Configúrelo aquí; después se abre todo lo demás." },
  goOn: { en: "Go on", es: "Continuar" },
  secondFactorPasskey: { en: "On: a passkey is asked beside the password.", es: "Activo: además de la contraseña se pide una llave de acceso." },
  recoveryCodes: { en: "Recovery codes", es: "Códigos de recuperación" },
  recoveryCodesWhy: { en: "Ten codes for the day when your telephone is lost. Each works once in place of the second factor. Keep them on paper, away from this device.", es: "Diez códigos para el día en que pierda el teléfono. Cada uno sirve una vez en lugar del segundo factor. Guárdelos en papel, lejos de este dispositivo." },
  codesLeft: { en: (unused: number, on: string) => `${unused} of 10 are left, made on ${on}.`, es: (unused: number, on: string) => `Quedan ${unused} de 10, creados el ${on}.` },
  noCodes: { en: "There are none yet.", es: "Todavía no hay ninguno." },
  factorFirst: { en: "Set up a second factor first: the codes stand in for it.", es: "Configure antes un segundo factor: los códigos lo sustituyen." },
  makeCodes: { en: "Make recovery codes", es: "Crear códigos de recuperación" },
  makeCodesAnew: { en: "Replace the recovery codes", es: "Reemplazar los códigos de recuperación" },
  codesShown: { en: "These are shown once. Those of before no longer work.", es: "Se muestran una sola vez. Los anteriores ya no sirven." },
  codesKept: { en: "I have kept them", es: "Ya los guardé" },
  presentPassword: { en: "Your present password", es: "Su contraseña actual" },
  needPassword: { en: "Write your present password.", es: "Escriba su contraseña actual." },
  password: { en: "Password", es: "Contraseña" },
  changePassword: { en: "Change the password", es: "Cambiar la contraseña" },
  newPassword: { en: "New password", es: "Contraseña nueva" },
  passwordHint: { en: "At least 12 characters. A long sentence is good.", es: "Al menos 12 caracteres. Una frase larga sirve bien." },
  passwordShort: { en: "Use at least 12 characters.", es: "Use al menos 12 caracteres." },
  passwordChanged: { en: (others: number) => (others === 0 ? "The password is changed." : `The password is changed, and ${others === 1 ? "one other sign-in has" : `${others} other sign-ins have`} ended.`), es: (others: number) => (others === 0 ? "La contraseña está cambiada." : `La contraseña está cambiada y ${others === 1 ? "se cerró otro acceso" : `se cerraron otros ${others} accesos`}.`) },
  passkeys: { en: "Passkeys", es: "Llaves de acceso" },
  passkeysWhy: { en: "A passkey stays in your device or its key ring and opens with your finger, face or PIN. It is password and second factor in one. Once you have one, the password alone no longer signs you in.", es: "Una llave de acceso queda en su dispositivo o en su llavero y se abre con el dedo, la cara o un PIN. Es contraseña y segundo factor a la vez. Desde que tenga una, la contraseña sola ya no basta." },
  noPasskeys: { en: "You have none yet.", es: "Todavía no tiene ninguna." },
  passkeysNeedName: { en: "Passkeys need Dyad to be reached by a name, not by a number. Whoever runs the server sets DYAD_BASE_URL.", es: "Las llaves de acceso requieren entrar a Dyad por un nombre, no por un número. Quien administra el servidor fija DYAD_BASE_URL." },
  addPasskey: { en: "Add a passkey", es: "Añadir una llave de acceso" },
  passkeyName: { en: "What to call it", es: "Cómo llamarla" },
  passkeyNameHint: { en: "So that you know it again, such as Work laptop.", es: "Para reconocerla, por ejemplo: Portátil del trabajo." },
  needPasskeyName: { en: "Write a name.", es: "Escriba un nombre." },
  passkeyNotMade: { en: "No passkey was made. Your device said no, or it was cancelled.", es: "No se creó ninguna llave de acceso. El dispositivo la rechazó o se canceló." },
  rename: { en: "Rename", es: "Cambiar el nombre" },
  remove: { en: "Remove", es: "Quitar" },
  addedOn: { en: (on: string) => `Added ${on}`, es: (on: string) => `Añadida el ${on}` },
  usedOn: { en: (on: string) => `last used ${on}`, es: (on: string) => `usada por última vez el ${on}` },
  neverUsed: { en: "not used yet", es: "sin usar todavía" },
  devices: { en: "Where you are signed in", es: "Dónde tiene abierto el acceso" },
  devicesWhy: { en: "Only the kind of browser and system is kept, never an address of a network.", es: "Solo se guarda el tipo de navegador y de sistema, nunca una dirección de red." },
  thisDevice: { en: "This device", es: "Este dispositivo" },
  openedWith: { en: (on: string, way: string, last: string) => `Since ${on}, by ${way}; last used ${last}`, es: (on: string, way: string, last: string) => `Desde el ${on}, con ${way}; último uso: ${last}` },
  endDevice: { en: "End", es: "Cerrar" },
  endOthers: { en: "End all others", es: "Cerrar todos los demás" },
  failures: { en: "Refused tries", es: "Intentos rechazados" },
  failuresWhy: { en: "Of the last ninety days, at most ten. If one was not you, change the password.", es: "De los últimos noventa días, diez como máximo. Si alguno no fue usted, cambie la contraseña." },
  recoveries: { en: "Your sign-in was let in anew", es: "Su acceso se restableció" },
  recoveryLine: { en: (on: string, by: string, lost: string) => `${on}, begun by ${by}: ${lost}`, es: (on: string, by: string, lost: string) => `${on}, por ${by}: ${lost}` },
  commandLine: { en: "whoever runs the server, on its command line", es: "quien administra el servidor, por la línea de órdenes" },
  recoveryTitle: { en: "Back into Dyad", es: "Volver a entrar en Dyad" },
  recoveryFor: { en: (agency: string) => `${agency} lets you in anew. The address works once.`, es: (agency: string) => `${agency} restablece su acceso. La dirección sirve una sola vez.` },
  recoveryAsksPassword: { en: "Your password was not lost, so it is asked here. Your second factor is then taken away, and you can set up another.", es: "Su contraseña no se perdió, así que se pide aquí. Después se quita el segundo factor y puede configurar otro." },
  recoveryBoth: { en: "Choose a new password. Your second factor is taken away too, and you can set up another.", es: "Elija una contraseña nueva. También se quita el segundo factor y puede configurar otro." },
  recoveryPassword: { en: "Choose a new password. Your second factor stays.", es: "Elija una contraseña nueva. El segundo factor se queda." },
  recoveryGone: { en: "This address was used, withdrawn or has ended. Ask your administrator for a new one.", es: "Esta dirección ya se usó, se retiró o terminó. Pida una nueva a quien administra." },
  recoverySet: { en: "Let me in anew", es: "Restablecer mi acceso" },
  recoveryDone: { en: "Done. Now sign in.", es: "Hecho. Ahora puede entrar." },
} as const;
