/** The value that `Transactions` set for the open transaction: `*`, a site's id, or nothing. Read once per statement. */
const visible = `(SELECT current_setting('app.sites', true))`;

/**
 * Shows the rows of a table to everyone who is bound to no site, and to a site those that the condition allows; `$site` stands for its id.
 * Whoever loads rows by SQL as the service's role does so after `SET app.sites = '*'`.
 */
export function rowsOfSite(table: string, condition = 'site_id::text = $site'): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY ${table}_site ON ${table}
      USING (${visible} = '*' OR ${condition.replaceAll('$site', visible)});`;
}
