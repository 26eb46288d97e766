/** The ways of signing in beside a password: a passkey, a recovery code, the organisation's own sign-in. */
export const doorWords = {
  withPasskey: { en: "Sign in with a passkey", es: "Entrar con una llave de acceso" },
  atOrganisation: { en: "Sign in at your organisation", es: "Entrar por su organización" },
  recoveryCode: { en: "Recovery code", es: "Código de recuperación" },
  recoveryCodeHint: { en: "One of the ten that you kept, such as abcd-efgh-2345-wxyz.", es: "Uno de los diez que guardó, por ejemplo: abcd-efgh-2345-wxyz." },
  useRecoveryCode: { en: "Use a recovery code instead", es: "Usar un código de recuperación" },
  wrongRecoveryCode: { en: "This code is not right, or was used before.", es: "Ese código no es correcto o ya se usó." },
  nowPasskey: { en: "This account asks for its passkey. Use the button below, or a recovery code.", es: "Esta cuenta pide su llave de acceso. Use el botón de abajo o un código de recuperación." },
  organisationOnly: { en: "Your agency signs in at its own organisation. Use the button for that.", es: "Su agencia entra por el acceso de su propia organización. Use el botón correspondiente." },
  whyNot: {
    over: { en: "That took too long, or was opened in another browser. Please begin again.", es: "Tardó demasiado o se abrió en otro navegador. Empiece de nuevo, por favor." },
    refused: { en: "Your organisation's answer could not be accepted. Please begin again.", es: "No se pudo aceptar la respuesta de su organización. Empiece de nuevo, por favor." },
    unverified: { en: "Your organisation does not say that your e-mail is proved, so you cannot be let in by it.", es: "Su organización no confirma que su correo esté comprobado, y por eso no puede darle acceso." },
    unknown: { en: "Nobody with this e-mail works here, or was invited. Ask your administrator.", es: "Nadie con ese correo trabaja aquí ni tiene una invitación. Pregunte a quien administra." },
    other: { en: "This e-mail belongs to another sign-in at your organisation. Ask your administrator.", es: "Ese correo pertenece a otro acceso en su organización. Pregunte a quien administra." },
  },
  passkeyNotUsed: { en: "No passkey was used. Your device has none for this place, or it was cancelled.", es: "No se usó ninguna llave de acceso. El dispositivo no tiene ninguna para este sitio o se canceló." },
} as const;
