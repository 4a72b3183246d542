/** Words of the form that asks the vendor. */

export const title = "Ask us";
export const description = "Ask the vendor about a plan, an agreement or the terms.";
export const lead = "A person reads this and answers by e-mail.";
export const noScript = "Sending this form needs JavaScript. You can also write to the support manager who knows you.";
export const topic = "What is it about?";
export const topics = {
  plan: "A plan that is not for sale here",
  agreement: "A special agreement or an older server",
  link: "The link to my quote or order",
  other: "Something else",
};
export const plan = "Plan";
export const anyPlan = "No particular plan";
export const planOption = (family: string, plan: string) => `${family}: ${plan}`;
export const name = "Your name";
export const email = "E-mail";
export const emailHint = "The answer goes here, and nowhere else.";
export const company = "Company";
export const message = "Your question";
export const needName = "Enter your name.";
export const needEmail = "Enter an e-mail address with an @ in it.";
export const needMessage = "Write your question.";
export const unknownPlan = (id: string) => `The link names the plan “${id}”, which does not exist; choose one below if you like.`;
export const send = "Send the question";
export const sending = "Sending …";
export const sentTitle = "Your question is on its way";
export const sent = (email: string) => `The answer comes to ${email}.`;
export const failed = "The question could not be sent.";
