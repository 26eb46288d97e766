/** A whole number as it was typed; what is none goes to the server as it cannot be, and comes back with its sentence. */
export const wholeOf = (typed: string): number => (/^\d{1,9}$/.test(typed.trim()) ? Number(typed) : -1);
