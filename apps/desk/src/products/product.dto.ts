import { PageQuery } from '#common/http/pages.js';
import { Code, Id, Optional, Text, Whole } from '#common/validation/fields.js';

export class SaveCategory {
  @Text(120) nameEn: string;
  @Text(120) nameZh: string;
  /** What a technician must be able to do. */
  @Code() skill: string;
  /** Level needed as long as finished orders say nothing else. */
  @Whole(1, 5) skillLevel: number;
  @Optional() @Code() certificate?: string;
  @Whole(5, 480) durationMinutes: number;
}

export class CategoryView extends SaveCategory {
  @Code() code: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class SaveProduct {
  /** The model's own code; a product that has it already is changed, with its version in `If-Match`. */
  @Code() code: string;
  @Code() category: string;
  @Text(120) nameEn: string;
  @Text(120) nameZh: string;
  @Whole(0, 600) warrantyMonths: number;
}

export class ProductView extends SaveProduct {
  @Id() id: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class ProductQuery extends PageQuery {
  @Optional() @Code() category?: string;
  @Optional() @Code() code?: string;
}
