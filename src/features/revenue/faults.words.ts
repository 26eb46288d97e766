/** Why something about money is refused. */
export const faultWords = {
  disorder: { en: "The last month comes before the first.", es: "El último mes es anterior al primero." },
  tooLong: { en: "Five years at most.", es: "Cinco años como máximo." },
  noGrant: { en: "This grant is not known here.", es: "Aquí no se conoce esta subvención." },
  grantEnded: { en: "This grant is out of use.", es: "Esta subvención ya no se usa." },
  changed: { en: "Somebody changed this meanwhile. Look again before you go on.", es: "Alguien lo cambió entretanto. Mírelo otra vez antes de seguir." },
  grantDays: { en: "The last day comes before the first.", es: "El último día es anterior al primero." },
  monthOutside: { en: "The grant does not run in this month.", es: "La subvención no está vigente en este mes." },
  monthOpen: { en: "This month is not over yet.", es: "Este mes todavía no ha terminado." },
  nothing: { en: "Nothing was counted in this month.", es: "En este mes no se contó nada." },
  already: { en: "This month has an invoice. Take it back first.", es: "Este mes ya tiene una factura. Retírela primero." },
  overAmount: { en: "The grant does not hold this much any more.", es: "A la subvención ya no le queda tanto." },
  noInvoice: { en: "This invoice is not known here.", es: "Aquí no se conoce esta factura." },
  settled: { en: "This invoice was paid or taken back.", es: "Esta factura ya se pagó o se retiró." },
  paidEarly: { en: "It was not made yet on this day.", es: "Ese día todavía no se había hecho." },
  paidLater: { en: "This day has not come yet.", es: "Ese día todavía no ha llegado." },
} as const;
