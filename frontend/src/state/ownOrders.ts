/** Which order this browser made of a quote: a quote's address is passed on, that of its order is its buyer's alone. */

const name = (quote: string): string => `plandesk.ordered.${quote}`;

export function keepOrderOf(quote: string, order: string): void {
  try {
    localStorage.setItem(name(quote), order);
  } catch {
    // Storage is full or refused: the mail about the order has its address too.
  }
}

/** The order's token, or null where somebody else ordered, or elsewhere. */
export function orderMadeOf(quote: string): string | null {
  try {
    return localStorage.getItem(name(quote));
  } catch {
    return null;
  }
}
