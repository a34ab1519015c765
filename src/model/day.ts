/** Made once: that takes longer than to write hundreds of days. */
const LONG = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A day as the guide writes it, whatever the clock of the machine: "29 November 2026" */
export const writeDay = (day: Date): string => LONG.format(day);
