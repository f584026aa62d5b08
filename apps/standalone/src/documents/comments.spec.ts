import { commentsIn } from './comments.js';

describe('commentsIn', () => {
  it('takes the first sentence as the summary and the rest as the description', () => {
    const text = `
      export class OffersController {
        /** Lists offers. */
        @Get()
        list() {}

        /**
         * Accepts an offer at the time of §4.2. The visit is booked;
         * others are withdrawn.
         */
        @Post(':id/accept')
        async accept(@Param('id') id: string) {}

        // Not for readers of the API.
        silent() {}
      }`;
    expect(Object.fromEntries(commentsIn(text))).toEqual({
      Offers_list: { summary: 'Lists offers' },
      Offers_accept: {
        summary: 'Accepts an offer at the time of §4.2',
        description: 'The visit is booked; others are withdrawn.',
      },
    });
  });
});
