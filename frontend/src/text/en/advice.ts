/** Words of the page that advises on a plan. */
import { list, lower, plural } from "./common/grammar.ts";
import { counted, number } from "./common/numbers.ts";
import { duration, months as span } from "./common/units.ts";

export const title = "Help me choose a plan";
export const description = "Say how much support you expect to need, and see which plan costs least, exactly, with the reasons.";
export const lead = "Say how much support you expect to need. You see what each plan on sale and no plan at all would cost you at list prices, to the cent, and why; of numbers you are sure of, also whether plans one after another are cheaper.";
export const noScript =
  "Working out an answer here needs JavaScript. Without it, the comparisons show what each plan costs and covers, and we work out an answer for you:";
export const levelsOf = (pool: string) => `What requests of ${pool} are`;
export const askUs = "Ask us";
export const compareLead = "The plans side by side:";

export const familyQuestion = "What do you run?";
export const familyHint = "Every product has its own plans.";
export const forFamily = (name: string) => `For: ${name}.`;
export const otherFamily = "Another product";
export const chooseFamily = "Choose the product";
export const needFamily = "Choose what you run.";

export const countQuestion = (pool: string) => `How many requests of ${pool} do you expect?`;
export const count = "How many";
export const requests = "Requests";
/** Follows for those who hear it: beside it stands the question that names the level. */
export const ofPool = (pool: string) => `of ${pool}`;
export const zeroIfNone = "0 if there are none";
export const per = "In";
export const perYear = "a year";
export const perMonth = "every month";
export const length = "One usually takes";
/** Short, for there are many of them in one list: `1 h 45 min`. */
export const lengthOf = (minutes: number) =>
  [...(minutes >= 60 ? [`${Math.floor(minutes / 60)} h`] : []), ...(minutes % 60 ? [`${minutes % 60} min`] : [])].join(" ");
export const examples = (items: readonly string[]) => `For example: ${list(items.map((item, index) => (index ? lower(item) : lower(item).replace(/\.$/, ""))))}.`;
export const badCount = (pool: string, most: number) => `${pool}: enter a whole number from 0 to ${most}.`;
/** `where` is a pool or a line. */
export const tooManyRequests = (where: string, requests: number, most: number) =>
  `${where}: enter fewer, or choose a shorter time. These are ${number(requests)} requests in all, and an answer is worked out for up to ${number(most)}.`;
export const needCounts = (pool: string) => `${pool}: say how many requests you expect. If there are none at all, enter 0.`;

export const needsQuestion = "What must be there, whatever it costs?";
export const needsUnknown = "What plans offer beside requests depends on the product: choose it first.";
export const needsHint = "Plans without it are left out. The answer says what each must-have costs, so tick only what you cannot do without.";
export const critical = "Critical updates for";
export const maintenance = "Maintenance upgrades for";
export const years = (count: number) => (count ? plural(count, "year", "years") : "no matter");

export const advanced = "More exactly: time span, first day, month by month, uncertain numbers";
export const horizon = "For how long";
export const horizonOf = (months: number) => span(months);
export const start = "First day";
export const todayIfEmpty = "empty: today";
export const badStart = "Enter a date, or leave the field empty.";
export const farStart = (first: string, last: string) => `Enter a first day from ${first} to ${last}, or leave the field empty.`;
export const wayQuestion = "How do you tell your requests?";
export const ways = {
  short: "By the short questions above",
  pattern: "Month by month",
  requests: "One by one, each with its day",
  rates: "As numbers I am unsure of",
  file: "By a file of last year’s tickets",
};
/** By what became of the requests; `before` is the way they were told. */
export const took = {
  days: () => "Your requests are taken over, each on the first day of its month, where the answer counts it too. Change the days you know better.",
  months: () => "Your requests are taken over, each into the month of its day.",
  kept: (before: string) => `What you told so far stays under “${before}”, and is there again when you choose it.`,
  left: (before: string) => `These lines are as you left them. What you told under “${before}” stays as well.`,
};
export const toldBelow = {
  short: "",
  pattern: "Your requests are told month by month, below under “More exactly”.",
  requests: "Your requests are told one by one, below under “More exactly”.",
  rates: "Your requests are told as uncertain numbers, below under “More exactly”.",
  file: "Your requests come from a file, which is chosen at the end.",
};
export const haveFile = "I have last year’s tickets in a file";
export const fileTitle = "Last year’s tickets";
export const fileLead = "You see what every option would have cost you for exactly these tickets. They are sent as numbers and never go into the address of this page.";
export const fileKept = (tickets: number) =>
  `This answer is about ${counted(tickets, "ticket", "tickets")} of the file that was read in this tab. To read it in another way, choose the file again.`;
