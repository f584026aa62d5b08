type Column =
  | string
  | { label: string; isNumber?: boolean; /** Only for those who do not see the column. */ isHidden?: boolean };

/** The row of headings of a list. */
export function TableHead({ columns }: { columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const { label, isNumber = false, isHidden = false } = typeof column === 'string' ? { label: column } : column;
          return (
            <th key={label} scope="col" className={isNumber ? 'number' : undefined}>
              {isHidden ? <span className="hidden">{label}</span> : label}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Headings of columns of numbers. */
export const numberColumns = (labels: readonly string[]) => labels.map((label) => ({ label, isNumber: true }));
