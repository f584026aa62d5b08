import type { Language } from '../core/language.js';
import type { FirstUser } from '../settings.js';

interface StartFacts {
  language: Language;
  services: readonly { name: string; instances: readonly { ready: boolean }[] }[];
  accounts: readonly FirstUser[];
  nonce: string;
}

const texts = {
  en: {
    lang: 'en',
    about:
      'After-sales service of a manufacturer and its network of repair sites: from a fault report to a closed repair order, with the parts and the quality data behind it.',
    api: 'API documentation',
    document: 'OpenAPI document',
    services: 'Services',
    ready: 'ready',
    away: 'does not answer',
    accounts: 'Demo accounts',
    name: 'Name',
    password: 'Password',
    roles: 'Roles',
  },
  zh: {
    lang: 'zh-CN',
    about: '制造商及其维修网点的售后服务平台：从故障报修到维修工单关闭，并提供背后的备件与质量数据。',
    api: 'API 文档',
    document: 'OpenAPI 文档',
    services: '服务状态',
    ready: '就绪',
    away: '无响应',
    accounts: '演示账号',
    name: '用户名',
    password: '密码',
    roles: '角色',
  },
} as const;

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}
h1{margin-bottom:0}table{border-collapse:collapse}td,th{text-align:left;padding:.25rem 1.5rem .25rem 0}.ready{color:#176b2c}.away{color:#b3261e}
@media (prefers-color-scheme:dark){.ready{color:#7fd192}.away{color:#f2b8b5}a{color:#9ecbff}}code{font-size:.95em}`;

/** The start page: one document without a request to anywhere. */
export function startHtml({ language, services, accounts, nonce }: StartFacts): string {
  const text = texts[language];
  const rows = services.map(({ name, instances }) => serviceRow(name, instances, text));
  return `<!doctype html>
<html lang="${text.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Callout</title>
<style nonce="${nonce}">${style}</style></head>
<body>
<h1>Callout</h1>
<p>${text.about}</p>
<p><a href="/docs">${text.api}</a> · <a href="/api/v1/openapi.json">${text.document}</a></p>
<h2>${text.services}</h2>
<table><tbody>${rows.join('')}</tbody></table>
${accounts.length > 0 ? accountTable(accounts, text) : ''}
</body></html>`;
}

type Texts = (typeof texts)[Language];

function serviceRow(name: string, instances: readonly { ready: boolean }[], text: Texts): string {
  const ready = instances.filter((instance) => instance.ready).length;
  const state = ready > 0 ? 'ready' : 'away';
  const count = instances.length > 1 ? ` (${ready}/${instances.length})` : '';
  return `<tr><th scope="row">${escape(name)}</th><td class="${state}">${text[state]}${count}</td></tr>`;
}

function accountTable(accounts: readonly FirstUser[], text: Texts): string {
  const rows = accounts.map(
    ({ name, password, roles }) =>
      `<tr><td><code>${escape(name)}</code></td><td><code>${escape(password)}</code></td><td>${escape(roles.join(', '))}</td></tr>`,
  );
  return `<h2>${text.accounts}</h2>
<table><thead><tr><th scope="col">${text.name}</th><th scope="col">${text.password}</th><th scope="col">${text.roles}</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`;
}

const escape = (value: string): string => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
