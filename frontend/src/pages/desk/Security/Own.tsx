/** One's own passkeys: the list, removing one asked twice, and registering another. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Passkey, type Passkeys, readPasskeys, removePasskey } from "../../../api/passkeys.ts";
import { Button } from "../../../components/Button.tsx";
import { RegisterPasskey } from "../../../components/RegisterPasskey.tsx";
import { RemoveQuestion } from "../../../components/RemoveQuestion.tsx";
import { Note } from "../../../components/Small.tsx";
import { formatMoment } from "../../../lib/dates.ts";
import { signInFirst } from "../../../lib/ways.ts";
import { passkeys as t } from "../../../text/en.ts";

interface Props {
  own: Passkeys;
  put: (own: Passkeys) => void;
}

export function Own({ own, put }: Props) {
  const [removing, setRemoving] = useState<string | null>(null);
  const [news, setNews] = useState("");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that was pressed went with its passkey.
    if (news) title.current?.focus();
  }, [news]);
  const without = (left: Passkeys, { name, current }: Passkey) => {
    // What opened this session is gone: another passkey has to open it.
    if (current && left.passkeys.length) return location.replace(signInFirst(location.pathname));
    put(left);
    setRemoving(null);
    setNews(t.removed(name));
  };
  return (
    <section aria-labelledby="own-title">
      <h2 id="own-title" ref={title} tabIndex={-1}>
        {t.ownTitle}
      </h2>
      <p>{t.what}</p>
      <p>{own.required ? t.required : t.optional}</p>
      <p role="status">{news}</p>
      {own.passkeys.length === 0 && <p>{t.none}</p>}
      <ul class="rows">
        {own.passkeys.map((each) => (
          <li key={each.id}>
            <Facts passkey={each} />
            {removing === each.id ? (
              <Remove
                passkey={each}
                last={own.passkeys.length === 1}
                done={(left) => without(left, each)}
                cancel={() => setRemoving(null)}
              />
            ) : (
              <p class="screen">
                <Button kind="quiet" aria-label={t.removeOf(each.name)} onClick={() => setRemoving(each.id)}>
                  {t.remove}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
      <Add
        own={own}
        done={async (name) => {
          put(await readPasskeys());
          setNews(t.registered(name));
        }}
      />
    </section>
  );
}

function Facts({ passkey: { name, created_at, used_at, current } }: { passkey: Passkey }) {
  return (
    <div>
      <strong>{name}</strong> {current && <span class="soft">({t.current})</span>}
      <div class="small">{t.facts(formatMoment(created_at), used_at && formatMoment(used_at))}</div>
    </div>
  );
}

interface RemoveProps {
  passkey: Passkey;
  last: boolean;
  done: (left: Passkeys) => void;
  cancel: () => void;
}

function Remove({ passkey: { id, name }, last, done, cancel }: RemoveProps) {
  const words = { title: t.removeTitle(name), text: last ? t.removeLast : t.removeText, yes: t.removeYes, no: t.removeNo };
  return <RemoveQuestion words={words} remove={async () => done(await removePasskey(id))} cancel={cancel} />;
}

/** Where passkeys cannot work, the page says why and where they can. */
function Add({ own: { origin, passkeys }, done }: { own: Passkeys; done: (name: string) => Promise<void> }) {
  if (origin === null) return <Note tone="warn"><p>{t.nowhere}</p></Note>;
  if (origin !== location.origin) {
    return (
      <Note tone="warn">
        <p>
          {t.otherAddress} <a href={`${origin}${location.pathname}`}>{origin}</a>
        </p>
      </Note>
    );
  }
  return (
    <>
      <h3>{passkeys.length ? t.addTitle : t.addFirst}</h3>
      <RegisterPasskey done={(_session, name) => done(name)} />
    </>
  );
}
