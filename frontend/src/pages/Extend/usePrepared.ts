/** The prepared extension: what is chosen and agreed to, its price, and placing the order. */
import { useMemo, useState } from "preact/hooks";
import { type ExtendLink, type ExtensionChoice, extendKey, type Options } from "../../api/options.ts";
import type { OrderPayload } from "../../api/orders.ts";
import type { PriceBreakdown } from "../../api/prices.ts";
import type { ProblemError } from "../../api/request.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { useCoverChanged } from "../../components/useCoverChanged.ts";
import { usePrices } from "../../components/usePrices.ts";
import { choiceFor, firstWish, lineOf, type Wish } from "../../state/extension.ts";
import { buying, checkout, common } from "../../text/en.ts";
import { buyerControl, type ChangedTotal, TERMS, TOTAL } from "../Checkout/form.ts";
import { usePlacing } from "../Checkout/usePlacing.ts";
import { giveUpControl } from "./Chooser.tsx";

const PLACE = "prepared";

export interface Opened {
  link: ExtendLink;
  options: Options;
  linkKey: string;
  again: () => void;
}

export function usePrepared({ link, options, linkKey, again }: Opened) {
  const [wished, setWish] = useState<Wish>(() => firstWish(options));
  const [confirmed, confirm] = useState<number | null>(null);
  const [country, setCountry] = useState("");
  const [accepted, accept] = useState("");
  const [moved, setMoved] = useState(false);
  const choice = choiceFor(options, wished);
  const placed = useMemo(() => (choice ? [{ at: PLACE, line: lineOf(choice, null) }] : []), [choice]);
  // The books know the rest of the buyer; only a country that they lack is stated here.
  const prices = usePrices(placed, { authorization: extendKey(linkKey), buyer: { country, taxId: "" } });
  const placing = usePlacing();

  // Consent is to what was shown: where that changed, it is asked for again.
  const lookAgain = () => {
    setMoved(true);
    accept("");
    confirm(null);
    again();
  };
  useCoverChanged(prices, lookAgain);

  const submit = (event: Event) => {
    event.preventDefault();
    const { breakdown } = prices.answer;
    if (!breakdown || !choice) return;
    const form: Form = { link, choice, confirmed, country, accepted, total: placing.changed.total };
    const found = missing(form, options.id, breakdown);
    if (found.length) return placing.refuse(found);
    const explain = (problem: ProblemError) => {
      if (problem.type === "cover-changed") lookAgain();
      else prices.retry();
      return told(problem);
    };
    return void placing.place(payloadOf(form, breakdown), explain, extendKey(linkKey));
  };
  const wish = (next: Partial<Wish>) => setWish({ plan: wished.plan, periods: wished.periods, beginning: null, ...next });
  const plan = choice?.plan ?? wished.plan;
  return { plan, choice, wish, confirmed, confirm, country, setCountry, accepted, accept, moved, prices, placing, submit };
}

interface Form {
  link: ExtendLink;
  choice: ExtensionChoice;
  confirmed: number | null;
  country: string;
  accepted: string;
  total: ChangedTotal | null;
}

/** What keeps the order from being placed, by the control that mends it. */
function missing({ link, choice, confirmed, country, accepted, total }: Form, installation: string, priced: PriceBreakdown): FieldFault[] {
  const days = choice.days_given_up;
  const needs: [boolean, string, string][] = [
    [days > 0 && confirmed !== days, giveUpControl(installation), buying.mustGiveUp(days)],
    [!link.country_known && !country, buyerControl("country"), checkout.needs.country],
    [accepted !== priced.catalogue_version, TERMS, checkout.needTerms],
    [total !== null && !total.agreed, TOTAL, checkout.needTotal],
  ];
  return needs.filter(([wrong]) => wrong).map(([, field, text]) => ({ field, text }));
}

function payloadOf({ link, choice, confirmed, country }: Form, { catalogue_version, total }: PriceBreakdown): OrderPayload {
  return {
    lines: [lineOf(choice, confirmed)],
    buyer: null,
    ...(link.country_known ? {} : { country }),
    terms_version: catalogue_version,
    terms_accepted: true,
    expected_total: total,
  };
}

function told(problem: ProblemError): FieldFault[] {
  if (problem.unreachable) return [{ field: null, text: `${common.unreachable} ${checkout.again}` }];
  return [{ field: null, text: problem.errors[0]?.detail ?? (problem.detail || checkout.failed) }];
}
