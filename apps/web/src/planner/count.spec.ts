import { outcomeOf, signed } from './count.js';

describe('a count', () => {
  it('changes the books by what is there beyond them', () => {
    expect(outcomeOf(7, { onHand: 4, reserved: 2 })).toEqual({ difference: 3, takesHeld: false });
    expect(outcomeOf(4, { onHand: 4, reserved: 4 })).toEqual({ difference: 0, takesHeld: false });
  });

  it('may take what is free, not what is held for orders', () => {
    expect(outcomeOf(2, { onHand: 4, reserved: 2 })).toEqual({ difference: -2, takesHeld: false });
    expect(outcomeOf(1, { onHand: 4, reserved: 2 })).toEqual({ difference: -3, takesHeld: true });
  });

  it('says in which direction', () => {
    expect([3, -2, 0].map((difference) => signed(difference))).toEqual(['+3', '-2', '0']);
  });
});
