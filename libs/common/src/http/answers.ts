import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';

type View = Type<object>;

/** Documents what a route answers: a view class, or a list of them as `[View]`. */
export function Answers(view: View | [View], status: 200 | 201 = 200) {
  const [type, isArray] = Array.isArray(view) ? [view[0], true] : [view, false];
  return ApiResponse({ status, type, isArray, description: status === 201 ? 'Created' : 'Done' });
}

/** Documents a list with `items` and `next`. */
export function AnswersPage(view: View) {
  return applyDecorators(
    ApiExtraModels(view),
    ApiResponse({
      status: 200,
      description: 'One page; give `next` as `cursor` to go on',
      schema: {
        type: 'object',
        required: ['items', 'next'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(view) } },
          next: { type: ['string', 'null'] as never },
        },
      },
    }),
  );
}
