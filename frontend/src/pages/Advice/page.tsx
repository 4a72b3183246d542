/** The page that helps to choose a plan: the questions, and how an answer is worked out. */
import type { CatalogueView } from "../../api/catalogue.ts";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { adviceFacts } from "../../state/adviceFacts.ts";
import { advice as t } from "../../text/en.ts";
import { Advice } from "./Advice.tsx";
import { Examples } from "./Examples.tsx";

/** Not to be seen: what is prerendered asks for no day. */
const NO_DAY = "";

export function advicePage(view: CatalogueView): PageDefinition {
  const facts = adviceFacts(view);
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <div class="unscripted">
        <p class="note warn">
          {t.noScript} <a href="/ask/">{t.askUs}</a>
        </p>
        <Unscripted view={view} />
      </div>
      <div id="advice" class="held">
        <Advice facts={facts} search="" today={NO_DAY} push={() => undefined} />
      </div>
      <section class="held how">
        <h2>{t.howTitle}</h2>
        <ul>
          {t.how.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p class="scripted">{t.noTickets}</p>
      </section>
    </>
  );
  return { path: "/advice/", title: t.title, description: t.description, script: "advice.tsx", styles: ["advice.css", "charts.css", "tickets.css"], holds: true, data: facts, body };
}

/** What there is to read without a script: where the plans stand side by side, and what the levels of work are. */
function Unscripted({ view }: { view: CatalogueView }) {
  return (
    <>
      <p>
        {t.compareLead}{" "}
        {view.families.map(({ id, name }, index) => (
          <>
            {index > 0 && ", "}
            <a href={`/${id}/`}>{name}</a>
          </>
        ))}
      </p>
      {view.pools.map((pool) => (
        <section key={pool.id}>
          <h2>{t.levelsOf(pool.name)}</h2>
          <Examples levels={view.levels.filter(({ id }) => pool.levels.includes(id))} />
        </section>
      ))}
    </>
  );
}
