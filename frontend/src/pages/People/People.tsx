/** The people of a customer: who they are, what each may do, and changing that. */
import { useEffect, useState } from "preact/hooks";
import { type Person, readPeople } from "../../api/account.ts";
import type { ContactSession } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { Signed } from "../../components/Signed.tsx";
import { Badge } from "../../components/Small.tsx";
import { type Act, actsOn, isLastOwner, withPerson } from "../../state/people.ts";
import { people as t } from "../../text/en.ts";
import { AddPerson } from "./AddPerson.tsx";
import { ChangePerson } from "./ChangePerson.tsx";
import { RemovePerson } from "./RemovePerson.tsx";

const LIST = "people-title";

export function People() {
  return (
    <Signed here="people" needs="manage_contacts" load={readPeople}>
      {(people, session, { put }) => <Found people={people} session={session} put={put} />}
    </Signed>
  );
}

interface Open {
  id: string;
  act: Act;
}

interface Props {
  people: Person[];
  session: ContactSession;
  put: (people: Person[]) => void;
}

function Found({ people, session, put }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const [news, setNews] = useState("");
  const focus = useFocus();

  const show = (next: Open | null, back?: string) => {
    setOpen(next);
    setNews("");
    if (back) focus(back);
  };
  const save = (person: Person) => {
    put(withPerson(people, person));
    show(null, open ? buttonId(open) : undefined);
    setNews(t.saved(person.name));
  };
  const add = (person: Person) => {
    put(withPerson(people, person));
    show(null);
    setNews(t.added(person.name, person.email));
  };
  const remove = ({ id, name }: Person, left: Person[]) => {
    // Whoever removes themselves is signed out: nothing of this page is theirs any more.
    if (id === session.contact_id) return location.assign("/");
    put(left);
    show(null, LIST);
    return setNews(t.removed(name));
  };

  const cancel = () => show(null, open ? buttonId(open) : undefined);

  return (
    <>
      <p>{t.lead(session.customer.name)}</p>
      <section aria-labelledby={LIST}>
        <h2 id={LIST} tabIndex={-1}>
          {t.listTitle}
        </h2>
        <p role="status" class={news ? "note good" : undefined}>
          {news}
        </p>
        <ul class="rows">
          {people.map((person) => (
            <li key={person.id}>
              <Words person={person} self={person.id === session.contact_id} last={isLastOwner(people, person)} />
              {open?.id !== person.id && <Actions person={person} acts={actsOn(people, person)} show={(act) => show({ id: person.id, act })} />}
              {open?.id === person.id && open.act !== "remove" && (
                <ChangePerson person={person} nameOnly={open.act === "rename"} save={save} cancel={cancel} />
              )}
              {open?.id === person.id && open.act === "remove" && (
                <RemovePerson
                  person={person}
                  self={person.id === session.contact_id}
                  done={(left) => remove(person, left)}
                  cancel={cancel}
                />
              )}
            </li>
          ))}
        </ul>
      </section>
      <AddPerson add={add} />
    </>
  );
}

const buttonId = ({ id, act }: Open): string => `${act}-${id}`;

function Words({ person: { name, email, role }, self, last }: { person: Person; self: boolean; last: boolean }) {
  return (
    <div>
      <strong>{name}</strong> {self && <Badge tone="info">{t.you}</Badge>}
      <div>
        {email}
        {self && (
          <>
            {" "}
            <a class="small screen" href="/account/settings/">
              {t.ownEmail}
            </a>
          </>
        )}
      </div>
      <div class="small">{t.may(role)}</div>
      {last && <div class="small soft">{t.lastOwner}</div>}
    </div>
  );
}

function Actions({ person: { id, name }, acts, show }: { person: Person; acts: Act[]; show: (act: Act) => void }) {
  return (
    <p class="screen acts">
      {acts.map((act) => (
        <Button key={act} kind="quiet" id={buttonId({ id, act })} aria-label={t.of(t.act[act], name)} onClick={() => show(act)}>
          {t.act[act]}
        </Button>
      ))}
    </p>
  );
}

/** Move the focus to something that the next drawing brings. */
function useFocus(): (id: string) => void {
  const [wanted, want] = useState<{ id: string } | null>(null);
  useEffect(() => {
    if (wanted) document.getElementById(wanted.id)?.focus();
  }, [wanted]);
  return (id) => want({ id });
}
