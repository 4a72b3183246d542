/** The prepared extension: what is chosen and agreed to, its price, and placing the order. */
import { useMemo, useState } from "preact/hooks";
import { type ExtendLink, extendKey, type Options } from "../../api/options.ts";
import type { OrderPayload } from "../../api/orders.ts";
import type { PriceBreakdown } from "../../api/prices.ts";
import type { ProblemError } from "../../api/request.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { useCoverChanged } from "../../components/useCoverChanged.ts";
import { usePrices } from "../../components/usePrices.ts";
import { choiceFor, firstWish, lineOf, type Wish } from "../../state/extension.ts";
import { buying, checkout, common, link as t } from "../../text/en.ts";
import { buyerControl, TERMS, TOTAL } from "../Checkout/form.ts";
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
  const prices = usePrices(placed, extendKey(linkKey));
  const placing = usePlacing();

  // Consent is to what was shown: where that changed, it is asked for again.
  const lookAgain = () => {
    setMoved(true);
    accept("");
    confirm(null);
    again();
  };
  useCoverChanged(prices, lookAgain);

  const missing = (priced: PriceBreakdown): FieldFault[] => {
    const days = choice?.days_given_up ?? 0;
    const { total } = placing.changed;
    const needs: [boolean, string, string][] = [
      [days > 0 && confirmed !== days, giveUpControl(options.id), buying.mustGiveUp(days)],
      [!link.country_known && !country, buyerControl("country"), checkout.needs.country],
      [accepted !== priced.catalogue_version, TERMS, checkout.needTerms],
      [total !== null && !total.agreed, TOTAL, checkout.needTotal],
    ];
    return needs.filter(([wrong]) => wrong).map(([, field, text]) => ({ field, text }));
  };
  const explain = (problem: ProblemError): FieldFault[] => {
    if (problem.type === "cover-changed") lookAgain();
    else prices.retry();
    if (problem.unreachable) return [{ field: null, text: `${common.unreachable} ${checkout.again}` }];
    return [{ field: null, text: problem.errors[0]?.detail ?? (problem.detail || checkout.failed) }];
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const { breakdown } = prices.answer;
    if (!breakdown || !choice) return placing.refuse([{ field: null, text: t.notPriced }]);
    const found = missing(breakdown);
    if (found.length) return placing.refuse(found);
    const payload: OrderPayload = {
      lines: [lineOf(choice, confirmed)],
      buyer: null,
      ...(link.country_known ? {} : { country }),
      terms_version: breakdown.catalogue_version,
      terms_accepted: true,
      expected_total: breakdown.total,
    };
    return void placing.place(payload, explain, extendKey(linkKey));
  };
  const wish = (next: Partial<Wish>) => setWish({ plan: wished.plan, periods: wished.periods, beginning: null, ...next });
  const plan = choice?.plan ?? wished.plan;
  return { plan, choice, wish, confirmed, confirm, country, setCountry, accepted, accept, moved, prices, placing, submit };
}
