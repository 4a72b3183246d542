/** Words for what goes wrong in a form or on the way to the server. */

export const faultsTitle = (count: number) => (count === 1 ? "One thing needs your attention" : `${count} things need your attention`);
export const unreachable = "The server could not be reached. Nothing is lost: check your connection, then try again.";
export const failed = "This could not be done.";
export const retry = "Try again";
export const requestNumber = (id: string) => `If you write to us about this, name request ${id}.`;
