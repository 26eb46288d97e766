/** What stands in the record where a credential ended with its certificate; read by whoever runs the agency, in both languages. */
export const takenWords = {
  annulled: (number: string): string => `Certificate ${number} was annulled by its issuer. / El certificado ${number} fue anulado por quien lo emitió.`,
} as const;
