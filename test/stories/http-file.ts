/** One request of a file in the syntax of VS Code's REST Client, its variables still in it. */
export interface HttpRequest {
  title: string;
  name: string | undefined;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface HttpAnswer {
  headers: Record<string, string>;
  body: unknown;
}

/** The file's variables (`@host = …`) and requests, in their order. */
export function readHttpFile(text: string): { variables: Record<string, string>; requests: HttpRequest[] } {
  const variables = [...text.matchAll(/^@(\w+) *= *(.*)$/gm)].map(([, name, value]) => [name, value]);
  const requests = text.split(/^###/m).slice(1).map(readRequest);
  return { variables: Object.fromEntries(variables), requests: requests.filter((one) => one !== undefined) };
}

/** A request, or undefined for a part that is nothing but comment. */
function readRequest(part: string): HttpRequest | undefined {
  const [title = '', ...lines] = part.split('\n');
  const name = /^# @name (\w+)$/m.exec(part)?.[1];
  const sent = lines.filter((line) => !/^(#|\/\/|@)/.test(line)).join('\n');
  const [head = '', ...body] = sent.trim().split('\n\n');
  const [first = '', ...headers] = head.split('\n');
  const [method, url] = first.split(' ');
  if (!method || !url) return undefined;
  const named = headers.map((line) => line.split(/: (.*)/).slice(0, 2));
  return { title: title.trim(), name, method, url, headers: Object.fromEntries(named), body: body.join('\n\n') };
}

/** The text with every `{{…}}` replaced, as the REST Client does it. Throws for what it would leave standing. */
export function fillIn(
  text: string,
  variables: Readonly<Record<string, string>>,
  answers: ReadonlyMap<string, HttpAnswer>,
): string {
  return text.replaceAll(/\{\{(.+?)\}\}/g, (_, reference: string) => {
    const value = systemVariable(reference) ?? variables[reference] ?? ofAnswer(reference, answers);
    if (value === undefined) throw new Error(`nothing is known as {{${reference}}}`);
    return value;
  });
}

const dayMilliseconds = 86_400_000;

function systemVariable(reference: string): string | undefined {
  if (reference === '$guid') return crypto.randomUUID();
  const [, days] = /^\$datetime iso8601 (\d+) d$/.exec(reference) ?? [];
  return days ? new Date(Date.now() + Number(days) * dayMilliseconds).toISOString() : undefined;
}

function ofAnswer(reference: string, answers: ReadonlyMap<string, HttpAnswer>): string | undefined {
  const [, name = '', header, path] = /^(\w+)\.response\.(?:headers\.([\w-]+)|body\.\$\.(.+))$/.exec(reference) ?? [];
  const answer = answers.get(name);
  if (!answer) return undefined;
  if (header) return answer.headers[header.toLowerCase()];
  const value = path?.match(/\w+/g)?.reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], answer.body);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
