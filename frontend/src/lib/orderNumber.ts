/** Order numbers as people type and paste them: ten digits, or the reference of a wire around them. */

/** Read an order number; null where it is none, or where the check digits of a reference say that it has a typo. */
export function readOrderNumber(text: string): string | null {
  const plain = text.replace(/[\s\u00a0-]/g, "").toUpperCase();
  if (/^[1-9]\d{9}$/.test(plain)) return plain;
  const [, check = "", number = ""] = /^RF(\d{2})([1-9]\d{9})$/.exec(plain) ?? [];
  return number && checkDigits(number) === check ? number : null;
}

/** The check digits of ISO 11649; R and F count as 27 and 15, and the two digits themselves as 00. */
function checkDigits(number: string): string {
  let rest = 0;
  for (const digit of `${number}271500`) rest = (rest * 10 + Number(digit)) % 97;
  return String(98 - rest).padStart(2, "0");
}