export const ticketsGone = "The tickets this address speaks of are not in this tab: a file stays where it was read. Choose the file again.";
export const fileNotInAddress = "A file’s tickets are not in the address, so this answer opens again in this tab only, until you close it. Print it, or keep the files of its charts.";
export const backToShort = "Answer the short questions instead";
export const patternTitle = "Requests by the month";
export const patternLead = (months: number) => `One line for requests that are alike. Months are counted from 1, the first one, to ${months}; write them as 1-8, 10.`;
export const inMonths = "In the months";
export const everyMonthIfEmpty = "empty: every month";
export const datedTitle = "Requests by the day";
export const datedLead = (most: number) => `Up to ${most} requests.`;
export const day = "Day";
export const ratesTitle = "Numbers you are unsure of";
export const ratesLead =
  "How many a month on average, such as 1.5. How many really come in a month is then left to chance, and you see what each option costs on average, and in bad years.";
export const about = "About how many a month";
export const level = "Level";
export const rowOf = (number: number) => `Line ${number}`;
export const remove = "Remove";
export const removeRow = (number: number) => `Remove line ${number}`;
export const addFirst = "Add a line";
export const addAnother = "Add another line";
export const rowAdded = (number: number) => `Line ${number} is added.`;
export const rowRemoved = (number: number) => `Line ${number} is removed.`;
export const needRows = "Add a line for each kind of request you expect.";
export const badRowCount = (line: number, most: number) => `Line ${line}: enter a whole number from 1 to ${most}.`;
export const badMonths = (line: number, most: number) => `Line ${line}: enter months as numbers from 1 to ${most}, such as 1-8, 10, or leave the field empty.`;
export const chooseLevel = "Choose a level";
export const chooseLength = "Choose a length";
export const needLevel = (line: number) => `Line ${line}: choose the level.`;
export const needLength = (line: number) => `Line ${line}: choose how long one takes.`;
export const needDay = (line: number) => `Line ${line}: enter the day of the request.`;
export const badDay = (line: number) => `Line ${line}: enter a day on or after the first day.`;
export const lateDay = (line: number, last: string) => `Line ${line}: enter a day up to ${last}, the last of the time looked at.`;
export const badRate = (line: number, most: number) => `Line ${line}: enter a number above 0 and up to ${most}, such as 1.5.`;
export const longRate = (line: number) => `Line ${line}: enter a number with two decimals at most, such as 1.55.`;
export const tooManyDated = (most: number) => `More than ${most} requests do not fit here.`;

export const ask = "Show what costs least";
export const askAgain = "Show the answer again";
export const answersGiven = (family: string, months: number, counts: readonly string[], needs: readonly string[]) =>
  `Your answers: ${[family, span(months), ...(counts.length ? counts : ["no requests"])].join(", ")}${needs.length ? `, with ${list(needs.map(lower))}` : ""}. Change them`;
export const linkTitle = (count: number) => (count === 1 ? "One part of the link could not be followed" : `${count} parts of the link could not be followed`);
export const linkFaultsTitle = (count: number) =>
  count === 1 ? "One thing in this link needs your attention" : `${count} things in this link need your attention`;
export const linkWaits = "So nothing is worked out yet. What could be read stands in the form: look it over, put right what is wrong, then ask.";
export const linkRest = "The answer is for the rest of the link.";
export const replayFailed = "What became of each ticket could not be worked out.";
export const changeAnswers = "Change your answers";
export const working = "Working out what costs least …";
export const failed = "This could not be worked out.";

