/** Words of the comparison: table, differences in words, and the notes below it. */
import { lines as lineWords, list, lower, plural, upper } from "./common.ts";

// The page
export const familyTitle = (family: string) => `${family}: support plans`;
export const familyDescription = (family: string) =>
  `Compare the support plans for ${family}: prices, what is included, quotas and updates, side by side.`;
export const advice = "Help me choose";
export const crossTitle = "Plans of different families";
export const crossDescription = "Set support plans of different product families side by side.";
export const crossLead = "Choose plans from any family and see them side by side.";
export const crossNotice =
  "These plans are for different products: requests, hours and updates of one cannot be used for another.";
export const crossNoScript =
  "Choosing plans here needs JavaScript. Without it, one plan of each family is shown; every family has its own page.";
export const switcher = "Product family";
export const across = "Across families";
export const products = (names: readonly string[]) => `For ${list(names)}.`;
export const included = "The licence of the product includes support; which plan depends on the licence.";
export const notIncluded = "The licence of the product includes no support plan.";

// Choosing
export const chooseTitle = "Plans to compare";
export const chooseHint = "two to five";
export const onlyDifferences = "Only differences";
export const showLines = "Show the vendor’s lines";
export const hiddenRows = (count: number) =>
  count === 0 ? "No row is hidden: the plans differ in every one." : `${plural(count, "row is", "rows are")} hidden where the plans agree.`;

// What an address can get wrong
export const unknownPlans = (keys: readonly string[]) =>
  `The link names ${list(keys.map((key) => `“${key}”`))}, ${
    keys.length === 1 ? "which is not offered here; it was left out" : "which are not offered here; they were left out"
  }.`;
export const tooFew = "The link names fewer than two plans, so the usual ones are shown.";
export const tooMany = "The link names more than five plans; the first five are shown.";
export const badWords = "The link asks for the difference between plans that are not both shown; the usual two are described.";
export const badSwitch = (name: string, value: string) => `The link says “${name}=${value}”, which means nothing here; it was left out.`;

export const printNote = (version: string, path: string) =>
  `Small numbers point to notes on unclear terms, which stand on this site at ${path}#notes. Catalogue ${version}.`;

// The table
export const caption = (currency: string) =>
  `Support plans side by side. Prices in ${currency}, net of tax. Requests and hours are upper limits: whichever is reached first counts.`;
export const groups = {
  price: "Price",
  getting_started: "Getting started",
  contact: "How to reach us",
  updates: "Updates",
  requests: "Included requests",
};
export const price = "List price";
export const priceIn = (currency: string) => `Price in ${currency}`;
export const priceSays = "The price is";
export const buys = "The price buys";
export const supportPeriod = "Support period";
export const supportPeriodSays = "The support period is";
export const sale = "How to get it";
export const saleSays = "It is";
export const saleStates = {
  buyable: "for sale here",
  extension_only: "sold as an extension",
  with_licence_only: "with a licence only",
  not_for_sale: "not for sale",
};
export const configure = "Configure";
export const configureNamed = (plan: string) => `Configure ${plan}`;
export const ask = "Ask us";
export const askNamed = (plan: string) => `Ask us about ${plan}`;
export const perMonth = "Price per month";
export const perMonthFormula = "computed: price ÷ months it buys";
export const perMonthSays = "A month comes to";
export const perRequest = "Price per included request";
export const perRequestFormula = "computed: price ÷ requests per support period, all levels";
export const perRequestSays = "An included request comes to";
export const notComputed = "no figure";
export const criticalUpdates = "Critical updates";
export const criticalUpdatesSays = "Critical updates run for";
export const maintenanceUpgrades = "Maintenance upgrades";
export const maintenanceUpgradesSays = "Maintenance upgrades run for";
export const levels = "Levels covered";
export const levelsSays = "It covers";
export const quotaMonth = (pool: string) => `${pool}, per month`;
export const quotaPeriod = (pool: string) => `${pool}, per support period`;
export const quotaMonthOf = (pool: string) => `of ${lower(pool)} per month`;
export const quotaPeriodOf = (pool: string) => `of ${lower(pool)} per support period`;
export const noCap = "no separate limit";
export const onlyLevel = (level: string) => `${lower(level)} only`;
export const family = "for the whole family";

