import { Code, Id, Text, Whole } from '../validation/fields.js';
import { exampleId } from './values.js';

/** Published when a product is entered or changed; heard by quality (names and categories in its reports). */
export class ProductChanged {
  static readonly type = 'desk.product.changed.v1';
  static readonly key = 'productId';
  static readonly about =
    'Published when a product is entered or changed; heard by quality (names and categories in its reports).';
  static readonly example: ProductChanged = {
    productId: exampleId(12),
    code: 'SH-01',
    category: 'vacuum',
    nameEn: 'Suction motor 900 W',
    nameZh: '吸尘电机 900W',
    warrantyMonths: 24,
    version: 1,
  };

  @Id() productId: string;
  @Code() code: string;
  @Code() category: string;
  @Text(120) nameEn: string;
  @Text(120) nameZh: string;
  @Whole(0, 600) warrantyMonths: number;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