export const cheapest = (name: string) => `${name} costs least`;
export const cheapestOnAverage = (name: string) => `${name} costs least on average`;
export const sameCost = (names: readonly string[]) => `${list(names)} cost the same`;
export const forMonths = (months: number, first: string, last: string) => `for ${span(months)}, from ${first} to ${last}, the last day looked at.`;
export const onAverageFor = (months: number, first: string, last: string) => `on average for ${span(months)}, from ${first} to ${last}, the last day looked at.`;
export const byAgreement = (count: number) => (count ? `And ${counted(count, "request", "requests")} by agreement, at a price nobody states.` : "");
export const cheapestThen = (name: string) => `${name} would have cost least`;
export const cheapestOnAverageThen = (name: string) => `${name} would have cost least on average`;
export const sameCostThen = (names: readonly string[]) => `${list(names)} would have cost the same`;
/** Of an answer that has one option only. */
export const onlyOne = {
  adhoc: (name: string) => `${name} is all that is on sale`,
  plan: (name: string) => `${name} is the only plan on sale that has what must be there`,
  chain: (name: string) => `${name} is the cheapest chain of plans that has what must be there`,
};
export const ofStated = (sentence: string) => `${sentence} of what has a price`;
export const fewestUnpriced = (name: string) => `${name} leaves the fewest requests without a price`;
export const fewestUnpricedThen = (name: string) => `${name} would have left the fewest requests without a price`;
export const agreedOnAverage = (agreed: string) => (agreed ? `And ${agreed} on average, at a price nobody states.` : "");
export const requestsAgreed = (count: number) => `and ${counted(count, "request", "requests")} by agreement`;
export const withoutAgreed = "without what is by agreement";
export const andAgreed = (agreed: string) => `and ${agreed}`;
export const poolRates = (pool: string, perMonth: readonly string[]) => `about ${perMonth.join(" + ")} a month of ${pool}`;
export const poolRequests = (pool: string, count: number) => `${counted(count, "request", "requests")} of ${pool}`;
export const reckonedFor = (family: string, pools: readonly string[]) =>
  `Worked out for ${family} with ${pools.length ? list(pools) : "no requests at all"}.`;
export const reckonedForRates = (family: string) => `Worked out for ${family} with requests that come by chance, at the numbers you gave.`;
export const askedTitle = "What was asked";
export const askedWhen = {
  pattern: (start: string) =>
    `The first month begins on ${start}. Requests of a month are taken to come on its first day, in this order; a number for the whole year is spread over its months as evenly as possible.`,
  requests: (start: string) => `The time looked at begins on ${start}. Each request is taken to come on its day, and those of one day in the order they were told.`,
  rates: (start: string) => `The first month begins on ${start}. How many requests come in a month is left to chance, at these averages.`,
  file: (start: string) => `The time looked at begins on ${start}. Each ticket is taken to come on its day in the file.`,
};
export const askedCaption = "The requests that the figures are worked out for";
export const askedHow = "How many, and when";
export const everyMonth = (count: number) => `${number(count)} every month`;
export const inMonth = (count: number, month: number) => `${number(count)} in month ${month}`;
export const inEachMonth = (count: number, spans: readonly (readonly [first: number, last: number])[]) =>
  `${number(count)} in each of months ${list(spans.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)))}`;
export const aMonth = (perMonth: string) => `about ${perMonth} a month`;
export const between = (count: number, first: string, last: string) => `${number(count)} ${first === last ? `on ${first}` : `from ${first} to ${last}`}`;
export const onDay = (day: string, count: number) => (count === 1 ? day : `${day} (${number(count)})`);
/** Of a question that names a pool, which is worked out at one of its levels. */
export const poolAt = (pool: string, level: string) => `${pool}, taken as ${level}`;
export const lengths = (shortest: number, longest: number) => (shortest === longest ? duration(shortest) : `${duration(shortest)} to ${duration(longest)}`);
export const askedNeeds = (needs: readonly string[]) => (needs.length ? `Must-haves: ${list(needs.map(lower))}.` : "No must-haves.");
export const criticalFor = (count: number) => `critical updates for ${plural(count, "year", "years")}`;
export const maintenanceFor = (count: number) => `maintenance upgrades for ${plural(count, "year", "years")}`;
export const nothingToBuy = "There is nothing to buy today: an incident is bought when a request comes.";
export const opensWithIncidents = (count: number) =>
  count === 1
    ? "The configurator opens with this incident. It need not be bought today: it can be bought when the request comes."
    : "The configurator opens with these incidents. None has to be bought today: each can be bought when its request comes.";
