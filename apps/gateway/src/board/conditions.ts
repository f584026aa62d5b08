/** Collects the conditions of a WHERE with their parameters. */
export class Conditions {
  private readonly parts: string[] = [];

  constructor(readonly parameters: unknown[] = []) {}

  /** Adds `sql`, in which each `?` stands for the next of `values`. */
  add(sql: string, ...values: unknown[]): this {
    const rest = [...values];
    this.parts.push(sql.replace(/\?/g, () => `$${this.parameters.push(rest.shift())}`));
    return this;
  }

  /** Adds `column = value`, unless there is no value. */
  equal(column: string, value: unknown): this {
    return value === undefined ? this : this.add(`${column} = ?`, value);
  }

  /** `LIMIT` with this many rows as a parameter. */
  limit(rows: number): string {
    return `LIMIT $${this.parameters.push(rows)}`;
  }

  get text(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' AND ');
  }
}
