import type { Words } from "#kernel/language.ts";

type Said = { agency: string; name: string; address: string };

/** The two letters about coming in: an invitation, and being let in anew. Nothing in them is about a family. */
export const letters: Record<"invitation" | "recovery", { subject: Words; text: (said: Said) => Words }> = {
  invitation: {
    subject: { en: "Your invitation to Dyad", es: "Su invitación a Dyad" },
    text: ({ agency, name, address }) => ({
      en: `${name},\n\n${agency} invites you to Dyad. Open this address within seven days and choose a password:\n\n${address}\n\nIt works once. If you do not expect this letter, leave it: without the address nobody gets in.\n`,
      es: `${name}:\n\n${agency} le invita a Dyad. Abra esta dirección en un plazo de siete días y elija una contraseña:\n\n${address}\n\nSirve una sola vez. Si no esperaba esta carta, no haga nada: sin la dirección no entra nadie.\n`,
    }),
  },
  recovery: {
    subject: { en: "Getting back into Dyad", es: "Volver a entrar en Dyad" },
    text: ({ agency, name, address }) => ({
      en: `${name},\n\nSomebody who runs ${agency} has begun to let you into Dyad anew. Open this address within a day:\n\n${address}\n\nIt works once. If you did not ask for this, do not open it and tell your administrator at once.\n`,
      es: `${name}:\n\nAlguien que administra ${agency} ha empezado a restablecer su acceso a Dyad. Abra esta dirección en el plazo de un día:\n\n${address}\n\nSirve una sola vez. Si usted no lo pidió, no la abra y avise enseguida a quien administra.\n`,
    }),
  },
};
