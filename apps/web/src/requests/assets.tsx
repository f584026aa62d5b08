import type { Schemas } from '../api/client.js';
import { useCategoryName } from '../api/lookups.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';

interface AssetsProps {
  assets: readonly Schemas['AssetView'][];
  /** Hears of which kind the asset is that is chosen instead. */
  onCategory?: ((category: string) => void) | undefined;
}

/** The assets of a customer to choose one of, as the field `assetId`; the first is chosen already. */
export function Assets({ assets, onCategory }: AssetsProps) {
  const texts = useTexts();
  const pick = usePick();
  const categoryName = useCategoryName();
  return (
    <fieldset>
      <legend>{texts.requests.asset}</legend>
      {assets.map((asset, index) => (
        <label key={asset.id} className="choice">
          <input
            type="radio"
            name="assetId"
            value={asset.id}
            required
            defaultChecked={index === 0}
            onChange={() => onCategory?.(asset.category)}
          />{' '}
          {categoryName(asset.category)} · {pick({ en: asset.nameEn, zh: asset.nameZh })} · {asset.place.locality}{' '}
          {asset.underWarranty && <Badge>{texts.orders.underWarranty}</Badge>}
        </label>
      ))}
    </fieldset>
  );
}