// Differences in words
export const wordsTitle = "The difference in words";
export const wordsOf = "What changes with";
export const wordsFrom = "instead of";
export const wordsPair = (next: string, before: string) => `${wordsOf} ${next} ${wordsFrom} ${before}:`;
export const same = "The two plans agree in every row.";
export const ofFamily = (plan: string, family: string) => `${plan} (${family})`;
export const instead = (says: string, next: string, before: string) => `${upper(`${says} ${next} instead of ${before}.`.trim())}`;
export const insteadCount = (next: string, before: string, of: string) => `${next} instead of ${before} ${of}.`;
export const gained = (says: string, next: string, other: string) => `${says} ${next}, where ${other} states nothing.`;
export const lost = (label: string, before: string, other: string) => `${label}: not stated, where ${other} says ${before}.`;

// Below the table
export const familyNotesTitle = "About this family";
export const coverageElsewhere = "See which products are supported";
export const vendorLines = "Vendor’s terms";
export const incidentsTitle = "Single incidents";
export const incidentsLead = "Requests that no plan covers are sold one by one, as incidents, for every family.";
export const incidentsBuy = "Buy single incidents";
export const incident = "What";
export const incidentPrice = "Price, net of tax";
export const incidentLimit = "Covers";
export const atMost = (time: string) => `at most ${time}`;
export const byAgreement = "by separate agreement";
export const or = "or";
export const responseTitle = "How fast an answer comes";
export const responseLead = "The limit and the average are two separate figures. They are the same for every plan.";
export const responseKind = "Request";
export const responseLimit = "Limit";
export const responseAverage = "Average";
export const levelsTitle = "What the levels mean";
export const levelExamples = (examples: readonly string[]) => `For example: ${list(examples.map(lower))}.`;
export const criticalTitle = "When an issue is critical";
export const criticalHow = "How to report one:";
export const coverageTitle = "Which products are supported";
export const coverageProduct = "Product";
export const coveragePlatforms = "Where";
export const coverageState = "Support";
export const coverageStates = { full: "full", as_is: "as is", none: "none", elsewhere: "described elsewhere" };
export const policiesTitle = "How support works";
export const contact = "Contact";
export const upgrades = "Upgrades";
export const legacy = "Older servers";
export const payment = "Payment";

// Is my issue critical?
export const checkTitle = "Is my issue critical?";
export const checkShare = "Calls affected, in percent";
export const checkCalls = "Simultaneous calls of real traffic";
export const checkProduction = "The server is in production";
export const checkNew = "It is about a new server or a newly added feature";
export const checkEmpty = "Fill in both figures and this says whether the issue is critical.";
export const checkBadShare = "Calls affected: enter a number from 0 to 100.";
export const checkBadCalls = "Simultaneous calls: enter a whole number.";
export const checkYes = "Critical.";
export const checkNo = "Not critical:";
export const failsShare = (share: string, least: number) => `${share} % of the calls is less than ${least} %`;
export const failsCalls = (calls: string, more: number) => `${calls} simultaneous calls are not more than ${more}`;
export const failsProduction = "the server is not in production";
export const failsNew = "new servers and newly added features are handled in normal business hours";
export const checkNoEnd = (reasons: readonly string[]) => `${list(reasons)}.`;

// Is my product covered?
export const lookupTitle = "Is my product covered?";
export const lookupLabel = "Product and platform";
export const lookupChoose = "Choose one";
export const lookupEntry = (product: string, platform: string) => `${product}: ${platform}`;
export const lookupAnswer = (state: string, text: string, lines: readonly number[]) =>
  `Support: ${state}. ${text} (${lineWords(lines)} of the vendor’s terms)`;
