/** The comparison, where it marks the plan that an advice names. */
export const compareAdvised = {
  title: "Advice for the support you expect",
  mark: "Advised: costs least for what you expect",
  markPart: "Advised: part of what costs least for what you expect",
  titleThen: "Advice for months that are over",
  markThen: "Would have cost least for these requests",
  markPartThen: "Part of what would have cost least for these requests",
  asking: "The advice in this address is being worked out.",
  nothing: "No plan here has everything that must be there.",
  whole: "See the whole advice, with every option and figure",
  open: "Open the advice",
  notAsked: "This address names no support that is expected, so no plan is marked.",
  refused: "The advice in this address could not be worked out.",
  tooOften: "Advice was asked for too often. Try again in a while.",
  serverFault: "The advice could not be worked out: something went wrong at the server. Try again in a moment.",
  unreachable: "The advice could not be asked for: the server did not answer.",
};
