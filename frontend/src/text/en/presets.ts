/** Words for what is wrong with a preset link. */

export const unknownCurrency = (text: string) => `Nothing is priced in “${text}”; prices are shown in the usual currency.`;
export const tooMany = (most: number) => `The link names more than ${most} of one kind; the first ${most} are filled in.`;
export const unknownPlan = (id: string) => `The link names the plan “${id}”, which does not exist.`;
export const notSold = (name: string, reason: string | null) => `${name} is not sold here. ${reason ?? ""}`.trim();
export const badPeriods = (name: string, asked: string, most: number) =>
  `The link asks for “${asked}” terms of ${name}. One order holds ${most > 1 ? `1 to ${most}` : "1"}, so 1 is filled in.`;
export const badUnits = (name: string, asked: string, most: number) =>
  `The link asks for “${asked}” of ${name}. One order holds 1 to ${most}, so none is filled in.`;
export const unknownLevel = (id: string) => `The link names incidents of level “${id}”, which do not exist.`;
export const levelTwice = (name: string) => `The link names ${name} twice; the first number is filled in.`;
export const badExtension = (text: string) => `The link describes an extension as “${text}”, which is not complete.`;
export const nothingToExtend = (name: string) => `${name} has no support period, so there is nothing to extend.`;
export const badDay = (text: string) => `The link names “${text}” as the last covered day, which is no date.`;
export const badStart = (text: string) => `The link asks the extension to start “${text}”; the first open start is chosen instead.`;
export const otherFamily = (wanted: string, current: string) => `${wanted} cannot extend ${current}: they are for different products.`;
export const badBooked = (text: string) => `The link describes an extension as “${text}”, which is not complete.`;
export const installationTwice = (id: string) => `The link names the installation ${id} twice; its first mention is filled in.`;
