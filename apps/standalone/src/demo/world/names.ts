import type { Faker } from '@faker-js/faker';

/** Names, phone numbers and streets in the country's own way. */
export interface Names {
  person(): string;
  company(): string;
  phone(): string;
  mail(): string;
  street(): string;
  /** A BCP 47 tag for what the person speaks. */
  language: string;
}

/** Faker's own loader per country; any other country gets international English. */
const locales: Record<string, [language: string, load: () => Promise<{ faker: Faker }>]> = {
  AT: ['de-AT', () => import('@faker-js/faker/locale/de_AT')],
  AU: ['en-AU', () => import('@faker-js/faker/locale/en_AU')],
  BE: ['nl-BE', () => import('@faker-js/faker/locale/nl_BE')],
  BR: ['pt-BR', () => import('@faker-js/faker/locale/pt_BR')],
  CA: ['en-CA', () => import('@faker-js/faker/locale/en_CA')],
  CH: ['de-CH', () => import('@faker-js/faker/locale/de_CH')],
  CN: ['zh-CN', () => import('@faker-js/faker/locale/zh_CN')],
  CZ: ['cs-CZ', () => import('@faker-js/faker/locale/cs_CZ')],
  DE: ['de', () => import('@faker-js/faker/locale/de')],
  DK: ['da', () => import('@faker-js/faker/locale/da')],
  ES: ['es', () => import('@faker-js/faker/locale/es')],
  FI: ['fi', () => import('@faker-js/faker/locale/fi')],
  FR: ['fr', () => import('@faker-js/faker/locale/fr')],
  GB: ['en-GB', () => import('@faker-js/faker/locale/en_GB')],
  GR: ['el', () => import('@faker-js/faker/locale/el')],
  IE: ['en-IE', () => import('@faker-js/faker/locale/en_IE')],
  IN: ['en-IN', () => import('@faker-js/faker/locale/en_IN')],
  IT: ['it', () => import('@faker-js/faker/locale/it')],
  JP: ['ja', () => import('@faker-js/faker/locale/ja')],
  KR: ['ko', () => import('@faker-js/faker/locale/ko')],
  NL: ['nl', () => import('@faker-js/faker/locale/nl')],
  NO: ['nb-NO', () => import('@faker-js/faker/locale/nb_NO')],
  PL: ['pl', () => import('@faker-js/faker/locale/pl')],
  PT: ['pt-PT', () => import('@faker-js/faker/locale/pt_PT')],
  RO: ['ro', () => import('@faker-js/faker/locale/ro')],
  RU: ['ru', () => import('@faker-js/faker/locale/ru')],
  SE: ['sv', () => import('@faker-js/faker/locale/sv')],
  TR: ['tr', () => import('@faker-js/faker/locale/tr')],
  TW: ['zh-TW', () => import('@faker-js/faker/locale/zh_TW')],
  UA: ['uk', () => import('@faker-js/faker/locale/uk')],
  US: ['en-US', () => import('@faker-js/faker/locale/en_US')],
  VN: ['vi', () => import('@faker-js/faker/locale/vi')],
  ZA: ['en-ZA', () => import('@faker-js/faker/locale/en_ZA')],
};

/** Names of a country, the same for the same seed. Mail addresses use example.org, which nobody owns. */
export async function namesOf(country: string, seed: number): Promise<Names> {
  const [language, load] = locales[country] ?? ['en', () => import('@faker-js/faker/locale/en')];
  const { faker } = await load();
  faker.seed(seed);
  let mails = 0;
  return {
    language,
    person: () => faker.person.fullName(),
    company: () => faker.company.name(),
    phone: () => faker.phone.number(),
    mail: () => `customer${(mails += 1)}@example.org`,
    street: () => faker.location.streetAddress(),
  };
}
