interface OptionsProps {
  /** Value and label of each. */
  of: readonly (readonly [value: string, label: string])[];
  /** What stands first, for no value. */
  none?: string;
}

/** The options of a select. */
export function Options({ of, none }: OptionsProps) {
  return (
    <>
      {none !== undefined && <option value="">{none}</option>}
      {of.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  );
}

/** Places and other things with a name, as options. */
export const named = (things: readonly { id: string; name: string }[]) =>
  things.map(({ id, name }) => [id, name] as const);
