import type { Faker } from '@faker-js/faker';

/** Names, phone numbers and streets in the country's own way. */
export interface Names {
  person(): string;
  company(): string;
  phone(): string;
  mail(): string;
  street(): string;
  /** The language that Callout speaks with them: the product has two. */
  language: 'zh-CN' | 'en';
}

/** Faker's own loader per country; any other country gets international English. */
const locales: Record<string, () => Promise<{ faker: Faker }>> = {
  AT: () => import('@faker-js/faker/locale/de_AT'),
  AU: () => import('@faker-js/faker/locale/en_AU'),
  BE: () => import('@faker-js/faker/locale/nl_BE'),
  BR: () => import('@faker-js/faker/locale/pt_BR'),
  CA: () => import('@faker-js/faker/locale/en_CA'),
  CH: () => import('@faker-js/faker/locale/de_CH'),
  CN: () => import('@faker-js/faker/locale/zh_CN'),
  CZ: () => import('@faker-js/faker/locale/cs_CZ'),
  DE: () => import('@faker-js/faker/locale/de'),
  DK: () => import('@faker-js/faker/locale/da'),
  ES: () => import('@faker-js/faker/locale/es'),
  FI: () => import('@faker-js/faker/locale/fi'),
  FR: () => import('@faker-js/faker/locale/fr'),
  GB: () => import('@faker-js/faker/locale/en_GB'),
  GR: () => import('@faker-js/faker/locale/el'),
  IE: () => import('@faker-js/faker/locale/en_IE'),
  IN: () => import('@faker-js/faker/locale/en_IN'),
  IT: () => import('@faker-js/faker/locale/it'),
  JP: () => import('@faker-js/faker/locale/ja'),
  KR: () => import('@faker-js/faker/locale/ko'),
  NL: () => import('@faker-js/faker/locale/nl'),
  NO: () => import('@faker-js/faker/locale/nb_NO'),
  PL: () => import('@faker-js/faker/locale/pl'),
  PT: () => import('@faker-js/faker/locale/pt_PT'),
  RO: () => import('@faker-js/faker/locale/ro'),
  RU: () => import('@faker-js/faker/locale/ru'),
  SE: () => import('@faker-js/faker/locale/sv'),
  TR: () => import('@faker-js/faker/locale/tr'),
  TW: () => import('@faker-js/faker/locale/zh_TW'),
  UA: () => import('@faker-js/faker/locale/uk'),
  US: () => import('@faker-js/faker/locale/en_US'),
  VN: () => import('@faker-js/faker/locale/vi'),
  ZA: () => import('@faker-js/faker/locale/en_ZA'),
};

/** Names of a country, the same for the same seed. Mail addresses use example.org, which nobody owns. */
export async function namesOf(country: string, seed: number): Promise<Names> {
  const load = locales[country] ?? (() => import('@faker-js/faker/locale/en'));
  const { faker } = await load();
  faker.seed(seed);
  let mails = 0;
  return {
    language: country === 'CN' ? 'zh-CN' : 'en',
    person: () => faker.person.fullName(),
    company: () => faker.company.name(),
    phone: () => faker.phone.number(),
    mail: () => `customer${(mails += 1)}@example.org`,
    street: () => faker.location.streetAddress(),
  };
}
