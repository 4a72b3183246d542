/** Words of the button that copies a link. */

export const copy = "Copy the link";
export const copied = "The link is copied.";
export const copyFailed = "Your browser does not allow copying. The link is in the address bar.";