export const opensWith = (terms: number, plan: string, price: string) => `The configurator opens with ${plural(terms, "term", "terms")} of ${plan}, ${price}.`;
export const opensWithThen = (terms: number, plan: string, price: string) =>
  `For the time to come, the configurator opens with ${plural(terms, "term", "terms")} of ${plan}, ${price}. With other requests another option may cost less.`;
export const nothingToBuyThen = "These requests are past, so nothing has to be bought for them. For requests to come, an incident is bought when each comes.";
export const paidLater = (money: string, { termsLater, incidentsLater }: { termsLater: number; incidentsLater: boolean }) => {
  const terms = termsLater ? [`for ${plural(termsLater, "further term", "further terms")}`] : [];
  const why = [...(incidentsLater ? ["for incidents when requests come"] : []), ...terms];
  return `The other ${money} is paid later: ${why.join(", and ")}.`;
};
export const configure = (name: string) => `Continue with ${name}`;
export const goingOnWith = (name: string) => `${name}:`;
export const configureIncidents = (count: number) => (count === 1 ? "Continue with this incident" : "Continue with these incidents");
export const askFromToday = "Ask again from today";
/** Where the question cannot be asked from today by a link. */
export const changeFirstDay = "To see what can still be bought, change the first day to today and give the months from then on.";
export const leaveOutPast = "To see what can still be bought, replay the file with today as the first day and leave out the rows that are past.";
export const compare = "Compare the plans";
export const writeQuote = "Write a quote with this advice";
export const writeQuoteOf = (name: string) => `Write a quote with this advice: ${name}`;
export const copy = "Copy the link to this answer";
export const copied = "The link is copied.";
export const copyFailed = "Your browser does not allow copying. The link is in the address bar.";

export const optionsTitle = "All options, the cheapest first";
export const optionsTitleAgreed = "All options, by requests without a price, then by cost";
export const optionTitle = "What it costs";
export const figuresLead =
  "The best possible keeps quota for the requests that save most by it. As they come, each request takes what quota is left, so it may cost more.";
export const allHave = (needs: readonly string[]) => `Every one of them has what must be there: ${list(needs.map(lower))}.`;
export const onlyHas = {
  plan: (needs: readonly string[]) => `No other plan on sale has what must be there: ${list(needs.map(lower))}.`,
  chain: (needs: readonly string[]) => `No plan by itself has what must be there: ${list(needs.map(lower))}.`,
};
export const chancesLead =
  "From the exact odds of every number of requests, as they come. In 90 of 100 cases it costs no more than “90 %” says. Where options cost the same, the one with fewer terms comes first, then the earlier one in the catalogue.";
export const chancesAgreed = "Requests without a stated price are in none of these totals: their number stands beside the average.";
export const option = "Option";
export const best = "Best possible";
export const came = "As requests come";
export const planPrice = "Plan price";
export const overflow = "Incidents beyond quota";
export const perMonthColumn = "A month";
export const expected = "On average";
export const median = "Median";
export const p90 = "90 %";
export const p95 = "95 %";
export const chance = "Chance to come first";
export const tied = "same total";
export const same = "the same";
export const inCurrency = (currency: string, net: boolean) => (net ? `In ${currency}, net of tax.` : `In ${currency}.`);

export const incidentsTitle = "What a request costs without a plan";
export const detailsTitle = "Each option in full";
export const termOf = (plan: string, first: string, last: string) => `${plan}, from ${first} to ${last}, the last covered day:`;
export const termsOf = (count: number, plan: string, first: string, last: string) =>
  `${count} terms of ${plan}, one after the other, from ${first} to ${last}, the last covered day, each:`;
