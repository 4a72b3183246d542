/** Words of the desk's pages about wires: statements, their lines, one wire by hand. */
import type { Verdict } from "../../api/statements.ts";

export const title = "Wires";
export const description = "Import a bank statement, enter one wire, and see which orders await one.";
export const statementTitle = "Bank statement";
export const statementDescription = "What every line of a statement would do, and its booking.";

export const upload = {
  title: "Import a bank statement",
  lead: "First you see what every line would do. Nothing is booked before you confirm.",
  file: "The file from your bank",
  format: "Format",
  told: "CAMT.053 or MT940: the file tells",
  fresh: "CSV, with columns I choose now",
  saved: (name: string) => `CSV, as saved: ${name}`,
  send: "Read the file",
  sending: "Reading the file …",
  noFile: "Choose a file.",
};

export const mapping = {
  title: "How the columns are read",
  lead: "Nothing is guessed: compare the preview below with your bank’s own page.",
  encoding: "Encoding",
  delimiter: "Columns are separated by",
  delimiters: { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as Record<string, string>,
  decimal: "Decimals begin with",
  decimals: { ",": "a comma: 1.400,50", ".": "a dot: 1,400.50" } as Record<string, string>,
  dateFormat: "Dates are written",
  skip: "Rows before the header",
  valueDate: "Value date",
  bookedOn: "Booking date",
  amount: "Amount, or money in",
  debit: "Money out",
  debitHint: "Only where it has a column of its own.",
  text: "Text with the reference",
  moreText: "More text",
  currencyColumn: "Currency of a line",
  currency: "Currency where no column says it",
  payer: "Payer",
  payerAccount: "Payer’s account",
  bankReference: "The bank’s own reference",
  bankReferenceHint: "With it a line is told again in other files and formats.",
  choose: "Choose a column",
  none: "no column",
  name: "Save it as",
  nameHint: "Next time you choose it by this name.",
  save: "Save, and read the file",
  preview: "Preview",
  asItStands: "The first rows as they stand",
  asRead: "The same rows as they are read",
  missing: (names: string) => `Still to be chosen: ${names}.`,
  columns: { line: "Row", date: "Value date", amount: "Amount", payer: "Payer", text: "Text" },
  unread: "not readable",
  incomplete: "Choose the columns of value date, amount and text, and name the mapping.",
};

export const history = {
  title: "Statements",
  empty: "No statement has been imported yet.",
  more: "Older statements",
  uploaded: (moment: string, by: string) => `${moment}, ${by}`,
  lines: (count: number) => (count === 1 ? "1 line" : `${count} lines`),
};

export const states = { draft: "draft", booking: "being booked", booked: "booked", discarded: "discarded" };

export const hand = {
  title: "Enter one wire by hand",
  lead: "For a wire that no file brings. The same line of the bank is never booked twice.",
  number: "Order number",
  amount: "Amount",
  amountHint: "With a dot before the decimals: 1400.00",
  currency: "Currency",
  received: "Value date",
  reference: "The bank’s reference",
  referenceHint: "As the statement shows it: it tells the same line again.",
  send: "Book the wire",
  badNumber: "An order number has ten digits.",
  badAmount: "This is no amount such as 1400.00.",
  needed: "This is needed.",
  done: {
    paid: (number: string) => `Order ${number} is paid.`,
    short: (number: string, missing: string) => `Order ${number} still needs ${missing}. The money is held for it, and the buyer was told how to pay the rest.`,
    over: (number: string, surplus: string) => `Order ${number} is paid. ${surplus} is left and waits under Money.`,
    listed: (number: string) => `The money is booked, but could not pay order ${number}. It waits under Money.`,
    writtenOff: (amount: string) => `${amount} was written off as a fee.`,
  },
};

export const awaited = "Orders that await a wire";

export const statement = {
  back: "All statements",
  facts: { file: "File", format: "Format", account: "Account", uploaded: "Uploaded", confirmed: "Confirmed", state: "State" },
  formats: { "camt.053": "CAMT.053", mt940: "MT940", csv: "CSV" },
  otherAccount: "This statement is of another account than the one our orders name. Is it the right file?",
  byVerdict: "Lines by verdict",
  dryRun: "What confirming will do",
  result: "What was done",
  group: { verdict: "Verdict", lines: "Lines", money: "Money", books: "In the books" },
  books: "booked",
  booksNot: "not booked",
  all: "All lines",
  show: (verdict: string) => `Show: ${verdict}`,
  confirm: "Confirm and book",
  confirmLead: "Booked is what the table says; each line is judged once more as it is booked.",
  continue: "Book on",
  booking: (done: number, lines: number) => `${done} of ${lines} lines are done.`,
  booked: "Everything is booked.",
  discard: "Discard this draft",
  discarded: "This draft was discarded. Nothing of it was booked.",
  toMoney: "See what waits under Money",
};

export const lines = {
  title: "Lines",
  none: "No line has this verdict.",
  more: "More lines",
  columns: { line: "Line", verdict: "Verdict", amount: "Amount", from: "From", text: "Text", act: "Decide" },
  dated: (date: string) => `value date ${date}`,
  order: (number: string) => `Order ${number}`,
  now: (verdict: string) => `${verdict} when it was booked`,
  choose: "Choose orders",
  chooseOf: (line: number) => `Choose orders for line ${line}`,
  skip: "Leave out",
  skipOf: (line: number) => `Leave out line ${line}`,
  undo: "As its text says",
  undoOf: (line: number) => `Judge line ${line} by its text again`,
  split: (amount: string) => `Where ${amount} goes`,
  number: (row: number) => `Order ${row}`,
  amount: (row: number) => `Amount ${row}`,
  another: "Another order",
  keep: "Give the money to these",
  cancel: "Cancel",
  badNumber: "An order number has ten digits.",
  badAmount: "This is no amount such as 1400.00.",
};

export const verdicts: Record<Verdict, string> = {
  matched: "matched",
  short: "short",
  over: "over",
  late: "late",
  early: "early",
  already_paid: "already paid",
  wrong_currency: "wrong currency",
  split: "split",
  unknown: "unknown",
  unreadable: "unreadable",
  not_yet: "not yet",
  duplicate: "duplicate",
  outgoing: "outgoing",
  skipped: "left out",
};
