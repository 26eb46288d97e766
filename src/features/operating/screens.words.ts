/** The sentences of the pages of the check and of the settings. */
export const words = {
  checkTitle: { en: "Is it safe?", es: "¿Es seguro?" },
  checkLead: { en: "What is not safe yet on this installation, what it means for the families, and how it is mended. The same by bin/dyad check.", es: "Qué no es seguro todavía en esta instalación, qué significa para las familias y cómo se remedia. Lo mismo con bin/dyad check." },
  states: { unsafe: { en: "not safe", es: "no es seguro" }, unknown: { en: "not known", es: "no se sabe" }, safe: { en: "safe", es: "seguro" } },
  counted: { en: (unsafe: number) => (unsafe === 0 ? "Everything that was looked at is safe." : unsafe === 1 ? "One thing is not safe yet." : `${unsafe} things are not safe yet.`), es: (unsafe: number) => (unsafe === 0 ? "Todo lo que se comprobó es seguro." : unsafe === 1 ? "Hay una cosa que todavía no es segura." : `Hay ${unsafe} cosas que todavía no son seguras.`) },
  settingsTitle: { en: "Settings", es: "Configuración" },
  settingsLead: { en: "What each setting does, how it stands, and what is accepted. Secrets are never shown.", es: "Qué hace cada opción, cómo está y qué se acepta. Los secretos no se muestran nunca." },
  installation: { en: "Of the installation", es: "De la instalación" },
  installationHint: { en: "Set in the environment by whoever runs the machine; read at the start.", es: "Las indica en el entorno quien administra la máquina; se leen al iniciar." },
  agency: { en: "Of the agency", es: "De la agencia" },
  name: { en: "Setting", es: "Opción" },
  about: { en: "What it does", es: "Qué hace" },
  present: { en: "As it stands", es: "Cómo está" },
  accepts: { en: "Accepted", es: "Se acepta" },
  change: { en: "Change", es: "Cambiar" },
  back: { en: "Programme", es: "Programa" },
  begin: { en: "First steps", es: "Primeros pasos" },
} as const;
