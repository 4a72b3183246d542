/** The choice of a role, each with what it may do. */
import type { Role } from "../../api/session.ts";
import { Choice } from "../../components/Field.tsx";
import { people as t } from "../../text/en.ts";

const ROLES: Role[] = ["owner", "billing", "technical"];

interface Props {
  id: string;
  value: Role;
  fault: string | undefined;
  choose: (role: Role) => void;
}

export function RoleField({ id, value, fault, choose }: Props) {
  return (
    <fieldset id={id} tabIndex={-1} class={fault ? "field faulty" : "field"}>
      <legend>{t.role}</legend>
      {fault && <span class="fault">{fault}</span>}
      {ROLES.map((role) => (
        <Choice
          key={role}
          type="radio"
          name={id}
          value={role}
          checked={role === value}
          onChange={() => choose(role)}
          label={
            <>
              <strong>{t.roleName[role]}</strong> <span class="small">{t.roleMay[role]}</span>
            </>
          }
        />
      ))}
    </fieldset>
  );
}
