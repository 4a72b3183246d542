/** Words of the lists of documents. */

export const title = "Documents";
export const named = (title: string, number: string) => `${title} ${number} (PDF)`;
export const issued = (day: string) => `issued on ${day}`;
export const failed = "The documents could not be listed.";
