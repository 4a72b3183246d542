/** Words of the page for an address that leads nowhere. */

export const title = "Page not found";
export const lead = "There is nothing at this address.";
export const ways = "Perhaps you want to";
export const compare = "compare support plans";
export const configure = "buy or extend support";
export const ask = "ask us";
