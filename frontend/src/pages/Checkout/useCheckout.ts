/** What the checkout holds: the order as it is priced, who orders, and placing it once. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { readPayers } from "../../api/prepared.ts";
import type { ProblemError } from "../../api/request.ts";
import { type ContactSession, readSession } from "../../api/session.ts";
import { useCoverChanged } from "../../components/useCoverChanged.ts";
import { useLoaded } from "../../components/useLoaded.ts";
import { type Prices, usePrices } from "../../components/usePrices.ts";
import { keepBuyer, keepConsent, keepInstallations, restoreBuyer, restoreConsent, restoreInstallations } from "../../state/kept.ts";
import { type Offer, offerIn, planName } from "../../state/offer.ts";
import { readPreset } from "../../state/preset.ts";
import { changeCard, entries, type Entry } from "../../state/selection.ts";
import { checkout as t } from "../../text/en.ts";
import { buyerControl, type BuyerValues, EMPTY, type Form, type Kept, missing, orderPayload, prefilled, preparedPayload, problemFaults, taxIdFault } from "./form.ts";
import { type Cover, useCover } from "./useCover.ts";
import { usePlacing } from "./usePlacing.ts";

/** Refusals after which everything is priced again, for it is no longer what was shown. */
const CHANGED: ReadonlySet<string> = new Set(["total-changed", "terms-changed", "cover-changed"]);

/** As long as a pause between two groups of figures. */
const TYPING_MS = 700;

export type CheckoutState = ReturnType<typeof useCheckout>;

export function useCheckout(whole: Offer, search: string) {
  const [preset] = useState(() => readPreset(search, whole));
  const offer = offerIn(whole, preset.selection.currency);
  const [selection, setSelection] = useState(() => restoreInstallations(preset.selection));
  const cover = useCover(preset.selection.booked);
  const placed = useMemo(() => [...entries(selection, offer), ...cover.entries], [selection, cover.entries]);
  const { session, payers, known } = useBuyer(search);
  const { values, change } = useValues(search, session);
  const sends = session !== null && !session.permissions.includes("order");
  const asksCountry = sends && session.customer.country === null;
  const taxId = useSettled(values.tax_id.trim());
  const books = sends ? session.customer : null;
  const buyer = offer.taxed ? { country: books?.country ?? values.country, taxId: books ? (books.tax_id ?? "") : taxId } : null;
  const prices = usePrices(placed, { ...selection, buyer });
  const form: Form = { selection, cover: cover.items, offer, answer: prices.answer, values, sends, asksCountry };
  const changeInstallation = (key: string, next: Parameters<typeof changeCard>[2]) => {
    const changed = changeCard(selection, key, next);
    setSelection(changed);
    keepInstallations(changed);
  };
  const closed = cover.items.filter(({ choice }) => !choice).map(({ options, booked }) => t.notOpenAny(options.name, planName(offer, booked.plan)));
  const faulty = [...preset.faults, ...closed, ...prices.answer.faults.map(({ text }) => text)];
  const { placing, submit } = useOrdering({ form, placed, prices, cover, faulty, known });
  return { known, preset, selection, cover, placed, prices, placing, payers, form, change, changeInstallation, faulty, submit };
}

/** The value once it has not changed for a moment: half a tax id is a wrong one, and nobody wants to be told. */
export function useSettled(value: string): string {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), settled ? TYPING_MS : 0);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** What is typed, kept for a reload, and filled in from the books of who is signed in. */
function useValues(search: string, session: ContactSession | null) {
  const kept = useKeptValues(search);
  useEffect(() => {
    if (session) kept.fill((present) => prefilled(present, session));
  }, [session]);
  return kept;
}

/** What is typed, kept for a reload; `first` fills in what is known when the page opens. */
export function useKeptValues(search: string, first: (values: Kept) => Kept = (values) => values) {
  const [values, setValues] = useState<Kept>(() =>
    first({ ...EMPTY, ...(search ? { ...restoreBuyer<BuyerValues>(), accepted: restoreConsent(search) } : {}) }),
  );
  const change = (next: Partial<Kept>) => {
    const { accepted, payer, ...buyer } = { ...values, ...next };
    setValues({ ...buyer, accepted, payer });
    keepBuyer(buyer);
    keepConsent(search, accepted);
  };
  return { values, change, fill: setValues };
}

interface Ordering {
  form: Form;
  placed: Entry[];
  prices: Prices;
  cover: Cover;
  /** What cannot be ordered as it stands. */
  faulty: string[];
  /** False until it is known who is signed in: before, nobody is told that their company is missing. */
  known: boolean;
}

/** Placing the order or sending it to who pays, and what is done when something changed meanwhile. */
function useOrdering({ form, placed, prices, cover, faulty, known }: Ordering) {
  const placing = usePlacing();
  const coverMoved = () => {
    placing.coverChanged(cover.items);
    cover.again();
  };
  useCoverChanged(prices, coverMoved);
  const explain = (problem: ProblemError) => {
    if (problem.type === "cover-changed") coverMoved();
    if (CHANGED.has(problem.type)) prices.retry();
    return problemFaults(problem, placed);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const { breakdown } = prices.answer;
    const wrongTaxId = taxIdFault(prices.problem);
    if (wrongTaxId) return placing.refuse([{ field: buyerControl("tax_id"), text: t.at(t.fields.tax_id, wrongTaxId) }]);
    if (faulty.length > 0) return placing.refuse([{ field: null, text: t.mendFirst }]);
    if (!breakdown || !known) return;
    const found = missing(form, placing.changed);
    if (found.length) return placing.refuse(found);
    return void (form.sends ? placing.send(preparedPayload(form, breakdown), explain) : placing.place(orderPayload(form, breakdown), explain));
  };
  return { placing, submit };
}

/** Who is signed in, if anybody, and who of the company may pay where that is somebody else. */
function useBuyer(search: string) {
  const { value, problem } = useLoaded(async (signal) => {
    const session = search ? await readSession(signal) : null;
    if (session?.kind !== "contact") return { session: null, payers: null };
    const payers = session.permissions.includes("order") ? null : await readPayers(signal);
    return { session, payers };
  });
  return { session: value?.session ?? (null as ContactSession | null), payers: value?.payers ?? null, known: value !== null || problem !== null };
}
