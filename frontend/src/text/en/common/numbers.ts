/** Whole numbers with their thousands apart, as the server writes them; apart from the plural, which costs every page. */

export const number = (count: number): string => count.toLocaleString("en-GB");

/** `1 ticket`, `1,200 tickets`. */
export const counted = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`;
