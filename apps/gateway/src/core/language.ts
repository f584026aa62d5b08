export type Language = 'en' | 'zh';

/** The better of the two languages for an `Accept-Language`; English if it names neither. */
export function preferredLanguage(header = ''): Language {
  const ranked = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
      return { tag, quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ tag, quality }) => /^(zh|en)\b/.test(tag) && quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return ranked[0]?.tag.startsWith('zh') ? 'zh' : 'en';
}
