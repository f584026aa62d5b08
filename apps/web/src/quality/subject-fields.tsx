import { useSearchParams } from 'react-router';
import { useCategories } from '../planning-runs/scope-fields.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { useProducts } from './queries.js';

/** A category, and a product of it or of all; both in the address. Another category lets go of a product that is not of it. */
export function SubjectFields({ none }: { none: string }) {
  const { quality: texts } = useTexts();
  const pick = usePick();
  const [parameters, setParameters] = useSearchParams();
  const { data: categories = [] } = useCategories();
  const { data: products = [] } = useProducts();
  const [category, productId] = [parameters.get('category') ?? '', parameters.get('productId') ?? ''];
  const choose = (values: Record<string, string>) =>
    setParameters((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(values)) {
        if (value) after.set(name, value);
        else after.delete(name);
      }
      return after;
    });
  const isOf = (code: string) => products.some((product) => product.id === productId && product.category === code);
  return (
    <>
      <Field label={texts.category}>
        <select
          value={category}
          onChange={({ target: { value } }) =>
            choose({ category: value, productId: value === '' || isOf(value) ? productId : '' })
          }
        >
          <Options
            none={none}
            of={categories.map(({ code, nameEn, nameZh }) => [code, pick({ en: nameEn, zh: nameZh })] as const)}
          />
        </select>
      </Field>
      <Field label={texts.product}>
        <select value={productId} onChange={({ target }) => choose({ productId: target.value })}>
          <Options
            none={none}
            of={products
              .filter((product) => category === '' || product.category === category || product.id === productId)
              .map(({ id, code, nameEn, nameZh }) => [id, `${code} ${pick({ en: nameEn, zh: nameZh })}`] as const)}
          />
        </select>
      </Field>
    </>
  );
}
