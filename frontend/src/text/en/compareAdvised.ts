/** The comparison, where it marks the plan that an advice names. */
export const compareAdvised = {
  title: "Advice for your requests",
  /** By what the advice comes first: its total, its total of what has a price, or what it leaves without one. */
  marks: {
    total: {
      whole: "Advised: costs least for your requests",
      part: "Advised: part of what costs least for your requests",
      equal: (other: string) => `Advised: costs as little for your requests as ${other}`,
      partEqual: (other: string) => `Advised: part of what costs as little for your requests as ${other}`,
    },
    stated: {
      whole: "Advised: costs least of what has a price",
      part: "Advised: part of what costs least of what has a price",
      equal: (other: string) => `Advised: costs as little as ${other} of what has a price`,
      partEqual: (other: string) => `Advised: part of what costs as little as ${other} of what has a price`,
    },
    agreements: {
      whole: "Advised: leaves the fewest requests without a price",
      part: "Advised: part of what leaves the fewest requests without a price",
      equal: (other: string) => `Advised: costs as little as ${other}, with as few requests without a price`,
      partEqual: (other: string) => `Advised: part of what costs as little as ${other}, with as few requests without a price`,
    },
  },
  titleThen: "Advice for requests that are past",
  marksThen: {
    total: {
      whole: "Would have cost least for your requests",
      part: "Part of what would have cost least for your requests",
      equal: (other: string) => `Would have cost as little for your requests as ${other}`,
      partEqual: (other: string) => `Part of what would have cost as little for your requests as ${other}`,
    },
    stated: {
      whole: "Would have cost least of what has a price",
      part: "Part of what would have cost least of what has a price",
      equal: (other: string) => `Would have cost as little as ${other} of what has a price`,
      partEqual: (other: string) => `Part of what would have cost as little as ${other} of what has a price`,
    },
    agreements: {
      whole: "Would have left the fewest requests without a price",
      part: "Part of what would have left the fewest requests without a price",
      equal: (other: string) => `Would have cost as little as ${other}, with as few requests without a price`,
      partEqual: (other: string) => `Part of what would have cost as little as ${other}, with as few requests without a price`,
    },
  },
  /** Where one option is left. */
  only: {
    whole: "Advised: the only plan on sale that has what must be there",
    part: "Advised: part of the cheapest chain of plans that has what must be there",
  },
  onlyThen: {
    whole: "The only plan on sale that has what must be there",
    part: "Part of the cheapest chain of plans that has what must be there",
  },
  /** Of numbers that are uncertain. */
  onAverage: (mark: string) => `${mark}, on average`,
  /** Behind a mark: when the plan runs. */
  from: (day: string) => `, from ${day}`,
  firstUntil: (day: string) => `, first, until ${day}`,
  /** What has to be known of one of several that cost the same. */
  of: (name: string, sentence: string) => `${name}: ${sentence}`,
  asking: "The advice in this address is being worked out.",
  nothing: "No plan here has everything that must be there.",
  whole: "See the whole advice, with every option and figure",
  open: "Open the advice",
  unread: "The advice in this address cannot be read wholly, so no plan is marked.",
  openUnread: "See what is wrong with it",
  other: (name: string) => `The advice in this address is for ${name}, and not for the plans on this page.`,
  openOther: (name: string) => `See it beside the plans for ${name}`,
  ticketsGone: "The tickets this advice is about are not in this tab, so no plan is marked.",
  notAsked: "This address names no support that is expected, so no plan is marked.",
  refused: "The advice in this address could not be worked out.",
  tooOften: "Advice was asked for too often. Try again in a while.",
  serverFault: "The advice could not be worked out: something went wrong at the server. Try again in a moment.",
  unreachable: "The advice could not be asked for: the server did not answer.",
};
