interface FilterSelectProps {
  label: string;
  /** How everything is called, which nothing chosen stands for. */
  all: string;
  value: string | null | undefined;
  options: readonly (readonly [value: string, text: string])[];
  onChoose: (value: string) => void;
}

/** One choice of a row of filters. */
export function FilterSelect({ label, all, value, options, onChoose }: FilterSelectProps) {
  return (
    <label>
      <span>{label}</span>
      <select value={value ?? ''} onChange={({ target }) => onChoose(target.value)}>
        <option value="">{all}</option>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
