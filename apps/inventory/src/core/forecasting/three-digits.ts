/** A number as people read it: what `toPrecision(3)` says, in a fraction of its time where the third digit is not in doubt. */
export function threeDigits(value: number): number {
  const power = powerOf(value);
  if (power === 0) return Number(value.toPrecision(3));
  const scaled = value * power;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  if (Math.abs(rest - 0.5) < doubtful) return Number(value.toPrecision(3));
  return (rest > 0.5 ? floor + 1 : floor) / power;
}

/** Scaling rounds by far less; what lies so close to the middle between two numbers is decided by its digits. */
const doubtful = 1e-9;

/** What makes three digits of it a whole number; 0: by way of its digits. */
function powerOf(value: number): number {
  if (!(value >= 0.01 && value < 1000)) return 0;
  if (value < 1) return value < 0.1 ? 10_000 : 1000;
  return value < 10 ? 100 : value < 100 ? 10 : 1;
}