export const incidentsLead = "Paid beyond the quota, at the best possible use of it:";
export const incidentsAlone = "Paid as incidents:";
export const incidentsOf = (units: number, pool: string) => `${counted(units, "incident", "incidents")} of ${pool}`;
export const cameLead = "As requests come:";
export const cameWhy = "Earlier requests then take the quota that later ones would have saved more by.";
export const bindingTitle = "Limits that cost you money";
export const bindingTitleThen = "Limits that would have cost you money";
export const worthTitle = "What the price buys";
export const quotaWorth = "Its whole quota, at the price of single incidents";
export const rest = "The rest";
export const quotaTitle = (option: string, pool: string) => `${option}: quota of ${pool}`;
export const quotaCaption = (option: string, pool: string) => `Requests of ${pool} by month with ${option}: asked, covered, and what lapses of the quota`;
export const month = "Month from";
export const asked = "Asked";
export const covered = "Covered at best";
export const coveredAsCame = "Covered as they come";
export const lapses = "Lapses";
export const eachOfMonths = (count: number, first: string, last: string) => `${first} to ${last}: ${count} months, each`;
export const spent = (requests: number, minutes: number) => {
  if (!requests) return minutes ? `no request, ${duration(minutes)}` : "none";
  return `${number(requests)} (${minutes ? duration(minutes) : "no time"})`;
};
export const given = (plan: string, { requests, minutes }: { requests: number; minutes: number }, used: string) =>
  `${plan} gives ${counted(requests, "request", "requests")} (${duration(minutes)}). Used at best: ${used}.`;
export const eachOfTerms = (count: number, first: string, last: string) => `In each of ${count} terms from ${first} to ${last}:`;
export const inTerm = (first: string, last: string) => `In the term from ${first} to ${last}:`;
export const usedCame = (used: string) => `As requests come: ${used}.`;
export const leftOver = (left: string) => `Left over at best: ${left}.`;

export const saveQuota = (option: string) => `Save every month as CSV: ${option}`;
export const quotaFileName = (id: string) => `quota-${id}.csv`;
export const quotaFileTitle = (option: string) => `${option}: quota by month`;
export const quotaFileColumns = [
  "pool",
  "plan",
  "month from",
  "last day",
  "requests asked",
  "hours asked",
  "requests covered at best",
  "hours covered at best",
  "requests covered as they come",
  "hours covered as they come",
  "requests that lapse",
  "hours that lapse",
];

export const needsTitle = "What your must-haves cost";
export const needsTitleThen = "What your must-haves would have cost";
export const giveUpTitle = "What to give up";
export const without = "Answer without it";
export const withoutThe = (name: string) => `Answer without it: ${lower(name)}`;
export const leftOutTitle = "Left out";
export const answerOver = (months: number) => `Answer over ${span(months)}`;
export const nothingFits = "Nothing has all that must be there";
/** Where plans one after another have it. */
export const noPlanFits = "No plan by itself has all that must be there";
export const nothingFitsAsk = "Or tell us what you need:";

export const flipsTitle = "Where the answer changes";
export const flipsWorking = "Where the answer changes is being worked out …";
export const flipsFailed = "Where the answer changes could not be worked out.";
export const noFlips = "More or fewer requests of one kind change nothing here.";
export const tooManyForFlips = (most: number, over: boolean) => {
  const least = over ? "would have cost least" : "costs least";
  return `From which number of requests on another option ${least} is told for up to ${most} requests. The map and the curves show what ${least} around yours.`;
};
export const tooManyForCharts = (most: number) =>
  `Where the answer changes takes too long to work out for so many requests: the map and the curves can be drawn for up to ${most} requests like these.`;
export const mapFailed = "The map could not be worked out.";
export const noFlipsForRates = "Where the answer changes is only told for requests that are certain.";
export const seeThere = "See the answer there";
export const seeThereOf = (count: number, pool: string) => `See the answer there: ${counted(count, "request", "requests")} of ${pool}`;

export const howTitle = "How the answer is worked out";
export const how = [
  "A plan covers a request if its level is in the plan’s scope and the quota of the month and of the term still has one request and its whole time left. A request is never split.",
  "What no plan covers is paid as incidents, at the prices that stand below the options. A request without a stated price is marked as by agreement and never counted as free.",
  "Plans may follow one another, begin later or leave a gap in which you pay by incident. Plans are not changed in the middle of a term, and a term that reaches beyond the time asked for counts in full.",
  "Flip points, map and curves ask the same of fewer requests, the first ones by date, and of more, one at a time on the first day of the month that then has the fewest.",
  "Each option gets two totals: for the best possible use of its quota, and for spending quota as requests come. Both are exact.",
  "The order is by the best possible, then as requests come, then fewer terms; fewer requests by agreement come before less money. Equal totals are shown as equal.",
];
export const noTickets =
  "Your answers are sent to our server, which works out the costs and does not keep them. What you typed stands in the address of the page, so you can mail it; nothing personal is in it, and nothing of a file’s tickets, which stay in this tab until you close it.";
